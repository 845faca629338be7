"""From an annotated record to the document that the engine stores."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from indexer import PARSER_VERSION
from indexer.model import IssueIdentity, Kind, Recognition, Record
from indexer.record_json import (
    box_json,
    byline_json,
    credits_json,
    dateline_json,
    departments_json,
    event_dates_json,
    jump_json,
    lines_json,
    people_json,
    photo_box_json,
    places_json,
    warning_json,
)
from mappings.same_text import fingerprint


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a page came from: the source's name and hash, how it was read, and in which batch."""

    source_name: str
    source_sha256: str
    reader: str
    encoding: str
    batch: str
    recognition: Recognition | None = None
    """Of a printed page, whether its text was recognised."""


def record_id(identity: IssueIdentity, record: Record) -> str:
    """The address of a record: `PAPER/YYYY-MM-DD/PAGE/KIND+ORDINAL`, its `_id` and its path on the site."""
    return f"{identity.page_path}/{record.kind.letter}{record.ordinal}"


def to_document(identity: IssueIdentity, record: Record, provenance: Provenance) -> dict[str, Any]:
    """The document of a record, as `mappings.record` describes it; fields that are empty are left out."""
    # A byline inside the first paragraph is found there; one on a line of its own stands in no paragraph, and must be found too.
    own_line = record.byline is not None and record.byline.raw not in record.body
    contributors = dict.fromkeys(credit.name for credit in record.credits)
    document: dict[str, Any] = {
        "id": record_id(identity, record),
        "paper": identity.paper,
        "issue_date": identity.issue_date.isoformat(),
        "month_day": identity.issue_date.strftime("%m-%d"),
        "edition": identity.edition,
        "issue_number": identity.issue_number,
        "page": identity.page,
        "page_name": identity.page_name,
        "kind": record.kind.value,
        "ordinal": record.ordinal,
        "first_line": record.lines[0].first,
        "headline": record.headline,
        "kicker": record.kicker,
        "subtitle": record.subtitle,
        "byline": record.byline.raw if own_line and record.byline else None,
        "body": record.body,
        **credits_json((credit.role, credit.name) for credit in record.credits),
        "contributors": list(contributors),
        "departments": list(dict.fromkeys(mention.facet for mention in record.departments)),
        "people": list(dict.fromkeys(person.name for person in record.people)),
        "event_dates": [
            {"gte": event.from_.isoformat(), "lte": event.to.isoformat()}
            for event in record.event_dates
            if event.from_ and event.to
        ],
        "fingerprint": list(fingerprint(record.body)),
        "warnings": list(dict.fromkeys(warning.code for warning in record.warnings)),
        "reader": provenance.reader,
        "source_name": provenance.source_name,
        "source_sha256": provenance.source_sha256,
        "batch": provenance.batch,
        "parser_version": PARSER_VERSION,
        "details": _details(record, provenance),
    }
    return {key: value for key, value in document.items() if value not in (None, [], "")}


def _details(record: Record, provenance: Provenance) -> dict[str, Any]:
    return {
        "byline": byline_json(record),
        "dateline": dateline_json(record),
        "event_dates": event_dates_json(record),
        "departments": departments_json(record),
        "people": people_json(record),
        "lines": lines_json(record),
        "box": box_json(record),
        # Of a caption also where it is null: one of an older parser has none, and its photo may be guessed at.
        **({"photo_box": photo_box_json(record)} if record.kind is Kind.CAPTION or record.photo_box else {}),
        "places": places_json(record),
        "continues_to": jump_json(record.continues_to),
        "continued_from": jump_json(record.continued_from),
        "warnings": [warning_json(warning) for warning in record.warnings],
        "encoding": provenance.encoding,
        **_recognition(provenance.recognition),
    }


def _recognition(recognition: Recognition | None) -> dict[str, Any]:
    # Left out where there is none: pages of text stay what they were before this was kept.
    if recognition is None:
        return {}
    return {"recognition": {"recognised": recognition.recognised, "confidence": recognition.confidence}}


def stored_line(document: dict[str, Any]) -> bytes:
    """The document as the catalog keeps it: JSON, keys sorted, without the batch and the name of the source."""
    kept = {key: value for key, value in document.items() if key not in ("batch", "source_name")}
    return orjson.dumps(kept, option=orjson.OPT_SORT_KEYS)


def digest(lines: Sequence[bytes]) -> str:
    """SHA-256 of what a reader would notice of a page: its `stored_line`s."""
    return hashlib.sha256(b"[" + b",".join(lines) + b"]").hexdigest()


def whole_line(line: bytes, batch: str, source_name: str) -> bytes:
    """A stored line with what it was stored without: the document as the engine gets it."""
    return line[:-1] + b',"batch":' + orjson.dumps(batch) + b',"source_name":' + orjson.dumps(source_name) + b"}"
