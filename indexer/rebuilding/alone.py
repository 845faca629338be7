"""One rebuild, switch or pruning at a time in an archive."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import CatalogError


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Holds the archive's indices for this process until the block ends, or the process does.

    Raises CatalogError when another one has them.
    """
    home.mkdir(parents=True, exist_ok=True)
    handle = os.open(home / "rebuild.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CatalogError(
                f"另一个程序正在重建或切换 {home} 的索引。请等它结束后再试。",
                f"another process is rebuilding the index of {home}",
            ) from error
        yield
    finally:
        os.close(handle)
