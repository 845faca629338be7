"""Captions: text under, beside or over a picture that closes with its credit, or is set unlike the text around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.pages.credit_lines import opening_credit
from indexer.pages.layout.boxes import shared_x, shared_y, union, width
from indexer.pages.layout.headings import is_byline
from indexer.pages.layout.values import Block
from indexer.pages.picture_credits import CAPTION_START, photo_credit
from indexer.printed import Box

MOST_LINES = 10
LONGEST = 400
UNDER, BESIDE, OVER = 2.6, 2.2, 1.6
"""Em between a picture and a caption that belongs to it."""


def split_captions(
    blocks: Sequence[Block], pictures: Sequence[Box], body_font: str, body_size: float
) -> tuple[list[Block], list[Block]]:
    """The captions, and all other blocks: a block that goes on behind a caption's credit is cut there."""
    captions: list[Block] = []
    rest: list[Block] = []
    for block in blocks:
        if is_byline(block):
            # 本报记者 乔知远 文/图 under a headline is a picture's credit as well.
            rest.append(block)
            continue
        near = any(_touches(block, picture) for picture in pictures)
        count = _credited(block)
        if count and (near or _alone(block, count, body_font)):
            captions.append(_part(block, 0, count))
            if count < len(block.lines):
                rest.append(_part(block, count, len(block.lines)))
        elif near and _unlike(block, body_font, body_size):
            captions.append(block)
        else:
            rest.append(block)
    return captions, rest


def _touches(block: Block, picture: Box) -> bool:
    em = max(block.size, 6.0)
    box = block.box
    first = block.lines[0].box
    if shared_x(box, picture) >= 0.5 * min(width(box), width(picture)):
        return -0.5 * em <= first[1] - picture[3] <= UNDER * em or -0.5 * em <= picture[1] - box[3] <= OVER * em
    gap = max(box[0] - picture[2], picture[0] - box[2])
    return -0.5 * em <= gap <= BESIDE * em and shared_y(box, picture) >= 0.5 * (box[3] - box[1])


def _credited(block: Block) -> int:
    """The number of lines with which a picture credit closes; 0 when none does."""
    text = ""
    for count, line in enumerate(block.lines[:MOST_LINES], 1):
        text += line.text if not text or not text[-1].isascii() or not line.text[0].isascii() else " " + line.text
        if len(text) > LONGEST or opening_credit(text):
            return 0
        if photo_credit(text) and not _goes_on(block, count, text):
            return count
    return 0


def _goes_on(block: Block, count: int, text: str) -> bool:
    """True when the next line is the rest of the credit: 通讯员 李建国 摄 | 影报道."""
    if count >= len(block.lines):
        return False
    below = block.lines[count].text
    longer = photo_credit(text + below)
    return longer is not None and longer.start < len(text) and len(below) <= 12


def _alone(block: Block, count: int, body_font: str) -> bool:
    """True for a block that is a caption though no picture was found near it."""
    if count != len(block.lines) or len(block.text) > 200:
        return False
    return bool(CAPTION_START.match(block.text) or re.match(r"^\d{1,2}月\d{1,2}日", block.text)) or bool(
        block.font and body_font and block.font != body_font
    )


def _unlike(block: Block, body_font: str, body_size: float) -> bool:
    """True for few lines of another type than the text's."""
    if len(block.lines) > 6 or len(block.text) > 200:
        return False
    if CAPTION_START.match(block.text):
        return True
    other = bool(block.font and body_font and block.font != body_font)
    return other and block.size <= 1.12 * body_size


def _part(block: Block, first: int, last: int) -> Block:
    lines = block.lines[first:last]
    return Block(lines, union(line.box for line in lines), block.size, block.font, block.frame)
