"""The order in which blocks, and records, are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from indexer.pages.layout.boxes import shared_x, shared_y, width
from indexer.pages.layout.values import Block, LaidOutLine
from indexer.printed import Box

INDENT = 1.1
DEEPEST = 6.0
"""Em; paragraphs are indented by two, some by one and a half; what is deeper is a signature or centred, and begins one as well."""
SHORT = 1.5
"""Em that a line stays short of its column at the end of a paragraph; marks that hang or are squeezed make half an em."""
_ENDED = re.compile(r"[。！？…][”’」』）]*$")
_DAY = re.compile(
    r"\s*(?:\d{4}|[〇○零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日\s*$"
)
Item = TypeVar("Item")


def reading_order(items: Sequence[Item], box_of: Callable[[Item], Box]) -> list[Item]:
    """Down each column, then the column to the right; what spans columns comes before what is under it (Breuel, 2003)."""
    count = len(items)
    boxes = [box_of(item) for item in items]
    before: list[set[int]] = [set() for _ in range(count)]
    for one in range(count):
        for other in range(count):
            if one == other:
                continue
            a, b = boxes[one], boxes[other]
            across = shared_x(a, b) > 0.2 * min(width(a), width(b))
            if across:
                if (a[1] + a[3]) < (b[1] + b[3]):
                    before[other].add(one)
            elif a[2] <= b[0] + 0.2 * min(width(a), width(b)) and not _spanned(one, other, boxes):
                before[other].add(one)
    order: list[int] = []
    left = set(range(count))
    while left:
        ready = [place for place in left if not before[place] & left]
        # A ring can only come of boxes that lie over one another; the leftmost, then topmost, breaks it.
        chosen = min(ready or left, key=lambda place: (boxes[place][0], boxes[place][1]))
        order.append(chosen)
        left.discard(chosen)
    return [items[place] for place in order]


def _spanned(one: int, other: int, boxes: Sequence[Box]) -> bool:
    """True when something lies across both columns between two boxes, so that the upper is read first whichever side it is on."""
    a, b = boxes[one], boxes[other]
    if shared_y(a, b) > 0:
        return False
    upper, lower = (a, b) if a[1] < b[1] else (b, a)
    if upper is a:
        return False
    for place, box in enumerate(boxes):
        if place in (one, other):
            continue
        if box[1] >= upper[3] - 1 and box[3] <= lower[1] + 1 and shared_x(box, a) > 0 and shared_x(box, b) > 0:
            return True
    return False


def paragraph_lines(blocks: Sequence[Block], *, notice: bool = False) -> tuple[LaidOutLine, ...]:
    """The lines of a body in reading order, with the paragraphs that begin: indented ones, and those after a line that ends short.

    Of a notice every line begins one behind a line that does not fill its column: signature and date, the lines of an advert.
    """
    ordered = reading_order(blocks, lambda block: block.box)
    edges = [(_edges(block, ordered)) for block in ordered]
    indented = sum(
        _indent(line.box, edge, line.size, vertical=line.vertical)
        for block, edge in zip(ordered, edges, strict=True)
        for line in block.lines
    )
    total = sum(len(block.lines) for block in ordered)
    indents = indented > 0 and (indented > 1 or total < 12)
    lines: list[LaidOutLine] = []
    before = None
    for block, edge in zip(ordered, edges, strict=True):
        for line in block.lines:
            if before is None or block.rows:
                begins = True
            else:
                ended = _ENDED.search(before[0].text) is not None
                begins = indents and _indent(line.box, edge, line.size, vertical=line.vertical)
                if ended or notice or not indents:
                    begins = begins or _short(before[0].box, before[1], line.size, vertical=line.vertical)
                begins = begins or (
                    notice and (_centred(before[0].box, line.box, line.size) or _DAY.match(line.text) is not None)
                )
            lines.append(LaidOutLine(line, begins))
            before = (line, edge)
    return tuple(lines)


def _edges(block: Block, blocks: Sequence[Block]) -> tuple[float, float]:
    """Begin and end of the column that a block stands in: of all blocks of the record over and under it."""
    low, high = (1, 3) if block.vertical else (0, 2)
    shared = shared_y if block.vertical else shared_x
    members = [
        other
        for other in blocks
        if other.vertical == block.vertical
        and shared(other.box, block.box) > 0.5 * min(other.box[high] - other.box[low], block.box[high] - block.box[low])
    ]
    narrow = [
        other
        for other in members
        if other.box[high] - other.box[low] <= 1.25 * (block.box[high] - block.box[low]) or len(block.lines) == 1
    ]
    # A block without extent, out of a damaged file, shares nothing with itself.
    members = narrow or members or [block]
    return min(other.box[low] for other in members), max(other.box[high] for other in members)


def _indent(box: Box, edge: tuple[float, float], size: float, *, vertical: bool) -> bool:
    return (box[1] if vertical else box[0]) - edge[0] >= INDENT * size


def _short(box: Box, edge: tuple[float, float], size: float, *, vertical: bool) -> bool:
    return edge[1] - (box[3] if vertical else box[2]) >= SHORT * size


def _centred(above: Box, box: Box, size: float) -> bool:
    """True for two lines of different width about one middle."""
    return abs(above[0] + above[2] - box[0] - box[2]) / 2 < 0.6 * size and abs(above[0] - box[0]) > size
