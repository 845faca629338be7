"""The originals: every source byte for byte, under its SHA-256."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from indexer.errors import SourceChanged

PART = ".part-"
"""How the names of files begin that are being written."""
PIECE_BYTES = 1024 * 1024


def sha256_of(data: bytes) -> str:
    """The SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class Originals:
    """A folder of sources, `ab/abcdef…`; a file in it is whole or absent, never half written."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def of(cls, home: Path) -> Originals:
        """Those of an archive home."""
        return cls(home / "originals")

    def path(self, sha256: str) -> Path:
        """Where the source with this hash stands, or would stand."""
        return self.root / sha256[:2] / sha256

    def store(self, data: bytes) -> str:
        """Stores the bytes, on disk before it returns; storing twice is storing once. Returns the hash."""
        sha256 = sha256_of(data)
        target = self.path(sha256)
        if target.exists() and target.stat().st_size == len(data):
            return sha256
        write_whole(target, data)
        return sha256

    def store_stream(self, file: BinaryIO, sha256: str) -> int:
        """Stores what the file holds from its beginning, a piece at a time, on disk before it returns; its size in bytes.

        Raises SourceChanged when the file does not have that hash: it was written to meanwhile.
        """
        target = self.path(sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=PART)
        try:
            with os.fdopen(handle, "wb") as copy:
                file.seek(0)
                found, size = hashlib.sha256(), 0
                while piece := file.read(PIECE_BYTES):
                    found.update(piece)
                    size += len(piece)
                    copy.write(piece)
                copy.flush()
                os.fsync(copy.fileno())
            if found.hexdigest() != sha256:
                raise SourceChanged(
                    "文件正在被写入，本次未收录。请等文件写完后再运行一次。", "the file was written to while it was read"
                )
            os.replace(name, target)  # noqa: PTH105
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                Path(name).unlink()
            raise
        flush(target.parent)
        return size

    def holds(self, sha256: str, size: int) -> bool:
        """True when a source of this hash and size is stored; its bytes are not read."""
        try:
            return self.path(sha256).stat().st_size == size
        except OSError:
            return False

    def leftovers(self) -> Iterator[Path]:
        """Parts of files whose writing was cut off; nothing refers to them."""
        yield from sorted(self.root.glob(f"*/{PART}*"))

    def stored(self) -> Iterator[str]:
        """The hashes of all files that are stored, in order."""
        for folder in sorted(self.root.glob("??")):
            yield from sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))

    def read(self, sha256: str) -> bytes:
        """The bytes of a stored source; raises FileNotFoundError."""
        return self.path(sha256).read_bytes()

    def damaged(self, hashes: Iterator[str]) -> Iterator[str]:
        """Those of the hashes whose file is absent or holds other bytes."""
        for sha256 in hashes:
            path = self.path(sha256)
            if not path.is_file() or _sha256_of_file(path) != sha256:
                yield sha256


def write_whole(target: Path, data: bytes) -> None:
    """The file has this content, on disk before it returns; at no moment is it there half. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=PART)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, target)  # noqa: PTH105  (an open descriptor's name, not a Path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise
    flush(target.parent)


def sha256_of_stream(file: BinaryIO) -> tuple[str, int]:
    """The SHA-256 and the size of what the file holds from here on, read a piece at a time."""
    found, size = hashlib.sha256(), 0
    while piece := file.read(PIECE_BYTES):
        found.update(piece)
        size += len(piece)
    return found.hexdigest(), size


def _sha256_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return sha256_of_stream(file)[0]


def flush(path: Path) -> None:
    """The file, or the names in the folder, are on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
