"""The sources that given paths mean: each once, in order, those that were just written at the end."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from indexer.errors import FolderSettingsError, SourceError, SourceUnreadable
from indexer.readers.formats import is_zip
from indexer.sources.chosen import Chosen
from indexer.sources.disk import look_at, read_small
from indexer.sources.folders import FileOnDisk, walk
from indexer.sources.found import INSIDE, Deferred, Found, Refused, Source, Stamp
from indexer.sources.limits import LIMITS, Limits
from indexer.sources.names import readable_name
from indexer.sources.trouble import still_written, unusable_folder
from indexer.sources.zips import TEXT_SUFFIXES, Place, as_source, expand

NANOSECONDS = 1_000_000_000


def find_sources(
    paths: Sequence[Path],
    home: Path | None = None,
    quiet_seconds: float = 0.0,
    sleep: Callable[[float], object] = time.sleep,
    clock: Callable[[], float] = time.time,
    limits: Limits = LIMITS,
    only: Sequence[Path] | None = None,
) -> Iterator[Found]:
    """Every source that the paths mean: files, folders to any depth, zips, in the order of names; no file twice.

    A path may lead into a zip (报纸.zip!/2024-11-05/01.txt). The archive home is passed over where it stands inside a folder.
    A file changed within the last `quiet_seconds` comes at the end, after one wait for all of them; what still changes then is
    Deferred. 0 switches this off. With `only` just these of them, under the same names as without; one that is gone is Refused.
    """
    if only is None:
        yield from _find(paths, home, quiet_seconds, sleep, clock, limits, None)
        return
    chosen = Chosen(only)
    for found in _find(paths, home, quiet_seconds, sleep, clock, limits, chosen):
        if chosen.holds(found):
            yield found
    yield from chosen.missing()


def _find(
    paths: Sequence[Path],
    home: Path | None,
    quiet_seconds: float,
    sleep: Callable[[float], object],
    clock: Callable[[], float],
    limits: Limits,
    chosen: Chosen | None,
) -> Iterator[Found]:
    seen: set[str] = set()
    put_off: list[tuple[FileOnDisk, str | None]] = []
    for path in paths:
        given, inside = split_address(path)
        for file in walk(given, home, chosen):
            if isinstance(file, Refused):
                yield file
                continue
            if chosen and not chosen.opens(file.path):
                continue
            resolved = _resolved(file.path)
            address = resolved if inside is None else f"{resolved}{INSIDE}{inside}"
            if resolved in seen or address in seen:
                continue
            seen.add(address)
            if quiet_seconds and _is_young(file, quiet_seconds, clock()):
                put_off.append((file, inside))
            else:
                yield from _sources(file, inside, limits)
    yield from _await(put_off, quiet_seconds, sleep, clock, limits)


def _resolved(path: Path) -> str:
    """The path without links, by which a file is known that is reached in two ways."""
    # Not Path.resolve(), which raises on a link to itself.
    return os.path.realpath(path) if os.path.islink(path) else os.path.join(_resolved_folder(path.parent), path.name)  # noqa: PTH114, PTH118


# The files of a folder come one after another, and every part of a path is a question to the system.
@lru_cache(maxsize=1)
def _resolved_folder(folder: Path) -> str:
    return os.path.realpath(folder)


def split_address(path: Path) -> tuple[Path, str | None]:
    """The path on disk and the path inside the zip that it leads to, if it does."""
    text = str(path)
    if INSIDE not in text or os.path.lexists(text):
        return path, None
    outer, _, inside = text.partition(INSIDE)
    return (Path(outer), inside) if os.path.isfile(outer) else (path, None)  # noqa: PTH113


def _sources(file: FileOnDisk, inside: str | None, limits: Limits) -> Iterator[Found]:
    if isinstance(file.folder, FolderSettingsError):
        yield Refused(file.name, file.path, None, unusable_folder(file.name, file.folder))
        return
    try:
        stamp = look_at(file.path, file.name)
        # A name that says text is not opened twice; were it a zip all the same, its reader would say so.
        zipped = not file.path.name.lower().endswith(TEXT_SUFFIXES) and is_zip(read_small(file.path, file.name, 4))
    except SourceError as error:
        yield Refused(file.name, file.path, None, error)
        return
    place = Place(file.path, stamp, file.name, file.location, file.folder)
    if not zipped and inside is None:
        yield as_source(place, limits)
        return
    if not zipped:
        yield Refused(file.name, file.path, inside, _not_inside(file.name, inside))
        return
    # The folders inside a zip carry its dates, so a zip that was given by itself goes by its own name alone.
    name = readable_name(file.path.name) if file.given else file.name
    found = expand(replace(place, name=name), limits)
    if inside is None:
        for source in found:
            # A document in the form of a zip is one file, and goes by the name of one.
            yield replace(source, name=file.name) if isinstance(source, Source) and source.entry is None else source
        return
    wanted = [source for source in found if not isinstance(source, Deferred) and source.entry == inside]
    yield from wanted or [Refused(f"{name}/{inside}", file.path, inside, _not_inside(name, inside))]


def _not_inside(name: str, inside: str | None) -> SourceUnreadable:
    return SourceUnreadable(f"{name}：里面没有 {inside}。请检查 {INSIDE} 后面的路径有没有写错。", f"{name} holds no {inside}")


def _is_young(file: FileOnDisk, quiet_seconds: float, now: float) -> bool:
    """True for a file changed a moment ago, or in the future, which says nothing of when that was (another machine's clock)."""
    stamp = _stamp(file)
    return stamp is not None and stamp.modified > (now - quiet_seconds) * NANOSECONDS


def _await(
    put_off: Sequence[tuple[FileOnDisk, str | None]],
    quiet_seconds: float,
    sleep: Callable[[float], object],
    clock: Callable[[], float],
    limits: Limits,
) -> Iterator[Found]:
    """Waits once until all have been left alone for so long, and gives them; those that changed while we waited are Deferred."""
    before = [_stamp(file) for file, _ in put_off]
    now = clock()
    waits = [min(quiet_seconds, stamp.modified / NANOSECONDS + quiet_seconds - now) for stamp in before if stamp]
    if waits and max(waits) > 0:
        sleep(max(waits))
    for (file, inside), earlier in zip(put_off, before, strict=True):
        if _stamp(file) != earlier:
            yield Deferred(file.name, file.path, still_written(file.name))
        else:
            yield from _sources(file, inside, limits)


def _stamp(file: FileOnDisk) -> Stamp | None:
    """Size and time; None for what cannot be looked at, which `_sources` refuses with its sentence."""
    try:
        return look_at(file.path, file.name)
    except SourceError:
        return None
