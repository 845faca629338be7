"""Folders watched: what is new or changed in them is taken in once it has been left alone for a while."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from indexer.catalog import State
from indexer.ingest.options import IngestOptions
from indexer.ingest.paths import path_of
from indexer.ingest.report import IngestReport
from indexer.sources import INSIDE, SETTINGS_FILE, Amount, Stamp, files_below

NANOSECONDS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Sighting:
    """What is to be taken in now, each with the stamp by which it was seen; and folders that went or came back since the last look."""

    files: dict[str, Stamp | None]
    gone: tuple[Path, ...] = ()
    back: tuple[Path, ...] = ()
    away: frozenset[Path] = frozenset()
    """All that are not there now."""

    @property
    def amount(self) -> Amount:
        """How much it is."""
        sizes = [stamp.size for stamp in self.files.values() if stamp]
        return Amount(len(self.files), sum(sizes), sum(path.lower().endswith(".zip") for path in self.files))


class FolderWatch:
    """Looks at folders; remembers by size and time what is done with. A folder that is gone (unmounted) is waited for."""

    def __init__(
        self, folders: Sequence[Path], home: Path, quiet_seconds: float, clock: Callable[[], float] = time.time
    ) -> None:
        self._folders = tuple(folders)
        self._home = home
        self._quiet_seconds = quiet_seconds
        self._clock = clock
        self._done: dict[str, Stamp | None] = {}
        self._before: dict[str, Stamp | None] = {}
        self._away: set[Path] = set()

    def look(self) -> Sighting:
        """What has changed and is quiet: not written to for so long, or, where its time is in the future, the same as a look ago."""
        now = self._clock() * NANOSECONDS
        quiet: dict[str, Stamp | None] = {}
        moving: dict[str, Stamp | None] = {}
        away = {folder for folder in self._folders if not os.path.isdir(folder)}  # noqa: PTH112
        for path, stamp in self._listed(away):
            if path in self._done and self._done[path] == stamp:
                continue
            still = stamp is None or stamp.modified <= now - self._quiet_seconds * NANOSECONDS
            seen = path in self._before and self._before[path] == stamp
            # A future time says nothing of when the file was written to: another machine's clock.
            if still or (seen and stamp is not None and stamp.modified > now):
                quiet[path] = stamp
            else:
                moving[path] = stamp
        self._before = moving
        gone, back = tuple(sorted(away - self._away)), tuple(sorted(self._away - away))
        self._away = away
        return Sighting(quiet, gone, back, frozenset(away))

    def _listed(self, away: set[Path]) -> Iterator[tuple[str, Stamp | None]]:
        for folder in self._folders:
            if folder not in away:
                for listed in files_below(folder, self._home):
                    yield listed.path, listed.stamp

    def options(self, sighting: Sighting, options: IngestOptions) -> IngestOptions:
        """An ingest of what was seen, as a batch of its own; of a `bulletin.toml` that has changed all that it speaks of."""
        only = [Path(path) for path in sighting.files]
        only += [path.parent for path in only if path.name.lower() == SETTINGS_FILE]
        name = datetime.fromtimestamp(self._clock(), UTC).strftime("watch-%Y%m%dT%H%M%SZ")
        return replace(options, batch=name, only=tuple(only))

    def taken(self, sighting: Sighting, report: IngestReport) -> None:
        """Remembers what was done with, whatever became of it.

        Not what was put off, was not reached by a run that was stopped, or went away under it with its disk.
        """
        if report.stopped:
            return
        deferred = {_file_of(outcome.path) for outcome in report.each(State.DEFERRED) if outcome.path}
        for path, stamp in sighting.files.items():
            if path not in deferred and os.path.lexists(path):
                self._done[path] = stamp


def _file_of(address: str) -> str:
    return str(path_of(address)).partition(INSIDE)[0]
