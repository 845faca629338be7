"""The sources of the catalog, and which of them were read whole and in which way."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from indexer.catalog.batches import now


class Sources:
    """Sources by SHA-256; the original of each is stored before it is entered here."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, sha256: str, size: int, name: str) -> None:
        """Enters a source whose original is stored; entering it again changes nothing."""
        self._connection.execute("INSERT OR IGNORE INTO source VALUES (?, ?, ?, ?)", (sha256, size, name, now()))

    def hashes(self) -> Iterator[str]:
        """The hashes of all sources, in order."""
        for row in self._connection.execute("SELECT sha256 FROM source ORDER BY sha256"):
            yield row["sha256"]

    def sizes(self) -> dict[str, int]:
        """The size of every source in bytes, by hash."""
        return {row[0]: row[1] for row in self._connection.execute("SELECT sha256, size FROM source")}

    def read_whole(self, sha256: str, name: str, way: str, pages: int) -> None:
        """Says that the source, under this name and read in this way, gave so many pages, none of them failed or doubled."""
        self._connection.execute("INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?)", (sha256, name, way, pages))

    def read_in_part(self, sha256: str) -> None:
        """Says that the source was read and something of it failed or doubled: it has to be read again."""
        self._connection.execute("DELETE FROM reading WHERE source_sha256 = ?", (sha256,))

    def pages_read(self, sha256: str, name: str, way: str) -> int | None:
        """How many pages it gave when it was read whole, the last time, under this name and in this way; None when it was not."""
        row = self._connection.execute(
            "SELECT pages FROM reading WHERE source_sha256 = ? AND source_name = ? AND way_sha256 = ?", (sha256, name, way)
        ).fetchone()
        return None if row is None else int(row[0])

    def shown(self, sha256: str, index_uuid: str) -> tuple[str, ...]:
        """The pages that show what this source gave and that this index has, by their place in it."""
        rows = self._connection.execute(
            "SELECT p.paper || '/' || p.issue_date || CASE p.edition WHEN 1 THEN '' ELSE '-e' || p.edition END || '/' || p.page"
            # CROSS: in this order. SQLite would begin with every page of the index: milliseconds for each of a hundred thousand files.
            " FROM page_version AS v CROSS JOIN page AS p ON p.current = v.id CROSS JOIN in_index AS i ON i.page_id = p.id"
            " WHERE v.source_sha256 = ? AND i.index_uuid = ? AND i.revision = p.revision ORDER BY v.place_in_source",
            (sha256, index_uuid),
        )
        return tuple(row[0] for row in rows)

    def records(self, sha256: str) -> int:
        """How many records the pages hold that show what this source gave."""
        row = self._connection.execute(
            "SELECT sum(json_array_length(v.record_ids)) FROM page_version AS v JOIN page AS p ON p.current = v.id"
            " WHERE v.source_sha256 = ?",
            (sha256,),
        ).fetchone()
        return int(row[0] or 0)
