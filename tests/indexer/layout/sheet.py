"""A page set by hand, character by character, without a PDF: what layout gets, with nothing drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.printed import Box, Glyph, PrintedPage

BODY = 9.0
LEADING = 13.0
HALF = frozenset("0123456789 .-")


@dataclass(slots=True)
class Sheet:
    """A page in the making; places are points from the top left."""

    width: float = 600.0
    height: float = 840.0
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    frames: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)

    def line(self, text: str, x: float, y: float, size: float = BODY, font: str = "song") -> float:
        """Sets a line; returns where it ends."""
        for character in text:
            advance = size / 2 if character in HALF else size
            if character != "\u3000":
                self.glyphs.append(Glyph(character, (x, y, x + advance, y + size), size, font, run=len(self.glyphs)))
            x += advance
        return x

    def upright(self, text: str, x: float, y: float, size: float, pitch: float = 1.15) -> None:
        """Sets a column from the top."""
        for place, character in enumerate(text):
            top = y + place * size * pitch
            self.glyphs.append(Glyph(character, (x, top, x + size, top + size), size, "hei", run=len(self.glyphs)))

    def paragraphs(
        self, texts: Sequence[str], columns: Sequence[tuple[float, float]], top: float, lines: int, *, indent: int = 2
    ) -> None:
        """Sets paragraphs into columns of so many lines: (x, top) each, of 12 characters."""
        rows = [row for text in texts for row in broken(text, 12, indent)]
        for place, row in enumerate(rows):
            x, y = columns[place // lines]
            self.line(row, x, max(top, y) + place % lines * LEADING)

    @property
    def page(self) -> PrintedPage:
        """What was set."""
        return PrintedPage(
            self.width, self.height, tuple(self.glyphs), tuple(self.rules), tuple(self.frames), tuple(self.pictures)
        )


def broken(text: str, measure: int, indent: int) -> list[str]:
    """The lines of a paragraph, the first one indented."""
    rows = ["\u3000" * indent + text[: measure - indent]]
    rest = text[measure - indent :]
    rows.extend(rest[place : place + measure] for place in range(0, len(rest), measure))
    return rows
