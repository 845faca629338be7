"""Which files the given paths mean, and their bytes."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import SourceUnreadable

# What systems and editors leave in folders; nobody means these as a source.
LITTER = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to ingest; `name` is its path as it is reported and kept: from the given path's own name downwards."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A given path that is no file and no folder, or a folder that cannot be listed."""

    name: str
    error: SourceUnreadable


@dataclass(frozen=True, slots=True)
class SourceBytes:
    """The bytes of a file; `moving` when its size or time changed while it was read, so that it may be half written."""

    data: bytes
    moving: bool


def find_sources(paths: Sequence[Path], home: Path | None = None) -> Iterator[SourceFile | Missing]:
    """Every file that the paths mean, folders to any depth, in the order of names; no file twice.

    The archive home itself is passed over where it stands inside one of the folders: its originals are in the archive already.
    """
    seen: set[Path] = set()
    for path in paths:
        for found in _expand(path, home):
            if isinstance(found, SourceFile):
                # Not Path.resolve(), which raises on a link to itself.
                resolved = Path(os.path.realpath(found.path))
                if resolved in seen:
                    continue
                seen.add(resolved)
            yield found


def _expand(path: Path, home: Path | None) -> Iterator[SourceFile | Missing]:
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  (resolve() would follow a link and lose the name it is known by)
    # os.path.isfile() and isdir() say False, where Path's raise, for a path below a folder that may not be entered.
    if os.path.isfile(absolute):  # noqa: PTH113
        # The folder often carries the date (2024-11-05/01.txt), so the two parts above go with a single file's name.
        yield SourceFile(absolute, readable_name("/".join(absolute.parts[1:][-3:])))
        return
    if not os.path.isdir(absolute):  # noqa: PTH112
        yield Missing(readable_name(str(path)), _no_file(absolute, readable_name(str(path))))
        return
    # Links to folders are not followed: a loop of links would never end.
    errors: list[OSError] = []
    for folder, subfolders, files in os.walk(absolute, onerror=errors.append):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith(".") and Path(folder) / name != home)
        for name in sorted(files):
            if name.startswith((".", "~$")) or name.lower() in LITTER:
                continue
            file = Path(folder) / name
            yield SourceFile(file, readable_name(f"{absolute.name}/{file.relative_to(absolute).as_posix()}"))
    for error in errors:
        name = readable_name(str(error.filename))
        yield Missing(
            name,
            SourceUnreadable(
                f"{name}：文件夹打不开（{_reason(error)}）。请改文件夹的权限，或换有权限的账号再运行一次。",
                f"cannot list {name}: {error.strerror}",
            ),
        )


def read_source(file: SourceFile) -> SourceBytes:
    """The bytes of the file; raises SourceUnreadable."""
    try:
        if not file.path.is_file():
            raise _no_file(file.path, file.name)
        before = file.path.stat()
        data = file.path.read_bytes()
        after = file.path.stat()
    except OSError as error:
        raise SourceUnreadable(
            f"{file.name}：文件读不出来（{_reason(error)}）。请改文件的权限，或换有权限的账号；若是移动硬盘或网络盘，看它是否还连着。",
            f"cannot read {file.name}: {error.strerror}",
        ) from error
    moving = (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size
    return SourceBytes(data, moving)


def readable_name(name: str) -> str:
    """The name with bytes that are no UTF-8 read as GB18030 (files out of archives packed on Windows), so that 第1版 in it counts.

    Without this the name could be neither printed nor stored.
    """
    if name.isascii() or not any("\ud800" <= char <= "\udfff" for char in name):
        return name
    return "/".join(_readable_part(part) for part in name.split("/"))


def _readable_part(part: str) -> str:
    raw = os.fsencode(part)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", errors="replace")


def _no_file(path: Path, name: str) -> SourceUnreadable:
    """Why a path can be read neither as a file nor as a folder, and what to do."""
    if os.path.islink(path):  # noqa: PTH114
        target = readable_name(str(path.readlink()))
        return SourceUnreadable(
            f"{name}：这是一个链接，它指向的 {target} 不存在。请修好链接，或直接给出原来的文件。",
            f"{name} is a link to {target}, which is not there",
        )
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return SourceUnreadable(f"找不到文件或文件夹 {name}。请检查路径有没有写错。", f"{name} is no file and no folder")
    except OSError as error:
        zh = f"{name}：打不开（{_reason(error)}）。请检查路径和它上面各层文件夹的权限。"
        return SourceUnreadable(zh, f"cannot look at {name}: {error.strerror}")
    return SourceUnreadable(
        f"{name}：这不是普通文件（是设备、管道一类），不能收录。请把内容另存为 .txt 文件，或把它移出文件夹。",
        f"{name} is no regular file",
    )


def _reason(error: OSError) -> str:
    """The system's reason in Chinese where it is a usual one."""
    return _REASONS.get(error.errno or 0, error.strerror or type(error).__name__)


_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "已经不在了",
    errno.EIO: "磁盘或网络出错",
    errno.EMFILE: "打开的文件太多",
    errno.ENAMETOOLONG: "路径太长",
}
