"""The catalog: `catalog.sqlite` in the archive home. Short transactions, so that several commands may write; readers beside them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib import resources
from pathlib import Path

from indexer.catalog.batches import Batches
from indexer.catalog.following import Following
from indexer.catalog.issues import Issues
from indexer.catalog.log import CorrectionLog
from indexer.catalog.pages import Pages
from indexer.catalog.sources import Sources
from indexer.errors import CatalogError, DiskFull

FILE = "catalog.sqlite"
WAIT_SECONDS = 60.0
"""So long a command waits for another one's transaction; the longest of ours takes well under a second."""


def _migrations() -> list[str]:
    folder = resources.files("indexer.catalog").joinpath("migrations")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [folder.joinpath(name).read_text(encoding="utf-8") for name in names]


class Catalog:
    """An open catalog, made by `open_catalog`: one part for each concern."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.row_factory = sqlite3.Row
        self.batches = Batches(connection)
        self.sources = Sources(connection)
        self.pages = Pages(connection)
        self.issues = Issues(connection)
        self.following = Following(connection)
        self.corrections = CorrectionLog(connection)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is there together or not at all; others that write wait.

        What was read before may have changed: decisions are taken on what is read inside.
        """
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            # After an error of the disk SQLite has rolled back already.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @property
    def archive_id(self) -> str:
        """The name by which an index knows whose it is; made with the catalog, kept in backups."""
        return str(self._connection.execute("SELECT value FROM archive WHERE name = 'id'").fetchone()[0])

    def faults(self, *, full: bool = False) -> tuple[str, ...]:
        """What SQLite's own check finds wrong; empty when the file is sound. `full` also compares every index with its table."""
        rows = self._connection.execute("PRAGMA integrity_check" if full else "PRAGMA quick_check").fetchall()
        return tuple(row[0] for row in rows if row[0] != "ok")


def has_catalog(home: Path) -> bool:
    """True when something was ingested into this home, or begun to be."""
    return (home / FILE).is_file()


@contextmanager
def open_catalog(home: Path, *, write: bool) -> Iterator[Catalog]:
    """The catalog of this home; made on the first opening for writing.

    Raises CatalogError when the file was made by a newer version, is damaged, cannot be written to, is held by another process for
    more than a minute, or, for reading, when there is none yet; DiskFull when the disk is full.
    """
    path = home / FILE
    if not write and not has_catalog(home):
        raise CatalogError(f"{home} 里还没有目录库（{FILE}）。请先用 bulletin ingest 收录。", f"no catalog in {home} yet")
    with _catalog_errors(home), closing(_connect(home, write=write)) as connection:
        if write:
            connection.execute("PRAGMA journal_mode = WAL")
            # FULL: what the catalog says was stored must survive a power cut, since the index is made from it.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            _migrate(connection, path)
        else:
            _check_version(connection, path, old_too=False)
        yield Catalog(connection)


def _connect(home: Path, *, write: bool) -> sqlite3.Connection:
    path = home / FILE
    if write:
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unwritable(path, str(error)) from error
        return sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=WAIT_SECONDS, isolation_level=None)


@contextmanager
def _catalog_errors(home: Path) -> Iterator[None]:
    """Inside it, what SQLite raises of this home's catalog comes out as CatalogError or DiskFull."""
    path = home / FILE
    try:
        yield
    except sqlite3.Error as error:
        said = str(error)
        if "full" in said:
            raise DiskFull(
                f"磁盘满了：目录库 {path} 写不进去。已经收录的都还在。请清理磁盘后再运行一次，会接着做完。",
                f"the disk of {path} is full: {said}",
            ) from error
        if "readonly" in said or "unable to open" in said:
            raise _unwritable(path, said) from error
        if "locked" in said or "busy" in said:
            raise CatalogError(
                f"另一个程序一直占着目录库 {path}。请等它结束后再试。",
                f"{path} was held by another process for {WAIT_SECONDS:.0f} s: {said}",
            ) from error
        raise CatalogError(
            f"目录库 {path} 出错（{said}）。请运行 bulletin doctor；损坏时请从备份恢复这个文件。",
            f"trouble with {path}: {said}; it may be damaged, restore it from a backup",
        ) from error


def _unwritable(path: Path, said: str) -> CatalogError:
    return CatalogError(
        f"存档目录 {path.parent} 不能写入（{said}）。请检查权限，或换有权限的账号，或改用别的 BULLETIN_HOME。",
        f"{path.parent} cannot be written to: {said}",
    )


def _check_version(connection: sqlite3.Connection, path: Path, *, old_too: bool = True) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    newest = len(_migrations())
    if version > newest:
        raise CatalogError(
            f"目录库 {path} 是由更新版本的程序建立的（第 {version} 版）。请升级 bulletin-archive。",
            f"{path} was written by a newer version (schema {version}); upgrade bulletin-archive",
        )
    if version < newest and not old_too:
        raise CatalogError(
            f"目录库 {path} 是由较早的程序建立的（第 {version} 版）。请运行一次 bulletin index rebuild，它会升级目录库并重建索引。",
            f"{path} was written by an earlier version (schema {version}); run bulletin index rebuild once",
        )
    return version


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    if _check_version(connection, path) == len(_migrations()):
        return
    # Under the lock, since another process may be about to do the same.
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _check_version(connection, path)
        for number, script in enumerate(_migrations()[version:], version + 1):
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one: executescript() would end the transaction that is under way."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
