"""Upright headlines: the detector sees two columns of large type as many short lines, one under another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from indexer.readers.scan.marks import Pixels

MOST_WIDE = 3.6
"""Heights that a box of at most three characters is wide."""
FEWEST = 3


def upright_stacks(boxes: Sequence[Pixels], ink: Any) -> tuple[list[Pixels], list[Pixels]]:
    """The columns of upright stacks, and the boxes that are in none."""
    short = [box for box in boxes if box[2] - box[0] <= MOST_WIDE * (box[3] - box[1])]
    groups: list[list[Pixels]] = []
    for box in sorted(short, key=lambda box: box[1]):
        for group in groups:
            if any(_under(box, other) for other in group):
                group.append(box)
                break
        else:
            groups.append([box])
    columns: list[Pixels] = []
    used: set[Pixels] = set()
    for group in groups:
        tall = any(box[3] - box[1] > 1.5 * (box[2] - box[0]) for box in group)
        if len(group) >= FEWEST or (tall and len(group) >= 2):
            found = _columns(group, ink)
            if found:
                columns.extend(found)
                used.update(group)
    return columns, [box for box in boxes if box not in used]


def _under(box: Pixels, above: Pixels) -> bool:
    em = min(box[3] - box[1], above[3] - above[1], max(box[2] - box[0], above[2] - above[0]))
    together = min(box[2], above[2]) - max(box[0], above[0])
    return box[1] - above[3] <= 0.7 * em and box[1] >= above[1] and together >= 0.6 * min(box[2] - box[0], above[2] - above[0])


def _columns(group: Sequence[Pixels], ink: Any) -> list[Pixels]:
    """The columns of a stack, left to right; none where its characters stand nearer beside than below one another."""
    x0, y0 = min(box[0] for box in group), min(box[1] for box in group)
    x1, y1 = max(box[2] for box in group), max(box[3] for box in group)
    part = ink[y0:y1, x0:x1]
    inked = part.sum(axis=0) >= 2
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inked.astype(np.int8), [0]))))
    runs = [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    if not runs:
        return []
    widest = max(end - start for start, end in runs)
    merged: list[list[int]] = []
    for start, end in runs:
        # 加 and 川 have white inside over a whole column only where every character has: hardly ever.
        if merged and (start - merged[-1][1] < 0.12 * widest or end - merged[-1][0] <= 1.1 * widest):
            merged[-1][1] = end
        else:
            merged.append([start, end])
    # Specks of the scan are no column.
    merged = [run for run in merged if run[1] - run[0] >= 0.3 * widest]
    if len(merged) > 3:
        return []
    boxes = [(x0 + start, y0, x0 + end, y1) for start, end in merged]
    width = max(box[2] - box[0] for box in boxes)
    if len(boxes) > 1:
        centres = [(box[0] + box[2]) / 2 for box in boxes]
        beside = min(right - left for left, right in pairwise(centres))
        if _pitch(part, width) >= 0.97 * beside:
            return []
    elif y1 - y0 < 2.2 * width:
        return []
    return [_to_its_ends(ink, box, width) for box in boxes]


def _to_its_ends(ink: Any, box: Pixels, width: int) -> Pixels:
    """The column with the characters below that the detector missed: they follow at the same distance."""
    x0, y0, x1, y1 = box
    inked = ink[:, x0:x1].sum(axis=1) >= 2
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inked.astype(np.int8), [0]))))
    runs = [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True) if end - start <= 1.3 * width]
    for start, end in runs:
        # As high as a character: a rule below, or a line of small type, is none.
        if start < y1 < end or (y1 - 2 <= start <= y1 + 0.6 * width and end - start >= 0.5 * width):
            y1 = max(y1, end)
    return (x0, y0, x1, y1)


def _pitch(part: Any, width: int) -> float:
    """From one row of characters to the next, by the white between them; as wide as a column where rows run together."""
    rows = part.sum(axis=1) >= 2
    edges = np.flatnonzero(np.diff(np.concatenate(([0], rows.astype(np.int8), [0]))))
    cells: list[list[int]] = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if cells and end - cells[-1][0] <= 1.12 * width and start - cells[-1][1] < 0.45 * width:
            cells[-1][1] = int(end)
        else:
            cells.append([int(start), int(end)])
    if len(cells) < 2:
        return float(width)
    centres = [(start + end) / 2 for start, end in cells]
    return float(np.median(np.diff(centres)))
