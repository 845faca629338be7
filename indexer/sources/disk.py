"""Files on disk, opened without ever waiting for a pipe or a device."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from indexer.sources.found import Stamp
from indexer.sources.trouble import no_file, not_readable


def stamp_of(status: os.stat_result) -> Stamp:
    """Size and time of a file."""
    return Stamp(status.st_size, status.st_mtime_ns)


def size_on_disk(path: Path) -> int:
    """The bytes of a file; 0 where it cannot be looked at."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0


def look_at(path: Path, name: str) -> Stamp:
    """Size and time of a regular file; raises SourceUnreadable."""
    try:
        status = path.stat()
    except OSError as error:
        raise no_file(path, name) from error
    if not stat.S_ISREG(status.st_mode):
        raise no_file(path, name)
    return stamp_of(status)


@contextmanager
def opened(path: Path, name: str) -> Iterator[BinaryIO]:
    """The file, open; raises SourceUnreadable, also for what goes wrong with reading while it is open."""
    file = open_regular(path, name)
    try:
        yield file
    except OSError as error:
        raise not_readable(name, error) from error
    finally:
        file.close()


def open_regular(path: Path, name: str) -> BinaryIO:
    """The file, open for reading without a buffer; raises SourceUnreadable for what is no regular file or may not be read."""
    look_at(path, name)
    try:
        # Looked at again once it is open: a pipe may have taken its name, and opening one would wait for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise not_readable(name, error) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise no_file(path, name)
    return os.fdopen(descriptor, "rb", buffering=0)


def read_small(path: Path, name: str, most: int) -> bytes:
    """The first bytes of a file, at most so many; raises SourceUnreadable."""
    with opened(path, name) as file:
        return read_up_to(file, most)


def read_up_to(file: BinaryIO, most: int) -> bytes:
    """Bytes from where the file stands, at most so many."""
    pieces = []
    while most > 0 and (piece := file.read(min(most, 1 << 20))):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)
