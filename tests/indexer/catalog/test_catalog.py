"""The catalog and the originals: what is entered is there after a restart, and nothing half done."""

from __future__ import annotations

import os
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.catalog import Catalog, Originals, Outcome, PageVersion, Role, State, database, deflated, open_catalog
from indexer.catalog.originals import sha256_of
from indexer.errors import CatalogError
from indexer.model import IssueIdentity

IDENTITY = IssueIdentity("ltdb", date(2024, 11, 5), 1, issue_number="1188", page_name="要闻")


def version(batch: int, ids: tuple[str, ...] = ("ltdb/2024-11-05/1/a1",), digest: str = "digest") -> PageVersion:
    return PageVersion(IDENTITY, 1, "ab" * 32, "2024-11-05/01.txt", 1, batch, digest, ids, 0, 1.0, "1")


def enter(catalog: Catalog, batch: int, ids: tuple[str, ...] = ("ltdb/2024-11-05/1/a1",)) -> int:
    catalog.sources.add("ab" * 32, 10, "2024-11-05/01.txt")
    return catalog.pages.enter(version(batch, ids), deflated([b'{"id":"x"}', b'{"id":"y"}']))


def test_what_is_entered_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    with open_catalog(tmp_path, write=True) as catalog, catalog.transaction():
        batch = catalog.batches.begin("一月")
        enter(catalog, batch.id)
        catalog.batches.report(batch.id, [Outcome("2024-11-05/01.txt", State.NEW, IDENTITY.page_path)])
        catalog.batches.finish(batch.id)
    with open_catalog(tmp_path, write=False) as catalog:
        current = catalog.pages.current(IDENTITY)
        assert current is not None
        assert (current.identity, current.record_ids) == (IDENTITY, ("ltdb/2024-11-05/1/a1",))
        assert catalog.pages.content(current.id) == (b'{"id":"x"}', b'{"id":"y"}')
        (found,) = catalog.batches.all()
        assert found.name == "一月" and found.finished_at
        assert [outcome.state for outcome in catalog.batches.outcomes(found.id)] == [State.NEW]
        assert catalog.batches.find("一月") == catalog.batches.find(str(found.id)) == found
        assert catalog.faults(full=True) == ()


def test_the_newest_version_is_shown_and_the_older_ones_stay(tmp_path: Path) -> None:
    with open_catalog(tmp_path, write=True) as catalog:
        batch = catalog.batches.begin("b")
        page = enter(catalog, batch.id, ("a1", "a2"))
        assert enter(catalog, batch.id, ("a1",)) == page
        assert [found.version for found in catalog.issues.entries(IDENTITY)] == [1, 2]
        assert [found.version for found in catalog.pages.all_current()] == [2]
        row = catalog.pages.row(IDENTITY)
        assert row is not None and (row.revision, row.known_ids) == (2, ("a1", "a2"))


def test_a_page_is_pending_until_the_index_has_its_revision(tmp_path: Path) -> None:
    with open_catalog(tmp_path, write=True) as catalog:
        batch = catalog.batches.begin("b")
        page = enter(catalog, batch.id)
        catalog.following.follow("index", "bulletin-1", Role.LIVE)
        assert catalog.following.pending("index") == (page,)
        catalog.following.acknowledge("index", [(page, 1)])
        assert catalog.following.pending("index") == () and catalog.following.ever_loaded(page, 1)
        enter(catalog, batch.id)
        assert catalog.following.pending("index") == (page,) and not catalog.following.ever_loaded(page, 2)
        catalog.following.acknowledge("index", [(page, 2)])
        # An answer that comes late, for what was sent before.
        catalog.following.acknowledge("index", [(page, 1)])
        assert catalog.following.pending("index") == () and catalog.following.pending_count("other") == 1


def test_a_batch_that_is_withdrawn_gives_back_what_was_before_it(tmp_path: Path) -> None:
    with open_catalog(tmp_path, write=True) as catalog:
        first, second = catalog.batches.begin("一"), catalog.batches.begin("二")
        page = enter(catalog, first.id, ("a1",))
        enter(catalog, second.id, ("a1", "a2"))
        assert catalog.pages.withdraw(second.id) == (page,)
        current = catalog.pages.current(IDENTITY)
        assert current is not None and current.record_ids == ("a1",)
        assert catalog.pages.withdraw(first.id) == (page,)
        assert catalog.pages.current(IDENTITY) is None and catalog.pages.count() == 0
        row = catalog.pages.row(IDENTITY)
        assert row is not None and (row.revision, set(row.known_ids)) == (4, {"a1", "a2"})
        assert catalog.following.pending("index") == (page,)


def test_a_transaction_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    with open_catalog(tmp_path, write=True) as catalog:
        with pytest.raises(ZeroDivisionError), catalog.transaction():
            enter(catalog, catalog.batches.begin("b").id)
            raise ZeroDivisionError
        assert catalog.batches.all() == () and catalog.pages.row(IDENTITY) is None


def test_two_writers_take_turns(tmp_path: Path) -> None:
    with open_catalog(tmp_path, write=True) as one, open_catalog(tmp_path, write=True) as other:
        for catalog in (one, other, one):
            with catalog.transaction():
                catalog.batches.begin("b")
        assert len(other.batches.all()) == 3


def test_a_writer_that_stays_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.1)
    with (
        open_catalog(tmp_path, write=True) as one,
        one.transaction(),
        pytest.raises(CatalogError, match="held by another process"),
        open_catalog(tmp_path, write=True) as other,
        other.transaction(),
    ):
        pass


def test_a_catalog_of_the_version_before_is_brought_up_with_all_it_holds(tmp_path: Path) -> None:
    """Versions 1 to 3 named the loaded index at each version of a page."""
    connection = sqlite3.connect(tmp_path / "catalog.sqlite")
    for script in database._migrations()[:3]:
        connection.executescript(script)
    row = "('ltdb', '2024-11-05', 1, 1, {version}, 'aa', 'n', 1, 1, 'd{version}', '{ids}', 0, 1.0, '1', 't', {loaded})"
    connection.executescript(
        "INSERT INTO batch VALUES (1, 'b', 't', 't'); INSERT INTO source VALUES ('aa', 1, 'n', 't'); INSERT INTO page_version"
        " (paper, issue_date, edition, page, version, source_sha256, source_name, place_in_source, batch_id, digest, record_ids,"
        " warning_count, coverage, parser_version, added_at, loaded_index) VALUES "
        + row.format(version=1, ids='["a1", "a2"]', loaded="'old'")
        + ", "
        + row.format(version=2, ids='["a1"]', loaded="'old'")
        + "; PRAGMA user_version = 3;"
    )
    connection.close()
    with pytest.raises(CatalogError, match="index rebuild"), open_catalog(tmp_path, write=False):
        pass
    with open_catalog(tmp_path, write=True) as catalog:
        page = catalog.pages.row(IDENTITY)
        assert page is not None and (page.revision, set(page.known_ids)) == (2, {"a1", "a2"})
        current = catalog.pages.current(IDENTITY)
        assert current is not None and current.version == 2 and catalog.pages.content(current.id) is None
        assert catalog.following.pending("old") == () and len(catalog.following.pending("new")) == 1
        assert len(catalog.archive_id) == 32


def test_corrections_can_be_added_and_not_changed(tmp_path: Path) -> None:
    with open_catalog(tmp_path, write=True) as catalog:
        catalog.corrections.append(1, IDENTITY.issue_path, b'{"n":1}')
        for statement in ("UPDATE correction SET entry = '{}'", "DELETE FROM correction"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                catalog._connection.execute(statement)
        with pytest.raises(sqlite3.IntegrityError):
            catalog.corrections.append(1, IDENTITY.issue_path, b'{"n":2}')
        assert list(catalog.corrections.entries()) == [b'{"n":1}'] == list(catalog.corrections.of_issue(IDENTITY))
        assert catalog.corrections.last() == b'{"n":1}'


@pytest.mark.parametrize("pages", [3, 300])
def test_what_is_asked_of_every_file_does_not_grow_with_the_archive(tmp_path: Path, pages: int) -> None:
    """SQLite looked at every page of the index for every file: 7 ms at 5,000 pages, a minute for them all."""
    with open_catalog(tmp_path, write=True) as catalog, catalog.transaction():
        batch = catalog.batches.begin("b")
        catalog.following.follow("index", "bulletin-1", Role.LIVE)
        for number in range(pages):
            catalog.sources.add(f"{number:064}", 1, f"{number}.txt")
            identity = IssueIdentity("ltdb", date(2024, 11, 5), number)
            entered = PageVersion(identity, 1, f"{number:064}", f"{number}.txt", 1, batch.id, "d", (), 0, 1.0, "1")
            catalog.following.acknowledge("index", [(catalog.pages.enter(entered, deflated([])), 1)])
        steps: list[None] = []
        catalog._connection.set_progress_handler(lambda: steps.append(None), 1)
        assert catalog.sources.shown(f"{1:064}", "index") == ("ltdb/2024-11-05/1",)
        assert catalog.following.ever_loaded(2, 1) and not catalog.following.ever_loaded(2, 7)
        catalog._connection.set_progress_handler(None, 0)
    assert len(steps) < 400


def test_readers_read_while_somebody_writes(tmp_path: Path) -> None:
    with open_catalog(tmp_path, write=True) as writer:
        writer.batches.begin("b")
        with writer.transaction(), open_catalog(tmp_path, write=False) as reader:
            writer.batches.begin("c")
            assert len(reader.batches.all()) == 1


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


@settings(max_examples=30)
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
