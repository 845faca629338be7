"""What stands on disk below a given path: files in the order of names, each with what is said of its folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import FolderSettingsError, SourceError
from indexer.sources.chosen import Chosen
from indexer.sources.disk import read_small
from indexer.sources.folder_settings import NO_SETTINGS, FolderSettings
from indexer.sources.found import Refused
from indexer.sources.names import SETTINGS_FILE, NaturalKey, is_litter, is_settings_file, natural, readable_name
from indexer.sources.settings_file import LARGEST, read_folder_settings
from indexer.sources.trouble import no_file, no_folder

FolderState = FolderSettings | FolderSettingsError
"""What is said of a folder, or why nobody knows: then its files are not taken in, for they would be taken in wrongly."""


@dataclass(frozen=True, slots=True)
class FileOnDisk:
    """A file that the given paths mean, not yet opened."""

    path: Path
    name: str
    location: str
    """The whole path, readable, to which the patterns of a `bulletin.toml` are applied."""
    folder: FolderState
    given: bool = False
    """True for a file that was itself given, not the folder that holds it."""


def walk(path: Path, home: Path | None, chosen: Chosen | None = None) -> Iterator[FileOnDisk | Refused]:
    """The file, or the files of the folder to any depth: those of a folder first, then those of the folders in it.

    Links to folders are not followed: a loop of links would never end. The archive home is passed over, and so are folders that
    lead to nothing `chosen`.
    """
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  (resolve() would follow a link and lose the name it is known by)
    # os.path.isfile() and isdir() say False, where Path's raise, for a path below a folder that may not be entered.
    if os.path.isfile(absolute):  # noqa: PTH113
        if not is_settings_file(absolute.name):
            yield FileOnDisk(absolute, given_name(absolute), readable_name(str(absolute)), _above(absolute), given=True)
        return
    if not os.path.isdir(absolute):  # noqa: PTH112
        name = readable_name(str(path))
        yield Refused(name, absolute, None, no_file(absolute, name))
        return
    # A stack, not a recursion: folders may be deeper than Python's calls.
    folders: list[tuple[Path, str, FolderState]] = [(absolute, readable_name(absolute.name), _above(absolute))]
    while folders:
        folder, name, outer = folders.pop()
        try:
            files, subfolders, settings_file = _listed(folder)
        except OSError as error:
            shown = readable_name(str(folder))
            yield Refused(shown, folder, None, no_folder(shown, error))
            continue
        state = outer
        if settings_file:
            state = _state(outer, folder, settings_file, f"{name}/{settings_file}")
            if isinstance(state, FolderSettingsError) and state is not outer:
                yield Refused(f"{name}/{settings_file}", folder / settings_file, None, state)
        for file in files:
            yield FileOnDisk(folder / file, f"{name}/{readable_name(file)}", readable_name(str(folder / file)), state)
        below = [subfolder for subfolder in reversed(subfolders) if folder / subfolder != home]
        if chosen:
            below = [subfolder for subfolder in below if chosen.leads_on(folder / subfolder)]
        folders.extend((folder / subfolder, f"{name}/{readable_name(subfolder)}", state) for subfolder in below)


def given_name(path: Path) -> str:
    """The name of a file that was given by itself: the folder often carries the date, so the two parts above go with it."""
    return readable_name("/".join(path.parts[1:][-3:]))


def state_with(outer: FolderState, data: bytes, name: str, base: str) -> FolderState:
    """What is said of a folder that has a `bulletin.toml` of its own, inside what is said of the folders above."""
    if isinstance(outer, FolderSettingsError):
        return outer
    try:
        return outer.merged(read_folder_settings(data, name, base))
    except FolderSettingsError as error:
        return error


def _state(outer: FolderState, folder: Path, file: str, name: str) -> FolderState:
    if isinstance(outer, FolderSettingsError):
        return outer
    try:
        data = read_small(folder / file, name, LARGEST + 1)
    except SourceError as error:
        return FolderSettingsError(error.zh, error.en)
    return state_with(outer, data, name, readable_name(str(folder)))


def _above(path: Path) -> FolderState:
    """What the folders above a given path say: it is the same whether a file is given or a folder high above it."""
    state: FolderState = NO_SETTINGS
    for folder in reversed(path.parents):
        # By its usual name only: these folders are not listed, they may be large and somebody else's.
        if os.path.lexists(folder / SETTINGS_FILE):
            state = _state(state, folder, SETTINGS_FILE, readable_name(str(folder / SETTINGS_FILE)))
    return state


def _listed(folder: Path) -> tuple[list[str], list[str], str | None]:
    """Files and folders of a folder in order, and the name of its settings file."""
    files, folders, settings_file = [], [], None
    with os.scandir(folder) as entries:
        for entry in entries:
            if is_litter(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
            elif is_settings_file(entry.name):
                # Of two that differ in case the usual one.
                settings_file = min(settings_file or entry.name, entry.name, key=lambda name: (name != SETTINGS_FILE, name))
            elif not (entry.is_symlink() and os.path.isdir(entry.path)):  # noqa: PTH112
                files.append(entry.name)
    return sorted(files, key=_order), sorted(folders, key=_order), settings_file


def _order(name: str) -> NaturalKey:
    return natural(readable_name(name))
