"""The bytes of zip entries: read by place, checked while they are unpacked, because the headers may lie.

The zip's directory is read once, when its entries are found; here an entry is had from its place alone. So each of the 60,000
entries of twenty years costs the same, in whichever process it is read.
"""

from __future__ import annotations

import bz2
import os
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from indexer.errors import SourceUnreadable
from indexer.sources.disk import opened
from indexer.sources.found import Packed, Stamp
from indexer.sources.limits import Limits
from indexer.sources.trouble import no_space, not_readable, too_large

STORED, DEFLATED, BZIP2 = 0, 8, 12
METHODS = (STORED, DEFLATED, BZIP2)
LOCAL_HEADER = 30
CHUNK = 256 * 1024


@contextmanager
def opened_zip(path: Path, stamp: Stamp, outer: tuple[Packed, ...], name: str, limits: Limits) -> Iterator[BinaryIO]:
    """The zip on disk, or the zip inside it that `outer` leads to; raises SourceUnreadable or SourceTooLarge."""
    if outer:
        yield _spooled(_Nested(path, stamp, outer, limits, name))
        return
    with opened(path, name) as file:
        yield file


@dataclass(frozen=True, slots=True)
class _Nested:
    """A zip inside a zip; `name` is whose bytes are wanted, for the sentences, and makes no other zip of it."""

    path: Path
    stamp: Stamp
    outer: tuple[Packed, ...]
    limits: Limits
    name: str = field(compare=False)


# Kept, so that a zip inside a zip is unpacked once and not for each of its entries; the files have no name and end with the process.
@lru_cache(maxsize=4)
def _spooled(nested: _Nested) -> BinaryIO:
    with opened_zip(nested.path, nested.stamp, nested.outer[:-1], nested.name, nested.limits) as container:
        return spool(container, nested.outer[-1], nested.name, nested.limits)


def spool(container: BinaryIO, packed: Packed, name: str, limits: Limits) -> BinaryIO:
    """The entry in a temporary file without a name; raises SourceUnreadable or SourceTooLarge."""
    try:
        file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115  (the caller closes it)
    except OSError as error:
        raise no_space(name, error) from error
    try:
        for piece in unpacked(container, packed, name, limits.entry_bytes, limits):
            try:
                file.write(piece)
            except OSError as error:
                raise no_space(name, error) from error
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file


def unpacked(container: BinaryIO, packed: Packed, name: str, most: int, limits: Limits) -> Iterator[bytes]:
    """The bytes of an entry, a piece at a time; raises SourceUnreadable for damage and lies, SourceTooLarge past `most`."""
    if packed.size > most:
        raise too_large(name, packed.size, most)
    total, crc = 0, 0
    taken = [0]
    pieces = _packed_pieces(container, packed, name, taken)
    try:
        for piece in _DECODERS[packed.method](pieces):
            total += len(piece)
            if total > packed.size:
                raise SourceUnreadable(
                    f"{name}：解压出来比压缩包目录里写的大，压缩包有问题，未收录。请重新打包。",
                    f"{name} unpacks to more than the {packed.size} bytes that its zip declares",
                )
            if total > limits.ratio_from and total > limits.ratio * max(1, taken[0]):
                raise bomb(name, limits)
            crc = zlib.crc32(piece, crc)
            yield piece
    except (zlib.error, OSError, EOFError, ValueError) as error:
        raise damaged(name) from error
    if total != packed.size or crc != packed.crc:
        raise damaged(name)


def head(container: BinaryIO, packed: Packed, name: str, limits: Limits) -> bytes:
    """The first bytes of an entry, by which its format is known; empty when it cannot be unpacked (whoever reads it will say so)."""
    try:
        return next(unpacked(container, packed, name, packed.size, limits), b"")[:64]
    except SourceUnreadable:
        return b""


def data_start(container: BinaryIO, offset: int) -> int:
    """Where the packed bytes of the entry begin whose header stands at the offset: behind its name and extra fields."""
    header = os.pread(container.fileno(), LOCAL_HEADER, offset) if offset >= 0 else b""
    if not header.startswith(b"PK\x03\x04"):
        # No entry at all; whoever reads it will say so.
        return offset + LOCAL_HEADER
    lengths = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    return offset + LOCAL_HEADER + lengths


def damaged(name: str) -> SourceUnreadable:
    """Why an entry that does not unpack is not taken in."""
    return SourceUnreadable(
        f"{name}：在压缩包里已经损坏（校验不符），未收录。请重新复制或下载压缩包，或找原来的文件。",
        f"{name} is damaged inside its zip (it does not unpack, or its checksum differs)",
    )


def bomb(name: str, limits: Limits) -> SourceUnreadable:
    """Why an entry that unpacks to far more than a text can is not taken in."""
    return SourceUnreadable(
        f"{name}：压缩比超过 {limits.ratio} 倍，不像报纸，像“压缩炸弹”，未收录。确实是报纸的，请先解压，看过内容再收录。",
        f"{name} unpacks to more than {limits.ratio} times its packed size: a zip bomb, or no text",
    )


def _packed_pieces(container: BinaryIO, packed: Packed, name: str, taken: list[int]) -> Iterator[bytes]:
    """The packed bytes; `taken` counts them."""
    # pread: the file of a zip in a zip is shared by all who read from it.
    descriptor = container.fileno()
    try:
        if os.pread(descriptor, 4, packed.offset) != b"PK\x03\x04":
            raise damaged(name)
        place = data_start(container, packed.offset)
        left = packed.packed_size
        while left and (piece := os.pread(descriptor, min(left, CHUNK), place)):
            place += len(piece)
            left -= len(piece)
            taken[0] += len(piece)
            yield piece
    except OSError as error:
        raise not_readable(name, error) from error


def _stored(pieces: Iterator[bytes]) -> Iterator[bytes]:
    return pieces


def _deflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    decoder = zlib.decompressobj(-zlib.MAX_WBITS)
    for piece in pieces:
        found = decoder.decompress(piece, CHUNK)
        while found:
            yield found
            found = decoder.decompress(decoder.unconsumed_tail, CHUNK)
        if decoder.eof:
            return


def _bzip2(pieces: Iterator[bytes]) -> Iterator[bytes]:
    decoder = bz2.BZ2Decompressor()
    for piece in pieces:
        found = decoder.decompress(piece, CHUNK)
        while found:
            yield found
            found = b"" if decoder.eof else decoder.decompress(b"", CHUNK)
        if decoder.eof:
            return


_DECODERS = {STORED: _stored, DEFLATED: _deflated, BZIP2: _bzip2}
