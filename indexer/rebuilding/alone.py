"""One rebuild, switch or pruning at a time in an archive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import CatalogError
from indexer.lock_file import alone


@contextmanager
def indices_alone(home: Path) -> Iterator[None]:
    """Holds the archive's indices for this process until the block ends, or the process does.

    Raises CatalogError when another one has them.
    """
    home.mkdir(parents=True, exist_ok=True)
    held = CatalogError(
        f"另一个程序正在重建或切换 {home} 的索引。请等它结束后再试。", f"another process is rebuilding the index of {home}"
    )
    with alone(home / "rebuild.lock", held):
        yield
