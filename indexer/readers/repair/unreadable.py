"""Numbers of glyphs in the place of characters: (cid:4)(cid:5), what programs print of a font without a table."""

from __future__ import annotations

import re

_CODE = re.compile(r"\(cid:\d{1,6}\)")


def without_codes(text: str) -> tuple[str, tuple[int, ...]]:
    """The text with the lines blank that are mostly such numbers, and the numbers of these lines."""
    if "(cid:" not in text:
        return text, ()
    lines = text.split("\n")
    unreadable = []
    for number, line in enumerate(lines, 1):
        codes = len(_CODE.findall(line))
        if codes and codes >= len("".join(_CODE.sub("", line).split())):
            unreadable.append(number)
            lines[number - 1] = ""
    return "\n".join(lines), tuple(unreadable)
