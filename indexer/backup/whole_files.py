"""Files that come into a folder whole or not at all: streamed beside their place, on disk, then renamed."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from indexer.catalog.originals import flush

BLOCK_BYTES = 1 << 20
"""A file of any size passes through memory in blocks of this size."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds: SHA-256 and size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read, and why."""

    error: OSError


def content_of(source: Path) -> Content | Unread:
    """Hash and size of the file."""
    digest, size = hashlib.sha256(), 0
    for block in _blocks(source):
        if isinstance(block, Unread):
            return block
        digest.update(block)
        size += len(block)
    return Content(digest.hexdigest(), size)


def copy(source: Path, target: Path) -> Content | Unread:
    """Copies the file to `target`, which must not exist yet and is on disk afterwards; hash and size are those of what was written.

    A source that cannot be read is a value. Raises OSError when the target cannot be written.
    """
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as file:
        for block in _blocks(source):
            if isinstance(block, Unread):
                return block
            digest.update(block)
            size += len(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    return Content(digest.hexdigest(), size)


def size_of(path: Path) -> int | None:
    """Bytes of the regular file; None where there is none that can be looked at."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _blocks(source: Path) -> Iterator[bytes | Unread]:
    try:
        file = source.open("rb")
    except OSError as error:
        yield Unread(error)
        return
    with file:
        while True:
            try:
                block = file.read(BLOCK_BYTES)
            except OSError as error:
                yield Unread(error)
                return
            if not block:
                return
            yield block


class WholeFiles:
    """A folder and, on the same file system, one for the parts that are being written."""

    def __init__(self, root: Path, parts: Path) -> None:
        self.root = root
        self.parts = parts
        self._touched: set[Path] = set()

    @contextmanager
    def part(self) -> Iterator[Path]:
        """A name for a part; what still stands there afterwards, and beside it (a journal of SQLite), is removed."""
        self.parts.mkdir(parents=True, exist_ok=True)
        path = self.parts / secrets.token_hex(8)
        try:
            yield path
        finally:
            for left in (path, path.with_name(path.name + "-journal")):
                with contextlib.suppress(OSError):
                    left.unlink()

    def place(self, part: Path, target: Path) -> None:
        """Renames a part that is on disk to its place; the name itself is on disk after `settle`."""
        target.parent.mkdir(parents=True, exist_ok=True)
        part.replace(target)
        folder = target.parent
        while folder != self.root and folder not in self._touched:
            self._touched.add(folder)
            folder = folder.parent
        self._touched.add(self.root)

    def write(self, data: bytes, target: Path) -> None:
        """A small file, on disk with its name and all that was placed before it."""
        self.settle()
        with self.part() as part:
            with part.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            self.place(part, target)
        self.settle()

    def settle(self) -> None:
        """Everything placed so far survives a power cut."""
        for folder in self._touched:
            try:
                flush(folder)
            except OSError as error:
                # Shares of other systems know no fsync of a folder; they write names at once.
                if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EBADF}:
                    raise
        self._touched.clear()

    def clear_parts(self) -> None:
        """Removes the parts that an interrupted run has left; the caller has made sure that no other runs."""
        if self.parts.is_dir():
            for left in self.parts.iterdir():
                left.unlink()
