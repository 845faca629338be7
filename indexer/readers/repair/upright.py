"""Vertical headlines, which come out one character a line."""

from __future__ import annotations

import re

_ONE = re.compile(r"^[\u3400-\u9fff\u3007“”‘’《》「」、：！？·]\s*$")
FEWEST = 4
"""Lines of one character in a run that are a headline; fewer may be initials, or what a column's edge left."""


def set_level(text: str) -> str:
    """The text with each such run on its last line and the others blank, so that the headline stands above what follows."""
    lines = text.split("\n")
    start = 0
    for place in range(len(lines) + 1):
        if place < len(lines) and _ONE.match(lines[place]):
            continue
        if place - start >= FEWEST:
            lines[place - 1] = "".join(line.strip() for line in lines[start:place])
            lines[start : place - 1] = [""] * (place - 1 - start)
        start = place + 1
    return "\n".join(lines)
