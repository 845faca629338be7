"""The manifest of a backup: what it holds, written as JSON that proves itself, and read as what nobody has to trust."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any

from indexer.backup.home_files import CATALOG, ORIGINALS, is_truth, original_path

FORMAT = 1

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class BackedFile:
    """A file of the home at the time of the backup: path in the home, bytes, SHA-256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that belonged into the backup and could not be read then; the hash where the catalog knows it."""

    path: str
    sha256: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What the catalog of a backup lists."""

    batches: int
    pages: int
    records: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """One backup; `made_at` is UTC in whole seconds, `catalog_schema` the version of the catalog's tables."""

    made_at: datetime
    archive: str
    program: str
    catalog_schema: int
    counts: Counts
    files: tuple[BackedFile, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of all files together, as they stand in the home."""
        return sum(file.size for file in self.files)

    @property
    def catalog(self) -> BackedFile:
        """The copy of the catalog."""
        return next(file for file in self.files if file.path == CATALOG)

    @property
    def others(self) -> tuple[BackedFile, ...]:
        """All files but the catalog."""
        return tuple(file for file in self.files if file.path != CATALOG)


class ManifestDamaged(ValueError):
    """The text is no manifest, or not the one that was written; says in English what is wrong."""


class ManifestNewer(ValueError):
    """The manifest was written by a program whose format this one does not know."""


def encode_manifest(manifest: Manifest) -> bytes:
    """The manifest as JSON, with a digest over all the rest.

    Raises ManifestDamaged for a manifest that could not be read back.
    """
    _check(manifest)
    value = {"format": FORMAT, **asdict(manifest), "made_at": manifest.made_at.isoformat()}
    return (json.dumps({**value, "digest": _digest(value)}, indent=1) + "\n").encode("ascii")


def decode_manifest(data: bytes) -> Manifest:
    """The manifest in the bytes: whole, unaltered, and with no path that leads out of a home.

    Raises ManifestDamaged or ManifestNewer.
    """
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ManifestDamaged(f"not JSON: {error}") from error
    if not isinstance(value, dict):
        raise ManifestDamaged("not a JSON object")
    version = value.get("format")
    if type(version) is int and version > FORMAT:
        raise ManifestNewer(f"format {version}, this program knows {FORMAT}")
    if version != FORMAT:
        raise ManifestDamaged(f"no format of ours: {version!r}")
    try:
        given = value.pop("digest")
        if given != _digest(value):
            raise ManifestDamaged("its digest is another one: it was altered or cut off")
        manifest = _manifest(value)
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        if isinstance(error, ManifestDamaged):
            raise
        raise ManifestDamaged(f"a value is missing or of a wrong kind: {error!r}") from error
    _check(manifest)
    return manifest


def _digest(value: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")).hexdigest()


def _manifest(value: dict[str, Any]) -> Manifest:
    return Manifest(
        made_at=datetime.fromisoformat(value["made_at"]).astimezone(UTC),
        archive=_text(value["archive"]),
        program=_text(value["program"]),
        catalog_schema=_number(value["catalog_schema"]),
        counts=Counts(**{name: _number(value["counts"][name]) for name in Counts.__slots__}),
        files=tuple(BackedFile(_text(f["path"]), _number(f["size"]), _hash(f["sha256"])) for f in value["files"]),
        left_out=tuple(
            LeftOut(_text(f["path"]), None if f["sha256"] is None else _hash(f["sha256"]), _text(f["reason"]))
            for f in value["left_out"]
        ),
    )


def _check(manifest: Manifest) -> None:
    """Holds what every reader of a manifest relies on: straight paths, each once, no file where another needs a folder, one catalog."""
    paths = set()
    for file in manifest.files:
        if not is_truth(file.path) or file.path in paths:
            raise ManifestDamaged(f"a path that no backup writes: {file.path!r}")
        if file.path.split("/")[0] == ORIGINALS and file.path != original_path(file.sha256):
            raise ManifestDamaged(f"an original under another hash: {file.path!r}")
        paths.add(file.path)
    if CATALOG not in paths:
        raise ManifestDamaged("it lists no catalog")
    for path in paths:
        if any(str(folder) in paths for folder in PurePosixPath(path).parents):
            raise ManifestDamaged(f"a file that would have to be a folder as well, above {path!r}")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _number(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError(f"{value!r} is no number of things")
    return value


def is_sha256(text: str) -> bool:
    """True for 64 hexadecimal digits as this program writes them."""
    return _SHA256.fullmatch(text) is not None


def _hash(value: Any) -> str:
    if not is_sha256(_text(value)):
        raise ValueError(f"{value!r} is no SHA-256")
    return str(value)
