"""Archive homes for the tests of backups: made by the catalog and the originals themselves, looked at as plain files."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from indexer.backup import BackupStore, restore
from indexer.catalog import Originals, open_catalog
from indexer.settings import Settings

PAGES = tuple(f"岚汀新区举办第{number}届社区厨艺赛\n\n本报讯(记者乔知远)".encode() for number in range(1, 6))
TABLE = "# 本馆自己的部门词表\n大数据应用局\t大数据局\n"


def store_sources(home: Path, contents: Iterable[bytes]) -> tuple[str, ...]:
    """The sources as an ingest stores them: the original first, then its row; returns their hashes."""
    originals = Originals(home / "originals")
    hashes = []
    with open_catalog(home, write=True) as catalog:
        batch = catalog.batches.begin("一月")
        for number, content in enumerate(contents, 1):
            hashes.append(originals.store(content))
            catalog.sources.add(hashes[-1], len(content), f"2024-11-05/{number:02}.txt")
        catalog.batches.finish(batch.id)
    return tuple(hashes)


def make_home(home: Path, contents: Iterable[bytes] = PAGES, others: dict[str, bytes] | None = None) -> Settings:
    """A home with these sources, a vocabulary and a page image, and with all that no backup needs."""
    store_sources(home, contents)
    files = {"vocabulary/departments.tsv": TABLE.encode(), "page-images/ltdb/2024-11-05/1.webp": b"RIFF" * 50, **(others or {})}
    derived = {
        "engine/data/segment": b"derived",
        "snapshots/s1": b"derived",
        "catalog.lock": b"",
        "vocabulary/.lock": b"",
        "vocabulary/.part-abc": b"half",
        "originals/00/.part-abc": b"half",
        f"originals/ff/{'f' * 64}": b"stored, and not yet in the catalog",
    }
    for name, data in {**files, **derived}.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return Settings.from_env(home=home, paper_name="岚汀导报")


def files_of(home: Path) -> dict[str, bytes]:
    """Every file of a restored home but the lock of the restore, with its bytes."""
    found = {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file()}
    found.pop("restore.lock", None)
    return found


def rows_of(catalog: Path) -> list[str]:
    """All that a catalog holds, as SQL."""
    with contextlib.closing(sqlite3.connect(catalog)) as connection:
        return list(connection.iterdump())


def restored(store: Path, home: Path, at: str | None = None) -> dict[str, bytes]:
    """The files of a home that is restored whole from this folder."""
    report = restore(Settings.from_env(home=home), BackupStore(store), at, rebuild=None)
    assert report.complete and not report.faults
    return files_of(home)
