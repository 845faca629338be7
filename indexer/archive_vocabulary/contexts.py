"""The names on a page that no table knows, each with the sentence around it. Pure."""

from __future__ import annotations

import re

from indexer.catalog.rows import UnconfirmedName
from indexer.documents import record_id
from indexer.extract.located import located_paragraph
from indexer.model import DepartmentMention, IssueIdentity, Page, Record

SENTENCE_END = re.compile(r"[。！？!?；;\n]")
MOST_CHARACTERS = 60
"""So much of the sentence is kept on either side of the name."""


def unconfirmed_names(page: Page, identity: IssueIdentity) -> tuple[UnconfirmedName, ...]:
    """One value a record and unconfirmed name, in the order of the page."""
    return tuple(name for record in page.records for name in _of_record(record, record_id(identity, record)))


def _of_record(record: Record, address: str) -> list[UnconfirmedName]:
    mentions: dict[str, list[DepartmentMention]] = {}
    for mention in record.departments:
        if not mention.confirmed:
            mentions.setdefault(mention.name, []).append(mention)
    return [
        UnconfirmedName(address, name, found[0].level, found[0].as_printed, len(found), sentence_around(record, found[0]))
        for name, found in mentions.items()
    ]


def sentence_around(record: Record, mention: DepartmentMention) -> str:
    """The sentence that names the office, cut to `MOST_CHARACTERS` on either side; the headline when it stands there."""
    for paragraph in record.paragraphs:
        for place, span in zip(located_paragraph(paragraph).starts, paragraph.spans, strict=True):
            if span.start <= mention.span.start < span.end:
                start = place + mention.span.start - span.start
                return _sentence(paragraph.text, start, start + mention.span.end - mention.span.start)
    return record.headline or mention.as_printed


def _sentence(text: str, start: int, end: int) -> str:
    low, high = max(0, start - MOST_CHARACTERS), min(len(text), end + MOST_CHARACTERS)
    ends = [found.end() for found in SENTENCE_END.finditer(text, low, start)]
    begin = ends[-1] if ends else low
    stop = SENTENCE_END.search(text, end, high)
    finish = stop.end() if stop else high
    cut_before = "……" if begin == low and low > 0 and not ends else ""
    cut_behind = "……" if stop is None and high < len(text) else ""
    return cut_before + text[begin:finish].strip() + cut_behind
