"""Rules, frames and pictures on a scan, by the shapes of its ink."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from indexer.readers.scan.photo_edges import whole_photos
from indexer.readers.scan.picture import Grey

Pixels = tuple[int, int, int, int]
"""A box (x0, y0, x1, y1) in pixels."""
PAPER = 232
"""Grey level from which on a pixel is paper, after the paper was made even; shadings are printed at 225 and darker."""
SOFT_INK = 215
"""Grey level below which something stands beside a light line: thin Kaiti of captions is hardly darker."""
MOST_IN_SKY = 0.3
"""Share of the rows between a photo and the line over it that may have ink."""
FAINT, FAINT_CAP = 22, 36
"""Grey levels by which a light line is darker than the paper beside it, on the mean; and the most that one pixel counts."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is drawn on a scan, in pixels."""

    rules: tuple[Pixels, ...]
    frames: tuple[Pixels, ...]
    pictures: tuple[Pixels, ...]


def find_marks(grey: Grey, dpi: float, plain: Grey) -> Marks:
    """The marks of an even and straight page; `plain` is the same straight page with its paper as it was scanned."""
    point = dpi / 72
    solids = _solids(grey, point)
    shaded = [box for box in solids if _is_shading(grey, box)]
    toned = [box for box in solids if box not in shaded]
    ink = (grey < 190).astype(np.uint8)
    for x0, y0, x1, y1 in shaded:
        inside = grey[y0:y1, x0:x1]
        ink[y0:y1, x0:x1] = inside < np.median(inside) - 60
    level = _rules(grey, ink, point, level=True)
    upright = _rules(grey, ink, point, level=False)
    closed = _closed(level, upright, point)
    toned = whole_photos(toned, plain, point)
    pictures = _pictures([_out_to_lines(box, level, ink, point) for box in toned], closed)
    frames = [box for box in closed if not any(_share_within(box, picture) > 0.9 for picture in pictures)]
    frames.extend(
        box
        for box in shaded
        if not any(_share_within(box, other) > 0.8 and _share_within(other, box) > 0.6 for other in frames)
    )
    rules = [
        rule
        for rule in (*level, *upright)
        if not _is_edge(rule, frames, inside=6 * point, outside=1.2 * point)
        and not any(_share_within(rule, _grown(box, 2.5 * point)) > 0.9 for box in pictures)
    ]
    return Marks(tuple(rules), tuple(frames), tuple(pictures))


def _out_to_lines(box: Pixels, level: list[Pixels], ink: Grey, point: float) -> Pixels:
    """A toned area up to the line that is drawn over it: a white sky has no tone, but the line has the picture's width."""
    x0, y0, x1, y1 = box
    near = 4 * point
    tops = [
        line[1]
        for line in level
        if abs(line[0] - x0) <= near and abs(line[2] - x1) <= near and line[1] < y0 <= line[1] + 1.5 * (y1 - y0)
        # A caption stands between a photo and the rule over both.
        if ink[line[3] + round(point) : y0, x0:x1].any(axis=1).sum() <= MOST_IN_SKY * (y0 - line[3])
    ]
    return (x0, max(tops, default=y0), x1, y1)


def _pictures(toned: list[Pixels], closed: list[Pixels]) -> list[Pixels]:
    """Toned areas, each as large as the line around it: a white sky is part of its picture."""
    found: list[Pixels] = []
    for box in toned:
        around = [other for other in closed if _share_within(box, other) > 0.9 and _area(box) > 0.15 * _area(other)]
        whole = min(around, key=_area, default=box)
        if whole not in found:
            found.append(whole)
    return _outermost(found)


def _solids(grey: Grey, point: float) -> list[Pixels]:
    """Boxes of large areas without paper: photos and shadings; strokes, however bold, are opened away."""
    toned = (cv2.GaussianBlur(grey, (0, 0), max(0.8, 0.45 * point)) < PAPER).astype(np.uint8)
    side = max(5, round(10 * point))
    solid = cv2.morphologyEx(toned, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    # A white sky, a window: holes and bays inside a picture belong to it.
    side = max(3, round(4 * point))
    solid = cv2.morphologyEx(solid, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=8)
    found = []
    height, width = grey.shape
    for place in range(1, count):
        x, y, w, h, area = (int(value) for value in stats[place])
        if min(w, h) < 34 * point or area < 0.5 * w * h:
            continue
        at_edge = x <= 2 or y <= 2 or x + w >= width - 2 or y + h >= height - 2
        if at_edge and (min(w, h) < 40 * point or area < 0.75 * w * h or w * h > 0.8 * width * height):
            # The dark margin of a scanner.
            continue
        found.append((x, y, x + w, y + h))
    return _outermost(found)


def _is_shading(grey: Grey, box: Pixels) -> bool:
    """True for an even, light tone with sharp ink on it: the ground of a notice."""
    inside = grey[box[1] : box[3], box[0] : box[2]]
    tone = float(np.median(inside))
    even = float((np.abs(inside.astype(np.int16) - tone) <= 12).mean())
    return tone >= 150 and even >= 0.7


def _rules(grey: Grey, ink: Grey, point: float, *, level: bool) -> list[Pixels]:
    """Long thin lines, whole or dotted, dark or light."""
    # What is left of the angle moves a line by a pixel along its length.
    thick = cv2.dilate(ink, _kernel(1, 3, level=level))
    length, gap = max(20, round(36 * point)), max(3, round(4.5 * point))
    # Beside a line another one is no text: the second of a double rule, the frame of a box near it.
    whole = cv2.morphologyEx(thick, cv2.MORPH_OPEN, _kernel(length, 1, level=level))
    rest = cv2.subtract(ink, cv2.dilate(whole, np.ones((3, 3), np.uint8)))
    closed = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, _kernel(gap, 1, level=level))
    faint = cv2.dilate(_faint(grey, point, level=level), _kernel(1, 3, level=level))
    soft = cv2.subtract((grey < SOFT_INK).astype(np.uint8), cv2.dilate(whole, np.ones((3, 3), np.uint8)))
    candidates = [(box, False) for box in _long(closed, length, level=level)]
    candidates.extend((box, True) for box in _long(faint, length, level=level))
    found: list[Pixels] = []
    # A line that stands beside a dotted one is only seen to be free when that one is known: (a frame 2.5 points under a dotted rule).
    for _ in range(2):
        left = []
        for box, light in candidates:
            x0, y0, x1, y1 = box
            mask = faint if light else ink
            along, across = (x1 - x0, y1 - y0) if level else (y1 - y0, x1 - x0)
            inked, own = mask[y0:y1, x0:x1].any(axis=0 if level else 1).mean(), int(mask[y0:y1, x0:x1].sum())
            # A whole line may be bold; a dotted or light one never is, and what a row of characters leaves when it is closed is thicker.
            is_whole = inked >= 0.97 and not light
            thin = across <= (5.5 * point + 0.004 * along if is_whole else 2.5 * point + 0.002 * along)
            if thin and (not light or inked >= 0.9) and _free_beside(soft if light else rest, own, box, point, level=level):
                found.append(_trimmed(mask, box, point, level=level))
            elif thin:
                left.append((box, light))
        for x0, y0, x1, y1 in found:
            for beside in (rest, soft):
                beside[max(0, y0 - 1) : y1 + 1, max(0, x0 - 1) : x1 + 1] = 0
        candidates = left
    return _joined(found, point, level=level)


def _kernel(along: int, across: int, *, level: bool) -> Grey:
    return np.ones((across, along) if level else (along, across), np.uint8)


def _long(mask: Grey, length: int, *, level: bool) -> list[Pixels]:
    """Boxes of what runs on for a length."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(
        cv2.morphologyEx(mask, cv2.MORPH_OPEN, _kernel(length, 1, level=level)), connectivity=8
    )
    boxes = ((int(x), int(y), int(w), int(h)) for x, y, w, h, _ in stats[1:count])
    return [(x, y, x + w, y + h) for x, y, w, h in boxes]


def _faint(grey: Grey, point: float, *, level: bool) -> Grey:
    """Light hairlines: darker than both sides for most of 10 points, however little; a hairline of 0.3 points is 190 dark at 200 dpi."""
    darker = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, _kernel(1, max(5, round(2.5 * point)), level=level))
    # What is darker than the cap counts no more, for strokes of letters cover less than half of any row of a line.
    capped = np.minimum(darker, FAINT_CAP)
    along = max(9, round(10 * point))
    mean = cv2.blur(capped, (along, 1) if level else (1, along))
    return np.asarray((mean > FAINT) & (darker > FAINT // 2), np.uint8)


def _trimmed(ink: Grey, box: Pixels, point: float, *, level: bool) -> Pixels:
    """The line without crumbs at its ends: where it nearly meets another one, closing took that one's thickness for its own."""
    x0, y0, x1, y1 = box
    profile: Any = ink[y0:y1, x0:x1].any(axis=0 if level else 1)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], profile.astype(np.int8), [0]))))
    runs = list(zip(edges[::2], edges[1::2], strict=True))
    if not runs or sum(end - start for start, end in runs) < 0.9 * len(profile):
        return box
    crumb = 3.5 * point
    while len(runs) > 1 and runs[0][1] - runs[0][0] <= crumb and runs[1][0] - runs[0][1] >= 3:
        runs.pop(0)
    while len(runs) > 1 and runs[-1][1] - runs[-1][0] <= crumb and runs[-1][0] - runs[-2][1] >= 3:
        runs.pop()
    start, end = int(runs[0][0]), int(runs[-1][1])
    return (x0 + start, y0, x0 + end, y1) if level else (x0, y0 + start, x1, y0 + end)


def _free_beside(ink: Grey, own: int, box: Pixels, point: float, *, level: bool) -> bool:
    """True when paper runs along both sides of a line: a row of characters that were closed to a line has more of them beside it."""
    near, far = max(2, round(1.0 * point)), max(4, round(3.0 * point))
    x0, y0, x1, y1 = box
    height, width = ink.shape
    if level:
        sides = (ink[max(0, y0 - far) : max(0, y0 - near), x0:x1], ink[y1 + near : min(height, y1 + far), x0:x1])
    else:
        sides = (ink[y0:y1, max(0, x0 - far) : max(0, x0 - near)], ink[y0:y1, x1 + near : min(width, x1 + far)])
    # The feet of a row of small characters are a thin line with little ink of its own.
    beside = sum(int(side.sum()) for side in sides)
    return beside <= 0.5 * own and all(float(side.any(axis=0 if level else 1).mean()) < 0.22 for side in sides if side.size)


def _joined(boxes: list[Pixels], point: float, *, level: bool) -> list[Pixels]:
    """Pieces of one line, broken by dirt, as one."""
    a, b = (0, 1) if level else (1, 0)
    ordered = sorted(boxes, key=lambda box: (box[b], box[a]))
    merged: list[Pixels] = []
    for box in ordered:
        for place, other in enumerate(merged):
            apart = max(box[a], other[a]) - min(box[a + 2], other[a + 2])
            if abs((box[b] + box[b + 2]) - (other[b] + other[b + 2])) / 2 <= 1.5 * point and apart <= 6 * point:
                merged[place] = (min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3]))
                break
        else:
            merged.append(box)
    return merged


def _closed(level: list[Pixels], upright: list[Pixels], point: float) -> list[Pixels]:
    """Rectangles of two level and two upright lines that meet in four corners; rules that only come near one another make none."""
    near = 1.8 * point
    found: set[Pixels] = set()
    for top in level:
        for bottom in level:
            if bottom[1] - top[3] < 20 * point:
                continue
            sides = [line for line in upright if line[1] <= top[3] + near and line[3] >= bottom[1] - near]
            left = [line for line in sides if max(top[0], bottom[0]) <= line[2] + near]
            right = [line for line in sides if min(top[2], bottom[2]) >= line[0] - near]
            for one in left:
                for other in right:
                    if (
                        other[0] - one[2] >= 20 * point
                        and _corner(one, top, bottom, near)
                        and _corner(other, top, bottom, near)
                    ):
                        found.add((one[0], top[1], other[2], bottom[3]))
    # Of a double line the outer one; of cells of a table the whole.
    return _outermost(found)


def _corner(line: Pixels, top: Pixels, bottom: Pixels, near: float) -> bool:
    """True when an upright line meets both level ones, at their ends or between."""
    return all(rule[0] - near <= line[2] and line[0] <= rule[2] + near for rule in (top, bottom))


def _outermost(boxes: Iterable[Pixels]) -> list[Pixels]:
    """The boxes that lie in no other one; of nearly the same ones the largest."""
    kept: list[Pixels] = []
    for box in sorted(boxes, key=_area, reverse=True):
        if not any(_share_within(box, other) > 0.9 for other in kept):
            kept.append(box)
    return kept


def _area(box: Pixels) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])


def _share_within(inner: Pixels, outer: Pixels) -> float:
    """The share of a box that lies in another."""
    x = min(inner[2], outer[2]) - max(inner[0], outer[0])
    y = min(inner[3], outer[3]) - max(inner[1], outer[1])
    return x * y / max(1, _area(inner)) if x > 0 and y > 0 else 0.0


def _grown(box: Pixels, by: float) -> Pixels:
    return (round(box[0] - by), round(box[1] - by), round(box[2] + by), round(box[3] + by))


def _is_edge(rule: Pixels, frames: Iterable[Pixels], *, inside: float, outside: float) -> bool:
    """True for a side of a frame, a part of it, the second line of a double one, or the sides of two frames in one line."""
    level = rule[2] - rule[0] > rule[3] - rule[1]
    a, b = (0, 1) if level else (1, 0)
    middle = (rule[b] + rule[b + 2]) / 2
    covered = 0.0
    for box in frames:
        if -outside <= middle - box[b] <= inside or -outside <= box[b + 2] - middle <= inside:
            covered += max(0.0, min(rule[a + 2], box[a + 2] + outside) - max(rule[a], box[a] - outside))
    return covered >= 0.9 * (rule[a + 2] - rule[a])
