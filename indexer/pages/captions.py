"""Captions: paragraphs that stand alone and close with a picture credit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.pages.credit_lines import opening_credit, own_line_credit
from indexer.pages.found_credit import FoundCredit
from indexer.pages.lines import Line
from indexer.pages.numerals import DAY, MONTH, fold_numerals
from indexer.pages.picture_credits import (
    CAPTION_START,
    CAPTION_TITLE,
    PICTURE_STORY_END,
    TEXT_AND_PICTURE,
    inner_picture_credits,
    photo_credit,
)
from indexer.pages.typesetting import INDENT, LONG, Typesetting

MOST_LINES = 12
MOST_TORN = 5
"""Lines of a narrow column that a credit in brackets may take."""
_DATE_START = re.compile(rf"^(?:\d{{4}}年)?{MONTH} ?月 ?{DAY} ?日")


@dataclass(frozen=True, slots=True)
class CaptionDraft:
    """The rows of a caption: title lines (喜迎新年（图片）) and text with its credit."""

    titles: tuple[int, ...]
    body: tuple[int, ...]

    @property
    def rows(self) -> tuple[int, ...]:
        """All rows, top to bottom."""
        return (*self.titles, *self.body)


def find_captions(
    lines: Sequence[Line], layout: Typesetting, furniture: frozenset[int], openings: frozenset[int]
) -> tuple[list[CaptionDraft], int | None]:
    """The captions of a page and the row with a credit for all its unsigned pictures (None when there is none)."""
    captions: list[CaptionDraft] = []
    page_photo = None
    free = 0
    for row, line in enumerate(lines):
        if row in furniture or row in openings:
            continue
        credit = _torn_credit(lines, layout, row, free, furniture | openings) or _own_credit(line.text)
        if credit is None or _goes_on(lines, layout, row, furniture | openings):
            continue
        if credit.rule == "photo-page":
            page_photo = row
            if credit.start == 0:
                free = row + 1
                continue
        first = _first_row(lines, layout, row, credit.start, max(free, 0), furniture | openings)
        if first is not None and credit.rule == TEXT_AND_PICTURE and not _starts_caption(lines[first]):
            continue
        if first is None or any(opening_credit(lines[place].text) for place in range(first, row + 1)):
            continue
        if _closes_picture_story(lines, first, row, free, furniture):
            continue
        titles = _titles(lines, first, free, furniture)
        captions.append(CaptionDraft(titles, tuple(range(first, row + 1))))
        free = row + 1
    return captions, page_photo


def _own_credit(text: str) -> FoundCredit | None:
    """The credit that the line closes with, or the last of those inside a caption of several pictures."""
    found = photo_credit(text)
    if found is None and CAPTION_START.match(text):
        return next(iter(inner_picture_credits(text)[-1:]), None)
    return found


def _goes_on(lines: Sequence[Line], layout: Typesetting, row: int, barred: frozenset[int]) -> bool:
    """True when the column broke the credit behind a part that looks whole: 通讯员 苏晚 摄 | 影报道."""
    below = row + 1
    if below >= len(lines) or below in barred or lines[below].gap or not layout.full(lines[row]) or len(lines[below].text) > 12:
        return False
    found = photo_credit(lines[row].text + lines[below].text)
    return found is not None and found.start < len(lines[row].text)


def _torn_credit(lines: Sequence[Line], layout: Typesetting, row: int, free: int, barred: frozenset[int]) -> FoundCredit | None:
    """A credit that a column broke over two lines or more: 本报记者 李建 | 国 摄, （图 | 片由望川市住建局 | 提供）."""
    text = lines[row].text
    if len(text) > 24:
        return None
    for above in range(row - 1, row - MOST_TORN, -1):
        if above < free or above in barred or not layout.full(lines[above]) or lines[above + 1].gap:
            return None
        length = len(lines[above].text)
        text = lines[above].text + text
        found = photo_credit(text)
        if found and found.start < length:
            return FoundCredit(length, found.end, found.rule)
        if text.count("（") + text.count("(") >= text.count("）") + text.count(")"):
            return None
    return None


def _first_row(
    lines: Sequence[Line], layout: Typesetting, row: int, credit_start: int, free: int, barred: frozenset[int]
) -> int | None:
    """The row on which the caption that ends at `row` begins; None when the credit belongs to no caption."""
    first = row
    alone = credit_start <= 1
    if alone:
        # The credit has its own line: the paragraph above is the caption, if nothing else claims it.
        if row - 1 < free or row - 1 in barred or own_line_credit(lines[row - 1].text):
            return None
        first = row - 1
    if layout.column is None:
        while (
            alone
            and not _starts_caption(lines[first])
            and first - 1 >= free
            and first - 1 not in barred
            and row - first < MOST_LINES
        ):
            before = lines[first - 1]
            if before.ends_sentence or before.width < LONG:
                break
            first -= 1
        return first
    while not _starts_caption(lines[first]) and first - 1 >= free and first - 1 not in barred and row - first < MOST_LINES:
        before = lines[first - 1]
        if not layout.full(before, 2) or (before.ends_sentence and (lines[first].gap or lines[first].indent > 1)):
            break
        if lines[first].gap > layout.usual_gap or lines[first].indent > 1:
            break
        first -= 1
    return _sentence_before(lines, layout, first, free, barred)


def _sentence_before(lines: Sequence[Line], layout: Typesetting, first: int, free: int, barred: frozenset[int]) -> int:
    """The first row, or the one where a sentence before 图为 begins: 连日来，稻田进入收割高峰。图为农机手在作业。

    The edge of the column may put 图为 at the head of a line; the block's own beginning must show, by a blank line or a missing indentation.
    """
    if not lines[first].text.startswith("图为"):
        return first
    row = first
    while row > free and row - 1 not in barred and not lines[row].gap and layout.broke_off(lines[row - 1], lines[row]):
        row -= 1
        unindented = layout.indents and lines[row].indent < INDENT and row > free and lines[row - 1].ends_sentence
        if lines[row].gap or (unindented and not layout.broke_off(lines[row - 1], lines[row])):
            return row
    return first


def _starts_caption(line: Line) -> bool:
    return bool(CAPTION_START.match(line.text) or _DATE_START.match(fold_numerals(line.text[:16])))


def _closes_picture_story(lines: Sequence[Line], first: int, row: int, free: int, furniture: frozenset[int]) -> bool:
    """True for 摄影报道 or 文/图 at the end of an article of several paragraphs that no byline opens: the writer's credit."""
    if not PICTURE_STORY_END.search(lines[row].text) or _starts_caption(lines[first]):
        return False
    above = first - 1
    while above >= free and above not in furniture and (lines[above].ends_sentence or lines[above].width >= LONG):
        if opening_credit(lines[above].text):
            return False
        above -= 1
    return above < first - 1 and above >= free and not lines[above].ends_sentence and lines[above].width < LONG


def _titles(lines: Sequence[Line], first: int, free: int, furniture: frozenset[int]) -> tuple[int, ...]:
    """The title lines above a caption: 喜迎新年（图片）, and 图片： as a label of its own."""
    found: list[int] = []
    above = first - 1
    while above >= free and above not in furniture and len(found) < 2:
        if not CAPTION_TITLE.search(lines[above].text) or lines[above].width >= LONG:
            break
        found.insert(0, above)
        above -= 1
    return tuple(found)
