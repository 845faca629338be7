"""The catalog's copy: made by SQLite while others write, checked, and asked what it lists. The only file here that knows its tables."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from indexer.backup.faults import cannot_write
from indexer.backup.manifest import Counts, is_sha256
from indexer.errors import BackupError

BUSY_SECONDS = 30.0
PAGES_SINCE = 4
"""Since this schema of the catalog a table says which version of a page is shown."""

_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


@dataclass(frozen=True, slots=True)
class Source:
    """A source that the catalog lists."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class CatalogCopy:
    """What a copy of the catalog says."""

    schema: int
    counts: Counts
    sources: tuple[Source, ...]


def copy_catalog(catalog: Path, target: Path) -> CatalogCopy:
    """Copies the catalog as of one moment to `target`, one plain file without journals; the same content gives the same bytes.

    Raises BackupError when the catalog is damaged or stays locked, or the target cannot be written.
    """
    with contextlib.closing(sqlite3.connect(f"{catalog.as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)) as source:
        try:
            source.execute("PRAGMA schema_version").fetchone()
        except sqlite3.Error as error:
            raise _unreadable(catalog, error) from error
        # Nobody else knows this file, so it needs no locks, which shares of other systems often have not got.
        uri = f"{target.as_uri()}?vfs=unix-none"
        try:
            with contextlib.closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as copy:
                copy.execute("PRAGMA locking_mode = EXCLUSIVE")
                copy.execute("PRAGMA synchronous = OFF")  # the caller has the whole file on disk before it counts
                # All pages in one step: one read transaction. In several steps every commit of an ingest would begin it anew.
                source.backup(copy, progress=_give_up_when_locked)
                copy.execute("PRAGMA journal_mode = DELETE")
                faults = _faults(copy)
                if faults:
                    raise _damaged(catalog, faults)
                listed = _listed(copy)
                strange = [source.sha256 for source in listed.sources if not is_sha256(source.sha256)]
                if strange:
                    raise _damaged(catalog, f"source {strange[0]!r}")
                return listed
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", None) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
                raise _damaged(catalog, str(error)) from error
            if getattr(error, "sqlite_errorcode", None) in _LOCKED:
                raise _unreadable(catalog, error) from error
            raise cannot_write(target.parent.parent, error) from error


def _give_up_when_locked(status: int, _remaining: int, _total: int) -> None:
    if status in _LOCKED:  # sqlite3 itself would try for ever
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorcode = status
        raise error


def catalog_faults(copy: Path, schema: int) -> str:
    """What is wrong with a copy in a backup, empty when it is sound; writes nothing, not even beside it."""
    uri = f"{copy.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
            found = _faults(connection)
            if not found and _schema(connection) != schema:
                found = f"schema {_schema(connection)}, the manifest says {schema}"
            return found
    except sqlite3.Error as error:
        return str(error)


def _faults(connection: sqlite3.Connection) -> str:
    return "; ".join(row[0] for row in connection.execute("PRAGMA quick_check") if row[0] != "ok")


def _schema(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _listed(copy: sqlite3.Connection) -> CatalogCopy:
    shown = "page AS p JOIN page_version AS v ON v.id = p.current"
    if _schema(copy) < PAGES_SINCE:  # the program was brought up and nothing was ingested since
        shown = "(SELECT record_ids, max(version) FROM page_version GROUP BY paper, issue_date, edition, page) AS v"
    pages, records = copy.execute(f"SELECT count(*), coalesce(sum(json_array_length(v.record_ids)), 0) FROM {shown}").fetchone()
    batches = copy.execute("SELECT count(*) FROM batch").fetchone()[0]
    sources = copy.execute("SELECT sha256, size FROM source ORDER BY sha256")
    return CatalogCopy(_schema(copy), Counts(batches, pages, records), tuple(Source(*row) for row in sources))


def _damaged(catalog: Path, found: str) -> BackupError:
    return BackupError(
        f"目录库 {catalog} 已损坏（{found}），没有做备份；以前的备份不受影响。"
        "请把存档目录改名留着，再用 bulletin restore 恢复到一个新的存档目录。",
        f"{catalog} is damaged ({found}); no backup was made",
    )


def _unreadable(catalog: Path, error: sqlite3.Error) -> BackupError:
    return BackupError(
        f"读不了目录库 {catalog}（{error}），没有做备份。请检查权限和磁盘，稍后再试；仍不行时运行 bulletin doctor。",
        f"cannot read {catalog}: {error}",
    )
