"""Lines to blocks: lines of one column and one type size that stand under one another."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.pages.credit_lines import own_line_credit
from indexer.pages.layout.boxes import parts_y, shared_x, union
from indexer.pages.layout.values import Block, PrintedLine
from indexer.printed import Box

WIDEST_LEADING = 1.15
"""Em between two lines of a block; body type is set with 0.3 to 0.6, notices with up to 1."""
DEEPEST_INDENT = 2.6
"""Em that the first line of a paragraph begins further in than the others."""
LIKE = 0.88
"""Ratio of two sizes that are one; sizes of a scan are estimates."""


def alike(one: float, other: float) -> bool:
    """True when two type sizes are one."""
    return min(one, other) >= LIKE * max(one, other)


def make_blocks(lines: Sequence[PrintedLine], barriers: Sequence[Box], frame: int | None = None) -> list[Block]:
    """The blocks of the lines; upright lines of one size side by side are one, from right to left."""
    level = sorted((line for line in lines if not line.vertical), key=lambda line: (line.box[1], line.box[0]))
    below: dict[int, list[int]] = {place: [] for place in range(len(level))}
    above: dict[int, list[int]] = {place: [] for place in range(len(level))}
    for place, line in enumerate(level):
        for other in range(place + 1, len(level)):
            near = level[other]
            gap = near.box[1] - line.box[3]
            if near.box[1] > line.box[3] + WIDEST_LEADING * line.size:
                break
            if gap < -0.5 * line.size or not alike(line.size, near.size):
                continue
            if shared_x(line.box, near.box) <= 0 and not _ends_under_indent(line, near):
                continue
            below[place].append(other)
            above[other].append(place)
    follower: dict[int, int] = {}
    for place, found in below.items():
        nearest = _nearest(level, found, lambda near, place=place: near.box[1] - level[place].box[3])
        if len(nearest) != 1:
            continue
        other = nearest[0]
        back = _nearest(level, above[other], lambda near, other=other: level[other].box[1] - near.box[3])
        if back == [place] and _one_block(level[place], level[other], barriers):
            follower[place] = other
    followed = set(follower.values())
    blocks = []
    for place in range(len(level)):
        if place in followed:
            continue
        chain = []
        current: int | None = place
        while current is not None:
            chain.append(level[current])
            current = follower.get(current)
        blocks.append(_block(chain, frame))
    blocks.extend(_block(group, frame) for group in _upright_groups([line for line in lines if line.vertical], barriers))
    return blocks


def _ends_under_indent(line: PrintedLine, near: PrintedLine) -> bool:
    """True for the last letters of a paragraph of two lines, which stand under the indentation of the first: 　　…声明作 / 废。"""
    return 0 < line.box[0] - near.box[0] <= DEEPEST_INDENT * line.size and near.box[2] >= line.box[0] - 1.5 * line.size


def _nearest(lines: Sequence[PrintedLine], places: Sequence[int], gap: object) -> list[int]:
    """The places whose lines are nearest; lines of two columns that begin within half a line of one another are both."""
    if not places:
        return []
    gaps = {place: gap(lines[place]) for place in places}  # type: ignore[operator]
    least = min(gaps.values())
    return [place for place in places if gaps[place] <= least + 0.5 * lines[place].size]


def _one_block(line: PrintedLine, below: PrintedLine, barriers: Sequence[Box]) -> bool:
    if line.font and below.font and line.font != below.font:
        return False
    if own_line_credit(line.text):
        # The writers' line over a column is as large as its text on a scan, and stands in the middle.
        return False
    return not any(parts_y(rule, line.box, below.box) for rule in barriers)


def _block(lines: list[PrintedLine], frame: int | None) -> Block:
    sizes = sorted(line.size for line in lines)
    return Block(lines, union(line.box for line in lines), sizes[len(sizes) // 2], lines[0].font, frame)


def _upright_groups(lines: Sequence[PrintedLine], barriers: Sequence[Box]) -> list[list[PrintedLine]]:
    groups: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda line: -line.box[2]):
        for group in groups:
            last = group[-1]
            gap = last.box[0] - line.box[2]
            together = min(last.box[3], line.box[3]) - max(last.box[1], line.box[1])
            rule = any(
                rule[3] - rule[1] > rule[2] - rule[0]
                and line.box[2] - 1 <= rule[0] <= last.box[0] + 1
                and rule[1] < line.box[3]
                and rule[3] > line.box[1]
                for rule in barriers
            )
            if -0.3 * line.size <= gap <= 1.2 * line.size and together > 0 and alike(line.size, last.size) and not rule:
                group.append(line)
                break
        else:
            groups.append([line])
    return groups


def usual_size(lines: Sequence[PrintedLine]) -> float:
    """The type size that most characters have, sizes within three per cent taken together; 10 where there is no line."""
    weights: dict[int, list[float]] = {}
    for line in lines:
        weights.setdefault(round(line.size * 2), []).extend([line.size] * len(line.text))
    if not weights:
        return 10.0
    best = max(
        weights, key=lambda key: sum(len(weights.get(near, ())) for near in (key - 1, key, key + 1)) + 0.001 * len(weights[key])
    )
    near = sorted(size for key in (best - 1, best, best + 1) for size in weights.get(key, ()))
    return near[len(near) // 2]
