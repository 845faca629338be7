"""The text of a source as its pages have it: parts between form feeds, with the numbers of their lines and the places of their characters."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from indexer.readers import read


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


def page_parts(text: str, pages: int) -> tuple[PagePart, ...]:
    """The parts of a text that gave so many pages; where they cannot be told apart, the whole text goes with every page."""
    parts = []
    offset, first_line = 0, 1
    pieces = text.split("\f")
    for piece in pieces:
        if piece.strip() or len(pieces) == 1:
            parts.append(PagePart(piece, first_line, offset))
        offset += len(piece) + 1
        first_line += piece.count("\n")
    return tuple(parts) if len(parts) == pages else (PagePart(text),) * pages


def source_parts(data: bytes, name: str, encoding: str | None, pages: int) -> tuple[PagePart, ...]:
    """The parts of a source that was parsed with the same name and encoding."""
    return page_parts(read(data, name, encoding).text, pages)
