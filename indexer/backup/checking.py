"""Checking a backup: every byte of it, writing nothing anywhere."""

from __future__ import annotations

from indexer.backup.backing_up import Progress
from indexer.backup.catalog_copy import catalog_faults
from indexer.backup.faults import Fault
from indexer.backup.home_files import CATALOG
from indexer.backup.manifest import BackedFile, LeftOut, Manifest
from indexer.backup.store import BackupStore
from indexer.backup.whole_files import Content, Unread, content_of


def check(store: BackupStore, manifest: Manifest, progress: Progress = lambda _done, _path: None) -> tuple[Fault, ...]:
    """Everything that would be missing or wrong in a home restored from this backup; empty when it is sound."""
    faults = [left_out_fault(left) for left in manifest.left_out]
    for done, file in enumerate(manifest.files):
        progress(done, file.path)
        fault = object_fault(store, file, content_of(store.object(file.sha256)))
        if fault is None and file.path == CATALOG:
            found = catalog_faults(store.object(file.sha256), manifest.catalog_schema)
            if found:
                fault = Fault(CATALOG, file.sha256, f"备份里的目录库已损坏（{found}）。请用另一份备份。", f"{CATALOG}: {found}")
        if fault is not None:
            faults.append(fault)
    return tuple(faults)


def object_fault(store: BackupStore, file: BackedFile, found: Content | Unread) -> Fault | None:
    """What is wrong with an object of which this was read, None where it is what the manifest says."""
    if found == Content(file.sha256, file.size):
        return None
    place = store.object(file.sha256)
    if isinstance(found, Content):
        state, en = "已损坏", "damaged"
    elif isinstance(found.error, FileNotFoundError):
        state, en = "不见了", "missing"
    else:
        state, en = f"读不了（{found.error.strerror}）", f"unreadable ({found.error.strerror})"
    zh = f"{file.path}：备份里的文件 {place} {state}。原来的存档还在时，删去这个文件再做一次备份就会补上；或从别的备份盘复制过来。"
    return Fault(file.path, file.sha256, zh, f"{file.path}: object {file.sha256} is {en}")


def left_out_fault(left: LeftOut) -> Fault:
    """The fault that a file left out of the backup is for whoever restores it."""
    zh = f"{left.path} 做备份时就缺失或损坏，不在这份备份里。请看更早的备份里有没有。"
    return Fault(left.path, left.sha256, zh, f"{left.path} was left out of the backup: {left.reason}")
