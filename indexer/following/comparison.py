"""Catalog and index compared record by record: what should be there and what is; in memory only a few hundred records of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import orjson
from elasticsearch import Elasticsearch

from indexer.catalog import Catalog
from indexer.digest import catalog_digest, document_hash, records_digest
from indexer.engine import translate_errors
from indexer.errors import ArchiveError
from indexer.following.effective import Reading, pages_to_load
from indexer.indices import IndexInfo

READ_TOGETHER = 250
"""Records that are asked of the engine at once: some megabytes."""
KEEP_ALIVE = "5m"


class Difference(StrEnum):
    """In what way a record of the index is not as the catalog says."""

    MISSING = "missing"
    SURPLUS = "surplus"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class DifferentRecord:
    """A record that is not as it should be; `page_id` is the row of its page, None when no page of the catalog ever gave it."""

    difference: Difference
    id: str
    page_path: str
    page_id: int | None


@dataclass(frozen=True, slots=True)
class Digests:
    """Of the catalog's contents; of the records as the catalog says; of the records as the index has them (`Comparison.same`)."""

    catalog: str
    expected: str
    found: str


class Comparison:
    """What was found, kept in a private file that goes with it: an index may have lost a million records."""

    def __init__(self, index: IndexInfo, pending: int, catalog: str, connection: sqlite3.Connection) -> None:
        self.index = index
        self.pending = pending
        """Pages that the index still has to load, as the catalog knows: an ingest is under way, or was cut off."""
        self._connection = connection
        self.digests = Digests(catalog, self._digest("expected"), self._digest("found"))

    @property
    def same(self) -> bool:
        """True when the index holds exactly the records that the catalog says."""
        return self.digests.expected == self.digests.found

    def counts(self) -> dict[Difference, int]:
        """How many records differ in each way."""
        return {
            kind: int(self._connection.execute(f"SELECT count(*) FROM record WHERE {_WHERE[kind]}").fetchone()[0])
            for kind in Difference
        }

    def records(self) -> tuple[int, int]:
        """How many records the catalog says, and how many the index has."""
        expected, found = self._connection.execute("SELECT count(expected), count(found) FROM record").fetchone()
        return int(expected), int(found)

    def differences(self, kind: Difference, most: int = -1) -> Iterator[DifferentRecord]:
        """The records that differ in this way, by id; `most` of them at most."""
        rows = self._connection.execute(
            f"SELECT id, page_path, page_id FROM record WHERE {_WHERE[kind]} ORDER BY id LIMIT ?", (most,)
        )
        for record, path, page_id in rows:
            yield DifferentRecord(kind, record, path, page_id)

    def pages(self) -> Iterator[tuple[int, int]]:
        """The rows of the pages to be loaded again so that index and catalog agree and stay so, each with a version to be exceeded.

        The engine keeps what has a higher version than what comes: records that another program wrote, or that were loaded by a
        catalog of which this one is an older copy. To load such a page as it is would change nothing (`Pages.raise_above`).
        """
        rows = self._connection.execute(
            "SELECT page_id, max(coalesce(version, 0)) FROM record WHERE page_id IS NOT NULL"
            f" AND (version > revision OR {' OR '.join(_WHERE.values())}) GROUP BY page_id ORDER BY page_id"
        )
        yield from rows

    def strangers(self) -> Iterator[str]:
        """The ids of records that no page ever gave: loading no page removes them."""
        rows = self._connection.execute("SELECT id FROM record WHERE page_id IS NULL ORDER BY id")
        for row in rows:
            yield row[0]

    def _digest(self, column: str) -> str:
        return records_digest(
            self._connection.execute(f"SELECT id, {column} FROM record WHERE {column} IS NOT NULL ORDER BY id")
        )


_WHERE = {
    Difference.MISSING: "(expected IS NOT NULL AND found IS NULL)",
    Difference.SURPLUS: "(expected IS NULL AND found IS NOT NULL)",
    Difference.DIFFERENT: "(expected IS NOT NULL AND found IS NOT NULL AND expected != found)",
}


def compare(catalog: Catalog, client: Elasticsearch, index: IndexInfo, reading: Reading) -> Comparison:
    """What the catalog says should be in an index against what is there.

    Raises EngineError, and CatalogError where a version has to be read again from an original that is not there.
    """
    connection = sqlite3.connect("", isolation_level=None)
    connection.execute(
        "CREATE TABLE record (id TEXT PRIMARY KEY, page_path TEXT, page_id INTEGER, revision INTEGER, expected BLOB,"
        " version INTEGER, found BLOB) WITHOUT ROWID"
    )
    connection.execute("BEGIN")
    for page in pages_to_load(catalog, catalog.pages.all_ids(), reading):
        hashes = [document_hash(orjson.loads(line)) for line in page.load.lines]
        known = [*zip(page.load.ids, hashes, strict=True), *((record, None) for record in page.load.gone)]
        connection.executemany(
            "INSERT INTO record (id, page_path, page_id, revision, expected) VALUES (?, ?, ?, ?, ?)",
            ((record, page.load.page_path, page.page_id, page.revision, expected) for record, expected in known),
        )
    connection.executemany(
        "INSERT INTO record (id, page_path, version, found) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET version = excluded.version, found = excluded.found",
        (
            (hit["_id"], hit["_id"].rpartition("/")[0], hit["_version"], document_hash(hit["_source"]))
            for hit in hits_of(client, index.name)
        ),
    )
    connection.execute("COMMIT")
    return Comparison(index, catalog.following.pending_count(index.uuid), catalog_digest(catalog), connection)


def hits_of(client: Elasticsearch, index: str) -> Iterator[dict[str, Any]]:
    """Every record of an index as of now, with its version, in no order; raises EngineError."""
    with translate_errors():
        client.indices.refresh(index=index)
        moment = client.open_point_in_time(index=index, keep_alive=KEEP_ALIVE).body["id"]
    try:
        after: list[Any] | None = None
        while True:
            with translate_errors():
                answer = client.search(
                    pit={"id": moment, "keep_alive": KEEP_ALIVE},
                    size=READ_TOGETHER,
                    sort=["_shard_doc"],
                    version=True,
                    track_total_hits=False,
                    search_after=after,
                ).body
            moment = answer["pit_id"]
            hits = answer["hits"]["hits"]
            yield from hits
            if len(hits) < READ_TOGETHER:
                return
            after = hits[-1]["sort"]
    finally:
        with suppress(ArchiveError), translate_errors():
            client.close_point_in_time(id=moment)
