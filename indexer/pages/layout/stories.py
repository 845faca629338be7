"""Which text belongs to which headline: a column belongs to what stands above it, one with nothing above to its neighbour."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.pages.credit_lines import begins_report
from indexer.pages.layout.boxes import parts_x, parts_y, shared_x, shared_y, union, width
from indexer.pages.layout.headings import is_byline, title_box
from indexer.pages.layout.reach import title_reach
from indexer.pages.layout.values import Block, Story
from indexer.pages.titles import JUMP_FROM, jump_to
from indexer.printed import Box

_STOPPED = re.compile(r"[。！？…：”’」』）)]$")
COVER = 0.3
"""Share of a column's width that a title must cover to be over it."""
WITHIN = 0.7
"""Share of a column's width that must lie under the white beside a title."""
LEVEL = 4.0
"""Em by which the tops of two columns of one article may differ."""
HOLE = 1.0
"""Em of white above a column that is more than leading."""
LONGEST_HOLE = 6.0
"""Em of white in a column, below which a new text begins."""
GUTTER = 3.5
"""Em between two columns of one article."""
BESIDE = 10.0
"""Em between an upright headline and its text."""


def assign(
    texts: Sequence[Block],
    stories: list[Story],
    rules: Sequence[Box],
    pictures: Sequence[Box],
    captions: Sequence[Box],
    frames: Sequence[Box],
    body_size: float,
) -> list[Story]:
    """The stories with their text, and new ones without a headline for text that no headline has.

    `captions` and other `frames` than the one around are no text of a story but stand in the way.
    """
    bylines = [block for block in texts if is_byline(block)]
    rest = [block for block in texts if not any(block is byline for byline in bylines)]
    for byline in bylines:
        story = _over(byline, stories, rules, body_size)
        if story is None:
            rest.append(byline)
        else:
            story.bylines.append(byline)
    rest.sort(key=lambda block: (block.box[1], block.box[0]))
    owner: dict[int, Story] = {}
    pictures = [*pictures, *captions]
    things = [*(block.box for block in rest), *rules, *pictures, *frames]
    orphans = _under(rest, stories, rules, pictures, things, body_size, owner)
    for story in stories:
        if not any(found is story for found in owner.values()):
            _claim(story, orphans, rest, pictures, body_size, owner)
    stories = [*stories, *_adopt(orphans, rest, rules, body_size, owner)]
    for block in rest:
        if (found := owner.get(id(block))) is not None and not any(block is known for known in found.body):
            found.body.append(block)
    return stories


def _over(block: Block, stories: Sequence[Story], rules: Sequence[Box], body_size: float) -> Story | None:
    """The story whose titles stand right over a line of writers."""
    best: tuple[float, Story] | None = None
    for story in stories:
        if story.frame != block.frame or story.titles[0].vertical:
            continue
        box = union(title.box for title in story.titles)
        gap = block.box[1] - box[3]
        if (
            -body_size <= gap <= 3 * body_size
            and shared_x(box, block.box) > 0
            and not any(parts_y(rule, box, block.box) for rule in rules)
        ) and (best is None or gap < best[0]):
            best = (gap, story)
    return best[1] if best else None


def _under(
    rest: Sequence[Block],
    stories: Sequence[Story],
    rules: Sequence[Box],
    pictures: Sequence[Box],
    things: Sequence[Box],
    body_size: float,
    owner: dict[int, Story],
) -> list[Block]:
    """Gives each block to what stands right above it; returns those under nothing."""
    columns = [block.box for block in rest]
    boxes = [
        (story, title_box(story), title_reach(story, stories, columns, things))
        for story in stories
        if not story.titles[0].vertical
    ]
    upright = [story for story in stories if story.titles[0].vertical]
    orphans = []
    for place, block in enumerate(rest):
        reach = block.box[1] + 0.5 * body_size
        above: list[tuple[float, Story | Block, Box]] = [
            (box[3], story, box)
            for story, box, wide in boxes
            if story.frame == block.frame
            and box[3] <= reach
            and (_covers(box, block.box) or shared_x(wide, block.box) >= WITHIN * width(block.box))
        ]
        above.extend(
            (other.box[3], other, other.box)
            for other in rest[:place]
            if other.frame == block.frame
            and other.box[3] <= reach
            and shared_x(other.box, block.box) >= 0.4 * min(width(block.box), width(other.box))
        )
        found = max(above, key=lambda one: one[0], default=None)
        if (
            found is None
            or _apart(found[2], block.box, rules, pictures, body_size)
            or (isinstance(found[1], Block) and _beside_upright(block, found[2], upright, body_size))
        ):
            orphans.append(block)
        elif isinstance(found[1], Story):
            owner[id(block)] = found[1]
        elif _goes_on(found[1], block) and id(found[1]) in owner:
            owner[id(block)] = owner[id(found[1])]
        else:
            # It goes where the block above it goes, or begins a text of its own.
            orphans.append(block)
    return orphans


def _begins(block: Block) -> bool:
    """True for text that begins an article, whatever stands above it."""
    return JUMP_FROM.match(block.text) is not None or begins_report(block.text)


def _goes_on(above: Block, block: Block) -> bool:
    """True when a block can be the rest of the text above it; a line of its own that looks like text may be a subtitle."""
    return jump_to(above.text) is None and not (_begins(block) and len(above.lines) > 1)


def _beside_upright(block: Block, above: Box, upright: Sequence[Story], body_size: float) -> bool:
    """True for a column that begins, under some white, as high as an upright headline does: no rule need part it from what is above."""
    if block.box[1] - above[3] < HOLE * body_size:
        return False
    tops = [title_box(story)[1] for story in upright if story.frame == block.frame]
    return any(abs(top - block.box[1]) <= 3 * body_size for top in tops)


def _covers(title: Box, column: Box) -> bool:
    """True for a title over a column: over a good part of it, or wholly within its width."""
    together = shared_x(title, column)
    return together >= COVER * width(column) or together >= 0.9 * width(title)


def _apart(above: Box, below: Box, rules: Sequence[Box], pictures: Sequence[Box], body_size: float) -> bool:
    """True when a rule or a hole that no picture fills parts two boxes."""
    if any(parts_y(rule, above, below) for rule in rules):
        return True
    filled = sum(
        max(0.0, min(picture[3], below[1]) - max(picture[1], above[3]))
        for picture in pictures
        if shared_x(picture, below) > 0.3 * width(below)
    )
    return below[1] - above[3] - filled > LONGEST_HOLE * body_size


def _claim(
    story: Story,
    orphans: list[Block],
    rest: Sequence[Block],
    pictures: Sequence[Box],
    body_size: float,
    owner: dict[int, Story],
) -> None:
    """An upright headline, or one at the side, takes the nearest column without a headline that begins at its height."""
    box = title_box(story)
    best: tuple[float, Block] | None = None
    for block in orphans:
        if block.frame != story.frame or shared_y(block.box, box) <= 0:
            continue
        if _top_with_pictures(block.box, pictures, body_size) - box[1] > 2 * LEVEL * body_size:
            continue
        if block.box[1] < box[1] - LEVEL * body_size:
            continue
        gap = max(block.box[0] - box[2], box[0] - block.box[2])
        if not -body_size <= gap <= BESIDE * body_size:
            continue
        between = (min(box[2], block.box[2]), max(box[1], block.box[1]), max(box[0], block.box[0]), min(box[3], block.box[3]))
        if any(
            other is not block
            and between[0] < (other.box[0] + other.box[2]) / 2 < between[2]
            and shared_y(other.box, between) > 0
            for other in rest
        ):
            continue
        if best is None or gap < best[0]:
            best = (gap, block)
    if best is None:
        return
    _own(best[1], story, orphans, owner)


def _top_with_pictures(box: Box, pictures: Sequence[Box], body_size: float) -> float:
    """Where a column begins, with the pictures and captions that stand right above it."""
    top = box[1]
    for picture in sorted(pictures, key=lambda picture: -picture[3]):
        if shared_x(picture, box) > 0.2 * width(box) and -body_size <= top - picture[3] <= 3 * body_size:
            top = min(top, picture[1])
    return top


def _own(block: Block, story: Story, orphans: list[Block], owner: dict[int, Story]) -> None:
    owner[id(block)] = story
    orphans[:] = [other for other in orphans if other is not block]


def _adopt(
    orphans: list[Block], rest: Sequence[Block], rules: Sequence[Box], body_size: float, owner: dict[int, Story]
) -> list[Story]:
    """Gives what is left to its neighbours until nothing moves; then the first of the rest begins a story without a headline."""
    made: list[Story] = []
    while orphans:
        if any(_moved(orphans, rest, rules, body_size, owner, across=across) for across in (False, True)):
            continue
        first = min(orphans, key=lambda block: (block.box[1] // (2 * body_size), block.box[0]))
        story = Story(frame=first.frame)
        made.append(story)
        _own(first, story, orphans, owner)
    return made


def _moved(
    orphans: list[Block],
    rest: Sequence[Block],
    rules: Sequence[Box],
    body_size: float,
    owner: dict[int, Story],
    *,
    across: bool,
) -> bool:
    moved = False
    for block in list(orphans):
        story = _neighbour(block, rest, rules, body_size, owner, across=across)
        if story is not None:
            _own(block, story, orphans, owner)
            moved = True
    return moved


def _neighbour(
    block: Block, rest: Sequence[Block], rules: Sequence[Box], body_size: float, owner: dict[int, Story], *, across: bool
) -> Story | None:
    """The story of the column to the left, above, or to the right: in this order, no rule between, none where a text begins anew.

    A rule between two columns that begin level is one within an article when the text runs on, or, `across`, when nothing else is left.
    """
    begins = _begins(block)
    best: tuple[tuple[int, float], Story] | None = None
    for other in rest:
        if other is block or other.frame != block.frame or id(other) not in owner:
            continue
        story = owner[id(other)]
        if begins and not _may_begin(story, block, rest, owner):
            continue
        if shared_x(other.box, block.box) > 0.4 * min(width(block.box), width(other.box)):
            gap = block.box[1] - other.box[3]
            if gap >= 0 and not _goes_on(other, block):
                continue
            if not -body_size <= gap <= LONGEST_HOLE * body_size or any(parts_y(rule, other.box, block.box) for rule in rules):
                continue
            rank = (2, gap)
        else:
            left = other.box[2] <= block.box[0] + body_size
            gap = _between(other.box, block.box, story) if left else _between(block.box, other.box, story)
            if gap > GUTTER * body_size or shared_y(other.box, block.box) < body_size:
                continue
            pair = (other, block) if left else (block, other)
            level = abs(other.box[1] - block.box[1]) <= 1.2 * body_size
            if any(parts_x(rule, pair[0].box, pair[1].box) for rule in rules) and not (
                level and (across or _runs_on(*pair, rest, rules, body_size))
            ):
                continue
            # The first column under a headline that begins further in has its like to the right, and another article to the left.
            rank = (0 if level else 1 if left else 3, gap + (0 if left else body_size) + abs(other.box[1] - block.box[1]))
        if best is None or rank < best[0]:
            best = (rank, story)
    return best[1] if best else None


def _between(left: Box, right: Box, story: Story) -> float:
    """The white between two columns; an upright headline of theirs that stands between them, and the white around it, is none."""
    titles = [
        title.box for title in story.titles if title.vertical and left[2] - 1 <= title.box[0] and title.box[2] <= right[0] + 1
    ]
    if not titles:
        return right[0] - left[2]
    title = union(titles)
    gap = max(title[0] - left[2], right[0] - title[2])
    return gap * GUTTER / BESIDE


def _may_begin(story: Story, block: Block, rest: Sequence[Block], owner: dict[int, Story]) -> bool:
    """True when a text that begins an article can be the first column of a story with an upright headline, which stands beside it."""
    if not story.titles or not story.titles[0].vertical or JUMP_FROM.match(block.text):
        return False
    body = [other for other in rest if owner.get(id(other)) is story]
    return not any(
        _begins(other)
        or (other.box[2] <= block.box[0] + 1)
        or (other.box[3] <= block.box[1] + 1 and shared_x(other.box, block.box) > 0)
        for other in body
    )


def _runs_on(left: Block, right: Block, rest: Sequence[Block], rules: Sequence[Box], body_size: float) -> bool:
    """True when the text of a column stops within a sentence at its foot, so that it goes on in the next, whatever line is between."""
    if _STOPPED.search(left.text) or _begins(right):
        return False
    return not any(
        other is not left
        and other.frame == left.frame
        and -1 <= other.box[1] - left.box[3] <= LONGEST_HOLE * body_size
        and shared_x(other.box, left.box) > 0.4 * width(left.box)
        and not any(parts_y(rule, left.box, other.box) for rule in rules)
        for other in rest
    )
