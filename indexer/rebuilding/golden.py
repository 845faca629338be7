"""Golden queries: fragments of records, drawn evenly over the archive, that a new index has to find as the catalog has them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from elasticsearch import Elasticsearch

from indexer.catalog import Catalog
from indexer.engine import translate_errors
from mappings.record import TEXT_FIELDS

QUERIES = 100
FRAGMENT = 8
"""Characters of a fragment: long enough to be rare, short enough to stand in one line."""
OWN_QUERIES = "golden-queries.txt"
"""In the archive home: an archivist's own, one a line, whose hits are compared between the old index and the new."""


@dataclass(frozen=True, slots=True)
class Golden:
    """A fragment of a field, and the record it was taken from."""

    text: str
    field: str
    record: str


@dataclass(frozen=True, slots=True)
class Differing:
    """A query that the old index and the new answer with other totals."""

    text: str
    before: int
    after: int


def draw(catalog: Catalog) -> Iterator[Golden]:
    """About `QUERIES` fragments, the same ones every time; none of issues with corrections, whose records may have gone elsewhere."""
    corrected = frozenset(catalog.corrections.issues())
    step = max(1, catalog.pages.count() // QUERIES)
    for number, version in enumerate(catalog.pages.all_current()):
        if number % step or not version.record_ids or version.identity.issue_path in corrected:
            continue
        lines = catalog.pages.content(version.id)
        golden = _of_page(lines or ())
        if golden:
            yield golden


def _of_page(lines: Sequence[bytes]) -> Golden | None:
    for line in lines:
        document: dict[str, Any] = orjson.loads(line)
        field = "body" if document.get("body") else "headline"
        text = (document.get(field) or "").split("\n")[0]
        if text.strip():
            start = int(hashlib.sha256(document["id"].encode()).hexdigest(), 16) % max(1, len(text) - FRAGMENT + 1)
            fragment = text[start : start + FRAGMENT].strip()
            if fragment:
                return Golden(fragment, field, document["id"])
    return None


def missed(client: Elasticsearch, index: str, queries: Sequence[Golden]) -> tuple[Golden, ...]:
    """Those whose record the index does not find by its own text."""
    answers = _ask(client, index, [_by_record(query) for query in queries])
    return tuple(query for query, total in zip(queries, answers, strict=True) if not total)


def own_queries(home: Path) -> tuple[str, ...]:
    """The archivist's own queries, without blank lines and comments (#); none where there is no file."""
    try:
        text = (home / OWN_QUERIES).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ()
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def differing(client: Elasticsearch, before: str, after: str, texts: Sequence[str]) -> tuple[Differing, ...]:
    """The texts that the two indices find in another number of records."""
    queries = [_anywhere(text) for text in texts]
    found = zip(texts, _ask(client, before, queries), _ask(client, after, queries), strict=True)
    return tuple(Differing(text, old, new) for text, old, new in found if old != new)


def _by_record(query: Golden) -> dict[str, Any]:
    phrase = {"match_phrase": {f"{query.field}.characters": query.text}}
    return {"bool": {"must": [phrase], "filter": [{"ids": {"values": [query.record]}}]}}


def _anywhere(text: str) -> dict[str, Any]:
    return {"bool": {"should": [{"match_phrase": {f"{field}.characters": text}} for field in TEXT_FIELDS]}}


def _ask(client: Elasticsearch, index: str, queries: Sequence[dict[str, Any]]) -> list[int]:
    """The exact total of each query."""
    totals: list[int] = []
    for start in range(0, len(queries), 50):
        searches: list[dict[str, Any]] = []
        for query in queries[start : start + 50]:
            searches += [{}, {"query": query, "size": 0, "track_total_hits": True}]
        with translate_errors():
            answers = client.msearch(index=index, searches=searches).body["responses"]
        totals += [int(answer["hits"]["total"]["value"]) if "hits" in answer else 0 for answer in answers]
    return totals
