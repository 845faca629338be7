"""The originals: every source byte for byte, under its SHA-256."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path


def sha256_of(data: bytes) -> str:
    """The SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class Originals:
    """A folder of sources, `ab/abcdef…`; a file in it is whole or absent, never half written."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, sha256: str) -> Path:
        """Where the source with this hash stands, or would stand."""
        return self.root / sha256[:2] / sha256

    def store(self, data: bytes) -> str:
        """Stores the bytes, on disk before it returns; storing twice is storing once. Returns the hash."""
        sha256 = sha256_of(data)
        target = self.path(sha256)
        if target.exists() and target.stat().st_size == len(data):
            return sha256
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".part-")
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
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return sha256

    def read(self, sha256: str) -> bytes:
        """The bytes of a stored source; raises FileNotFoundError."""
        return self.path(sha256).read_bytes()

    def damaged(self, hashes: Iterator[str]) -> Iterator[str]:
        """Those of the hashes whose file is absent or holds other bytes."""
        for sha256 in hashes:
            path = self.path(sha256)
            if not path.is_file() or sha256_of(path.read_bytes()) != sha256:
                yield sha256
