"""Repairs of text that was taken out of PDF files, scans and web pages by other programs; lines keep their numbers.

A repair is made where the page as a whole shows the pattern, never for a line that merely looks odd.
"""

from __future__ import annotations

from indexer.model import ParseWarning
from indexer.readers.repair.doubled import without_doubles
from indexer.readers.repair.radicals import plain_radicals
from indexer.readers.repair.spaced import without_gaps
from indexer.readers.repair.unreadable import without_codes
from indexer.readers.repair.unseen import without_unseen
from indexer.readers.repair.upright import set_level
from indexer.readers.repair.vertical_forms import level_marks

_REPAIRS = (
    (plain_radicals, "部首字符（如 ⼈ ⻓）换成了通用汉字"),
    (level_marks, "竖排的标点（如 ︵ ﹁）换成了横排的"),
    (without_unseen, "去掉了字里的软连字符"),
    (without_doubles, "每个字都印了两遍，留了一遍"),
    (without_gaps, "去掉了字与字之间的空格"),
    (set_level, "一字一行的竖排标题连成了一行"),
)


def repaired(text: str) -> tuple[str, tuple[ParseWarning, ...]]:
    """The text with its repairs and what was repaired; as many lines as before."""
    found = []
    text, codes = without_codes(text)
    if codes:
        note = "这些行只有字体编号（如 (cid:4)），没有文字：做 PDF 时字体没有对照表。请直接收录那份 PDF，由文字识别来读。"
        found.append(ParseWarning("unreadable text", codes[:20], note))
    done = []
    for repair, what in _REPAIRS:
        better = repair(text)
        if better != text:
            text = better
            done.append(what)
    if done:
        found.append(
            ParseWarning("text repaired", (), f"这份文字像是从 PDF、扫描件或网页里取出来的，收录时{'；'.join(done)}。")
        )
    return text, tuple(found)


__all__ = ["repaired"]
