"""The issues of the catalog, read only: which there are, and what their pages came from."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from indexer.catalog.rows import IssueRow, PageEntry, printed_identity
from indexer.model import IssueIdentity

_DAYS = "publishing days of "
_ENTRY = (
    "SELECT v.paper, v.issue_date, v.edition, v.page, v.issue_number, v.page_name, v.version,"
    " json_array_length(v.record_ids) AS records, v.warning_count, v.coverage, v.source_name, v.source_sha256, v.place_in_source,"
    " b.name AS batch, v.added_at, v.withdrawn_at, p.current IS v.id AS shown"
    " FROM page_version AS v JOIN batch AS b ON b.id = v.batch_id JOIN page AS p ON p.paper = v.paper"
    " AND p.issue_date = v.issue_date AND p.edition = v.edition AND p.page = v.page"
)


class Issues:
    """Issues and their pages, told from what the pages show."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def papers(self) -> tuple[str, ...]:
        """The papers that show something, in order."""
        rows = self._connection.execute("SELECT DISTINCT paper FROM page WHERE current IS NOT NULL ORDER BY paper")
        return tuple(row[0] for row in rows)

    def note_publishing_days(self, paper: str, weekdays: Iterable[int]) -> None:
        """Keeps what a `bulletin.toml` says of the days on which a paper comes out (Monday is 0); the newest word counts."""
        self._connection.execute(
            "INSERT INTO archive VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (f"{_DAYS}{paper}", json.dumps(sorted(weekdays))),
        )

    def publishing_days(self, paper: str) -> frozenset[int] | None:
        """The days on which the paper comes out (Monday is 0), as a `bulletin.toml` said; None when none did."""
        row = self._connection.execute("SELECT value FROM archive WHERE name = ?", (f"{_DAYS}{paper}",)).fetchone()
        return None if row is None else frozenset(json.loads(row[0]))

    def all(self, paper: str | None = None, first: date | None = None, last: date | None = None) -> Iterator[IssueRow]:
        """The issues of a paper, or of all, from `first` to `last`, both included; by paper, date and edition."""
        rows = self._connection.execute(
            "SELECT p.paper, p.issue_date, p.edition, p.page, v.issue_number, json_array_length(v.record_ids), v.warning_count"
            " FROM page AS p JOIN page_version AS v ON v.id = p.current"
            " WHERE (?1 IS NULL OR p.paper = ?1) AND p.issue_date BETWEEN ?2 AND ?3"
            " ORDER BY p.paper, p.issue_date, p.edition, p.page",
            (paper, (first or date.min).isoformat(), (last or date.max).isoformat()),
        )
        for (name, day, edition), pages in groupby(map(tuple, rows), key=lambda row: row[:3]):
            held = list(pages)
            yield IssueRow(
                paper=name,
                issue_date=date.fromisoformat(day),
                edition=edition,
                pages=tuple(page[3] for page in held),
                numbers=tuple(page[4] for page in held),
                records=sum(page[5] for page in held),
                warnings=sum(page[6] for page in held),
            )

    def last_changes(self, first: date | None = None, last: date | None = None) -> dict[str, str]:
        """By path, when an issue of these days, both included, last changed (UTC, ISO 8601): a page came, went, or was corrected."""
        days = (first or date.min).isoformat(), (last or date.max).isoformat()
        rows = self._connection.execute(
            "SELECT paper || '/' || issue_date || CASE edition WHEN 1 THEN '' ELSE '-e' || edition END,"
            " max(max(added_at), coalesce(max(withdrawn_at), '')) FROM page_version WHERE issue_date BETWEEN ? AND ?"
            " GROUP BY paper, issue_date, edition",
            days,
        )
        changes: dict[str, str] = dict(map(tuple, rows))
        corrected = self._connection.execute("SELECT issue, max(json_extract(entry, '$.at')) FROM correction GROUP BY issue")
        for path, at in corrected:
            if path in changes and at:
                changes[path] = max(changes[path], at)
        return changes

    def entries(self, identity: IssueIdentity) -> tuple[PageEntry, ...]:
        """Every version of every page of an issue, by page and version (the page of `identity` does not matter)."""
        rows = self._connection.execute(
            f"{_ENTRY} WHERE v.paper = ? AND v.issue_date = ? AND v.edition = ? ORDER BY v.page, v.version",
            (identity.paper, identity.issue_date.isoformat(), identity.edition),
        )
        return tuple(_entry(row) for row in rows)

    def entries_of_batch(self, batch_id: int) -> Iterator[PageEntry]:
        """The versions that a batch entered, by address."""
        rows = self._connection.execute(
            f"{_ENTRY} WHERE v.batch_id = ? ORDER BY v.paper, v.issue_date, v.edition, v.page, v.version", (batch_id,)
        )
        for row in rows:
            yield _entry(row)

    def nearest(self, identity: IssueIdentity) -> tuple[str, ...]:
        """The paths of the issues of the paper right before and right after this date, to be named where the one asked for is not."""
        asked = (identity.paper, identity.issue_date.isoformat())
        found = []
        for sign, order in (("<=", "DESC"), (">=", "ASC")):
            row = self._connection.execute(
                f"SELECT issue_date, edition FROM page WHERE paper = ? AND issue_date {sign} ? AND current IS NOT NULL"
                f" ORDER BY issue_date {order}, edition LIMIT 1",
                asked,
            ).fetchone()
            if row:
                found.append(IssueIdentity(identity.paper, date.fromisoformat(row[0]), 1, row[1]).issue_path)
        return tuple(dict.fromkeys(found))


def _entry(row: sqlite3.Row) -> PageEntry:
    return PageEntry(
        identity=printed_identity(row),
        version=row["version"],
        records=row["records"],
        warnings=row["warning_count"],
        coverage=row["coverage"],
        source_name=row["source_name"],
        source_sha256=row["source_sha256"],
        place_in_source=row["place_in_source"],
        batch=row["batch"],
        added_at=row["added_at"],
        withdrawn_at=row["withdrawn_at"],
        shown=bool(row["shown"]),
    )
