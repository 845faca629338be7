"""Where a photo on a scan ends: its tones are found first, and a light sky is hardly darker than the paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import cv2
import numpy as np

from indexer.readers.scan.picture import Grey

Pixels = tuple[int, int, int, int]
"""A box (x0, y0, x1, y1) in pixels."""
BARE = 0.3
"""Share of a row from which on it is paper: between the lines of a text all is, of a line of print more than half."""
LIGHTEST = 7
"""Grey levels by which the lightest tone that is printed is darker than the paper."""
FARTHEST = 1.5
"""Sides of the toned box by which a photo may be larger."""
AROUND = 12.0
"""Points beside a photo in which the paper is looked at."""
FRINGE = 0.75
"""Points at the edge of a photo that are half paper."""


def whole_photos(boxes: Iterable[Pixels], grey: Grey, point: float) -> list[Pixels]:
    """The toned boxes, each out to where paper begins on every side; as it was where no paper is found.

    `grey` is the straight page with its own tones: where paper was made white, a light sky went white along with it.
    """
    soft = cv2.blur(grey, (max(1, round(point)),) * 2)
    return [_whole(box, soft, point) for box in boxes]


def _whole(box: Pixels, grey: Grey, point: float) -> Pixels:
    paper = _paper_around(box, grey, point)
    if paper is None:
        return box
    inked = grey < paper - LIGHTEST
    for side in ("top", "bottom", "left", "right"):
        box = _grown(box, side, inked, point)
    return box


def _paper_around(box: Pixels, grey: Grey, point: float) -> float | None:
    """The level of the paper about a photo; None where there is hardly any."""
    x0, y0, x1, y1 = box
    far = round(AROUND * point)
    # A photo's sky may be half of it, and none of it is known yet.
    left, top = max(0, x0 - far), max(0, y0 - far - (y1 - y0) // 2)
    outside: Any = np.ones((min(grey.shape[0], y1 + far) - top, min(grey.shape[1], x1 + far) - left), bool)
    outside[y0 - top : y1 - top, x0 - left : x1 - left] = False
    levels = grey[top : y1 + far, left : x1 + far][outside]
    if levels.size < 100:
        return None
    # Print covers less than half of the paper around; the lightest tenth is the paper between the lines.
    return float(np.percentile(levels, 90))


def _grown(box: Pixels, side: str, inked: Any, point: float) -> Pixels:
    """The box with one of its sides moved out to the first paper."""
    x0, y0, x1, y1 = box
    height, width = inked.shape
    if side in ("top", "bottom"):
        inset, reach = (x1 - x0) // 20, round(FARTHEST * (y1 - y0))
        strip = inked[max(0, y0 - reach) : y0][::-1] if side == "top" else inked[y1 : min(height, y1 + reach)]
        rows = strip[:, x0 + inset : x1 - inset].mean(axis=1)
    else:
        inset, reach = (y1 - y0) // 20, round(FARTHEST * (x1 - x0))
        strip = inked[:, max(0, x0 - reach) : x0][:, ::-1] if side == "left" else inked[:, x1 : min(width, x1 + reach)]
        rows = strip[y0 + inset : y1 - inset].mean(axis=0)
    bare = np.flatnonzero(rows < 1 - BARE)
    if not bare.size:
        return box
    more = int(bare[0]) if bare[0] > FRINGE * point else 0
    return {
        "top": (x0, y0 - more, x1, y1),
        "bottom": (x0, y0, x1, y1 + more),
        "left": (x0 - more, y0, x1, y1),
        "right": (x0, y0, x1 + more, y1),
    }[side]
