"""The lock of the embedded engine's jars: which, how large, with which hash, and where each belongs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

LOCK = Path(__file__).parent / "jars.lock"

ENGINE_VERSION = "9.5.3"
"""Version of the embedded Elasticsearch, and of the one in the Dockerfile."""


class Place(StrEnum):
    """Where a jar is needed."""

    SERVER = "server"
    TRANSPORT = "transport"
    PLUGIN = "plugin"
    COMPILER = "compiler"


@dataclass(frozen=True, slots=True)
class LockedJar:
    """One jar: Maven coordinates `group:artifact:version`, SHA-256, size in bytes, place."""

    coordinates: str
    sha256: str
    size: int
    place: Place

    @property
    def file_name(self) -> str:
        """`artifact-version.jar`, as in a Maven repository."""
        _, artifact, version = self.coordinates.split(":")
        return f"{artifact}-{version}.jar"


def read_lock() -> tuple[LockedJar, ...]:
    """All jars of the lock, in its order."""
    rows = [line.split("\t") for line in LOCK.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
    return tuple(LockedJar(coordinates, sha256, int(size), Place(place)) for coordinates, sha256, size, place in rows)


def render_lock(jars: Iterable[LockedJar]) -> str:
    """The text of the lock file."""
    rows = [f"{jar.coordinates}\t{jar.sha256}\t{jar.size}\t{jar.place}" for jar in jars]
    return "# Made by tools/lock_jars.py: coordinates, SHA-256, bytes, place.\n" + "\n".join(rows) + "\n"
