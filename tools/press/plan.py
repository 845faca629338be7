"""Where the articles of a page stand: guillotine rows, and here and there a corner given to a neighbour."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from indexer.printed import Box
from tools.press.style import Style


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of one article: columns of the page from `first` to before `end`, less a bitten corner."""

    first: int
    end: int
    top: float
    bottom: float
    bite: Cell | None = None
    inside: bool = False
    """It stands in the corner of another."""

    @property
    def columns(self) -> int:
        """How many columns of the page."""
        return self.end - self.first

    @property
    def height(self) -> float:
        """In points."""
        return self.bottom - self.top


def column_left(style: Style, number: int) -> float:
    """Where a column of the page begins."""
    return style.margin + number * (style.column_width + style.gutter)


def box_of(style: Style, cell: Cell) -> Box:
    """The box of a cell."""
    return (
        column_left(style, cell.first),
        cell.top,
        column_left(style, cell.end - 1) + style.column_width,
        cell.bottom,
    )


def plan_cells(chance: random.Random, style: Style, top: float, bottom: float) -> list[Cell]:
    """The cells of a page, rows from the top, each from the left; corners come behind the cell that gives them."""
    whole = Cell(0, style.columns, top, bottom)
    parts: list[Cell] = []
    if style.columns >= 4 and chance.random() < 0.3:
        side = chance.choice(["left", "right"])
        edge = 1 if side == "left" else style.columns - 1
        halves = [replace(whole, end=edge), replace(whole, first=edge)]
        narrow = halves[0] if side == "left" else halves[1]
        for half in halves:
            parts += [half] if half is narrow and chance.random() < 0.6 else _split(chance, style, half)
    else:
        parts = _split(chance, style, whole)
    cells: list[Cell] = []
    for cell in parts:
        bitten = _bitten(chance, style, cell)
        cells += [bitten] if bitten.bite is None else [bitten, bitten.bite]
    return cells


def _split(chance: random.Random, style: Style, cell: Cell) -> list[Cell]:
    unit = style.column_width * style.size * 2.2
    limit = chance.uniform(45, 150) * unit
    least = 13 * style.leading + 70
    area = cell.columns * style.column_width * cell.height
    flat = cell.height >= 2 * least + style.gap
    upright = cell.columns >= 2 and (cell.columns >= 4 or cell.height <= 560)
    if cell.columns * style.column_width > 3 * cell.height:
        flat = False
    wide = cell.columns > 5 or cell.height > 560
    if not (flat or upright) or (area < limit and not wide):
        return [cell]
    if flat and (not upright or chance.random() < 0.5 + 0.3 * (cell.height > 700)):
        at = cell.top + least + chance.random() * (cell.height - 2 * least - style.gap)
        first, second = replace(cell, bottom=at), replace(cell, top=at + style.gap)
    else:
        edge = cell.first + chance.randint(1, cell.columns - 1)
        if cell.columns >= 4 and edge in (cell.first + 1, cell.end - 1) and chance.random() < 0.6:
            edge = cell.first + cell.columns // 2
        first, second = replace(cell, end=edge), replace(cell, first=edge)
    return _split(chance, style, first) + _split(chance, style, second)


def _bitten(chance: random.Random, style: Style, cell: Cell) -> Cell:
    """The cell with a lower corner given away, where it is large enough and chance wills."""
    least = 8 * style.leading + 45
    if cell.columns < 3 or cell.height < 2 * least + 45 or chance.random() > 0.55:
        return cell
    count = chance.randint(1, cell.columns - 2)
    depth = chance.uniform(least, cell.height - least - 40)
    corner = Cell(cell.first, cell.first + count, cell.bottom - depth, cell.bottom, inside=True)
    if chance.random() < 0.65:
        corner = replace(corner, first=cell.end - count, end=cell.end)
    return replace(cell, bite=corner)
