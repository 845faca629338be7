"""The bytes of a source."""

from __future__ import annotations

import io
import os
from typing import BinaryIO, cast

from indexer.errors import SourceError
from indexer.sources.disk import look_at, open_regular, opened, read_up_to, stamp_of
from indexer.sources.found import Source, SourceBytes
from indexer.sources.limits import LIMITS, Limits
from indexer.sources.trouble import still_written, too_large
from indexer.sources.unpacking import opened_zip, spool, unpacked


def read_source(source: Source, limits: Limits = LIMITS) -> SourceBytes:
    """All bytes of the source; raises SourceUnreadable, and SourceTooLarge for one that has grown past the limit.

    A file that was written to since it was found is `moving`, whatever else is wrong with it.
    """
    try:
        data = _bytes(source, limits)
    except SourceError:
        if has_moved(source):
            return SourceBytes(b"", moving=True)
        raise
    return SourceBytes(data, has_moved(source) or len(data) != source.size)


def open_source(source: Source, limits: Limits = LIMITS) -> BinaryIO:
    """The source as a stream from its beginning, for what is too large to be read whole; out of a zip through a temporary file.

    Raises SourceUnreadable, SourceTooLarge and SourceChanged. Whoever reads it asks `has_moved` at the end.
    """
    if has_moved(source):
        raise still_written(source.name)
    if not source.chain:
        # With a buffer: an unbuffered file gives its lines a byte at a time, half a microsecond each.
        return io.BufferedReader(cast(io.RawIOBase, open_regular(source.path, source.name)))
    with opened_zip(source.path, source.stamp, source.chain[:-1], source.name, limits) as container:
        return spool(container, source.chain[-1], source.name, limits)


def has_moved(source: Source) -> bool:
    """True when the file on disk has another size or time than when it was found; one that is gone has not moved."""
    try:
        return look_at(source.path, source.name) != source.stamp
    except SourceError:
        return False


def _bytes(source: Source, limits: Limits) -> bytes:
    if source.chain:
        with opened_zip(source.path, source.stamp, source.chain[:-1], source.name, limits) as container:
            return b"".join(unpacked(container, source.chain[-1], source.name, limits.source_bytes, limits))
    with opened(source.path, source.name) as file:
        # The size of the open file decides, not the one of when it was found: nothing above the limit is read into memory.
        size = stamp_of(os.fstat(file.fileno())).size
        if size > limits.source_bytes:
            raise too_large(source.name, size, limits.source_bytes)
        return read_up_to(file, limits.source_bytes)
