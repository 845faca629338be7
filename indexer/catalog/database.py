"""The catalog: `catalog.sqlite` in the archive home. One writer at a time, any number of readers beside it."""

from __future__ import annotations

import fcntl
import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path

from indexer.catalog.rows import Batch, Outcome, PageVersion, UnconfirmedName
from indexer.errors import CatalogError
from indexer.jumps import Direction, JumpEnd
from indexer.model import IssueIdentity

_COLUMNS = (
    "id, paper, issue_date, edition, page, version, issue_number, page_name, source_sha256, source_name, place_in_source,"
    " batch_id, digest, record_ids, warning_count, coverage, parser_version, loaded_index"
)


def _migrations() -> list[str]:
    folder = resources.files("indexer.catalog").joinpath("migrations")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [folder.joinpath(name).read_text(encoding="utf-8") for name in names]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class Catalog:
    """An open catalog; made by `open_catalog`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.row_factory = sqlite3.Row

    def begin_batch(self, name: str) -> Batch:
        """A new batch, from now on on disk."""
        started = _now()
        with self._connection:
            cursor = self._connection.execute("INSERT INTO batch (name, started_at) VALUES (?, ?)", (name, started))
        return Batch(cursor.lastrowid or 0, name, started, None)

    def finish_batch(self, batch: Batch, outcomes: list[Outcome]) -> None:
        """Closes the batch and stores its report."""
        rows = [(batch.id, o.source_name, o.page_path, o.state.value, o.code, o.zh, o.en) for o in outcomes]
        with self._connection:
            self._connection.executemany("INSERT INTO outcome VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            self._connection.execute("UPDATE batch SET finished_at = ? WHERE id = ?", (_now(), batch.id))

    def batches(self) -> tuple[Batch, ...]:
        """All batches, oldest first."""
        rows = self._connection.execute("SELECT id, name, started_at, finished_at FROM batch ORDER BY id")
        return tuple(Batch(*row) for row in rows)

    def add_source(self, sha256: str, size: int, name: str) -> None:
        """Enters a source whose original is stored; entering it again changes nothing."""
        with self._connection:
            self._connection.execute("INSERT OR IGNORE INTO source VALUES (?, ?, ?, ?)", (sha256, size, name, _now()))

    def add_page_version(
        self, page: PageVersion, unconfirmed: Sequence[UnconfirmedName] = (), ends: Sequence[JumpEnd] = ()
    ) -> int:
        """Enters a version of a page, not loaded yet, with the names on it that no table knows and its jumps; returns its row number."""
        identity = page.identity
        with self._connection:
            cursor = self._connection.execute(
                "INSERT INTO page_version (paper, issue_date, edition, page, version, issue_number, page_name, source_sha256,"
                " source_name, place_in_source, batch_id, digest, record_ids, warning_count, coverage, parser_version, added_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    identity.paper,
                    identity.issue_date.isoformat(),
                    identity.edition,
                    identity.page,
                    page.version,
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
                    _now(),
                ),
            )
            row = cursor.lastrowid or 0
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
        return row

    def mark_loaded(self, row_numbers: list[int], index_uuid: str) -> None:
        """Says that this index has acknowledged all records of these versions."""
        with self._connection:
            self._connection.executemany(
                "UPDATE page_version SET loaded_index = ? WHERE id = ?", [(index_uuid, number) for number in row_numbers]
            )

    def current(self, identity: IssueIdentity) -> PageVersion | None:
        """The current version of this page, or None when the archive has none."""
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM page_version WHERE paper = ? AND issue_date = ? AND edition = ? AND page = ?"
            " ORDER BY version DESC LIMIT 1",
            (identity.paper, identity.issue_date.isoformat(), identity.edition, identity.page),
        ).fetchone()
        return None if row is None else _page_version(row)

    def earlier_record_ids(self, identity: IssueIdentity) -> set[str]:
        """The ids of all records that any version of this page ever gave."""
        rows = self._connection.execute(
            "SELECT record_ids FROM page_version WHERE paper = ? AND issue_date = ? AND edition = ? AND page = ?",
            (identity.paper, identity.issue_date.isoformat(), identity.edition, identity.page),
        )
        return {record_id for row in rows for record_id in json.loads(row["record_ids"])}

    def current_pages(self) -> Iterator[PageVersion]:
        """The current version of every page, by address."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM page_version AS p WHERE version = (SELECT max(version) FROM page_version AS q"
            " WHERE q.paper = p.paper AND q.issue_date = p.issue_date AND q.edition = p.edition AND q.page = p.page)"
            " ORDER BY paper, issue_date, edition, page"
        )
        for row in rows:
            yield _page_version(row)

    def unconfirmed_names(self) -> Iterator[UnconfirmedName]:
        """The names on the current versions of all pages that no table knew when these were entered, by address."""
        if self._connection.execute("PRAGMA user_version").fetchone()[0] < 2:
            return  # a catalog that no ingest of this version has opened yet
        rows = self._connection.execute(
            "SELECT record_id, name, level, as_printed, mentions, context FROM unconfirmed_name"
            " JOIN page_version AS p ON p.id = page_version_id WHERE p.version = (SELECT max(version) FROM page_version AS q"
            " WHERE q.paper = p.paper AND q.issue_date = p.issue_date AND q.edition = p.edition AND q.page = p.page)"
            " ORDER BY p.paper, p.issue_date, p.edition, p.page, unconfirmed_name.rowid"
        )
        for row in rows:
            yield UnconfirmedName(*row)

    def jump_ends(self, issue: IssueIdentity) -> tuple[JumpEnd, ...]:
        """The ends of jumps on the current versions of the pages of an issue, in order (the page of `issue` does not matter)."""
        rows = self._connection.execute(
            "SELECT record_id, p.page, direction, target, headline, titles, credits FROM jump_end"
            " JOIN page_version AS p ON p.id = page_version_id WHERE p.paper = ? AND p.issue_date = ? AND p.edition = ?"
            " AND p.version = (SELECT max(version) FROM page_version AS q WHERE q.paper = p.paper"
            " AND q.issue_date = p.issue_date AND q.edition = p.edition AND q.page = p.page)"
            " ORDER BY p.page, jump_end.rowid",
            (issue.paper, issue.issue_date.isoformat(), issue.edition),
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

    def source_hashes(self) -> Iterator[str]:
        """The hashes of all sources."""
        for row in self._connection.execute("SELECT sha256 FROM source ORDER BY sha256"):
            yield row["sha256"]

    def faults(self) -> tuple[str, ...]:
        """What SQLite's own check finds wrong; empty when the file is sound."""
        rows = self._connection.execute("PRAGMA quick_check").fetchall()
        return tuple(row[0] for row in rows if row[0] != "ok")


def _page_version(row: sqlite3.Row) -> PageVersion:
    identity = IssueIdentity(
        paper=row["paper"],
        issue_date=date.fromisoformat(row["issue_date"]),
        page=row["page"],
        edition=row["edition"],
        issue_number=row["issue_number"],
        page_name=row["page_name"],
    )
    return PageVersion(
        identity=identity,
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
        loaded_index=row["loaded_index"],
        id=row["id"],
    )


@contextmanager
def open_catalog(home: Path, *, write: bool) -> Iterator[Catalog]:
    """The catalog of this home; made on the first opening for writing.

    Raises CatalogError when another process is writing, when the file was made by a newer version, when it is damaged, or,
    for reading, when there is none yet.
    """
    path = home / "catalog.sqlite"
    if not write:
        if not path.is_file():
            raise CatalogError(
                f"{home} 里还没有目录库(catalog.sqlite)。请先用 bulletin ingest 收录。", f"no catalog in {home} yet"
            )
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=10)
        try:
            _check_version(connection, path)
            yield Catalog(connection)
        finally:
            connection.close()
        return
    home.mkdir(parents=True, exist_ok=True)
    with _one_writer(home):
        connection = sqlite3.connect(path, timeout=10)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            # FULL: what the catalog says was stored must survive a power cut, since the index is made from it.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            _migrate(connection, path)
            yield Catalog(connection)
        finally:
            connection.close()


def _check_version(connection: sqlite3.Connection, path: Path) -> int:
    try:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError as error:
        raise CatalogError(
            f"目录库 {path} 已损坏({error})。请从备份恢复这个文件。", f"{path} is damaged ({error}); restore it from a backup"
        ) from error
    if version > len(_migrations()):
        raise CatalogError(
            f"目录库 {path} 是由更新版本的程序建立的(第 {version} 版)。请升级 bulletin-archive。",
            f"{path} was written by a newer version (schema {version}); upgrade bulletin-archive",
        )
    return version


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    version = _check_version(connection, path)
    for number, script in enumerate(_migrations()[version:], version + 1):
        connection.executescript(f"BEGIN; {script}; PRAGMA user_version = {number}; COMMIT;")


@contextmanager
def _one_writer(home: Path) -> Iterator[None]:
    handle = os.open(home / "catalog.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CatalogError(
                f"另一个程序正在向 {home} 收录。请等它结束后再试。", f"another process is writing to {home}; wait for it to end"
            ) from error
        yield
    finally:
        os.close(handle)
