"""Names of files and of entries in zips: readable, in a natural order, and without what nobody means."""

from __future__ import annotations

import os
import re
import struct
import zlib

# What systems and editors leave in folders; nobody means these as a source.
LITTER = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
SETTINGS_FILE = "bulletin.toml"
_NUMBERS = re.compile(r"([0-9]+)")
_SURROGATE = re.compile("[\ud800-\udfff]")
UTF8_FLAG = 0x800
UNICODE_PATH = 0x7075

NaturalKey = tuple[tuple[int, int, str], ...]


def readable_name(name: str) -> str:
    """The name with bytes that are no UTF-8 read as GB18030 (files out of archives packed on Windows), so that 第1版 in it counts.

    Without this the name could be neither printed nor stored.
    """
    if name.isascii() or not _SURROGATE.search(name):
        return name
    return "/".join(readable_bytes(os.fsencode(part)) for part in name.split("/"))


def readable_bytes(raw: bytes) -> str:
    """The bytes of a name as UTF-8 where they are, else as GB18030, which zips packed on Windows in China have."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", errors="replace")


def entry_name(name: str, flags: int, extra: bytes) -> str:
    """The name of a zip entry as it was meant, with `/` between the parts; `name` as the zip library decoded it."""
    if not flags & UTF8_FLAG:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            return name.replace("\\", "/")
        name = _unicode_path(extra, raw) or readable_bytes(raw)
    # Some packers on Windows write backslashes; after decoding, because 5C is also the second byte of GBK characters.
    return name.replace("\\", "/")


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """The UTF-8 name that WinZip and Info-ZIP put beside a name in another encoding; only if it belongs to this very name."""
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == UNICODE_PATH and len(field) > 5 and field[0] == 1 and field[1:5] == struct.pack("<I", zlib.crc32(raw)):
            try:
                return field[5:].decode("utf-8")
            except UnicodeDecodeError:
                return None
    return None


def natural(name: str) -> NaturalKey:
    """A key that puts 2 before 10, with the name itself behind it, so that no two names are equal."""
    parts = _NUMBERS.split(name.lower())
    # Digits as length and text: a name may have more digits than int() takes.
    numbers = [
        (0, len(part.lstrip("0")), part.lstrip("0")) if place % 2 else (1, 0, part) for place, part in enumerate(parts) if part
    ]
    return (*numbers, (-1, 0, name))


def tree_key(path: str) -> tuple[tuple[int, NaturalKey], ...]:
    """A key that puts the paths in the order in which a folder is walked: its files, then its folders."""
    *folders, file = path.split("/")
    return (*((1, natural(part)) for part in folders), (0, natural(file)))


def is_litter(part: str) -> bool:
    """True for a file or folder that a system or an editor left: hidden, a lock of Word, Thumbs.db, __MACOSX."""
    return part.startswith((".", "~$")) or part.lower() in LITTER


def is_settings_file(part: str) -> bool:
    """True for the name of the file with the settings of a folder, in any case (Windows does not tell them apart)."""
    return part.lower() == SETTINGS_FILE
