"""Tables: rules that cross make cells; what stands in one row of cells is one line of text."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.pages.layout.boxes import height, holds, shared_y, union, width
from indexer.pages.layout.values import Block, PrintedLine
from indexer.printed import Box

TOUCH = 2.0
"""Points within which two rules meet."""
FEWEST = 3
"""Rules of either direction that make a table; a frame has two, and two columns with a line between them three of one."""


def find_tables(rules: Sequence[Box]) -> list[Box]:
    """The boxes of the tables: rules that hang together, at least three level and three upright ones."""
    groups = _touching(rules)
    tables = []
    for group in groups:
        level = [rule for rule in group if width(rule) > height(rule)]
        if len(level) >= FEWEST and len(group) - len(level) >= FEWEST:
            tables.append(union(group))
    return tables


def _touching(rules: Sequence[Box]) -> list[list[Box]]:
    left = list(rules)
    groups = []
    while left:
        group = [left.pop()]
        for rule in group:
            near = [other for other in left if _meet(rule, other)]
            left = [other for other in left if not any(other is one for one in near)]
            group.extend(near)
        groups.append(group)
    return groups


def _meet(one: Box, other: Box) -> bool:
    return (
        one[0] - TOUCH <= other[2] and other[0] - TOUCH <= one[2] and one[1] - TOUCH <= other[3] and other[1] - TOUCH <= one[3]
    )


def take_tables(
    lines: Sequence[PrintedLine], tables: Sequence[Box], frame: int | None
) -> tuple[list[Block], list[PrintedLine]]:
    """A block of rows for each table that has text, and the lines that are in none."""
    rest = list(lines)
    blocks = []
    for table in tables:
        inside = [line for line in rest if holds(table, line.box)]
        if not inside:
            continue
        rest = [line for line in rest if not any(line is one for one in inside)]
        rows = [_row(row) for row in _rows(inside)]
        sizes = sorted(line.size for line in inside)
        blocks.append(Block(rows, table, sizes[len(sizes) // 2], inside[0].font, frame, rows=True))
    return blocks, rest


def _rows(lines: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    rows: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda line: (line.box[1] + line.box[3], line.box[0])):
        if rows and shared_y(rows[-1][-1].box, line.box) >= 0.5 * min(height(rows[-1][-1].box), height(line.box)):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _row(cells: Sequence[PrintedLine]) -> PrintedLine:
    ordered = sorted(cells, key=lambda cell: cell.box[0])
    return PrintedLine(
        "\u3000".join(cell.text for cell in ordered),
        union(cell.box for cell in ordered),
        max(cell.size for cell in ordered),
        ordered[0].font,
        confidence=min(cell.confidence for cell in ordered),
    )
