"""Making a backup: the catalog as of one moment, then all that it needs, the manifest last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from indexer.backup.catalog_copy import CatalogCopy, Source, copy_catalog
from indexer.backup.faults import Fault, cannot_write
from indexer.backup.home_files import CATALOG, HomeFile, original_path, other_files, refuse_inside, unreadable
from indexer.backup.manifest import BackedFile, LeftOut, Manifest
from indexer.backup.store import BackupStore
from indexer.backup.whole_files import Content, Unread, content_of, copy, size_of
from indexer.catalog.originals import flush
from indexer.errors import BackupError
from indexer.lock_file import alone
from indexer.settings import Settings

Progress = Callable[[int, str], None]
"""Called before each file with the number of those done and the path in the home."""


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A backup that was made: its name and manifest, what had to be copied for it, and what could not be saved as it should be."""

    name: str
    manifest: Manifest
    new_files: int
    new_bytes: int
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class _Tally:
    """What has been saved so far."""

    files: list[BackedFile] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    new_files: int = 0
    new_bytes: int = 0

    def saved(self, path: str, content: Content, *, new: bool) -> None:
        self.files.append(BackedFile(path, content.size, content.sha256))
        self.new_files += new
        self.new_bytes += content.size if new else 0

    def missed(self, fault: Fault) -> None:
        self.faults.append(fault)
        self.left_out.append(LeftOut(fault.path, fault.sha256, fault.en))


def back_up(settings: Settings, directory: Path, progress: Progress = lambda _done, _path: None) -> BackupReport:
    """Backs up the home into `directory` while site and ingest go on; earlier backups there stay whole whatever happens.

    A file that cannot be saved is a fault of the report, all others are saved. Raises BackupError when nothing can go on:
    no catalog or a damaged one, the folder inside the home, its disk full or not writable, another backup running into it.
    """
    home, store = settings.home, BackupStore(directory)
    if not (home / CATALOG).is_file():
        raise BackupError(
            f"{home} 里还没有目录库（{CATALOG}），没有可以备份的。请检查 BULLETIN_HOME。",
            f"no catalog in {home}: nothing to back up",
        )
    refuse_inside(home, store.root)
    if not store.root.parent.is_dir():
        # Not made: where a disk is not mounted, the backup would land on the disk that is to be saved.
        raise BackupError(
            f"{store.root.parent} 不存在。请检查备份盘是否接好，或先建立这个文件夹。", f"{store.root.parent} does not exist"
        )
    try:
        store.root.mkdir(exist_ok=True)
        held = BackupError(f"另一个备份正在写入 {store.root}。请等它结束后再试。", f"another backup is writing to {store.root}")
        with alone(store.root / "backup.lock", held) as locked:
            if locked:
                store.files.clear_parts()
            return _back_up(settings, store, progress)
    except OSError as error:
        raise cannot_write(store.root, error) from error


def _back_up(settings: Settings, store: BackupStore, progress: Progress) -> BackupReport:
    made_at = datetime.now(UTC).replace(microsecond=0)
    tally = _Tally()
    progress(0, CATALOG)
    catalog = _save_catalog(settings.home, store, tally)
    # From here on what others store in the home no longer matters: an original is stored before its row in the catalog.
    for item in _needed(settings.home, store, catalog):
        progress(len(tally.files), item.path)
        match item:
            case Fault():
                tally.missed(item)
            case HomeFile():
                _save_file(item, store, tally)
            case _Original():
                _save_original(item, store, tally)
    manifest = Manifest(
        made_at=made_at,
        archive=settings.paper_name or settings.paper,
        program=version("bulletin-archive"),
        catalog_schema=catalog.schema,
        counts=catalog.counts,
        files=tuple(tally.files),
        left_out=tuple(tally.left_out),
    )
    return BackupReport(store.write(manifest), manifest, tally.new_files, tally.new_bytes, tuple(tally.faults))


@dataclass(frozen=True, slots=True)
class _Original:
    source: Source
    location: Path
    path: str


def _needed(home: Path, store: BackupStore, catalog: CatalogCopy) -> Iterator[_Original | HomeFile | Fault]:
    for source in catalog.sources:
        path = original_path(source.sha256)
        yield _Original(source, home / path, path)
    yield from other_files(home, store.root)


def _save_catalog(home: Path, store: BackupStore, tally: _Tally) -> CatalogCopy:
    with store.files.part() as part:
        catalog = copy_catalog(home / CATALOG, part)
        content = content_of(part)
        if isinstance(content, Unread):
            raise content.error
        new = not store.has(content.sha256, content.size)
        if new:
            flush(part)
            store.files.place(part, store.object(content.sha256))
        tally.saved(CATALOG, content, new=new)
    return catalog


def _save_file(file: HomeFile, store: BackupStore, tally: _Tally) -> None:
    content = content_of(file.location)
    if isinstance(content, Content) and store.has(content.sha256, content.size):
        tally.saved(file.path, content, new=False)
        return
    with store.files.part() as part:
        content = copy(file.location, part)
        if isinstance(content, Content):
            store.files.place(part, store.object(content.sha256))
            tally.saved(file.path, content, new=True)
        elif not isinstance(
            content.error, FileNotFoundError
        ):  # one that was removed meanwhile is no longer part of the archive
            tally.missed(unreadable(file.path, None, content.error))


def _save_original(original: _Original, store: BackupStore, tally: _Tally) -> None:
    sha256, path = original.source.sha256, original.path
    if store.has(sha256, original.source.size):
        tally.saved(path, Content(sha256, original.source.size), new=False)
        if size_of(original.location) != original.source.size:
            zh = f"存档目录里的原件 {sha256} 缺失或损坏；备份里有完好的一份，请复制回 {path}（从 {store.object(sha256)}）。"
            tally.faults.append(Fault(path, sha256, zh, f"{path} is missing or damaged in the home; the backup has it"))
        return
    with store.files.part() as part:
        content = copy(original.location, part)
        if content == Content(sha256, original.source.size):
            store.files.place(part, store.object(sha256))
            tally.saved(path, content, new=True)
        elif isinstance(content, Unread) and not isinstance(content.error, FileNotFoundError):
            tally.missed(unreadable(path, sha256, content.error))
        else:
            state, en = ("不见了", "missing") if isinstance(content, Unread) else ("已损坏", "damaged")
            zh = f"原件 {sha256} {state}（{path}），不在这份备份里。请从较早的备份取回，或找到原来的文件再收录一次。"
            tally.missed(Fault(path, sha256, zh, f"original {sha256} is {en}"))
