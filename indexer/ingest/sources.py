"""Which files the given paths mean, and their bytes."""

from __future__ import annotations

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
                resolved = found.path.resolve()
                if resolved in seen:
                    continue
                seen.add(resolved)
            yield found


def _expand(path: Path, home: Path | None) -> Iterator[SourceFile | Missing]:
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  (resolve() would follow a link and lose the name it is known by)
    if absolute.is_file():
        # The folder often carries the date (2024-11-05/01.txt), so the two parts above go with a single file's name.
        yield SourceFile(absolute, "/".join(absolute.parts[1:][-3:]))
        return
    if not absolute.is_dir():
        yield Missing(
            str(path),
            SourceUnreadable(f"找不到文件或文件夹 {path}。请检查路径。", f"{path} is no file and no folder"),
        )
        return
    # Links to folders are not followed: a loop of links would never end.
    errors: list[OSError] = []
    for folder, subfolders, files in os.walk(absolute, onerror=errors.append):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith(".") and Path(folder) / name != home)
        for name in sorted(files):
            if name.startswith((".", "~$")) or name.lower() in LITTER:
                continue
            file = Path(folder) / name
            yield SourceFile(file, f"{absolute.name}/{file.relative_to(absolute).as_posix()}")
    for error in errors:
        yield Missing(
            str(error.filename),
            SourceUnreadable(
                f"无法列出文件夹 {error.filename}:{error.strerror}。请检查权限。",
                f"cannot list {error.filename}: {error.strerror}",
            ),
        )


def read_source(file: SourceFile) -> SourceBytes:
    """The bytes of the file; raises SourceUnreadable."""
    try:
        if not file.path.is_file():
            raise SourceUnreadable(f"{file.name} 不是普通文件,无法读取。", f"{file.name} is no regular file")
        before = file.path.stat()
        data = file.path.read_bytes()
        after = file.path.stat()
    except OSError as error:
        raise SourceUnreadable(
            f"无法读取 {file.name}:{error.strerror}。请检查文件和权限。", f"cannot read {file.name}: {error.strerror}"
        ) from error
    moving = (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size
    return SourceBytes(data, moving)
