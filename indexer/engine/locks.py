"""File locks between processes; all end with their process, however it ends.

Shared and exclusive ones are POSIX record locks: they belong to a process, and no child inherits them. Closing any descriptor of a
locked file drops the process's locks on it; so each process opens each file once, here. A lock for a child is the other kind (flock),
which belongs to the open file and so to every process that has it open.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType

from indexer.errors import EngineStartFailed

POLL_SECONDS = 0.05


class SharedLock:
    """Shared locks that this process holds, counted by path, so that nested uses in one process do not drop each other's."""

    _held: dict[Path, tuple[int, int]] = {}  # noqa: RUF012 - the process's own, as the locks are
    _guard = threading.Lock()

    @classmethod
    def take(cls, path: Path, seconds: float) -> bool:
        """Takes a share; False when somebody keeps the file exclusively for longer than `seconds`."""
        with cls._guard:
            descriptor, count = cls._held.get(path, (-1, 0))
            if count == 0:
                descriptor = _open(path)
                if not _lock(descriptor, exclusive=False, seconds=seconds):
                    os.close(descriptor)
                    return False
            cls._held[path] = (descriptor, count + 1)
            return True

    @classmethod
    def give_back(cls, path: Path) -> None:
        """Gives one share back; the last one frees the lock."""
        with cls._guard:
            descriptor, count = cls._held[path]
            if count > 1:
                cls._held[path] = (descriptor, count - 1)
            else:
                del cls._held[path]
                os.close(descriptor)

    @classmethod
    def holds(cls, path: Path) -> bool:
        """True while this process holds a share."""
        with cls._guard:
            return path in cls._held


@contextmanager
def held_for_a_child(path: Path) -> Iterator[int]:
    """Holds the file alone by a descriptor for one child to inherit: after the block it is the child's, until that one ends."""
    descriptor = _open(path)
    try:
        _fcntl().flock(descriptor, _fcntl().LOCK_EX)
        yield descriptor
    finally:
        # Closed, not unlocked: the child's copy keeps the lock.
        os.close(descriptor)


def is_held_by_a_child(path: Path) -> bool:
    """True while somebody, or a child of theirs, holds the file by `held_for_a_child`."""
    if not path.exists():
        return False
    fcntl = _fcntl()
    descriptor = _open(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        # Unlocked, not just closed: a process forked by another thread at this moment has a copy of the descriptor.
        fcntl.flock(descriptor, fcntl.LOCK_UN)
        return False
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)


_exclusive_in_process: dict[Path, threading.Lock] = {}
_exclusive_guard = threading.Lock()


@contextmanager
def exclusive(path: Path, on_wait: str = "") -> Iterator[None]:
    """Holds the file alone; waits as long as another process (or thread) does, after saying `on_wait` on stderr."""
    with _exclusive_guard:
        in_process = _exclusive_in_process.setdefault(path, threading.Lock())
    with in_process:
        descriptor = _open(path)
        try:
            if not _lock(descriptor, exclusive=True, seconds=1):
                if on_wait:
                    import sys

                    print(on_wait, file=sys.stderr, flush=True)
                _lock(descriptor, exclusive=True, seconds=float("inf"))
            yield
        finally:
            os.close(descriptor)


def _open(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise EngineStartFailed(
            f"检索引擎的目录 {path.parent} 不能写入：{error.strerror}。请检查权限和磁盘空间，或改用别的 BULLETIN_HOME。",
            f"the engine's folder {path.parent} cannot be written to: {error}",
        ) from error


def _fcntl() -> ModuleType:
    try:
        import fcntl
    except ImportError as error:
        raise EngineStartFailed(
            "内置检索引擎只能在 Linux 和 macOS 上运行。在 Windows 上请使用 WSL，或自建 Elasticsearch 并设置 ELASTICSEARCH_URL。",
            "the embedded engine runs on Linux and macOS only; use WSL, or name a cluster in ELASTICSEARCH_URL",
        ) from error
    return fcntl


def _lock(descriptor: int, *, exclusive: bool, seconds: float) -> bool:
    fcntl = _fcntl()
    end = time.monotonic() + seconds
    while True:
        with suppress(BlockingIOError, PermissionError):
            fcntl.lockf(descriptor, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
            return True
        if time.monotonic() >= end:
            return False
        time.sleep(POLL_SECONDS)
