"""What a record is in the engine: every field, with who reads it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from elasticsearch.dsl import Date, DateRange, Document, Integer, Keyword, Object, Short, Text

from mappings.analysis import (
    CHARACTERS,
    EXACT_CHARACTERS,
    FOLDED_NAME,
    SYLLABLES,
    WORDS,
    AnalyzerName,
    analysis_settings,
    analysis_sha256,
)
from mappings.folding import folding_sha256
from mappings.names import SCHEMA_VERSION

TEXT_FIELDS = ("headline", "kicker", "subtitle", "byline", "body")
"""The fields that hold what is printed, as it is known today, in the order they are read; each has `.characters` and `.exact` below it."""

SUPERSEDED = "superseded"
"""The field that holds the earlier forms of what was corrected (更正前); the same below it, so that they are found like the others."""

SEARCHED_FIELDS = (*TEXT_FIELDS, SUPERSEDED)
"""All fields of text that a search without a place looks into."""

NAME_FIELDS = ("reporters", "correspondents", "interns", "photographers", "contributors", "departments", "people")
"""The keyword fields that hold names; each has `.characters` below it, for a part of a name (学友 of 张学友)."""


CALENDAR_DAY = "uuuu-MM-dd"
"""The form of days. Elasticsearch's own `strict_date` is not strict: it takes 2024-13-01 and makes it 1 January 2025."""


def printed_text(**further: Text) -> Text:
    """A field of printed text: words for ranking, characters for exactness, unfolded characters for `="網絡"`, and further forms."""
    return Text(
        analyzer=WORDS["ik"],
        fields={
            # The engine keeps pairs of characters beside them: a quoted run takes 0.6 of the time at 200,000 records (ADR 0015).
            "characters": Text(analyzer=CHARACTERS, index_phrases=True),
            "exact": Text(analyzer=EXACT_CHARACTERS, norms=False),
            **further,
        },
    )


def name() -> Keyword:
    """A name as facets, filters and lists use it: whole, never cut by a dictionary."""
    return Keyword(
        fields={
            "folded": Keyword(normalizer=FOLDED_NAME),
            "characters": Text(analyzer=CHARACTERS, norms=False),
        }
    )


class RecordDocument(Document):
    """An article, a caption or a notice of one page; `_id` is its address."""

    id = Keyword()  # the same as _id, as a sort key of last resort
    paper = Keyword()  # filter
    issue_date = Date(format=CALENDAR_DAY)  # facets by year and month, sort, range; a calendar day, no time zone
    month_day = Keyword()  # 11-16: this day in any year
    edition = Short()
    issue_number = Keyword()  # 2021-51 is no date
    page = Short()  # facet page_no, order on the page
    page_name = Keyword()
    kind = Keyword()  # facet
    ordinal = Short()
    first_line = Integer()  # order of the records of a page

    headline = printed_text(pinyin=Text(analyzer=SYLLABLES, norms=False))  # by its sound: suggestions while one types
    kicker = printed_text()
    subtitle = printed_text()
    byline = printed_text()  # only where it is printed on a line of its own; else it stands in the body
    body = printed_text()  # paragraphs, one a line: one string, since offsets shift in arrays (elastic/elasticsearch#40922)
    superseded = printed_text()  # earlier forms, one a line: as printed before a correction, a name before it was put right

    reporters = name()
    correspondents = name()
    interns = name()
    photographers = name()
    contributors = name()  # all of the four
    departments = name()  # facet values: level and canonical name (区发展和改革委员会)
    people = name()

    event_dates = DateRange(format=CALENDAR_DAY)  # days named in the text, as intervals

    # Marks of the body by which the same text in another issue is found (mappings/same_text.py); only ever asked for by value.
    fingerprint = Keyword(doc_values=False)

    warnings = Keyword()  # codes
    reader = Keyword()  # text, pdf, ocr …
    source_name = Keyword()
    source_sha256 = Keyword()
    batch = Keyword()
    parser_version = Keyword()

    details = Object(enabled=False)  # what the record page shows and nobody searches: spans, raw forms, boxes, notes

    class Index:
        name = "bulletin"


def record_mapping() -> dict[str, Any]:
    """The mapping, strict: a field that is not named here is refused, never guessed."""
    # A copy: the DSL hands out its own dictionary, and what index_body adds to it would stay in the class.
    mapping: dict[str, Any] = deepcopy(RecordDocument._doc_type.mapping.to_dict())
    mapping["dynamic"] = "strict"
    return mapping


def index_body(analyzer: AnalyzerName, **meta: str) -> dict[str, Any]:
    """Settings and mapping of a new index; `meta` (parser version, vocabulary hash …) is kept in `_meta` beside our own."""
    mapping = record_mapping()
    mapping["_meta"] = {
        "schema_version": SCHEMA_VERSION,
        "analyzer": analyzer,
        "analysis_sha256": analysis_sha256(analyzer),
        "folding_sha256": folding_sha256(),
        **meta,
    }
    return {
        "settings": {
            "index": {"number_of_shards": 1, "auto_expand_replicas": "0-1", "refresh_interval": "1s"},
            "analysis": analysis_settings(analyzer),
        },
        "mappings": mapping,
    }
