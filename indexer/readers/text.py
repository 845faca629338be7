"""Plain text in the encodings that Chinese newsrooms use."""

from __future__ import annotations

import codecs
import re

from indexer.errors import EncodingUnknown, SourceUnreadable
from indexer.model import ParseWarning, SourceText

BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# In this order and no statistics: valid UTF-8 with Hanzi is never GB18030 by accident, and GB18030 holds GB2312 and GBK whole.
# A detector would answer GB2312 and fail on 镕 and 喆.
WITHOUT_BOM = ("utf-8", "gb18030")
# What UTF-8 replacement characters become when their bytes are read as GBK: the text was ruined before it came here.
MOJIBAKE = ("锟斤拷", "\ufffd", "烫烫烫", "屯屯屯")
MOJIBAKE_LINES_NAMED = 20
_PRIVATE_USE = re.compile(r"[\ue000-\uf8ff]")


class TextReader:
    """Reads plain text: byte order mark first, then UTF-8, then GB18030; an encoding that is named goes before all."""

    name = "text"

    def read(self, data: bytes, source: str, encoding: str | None) -> SourceText:
        """The text with \\r\\n and \\r made \\n and a leading U+FEFF taken off; nothing else is touched.

        Raises EncodingUnknown when the bytes do not decode, SourceUnreadable when what decodes is no text.
        """
        text, used = _decode(data, source, encoding)
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        if "\x00" in text:
            raise SourceUnreadable(
                f"{source}：里面有空字符（NUL），不像文本文件。请确认文件没有损坏，或另存为 UTF-8 文本再收录。",
                f"{source} holds NUL characters: it is no text file, or it is damaged",
            )
        return SourceText(text, used, self.name, _warnings(text, used))


def is_mojibake(text: str) -> bool:
    """True for a text with letters that only a wrong conversion leaves."""
    return any(sign in text for sign in MOJIBAKE)


def mojibake(lines: tuple[int, ...]) -> ParseWarning:
    """The warning of a text that was ruined on these lines, of which the first ones are named."""
    note = "文字里有「锟斤拷」「\ufffd」一类乱码：文件在此之前已被错误转换过，请找原始文件重新收录。"
    return ParseWarning("mojibake", lines[:MOJIBAKE_LINES_NAMED], note)


def _decode(data: bytes, source: str, encoding: str | None) -> tuple[str, str]:
    if encoding:
        return _decode_as(data, source, encoding)
    for mark, name in BOMS:
        if data.startswith(mark):
            return _decode_as(data, source, name)
    for name in WITHOUT_BOM:
        try:
            return data.decode(name), name
        except UnicodeDecodeError:
            continue
    raise EncodingUnknown(
        f"{source}：编码无法识别（不是 UTF-8、UTF-16 或 GB18030）。知道编码的，请加 --encoding，例如 --encoding big5；不知道的，请用记事本打开，看得清时另存为 UTF-8。",
        f"{source} decodes as neither UTF-8, UTF-16 nor GB18030; name the encoding with --encoding",
    )


def _decode_as(data: bytes, source: str, encoding: str) -> tuple[str, str]:
    try:
        name = codecs.lookup(encoding).name
        text = data.decode(encoding)
    except LookupError as error:
        raise EncodingUnknown(
            f"没有名为 {encoding} 的编码。常用的有 utf-8、gb18030、big5、utf-16。", f"there is no encoding named {encoding}"
        ) from error
    except UnicodeDecodeError as error:
        raise EncodingUnknown(
            f"{source}：不是 {name} 编码（第 {error.start} 字节起不能解码）。请换一个编码，或去掉 --encoding 让程序识别。",
            f"{source} is not {name}: byte {error.start} does not decode",
        ) from error
    if not isinstance(text, str):
        raise EncodingUnknown(f"{encoding} 不是文本编码。", f"{encoding} is no text encoding")
    return text, name


def _warnings(text: str, encoding: str) -> tuple[ParseWarning, ...]:
    found = []
    if is_mojibake(text):
        found.append(mojibake(tuple(number for number, line in enumerate(text.split("\n"), 1) if is_mojibake(line))))
    private = len(_PRIVATE_USE.findall(text))
    if private and encoding != "utf-8" and private * 50 > len(text):
        # GB18030 accepts nearly any byte pair; many private-use characters mean that the bytes were another encoding (Big5).
        found.append(
            ParseWarning(
                "encoding doubtful", (), f"按 {encoding} 读出很多私用区字符，编码可能不对；可用 --encoding big5 等再试。"
            )
        )
    return tuple(found)
