"""The real annotation of a corrected text: it is made a page of one record, and goes the way of every parsed page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from indexer.corrections.derived import FOUND_LISTS, Annotate, RecordText
from indexer.documents import Provenance, to_document
from indexer.model import IssueIdentity, Kind, LineRange, Page, Paragraph, Record, SourceText, Span

if TYPE_CHECKING:
    from indexer.extract.vocabulary.tables import Vocabulary

_DETAILS = ("byline", "dateline", "event_dates", "departments", "people", "warnings")
_NOWHERE = Provenance("", "", "", "", "")


def annotator(vocabulary: Vocabulary, local_level: str) -> Annotate:
    """The function that finds credits, dates, offices and people in a record's text, with these tables."""
    # Here, so that commands that only list or report corrections do not wait for the tables and the calendar of the extraction.
    from indexer.extract import annotate

    def annotated(text: RecordText, identity: IssueIdentity) -> Mapping[str, Any]:
        source, record = _record(text)
        page = annotate(Page(identity, (record,), (), (), 1.0), source, vocabulary=vocabulary, local_level=local_level)
        document = to_document(identity, page.records[0], _NOWHERE)
        found = {field: document.get(field, []) for field in FOUND_LISTS}
        return {**found, "details": {key: document["details"][key] for key in _DETAILS}}

    return annotated


def _record(text: RecordText) -> tuple[SourceText, Record]:
    """A text of titles, byline and paragraphs, one a line, and the record that stands in it."""
    titles = [title for title in (text.kicker, text.headline, text.subtitle) if title]
    byline = [text.byline] if text.byline else []
    lines = [*titles, *byline, *text.paragraphs]
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    spans = [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    above = len(titles) + len(byline)
    record = Record(
        kind=Kind(text.kind),
        ordinal=1,
        headline=text.headline,
        headline_span=Span(0, spans[len(titles) - 1].end) if titles else None,
        paragraphs=tuple(
            Paragraph(line, (number + 1,), (spans[number],)) for number, line in enumerate(lines) if number >= above
        ),
        lines=(LineRange(1, max(len(lines), 1)),),
        byline_line=spans[len(titles)] if byline else None,
    )
    return SourceText("\n".join(lines), "utf-8"), record
