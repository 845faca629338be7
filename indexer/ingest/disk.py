"""What the disk refuses while originals are stored, as errors of ours."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import CatalogError, DiskFull


@contextmanager
def storing(root: Path) -> Iterator[None]:
    """Inside it an OSError comes out as DiskFull, or as CatalogError where the home cannot be written to."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(
                f"磁盘满了：原件存不进 {root}。已经收录的都还在。请清理磁盘后再运行一次，会接着做完。",
                f"the disk of {root} is full",
            ) from error
        raise CatalogError(
            f"原件存不进 {root}（{error.strerror}）。请检查存档目录的权限和磁盘，再运行一次。",
            f"cannot store originals in {root}: {error}",
        ) from error
