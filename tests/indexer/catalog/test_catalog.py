"""The catalog and the originals: what is entered is there after a restart, and nothing half done."""

from __future__ import annotations

import os
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.catalog import Originals, Outcome, PageVersion, State, open_catalog
from indexer.catalog.originals import sha256_of
from indexer.errors import CatalogError
from indexer.model import IssueIdentity

IDENTITY = IssueIdentity("ltdb", date(2024, 11, 5), 1, issue_number="1188", page_name="要闻")


def version(number: int, batch: int, ids: tuple[str, ...] = ("ltdb/2024-11-05/1/a1",)) -> PageVersion:
    return PageVersion(IDENTITY, number, "ab" * 32, "2024-11-05/01.txt", 1, batch, f"digest{number}", ids, 0, 1.0, "1", None)


def test_what_is_entered_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    with open_catalog(tmp_path, write=True) as catalog:
        batch = catalog.begin_batch("一月")
        catalog.add_source("ab" * 32, 10, "2024-11-05/01.txt")
        row = catalog.add_page_version(version(1, batch.id))
        catalog.mark_loaded([row], "uuid")
        catalog.finish_batch(batch, [Outcome("2024-11-05/01.txt", State.NEW, IDENTITY.page_path)])
    with open_catalog(tmp_path, write=False) as catalog:
        current = catalog.current(IDENTITY)
        assert current is not None
        assert (current.identity, current.loaded_index, current.record_ids) == (IDENTITY, "uuid", ("ltdb/2024-11-05/1/a1",))
        assert [b.name for b in catalog.batches()] == ["一月"]
        assert catalog.batches()[0].finished_at
        assert catalog.faults() == ()


def test_the_highest_version_is_current_and_the_older_ones_stay(tmp_path: Path) -> None:
    with open_catalog(tmp_path, write=True) as catalog:
        batch = catalog.begin_batch("b")
        catalog.add_source("ab" * 32, 10, "n")
        catalog.add_page_version(version(1, batch.id, ("a1", "a2")))
        catalog.add_page_version(version(2, batch.id, ("a1",)))
        current = catalog.current(IDENTITY)
        assert current is not None and current.version == 2
        assert [page.version for page in catalog.current_pages()] == [2]
        assert catalog.earlier_record_ids(IDENTITY) == {"a1", "a2"}


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    with (
        open_catalog(tmp_path, write=True),
        pytest.raises(CatalogError, match="another process is writing"),
        open_catalog(tmp_path, write=True),
    ):
        pass


def test_readers_read_while_somebody_writes(tmp_path: Path) -> None:
    with open_catalog(tmp_path, write=True) as writer:
        writer.begin_batch("b")
        with open_catalog(tmp_path, write=False) as reader:
            assert len(reader.batches()) == 1


def test_a_catalog_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    with open_catalog(tmp_path, write=True):
        pass
    connection = sqlite3.connect(tmp_path / "catalog.sqlite")
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    for write in (True, False):
        with pytest.raises(CatalogError, match="newer version"), open_catalog(tmp_path, write=write):
            pass


def test_a_file_that_is_no_catalog_is_named(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite").write_bytes(b"this is no database at all, only text" * 40)
    with pytest.raises(CatalogError, match="damaged") as caught, open_catalog(tmp_path, write=False):
        pass
    assert "catalog.sqlite" in caught.value.zh


def test_reading_before_the_first_ingest_says_so(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="no catalog"), open_catalog(tmp_path, write=False):
        pass
    assert not list(tmp_path.iterdir())


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=2000))
def test_originals_come_back_byte_for_byte(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    originals = Originals(tmp_path_factory.mktemp("originals"))
    sha256 = originals.store(data)
    assert originals.store(data) == sha256 == sha256_of(data)
    assert originals.read(sha256) == data
    assert [path.name for path in originals.root.rglob("*") if path.is_file()] == [sha256]


def test_a_half_written_original_is_written_again_and_a_changed_one_is_found(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    sha256 = originals.store(b"the whole page")
    originals.path(sha256).write_bytes(b"the whole")
    assert list(originals.damaged(iter([sha256]))) == [sha256]
    originals.store(b"the whole page")
    assert list(originals.damaged(iter([sha256]))) == []


def test_a_store_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        Originals(tmp_path).store(b"page")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
