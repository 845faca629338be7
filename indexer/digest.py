"""The digest of an archive: the same for the same contents, whatever the order of work, the times and the row numbers were."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

import orjson

from indexer.catalog import Catalog


def catalog_digest(catalog: Catalog) -> str:
    """SHA-256, in hexadecimal, over every page (how many versions it has, what it shows), every source and every correction."""
    found = hashlib.sha256()

    def add(*row: Any) -> None:
        found.update(orjson.dumps(row) + b"\n")

    for page in catalog.pages.summaries():
        add("page", page.path, page.versions, page.digest, page.source_sha256, page.record_ids)
    for sha256 in catalog.sources.hashes():
        add("source", sha256)
    for entry in catalog.corrections.entries():
        add("correction", entry.decode("utf-8"))
    return found.hexdigest()


def document_hash(source: Any) -> bytes:
    """SHA-256 of a document, whatever the order of its keys."""
    try:
        text = orjson.dumps(source, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # half a character, a whole number beyond 64 bits: only in what another program has written
        text = json.dumps(source, sort_keys=True).encode("ascii")
    return hashlib.sha256(text).digest()


def records_digest(records: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256, in hexadecimal, over the ids and `document_hash`es of records, given by id."""
    found = hashlib.sha256()
    for record, document in records:
        found.update(orjson.dumps((record, document.hex())) + b"\n")
    return found.hexdigest()
