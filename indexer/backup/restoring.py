"""Restoring a backup into an empty home: every file verified while it is copied, the catalog last, so that it can be run again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from indexer.backup.backing_up import Progress
from indexer.backup.checking import left_out_fault, object_fault
from indexer.backup.faults import Fault, cannot_write
from indexer.backup.home_files import CATALOG, CATALOG_SIDE_FILES, ORIGINALS, RESTORING
from indexer.backup.manifest import BackedFile, Manifest
from indexer.backup.store import BackupStore
from indexer.backup.whole_files import Content, WholeFiles, content_of, copy
from indexer.errors import BackupError
from indexer.lock_file import alone
from indexer.settings import Settings


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What a restore did: files and bytes copied now, those that an interrupted one had brought already, and what is wrong.

    `complete` is False when faults kept the catalog out; the same command goes on when they are mended.
    """

    name: str
    manifest: Manifest
    copied_files: int
    copied_bytes: int
    already_there: int
    faults: tuple[Fault, ...]
    complete: bool


def restore(
    settings: Settings,
    store: BackupStore,
    at: str | None = None,
    *,
    rebuild: Callable[[Settings], None] | None,
    accept_faults: bool = False,
    progress: Progress = lambda _done, _path: None,
) -> RestoreReport:
    """Restores the newest backup (or the newest whose name begins with `at`) into the home, then has the index made again.

    Files that are missing or damaged in the backup are faults of the report; with them the catalog is put only if they are accepted.
    Raises BackupError when the home is in use or holds something else, the disk is full, or the backup cannot be read.
    """
    name = store.named(at)
    manifest = store.read(name)
    try:
        report = _restore(settings.home, store, name, manifest, accept_faults=accept_faults, progress=progress)
    except OSError as error:
        raise cannot_write(settings.home, error) from error
    if report.complete and rebuild is not None:
        rebuild(settings)
    return report


def _restore(
    home: Path, store: BackupStore, name: str, manifest: Manifest, *, accept_faults: bool, progress: Progress
) -> RestoreReport:
    target = WholeFiles(home, home / RESTORING / "parts")
    _refuse_what_is_in_use(home, name, manifest)
    (home / RESTORING).mkdir(parents=True, exist_ok=True)
    held = BackupError(f"另一个程序正在向 {home} 恢复。请等它结束后再试。", f"another restore is writing to {home}")
    with alone(home / "restore.lock", held) as locked:
        if locked:
            target.clear_parts()
        if not _marker(home).exists():
            target.write(json.dumps(_mark(name, manifest)).encode(), _marker(home))
        faults = [left_out_fault(left) for left in manifest.left_out]
        tally = _Tally()
        for done, file in enumerate(manifest.others):
            progress(done, file.path)
            fault = _bring(file, home, store, target, tally)
            if fault is not None:
                faults.append(fault)
        complete = not faults or accept_faults
        if complete:
            progress(len(manifest.others), CATALOG)
            target.settle()
            fault = _bring(manifest.catalog, home, store, target, tally)
            if fault is not None:
                faults.append(fault)
                complete = False
        target.settle()
        if complete:
            _finish(home, target)
    return RestoreReport(name, manifest, tally.files, tally.bytes, tally.there, tuple(faults), complete)


@dataclass(slots=True)
class _Tally:
    files: int = 0
    bytes: int = 0
    there: int = 0


def _bring(file: BackedFile, home: Path, store: BackupStore, target: WholeFiles, tally: _Tally) -> Fault | None:
    place = home / file.path
    wanted = Content(file.sha256, file.size)
    if place.exists():
        if content_of(place) != wanted:
            raise BackupError(
                f"存档目录里已经有 {place}，内容与备份里的不同，没有覆盖。请把它移走（留着备查），再运行一次。",
                f"{place} exists with other content; move it away",
            )
        tally.there += 1
        return None
    with target.part() as part:
        found = copy(store.object(file.sha256), part)
        fault = object_fault(store, file, found)
        if fault is None:
            target.place(part, place)
            tally.files += 1
            tally.bytes += file.size
        return fault


def _marker(home: Path) -> Path:
    return home / RESTORING / "backup.json"


def _mark(name: str, manifest: Manifest) -> dict[str, str]:
    return {"backup": name, "catalog": manifest.catalog.sha256}


def _refuse_what_is_in_use(home: Path, name: str, manifest: Manifest) -> None:
    """Only a home without catalog and originals is filled, or one that a restore of this very backup has begun to fill."""
    begun = None
    if _marker(home).exists():
        try:
            begun = json.loads(_marker(home).read_bytes())
        except ValueError:
            begun = {"backup": "?"}
        if begun != _mark(name, manifest):
            other = begun.get("backup", "?") if isinstance(begun, dict) else "?"
            raise BackupError(
                f"{home} 里有一次没有做完的恢复，用的是备份 {other}。请加 --at {other} 接着做完；"
                "要改用别的备份，请把 BULLETIN_HOME 设为另一个空的目录。",
                f"a restore of {other} into {home} is unfinished",
            )
    # Side files of a catalog that is gone would be taken for those of the restored one.
    in_use = [home / item for item in (CATALOG, *CATALOG_SIDE_FILES) if (home / item).exists()]
    wanted = Content(manifest.catalog.sha256, manifest.catalog.size)
    if begun and in_use == [home / CATALOG] and content_of(home / CATALOG) == wanted:
        return  # cut off after the last file, before the marker went
    originals = home / ORIGINALS
    if not begun and originals.is_dir() and any(originals.iterdir()):
        in_use.append(originals)
    if in_use:
        raise BackupError(
            f"{home} 不是空的存档目录：里面已有 {'、'.join(path.name for path in in_use)}。恢复不会覆盖任何内容。"
            "请把 BULLETIN_HOME 设为一个新的目录；要恢复到原处，请先把原来的目录改名。",
            f"{home} is in use: it has {', '.join(path.name for path in in_use)}",
        )


def _finish(home: Path, target: WholeFiles) -> None:
    """The restore is no longer under way; the marker goes first, since parts without it mean nothing."""
    _marker(home).unlink()
    target.clear_parts()
    for folder in (target.parts, home / RESTORING):
        if folder.is_dir():
            folder.rmdir()
