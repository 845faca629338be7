"""How far a title reaches: over the white beside it, as far as nothing else stands there."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.pages.layout.boxes import height, shared_y, union
from indexer.pages.layout.headings import title_box
from indexer.pages.layout.values import Story
from indexer.printed import Box

TOUCHES = 0.15
"""Share of a title's height that a thing must stand beside to end its reach."""


def title_reach(story: Story, things: Iterable[Box]) -> Box:
    """The box of the titles, widened on either side to the nearest thing that stands beside them, or without end.

    A headline set flush left over three columns covers the first two only; the white to its right belongs to it.
    """
    box = title_box(story)
    titles = union(block.box for block in story.titles)
    left, right = float("-inf"), float("inf")
    for thing in things:
        if shared_y(thing, titles) <= TOUCHES * height(titles):
            continue
        if thing[2] <= titles[0] + 1:
            left = max(left, thing[2])
        elif thing[0] >= titles[2] - 1:
            right = min(right, thing[0])
    return (min(left, box[0]), box[1], max(right, box[2]), box[3])
