"""Which blocks are titles: kicker, headline and subtitle of one article stand together and are larger than its text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.pages.credit_lines import own_line_credit
from indexer.pages.layout.boxes import parts_y, shared_x, union, width
from indexer.pages.layout.values import Block, Story
from indexer.pages.notices import NOTICE_TITLE
from indexer.pages.titles import SUBTITLE_MARK
from indexer.printed import Box

LARGER = 1.17
"""From this ratio to the size of the text on a line is a title; bylines and captions stay below."""
SUBHEAD = 1.35
MOST_TITLE_LINES = 4
LONGEST_TITLE = 90
MOST_SPACE = 1.3
"""Em of the larger type between two title blocks of one article."""


def is_title_block(block: Block, body_size: float) -> bool:
    """True for few lines of large type without the end of a sentence; upright print of a level page is a title when it is large."""
    if block.size < LARGER * body_size or len(block.lines) > MOST_TITLE_LINES + 1:
        return False
    text = block.text
    return len(text) <= LONGEST_TITLE and not re.search(r"[。；]", text) and not re.search(r"，[^，]{2,}，", text)


def names_notice(block: Block, framed: bool) -> bool:
    """True for a line of its own that names a notice (公告, 遗失声明), in a frame of whatever size, else in bold or larger type."""
    text = block.text.replace(" ", "").replace("\u3000", "")
    return framed and len(block.lines) == 1 and NOTICE_TITLE.match(text) is not None


def is_subhead(block: Block, texts: Sequence[Block], body_size: float) -> bool:
    """True for one line in slightly larger or bold type inside a column, with text of that column close above and below."""
    if len(block.lines) > 1 or block.vertical or block.size > SUBHEAD * body_size:
        return False
    above = below = False
    for other in texts:
        if other is block or shared_x(other.box, block.box) < 0.7 * width(block.box):
            continue
        if width(block.box) > width(other.box) + body_size:
            continue
        above = above or 0 <= block.box[1] - other.box[3] <= 1.6 * body_size
        below = below or 0 <= other.box[1] - block.box[3] <= 1.6 * body_size
    return above and below


def is_subtitle(block: Block, titles: Sequence[Block], body_size: float, body_font: str) -> bool:
    """True for one line right under a title and in line with it, hardly larger than the text or of another type."""
    if len(block.lines) > 1 or block.vertical or block.rows or is_byline(block) or re.search(r"[。；：，]$", block.text):
        return False
    if block.size < 0.95 * body_size or not (
        block.size >= 1.05 * body_size or (block.font and body_font and block.font != body_font)
    ):
        return False
    for title in titles:
        off = min(abs(title.box[0] - block.box[0]), abs(title.box[0] + title.box[2] - block.box[0] - block.box[2]) / 2)
        if (
            not title.vertical
            and -0.4 * title.size <= block.box[1] - title.box[3] <= MOST_SPACE * block.size
            and off <= 0.7 * block.size
        ):
            return title.frame == block.frame and title.size >= LARGER * block.size
    return False


def title_groups(blocks: Sequence[Block], rules: Sequence[Box]) -> list[Story]:
    """Title blocks that belong together, top to bottom; upright ones stay alone."""
    level = sorted((block for block in blocks if not block.vertical), key=lambda block: block.box[1])
    stories: list[Story] = []
    for block in level:
        for story in stories:
            last = story.titles[-1]
            gap = block.box[1] - last.box[3]
            if not -0.4 * last.size <= gap <= MOST_SPACE * max(block.size, last.size):
                continue
            if shared_x(block.box, last.box) <= 0.3 * min(width(block.box), width(last.box)):
                continue
            if any(parts_y(rule, last.box, block.box) for rule in rules) or last.frame != block.frame:
                continue
            if len(story.titles) >= 2 and block.size > 1.05 * last.size and last.size < story.titles[0].size:
                # Small type between two headlines is the subtitle of the first.
                continue
            story.titles.append(block)
            break
        else:
            stories.append(Story([block], frame=block.frame))
    stories.extend(Story([block], frame=block.frame) for block in blocks if block.vertical)
    return stories


def is_byline(block: Block) -> bool:
    """True for a block of one line, or one broken once, that is a credit and nothing else."""
    return len(block.lines) <= 2 and not block.vertical and own_line_credit(block.text.strip()) is not None


def title_box(story: Story) -> Box:
    """The box around the titles and the line of the writers."""
    return union(block.box for block in (*story.titles, *story.bylines))


def parts_of_title(titles: Sequence[Block]) -> tuple[list[Block], list[Block], list[Block]]:
    """Kicker, headline and subtitle blocks: the largest type is the headline, what is smaller stands above or below it."""
    ordered = sorted(titles, key=lambda block: block.box[1])
    largest = max(block.size for block in ordered)
    main = [place for place, block in enumerate(ordered) if block.size >= 0.9 * largest]
    first, last = main[0], main[-1]
    for place in range(first, last + 1):
        if SUBTITLE_MARK.match(ordered[place].text) and place > first:
            last = place - 1
            break
    return ordered[:first], ordered[first : last + 1], ordered[last + 1 :]
