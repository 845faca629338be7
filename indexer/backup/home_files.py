"""Which files of an archive home are truth: all that is not derived, not a lock and not half written."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from indexer.backup.faults import Fault
from indexer.catalog import Originals
from indexer.errors import BackupError

CATALOG = "catalog.sqlite"
CATALOG_SIDE_FILES = (CATALOG + "-wal", CATALOG + "-shm", CATALOG + "-journal")
ORIGINALS = "originals"
RESTORING = "restoring"
"""Folder in a home while a restore is under way; its marker says which backup."""

_DERIVED = {"engine", "snapshots", RESTORING}

FolderIds = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class HomeFile:
    """A file of the home: where it is, and its path in the home with `/` between the parts."""

    location: Path
    path: str


def is_truth(path: str) -> bool:
    """True for a path in the home that a backup may list: relative, straight, and neither derived nor temporary."""
    parts = path.split("/")
    if "\0" in path or any(part in {"", ".", ".."} for part in parts):
        return False
    name = parts[-1]
    return not (
        parts[0] in _DERIVED
        or path in CATALOG_SIDE_FILES
        or name.endswith(".lock")
        or any(p.startswith(".part-") for p in parts)
    )


def original_path(sha256: str) -> str:
    """The path in the home of the original with this hash."""
    return Originals(Path(ORIGINALS)).path(sha256).as_posix()


def folder_ids(folder: Path) -> FolderIds:
    """What tells the folder and all above it from others, whatever they are called; a folder need not exist yet."""
    ids = set()
    for place in (folder.resolve(), *folder.resolve().parents):
        if place.exists():
            status = place.stat()
            ids.add((status.st_dev, status.st_ino))
    return frozenset(ids)


def refuse_inside(home: Path, store: Path) -> None:
    """Raises BackupError when the backup would lie in what it backs up."""
    if _id(home) in folder_ids(store):
        raise _inside(store, home)


def other_files(home: Path, store: Path) -> Iterator[HomeFile | Fault]:
    """Every file that is truth, besides catalog and originals; links are followed, what they lead to is part of the archive.

    Raises BackupError when the folder of the backup turns up.
    """
    yield from _walk(home, PurePosixPath(), (_id(home),), folder_ids(store), store)


def _walk(
    folder: Path, inside: PurePosixPath, above: tuple[tuple[int, int], ...], forbidden: FolderIds, store: Path
) -> Iterator[HomeFile | Fault]:
    try:
        locations = sorted(folder.iterdir())
    except OSError as error:
        yield unreadable(str(inside), None, error)
        return
    for location in locations:
        path = str(inside / location.name)
        if not is_truth(path) or path in {CATALOG, ORIGINALS}:
            continue
        try:
            status = location.stat()
        except FileNotFoundError:
            if location.is_symlink():  # otherwise it was removed meanwhile
                yield Fault(path, None, f"{path} 是一个链接，指向的文件不存在。", f"{path} is a link to nothing")
            continue
        except OSError as error:
            yield unreadable(path, None, error)
            continue
        own = status.st_dev, status.st_ino
        if stat.S_ISREG(status.st_mode):
            yield HomeFile(location, path)
        elif stat.S_ISDIR(status.st_mode) and own in forbidden:
            raise _inside(store, location)
        elif stat.S_ISDIR(status.st_mode) and own not in above:  # a link to a folder that it stands in would never end
            yield from _walk(location, inside / location.name, (*above, own), forbidden, store)


def unreadable(path: str, sha256: str | None, error: OSError) -> Fault:
    """The fault of a file that cannot be read."""
    return Fault(
        path, sha256, f"读不了 {path}（{error.strerror}）。请检查权限和磁盘。", f"cannot read {path}: {error.strerror}"
    )


def _id(folder: Path) -> tuple[int, int]:
    status = folder.stat()
    return status.st_dev, status.st_ino


def _inside(store: Path, folder: Path) -> BackupError:
    return BackupError(
        f"备份不能放在存档目录里（{store} 在 {folder} 之内）。请放到另一块磁盘，或另一台机器的共享文件夹。",
        f"the backup {store} lies inside {folder}, which it would back up",
    )
