"""Text on a picture, by rapidocr: lines found, cut where columns meet, read, and their characters placed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
import onnxruntime
from rapidocr import RapidOCR
from rapidocr.ch_ppocr_rec.typings import TextRecInput

from indexer.printed import Glyph
from indexer.readers.scan.marks import Pixels
from indexer.readers.scan.picture import Grey
from indexer.readers.scan.stacks import upright_stacks
from mappings.folding import is_hanzi

MODEL = "PP-OCRv6 small, rapidocr 3.10"
"""Which models read a page: part of the key under which its text is kept."""
DETECTION_SIDE = 2000
"""Pixels of the longer side that lines are looked for on: 8 point type is 13 pixels high on it."""
INK = 185
"""Grey level below which a pixel is ink, of an even page; the ring of 。 is as light as 150."""
LEAST_SCORE = 0.5
"""Below this what was read is no text (rapidocr's own limit)."""
BATCH = 8
SPECK = 0.02
"""Share of a square em; less ink than this before a line is dirt: no line begins with a mark as small as 。."""
BLANK = 0.42
"""Em of white between two Hanzi that are a blank; 小 and 卜 side by side leave 0.3."""
SPACED = 0.28
"""Em by which a blank is wider than the usual gap of its line."""
_MEANT = {"☐": "□", "﹒": "·"}
"""Look-alikes that the models give for marks of print."""
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\u3000-\u303f“”‘’…—\U00020000-\U0003fffd]")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line or column of characters on the picture."""

    box: Pixels
    """Around its ink."""
    crop: Pixels
    """What is read: with the white that the detector leaves around a line, as the models were taught."""
    upright: bool = False
    cells: tuple[tuple[int, int], ...] = ()
    """Of an upright column, top and bottom of each character."""


class Recognizer:
    """The models, loaded once; `threads` cores are used, 0 for all."""

    def __init__(self, threads: int = 0) -> None:
        params = {
            "Global.log_level": "critical",
            "EngineConfig.onnxruntime.intra_op_num_threads": threads or -1,
            "Det.limit_side_len": 96,
            "Rec.rec_batch_num": BATCH,
        }
        # What is read in an archive is nobody's business.
        onnxruntime.disable_telemetry_events()
        engine: Any = RapidOCR(params=params)
        self._detect = engine._load_det_model()
        self._read = engine._load_rec_model()

    def glyphs(self, grey: Grey, dpi: float, rules: Sequence[Pixels]) -> list[Glyph]:
        """The characters of an even and straight page, with places in points."""
        point = dpi / 72
        lines = self._lines(grey, point, rules)
        if not lines:
            return []
        found = self._read(TextRecInput(img=[_strip(grey, line) for line in lines], return_word_box=True))
        glyphs: list[Glyph] = []
        for run, (line, text, score, words) in enumerate(zip(lines, found.txts, found.scores, found.word_results, strict=True)):
            if score >= LEAST_SCORE and text.strip():
                glyphs.extend(_placed(line, words, run, grey, point))
        return glyphs

    def _lines(self, grey: Grey, point: float, rules: Sequence[Pixels]) -> list[_Line]:
        factor = min(1.0, DETECTION_SIDE / max(grey.shape))
        small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else grey
        found = self._detect(cv2.cvtColor(small, cv2.COLOR_GRAY2BGR))
        if found.boxes is None:
            return []
        ink = grey < INK
        lines: list[_Line] = []
        boxes: list[Pixels] = []
        for quad in np.asarray(found.boxes) / factor:
            x0, y0 = np.floor(quad.min(axis=0)).astype(int)
            x1, y1 = np.ceil(quad.max(axis=0)).astype(int)
            box = (max(0, int(x0)), max(0, int(y0)), min(grey.shape[1], int(x1)), min(grey.shape[0], int(y1)))
            if box[2] - box[0] >= 3 and box[3] - box[1] >= 3:
                boxes.append(box)
        columns, boxes = upright_stacks(boxes, ink)
        for column in columns:
            lines.extend(_column(ink, column))
        for box in boxes:
            if box[3] - box[1] > 1.5 * (box[2] - box[0]):
                lines.extend(_column(ink, box))
            else:
                lines.extend(_cut(ink, box, point, rules))
        return lines


@lru_cache(maxsize=2)
def recognizer(threads: int = 0) -> Recognizer:
    """The models of this process."""
    return Recognizer(threads)


def _tight(ink: Any, box: Pixels) -> Pixels | None:
    """The box around the ink in a box, single specks left out; None where there is none."""
    part = ink[box[1] : box[3], box[0] : box[2]]
    rows = np.flatnonzero(part.sum(axis=1) >= 2 + 0.01 * part.shape[1])
    columns = np.flatnonzero(part.sum(axis=0) >= 2)
    if not len(rows) or not len(columns):
        return None
    return (box[0] + int(columns[0]), box[1] + int(rows[0]), box[0] + int(columns[-1]) + 1, box[1] + int(rows[-1]) + 1)


def _cut(ink: Any, box: Pixels, point: float, rules: Sequence[Pixels]) -> list[_Line]:
    """The lines in a box: cut where an upright rule crosses and where white as wide as a character parts two columns."""
    x0, y0, x1, y1 = box
    height = y1 - y0
    part = ink[y0:y1, x0:x1].copy()
    for rule in rules:
        if rule[3] - rule[1] > 4 * height and rule[1] < y1 and rule[3] > y0 and x0 - 2 <= rule[0] and rule[2] <= x1 + 2:
            left, right = max(0, rule[0] - x0 - 1), min(x1 - x0, rule[2] - x0 + 1)
            if left < right:
                part[:, left:right] = False
        level = rule[2] - rule[0] > 4 * (rule[3] - rule[1])
        within = rule[0] < x1 and rule[2] > x0 and y0 <= rule[1] and rule[3] <= y1
        if level and within and min(rule[1] - y0, y1 - rule[3]) < 0.25 * height:
            # A rule under or over the line is none of its ink.
            part[max(0, rule[1] - y0 - 1) : rule[3] - y0 + 1, :] = False
    _only_its_row(part)
    rows = np.flatnonzero(part.any(axis=1))
    if not len(rows):
        return []
    em = min(height, int(rows[-1] - rows[0]) + 1)
    columns = part.any(axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], columns.astype(np.int8), [0]))))
    pieces: list[list[int]] = []
    counts = part.sum(axis=0)
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if not pieces and counts[start:end].sum() < SPECK * em * em:
            continue
        if pieces and not _gutter(ink, (x0 + pieces[-1][1], y0, x0 + int(start), y1), em, point):
            pieces[-1][1] = int(end)
        else:
            pieces.append([int(start), int(end)])
    lines = []
    margin = em // 4
    for start, end in pieces:
        tight = _tight(part, (start, 0, end, y1 - y0))
        if tight is not None and tight[3] - tight[1] >= 2:
            left = x0 if start == pieces[0][0] else x0 + start - margin
            right = x1 if end == pieces[-1][1] else x0 + end + margin
            lines.append(_Line((x0 + tight[0], y0 + tight[1], x0 + tight[2], y0 + tight[3]), (left, y0, right, y1)))
    return lines


def _only_its_row(part: Any) -> None:
    """Takes out of a box what is the foot of the line above or the head of the one below: ink at its edge, white between it and the line."""
    inked = part.sum(axis=1) >= 2
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inked.astype(np.int8), [0]))))
    runs = [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    if len(runs) < 2:
        return
    main = max(runs, key=lambda run: int(part[run[0] : run[1]].sum()))
    for start, end in runs:
        if (start, end) != main and (start <= 1 or end >= len(inked) - 1) and end - start < 0.6 * (main[1] - main[0]):
            part[start:end] = False


def _gutter(ink: Any, gap: Pixels, em: int, point: float) -> bool:
    """True when the white between two characters goes on above or below the line: that of 增，“ does not, lines of its column run through it."""
    x0, y0, x1, y1 = gap
    if x1 - x0 < max(0.85 * em, 4 * point):
        return False
    near, far = round(1.5 * em), 4 * em
    both = ink[max(0, y0 - near) : y0, x0:x1].any(axis=0) | ink[y1 : y1 + near, x0:x1].any(axis=0)
    above, below = ink[max(0, y0 - far) : y0, x0:x1].any(axis=0), ink[y1 : y1 + far, x0:x1].any(axis=0)
    # A line that begins with “ has half an em of white before it, under which the lines of its column are inked.
    least = max(0.6 * em, 3 * point)
    return any(_longest_white(inked) >= least for inked in (both, above, below))


def _longest_white(inked: Any) -> int:
    edges = np.flatnonzero(np.diff(np.concatenate(([1], inked.astype(np.int8), [1]))))
    return int(max((end - start for start, end in zip(edges[::2], edges[1::2], strict=False)), default=0))


def _column(ink: Any, box: Pixels) -> list[_Line]:
    """An upright column: its characters told apart by the white between them, each about as high as the column is wide."""
    tight = _tight(ink, box)
    if tight is None:
        return []
    x0, y0, x1, y1 = tight
    width = x1 - x0
    if y1 - y0 < 1.5 * width or width < 6:
        return [_Line(tight, box)]
    rows = ink[y0:y1, x0:x1].any(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], rows.astype(np.int8), [0]))))
    cells: list[list[int]] = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        # 二 and 言 have white inside; together they are one character while no higher than the column is wide.
        if cells and end - cells[-1][0] <= 1.12 * width and start - cells[-1][1] < 0.45 * width:
            cells[-1][1] = int(end)
        else:
            cells.append([int(start), int(end)])
    if sum(end - start for start, end in cells) < 0.5 * (y1 - y0) or len(cells) < 2:
        return [_Line(tight, box)]
    return [_Line(tight, box, True, tuple((y0 + start, y0 + end) for start, end in cells))]


def _strip(grey: Grey, line: _Line) -> Any:
    """The picture of a line, a little white around it; the characters of a column side by side."""
    x0, y0, x1, y1 = line.box
    if line.upright:
        width = x1 - x0
        cells: list[Any] = []
        for top, bottom in line.cells:
            cell = np.full((int(width * 1.2), int(width * 1.1)), 255, np.uint8)
            part = grey[top:bottom, x0:x1][: cell.shape[0]]
            offset = (cell.shape[0] - part.shape[0]) // 2
            cell[offset : offset + part.shape[0], : part.shape[1]] = part
            cells.append(cell)
        pad = max(2, round(0.12 * int(width * 1.2)))
        strip = cv2.copyMakeBorder(np.concatenate(cells, axis=1), pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=255)
    else:
        x0, y0, x1, y1 = line.crop
        strip = grey[y0:y1, x0:x1]
    return cv2.cvtColor(strip, cv2.COLOR_GRAY2BGR)


def _placed(line: _Line, words: Any, run: int, grey: Grey, point: float) -> list[Glyph]:
    characters = [_MEANT.get(character, character) for word in words.words for character in word]
    steps = [step for columns in words.word_cols for step in columns]
    scores = list(words.confs)
    count = min(len(characters), len(steps))
    if len(scores) != count:
        scores = [float(np.mean(scores)) if scores else 0.0] * count
    characters, steps = characters[:count], steps[:count]
    x0, y0, x1, y1 = line.box
    if line.upright:
        return _placed_upright(line, characters, steps, scores, words.line_txt_len, run, point)
    wide = [2 if _WIDE.match(character) else 1 for character in characters]
    em = _em(line.box, characters, wide)
    centres = [(step + 0.5) / words.line_txt_len * (line.crop[2] - line.crop[0]) + line.crop[0] for step in steps]
    lefts, rights = [], []
    for place, centre in enumerate(centres):
        half = em * wide[place] / 4
        lefts.append(centre - half)
        rights.append(centre + half)
    lefts[0], rights[-1] = float(x0), float(x1)
    for place in range(count - 1):
        if rights[place] > lefts[place + 1]:
            middle = (rights[place] + lefts[place + 1]) / 2
            rights[place] = lefts[place + 1] = middle
    blanks = _blanks(grey[y0:y1, x0:x1] < INK, characters, [centre - x0 for centre in centres], em)
    for place, (end, start) in blanks.items():
        rights[place], lefts[place + 1] = float(x0 + end), float(x0 + start)
    size = em / point
    middle_y = (y0 + y1) / 2
    top, bottom = (middle_y - em / 2) / point, (middle_y + em / 2) / point
    glyphs = [
        Glyph(character, (left / point, top, max(right, left + 1) / point, bottom), size, "", 0, run, float(score))
        for character, left, right, score in zip(characters, lefts, rights, scores, strict=True)
    ]
    glyphs.extend(
        Glyph(" ", (rights[place] / point, top, lefts[place + 1] / point, bottom), size, "", 0, run) for place in blanks
    )
    return glyphs


def _blanks(ink: Any, characters: Sequence[str], centres: Sequence[float], em: float) -> dict[int, tuple[int, int]]:
    """White between two Hanzi that is wider than any two leave by their shapes: by the place of the first, its end and the next one's start."""
    columns = ink.any(axis=0)
    gaps: dict[int, tuple[int, int]] = {}
    for place in range(len(characters) - 1):
        if not (is_hanzi(characters[place][0]) and is_hanzi(characters[place + 1][0])):
            continue
        start, end = max(0, int(centres[place])), min(len(columns), int(centres[place + 1]) + 1)
        white = np.flatnonzero(np.diff(np.concatenate(([1], columns[start:end].astype(np.int8), [1]))))
        found = [(start + int(a), start + int(b)) for a, b in zip(white[::2], white[1::2], strict=False)]
        gaps[place] = max(found, key=lambda gap: gap[1] - gap[0], default=(0, 0))
    # In a slender face, and in a line that was spaced out, every gap is wide.
    usual = float(np.median([end - start for start, end in gaps.values()])) if gaps else 0.0
    least = max(BLANK * em, usual + SPACED * em)
    return {place: gap for place, gap in gaps.items() if gap[1] - gap[0] >= least}


def _em(box: Pixels, characters: Sequence[str], wide: Sequence[int]) -> float:
    """The type size of a line in pixels: Hanzi fill 0.92 of their height; a line of digits is measured by its width."""
    height = float(box[3] - box[1])
    hanzi = sum(map(is_hanzi, characters))
    if hanzi >= 2 or (hanzi and len(characters) <= 3):
        return height / 0.93
    if any(character.isalnum() for character in characters):
        return height / 0.76
    return 2.0 * (box[2] - box[0]) / max(1, sum(wide))


def _placed_upright(
    line: _Line, characters: Sequence[str], steps: Sequence[int], scores: Sequence[float], length: int, run: int, point: float
) -> list[Glyph]:
    """Characters of a column in their cells; a cell that gave several (3 and 亿) is shared out from the top."""
    x0, _, x1, _ = line.box
    width = x1 - x0
    cell_width = int(width * 1.1)
    pad = max(2, round(0.12 * int(width * 1.2)))
    total = cell_width * len(line.cells) + 2 * pad
    by_cell: dict[int, list[int]] = {}
    for place, step in enumerate(steps):
        at = ((step + 0.5) / length * total - pad) / cell_width
        by_cell.setdefault(min(len(line.cells) - 1, max(0, int(at))), []).append(place)
    glyphs = []
    for cell, places in by_cell.items():
        middle = sum(line.cells[cell]) / 2
        top, bottom = middle - width / 2, middle + width / 2
        share = (bottom - top) / len(places)
        for order, place in enumerate(places):
            box = (x0 / point, (top + order * share) / point, x1 / point, (top + (order + 1) * share) / point)
            glyphs.append(Glyph(characters[place], box, width / point, "", 0, run, float(scores[place])))
    return glyphs
