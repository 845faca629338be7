"""Boxes on a page: how they lie to each other."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.printed import Box


def width(box: Box) -> float:
    """Extent from left to right."""
    return box[2] - box[0]


def height(box: Box) -> float:
    """Extent from top to bottom."""
    return box[3] - box[1]


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all; there must be one."""
    found = list(boxes)
    return (min(b[0] for b in found), min(b[1] for b in found), max(b[2] for b in found), max(b[3] for b in found))


def shared_x(one: Box, other: Box) -> float:
    """Extent from left to right that both have; negative: the gap between them."""
    return min(one[2], other[2]) - max(one[0], other[0])


def shared_y(one: Box, other: Box) -> float:
    """Extent from top to bottom that both have; negative: the gap between them."""
    return min(one[3], other[3]) - max(one[1], other[1])


def holds(outer: Box, inner: Box, tolerance: float = 0.0) -> bool:
    """True when the centre of the inner box lies in the outer one, and hardly anything of it leaves it."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    if not (outer[0] - tolerance <= x <= outer[2] + tolerance and outer[1] - tolerance <= y <= outer[3] + tolerance):
        return False
    area = width(inner) * height(inner)
    return area <= 0 or max(0.0, shared_x(outer, inner)) * max(0.0, shared_y(outer, inner)) >= 0.6 * area


def parts_x(rule: Box, left: Box, right: Box) -> bool:
    """True when an upright rule runs between two boxes that lie side by side."""
    if height(rule) <= width(rule):
        return False
    x = (rule[0] + rule[2]) / 2
    if not left[2] - 1 <= x <= right[0] + 1:
        return False
    top, bottom = max(left[1], right[1]), min(left[3], right[3])
    if bottom <= top:
        top, bottom = min(left[1], right[1]), max(left[3], right[3])
    return min(rule[3], bottom) - max(rule[1], top) >= 0.5 * (bottom - top)


def parts_y(rule: Box, above: Box, below: Box) -> bool:
    """True when a level rule runs between two boxes of which one is above the other."""
    if width(rule) <= height(rule):
        return False
    y = (rule[1] + rule[3]) / 2
    if not above[3] - 1 <= y <= below[1] + 1:
        return False
    left, right = max(above[0], below[0]), min(above[2], below[2])
    return right > left and min(rule[2], right) - max(rule[0], left) >= 0.5 * (right - left)
