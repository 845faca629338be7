"""A restore: into an empty home only, every file verified, nothing overwritten, and to be run again until it is done."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.backup import BackupStore, back_up, check, restore
from indexer.backup.home_files import RESTORING
from indexer.catalog import open_catalog
from indexer.errors import BackupError
from indexer.settings import Settings
from tests.indexer.backup.homes import PAGES, files_of, make_home, restored, store_sources


@pytest.fixture
def store(tmp_path: Path) -> BackupStore:
    """A folder with one backup."""
    back_up(make_home(tmp_path / "home"), tmp_path / "backup")
    return BackupStore(tmp_path / "backup")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Settings:
    """A home on another machine, not even made yet."""
    return Settings.from_env(home=tmp_path / "elsewhere")


def an_object(store: BackupStore) -> Path:
    """The object of the first original."""
    manifest = store.read(store.named(None))
    return store.object(next(file for file in manifest.files if file.path.startswith("originals/")).sha256)


def test_the_index_is_made_again_after_a_restore(store: BackupStore, elsewhere: Settings) -> None:
    rebuilt = []
    restore(elsewhere, store, rebuild=lambda settings: rebuilt.append((settings, files_of(settings.home))))
    assert rebuilt == [(elsewhere, files_of(elsewhere.home))]
    assert "catalog.sqlite" in files_of(elsewhere.home)


def test_a_restored_home_can_be_written_and_backed_up_again(store: BackupStore, elsewhere: Settings) -> None:
    restore(elsewhere, store, rebuild=None)
    store_sources(elsewhere.home, [b"page six"])
    report = back_up(elsewhere, store.root)
    assert not report.faults and report.new_files == 2


def test_an_earlier_state_is_restored_by_its_time(store: BackupStore, tmp_path: Path) -> None:
    first = store.named(None)
    store_sources(tmp_path / "home", [b"page six"])
    second = back_up(Settings.from_env(home=tmp_path / "home"), store.root).name
    assert store.named(second[:10]) == second  # of the backups of one day the newest
    old, new = restored(store.root, tmp_path / "old", first), restored(store.root, tmp_path / "new")
    assert len(new) == len(old) + 1
    with pytest.raises(BackupError, match="no backup 1999"):
        store.named("1999")


@pytest.mark.parametrize("name", ["catalog.sqlite", "catalog.sqlite-wal", "originals/ab/x"])
def test_a_home_that_is_in_use_is_refused(name: str, store: BackupStore, elsewhere: Settings) -> None:
    path = elsewhere.home / name
    path.parent.mkdir(parents=True)
    path.write_bytes(b"somebody's")
    with pytest.raises(BackupError, match="is in use"):
        restore(elsewhere, store, rebuild=None)
    assert files_of(elsewhere.home) == {name: b"somebody's"}


def test_a_table_that_is_there_already_is_never_overwritten(store: BackupStore, elsewhere: Settings) -> None:
    path = elsewhere.home / "vocabulary" / "departments.tsv"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"somebody's")
    with pytest.raises(BackupError, match="other content"):
        restore(elsewhere, store, rebuild=None)
    assert path.read_bytes() == b"somebody's"
    path.rename(path.with_suffix(".old"))
    assert restore(elsewhere, store, rebuild=None).complete


def harm_cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def harm_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("harm", [harm_cut, harm_bit, Path.unlink])
def test_a_tampered_object_is_named_and_keeps_the_catalog_out_until_it_is_mended(
    harm: Callable[[Path], None], store: BackupStore, elsewhere: Settings
) -> None:
    path = an_object(store)
    content = path.read_bytes()
    harm(path)
    faults = check(store, store.read(store.named(None)))
    assert [fault.sha256 for fault in faults] == [path.name]
    rebuilt: list[Settings] = []
    report = restore(elsewhere, store, rebuild=rebuilt.append)
    assert (report.faults, report.complete, rebuilt) == (faults, False, [])
    assert len([name for name in files_of(elsewhere.home) if name.startswith("originals/")]) == len(PAGES) - 1
    assert "catalog.sqlite" not in files_of(elsewhere.home)

    path.write_bytes(content)
    report = restore(elsewhere, store, rebuild=None)
    assert report.complete and report.copied_files == 2
    assert not (elsewhere.home / RESTORING).exists()


def test_faults_that_cannot_be_mended_can_be_accepted(store: BackupStore, elsewhere: Settings) -> None:
    an_object(store).unlink()
    report = restore(elsewhere, store, rebuild=None, accept_faults=True)
    assert report.complete and len(report.faults) == 1
    with open_catalog(elsewhere.home, write=False) as catalog:
        assert len(list(catalog.sources.hashes())) == len(PAGES)


def test_a_damaged_catalog_in_the_backup_is_never_put(store: BackupStore, elsewhere: Settings) -> None:
    harm_bit(store.object(store.read(store.named(None)).catalog.sha256))
    report = restore(elsewhere, store, rebuild=None, accept_faults=True)
    assert not report.complete
    assert [fault.path for fault in report.faults] == ["catalog.sqlite"]
    assert "catalog.sqlite" not in files_of(elsewhere.home)


def test_a_damaged_object_deleted_is_put_back_by_the_next_backup(store: BackupStore, tmp_path: Path) -> None:
    path = an_object(store)
    harm_bit(path)
    path.unlink()
    back_up(Settings.from_env(home=tmp_path / "home"), store.root)
    assert all(check(store, store.read(name)) == () for name in store.names())


def test_checking_writes_nothing_anywhere(store: BackupStore, elsewhere: Settings, tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert check(store, store.read(store.named(None))) == ()
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_restore_of_one_backup_is_not_finished_with_another(store: BackupStore, elsewhere: Settings, tmp_path: Path) -> None:
    path = an_object(store)
    content = path.read_bytes()
    path.unlink()
    first = store.named(None)
    restore(elsewhere, store, rebuild=None)
    path.write_bytes(content)
    store_sources(tmp_path / "home", [b"page six"])
    back_up(Settings.from_env(home=tmp_path / "home"), store.root)
    with pytest.raises(BackupError, match=f"restore of {first}"):
        restore(elsewhere, store, rebuild=None)
    assert restore(elsewhere, store, first, rebuild=None).complete


def test_a_home_used_before_its_restore_was_done_is_left_as_it_is(store: BackupStore, elsewhere: Settings) -> None:
    an_object(store).unlink()
    restore(elsewhere, store, rebuild=None)
    store_sources(elsewhere.home, [b"page six"])
    catalog = (elsewhere.home / "catalog.sqlite").read_bytes()
    with pytest.raises(BackupError, match="is in use"):
        restore(elsewhere, store, rebuild=None)
    assert (elsewhere.home / "catalog.sqlite").read_bytes() == catalog


def test_a_full_disk_stops_a_restore_that_goes_on_later(
    store: BackupStore, elsewhere: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    renamed = []
    rename = Path.replace

    def give_out(self: Path, target: Path) -> Path:
        renamed.append(target)
        if len(renamed) == 4:
            raise OSError(errno.ENOSPC, "the disk")
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", give_out)
    with pytest.raises(BackupError, match="full"):
        restore(elsewhere, store, rebuild=None)
    report = restore(elsewhere, store, rebuild=None)
    assert report.complete and report.already_there == 2  # the first name was the marker's


def test_a_folder_without_backups_is_told(tmp_path: Path, elsewhere: Settings) -> None:
    for folder in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(BackupError, match="no backup in"):
            restore(elsewhere, BackupStore(folder), rebuild=None)
    assert not elsewhere.home.exists()


def test_a_damaged_manifest_is_told_and_files_of_other_programs_are_none(store: BackupStore, elsewhere: Settings) -> None:
    (store.backups / "._2026-11-25T08-30-00Z.json").write_bytes(b"somebody's")
    name = store.named(None)
    path = store.backups / f"{name}.json"
    path.write_bytes(path.read_bytes().replace(b"originals/", b"../etc/../"))
    with pytest.raises(BackupError, match="is damaged"):
        restore(elsewhere, store, rebuild=None)
    assert not elsewhere.home.exists()
