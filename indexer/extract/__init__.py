"""Annotation: credits, dates, offices and people of every record of a page. Pure: tables come in as a value, no file, no engine, no clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from indexer.extract.bylines import find_credits, page_photographer
from indexer.extract.dates import find_dates
from indexer.extract.departments import DepartmentFinder
from indexer.extract.located import Located, located_headline, located_paragraph
from indexer.extract.opening import find_dateline
from indexer.extract.people import find_people
from indexer.extract.vocabulary.tables import Vocabulary
from indexer.model import EventDate, Kind, Page, ParseWarning, Record, SourceText
from indexer.pages.credit_lines import opening_credit


def annotate(page: Page, source: SourceText, *, vocabulary: Vocabulary, local_level: str, offset: int = 0) -> Page:
    """The page with its records' credits, datelines, event dates, departments and people.

    `local_level` is the level of offices that the paper names without a prefix; `offset` is the place of the text in its file.
    """
    finder = _finder(_Identity(vocabulary), local_level)
    issue_date = page.identity.issue_date if page.identity else None
    records = [_annotate(record, source, vocabulary, finder, issue_date, offset) for record in page.records]
    return replace(page, records=tuple(_credit_unsigned(records, page, vocabulary)))


class _Identity:
    """A vocabulary as a key: the tables are large and never change, so they are compared by identity."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def __hash__(self) -> int:
        return id(self.vocabulary)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and other.vocabulary is self.vocabulary


@lru_cache(maxsize=8)
def _finder(key: _Identity, local_level: str) -> DepartmentFinder:
    return DepartmentFinder(key.vocabulary, local_level)


def _annotate(
    record: Record, source: SourceText, vocabulary: Vocabulary, finder: DepartmentFinder, issue_date: date | None, offset: int
) -> Record:
    headline = located_headline(record, source, offset)
    paragraphs = [located_paragraph(paragraph) for paragraph in record.paragraphs]
    byline, credits = find_credits(record, paragraphs, source, vocabulary, offset)
    opening = opening_credit(paragraphs[0].text) if paragraphs and record.kind is Kind.ARTICLE else None
    opening_end = opening.end if opening else 0
    dateline = find_dateline(paragraphs[0], opening_end, opening is not None) if paragraphs else None
    events, warnings = _dates(record, headline, paragraphs, issue_date, opening_end)
    texts = ([headline] if headline else []) + paragraphs
    departments = finder.find(texts, issue_date.year if issue_date else None)
    people = find_people(texts, departments, vocabulary, frozenset(credit.name for credit in credits))
    return replace(
        record,
        byline=byline,
        credits=credits,
        dateline=dateline,
        event_dates=events,
        departments=departments,
        people=people,
        warnings=(*record.warnings, *warnings),
    )


def _dates(
    record: Record, headline: Located | None, paragraphs: list[Located], issue_date: date | None, opening_end: int
) -> tuple[tuple[EventDate, ...], list[ParseWarning]]:
    events: list[EventDate] = []
    warnings: list[ParseWarning] = []
    story = None
    if headline:
        found = find_dates(headline, issue_date, (record.lines[0].first,))
        events.extend(found.events)
        warnings.extend(found.warnings)
    for number, (text, paragraph) in enumerate(zip(paragraphs, record.paragraphs, strict=True)):
        found = find_dates(text, issue_date, paragraph.lines, story, opening_end if number == 0 else None)
        story = found.story
        events.extend(found.events)
        warnings.extend(found.warnings)
    return tuple(events), warnings


def _credit_unsigned(records: list[Record], page: Page, vocabulary: Vocabulary) -> list[Record]:
    """Gives the page's photographer (照片除署名外均为…摄) to the captions without a credit."""
    line = next((f for f in page.furniture if f.reason == "page-photo-credit"), None)
    found = page_photographer(line.text, 0, vocabulary) if line else []
    if not found:
        return records
    return [
        replace(record, credits=tuple(found)) if record.kind is Kind.CAPTION and not record.credits else record
        for record in records
    ]


__all__ = ["annotate"]
