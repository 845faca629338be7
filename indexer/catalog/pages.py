"""The pages of the catalog: their versions, what these hold, and which of them is shown."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from indexer.catalog.batches import now
from indexer.catalog.rows import PageRow, PageSummary, PageVersion, ShownPage, UnconfirmedName, printed_identity
from indexer.jumps import Direction, JumpEnd
from indexer.model import IssueIdentity, PrintedSize

_VERSION = (
    "v.id, v.paper, v.issue_date, v.edition, v.page, v.version, v.issue_number, v.page_name, v.source_sha256, v.source_name,"
    " v.place_in_source, v.batch_id, v.digest, v.record_ids, v.warning_count, v.coverage, v.parser_version, v.read_options,"
    " v.vocabulary_sha256, v.width, v.height, v.skew"
)
_ISSUE_PATH = "p.paper || '/' || p.issue_date || CASE p.edition WHEN 1 THEN '' ELSE '-e' || p.edition END"
_LAYERED = (
    "(EXISTS (SELECT 1 FROM page AS q JOIN jump_end AS j ON j.page_version_id = q.current"
    " WHERE q.paper = p.paper AND q.issue_date = p.issue_date AND q.edition = p.edition)"
    f" OR EXISTS (SELECT 1 FROM correction AS k WHERE k.issue = {_ISSUE_PATH}))"
)
_ADDRESS = "paper = ? AND issue_date = ? AND edition = ? AND page = ?"
OUTRUN = 1_000_000
"""More changes than a page sees in a century."""
DEFLATE_LEVEL = 1
"""Quick: a page shrinks to about a third at a tenth of a millisecond; the higher levels win little on 5 kB."""


def _address(identity: IssueIdentity) -> tuple[str, str, int, int]:
    return identity.paper, identity.issue_date.isoformat(), identity.edition, identity.page


def _issue(identity: IssueIdentity) -> tuple[str, str, int]:
    return _address(identity)[:3]


class Pages:
    """Pages and their versions. Whoever changes what is searchable raises the revision of the page in the same transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def row(self, identity: IssueIdentity) -> PageRow | None:
        """The page of this address, or None when the archive never had one."""
        row = self._connection.execute(
            f"SELECT id, current, revision, known_ids FROM page WHERE {_ADDRESS}", _address(identity)
        ).fetchone()
        return None if row is None else _page_row(identity.page_path, row)

    def row_of(self, page_id: int) -> PageRow:
        """The page of this row number."""
        row = self._connection.execute(
            "SELECT paper, issue_date, edition, page, id, current, revision, known_ids FROM page WHERE id = ?", (page_id,)
        ).fetchone()
        return _page_row(_identity(row).page_path, row)

    def identity_of(self, page_id: int) -> IssueIdentity:
        """The address of this row number."""
        row = self._connection.execute("SELECT paper, issue_date, edition, page FROM page WHERE id = ?", (page_id,)).fetchone()
        return _identity(row)

    def current(self, identity: IssueIdentity) -> PageVersion | None:
        """The version of this page that is shown, or None."""
        row = self._connection.execute(
            f"SELECT {_VERSION} FROM page AS p JOIN page_version AS v ON v.id = p.current"
            " WHERE p.paper = ? AND p.issue_date = ? AND p.edition = ? AND p.page = ?",
            _address(identity),
        ).fetchone()
        return None if row is None else _page_version(row)

    def enter(
        self,
        page: PageVersion,
        documents: bytes,
        unconfirmed: Sequence[UnconfirmedName] = (),
        ends: Sequence[JumpEnd] = (),
    ) -> int:
        """Enters a version of a page and makes it the one that is shown; returns the page's row number.

        `documents` is `deflated` lines. The version counts on from the highest that the page ever had; `page.version` is not read.
        """
        address = _address(page.identity)
        known = self.row(page.identity)
        highest = self._connection.execute(f"SELECT max(version) FROM page_version WHERE {_ADDRESS}", address).fetchone()[0]
        row = self._insert_version(page, (highest or 0) + 1)
        self._connection.execute("INSERT INTO page_content VALUES (?, ?)", (row, documents))
        self._connection.executemany(
            "INSERT INTO unconfirmed_name VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(row, n.record_id, n.name, n.level, n.as_printed, n.mentions, n.context) for n in unconfirmed],
        )
        self._connection.executemany(
            "INSERT INTO jump_end VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (row, e.record, e.direction, e.target, e.headline, e.titles, json.dumps(e.credits, ensure_ascii=False))
                for e in ends
            ],
        )
        if known is None:
            cursor = self._connection.execute(
                "INSERT INTO page (paper, issue_date, edition, page, current, revision, known_ids) VALUES (?, ?, ?, ?, ?, 1, ?)",
                (*address, row, json.dumps(page.record_ids, ensure_ascii=False)),
            )
            return cursor.lastrowid or 0
        self._connection.execute("UPDATE page SET current = ?, revision = revision + 1 WHERE id = ?", (row, known.id))
        self.know_ids(known.id, page.record_ids)
        return known.id

    def _insert_version(self, page: PageVersion, version: int) -> int:
        identity = page.identity
        cursor = self._connection.execute(
            "INSERT INTO page_version (paper, issue_date, edition, page, version, issue_number, page_name, source_sha256,"
            " source_name, place_in_source, batch_id, digest, record_ids, warning_count, coverage, parser_version, added_at,"
            " read_options, vocabulary_sha256, width, height, skew)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *_address(identity),
                version,
                identity.issue_number,
                identity.page_name,
                page.source_sha256,
                page.source_name,
                page.place_in_source,
                page.batch_id,
                page.digest,
                json.dumps(page.record_ids, ensure_ascii=False),
                page.warning_count,
                page.coverage,
                page.parser_version,
                now(),
                page.read_options,
                page.vocabulary_sha256,
                *_measures(page.printed),
            ),
        )
        return cursor.lastrowid or 0

    def know_ids(self, page_id: int, ids: Iterable[str]) -> None:
        """Adds to the ids that the page ever gave: what is no longer among its records is removed from an index by them."""
        row = self._connection.execute("SELECT known_ids FROM page WHERE id = ?", (page_id,)).fetchone()
        known = json.loads(row[0])
        new = set(ids).difference(known)
        if new:
            self._connection.execute(
                "UPDATE page SET known_ids = ? WHERE id = ?", (json.dumps([*known, *sorted(new)], ensure_ascii=False), page_id)
            )

    def touch(self, page_ids: Iterable[int]) -> None:
        """Raises the revision: what these pages show has changed, so every index has to load them again."""
        self._connection.executemany("UPDATE page SET revision = revision + 1 WHERE id = ?", [(page,) for page in page_ids])

    def raise_above(self, page_id: int, version: int) -> None:
        """Raises the revision above a version that an index holds, so that the page is loaded again and taken there."""
        self._connection.execute("UPDATE page SET revision = max(revision, ?) + 1 WHERE id = ?", (version, page_id))

    def outrun(self) -> None:
        """Raises every revision far above any that an index may hold from a later time than this catalog's: it was restored."""
        self._connection.execute("UPDATE page SET revision = revision + ?", (OUTRUN,))

    def jumping(self, identity: IssueIdentity) -> tuple[int, ...]:
        """The pages of an issue whose shown version has an end of a jump, by row number."""
        rows = self._connection.execute(
            "SELECT p.id FROM page AS p WHERE p.paper = ? AND p.issue_date = ? AND p.edition = ?"
            " AND EXISTS (SELECT 1 FROM jump_end AS j WHERE j.page_version_id = p.current) ORDER BY p.page",
            _issue(identity),
        )
        return tuple(row[0] for row in rows)

    def withdraw(self, batch_id: int) -> tuple[int, ...]:
        """Withdraws the versions that a batch entered; pages go back to their last version that stays, or show none.

        Returns the pages that show something else than before.
        """
        self._connection.execute(
            "UPDATE page_version SET withdrawn_at = ? WHERE batch_id = ? AND withdrawn_at IS NULL", (now(), batch_id)
        )
        rows = self._connection.execute(
            "SELECT p.id FROM page AS p JOIN page_version AS v ON v.id = p.current WHERE v.withdrawn_at IS NOT NULL"
        ).fetchall()
        changed = tuple(row[0] for row in rows)
        self._connection.executemany(
            "UPDATE page SET revision = revision + 1, current = (SELECT v.id FROM page_version AS v WHERE v.paper = page.paper"
            " AND v.issue_date = page.issue_date AND v.edition = page.edition AND v.page = page.page"
            " AND v.withdrawn_at IS NULL ORDER BY v.version DESC LIMIT 1) WHERE id = ?",
            [(page,) for page in changed],
        )
        return changed

    def shown(self, page_ids: Sequence[int]) -> tuple[ShownPage, ...]:
        """What these pages show, in the order given, all as of one moment; at most some hundred at once."""
        marks = ", ".join("?" * len(page_ids))
        rows = self._connection.execute(
            "SELECT p.id, p.paper, p.issue_date, p.edition, p.page, p.current, p.revision, p.known_ids, v.source_name, v.batch_id,"
            f" v.record_ids, c.documents, {_LAYERED} AS layered"
            " FROM page AS p LEFT JOIN page_version AS v ON v.id = p.current LEFT JOIN page_content AS c ON c.page_version_id = v.id"
            f" WHERE p.id IN ({marks})",
            tuple(page_ids),
        ).fetchall()
        by_id = {row["id"]: row for row in rows}
        return tuple(_shown_page(by_id[page_id]) for page_id in page_ids)

    def content(self, version_id: int) -> tuple[bytes, ...] | None:
        """The documents of a version, one JSON object a line; None for a version of before they were kept."""
        row = self._connection.execute("SELECT documents FROM page_content WHERE page_version_id = ?", (version_id,)).fetchone()
        return None if row is None else inflated(row[0])

    def issue(self, identity: IssueIdentity) -> tuple[tuple[int, PageVersion], ...]:
        """The pages of an issue that show something, in order, with their row numbers (the page of `identity` does not matter)."""
        rows = self._connection.execute(
            f"SELECT {_VERSION}, p.id AS page_id FROM page AS p JOIN page_version AS v ON v.id = p.current"
            " WHERE p.paper = ? AND p.issue_date = ? AND p.edition = ? ORDER BY p.page",
            _issue(identity),
        )
        return tuple((row["page_id"], _page_version(row)) for row in rows)

    def all_current(self) -> Iterator[PageVersion]:
        """The version that is shown of every page, by address."""
        rows = self._connection.execute(
            f"SELECT {_VERSION} FROM page AS p JOIN page_version AS v ON v.id = p.current"
            " ORDER BY p.paper, p.issue_date, p.edition, p.page"
        )
        for row in rows:
            yield _page_version(row)

    def of_batch(self, batch_id: int) -> Iterator[PageVersion]:
        """The versions that a batch entered, withdrawn ones included, by address."""
        rows = self._connection.execute(
            f"SELECT {_VERSION} FROM page_version AS v WHERE v.batch_id = ? ORDER BY paper, issue_date, edition, page, version",
            (batch_id,),
        )
        for row in rows:
            yield _page_version(row)

    def summaries(self) -> Iterator[PageSummary]:
        """Every address that the archive ever had, withdrawn ones included, in order."""
        rows = self._connection.execute(
            "SELECT p.paper, p.issue_date, p.edition, p.page, v.digest, v.source_sha256, v.record_ids, (SELECT count(*)"
            " FROM page_version AS w WHERE w.paper = p.paper AND w.issue_date = p.issue_date AND w.edition = p.edition"
            " AND w.page = p.page) AS versions FROM page AS p LEFT JOIN page_version AS v ON v.id = p.current"
            " ORDER BY p.paper, p.issue_date, p.edition, p.page"
        )
        for row in rows:
            ids = tuple(json.loads(row["record_ids"])) if row["record_ids"] else ()
            yield PageSummary(_identity(row).page_path, row["versions"], row["digest"] or "", row["source_sha256"] or "", ids)

    def all_ids(self) -> Iterator[int]:
        """The row number of every page, withdrawn ones included; asked in pieces, so that others may write meanwhile."""
        after = 0
        while found := self._connection.execute("SELECT id FROM page WHERE id > ? ORDER BY id LIMIT 1000", (after,)).fetchall():
            for row in found:
                after = row[0]
                yield after

    def count(self) -> int:
        """How many pages show something."""
        return int(self._connection.execute("SELECT count(*) FROM page WHERE current IS NOT NULL").fetchone()[0])

    def stale(self, parser_version: str, vocabulary_sha256: str) -> Iterator[PageVersion]:
        """The shown versions that another parser or vocabulary read, or whose documents are not kept; those of a source together."""
        rows = self._connection.execute(
            f"SELECT {_VERSION} FROM page AS p JOIN page_version AS v ON v.id = p.current"
            " LEFT JOIN page_content AS c ON c.page_version_id = v.id"
            " WHERE v.parser_version != ? OR v.vocabulary_sha256 != ? OR c.page_version_id IS NULL"
            " ORDER BY v.source_sha256, v.source_name, v.place_in_source",
            (parser_version, vocabulary_sha256),
        ).fetchall()
        for row in rows:
            yield _page_version(row)

    def with_pictures(self, source_sha256: str | None = None) -> Iterator[PageVersion]:
        """The shown versions of printed pages, of all sources or of one, by source."""
        rows = self._connection.execute(
            f"SELECT {_VERSION} FROM page_version AS v JOIN page AS p ON p.paper = v.paper AND p.issue_date = v.issue_date"
            " AND p.edition = v.edition AND p.page = v.page AND p.current = v.id"
            f" WHERE v.width IS NOT NULL{' AND v.source_sha256 = ?' if source_sha256 else ''}"
            " ORDER BY v.source_sha256, v.place_in_source",
            (source_sha256,) if source_sha256 else (),
        ).fetchall()
        for row in rows:
            yield _page_version(row)

    def read_as_before(
        self, version_id: int, documents: bytes, parser_version: str, vocabulary_sha256: str, printed: PrintedSize | None = None
    ) -> None:
        """Says that this version, read again, has the records that it had."""
        self._connection.execute("INSERT OR REPLACE INTO page_content VALUES (?, ?)", (version_id, documents))
        self._connection.execute(
            "UPDATE page_version SET parser_version = ?, vocabulary_sha256 = ?, width = ?, height = ?, skew = ? WHERE id = ?",
            (parser_version, vocabulary_sha256, *_measures(printed), version_id),
        )

    def records(self) -> int:
        """How many records the shown versions gave, before corrections."""
        row = self._connection.execute(
            "SELECT coalesce(sum(json_array_length(v.record_ids)), 0) FROM page AS p JOIN page_version AS v ON v.id = p.current"
        ).fetchone()
        return int(row[0])

    def unconfirmed_names(self) -> Iterator[UnconfirmedName]:
        """The names on the shown versions of all pages that no table knew when these were entered, by address."""
        rows = self._connection.execute(
            "SELECT record_id, name, level, as_printed, mentions, context FROM unconfirmed_name"
            " JOIN page AS p ON p.current = page_version_id"
            " ORDER BY p.paper, p.issue_date, p.edition, p.page, unconfirmed_name.rowid"
        )
        for row in rows:
            yield UnconfirmedName(*row)

    def jump_ends(self, identity: IssueIdentity) -> tuple[JumpEnd, ...]:
        """The ends of jumps on the shown pages of an issue, in order (the page of `identity` does not matter)."""
        rows = self._connection.execute(
            "SELECT record_id, p.page, direction, target, headline, titles, credits FROM page AS p"
            " JOIN jump_end ON jump_end.page_version_id = p.current WHERE p.paper = ? AND p.issue_date = ? AND p.edition = ?"
            " ORDER BY p.page, jump_end.rowid",
            _issue(identity),
        )
        return tuple(
            JumpEnd(
                record=row["record_id"],
                page=row["page"],
                direction=Direction(row["direction"]),
                target=row["target"],
                headline=row["headline"],
                titles=row["titles"],
                credits=tuple((role, name) for role, name in json.loads(row["credits"])),
            )
            for row in rows
        )


def deflated(lines: Sequence[bytes]) -> bytes:
    """Lines as the catalog keeps them."""
    return zlib.compress(b"\n".join(lines), DEFLATE_LEVEL)


def inflated(documents: bytes) -> tuple[bytes, ...]:
    """The lines of what `deflated` made; none for a page without records."""
    text = zlib.decompress(documents)
    return tuple(text.split(b"\n")) if text else ()


def _shown_page(row: sqlite3.Row) -> ShownPage:
    identity = _identity(row)
    return ShownPage(
        page=_page_row(identity.page_path, row),
        identity=identity,
        source_name=row["source_name"] or "",
        batch_id=row["batch_id"] or 0,
        record_ids=tuple(json.loads(row["record_ids"])) if row["record_ids"] else (),
        documents=None if row["documents"] is None else inflated(row["documents"]),
        layered=bool(row["layered"]),
    )


def _identity(row: sqlite3.Row) -> IssueIdentity:
    return IssueIdentity(row["paper"], date.fromisoformat(row["issue_date"]), row["page"], row["edition"])


def _page_row(path: str, row: sqlite3.Row) -> PageRow:
    return PageRow(row["id"], path, row["current"], row["revision"], tuple(json.loads(row["known_ids"])))


def _measures(printed: PrintedSize | None) -> tuple[float | None, float | None, float | None]:
    return (printed.width, printed.height, printed.skew) if printed else (None, None, None)


def _page_version(row: sqlite3.Row) -> PageVersion:
    return PageVersion(
        identity=printed_identity(row),
        version=row["version"],
        source_sha256=row["source_sha256"],
        source_name=row["source_name"],
        place_in_source=row["place_in_source"],
        batch_id=row["batch_id"],
        digest=row["digest"],
        record_ids=tuple(json.loads(row["record_ids"])),
        warning_count=row["warning_count"],
        coverage=row["coverage"],
        parser_version=row["parser_version"],
        read_options=row["read_options"],
        vocabulary_sha256=row["vocabulary_sha256"],
        printed=None if row["width"] is None else PrintedSize(row["width"], row["height"], row["skew"]),
        id=row["id"],
    )
