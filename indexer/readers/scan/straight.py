"""A scan set straight: its paper made even, its angle found and taken away."""

from __future__ import annotations

import cv2
import numpy as np

from indexer.readers.scan.picture import Grey

STEEPEST = 4.0
"""Degrees to either side that are looked for; pages fed by hand lie within two."""
_COARSE, _FINE = 0.25, 0.02
_SEARCH_HEIGHT = 1600
"""Pixels that the angle is measured on; 0.02 degrees are half a pixel at the edge."""


def even_paper(grey: Grey) -> Grey:
    """The picture with its paper white: light that falls off and yellowed paper taken out, the tones of photos left as they are to it."""
    small = cv2.resize(grey, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    # The paper near a place is the lightest there; a photo is larger than the window, and is judged by the page as a whole.
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (25, 25)))
    paper = cv2.GaussianBlur(paper, (0, 0), 12)
    usual = float(np.percentile(paper, 70))
    paper = np.clip(paper, usual * 0.8, None)
    wide = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey.astype(np.float32), wide.astype(np.float32), scale=255.0).clip(0, 255), dtype=np.uint8)


def skew_of(grey: Grey) -> float:
    """Degrees, counter-clockwise, by which the page is turned: at the right angle the rows of ink and the white between them differ most."""
    factor = min(1.0, _SEARCH_HEIGHT / grey.shape[0])
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    ink: Grey = (small < 160).astype(np.uint8)
    # Photos have no rows: what is solid is left out.
    solid = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((15, 15), np.uint8))
    ink = cv2.subtract(ink, cv2.dilate(solid, np.ones((9, 9), np.uint8)))
    best = max((_contrast(ink, angle), angle) for angle in np.arange(-STEEPEST, STEEPEST + _COARSE / 2, _COARSE))[1]
    best = max((_contrast(ink, angle), angle) for angle in np.arange(best - _COARSE, best + _COARSE + _FINE / 2, _FINE))[1]
    return float(-best)


def _contrast(ink: Grey, angle: float) -> float:
    rows = _turned(ink, angle, 0, cv2.INTER_NEAREST).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def turned_straight(grey: Grey, skew: float) -> Grey:
    """The picture turned back by its skew, about its centre, of the same size, white where nothing was."""
    return grey if abs(skew) < 0.03 else _turned(grey, -skew, 255, cv2.INTER_CUBIC)


def _turned(image: Grey, angle: float, border: int, how: int) -> Grey:
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(image, matrix, (width, height), flags=how, borderMode=cv2.BORDER_CONSTANT, borderValue=border)
