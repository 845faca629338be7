"""Repairs of recognised text that are safe: by what stands on both sides of a character, or by the ink of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import cv2
import numpy as np

from indexer.printed import Glyph
from indexer.readers.scan.marks import Pixels
from indexer.readers.scan.picture import Grey

DASH_INK = 200
"""Grey level below which a dash is seen; it is thinner than other strokes, and so lighter."""
LONGEST_DASH = 2.1
"""Em of —— in one stroke."""
_DASHES = frozenset("—―–-一ー─━")
# What is read → what is meant, between two ASCII digits.
_BETWEEN_DIGITS = {"O": "0", "o": "0", "〇": "0", "Ｏ": "0", "l": "1", "I": "1", "|": "1", "一": "—"}
_HANZI_DIGITS = "一二三四五六七八九〇"
_ZEROS = frozenset("0OoＯ○")


def repaired(glyphs: Iterable[Glyph], grey: Grey, dpi: float, pictures: Iterable[Pixels] = ()) -> list[Glyph]:
    """The glyphs with 0 for O between digits, 〇 between Hanzi digits, and — wherever the ink is one long stroke; `grey` is the straight page.

    A dash at either end of a line that was not recognised at all (they are thin) is put in, but never in one of the pictures.
    """
    point = dpi / 72
    ink = grey < DASH_INK
    for x0, y0, x1, y1 in pictures:
        ink[y0:y1, x0:x1] = False
    found: list[Glyph] = []
    for line in _lines(glyphs):
        if any(glyph.angle for glyph in line) or _is_upright(line):
            found.extend(line)
        else:
            found.extend(_with_dashes(_with_digits(line), ink, point))
    return found


def _lines(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    line: list[Glyph] = []
    for glyph in glyphs:
        if line and glyph.run != line[-1].run:
            yield line
            line = []
        line.append(glyph)
    if line:
        yield line


def _is_upright(line: list[Glyph]) -> bool:
    return len(line) > 1 and line[-1].box[1] > line[0].box[1] + 0.5 * line[0].size


def _with_digits(line: list[Glyph]) -> list[Glyph]:
    def meant(place: int) -> str:
        text = line[place].text
        if not 0 < place < len(line) - 1:
            return text
        before, after = line[place - 1].text, line[place + 1].text
        if re.fullmatch("[0-9]", before) and re.fullmatch("[0-9]", after):
            return _BETWEEN_DIGITS.get(text, text)
        return "〇" if text in _ZEROS and before in _HANZI_DIGITS and after in _HANZI_DIGITS else text

    return [glyph if (text := meant(place)) == glyph.text else replace(glyph, text=text) for place, glyph in enumerate(line)]


def _with_dashes(line: list[Glyph], ink: Any, point: float) -> list[Glyph]:
    """The line with its pairs of long strokes read as ——.

    A pair inside the line is only mended where one of its strokes was read as a dash: 一 has the shape of — at 9 points, and 一一 is a word.
    """
    em = line[0].size
    start, end = line[0].box[0], line[-1].box[2]
    found = list(line)
    reach = (start - 3 * em, line[0].box[1], end + 3 * em, line[0].box[3])
    for left, right in _pairs(_strokes(ink, reach, point, em), em):
        within = [place for place, glyph in enumerate(found) if left <= (glyph.box[0] + glyph.box[2]) / 2 <= right]
        texts = [found[place].text for place in within]
        y0, y1 = line[0].box[1], line[0].box[3]
        if within:
            if all(text in _DASHES for text in texts) and any(text not in _HANZI_DIGITS for text in texts):
                middle, like = (left + right) / 2, found[within[0]]
                found[within[0] : within[-1] + 1] = [
                    replace(like, text="—", box=(left, y0, middle, y1)),
                    replace(like, text="—", box=(middle, y0, right, y1)),
                ]
        elif right <= start + 0.2 * em and _is_white(ink, (right, y0, start, y1), point, em):
            found[:0] = _two_dashes(line[0], left, right)
        elif left >= end - 0.2 * em and _is_white(ink, (end, y0, left, y1), point, em):
            found.extend(_two_dashes(line[-1], left, right))
    return found


def _two_dashes(like: Glyph, left: float, right: float) -> list[Glyph]:
    middle, (_, y0, _, y1) = (left + right) / 2, like.box
    return [replace(like, text="—", box=(left, y0, middle, y1)), replace(like, text="—", box=(middle, y0, right, y1))]


def _is_white(ink: Any, gap: tuple[float, float, float, float], point: float, em: float) -> bool:
    """True for a gap of less than an em with no ink in it: a dash beyond a rule belongs to another column."""
    if gap[2] - gap[0] >= em:
        return False
    x0, y0, x1, y1 = (max(0, round(side * point)) for side in gap)
    return not bool((ink[y0:y1, x0 + 2 : x1 - 2].sum(axis=0) >= 3).any())


def _pairs(strokes: Iterable[tuple[float, float, float]], em: float) -> Iterator[tuple[float, float]]:
    """Left and right of each —— of one stroke, or of two with as little white between them as dashes leave."""
    before: tuple[float, float, float] | None = None
    for left, right, middle in sorted(strokes):
        if right - left >= 1.5 * em:
            yield left, right
            before = None
        elif before and left - before[1] <= 0.3 * em and abs(middle - before[2]) <= 0.04 * em:
            yield before[0], right
            before = None
        else:
            before = (left, right, middle)


def _strokes(ink: Any, box: tuple[float, float, float, float], point: float, em: float) -> Iterator[tuple[float, float, float]]:
    """Left, right and height of each thin level stroke of 0.65 to 2.1 em at mid-height of a line with nothing above and below it, in points."""
    x0, y0, x1, y1 = (max(0, round(side * point)) for side in box)
    part = ink[y0:y1, x0:x1].astype(np.uint8)
    if part.size == 0:
        return
    length = max(3, round(0.65 * em * point))
    long = cv2.morphologyEx(cv2.dilate(part, np.ones((3, 1), np.uint8)), cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(long, connectivity=8)
    for x, y, w, h, _ in stats[1:count]:
        middle = y + h / 2
        if w > LONGEST_DASH * em * point or h > max(6, 0.16 * em * point) or not 0.35 <= middle / part.shape[0] <= 0.65:
            continue
        column = part[:, x + 1 : x + w - 1].copy()
        column[max(0, y - 2) : y + h + 2] = 0
        if column.any(axis=0).mean() < 0.05:
            yield (x0 + int(x)) / point, (x0 + int(x + w)) / point, (y0 + middle) / point
