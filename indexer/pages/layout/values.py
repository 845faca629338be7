"""What layout makes out of the characters of a page: lines, blocks of lines, articles; and the page as it goes on."""

from __future__ import annotations

from dataclasses import dataclass, field

from indexer.model import Kind
from indexer.printed import Box


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of print, or a column of upright print (`vertical`), without outer blanks."""

    text: str
    box: Box
    size: float
    font: str = ""
    vertical: bool = False
    confidence: float = 1.0


@dataclass(slots=True)
class Block:
    """Lines of one column that stand under one another, of one type size."""

    lines: list[PrintedLine]
    box: Box
    size: float
    font: str
    frame: int | None = None
    """Place of the frame that holds it."""
    rows: bool = False
    """Its lines are the rows of a table."""

    @property
    def vertical(self) -> bool:
        """Set upright, from right to left."""
        return self.lines[0].vertical

    @property
    def text(self) -> str:
        """The lines without anything between them."""
        return "".join(line.text for line in self.lines)


@dataclass(slots=True)
class Story:
    """An article, a notice or a caption in the making."""

    titles: list[Block] = field(default_factory=list)
    bylines: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    frame: int | None = None


@dataclass(frozen=True, slots=True)
class LaidOutLine:
    """A line of a record, in reading order; `begins` tells that a paragraph begins with it."""

    line: PrintedLine
    begins: bool = False


@dataclass(frozen=True, slots=True)
class LaidOutRecord:
    """A record as the page's geometry shows it: every line of it has one part."""

    kind: Kind
    box: Box
    kicker: tuple[PrintedLine, ...] = ()
    headline: tuple[PrintedLine, ...] = ()
    subtitle: tuple[PrintedLine, ...] = ()
    byline: tuple[PrintedLine, ...] = ()
    body: tuple[LaidOutLine, ...] = ()
    photo: Box | None = None
    """Of a caption: around the photo that it speaks of, or around all of them; None where none was found."""


@dataclass(frozen=True, slots=True)
class LaidOutPage:
    """A page in reading order: its head, its records, its furniture; every line of the page is in exactly one of them."""

    head: tuple[PrintedLine, ...]
    records: tuple[LaidOutRecord, ...]
    furniture: tuple[PrintedLine, ...]
