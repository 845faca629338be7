"""Traditional characters and the marks of vertical text."""

from __future__ import annotations

from functools import cache
from typing import Any

# Vertical pages count in Hanzi and quote in corner brackets.
_MARKS = str.maketrans("0123456789“”‘’ ./%", "〇一二三四五六七八九「」『』　點／％")

# The forms that stand upright in a column.
STANDING = str.maketrans("「」『』（）《》—…：；", "﹁﹂﹃﹄︵︶︽︾︱︙：；")


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("s2tw")


@cache
def dress_traditional(text: str) -> str:
    """The text as a traditional, vertical page prints it."""
    return str(_converter().convert(text)).translate(_MARKS)
