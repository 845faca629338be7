"""The tables beside this file: a row a line, its cells parted by tabs; lines that begin with # are for people."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=8)
def _source(name: str) -> bytes:
    return resources.files("mappings").joinpath(name).read_bytes()


def rows(name: str) -> list[list[str]]:
    """The rows of the table in this file, each as its cells."""
    return [row.split("\t") for row in _source(name).decode("utf-8").split("\n") if row and not row.startswith("#")]


def sha256_of(name: str) -> str:
    """Hash of the file, by which a changed table is known."""
    return hashlib.sha256(_source(name)).hexdigest()
