"""The steps of layout, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from indexer.pages.layout.blocks import make_blocks, usual_size
from indexer.pages.layout.boxes import height, holds, union, width
from indexer.pages.layout.caption_photos import with_photos
from indexer.pages.layout.headings import is_byline, is_subhead, is_subtitle, is_title_block, names_notice, title_groups
from indexer.pages.layout.lines import printed_lines
from indexer.pages.layout.photos import split_captions
from indexer.pages.layout.records import caption_record, in_order, story_record
from indexer.pages.layout.stories import assign
from indexer.pages.layout.tables import find_tables, take_tables
from indexer.pages.layout.upright import is_upright, turned_back, turned_level
from indexer.pages.layout.values import LaidOutPage, LaidOutRecord, PrintedLine
from indexer.pages.layout.zones import split_zones
from indexer.printed import Box, PrintedPage

SHORTEST_DIVIDER = 18.0
"""Points; shorter rules are underlines and sides of cells."""
WHOLE_PAGE = 0.75
"""Share of the page from which on a frame is its border."""


def lay_out(page: PrintedPage) -> LaidOutPage:
    """The page in reading order; every line of it is in its head, in one record or in its furniture."""
    tables = find_tables(page.rules)
    page = replace(page, rules=tuple(rule for rule in page.rules if _divides(rule, tables)))
    lines = printed_lines(page)
    if is_upright(lines):
        turned = turned_level(page)
        return turned_back(_laid_out(turned, printed_lines(turned), ()), page)
    return _laid_out(page, lines, tables)


def _divides(rule: Box, tables: Sequence[Box]) -> bool:
    """True for a rule that may stand between two texts: long enough, and no side of a table's cell."""
    return max(width(rule), height(rule)) >= SHORTEST_DIVIDER and not any(holds(table, rule, 1) for table in tables)


def _laid_out(page: PrintedPage, lines: Sequence[PrintedLine], tables: Sequence[Box]) -> LaidOutPage:
    body_size = usual_size([line for line in lines if not line.vertical] or lines)
    frames = _frames(page, lines)
    framed = [line for line in lines if _frame_of(line.box, frames) is not None]
    free = [line for line in lines if _frame_of(line.box, frames) is None]
    head, middle, foot = split_zones(free, page.rules, page.height, body_size)
    # A frame beside the name of the paper holds a slogan, or points to other pages.
    top = max((line.box[3] for line in head), default=0.0)
    slogans = [line for line in framed if line.box[3] <= top]
    middle.extend(line for line in framed if line.box[3] > top)
    by_frame: dict[int | None, list[PrintedLine]] = {}
    for line in middle:
        by_frame.setdefault(_frame_of(line.box, frames), []).append(line)
    area = union((*(line.box for line in middle), *frames, *page.pictures)) if middle else (0.0, 0.0, page.width, page.height)
    records: list[LaidOutRecord] = []
    furniture: list[PrintedLine] = []
    for frame, members in by_frame.items():
        within = _within(page, frames, frame, members, tables, body_size, area)
        records.extend(within[0])
        furniture.extend(within[1])
    records = with_photos(records, page.pictures, (line.box for line in middle))
    return LaidOutPage(tuple(head), in_order(records), (*slogans, *furniture, *foot))


def _within(
    page: PrintedPage,
    frames: Sequence[Box],
    frame: int | None,
    lines: Sequence[PrintedLine],
    tables: Sequence[Box],
    page_size: float,
    area: Box,
) -> tuple[list[LaidOutRecord], list[PrintedLine]]:
    """The records of what one frame holds, or of what no frame does."""
    size = page_size if frame is None else usual_size(lines)
    font = _usual_font(lines, size)
    in_tables, free = take_tables(lines, tables, frame)
    blocks = [*in_tables, *make_blocks(free, [*page.rules, *page.pictures], frame)]
    captions, blocks = split_captions(blocks, page.pictures, font, size)
    titles = [
        block
        for block in blocks
        if not block.rows and (names_notice(block, frame is not None) or (is_title_block(block, size) and not is_byline(block)))
    ]
    texts = [block for block in blocks if not any(block is title for title in titles)]
    subtitles = [block for block in texts if is_subtitle(block, titles, size, font)]
    titles.extend(subtitles)
    texts = [block for block in texts if not any(block is subtitle for subtitle in subtitles)]
    subheads = [title for title in titles if is_subhead(title, texts, size)]
    titles = [title for title in titles if not any(title is subhead for subhead in subheads)]
    stories = assign(
        [*texts, *subheads],
        title_groups(titles, page.rules),
        page.rules,
        page.pictures,
        [caption.box for caption in captions],
        [other for place, other in enumerate(frames) if place != frame],
        size,
    )
    box = None if frame is None else frames[frame]
    records = [caption_record(caption) for caption in captions]
    furniture: list[PrintedLine] = []
    for story in stories:
        record, left = story_record(story, box, page.rules, area)
        furniture.extend(left)
        if record is not None:
            records.append(record)
    return records, furniture


def _frames(page: PrintedPage, lines: Sequence[PrintedLine]) -> list[Box]:
    """The frames that hold text apart: the outermost of those within one another, no border of the page, none in a picture."""
    area = page.width * page.height
    found: list[Box] = []
    for frame in sorted(page.frames, key=lambda box: -width(box) * height(box)):
        if width(frame) * height(frame) > WHOLE_PAGE * area or any(holds(picture, frame) for picture in page.pictures):
            continue
        if any(holds(outer, frame, 2) for outer in found):
            continue
        inside = [line for line in lines if holds(frame, line.box)]
        if inside and not _cuts(frame, lines):
            found.append(frame)
    return found


def _cuts(frame: Box, lines: Sequence[PrintedLine]) -> bool:
    """True when the side of a frame runs through lines: it is a drawing, no frame."""
    return any(
        line.box[1] >= frame[1]
        and line.box[3] <= frame[3]
        and (line.box[0] < frame[0] - 2 < line.box[2] - 4 or line.box[0] + 4 < frame[2] + 2 < line.box[2])
        for line in lines
    )


def _frame_of(box: Box, frames: Sequence[Box]) -> int | None:
    return next((place for place, frame in enumerate(frames) if holds(frame, box)), None)


def _usual_font(lines: Sequence[PrintedLine], size: float) -> str:
    fonts: Counter[str] = Counter()
    for line in lines:
        if abs(line.size - size) <= 0.06 * size:
            fonts[line.font] += len(line.text)
    return fonts.most_common(1)[0][0] if fonts else ""
