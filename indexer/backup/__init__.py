"""Backup and restore: the archive home as files by SHA-256 and manifests, whole after any interruption.

`back_up` copies the catalog with SQLite's online backup while everything else goes on, then every file that this copy needs; the
manifest comes last. `restore` puts the files into an empty home, every one verified, the catalog last. `check` only reads.
"""

from indexer.backup.backing_up import BackupReport, back_up
from indexer.backup.checking import check
from indexer.backup.faults import Fault
from indexer.backup.manifest import BackedFile, Counts, Manifest
from indexer.backup.restoring import RestoreReport, restore
from indexer.backup.store import BackupStore

__all__ = [
    "BackedFile",
    "BackupReport",
    "BackupStore",
    "Counts",
    "Fault",
    "Manifest",
    "RestoreReport",
    "back_up",
    "check",
    "restore",
]
