"""One record out of its JSON: what is given is taken, what is absent is found in headline and paragraphs as on a parsed page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from indexer.extract import annotate
from indexer.extract.vocabulary import Vocabulary
from indexer.model import DepartmentMention, IssueIdentity, Jump, Kind, LineRange, Page, Paragraph, Record, SourceText, Span
from indexer.pages.jump_lines import read_jump
from indexer.pages.titles import JUMP_FROM, jump_to
from indexer.record_json import ROLE_FIELDS
from indexer.record_lines import texts, values
from indexer.record_lines.faults import LineWrong

EXTRACTED = (*ROLE_FIELDS.values(), "byline", "dateline", "event_dates", "departments", "people")
"""The fields that extraction finds where a record does not have them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: kind, ordinal, and the number that stands for its lines where these are not given."""

    kind: Kind
    ordinal: int
    line: int


@dataclass(frozen=True, slots=True)
class _Printed:
    """The texts of a record, one under the other as they would be printed, and where each stands."""

    source: SourceText
    titles: Span | None
    byline: Span | None
    paragraphs: tuple[Span, ...]


class RecordReader:
    """Reads the records of one page; the tables and the page stay the same for all."""

    def __init__(self, page: IssueIdentity, vocabulary: Vocabulary, local_level: str) -> None:
        self.page = page
        self.vocabulary = vocabulary
        self.local_level = local_level
        self._offices: dict[str, DepartmentMention] = {}

    def read(self, value: dict[str, Any], place: Place) -> Record:
        """The record, annotated; raises LineWrong for a field that cannot be taken, and where nothing is printed at all."""
        titles = {
            "headline": texts.title(value, *texts.TITLE_KEYS),
            "kicker": texts.title(value, "kicker"),
            "subtitle": texts.title(value, "subtitle"),
        }
        body = texts.paragraphs(value)
        byline = values.byline(value.get("byline"))
        continued_from, continues_to = _jumps(value, body)
        if not (body or any(titles.values()) or byline or continued_from or continues_to):
            zh = "既没有标题（headline），也没有正文（paragraphs），没有内容可收。"
            raise LineWrong("no_text", zh, "neither headline nor paragraphs")
        given_lines = values.lines(value.get("lines")) or (LineRange(place.line, place.line),)
        own_line = byline.raw if byline and byline.raw not in "\n".join(body) else None
        printed = _printed(
            [title for title in (titles["kicker"], titles["headline"], titles["subtitle"]) if title], own_line, body
        )
        first = (given_lines[0].first,)
        record = Record(
            kind=place.kind,
            ordinal=place.ordinal,
            headline_span=printed.titles,
            paragraphs=tuple(Paragraph(text, first, (span,)) for text, span in zip(body, printed.paragraphs, strict=True)),
            lines=given_lines,
            byline=byline,
            credits=values.credits(value),
            dateline=values.dateline(value.get("dateline")),
            event_dates=values.event_dates(value.get("event_dates")),
            departments=self._departments(value, printed),
            people=values.people(value.get("people")),
            box=values.box(value.get("box"), "box"),
            photo_box=values.box(value.get("photo_box"), "photo_box"),
            continues_to=continues_to,
            continued_from=continued_from,
            warnings=values.warnings(value.get("warnings")),
            byline_line=printed.byline,
            headline=titles["headline"],
            kicker=titles["kicker"],
            subtitle=titles["subtitle"],
        )
        if all(field in value for field in EXTRACTED):
            return record
        return _completed(record, self._annotated(record, printed.source), value)

    def _annotated(self, record: Record, source: SourceText) -> Record:
        page = Page(self.page, (record,), (), (), 1.0)
        return annotate(page, source, vocabulary=self.vocabulary, local_level=self.local_level).records[0]

    def _departments(self, value: dict[str, Any], printed: _Printed) -> tuple[DepartmentMention, ...]:
        found = values.departments(value.get("departments"), self._office)
        if all(mention.confirmed for mention in found):
            return found
        # The list of names to decide on shows the sentence around each.
        return tuple(mention if mention.confirmed else _located(mention, printed) for mention in found)

    def _office(self, name: str) -> DepartmentMention:
        """The office of this name as the tables know it; one that they do not know is left to the archivists."""
        known = self._offices.get(name)
        if known is None:
            alone = Record(Kind.ARTICLE, 1, name, Span(0, len(name)), (), (LineRange(1, 1),))
            found = self._annotated(alone, SourceText(name, "utf-8")).departments
            if len(found) == 1 and found[0].span == Span(0, len(name)):
                known = replace(found[0], span=values.NOWHERE)
            else:
                known = DepartmentMention(name, "", name, name, False, values.NOWHERE, values.GIVEN)
            self._offices[name] = known
        return known


def _jumps(value: dict[str, Any], body: list[str]) -> tuple[Jump | None, Jump | None]:
    """上接 and 下转: as given, else taken out of the first and the last paragraph, as on a parsed page."""
    continued_from = values.jump(value.get("continued_from"), "continued_from")
    continues_to = values.jump(value.get("continues_to"), "continues_to")
    if "continued_from" not in value and body and (found := JUMP_FROM.match(body[0])):
        continued_from = read_jump(found)
        body[0] = body[0][found.end() :].lstrip(" \u3000")
        body[:1] = body[:1] if body[0] else []
    if "continues_to" not in value and body and (found := jump_to(body[-1])):
        continues_to = read_jump(found)
        body[-1] = body[-1][: found.start()].rstrip(" \u3000")
        body[-1:] = body[-1:] if body[-1] else []
    return continued_from, continues_to


def _printed(titles: list[str], byline: str | None, body: list[str]) -> _Printed:
    lines = [*titles, *([byline] if byline else []), *body]
    spans = []
    at = 0
    for line in lines:
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    count = len(titles)
    return _Printed(
        SourceText("\n".join(lines), "utf-8"),
        Span(0, spans[count - 1].end) if titles else None,
        spans[count] if byline else None,
        tuple(spans[len(lines) - len(body) :]),
    )


def _located(mention: DepartmentMention, printed: _Printed) -> DepartmentMention:
    start = printed.source.text.find(mention.as_printed)
    return replace(mention, span=Span(start, start + len(mention.as_printed))) if start >= 0 else mention


def _completed(record: Record, found: Record, value: dict[str, Any]) -> Record:
    """The record with what was found for the fields that it was not given."""
    absent = {role for role, field in ROLE_FIELDS.items() if field not in value}
    return replace(
        record,
        byline=record.byline if "byline" in value else found.byline,
        credits=(*record.credits, *(credit for credit in found.credits if credit.role in absent)),
        dateline=record.dateline if "dateline" in value else found.dateline,
        event_dates=record.event_dates if "event_dates" in value else found.event_dates,
        departments=record.departments if "departments" in value else found.departments,
        people=record.people if "people" in value else found.people,
        warnings=record.warnings if "warnings" in value else found.warnings,
    )
