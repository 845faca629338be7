"""Pages set from top to bottom, right to left: turned so that their columns are lines, laid out, and turned back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.pages.layout.values import LaidOutLine, LaidOutPage, LaidOutRecord, PrintedLine
from indexer.printed import Box, PrintedPage

MOSTLY = 0.6


def is_upright(lines: Sequence[PrintedLine]) -> bool:
    """True when most characters of the page are set from top to bottom."""
    total = sum(len(line.text) for line in lines)
    return total > 0 and sum(len(line.text) for line in lines if line.vertical) >= MOSTLY * total


def turned_level(page: PrintedPage) -> PrintedPage:
    """The page as if its columns were lines: what is right comes first, what is above is left."""

    def turn(box: Box) -> Box:
        return (box[1], page.width - box[2], box[3], page.width - box[0])

    return replace(
        page,
        width=page.height,
        height=page.width,
        glyphs=tuple(replace(glyph, box=turn(glyph.box)) for glyph in page.glyphs),
        rules=tuple(map(turn, page.rules)),
        frames=tuple(map(turn, page.frames)),
        pictures=tuple(map(turn, page.pictures)),
    )


def turned_back(laid_out: LaidOutPage, page: PrintedPage) -> LaidOutPage:
    """What was laid out on the turned page, with its places on the page as printed."""

    def back(box: Box) -> Box:
        return (page.width - box[3], box[0], page.width - box[1], box[2])

    def line(found: PrintedLine) -> PrintedLine:
        return replace(found, box=back(found.box), vertical=not found.vertical)

    def lines(found: Sequence[PrintedLine]) -> tuple[PrintedLine, ...]:
        return tuple(map(line, found))

    def record(found: LaidOutRecord) -> LaidOutRecord:
        return replace(
            found,
            box=back(found.box),
            kicker=lines(found.kicker),
            headline=lines(found.headline),
            subtitle=lines(found.subtitle),
            byline=lines(found.byline),
            body=tuple(LaidOutLine(line(item.line), item.begins) for item in found.body),
            photo=back(found.photo) if found.photo else None,
        )

    return LaidOutPage(lines(laid_out.head), tuple(map(record, laid_out.records)), lines(laid_out.furniture))
