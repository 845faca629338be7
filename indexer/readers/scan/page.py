"""One picture of a page to a printed page: set straight, drawn marks found, text recognised."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from indexer.model import ParseWarning
from indexer.printed import Box, Glyph, PrintedPage
from indexer.readers.scan.kept import Kept, packed, unpacked
from indexer.readers.scan.marks import Marks, Pixels, find_marks
from indexer.readers.scan.picture import Grey, as_grey
from indexer.readers.scan.recognition import MODEL, recognizer
from indexer.readers.scan.repairs import repaired
from indexer.readers.scan.straight import even_paper, skew_of, turned_straight

VERSION = 2
"""Of what this room makes of a picture: raised when rules, repairs or places change, so that nothing old is taken for new."""
DOUBTFUL = 0.80
"""Mean confidence of a line below which it is named; sound lines of newsprint have 0.97 and more."""
MOST_NAMED = 12


def read_page(picture: Any, dpi: float, kept: Kept | None = None, threads: int = 0) -> PrintedPage:
    """The printed page of a Pillow picture or an array, from `kept` where the same picture was read before by the same models."""
    grey = as_grey(picture)
    key = hashlib.sha256(f"{VERSION} {MODEL} {grey.shape} {dpi:.1f} ".encode() + grey.tobytes()).hexdigest()
    if kept is not None and (data := kept.get(key)) is not None and (page := unpacked(data)) is not None:
        return page
    even = even_paper(grey)
    skew = skew_of(even)
    straight = turned_straight(even, skew)
    marks = find_marks(straight, dpi, turned_straight(grey, skew))
    glyphs = recognizer(threads).glyphs(straight, dpi, (*marks.rules, *_sides(marks.frames)))
    glyphs = repaired(glyphs, straight, dpi, marks.pictures)
    page = _page(straight, dpi, skew, marks, glyphs)
    if kept is not None:
        kept.put(key, packed(page))
    return page


def _page(grey: Grey, dpi: float, skew: float, marks: Marks, glyphs: list[Glyph]) -> PrintedPage:
    point = dpi / 72

    def points(box: Pixels) -> Box:
        return (box[0] / point, box[1] / point, box[2] / point, box[3] / point)

    rules = [rule for rule in map(points, marks.rules) if not _in_letters(rule, glyphs)]
    height, width = grey.shape
    return PrintedPage(
        width / point,
        height / point,
        tuple(glyphs),
        tuple(rules),
        tuple(map(points, marks.frames)),
        tuple(map(points, marks.pictures)),
        scanned=True,
        skew=round(skew, 2),
        warnings=_doubts(glyphs),
    )


def _sides(frames: Sequence[Pixels]) -> Iterator[Pixels]:
    """The four lines of each frame."""
    for x0, y0, x1, y1 in frames:
        yield from ((x0, y0, x1, y0 + 8), (x0, y1 - 8, x1, y1), (x0, y0, x0 + 8, y1), (x1 - 8, y0, x1, y1))


def _in_letters(rule: Box, glyphs: list[Glyph]) -> bool:
    """True for strokes of large letters: 区 of a masthead is as wide as a short rule."""
    covered = 0.0
    level = rule[2] - rule[0] > rule[3] - rule[1]
    for glyph in glyphs:
        box = glyph.box
        inset = 0.08 * glyph.size
        if level and box[1] + inset < rule[1] and rule[3] < box[3] - inset:
            covered += max(0.0, min(box[2], rule[2]) - max(box[0], rule[0]))
        elif not level and box[0] + inset < rule[0] and rule[2] < box[2] - inset:
            covered += max(0.0, min(box[3], rule[3]) - max(box[1], rule[1]))
    return covered > 0.3 * max(rule[2] - rule[0], rule[3] - rule[1])


def _doubts(glyphs: list[Glyph]) -> tuple[ParseWarning, ...]:
    runs: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        runs.setdefault(glyph.run, []).append(glyph)
    doubtful = [run for run in runs.values() if sum(glyph.confidence for glyph in run) < DOUBTFUL * len(run)]
    if not doubtful:
        return ()
    named = "、".join(f"「{''.join(glyph.text for glyph in run)[:16]}」" for run in doubtful[:MOST_NAMED])
    return (ParseWarning("ocr doubtful", (), f"有 {len(doubtful)} 行识别得不确定，请对照版面图：{named}。"),)
