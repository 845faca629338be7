"""A backup: all that the catalog needs and all that people wrote, nothing twice, nothing left out in silence."""

from __future__ import annotations

import errno
import sqlite3
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from indexer.backup import BackupStore, back_up, catalog_copy, check
from indexer.catalog import Originals, open_catalog
from indexer.errors import BackupError
from tests.indexer.backup.homes import PAGES, make_home, restored, rows_of, store_sources

NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=20).filter(
    lambda name: name not in {".", ".."} and len(name.encode()) < 100 and not name.endswith(".lock")
)


@hypothesis_settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    contents=st.lists(st.binary(max_size=3000), max_size=6), tables=st.dictionaries(NAMES, st.binary(max_size=300), max_size=4)
)
def test_a_restored_home_has_the_files_of_the_home_byte_for_byte(
    contents: list[bytes], tables: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("home")
    tables = {name: data for name, data in tables.items() if not name.startswith(".part-") and name != "departments.tsv"}
    settings = make_home(place / "home", contents, {f"vocabulary/{name}": data for name, data in tables.items()})
    report = back_up(settings, place / "backup")
    assert not report.faults
    found = restored(place / "backup", place / "elsewhere")

    catalog = found.pop("catalog.sqlite")
    assert len(catalog) == report.manifest.catalog.size
    assert rows_of(place / "elsewhere" / "catalog.sqlite") == rows_of(settings.home / "catalog.sqlite")
    hashes = [Originals(settings.home / "originals").store(content) for content in contents]
    names = {
        *(f"originals/{sha256[:2]}/{sha256}" for sha256 in hashes),
        *(f"vocabulary/{name}" for name in (*tables, "departments.tsv")),
        "page-images/ltdb/2024-11-05/1.webp",
    }
    assert found == {name: (settings.home / name).read_bytes() for name in names}


def test_the_manifest_says_what_it_is_of(tmp_path: Path) -> None:
    settings = make_home(tmp_path / "home")
    report = back_up(settings, tmp_path / "backup")
    manifest = BackupStore(tmp_path / "backup").read(report.name)
    assert manifest == report.manifest
    assert manifest.archive == "岚汀导报"
    with sqlite3.connect(settings.home / "catalog.sqlite") as catalog:
        assert manifest.catalog_schema == catalog.execute("PRAGMA user_version").fetchone()[0] > 0
    assert (manifest.counts.batches, manifest.counts.pages) == (1, 0)
    assert len(manifest.files) == len(PAGES) + 3


def test_a_second_backup_copies_only_what_is_new(tmp_path: Path) -> None:
    settings = make_home(tmp_path / "home")
    first = back_up(settings, tmp_path / "backup")
    same = back_up(settings, tmp_path / "backup")
    assert (first.new_files, same.new_files, same.new_bytes) == (len(PAGES) + 3, 0, 0)
    store_sources(settings.home, [b"page six"])
    third = back_up(settings, tmp_path / "backup")
    assert third.new_files == 2  # the page and the catalog
    assert third.new_bytes == len(b"page six") + third.manifest.catalog.size
    store = BackupStore(tmp_path / "backup")
    assert store.names() == (first.name, same.name, third.name)
    for name in store.names():
        assert check(store, store.read(name)) == ()


@pytest.mark.parametrize("harm", ["missing", "damaged", "unreadable"])
def test_an_original_that_cannot_be_saved_is_named_and_the_others_are_saved(harm: str, tmp_path: Path) -> None:
    settings = make_home(tmp_path / "home")
    (sha256,) = store_sources(settings.home, [PAGES[2]])
    path = Originals(settings.home / "originals").path(sha256)
    content = path.read_bytes()
    path.unlink()
    if harm == "damaged":
        path.write_bytes(content[:-1] + b"!")
    elif harm == "unreadable":
        path.mkdir()
    report = back_up(settings, tmp_path / "backup")
    assert [fault.sha256 for fault in report.faults] == [sha256]
    assert sha256 in report.faults[0].zh and sha256 in report.faults[0].en
    assert len(report.manifest.files) == len(PAGES) - 1 + 3
    assert [left.sha256 for left in report.manifest.left_out] == [sha256]
    store = BackupStore(tmp_path / "backup")
    assert [fault.sha256 for fault in check(store, report.manifest)] == [sha256]


def test_an_original_lost_after_an_earlier_backup_is_told_and_still_in_the_backup(tmp_path: Path) -> None:
    settings = make_home(tmp_path / "home")
    (sha256,) = store_sources(settings.home, [PAGES[0]])
    back_up(settings, tmp_path / "backup")
    Originals(settings.home / "originals").path(sha256).unlink()
    report = back_up(settings, tmp_path / "backup")
    assert [fault.sha256 for fault in report.faults] == [sha256]
    assert report.manifest.left_out == ()
    assert f"originals/{sha256[:2]}/{sha256}" in restored(tmp_path / "backup", tmp_path / "elsewhere")


def test_links_in_the_home_are_followed_and_those_to_nothing_are_named(tmp_path: Path) -> None:
    settings = make_home(tmp_path / "home")
    (tmp_path / "disk").mkdir()
    (tmp_path / "disk" / "2.webp").write_bytes(b"image")
    (settings.home / "page-images" / "more").symlink_to(tmp_path / "disk")
    (settings.home / "page-images" / "round").symlink_to(settings.home)
    (settings.home / "vocabulary" / "gone.tsv").symlink_to(tmp_path / "gone")
    report = back_up(settings, tmp_path / "backup")
    assert [fault.path for fault in report.faults] == ["vocabulary/gone.tsv"]
    paths = {file.path for file in report.manifest.files}
    assert "page-images/more/2.webp" in paths
    assert not [path for path in paths if path.startswith("page-images/round")]


@pytest.mark.parametrize("place", [".", "backup", "engine/backup", "vocabulary"])
def test_a_backup_into_the_home_is_refused(place: str, tmp_path: Path) -> None:
    settings = make_home(tmp_path / "home")
    with pytest.raises(BackupError, match="lies inside"):
        back_up(settings, settings.home / place)
    (tmp_path / "link").symlink_to(settings.home)
    with pytest.raises(BackupError, match="lies inside"):
        back_up(settings, tmp_path / "link" / place)
    assert not (settings.home / "backup").exists()


def test_a_backup_that_the_home_reaches_by_a_link_is_refused(tmp_path: Path) -> None:
    settings = make_home(tmp_path / "home")
    (tmp_path / "disk").mkdir()
    (settings.home / "page-images" / "disk").symlink_to(tmp_path / "disk")
    with pytest.raises(BackupError, match="lies inside"):
        back_up(settings, tmp_path / "disk" / "backup")
    assert not list((tmp_path / "disk" / "backup").glob("backups/*"))


def test_a_folder_whose_disk_is_not_there_is_not_made(tmp_path: Path) -> None:
    settings = make_home(tmp_path / "home")
    with pytest.raises(BackupError, match="does not exist"):
        back_up(settings, tmp_path / "disk" / "backup")
    assert not (tmp_path / "disk").exists()


def test_a_home_without_a_catalog_has_nothing_to_back_up(tmp_path: Path) -> None:
    settings = make_home(tmp_path / "home")
    (settings.home / "catalog.sqlite").unlink()
    with pytest.raises(BackupError, match="no catalog"):
        back_up(settings, tmp_path / "backup")
    assert not (tmp_path / "backup").exists()


@pytest.mark.parametrize("harm", [b"x" * 5000, None])
def test_a_damaged_catalog_never_becomes_a_backup(harm: bytes | None, tmp_path: Path) -> None:
    """All of it garbage, or one page in the middle."""
    settings = make_home(tmp_path / "home", [bytes([number]) * 10 for number in range(200)])
    first = back_up(settings, tmp_path / "backup")
    catalog = settings.home / "catalog.sqlite"
    data = catalog.read_bytes()
    catalog.write_bytes(harm or data[:4096] + b"\x55" * (len(data) - 8192) + data[-4096:])
    with pytest.raises(BackupError, match=r"damaged|cannot read"):
        back_up(settings, tmp_path / "backup")
    assert BackupStore(tmp_path / "backup").names() == (first.name,)
    assert list((tmp_path / "backup" / "parts").iterdir()) == []


def test_a_catalog_that_stays_locked_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = make_home(tmp_path / "home")
    monkeypatch.setattr(catalog_copy, "BUSY_SECONDS", 0.0)
    holder = sqlite3.connect(settings.home / "catalog.sqlite", isolation_level=None)
    holder.execute("PRAGMA journal_mode = DELETE")
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(BackupError, match="locked"):
        back_up(settings, tmp_path / "backup")
    holder.close()


def test_a_second_backup_into_the_same_folder_is_told_to_wait(tmp_path: Path) -> None:
    settings = make_home(tmp_path / "home")
    refused = []

    def meanwhile(done: int, _path: str) -> None:
        if done == 3:
            with pytest.raises(BackupError, match="another backup"):
                back_up(settings, tmp_path / "backup")
            refused.append(done)

    assert not back_up(settings, tmp_path / "backup", meanwhile).faults
    assert refused == [3]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG])
def test_a_full_or_broken_disk_leaves_no_half_backup(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk gives out at the third file that is to be renamed to its place."""
    settings = make_home(tmp_path / "home")
    renamed = []
    rename = Path.replace

    def give_out(self: Path, target: Path) -> Path:
        renamed.append(target)
        if len(renamed) == 3:
            raise OSError(number, "the disk")
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", give_out)
    with pytest.raises(BackupError, match="full" if number in {errno.ENOSPC, errno.EDQUOT} else "cannot write|does not take"):
        back_up(settings, tmp_path / "backup")
    assert not list((tmp_path / "backup").glob("backups/*"))
    assert list((tmp_path / "backup" / "parts").iterdir()) == []
    report = back_up(settings, tmp_path / "backup")
    assert report.new_files == len(PAGES) + 3 - 2


def test_a_backup_while_others_write_needs_only_originals_that_are_there(tmp_path: Path) -> None:
    settings = make_home(tmp_path / "home")
    originals = Originals(settings.home / "originals")
    stop, stored = threading.Event(), threading.Semaphore(0)

    def ingest() -> None:
        with open_catalog(settings.home, write=True) as catalog:
            number = 0
            while not stop.is_set():
                number += 1
                content = f"第{number}版 沈雁秋".encode() * 200
                catalog.sources.add(originals.store(content), len(content), f"{number}.txt")
                stored.release()

    writer = threading.Thread(target=ingest)
    writer.start()
    try:
        reports = []
        for _ in range(4):
            for _ in range(5):
                assert stored.acquire(timeout=60)
            reports.append(back_up(settings, tmp_path / "backup"))
    finally:
        stop.set()
        writer.join()
    sizes = []
    for number, report in enumerate(reports):
        assert not report.faults
        home = tmp_path / f"restored{number}"
        found = restored(tmp_path / "backup", home, report.name)
        with open_catalog(home, write=False) as catalog:
            hashes = list(catalog.sources.hashes())
        assert list(Originals(home / "originals").damaged(iter(hashes))) == []
        assert {name for name in found if name.startswith("originals/")} == {f"originals/{h[:2]}/{h}" for h in hashes}
        sizes.append(len(hashes))
    assert sizes == sorted(set(sizes))
