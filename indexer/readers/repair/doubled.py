"""Fake bold, which prints each character twice: 示示范范区区."""

from __future__ import annotations

SHORTEST = 6
"""Characters of a line that can show it; 星星点点 is a word."""


def without_doubles(text: str) -> str:
    """The text with the doubled lines halved, where every second line of the page or more is doubled."""
    lines = text.split("\n")
    judged = [line for line in lines if len(_packed(line)) >= SHORTEST]
    doubled = sum(map(_is_doubled, judged))
    if not doubled or doubled * 2 < len(judged):
        return text
    return "\n".join(_packed(line)[::2] if _is_doubled(line) else line for line in lines)


def _is_doubled(line: str) -> bool:
    packed = _packed(line)
    return len(packed) >= SHORTEST and len(packed) % 2 == 0 and packed[::2] == packed[1::2] and len(set(packed)) > 2


def _packed(line: str) -> str:
    return "".join(line.split())
