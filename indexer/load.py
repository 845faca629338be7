"""Loading documents into an index: page by page, each page whole, every refusal named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch, helpers

from indexer.engine import translate_errors

# Measured ratios: chunks of 500 documents load fastest; 100 costs 15 %, 2,000 costs 17 %. The bytes keep a chunk far
# below the engine's limit for one request (100 MB) however long the articles are.
CHUNK_DOCUMENTS = 500
CHUNK_BYTES = 8 * 1024 * 1024
RETRIES = 6
FIRST_WAIT_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class PageLoad:
    """The documents of one page, and the ids of records that the page no longer has."""

    page_path: str
    documents: tuple[dict[str, Any], ...]
    gone: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rejection:
    """A document that the engine refused, and its reason in the engine's words."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class PageLoaded:
    """What became of one page: whole when `rejections` is empty."""

    page_path: str
    rejections: tuple[Rejection, ...]


def load_pages(client: Elasticsearch, index: str, pages: Sequence[PageLoad]) -> tuple[PageLoaded, ...]:
    """Writes all documents of the pages and removes their gone records; each page's outcome, in order.

    Ids are addresses, so that loading twice is loading once; a busy engine (429) is tried again with growing waits.
    Raises EngineUnavailable when the engine goes away: what was acknowledged until then is safe on its disk.
    """
    owners = [page.page_path for page in pages for _ in range(len(page.documents) + len(page.gone))]
    refused: dict[str, list[Rejection]] = {page.page_path: [] for page in pages}
    with translate_errors():
        results = helpers.streaming_bulk(
            client,
            _actions(index, pages),
            chunk_size=CHUNK_DOCUMENTS,
            max_chunk_bytes=CHUNK_BYTES,
            max_retries=RETRIES,
            initial_backoff=FIRST_WAIT_SECONDS,
            raise_on_error=False,
        )
        for owner, (accepted, item) in zip(owners, results, strict=True):
            ((action, answer),) = item.items()
            # Nothing to remove is as good as removed: the older version may never have been loaded.
            if not accepted and not (action == "delete" and answer.get("status") == 404):
                refused[owner].append(Rejection(answer["_id"], _reason(answer)))
    return tuple(PageLoaded(page.page_path, tuple(refused[page.page_path])) for page in pages)


def update_records(client: Elasticsearch, index: str, updates: Mapping[str, dict[str, Any]]) -> tuple[Rejection, ...]:
    """Changes single fields of records by id; a record that is not in the index is left out. Returns what the engine refused."""
    refused = []
    with translate_errors():
        results = helpers.streaming_bulk(
            client,
            (
                {"_op_type": "update", "_index": index, "_id": record, "doc": fields, "retry_on_conflict": 3}
                for record, fields in updates.items()
            ),
            chunk_size=CHUNK_DOCUMENTS,
            max_retries=RETRIES,
            initial_backoff=FIRST_WAIT_SECONDS,
            raise_on_error=False,
        )
        for accepted, item in results:
            ((_, answer),) = item.items()
            if not accepted and answer.get("status") != 404:
                refused.append(Rejection(answer["_id"], _reason(answer)))
    return tuple(refused)


def _actions(index: str, pages: Sequence[PageLoad]) -> Iterator[dict[str, Any]]:
    for page in pages:
        for document in page.documents:
            yield {"_op_type": "index", "_index": index, "_id": document["id"], "_source": document}
        for record_id in sorted(page.gone):
            yield {"_op_type": "delete", "_index": index, "_id": record_id}


def _reason(answer: dict[str, Any]) -> str:
    error = answer.get("error", {})
    if isinstance(error, str):
        return error
    cause = error.get("caused_by", {}).get("reason")
    return f"{error.get('type', '?')}: {error.get('reason', '')}" + (f" ({cause})" if cause else "")
