"""Files that were damaged on the way: bytes turned over, cut off, spliced, entries of zips changed; the same ones for the same seed."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Sequence


def mutated(samples: Sequence[tuple[str, bytes]], chance: random.Random) -> tuple[str, bytes]:
    """A sample's suffix and its bytes with one to three kinds of damage."""
    suffix, data = chance.choice(samples)
    for _ in range(chance.randint(1, 3)):
        if data.startswith(b"PK\x03\x04") and chance.random() < 0.6:
            data = _in_zip(data, chance)
        else:
            data = chance.choice((_flipped, _flipped, _cut, _spliced, _doubled, _numbers))(data, chance)
    return suffix, data


def _flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 4, 16, 64)) if changed else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _spliced(data: bytes, chance: random.Random) -> bytes:
    start, length = chance.randrange(len(data) + 1), chance.randint(1, 2000)
    return data[:start] + data[start + length :]


def _doubled(data: bytes, chance: random.Random) -> bytes:
    start, length = chance.randrange(len(data) + 1), chance.randint(1, 2000)
    return data[: start + length] + data[start:]


def _numbers(data: bytes, chance: random.Random) -> bytes:
    """A digit made 9 and another 0: lengths, counts and offsets that are wrong."""
    places = [place for place, byte in enumerate(data[:200_000]) if 0x30 <= byte <= 0x39]
    changed = bytearray(data)
    for digit in (b"9", b"0"):
        if places:
            changed[chance.choice(places)] = digit[0]
    return bytes(changed)


def _in_zip(data: bytes, chance: random.Random) -> bytes:
    """One entry of a document changed or left out, in a zip that is sound otherwise."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [(name, archive.read(name)) for name in archive.namelist()]
    except Exception:  # noqa: BLE001  (the zip was damaged before; its library raises a dozen kinds)
        return _flipped(data, chance)
    if not entries:
        return data
    place = chance.randrange(len(entries))
    name, content = entries[place]
    entries[place : place + 1] = chance.choice(([], [(name, _flipped(content, chance))], [(name, _cut(content, chance))]))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, inside in entries:
            archive.writestr(entry, inside)
    return packed.getvalue()
