"""What goes wrong with one file (a value, the others go on), and with the disk that is written to (an error, nothing can go on)."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import BackupError

_FULL = {errno.ENOSPC, errno.EDQUOT}


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that is not as it should be: its path in the home, its SHA-256 where one is known, and a sentence in each language."""

    path: str
    sha256: str | None
    zh: str
    en: str


def cannot_write(place: Path, error: OSError | sqlite3.Error) -> BackupError:
    """The error to raise when writing below `place` failed."""
    if _is_full(error):
        free = f"（剩余 {shutil.disk_usage(place).free / 1e6:.0f} MB）" if place.exists() else ""
        return BackupError(
            f"{place} 所在的磁盘空间不够{free}。写好的文件都留着，以前的备份不受影响；请腾出空间，再运行一次同样的命令，会接着做。",
            f"the disk of {place} is full (no room for the next file); run the same command again when there is room",
        )
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        return BackupError(
            f"{place} 所在的磁盘放不下这么大的文件（FAT32 每个文件不能超过 4 GB）。请换用 exFAT、NTFS 或 ext4 格式的磁盘。",
            f"the file system of {place} does not take files this large",
        )
    why = (os.strerror(error.errno) if error.errno else str(error)) if isinstance(error, OSError) else str(error)
    return BackupError(
        f"写不了 {place}（{why}）。请检查磁盘、连接和权限，再运行一次同样的命令，会接着做。",
        f"cannot write to {place}: {error}",
    )


def _is_full(error: OSError | sqlite3.Error) -> bool:
    if isinstance(error, OSError):
        return error.errno in _FULL
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
