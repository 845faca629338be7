"""The object that `GET /api/v1/records/{id}` answers: the record in the form of `bulletin parse --json`, with where it comes from."""

from __future__ import annotations

from typing import Any

from webui.search.results import Nearby, RecordView


def record_payload(view: RecordView, nearby: Nearby | None = None) -> dict[str, Any]:
    """The record as plain values; every key is always there, but for what is near and for its corrections where `nearby` is not given.

    So a line of an export is what can be taken in again: the record as it is today.
    """
    source = view.source
    details: dict[str, Any] = source.get("details", {})
    return {
        "id": view.id,
        "url": f"/{view.id}",
        "paper": source["paper"],
        "issue_date": source["issue_date"],
        "edition": source["edition"],
        "issue_number": source.get("issue_number"),
        "page": source["page"],
        "page_name": source.get("page_name"),
        "kind": source["kind"],
        "headline": source.get("headline"),
        "kicker": source.get("kicker"),
        "subtitle": source.get("subtitle"),
        "byline": details.get("byline"),
        **{
            role: list(source.get(role, ()))
            for role in ("reporters", "correspondents", "interns", "photographers", "contributors")
        },
        "dateline": details.get("dateline"),
        "event_dates": details.get("event_dates", []),
        "departments": details.get("departments", []),
        "people": details.get("people", []),
        "paragraphs": source["body"].split("\n") if source.get("body") else [],
        "lines": details.get("lines", []),
        "box": details.get("box"),
        "photo_box": details.get("photo_box"),
        "continues_to": details.get("continues_to"),
        "continued_from": details.get("continued_from"),
        "warnings": details.get("warnings", []),
        **({"corrections": details.get("corrections", []), **_nearby(nearby)} if nearby else {}),
        "source": {
            "name": source.get("source_name"),
            "sha256": source.get("source_sha256"),
            "reader": source.get("reader"),
            "encoding": details.get("encoding"),
            "batch": source.get("batch"),
            "parser_version": source.get("parser_version"),
        },
    }


def _nearby(nearby: Nearby) -> dict[str, Any]:
    return {
        "same_text": [copy.id for copy in nearby.copies.records],
        "similar": [_similar(other) for other in nearby.similar],
    }


def _similar(view: RecordView) -> dict[str, Any]:
    source = view.source
    return {
        "id": view.id,
        "kind": source["kind"],
        "headline": source.get("headline"),
        "issue_date": source["issue_date"],
        "page": source["page"],
        "page_name": source.get("page_name"),
        "url": f"/{view.id}",
    }
