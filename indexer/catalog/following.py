"""Which indices follow the catalog, and which pages each of them still has to load."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from indexer.catalog.rows import FollowedIndex, Role


class Following:
    """The indices that follow, and the revision of each page in each of them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def indices(self, *roles: Role) -> tuple[FollowedIndex, ...]:
        """The indices in these roles, by name, newest first; in any role when none is given."""
        rows = self._connection.execute("SELECT index_uuid, name, role, settings_before FROM followed_index ORDER BY name DESC")
        found = (FollowedIndex(row[0], row[1], Role(row[2]), row[3]) for row in rows)
        return tuple(index for index in found if not roles or index.role in roles)

    def follow(self, uuid: str, name: str, role: Role) -> None:
        """Says that this index follows in this role; there is one live index at most: the one before becomes kept."""
        if role is Role.LIVE:
            self._connection.execute(
                "UPDATE followed_index SET role = ? WHERE role = ? AND index_uuid != ?", (Role.KEPT, Role.LIVE, uuid)
            )
        self._connection.execute(
            "INSERT INTO followed_index (index_uuid, name, role) VALUES (?, ?, ?)"
            " ON CONFLICT (index_uuid) DO UPDATE SET role = excluded.role",
            (uuid, name, role),
        )

    def forget(self, uuid: str) -> None:
        """Says that this index is gone."""
        self._connection.execute("DELETE FROM in_index WHERE index_uuid = ?", (uuid,))
        self._connection.execute("DELETE FROM followed_index WHERE index_uuid = ?", (uuid,))

    def keep_settings(self, uuid: str, settings: str | None) -> None:
        """Keeps the settings that are to be restored after a large load; None once they are."""
        self._connection.execute("UPDATE followed_index SET settings_before = ? WHERE index_uuid = ?", (settings, uuid))

    def revision(self, uuid: str, page_id: int) -> int | None:
        """The revision of a page in this index; None when it never was whole there."""
        row = self._connection.execute(
            "SELECT revision FROM in_index WHERE index_uuid = ? AND page_id = ?", (uuid, page_id)
        ).fetchone()
        return None if row is None else int(row[0])

    def ever_loaded(self, page_id: int, revision: int) -> bool:
        """True when some index that follows has acknowledged this revision of the page."""
        row = self._connection.execute(
            # By index and page, as the table is ordered: by the page alone every row would be looked at.
            "SELECT 1 FROM followed_index AS f CROSS JOIN in_index AS i ON i.index_uuid = f.index_uuid"
            " WHERE i.page_id = ? AND i.revision = ? LIMIT 1",
            (page_id, revision),
        ).fetchone()
        return row is not None

    def acknowledge(self, uuid: str, pages: Iterable[tuple[int, int]]) -> None:
        """Says that this index has all documents of these revisions, given as pairs of page and revision."""
        self._connection.executemany(
            "INSERT INTO in_index VALUES (?, ?, ?) ON CONFLICT (index_uuid, page_id) DO UPDATE SET revision = excluded.revision"
            " WHERE excluded.revision > in_index.revision",
            ((uuid, page, revision) for page, revision in pages),
        )

    def pending(self, uuid: str, after: int = 0, most: int = 1000) -> tuple[int, ...]:
        """Pages that this index still has to load, by row number from `after` on, `most` at most.

        Pages that were withdrawn are among them: an ingest that was cut off may have left records of theirs there.
        """
        rows = self._connection.execute(
            "SELECT p.id FROM page AS p LEFT JOIN in_index AS i ON i.index_uuid = ? AND i.page_id = p.id"
            " WHERE p.id > ? AND i.revision IS NOT p.revision"
            " ORDER BY p.id LIMIT ?",
            (uuid, after, most),
        )
        return tuple(row[0] for row in rows)

    def pending_count(self, uuid: str) -> int:
        """How many pages this index still has to load."""
        row = self._connection.execute(
            "SELECT count(*) FROM page AS p LEFT JOIN in_index AS i ON i.index_uuid = ? AND i.page_id = p.id"
            " WHERE i.revision IS NOT p.revision",
            (uuid,),
        ).fetchone()
        return int(row[0])

    def pending_all(self, uuid: str) -> Iterator[int]:
        """Every page that this index still has to load; asked in pieces, so that marks made meanwhile do no harm."""
        after = 0
        while found := self.pending(uuid, after):
            yield from found
            after = found[-1]
