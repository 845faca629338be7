"""What a search for sources finds: a source, or why something is none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from indexer.errors import SourceChanged, SourceError
from indexer.model import NO_FACTS, FolderFacts
from indexer.sources.folder_settings import NO_SETTINGS, FolderSettings

INSIDE = "!/"
"""Between a zip and the path inside it: a.zip!/b.zip!/01.txt."""


def address_of(path: Path, entry: str | None) -> Path:
    """The path of an entry of a zip as it can be given to a command: 报纸.zip!/2024-11-05/01.txt."""
    return path if entry is None else Path(f"{path}{INSIDE}{entry}")


def is_lines(name: str) -> bool:
    """True for the name of a `.jsonl`: records of another system, a record a line."""
    return name.lower().endswith(".jsonl")


@dataclass(frozen=True, slots=True)
class Stamp:
    """Size and time of a file on disk: when it differs later, the file was written to in between."""

    size: int
    modified: int
    """Nanoseconds since 1970."""


@dataclass(frozen=True, slots=True)
class Packed:
    """Where the bytes of an entry stand in its zip, as the zip's directory says (it may lie; reading checks it)."""

    offset: int
    packed_size: int
    size: int
    method: int
    crc: int


@dataclass(frozen=True, slots=True)
class Source:
    """A file to ingest, on disk or inside a zip on disk.

    `name` is its path as reported and kept, from the given path's own name downwards, through the zip:
    报纸.zip/2024-11-05/01.txt.
    """

    path: Path
    """The file on disk; for an entry of a zip the zip."""
    entry: str | None
    """The path inside the zip, with `!/` where a zip stands in a zip."""
    name: str
    size: int
    stamp: Stamp
    folder: FolderSettings = NO_SETTINGS
    """What the `bulletin.toml` of its folder and of those above say."""
    facts: FolderFacts = NO_FACTS
    """What they say of this path."""
    chain: tuple[Packed, ...] = ()
    """The entry in each zip on the way, the outermost first."""

    @property
    def address(self) -> Path:
        """The path by which the source alone can be given again."""
        return address_of(self.path, self.entry)

    @property
    def is_lines(self) -> bool:
        """True for a `.jsonl`, which is streamed (`open_source`) and never read whole."""
        return is_lines(self.name)


@dataclass(frozen=True, slots=True)
class Refused:
    """What was given or found and is no source: not there, not to be opened, broken, dangerous; the error says what to do."""

    name: str
    path: Path
    entry: str | None
    error: SourceError

    @property
    def address(self) -> Path:
        """The path by which it can be given again."""
        return address_of(self.path, self.entry)


@dataclass(frozen=True, slots=True)
class Deferred:
    """A file that is still being written, although it was waited for."""

    name: str
    path: Path
    error: SourceChanged

    @property
    def address(self) -> Path:
        """The path by which it can be given again."""
        return self.path


@dataclass(frozen=True, slots=True)
class SourceBytes:
    """The bytes of a source; `moving` when its size or time has changed since it was found, so that it may be half written."""

    data: bytes
    moving: bool


Found = Source | Refused | Deferred
