"""Letter-spaced text: recognition and some PDF files put a blank between all Hanzi (示 范 区 召 开 2021 年)."""

from __future__ import annotations

import re

BLANK = r"[ \t\xa0\u2000-\u200a\u202f\u3000]"
_HANZI = r"\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff"
_MARKS = r"\u3001-\u3004\u3008-\u301f\uff01-\uff0f\uff1a-\uff20\u2018-\u201d"
_APART = re.compile(rf"(?<=[{_HANZI}]){BLANK}+(?=[{_HANZI}])")
_TOGETHER = re.compile(rf"(?<=[{_HANZI}])(?=[{_HANZI}])")
# Beside a Hanzi or a Chinese mark; blanks between Latin words stay.
_GAP = re.compile(rf"(?<=[{_HANZI}{_MARKS}]){BLANK}+(?=\S)|(?<=\S){BLANK}+(?=[{_HANZI}{_MARKS}])")
FEWEST = 4
"""Gaps of a line that can show it: 乔　岚　沈　秋 are two names."""


def without_gaps(text: str) -> str:
    """The text without these blanks, where most lines with five Hanzi and more are set like that; indents stay."""
    lines = text.split("\n")
    judged = [line for line in lines if len(_APART.findall(line)) + len(_TOGETHER.findall(line)) >= FEWEST]
    spaced = sum(map(_is_spaced, judged))
    if not spaced or spaced * 3 < len(judged) * 2:
        return text
    return "\n".join(_GAP.sub("", line) if _is_spaced(line) else line for line in lines)


def _is_spaced(line: str) -> bool:
    apart = len(_APART.findall(line))
    return apart >= FEWEST and apart >= 4 * len(_TOGETHER.findall(line))
