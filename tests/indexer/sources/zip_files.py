"""Zips for the tests: whole ones, ones packed on Windows in China, and ones patched byte by byte."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from indexer.sources import Deferred, Found, Limits, Refused, Source, find_sources, read_source

SIGNATURE = b"PK\x01\x02"
# Field of an entry in the directory of a zip: place behind the signature, form.
FIELDS = {
    "flags": (8, "<H"),
    "method": (10, "<H"),
    "crc": (16, "<I"),
    "packed": (20, "<I"),
    "size": (24, "<I"),
    "offset": (42, "<I"),
}


class GbkInfo(zipfile.ZipInfo):
    """An entry whose name is written in GBK and without the flag of UTF-8, as the file manager of Chinese Windows does."""

    encoding = "gb18030"

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  (the library's own name)
        return self.filename.encode(self.encoding), self.flag_bits & ~0x800


class UnflaggedInfo(GbkInfo):
    """An entry whose name is UTF-8 without saying so, as macOS writes it."""

    encoding = "utf-8"


def packed(
    entries: Mapping[str, Any] | Iterable[tuple[str, Any]],
    kind: type[zipfile.ZipInfo] = zipfile.ZipInfo,
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """A zip with the entries (bytes or text), in this order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in entries.items() if isinstance(entries, Mapping) else entries:
            archive.writestr(kind(name, (2024, 11, 5, 0, 0, 0)), data, method)
    return buffer.getvalue()


def patched(data: bytes, entry: int, **values: int) -> bytes:
    """The zip with other values in the directory for the entry with this number."""
    place = -1
    for _ in range(entry + 1):
        place = data.index(SIGNATURE, place + 1)
    changed = bytearray(data)
    for field, value in values.items():
        offset, form = FIELDS[field]
        struct.pack_into(form, changed, place + offset, value)
    return bytes(changed)


def field_of(data: bytes, entry: int, field: str) -> int:
    """A value in the directory."""
    place = -1
    for _ in range(entry + 1):
        place = data.index(SIGNATURE, place + 1)
    offset, form = FIELDS[field]
    return int(struct.unpack_from(form, data, place + offset)[0])


def written(folder: Path, name: str, data: bytes | str) -> Path:
    """A file with these contents, its folders made."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def found_in(path: Path, limits: Limits | None = None) -> list[Found]:
    """What is found at a path."""
    return list(find_sources([path], limits=limits) if limits else find_sources([path]))


def sources_in(found: Iterable[Found]) -> dict[str, Source]:
    """The sources by name, in order."""
    return {source.name: source for source in found if isinstance(source, Source)}


def refused_in(found: Iterable[Found]) -> dict[str, str]:
    """What is said of what was refused or put off, by name."""
    return {item.name: item.error.zh for item in found if isinstance(item, Refused | Deferred)}


def texts(found: Iterable[Found]) -> dict[str, str]:
    """The contents of the sources, in order."""
    return {name: read_source(source).data.decode() for name, source in sources_in(found).items()}
