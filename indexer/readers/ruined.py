"""Text that a wrong conversion ruined before it came here: recognised and reported, never repaired by guess."""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.model import ParseWarning
from indexer.readers.plausible import common_share

# What UTF-8 replacement characters become when their bytes are read as GBK: what stood there is lost.
LOST = ("锟斤拷", "\ufffd", "烫烫烫", "屯屯屯")
LINES_NAMED = 20
FEWEST = 6
"""Bytes beyond ASCII that a line must have to be judged, two Hanzi in UTF-8."""
# Letters that CP1252 has for the bytes 80 to 9F, where Latin-1 has control codes: æ–‡ is E6 96 87.
_WINDOWS = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_LATIN_RUN = re.compile(rf"[\xc0-\xff][\x80-\xff{_WINDOWS}]+")
_LOST_NOTE = "文字里有「锟斤拷」「\ufffd」一类乱码：文件在此之前已被错误转换过，请找原始文件重新收录。"
_CONFUSED_NOTE = "这些行像是把 {meant} 的文字当作 {taken} 读出来的（如「文字」成了「{example}」）：文件在此之前已被错误转换过，请找原始文件重新收录。"


def is_ruined(text: str) -> bool:
    """True for a text with letters that only a wrong conversion leaves."""
    return any(sign in text for sign in LOST)


def lost(lines: tuple[int, ...]) -> ParseWarning:
    """The warning of a text of which characters were lost on these lines; the first ones are named."""
    return ParseWarning("mojibake", lines[:LINES_NAMED], _LOST_NOTE)


def ruin_warnings(text: str) -> tuple[ParseWarning, ...]:
    """What of the text was ruined, one warning a kind, with the lines."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        note = _LOST_NOTE if is_ruined(line) else _confused(line)
        if note:
            found.setdefault(note, []).append(number)
    return tuple(ParseWarning("mojibake", tuple(numbers[:LINES_NAMED]), note) for note, numbers in found.items())


def _confused(line: str) -> str:
    """The sentence that says which encoding the line was and as which it was read; empty for a line that is sound."""
    pairs = len(_utf8_as_gbk().findall(line))
    if pairs and common_share(line) < 0.2:
        raw = line.encode("gb18030", "ignore")
        # A short line must be UTF-8 to the last byte; a long one may have lost some.
        meant = raw.decode("utf-8", "ignore")
        if (pairs >= 3 or meant.encode() == raw) and common_share(meant) >= 0.35 and len(meant) * 3 >= len(line):
            return _CONFUSED_NOTE.format(meant="UTF-8", taken="GBK", example="鏂囧瓧")
    latin = "".join(_LATIN_RUN.findall(line))
    if len(latin) >= FEWEST:
        raw = b"".join(_latin_byte(character) for character in latin)
        if common_share(raw.decode("utf-8", "ignore")) >= 0.35:
            return _CONFUSED_NOTE.format(meant="UTF-8", taken="Latin-1", example="æ–‡å\xad—")
        if common_share(raw.decode("gb18030", "ignore")) >= 0.35:
            return _CONFUSED_NOTE.format(meant="GBK", taken="Latin-1", example="ÎÄ×Ö")
    return ""


def _latin_byte(character: str) -> bytes:
    return character.encode("cp1252") if character in _WINDOWS else character.encode("latin-1")


@lru_cache(maxsize=1)
def _utf8_as_gbk() -> re.Pattern[str]:
    """Characters that GBK has for the first two bytes of a Hanzi or of Chinese punctuation in UTF-8."""
    pairs = (bytes((lead, trail)) for lead in (0xE3, *range(0xE4, 0xEA), 0xEF) for trail in range(0x80, 0xC0))
    return re.compile("[" + "".join(map(re.escape, {pair.decode("gb18030") for pair in pairs})) + "]")
