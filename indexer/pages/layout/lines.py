"""Runs to lines: pieces of one line are put together again, lines of two columns are kept apart."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from indexer.pages.layout.boxes import parts_x, shared_x, shared_y, union
from indexer.pages.layout.chains import chains
from indexer.pages.layout.values import PrintedLine
from indexer.printed import Box, Glyph, PrintedPage

WIDEST_BLANK = 3.0
"""Em; two pieces further apart are two lines, unless lines above and below run through the gap."""
WIDEST_SPREAD = 6.0
LEADING = 1.3
"""Em to the nearest line of the same text."""
ROWS_NEAR = 4.0
"""Em; so far above and below a gap lines tell whether it is one between columns."""
_HANZI_OR_MARK = re.compile(r"[\u2e80-\u9fff\uf900-\uffef\u3000-\u303f\U00020000-\U0003fffd—…“”‘’·]")


@dataclass(slots=True)
class _Piece:
    glyphs: list[Glyph]
    box: Box
    size: float
    font: str


def printed_lines(page: PrintedPage) -> list[PrintedLine]:
    """The lines of the page, in no order; every glyph that is not blank is in one."""
    inked = [glyph for glyph in page.glyphs if glyph.text.strip()]
    blanks = _Blanks([glyph for glyph in page.glyphs if not glyph.text.strip()])
    level, upright = chains([glyph for glyph in inked if glyph.angle == 0])
    barriers = [*page.rules, *(side for box in (*page.frames, *page.pictures) for side in _sides(box))]
    rows = _joined([_piece(run) for run in level], barriers)
    lines = [_line(piece, blanks, scanned=page.scanned) for piece in rows]
    lines.extend(_column(piece) for piece in _stacked([_piece(run) for run in upright]))
    lines.extend(_turned([glyph for glyph in inked if glyph.angle != 0]))
    return lines


def _sides(box: Box) -> tuple[Box, Box]:
    return (box[0], box[1], box[0] + 0.5, box[3]), (box[2] - 0.5, box[1], box[2], box[3])


def _piece(glyphs: Sequence[Glyph]) -> _Piece:
    return _Piece(list(glyphs), union(glyph.box for glyph in glyphs), median(glyph.size for glyph in glyphs), _font(glyphs))


def _joined(pieces: list[_Piece], barriers: Sequence[Box]) -> list[_Piece]:
    """The pieces with those put together between which is only a blank."""
    upright = sorted((rule for rule in barriers if rule[3] - rule[1] > rule[2] - rule[0]), key=lambda rule: rule[0])
    tops = sorted(range(len(pieces)), key=lambda place: pieces[place].box[1])
    index = [pieces[place].box[1] for place in tops]
    tallest = max((piece.box[3] - piece.box[1] for piece in pieces), default=0.0)

    def around(box: Box, reach: float) -> list[int]:
        first = bisect_left(index, box[1] - reach - tallest)
        last = bisect_right(index, box[3] + reach)
        return [tops[place] for place in range(first, last) if pieces[tops[place]].box[3] >= box[1] - reach]

    follower: dict[int, int] = {}
    for place, piece in enumerate(pieces):
        best: tuple[float, int] | None = None
        for other in around(piece.box, 0.0):
            near = pieces[other]
            gap = near.box[0] - piece.box[2]
            if other == place or gap < -0.3 * piece.size or gap > WIDEST_SPREAD * piece.size:
                continue
            if shared_y(piece.box, near.box) < 0.5 * min(piece.box[3] - piece.box[1], near.box[3] - near.box[1]):
                continue
            if not 0.8 <= near.size / piece.size <= 1.25:
                continue
            if abs(near.box[1] + near.box[3] - piece.box[1] - piece.box[3]) > 0.7 * min(near.size, piece.size):
                continue
            if best is None or gap < best[0]:
                best = (gap, other)
        if best is not None and _one_line(pieces, place, best[1], upright, around):
            follower.setdefault(best[1], place)
    ahead = {place: other for other, place in follower.items()}
    rows = []
    for place in range(len(pieces)):
        if place in follower:
            continue
        glyphs: list[Glyph] = []
        current: int | None = place
        while current is not None:
            glyphs.extend(pieces[current].glyphs)
            current = ahead.get(current)
        rows.append(_piece(glyphs))
    return rows


def _one_line(pieces: list[_Piece], place: int, other: int, upright: Sequence[Box], around: object) -> bool:
    """True when the gap between two pieces is a blank in a line; False when it is one between columns."""
    left, right = pieces[place], pieces[other]
    if any(parts_x(rule, left.box, right.box) for rule in upright):
        return False
    size = min(left.size, right.size)
    gap = (left.box[2], right.box[0])
    band = union((left.box, right.box))
    crossing = aligned = beside = 0
    nearest = closest = ROWS_NEAR * size
    through = False
    for near in around(band, ROWS_NEAR * size):  # type: ignore[operator]
        if near in (place, other):
            continue
        piece = pieces[near]
        if (
            not any(0.87 <= piece.size / side.size <= 1.15 for side in (left, right))
            or shared_y(piece.box, band) > 0.3 * size
            or piece.font not in (left.font, right.font)
        ):
            continue
        far = -shared_y(piece.box, band)
        if shared_x(piece.box, band) > 0:
            closest = min(closest, far)
        if piece.box[0] < gap[0] - 0.3 * size and piece.box[2] > gap[1] + 0.3 * size:
            crossing += 1
            if far <= nearest:
                nearest, through = far, True
        elif (
            max(gap[0] - 0.3 * size, right.box[0] - 2.3 * size) < piece.box[0] < right.box[0] + 0.5 * size
            and len(piece.glyphs) > 2
            and piece.font == right.font
        ):
            # It begins in the gap, as a line without the indentation, or without the white before “, does.
            aligned += 1
            if far < nearest:
                nearest, through = far, False
        elif piece.box[2] <= gap[0] + 0.3 * size and shared_x(piece.box, left.box) > 0:
            beside += 1
    if closest > LEADING * size:
        # What stands further off is no part of this text: a caption's line over the columns under its picture.
        crossing = aligned = 0
    if through and crossing >= aligned:
        return True
    if aligned > 1 or (aligned and beside and not crossing):
        return False
    if crossing:
        return True
    return left.font == right.font and gap[1] - gap[0] <= WIDEST_BLANK * size


class _Blanks:
    """The blank glyphs of a page, by their place."""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        self._glyphs = sorted(glyphs, key=lambda glyph: glyph.box[0])
        self._starts = [glyph.box[0] for glyph in self._glyphs]

    def between(self, left: Glyph, right: Glyph) -> str:
        """The blank that the file itself has between two glyphs of a line."""
        first = bisect_left(self._starts, left.box[2] - 0.4 * left.size)
        last = bisect_right(self._starts, right.box[0])
        for blank in self._glyphs[first:last]:
            if shared_y(blank.box, left.box) > 0:
                return blank.text[0]
        return ""


def _line(piece: _Piece, blanks: _Blanks, *, scanned: bool) -> PrintedLine:
    glyphs = sorted(piece.glyphs, key=lambda glyph: glyph.box[0])
    gaps = [right.box[0] - left.box[2] for left, right in pairwise(glyphs)]
    usual = max(0.0, median(gaps)) if gaps else 0.0
    # Where the others stand close, a small gap is meant: 增绿添景 让城市 has 0.23 em.
    close = len(gaps) >= 6 and sorted(gaps)[len(gaps) * 4 // 5] < 0.06 * piece.size
    few = len(glyphs) <= 8 and min(gaps, default=0.0) < 0.06 * piece.size
    found = [
        blanks.between(left, right) if gap > 0.12 * left.size else ""
        for left, right, gap in zip(glyphs, glyphs[1:], gaps, strict=False)
    ]
    spaced = len(gaps) >= 4 and sum(map(bool, found)) * 10 >= 6 * len(gaps)
    text = glyphs[0].text
    for left, right, gap, blank in zip(glyphs, glyphs[1:], gaps, found, strict=False):
        hanzi = _HANZI_OR_MARK.match(left.text) or _HANZI_OR_MARK.match(right.text)
        # Of a scan the edges of characters are guessed; blanks that were seen are there as such.
        wide = (
            gap > 0.9 * piece.size
            if scanned
            else gap > usual + (0.2 if close or not hanzi else 0.08 if few and gap > 0.18 * piece.size else 0.45) * piece.size
        )
        if (blank and not spaced) or wide:
            text += blank or ("\u3000" if gap > 0.75 * piece.size and hanzi else " ")
        text += right.text
    return PrintedLine(text, piece.box, piece.size, _font(glyphs), confidence=min(glyph.confidence for glyph in glyphs))


def _font(glyphs: Sequence[Glyph]) -> str:
    return Counter(glyph.font for glyph in glyphs).most_common(1)[0][0]


def _stacked(pieces: list[_Piece]) -> list[_Piece]:
    """Upright pieces of one column put together: 活动丰富多彩　乐享美好假期 has a blank of one em."""
    pieces = sorted(pieces, key=lambda piece: piece.box[1])
    columns: list[_Piece] = []
    for piece in pieces:
        for column in columns:
            gap = piece.box[1] - column.box[3]
            centre = (piece.box[0] + piece.box[2] - column.box[0] - column.box[2]) / 2
            if (
                -0.3 * piece.size <= gap <= 2.2 * piece.size
                and abs(centre) <= 0.3 * piece.size
                and 0.87 <= piece.size / column.size <= 1.15
            ):
                column.glyphs.extend(piece.glyphs)
                column.box = union((column.box, piece.box))
                break
        else:
            columns.append(piece)
    return columns


def _column(piece: _Piece) -> PrintedLine:
    glyphs = sorted(piece.glyphs, key=lambda glyph: (glyph.box[1] + glyph.box[3], glyph.box[0]))
    text = glyphs[0].text
    for above, below in pairwise(glyphs):
        gap = below.box[1] - above.box[3]
        text += ("\u3000" if gap > 0.75 * piece.size else "") + below.text
    return PrintedLine(
        text, piece.box, piece.size, _font(glyphs), vertical=True, confidence=min(glyph.confidence for glyph in glyphs)
    )


def _turned(glyphs: Sequence[Glyph]) -> list[PrintedLine]:
    """Lines of turned characters, text object by text object: a strip along the edge, a turned advert."""
    lines = []
    for angle in (90, 180, 270):
        rows: dict[int, list[Glyph]] = {}
        for glyph in glyphs:
            if glyph.angle == angle:
                middle = (glyph.box[0] + glyph.box[2]) / 2 if angle != 180 else (glyph.box[1] + glyph.box[3]) / 2
                rows.setdefault(round(middle / max(2.0, glyph.size * 0.5)), []).append(glyph)
        for row in rows.values():
            along = {90: lambda g: g.box[1], 180: lambda g: -g.box[2], 270: lambda g: -g.box[3]}[angle]
            row.sort(key=along)
            lines.append(
                PrintedLine(
                    "".join(g.text for g in row), union(g.box for g in row), row[0].size, _font(row), vertical=angle != 180
                )
            )
    return lines
