"""The files below given paths with size and time, unopened and in no order: for a sum beforehand, and for watching a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.sources.disk import stamp_of
from indexer.sources.finding import split_address
from indexer.sources.found import Stamp
from indexer.sources.names import is_litter


@dataclass(frozen=True, slots=True)
class Listed:
    """A file, or a folder that cannot be listed or a link that leads nowhere: these have no stamp."""

    path: str
    stamp: Stamp | None


@dataclass(frozen=True, slots=True)
class Amount:
    """How much there is: files and their bytes on disk; a zip counts as one file."""

    files: int
    bytes: int
    zips: int


def files_below(path: Path, home: Path | None) -> Iterator[Listed]:
    """The file, or every file of the folder to any depth, `bulletin.toml` too; what `find_sources` passes over is not there.

    A path that is gone gives nothing.
    """
    top = os.path.abspath(path)  # noqa: PTH100  (resolve() would follow a link and lose the name it is known by)
    if not os.path.isdir(top):  # noqa: PTH112
        if os.path.lexists(top):
            yield Listed(top, _stamp(top))
        return
    folders = [top]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if is_litter(entry.name):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        if home is None or entry.path != str(home):
                            folders.append(entry.path)
                    elif not (entry.is_symlink() and os.path.isdir(entry.path)):  # noqa: PTH112
                        yield Listed(entry.path, _stamp(entry))
        except OSError:
            yield Listed(folder, None)


def amount_of(paths: Sequence[Path], home: Path | None) -> Amount:
    """What the paths hold; a file that is reached in two ways counts twice."""
    files = size = zips = 0
    for path in paths:
        for listed in files_below(split_address(path)[0], home):
            files += 1
            size += listed.stamp.size if listed.stamp else 0
            zips += listed.path.lower().endswith(".zip")
    return Amount(files, size, zips)


def _stamp(entry: os.DirEntry[str] | str) -> Stamp | None:
    try:
        return stamp_of(os.stat(entry) if isinstance(entry, str) else entry.stat())  # noqa: PTH116
    except OSError:
        return None
