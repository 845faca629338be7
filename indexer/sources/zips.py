"""The sources inside a zip, and inside the zips in it, in the order of a folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from indexer.errors import FolderSettingsError, SourceError, SourceUnreadable
from indexer.readers.formats import is_document_zip, is_zip
from indexer.sources.folder_settings import FolderSettings
from indexer.sources.folders import FolderState, state_with
from indexer.sources.found import INSIDE, Found, Packed, Refused, Source, Stamp
from indexer.sources.limits import Limits
from indexer.sources.names import SETTINGS_FILE, is_settings_file, tree_key
from indexer.sources.settings_file import LARGEST
from indexer.sources.trouble import too_large, unusable_folder
from indexer.sources.unpacking import head, opened_zip, unpacked
from indexer.sources.zip_directory import Budget, Entry, list_entries

# Names that are text by their suffix: not opened to see whether they are zips (their reader would refuse them).
TEXT_SUFFIXES = (".txt", ".jsonl")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file stands, on disk (`chain` empty) or in a zip, and what is said of its folder."""

    path: Path
    stamp: Stamp
    name: str
    location: str
    folder: FolderSettings
    entry: str | None = None
    chain: tuple[Packed, ...] = ()

    def inside(self, entry: Entry, folder: FolderSettings) -> Place:
        """The place of an entry of this zip."""
        return Place(
            self.path,
            self.stamp,
            f"{self.name}/{entry.path}",
            f"{self.location}/{entry.path}",
            folder,
            self.entry_of(entry.path),
            (*self.chain, entry.packed),
        )

    def entry_of(self, path: str) -> str:
        """The path inside the outermost zip of a path inside this one."""
        return path if self.entry is None else f"{self.entry}{INSIDE}{path}"


@dataclass(frozen=True, slots=True)
class _Content:
    """What was read of a zip while it was open."""

    entries: list[Entry]
    zips: frozenset[str]
    """Entries that are zips (or documents made as zips) by their content."""
    settings: Mapping[str, bytes | SourceError]
    """Folder inside the zip → its `bulletin.toml`."""


def expand(place: Place, limits: Limits, budget: Budget | None = None) -> Iterator[Found]:
    """The sources of the zip; the zip itself when it is a document in the form of a zip (.docx, .ofd, .xlsx)."""
    budget = budget or Budget(limits.zip_entries, limits.zip_bytes)
    try:
        content = _read(place, budget, limits)
    except SourceError as error:
        yield Refused(place.name, place.path, place.entry, error)
        return
    if is_document_zip([entry.path for entry in content.entries]):
        yield as_source(place, limits)
        return
    states: dict[str, FolderState] = {}
    yield from _broken_settings(place, content, states)
    for entry in sorted(content.entries, key=lambda entry: tree_key(entry.path)):
        state = _state(entry.path.rpartition("/")[0], place, content, states)
        name = f"{place.name}/{entry.path}"
        if entry.error:
            yield Refused(name, place.path, place.entry_of(entry.path), entry.error)
            continue
        if isinstance(state, FolderSettingsError):
            yield Refused(name, place.path, place.entry_of(entry.path), unusable_folder(name, state))
            continue
        inside = place.inside(entry, state)
        if entry.path not in content.zips:
            yield as_source(inside, limits)
        elif len(inside.chain) < limits.zip_depth:
            yield from expand(inside, limits, budget)
        else:
            yield Refused(name, place.path, inside.entry, _too_deep(name, limits))


def as_source(place: Place, limits: Limits) -> Source | Refused:
    """The source, unless it is too large to be read or a pattern gives a date that does not exist."""
    size = place.chain[-1].size if place.chain else place.stamp.size
    try:
        facts = place.folder.facts(place.location, place.name)
    except SourceUnreadable as error:
        return Refused(place.name, place.path, place.entry, error)
    source = Source(place.path, place.entry, place.name, size, place.stamp, place.folder, facts, place.chain)
    most = limits.source_bytes if not source.is_lines else limits.entry_bytes if place.chain else size
    if size > most:
        return Refused(place.name, place.path, place.entry, too_large(place.name, size, most))
    return source


def _read(place: Place, budget: Budget, limits: Limits) -> _Content:
    with opened_zip(place.path, place.stamp, place.chain, place.name, limits) as file:
        entries = list_entries(file, place.name, budget, limits)
        settings: dict[str, bytes | SourceError] = {}
        zips = set()
        for entry in entries:
            folder, _, part = entry.path.rpartition("/")
            if is_settings_file(part):
                settings[folder] = entry.error or _settings_bytes(file, entry, f"{place.name}/{entry.path}", limits)
            elif not entry.error and not part.lower().endswith(TEXT_SUFFIXES) and _begins_as_zip(file, entry, limits):
                zips.add(entry.path)
    rest = [entry for entry in entries if not is_settings_file(entry.path.rpartition("/")[2])]
    return _Content(rest, frozenset(zips), settings)


def _begins_as_zip(file: BinaryIO, entry: Entry, limits: Limits) -> bool:
    return is_zip(head(file, entry.packed, entry.path, limits))


def _settings_bytes(file: BinaryIO, entry: Entry, name: str, limits: Limits) -> bytes | SourceError:
    try:
        return b"".join(unpacked(file, entry.packed, name, LARGEST, limits))
    except SourceError as error:
        return error


def _state(folder: str, place: Place, content: _Content, states: dict[str, FolderState]) -> FolderState:
    """What is said of a folder inside the zip; `states` keeps what was worked out."""
    if folder in states:
        return states[folder]
    # From the outside in, without recursion: a path in a zip may have hundreds of parts.
    parts = folder.split("/") if folder else []
    state: FolderState = place.folder
    for depth in range(len(parts) + 1):
        here = "/".join(parts[:depth])
        if here not in states:
            states[here] = _own_state(state, here, place, content)
        state = states[here]
    return state


def _own_state(outer: FolderState, folder: str, place: Place, content: _Content) -> FolderState:
    said = content.settings.get(folder)
    if said is None or isinstance(outer, FolderSettingsError):
        return outer
    if isinstance(said, SourceError):
        return FolderSettingsError(said.zh, said.en)
    below = f"/{folder}" if folder else ""
    return state_with(outer, said, f"{place.name}{below}/{SETTINGS_FILE}", f"{place.location}{below}")


def _broken_settings(place: Place, content: _Content, states: dict[str, FolderState]) -> Iterator[Refused]:
    """Each settings file that cannot be used, once; those below a broken one are not looked at."""
    told: set[int] = set()
    for folder in sorted(content.settings, key=tree_key):
        state = _state(folder, place, content, states)
        if isinstance(state, FolderSettingsError) and id(state) not in told:
            told.add(id(state))
            path = f"{folder}/{SETTINGS_FILE}" if folder else SETTINGS_FILE
            yield Refused(f"{place.name}/{path}", place.path, place.entry_of(path), state)


def _too_deep(name: str, limits: Limits) -> SourceUnreadable:
    return SourceUnreadable(
        f"{name}：压缩包套了超过 {limits.zip_depth} 层，未收录。请先把里面的压缩包解压，再收录文件夹。",
        f"{name} is a zip more than {limits.zip_depth} zips deep",
    )
