"""Rules, frames and pictures of a PDF page, out of its page objects."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Any

import pypdfium2.raw as pdfium

from indexer.printed import Box
from indexer.readers.pdf.placing import IDENTITY, Matrix, Placing, moved, multiply

THICKEST_RULE = 4.0
SHORTEST_RULE = 5.0
"""Points; the side of a table's smallest cell. Shorter strokes are marks or parts of a drawing."""
SMALLEST_FRAME = 24.0
SMALLEST_PICTURE = 20.0
MOST_OBJECTS = 200_000
MOST_CLIPS = 50
"""Paths that clip one picture."""
DEEPEST = 8
"""Forms within forms; deeper ones are made to stop a program."""
WHOLE_PAGE = 0.85
"""Share of the page from which on a picture or shading is its background, and no picture on it."""


@dataclass(slots=True)
class Graphics:
    """What is drawn on a page."""

    rules: list[Box] = field(default_factory=list)
    frames: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    background: bool = False
    """A picture covers the whole page: it may be a scan."""


def read_graphics(page: Any, placing: Placing) -> Graphics:
    """Rules and frames of strokes and fillings, pictures of images; of a drawing with many paths only its long straight lines."""
    graphics = Graphics()
    for item, matrix in islice(_objects(page.raw, IDENTITY, 0), MOST_OBJECTS):
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
            box = _shown(item, matrix, _bounds(item, matrix, placing), placing)
            _take_picture(graphics, box, placing, shading=kind == pdfium.FPDF_PAGEOBJ_SHADING)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            for box, closed in _strokes(item, matrix, placing):
                _take_path(graphics, box, placing, closed=closed)
    graphics.frames = [frame for frame in graphics.frames if not any(_same(frame, picture) for picture in graphics.pictures)]
    edges = [*graphics.frames, *graphics.pictures]
    graphics.rules = [rule for rule in graphics.rules if not any(_on_edge(rule, edge) for edge in edges)]
    return graphics


def _objects(container: Any, matrix: Matrix, depth: int, within: bool = False) -> Iterator[tuple[Any, Matrix]]:
    count = pdfium.FPDFFormObj_CountObjects(container) if within else pdfium.FPDFPage_CountObjects(container)
    for place in range(max(0, count)):
        item = pdfium.FPDFFormObj_GetObject(container, place) if within else pdfium.FPDFPage_GetObject(container, place)
        if not item:
            continue
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            yield from _objects(item, multiply(_matrix(item), matrix), depth + 1, within=True)
        else:
            yield item, matrix


def _matrix(item: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return IDENTITY
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _bounds(item: Any, matrix: Matrix, placing: Placing) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(item, *sides)
    left, bottom, right, top = (side.value for side in sides)
    return placing.box(*moved((left, bottom, right, top), matrix))


def _shown(item: Any, matrix: Matrix, box: Box, placing: Placing) -> Box:
    """What is seen of a picture: layout programs place it whole, with a path that clips what the editors cut off."""
    clip = pdfium.FPDFPageObj_GetClipPath(item)
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(min(MOST_CLIPS, max(0, pdfium.FPDFClipPath_CountPaths(clip)))):
        points = []
        for place in range(min(2_000, max(0, pdfium.FPDFClipPath_CountPathSegments(clip, path)))):
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, path, place), x, y)
            points.append((x.value, y.value))
        if len(points) >= 3:
            xs, ys = [px for px, _ in points], [py for _, py in points]
            left, top, right, bottom = placing.box(*moved((min(xs), min(ys), max(xs), max(ys)), matrix))
            box = (max(box[0], left), max(box[1], top), min(box[2], right), min(box[3], bottom))
    return box


def _strokes(item: Any, matrix: Matrix, placing: Placing) -> Iterator[tuple[Box, bool]]:
    """The boxes of a path's parts, each with whether it is closed on four sides: rectangles, and straight lines one by one."""
    own = multiply(_matrix(item), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    curved = False

    def part() -> Iterator[tuple[Box, bool]]:
        if len(points) >= 2:
            boxes = [moved((px, py, px, py), own) for px, py in points]
            xs, ys = [box[0] for box in boxes], [box[1] for box in boxes]
            whole = placing.box(min(xs), min(ys), max(xs), max(ys))
            corners = {(round(px, 1), round(py, 1)) for px, py in points}
            straight = all(abs(a[0] - b[0]) < 0.6 or abs(a[1] - b[1]) < 0.6 for a, b in pairwise(points))
            if len(corners) == 4 and (straight or curved):
                yield whole, True
            elif len(corners) == 2 and not curved:
                yield whole, False
            elif straight and not curved:
                for one, other in pairwise(boxes):
                    yield placing.box(one[0], one[1], other[0], other[1]), False
            elif curved and len(points) >= 4:
                yield whole, True

    for place in range(min(2_000, max(0, pdfium.FPDFPath_CountSegments(item)))):
        segment = pdfium.FPDFPath_GetPathSegment(item, place)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            yield from part()
            points, curved = [], False
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and points and points[-1] != points[0]:
            points.append(points[0])
    yield from part()


def _take_path(graphics: Graphics, box: Box, placing: Placing, *, closed: bool) -> None:
    width, height = box[2] - box[0], box[3] - box[1]
    if min(width, height) <= THICKEST_RULE:
        if max(width, height) >= SHORTEST_RULE:
            graphics.rules.append(box)
    elif closed and min(width, height) >= SMALLEST_FRAME and not _covers(box, placing):
        graphics.frames.append(box)


def _take_picture(graphics: Graphics, box: Box, placing: Placing, *, shading: bool) -> None:
    if _covers(box, placing):
        graphics.background = graphics.background or not shading
    elif min(box[2] - box[0], box[3] - box[1]) >= SMALLEST_PICTURE:
        (graphics.frames if shading else graphics.pictures).append(box)


def _covers(box: Box, placing: Placing) -> bool:
    width, height = placing.size
    seen = max(0.0, min(box[2], width) - max(box[0], 0)) * max(0.0, min(box[3], height) - max(box[1], 0))
    return seen >= WHOLE_PAGE * width * height


def _same(one: Box, other: Box) -> bool:
    return all(abs(a - b) <= 3 for a, b in zip(one, other, strict=True))


def _on_edge(rule: Box, frame: Box) -> bool:
    """True for a side of a frame that was drawn as a line of its own."""
    if rule[2] - rule[0] > rule[3] - rule[1]:
        along = rule[0] >= frame[0] - 3 and rule[2] <= frame[2] + 3
        return along and min(abs(rule[1] - frame[1]), abs(rule[1] - frame[3])) <= 2
    along = rule[1] >= frame[1] - 3 and rule[3] <= frame[3] + 3
    return along and min(abs(rule[0] - frame[0]), abs(rule[0] - frame[2])) <= 2
