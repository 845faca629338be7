"""Characters to runs: each character with its neighbour to the right, or below where print is set upright."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from indexer.pages.layout.boxes import shared_x, shared_y
from indexer.printed import Glyph

NEAR = 0.6
"""Share of the type size: a wider gap may be one between columns. Gutters are 0.7 em and wider; letters spaced to fill a line stay below."""
ALIKE = 1.35
"""Ratio up to which two type sizes stand in one line: digits and Latin letters of other fonts."""
CELL = 12.0
"""Points; the side of a cell of the grid in which neighbours are looked for."""
UPRIGHT_BELOW = 0.96
"""Ratio of the distance to the character below and to that beside under which print is upright: columns stand further apart than characters."""


def chains(glyphs: Sequence[Glyph]) -> tuple[list[list[Glyph]], list[list[Glyph]]]:
    """The glyphs as level runs (left to right) and as upright ones (top to bottom); none is blank or turned."""
    right = _neighbours(glyphs, level=True)
    below = _neighbours(glyphs, level=False)
    upright = _upright(glyphs, right, below)
    level_runs = _runs([place for place in range(len(glyphs)) if place not in upright], right)
    upright_runs = _runs(sorted(upright), {a: b for a, b in below.items() if a in upright and b in upright})
    return [[glyphs[place] for place in run] for run in level_runs], [[glyphs[place] for place in run] for run in upright_runs]


def _neighbours(glyphs: Sequence[Glyph], *, level: bool) -> dict[int, int]:
    """Each glyph's nearest follower in the direction; no glyph follows two."""
    ahead, side = (0, 1) if level else (1, 0)
    shared = shared_y if level else shared_x
    grid: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place, glyph in enumerate(glyphs):
        grid[int(glyph.box[0] // CELL), int(glyph.box[1] // CELL)].append(place)
    found: list[tuple[float, int, int]] = []
    for place, glyph in enumerate(glyphs):
        reach = NEAR * glyph.size
        begin = glyph.box[ahead] + 0.3 * (glyph.box[ahead + 2] - glyph.box[ahead])
        end = glyph.box[ahead + 2] + reach
        low, high = glyph.box[side] - glyph.size, glyph.box[side + 2]
        best: tuple[float, int] | None = None
        for step in range(int(begin // CELL), int(end // CELL) + 1):
            for line in range(int(low // CELL), int(high // CELL) + 1):
                for other in grid.get((step, line) if level else (line, step), ()):
                    near = glyphs[other]
                    if other == place or near.box[ahead] < begin or near.box[ahead] > end:
                        continue
                    if not 1 / ALIKE <= near.size / glyph.size <= ALIKE:
                        continue
                    extent = min(glyph.box[side + 2] - glyph.box[side], near.box[side + 2] - near.box[side])
                    if shared(glyph.box, near.box) < 0.5 * extent:
                        continue
                    gap = near.box[ahead] - glyph.box[ahead + 2]
                    off = abs(near.box[side] + near.box[side + 2] - glyph.box[side] - glyph.box[side + 2]) / 2
                    rank = max(gap, 0.0) + 2 * off
                    if best is None or rank < best[0]:
                        best = (rank, other)
        if best is not None:
            found.append((best[0], place, best[1]))
    found.sort()
    followed: set[int] = set()
    links = {}
    for _, place, other in found:
        if other not in followed:
            followed.add(other)
            links[place] = other
    return links


def _upright(glyphs: Sequence[Glyph], right: dict[int, int], below: dict[int, int]) -> set[int]:
    """Places of the glyphs that are set from top to bottom: in their cluster characters are nearer below than beside."""
    clusters = _clusters(
        len(glyphs), ((a, b) for links in (right, below) for a, b in links.items() if _like(glyphs[a], glyphs[b]))
    )
    upright: set[int] = set()
    for cluster in clusters:
        beside = [_pitch(glyphs[a], glyphs[right[a]], 0) for a in cluster if a in right]
        under = [_pitch(glyphs[a], glyphs[below[a]], 1) for a in cluster if a in below and _like(glyphs[a], glyphs[below[a]])]
        if len(under) < 2 or len(under) * 3 < len(cluster):
            continue
        if not beside or (len(beside) * 6 < len(under)) or median(under) < UPRIGHT_BELOW * median(beside):
            upright.update(cluster)
    return upright


def _like(one: Glyph, other: Glyph) -> bool:
    return 0.87 <= one.size / other.size <= 1.15


def _pitch(one: Glyph, other: Glyph, ahead: int) -> float:
    """From the middle of a character to that of its neighbour, in em; middles are surer than edges, which OCR guesses."""
    return (other.box[ahead] + other.box[ahead + 2] - one.box[ahead] - one.box[ahead + 2]) / 2 / one.size


def _clusters(count: int, links: Iterator[tuple[int, int]]) -> list[list[int]]:
    parent = list(range(count))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for one, other in links:
        parent[root(one)] = root(other)
    found: dict[int, list[int]] = defaultdict(list)
    for place in range(count):
        found[root(place)].append(place)
    return list(found.values())


def _runs(places: Sequence[int], links: dict[int, int]) -> list[list[int]]:
    wanted = set(places)
    followed = {other for place, other in links.items() if place in wanted}
    runs = []
    seen: set[int] = set()
    for first in [place for place in places if place not in followed]:
        run = []
        place: int | None = first
        while place is not None and place in wanted and place not in seen:
            seen.add(place)
            run.append(place)
            place = links.get(place)
        runs.append(run)
    # A ring of links cannot be, but what is left of one must not be lost.
    runs.extend([place] for place in places if place not in seen)
    return runs
