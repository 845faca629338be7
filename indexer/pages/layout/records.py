"""Stories to records: what kind each is, its parts in order, its box."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.model import Kind
from indexer.pages.credit_lines import closing_credit, opening_credit
from indexer.pages.furniture import furniture_reason
from indexer.pages.layout.boxes import height, shared_y, union, width
from indexer.pages.layout.headings import parts_of_title
from indexer.pages.layout.order import paragraph_lines, reading_order
from indexer.pages.layout.values import Block, LaidOutLine, LaidOutRecord, PrintedLine, Story
from indexer.pages.notices import NOTICE_TITLE
from indexer.pages.titles import JUMP_FROM
from indexer.printed import Box

ADVERT_TEXT = 160
"""Characters; a frame with less text, no credit and hardly a sentence is an advert or a slogan."""
FRAME_SPACE = 2.5
"""Points within a frame that are its own line and the white beside it."""
_SENTENCE = re.compile(r"[。！？]")


def story_record(
    story: Story, frame: Box | None, rules: Sequence[Box], grid: Box | None
) -> tuple[LaidOutRecord | None, list[PrintedLine]]:
    """The record of a story, or its lines as furniture."""
    kicker, headline, subtitle = parts_of_title(story.titles) if story.titles else ([], [], [])
    every = [line for block in (*story.titles, *story.bylines, *story.body) for line in block.lines]
    body = paragraph_lines(story.body)
    kind = _kind(headline, body, story, frame)
    if kind is Kind.NOTICE:
        body = paragraph_lines(story.body, notice=True)
    if not body and not story.bylines and all(furniture_reason(line.text) for line in every):
        return None, every
    if not story.titles and body and all(furniture_reason(item.line.text) for item in body):
        return None, every
    record = LaidOutRecord(
        kind,
        _box(story, rules, grid, frame),
        tuple(line for block in kicker for line in _title_lines(block)),
        tuple(line for block in headline for line in _title_lines(block)),
        tuple(line for block in subtitle for line in _title_lines(block)),
        tuple(line for block in story.bylines for line in block.lines),
        body,
    )
    return record, []


def caption_record(block: Block) -> LaidOutRecord:
    """A caption: its lines are one paragraph."""
    return LaidOutRecord(
        Kind.CAPTION, block.box, body=tuple(LaidOutLine(line, place == 0) for place, line in enumerate(block.lines))
    )


def in_order(records: Sequence[LaidOutRecord]) -> tuple[LaidOutRecord, ...]:
    """The records in the order of the page: rows from the top, in a row from the left."""
    return tuple(reading_order(records, lambda record: record.box))


def _title_lines(block: Block) -> list[PrintedLine]:
    if block.vertical:
        return sorted(block.lines, key=lambda line: -line.box[2])
    return block.lines


def _kind(headline: Sequence[Block], body: Sequence[LaidOutLine], story: Story, frame: Box | None) -> Kind:
    title = "".join(block.text for block in headline)
    text = "".join(item.line.text for item in body)
    if JUMP_FROM.match(text) or opening_credit(text) or closing_credit(text) or story.bylines:
        return Kind.ARTICLE
    if title and NOTICE_TITLE.match(title.replace(" ", "").replace("\u3000", "")):
        return Kind.NOTICE
    if frame is not None and len(text) < ADVERT_TEXT and len(_SENTENCE.findall(text)) < 2:
        return Kind.NOTICE
    return Kind.ARTICLE


def _box(story: Story, rules: Sequence[Box], grid: Box | None, frame: Box | None) -> Box:
    """Around titles and text; an upright headline has the column that it stands in to itself, up to the next rule or the edge of the print."""
    box = union(block.box for block in (*story.titles, *story.bylines, *story.body))
    upright = [block for block in story.titles if block.vertical]
    if frame is not None:
        # Print stands off the frame by what its headline's leading leaves.
        return (
            min(box[0], frame[0] + FRAME_SPACE),
            min(box[1], frame[1] + FRAME_SPACE),
            max(box[2], frame[2] - FRAME_SPACE),
            box[3],
        )
    if not upright or not story.body or grid is None:
        return box
    title = union(block.box for block in upright)
    text = union(block.box for block in story.body)
    left, right = box[0], box[2]
    lines = [rule for rule in rules if height(rule) > width(rule) and shared_y(rule, box) > 0.5 * height(box)]
    half = 5.0
    # A rule between the headline and its own text is as long as the article.
    own = [rule for rule in lines if min(title[2], text[2]) - 1 <= rule[0] <= max(title[0], text[0]) + 1]
    box = (box[0], min([box[1], *(rule[1] - half for rule in own)]), box[2], max([box[3], *(rule[3] + half for rule in own)]))
    if title[0] > text[2] - 1:
        right = min([rule[0] - half for rule in lines if rule[0] >= title[2] - 1] or [grid[2]])
    elif title[2] < text[0] + 1:
        left = max([rule[2] + half for rule in lines if rule[2] <= title[0] + 1] or [grid[0]])
    return (min(left, box[0]), box[1], max(right, box[2]), box[3])
