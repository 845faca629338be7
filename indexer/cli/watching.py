"""`bulletin ingest --watch`: the loop, and a line for each page."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
import orjson

from indexer.catalog import Outcome, State
from indexer.cli.progress import shown_progress
from indexer.engine import LastingEngine, lasting_engine
from indexer.errors import ArchiveError, EngineError
from indexer.ingest.interruption import interruptible
from indexer.ingest.options import IngestOptions
from indexer.ingest.report import IngestReport
from indexer.ingest.run import ingest
from indexer.ingest.watching import FolderWatch, Sighting
from indexer.preview.sentences import STATES, failure_reason
from indexer.preview.words import visible
from indexer.settings import Settings

ENDING = "做完手头的文件就结束；再按一次立即停下。"


def watch(
    folders: Sequence[Path], options: IngestOptions, settings: Settings, every: float, *, quiet: bool, as_json: bool
) -> int:
    """Watches until SIGINT or SIGTERM; the exit code: 0 when what was under way was finished."""
    ending = threading.Event()
    say = _Lines(as_json)

    def end() -> None:
        ending.set()
        click.echo(ENDING, err=True)

    seen = FolderWatch(folders, settings.home, settings.quiet_seconds)
    with interruptible(first=end), lasting_engine(settings) as engine:
        say.event(f"开始监视 {'、'.join(map(str, folders))}，每 {every:g} 秒看一次。按 Ctrl-C 结束。")
        while not ending.is_set():
            sighting = seen.look()
            say.folders(sighting)
            if sighting.files:
                stopped = _take_in(folders, sighting, seen, options, settings, engine, say, quiet=quiet)
                if stopped is not None:
                    return stopped
            ending.wait(every)
        say.event("监视结束。")
    return 0


def _take_in(
    folders: Sequence[Path],
    sighting: Sighting,
    seen: FolderWatch,
    options: IngestOptions,
    settings: Settings,
    engine: LastingEngine,
    say: _Lines,
    *,
    quiet: bool,
) -> int | None:
    """One sighting into the archive. What cannot be done now is left for the next look; an exit code when all is to end."""
    there = [folder for folder in folders if folder not in sighting.away]
    try:
        with shown_progress(lambda: sighting.amount, quiet=quiet) as watcher:
            report = ingest(there, seen.options(sighting, options), settings, engine, watcher)
    except EngineError as error:
        say.trouble(error)
        _recover(engine)
        return None
    except ArchiveError as error:
        say.trouble(error)
        return None
    seen.taken(sighting, report)
    say.report(report)
    if report.interrupted:
        return report.interrupted.exit_code
    return None


def _recover(engine: LastingEngine) -> None:
    try:
        engine.recover()
    except EngineError:
        # Told already, in other words; the next look tries again.
        return


class _Lines:
    """Lines on stdout, each with its time; as JSON an object a line."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json
        self._trouble = ""

    def event(self, zh: str) -> None:
        """Something that is no page."""
        self._say(zh, {"event": zh})

    def folders(self, sighting: Sighting) -> None:
        """Folders that went or came back."""
        for folder in sighting.gone:
            self.event(f"{folder} 不在了（没有挂载、改了名或还没有建），等它回来。")
        for folder in sighting.back:
            self.event(f"{folder} 回来了。")

    def trouble(self, error: ArchiveError) -> None:
        """Why nothing can be taken in now; once, not at every look."""
        if error.zh != self._trouble:
            self._trouble = error.zh
            self.event(f"现在收录不了，会一直再试：{error.zh}")

    def report(self, report: IngestReport) -> None:
        """A line for each page that is new or changed and for each file that failed; those that are the same are counted."""
        self._trouble = ""
        for outcome in report.outcomes:
            if outcome.state is not State.SAME:
                self._outcome(report, outcome)
        same = report.counts[State.SAME.value]
        if same:
            self.event(f"未变 {same} 版。")
        for conflict in report.conflicts:
            self.event(conflict.zh)
        if report.stopped:
            self.trouble(report.stopped)

    def _outcome(self, report: IngestReport, outcome: Outcome) -> None:
        where = f" → {outcome.page_path}" if outcome.page_path else ""
        why = f"：{failure_reason(outcome)}" if outcome.zh else ""
        error = {"code": outcome.code, "message": outcome.en, "message_zh": outcome.zh} if outcome.code else None
        row = {"batch": report.batch, "source": outcome.source_name, "page": outcome.page_path, "record": outcome.record}
        self._say(
            f"{STATES[outcome.state]}  {outcome.source_name}{where}{why}", {**row, "state": outcome.state.value, "error": error}
        )

    def _say(self, zh: str, row: dict[str, object]) -> None:
        moment = time.strftime("%Y-%m-%d %H:%M:%S")
        # Flushed by click: a log of the service is read while it runs.
        click.echo(orjson.dumps({"time": moment, **row}).decode() if self._as_json else f"{moment} {visible(zh)}")


def check_folders(paths: Iterable[Path]) -> None:
    """Raises a usage error for a path that is a file; one that is not there yet is waited for."""
    for path in paths:
        if path.is_file():
            raise click.UsageError(f"--watch 监视的是文件夹，{path} 是文件。")
