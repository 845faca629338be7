"""Plain text in the encodings that Chinese newsrooms use."""

from __future__ import annotations

import re

from indexer.errors import SourceUnreadable
from indexer.model import ParseWarning, SourceText
from indexer.readers.encodings import decode
from indexer.readers.repair import repaired
from indexer.readers.ruined import ruin_warnings

_PRIVATE_USE = re.compile(r"[\ue000-\uf8ff]")


class TextReader:
    """Reads plain text; an encoding that is named goes before all detection."""

    name = "text"

    def read(self, data: bytes, source: str, encoding: str | None) -> SourceText:
        """The text with \\r\\n and \\r made \\n and a leading U+FEFF taken off, repaired where other programs took it out of a PDF.

        Raises EncodingUnknown when the bytes do not decode, SourceUnreadable when what decodes is no text.
        """
        text, used = decode(data, source, encoding)
        text, repairs = repaired(with_plain_ends(text, source))
        return SourceText(text, used, self.name, (*text_warnings(text, used), *repairs))


def with_plain_ends(text: str, source: str) -> str:
    """The text with \\n at its line ends and without a mark in front; raises SourceUnreadable for one with NUL characters."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        raise SourceUnreadable(
            f"{source}：里面有空字符（NUL），不像文本文件。请确认文件没有损坏，或另存为 UTF-8 文本再收录。",
            f"{source} holds NUL characters: it is no text file, or it is damaged",
        )
    return text


def text_warnings(text: str, encoding: str) -> tuple[ParseWarning, ...]:
    """What is doubtful about a decoded text: ruined before it came here, or decoded wrongly."""
    found = list(ruin_warnings(text))
    private = len(_PRIVATE_USE.findall(text))
    if private and encoding != "utf-8" and private * 50 > len(text):
        # GB18030 accepts nearly any byte pair; many private-use characters mean that the bytes were another encoding (Big5).
        found.append(
            ParseWarning(
                "encoding doubtful", (), f"按 {encoding} 读出很多私用区字符，编码可能不对；可用 --encoding big5 等再试。"
            )
        )
    return tuple(found)
