"""The directory of a zip: its entries by their true names, and why some of them are not taken in."""

from __future__ import annotations

import re
import stat
import struct
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from indexer.errors import SourceError, SourceTooLarge, SourceUnreadable
from indexer.sources.found import Packed
from indexer.sources.limits import Limits
from indexer.sources.names import entry_name, is_litter
from indexer.sources.unpacking import METHODS, bomb, data_start

ENCRYPTED = 0x1
LONGEST_NAME, LONGEST_PART = 1024, 255
_END = b"PK\x05\x06"
_END_SIZE, _END64_SIZE, _LOCATOR_SIZE, _COMMENT_SIZE = 22, 56, 20, 65535
# What the zip library raises for bytes that are no zip; found by feeding it random bytes.
_BROKEN = (
    zipfile.BadZipFile,
    ValueError,
    struct.error,
    NotImplementedError,
    OverflowError,
    EOFError,
    IndexError,
    RuntimeError,
    OSError,
)
_METHOD_NAMES = {9: "Deflate64", 14: "LZMA", 93: "Zstandard", 95: "XZ", 98: "PPMd", 99: "AES"}


@dataclass(slots=True)
class Budget:
    """What a zip on disk has left for itself and the zips inside: entries and bytes."""

    entries: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a zip; with an error it is not taken in."""

    path: str
    packed: Packed
    error: SourceError | None = None


def list_entries(file: BinaryIO, name: str, budget: Budget, limits: Limits) -> list[Entry]:
    """The files of a zip without what systems leave, unsorted; `name` is the zip's as reported.

    Raises SourceUnreadable for what is no whole zip and for one whose entries overlap, SourceTooLarge for one past the limits.
    """
    _check_directory_size(file, name, limits)
    try:
        with zipfile.ZipFile(file) as archive:
            infos, directory_at = archive.infolist(), archive.start_dir
    except _BROKEN as error:
        raise SourceUnreadable(
            f"{name}：压缩包不完整或已损坏，打不开，里面的文件都没有收录。请重新复制或下载；能用解压软件打开的，请解压后收录文件夹。",
            f"{name} is no whole zip: {error}",
        ) from error
    if not infos:
        raise SourceUnreadable(f"{name}：压缩包是空的，里面没有文件。请重新打包。", f"{name} is a zip without files")
    budget.entries -= len(infos)
    budget.bytes -= sum(info.file_size for info in infos)
    if budget.entries < 0 or budget.bytes < 0:
        raise SourceTooLarge(
            f"{name}：压缩包里的文件太多或太大（连同里面的压缩包，最多 {limits.zip_entries} 个文件、解压后 {limits.zip_bytes // 2**30} GB），未收录。请解压后按年份分几次收录文件夹。",
            f"{name} holds more than {limits.zip_entries} files or {limits.zip_bytes} bytes",
        )
    _check_overlap(file, infos, directory_at, name)
    entries = []
    for info in infos:
        path = entry_name(info.orig_filename, info.flag_bits, info.extra)
        if path.endswith("/"):
            continue
        parts = [part for part in path.split("/") if part not in ("", ".")]
        danger = _dangerous(path, parts, name)
        if danger is None and any(is_litter(part) for part in parts):
            continue
        packed = Packed(info.header_offset, info.compress_size, info.file_size, info.compress_type, info.CRC)
        shown = _printable(path) if danger else "/".join(parts)
        entries.append(Entry(shown, packed, danger or _not_to_be_read(info, f"{name}/{shown}", limits)))
    return _without_doubles(entries, name)


def _check_directory_size(file: BinaryIO, name: str, limits: Limits) -> None:
    """Raises SourceTooLarge before the library reads a directory of any size into memory."""
    try:
        size = file.seek(0, 2)
        file.seek(max(0, size - _END_SIZE - _COMMENT_SIZE - _END64_SIZE - _LOCATOR_SIZE))
        tail = file.read()
    except OSError:
        return
    place = len(tail) - _END_SIZE
    if place < 0 or tail[place : place + 4] != _END:
        place = tail.rfind(_END)
    if place < 0:
        return
    directory = int.from_bytes(tail[place + 12 : place + 16], "little")
    locator = place - _LOCATOR_SIZE
    if locator >= _END64_SIZE and tail[locator : locator + 4] == b"PK\x06\x07":
        end64 = locator - _END64_SIZE
        directory = int.from_bytes(tail[end64 + 40 : end64 + 48], "little")
    if min(directory, size) > limits.zip_directory_bytes:
        raise SourceTooLarge(
            f"{name}：压缩包里的文件太多（最多 {limits.zip_entries} 个），未收录。请解压后按年份分几次收录文件夹。",
            f"{name} has a directory of {directory} bytes",
        )


def _check_overlap(file: BinaryIO, infos: Sequence[zipfile.ZipInfo], directory_at: int, name: str) -> None:
    """Raises SourceUnreadable when entries share bytes: no packer does that, bombs that unpack the same bytes again and again do."""
    places = sorted((info.header_offset, data_start(file, info.header_offset) + info.compress_size) for info in infos)
    ends = [end for _, end in places]
    starts = [*(offset for offset, _ in places[1:]), directory_at]
    if places[0][0] < 0 or any(end > start for end, start in zip(ends, starts, strict=True)):
        raise SourceUnreadable(
            f"{name}：压缩包里的文件互相重叠，像“压缩炸弹”或已损坏，里面的文件都没有收录。确实是报纸的，请解压后看过内容，再收录文件夹。",
            f"the entries of {name} overlap: a zip bomb, or damage",
        )


def _dangerous(path: str, parts: Sequence[str], name: str) -> SourceUnreadable | None:
    shown = _printable(path)
    if path.startswith("/") or re.match(r"[A-Za-z]:", path) or ".." in parts:
        return SourceUnreadable(
            f"{name}/{shown}：压缩包里的这个路径指向压缩包外面（绝对路径，或带有 ..），不安全，未收录。请用正常的方式重新打包。",
            f"the entry {shown} of {name} points outside the zip (absolute, or with ..)",
        )
    if not parts or any(ord(char) < 32 for char in path) or len(path) > LONGEST_NAME or max(map(len, parts)) > LONGEST_PART:
        return SourceUnreadable(
            f"{name}/{shown}：压缩包里的这个名字不能用（空的、太长，或含有控制字符），未收录。请改名后重新打包。",
            f"the entry {shown} of {name} has a name that is empty, too long or holds control characters",
        )
    return None


def _not_to_be_read(info: zipfile.ZipInfo, name: str, limits: Limits) -> SourceUnreadable | None:
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return SourceUnreadable(
            f"{name}：在压缩包里是链接或设备，不是普通文件，未收录。请把文件本身放进压缩包。",
            f"{name} is a link or a device inside the zip",
        )
    if info.flag_bits & ENCRYPTED or info.compress_type == 99:
        return SourceUnreadable(f"{name}：加了密码，打不开，未收录。请用密码解压后收录文件夹。", f"{name} is encrypted")
    if info.compress_type not in METHODS:
        method = _METHOD_NAMES.get(info.compress_type, str(info.compress_type))
        return SourceUnreadable(
            f"{name}：用的压缩方法（{method}）本程序不会解，未收录。请解压后收录文件夹，或用普通的 ZIP（Deflate）重新打包。",
            f"{name} is packed with the method {method}, which is not read",
        )
    if info.file_size > limits.ratio_from and info.file_size > limits.ratio * max(1, info.compress_size):
        return bomb(name, limits)
    return None


def _without_doubles(entries: list[Entry], name: str) -> list[Entry]:
    """Of several entries with one name none is taken in: nobody knows which is meant."""
    counts = Counter(entry.path for entry in entries)
    return [
        entry
        if counts[entry.path] == 1 or entry.error
        else Entry(
            entry.path,
            entry.packed,
            SourceUnreadable(
                f"{name}/{entry.path}：压缩包里有 {counts[entry.path]} 个同名的文件，不知道哪个对，都未收录。请解压查看，留下对的再收录。",
                f"{name} holds {counts[entry.path]} entries named {entry.path}",
            ),
        )
        for entry in entries
    ]


def _printable(path: str) -> str:
    return "".join(char if char.isprintable() else "\ufffd" for char in path)[:LONGEST_NAME]
