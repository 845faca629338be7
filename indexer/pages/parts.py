"""The pages of one text: parts between form feeds, with the numbers of their lines and the places of their characters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class PagePart:
    """The text of one page: `first_line` is the number of its first line, `offset` the place of its first character in the file."""

    text: str
    first_line: int = 1
    offset: int = 0

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines, blank ones included; they end at \\n only."""
        return tuple(self.text.split("\n"))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        starts = [self.offset]
        for line in self.lines[:-1]:
            starts.append(starts[-1] + len(line) + 1)
        return tuple(starts)

    def line_at(self, place: int) -> int:
        """The number of the line on which the character of the file at `place` stands; the nearest line for a place outside."""
        return self.first_line + max(0, bisect_right(self._starts, place) - 1)


def split_parts(text: str) -> Iterator[PagePart]:
    """The parts that hold text, in order; a text without a form feed is one part, also when it is blank."""
    offset, first_line = 0, 1
    pieces = text.split("\f")
    for piece in pieces:
        if piece.strip() or len(pieces) == 1:
            yield PagePart(piece, first_line, offset)
        offset += len(piece) + 1
        first_line += piece.count("\n")
