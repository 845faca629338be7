"""How far a title reaches: over the white beside it, as far as nothing else stands there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indexer.pages.layout.boxes import height, shared_y, union
from indexer.pages.layout.headings import title_box
from indexer.pages.layout.values import Story
from indexer.printed import Box

FLUSH = 4.0
"""Points between the left edges of a headline and of its column."""
TOUCHES = 0.15
"""Share of a title's height that a thing must stand beside to end its reach."""


def title_reach(story: Story, stories: Sequence[Story], columns: Sequence[Box], things: Sequence[Box]) -> Box:
    """The box of the titles, widened on either side to the nearest thing that stands beside them, or to the edge of the print.

    A headline set flush left over three columns covers the first two only; the white to its right belongs to it. White between two
    headlines is that of the left one when both are set flush with their columns; a centred one has as much on that side as on its other.
    """
    box = title_box(story)
    titles = union(block.box for block in story.titles)
    left = min((thing[0] for thing in things), default=box[0])
    right = max((thing[2] for thing in things), default=box[2])
    left, right = _between(titles, things, left, right)
    others = [union(title.box for title in near.titles) for near in stories if near is not story]
    open_left, open_right = _between(titles, others, left, right)
    flush = _is_flush(titles, columns)
    if open_left > left:
        open_left = titles[0] if flush else max(open_left, titles[0] - (right - titles[2]))
    if open_right < right and not (flush and any(other[0] == open_right and _is_flush(other, columns) for other in others)):
        open_right = titles[2] if flush else min(open_right, titles[2] + (titles[0] - left))
    return (min(open_left, box[0]), box[1], max(open_right, box[2]), box[3])


def _is_flush(titles: Box, columns: Sequence[Box]) -> bool:
    """True for titles that begin where a column under them does."""
    return any(column[1] >= titles[3] - 1 and abs(column[0] - titles[0]) <= FLUSH for column in columns)


def _between(titles: Box, things: Iterable[Box], left: float, right: float) -> tuple[float, float]:
    """The edges drawn in to what stands beside the titles."""
    for thing in things:
        if shared_y(thing, titles) <= TOUCHES * height(titles):
            continue
        if thing[2] <= titles[0] + 1:
            left = max(left, thing[2])
        elif thing[0] >= titles[2] - 1:
            right = min(right, thing[0])
    return left, right
