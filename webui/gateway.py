"""The site's hold on the engine: keeps the embedded one running, connects, and connects anew after it was away."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from enum import StrEnum
from functools import partial

import structlog

from indexer.engine import EmbeddedEngine, check_cluster, connect
from indexer.errors import ArchiveError, EngineUnavailable
from indexer.office_forms import OfficeForms
from indexer.publishing_days import ToldDays
from indexer.settings import Settings
from indexer.staleness import made_with_today
from webui.search.archive import Archive

log = structlog.get_logger()

LOOK_SECONDS = 1.0
"""How often the embedded engine is looked after: a look at a lock file."""
WAITS_SECONDS = (8.0, 15.0, 30.0, 60.0)
"""How long an engine that went away stays away before the site starts it again; an operator who stopped it has time to act."""
STEADY_SECONDS = 60.0
"""An engine that ran this long was well: its next end is the first of a row, not one more."""
QUIET_SECONDS = 60.0
"""How long the same trouble, met by further requests, is not logged again; each is counted in the metrics."""
PATIENCE_SECONDS = 2.0
"""How long `close` waits for a start that is under way: an engine without users ends by itself."""


class Stage(StrEnum):
    """Where the engine stands, as far as the site knows."""

    STARTING = "starting"
    READY = "ready"
    GONE = "gone"
    """It ran, and is away; it will be started again."""
    FAILED = "failed"
    """It did not start or refused; the attempt will be repeated."""


Announce = Callable[[Stage, ArchiveError | None, float], None]
"""Told of every change: the stage, what is wrong, and the seconds until the next attempt."""


def _silent(_stage: Stage, _problem: ArchiveError | None, _seconds: float) -> None:
    """For apps that nobody watches."""


class Gateway:
    """Gives the Archive to the routes; raises EngineUnavailable while there is no engine.

    `archive` takes the place of an engine: then nothing is started or connected.
    """

    def __init__(self, settings: Settings, archive: Archive | None = None, announce: Announce = _silent) -> None:
        self._settings = settings
        self._fixed = archive
        self._announce = announce
        self._archive: Archive | None = None
        self._stage = Stage.STARTING if archive is None else Stage.READY
        self._lock = threading.Lock()
        self._told: dict[str, float] = {}
        self._stopping = threading.Event()
        self._keeper: threading.Thread | None = None

    @property
    def starting(self) -> bool:
        """True from the beginning until the engine is there for the first time, or has failed."""
        return self._stage is Stage.STARTING

    def open(self) -> None:
        """Begins, in the background, to keep the embedded engine running, or to wait for the cluster."""
        if self._fixed is None:
            work = self._keep if self._settings.embedded else self._await_cluster
            self._keeper = threading.Thread(target=work, name="engine-keeper", daemon=True)
            self._keeper.start()

    def close(self) -> None:
        """Lets the engine go; an embedded one ends with its last user."""
        self._stopping.set()
        if self._keeper:
            self._keeper.join(None if self._stage is Stage.READY else PATIENCE_SECONDS)

    def archive(self) -> Archive:
        """The archive, connected.

        Raises EngineUnavailable, or SettingsError for a cluster whose settings cannot be used.
        """
        if self._fixed is not None:
            return self._fixed
        with self._lock:
            if self._archive is None:
                self._archive = Archive(
                    connect(self._settings),
                    self._settings.alias,
                    office_forms=OfficeForms(self._settings.home),
                    made_with=partial(made_with_today, self._settings),
                    told_days=ToldDays(self._settings),
                )
            return self._archive

    def forget(self) -> None:
        """After a failed request: the next one asks anew where the engine is."""
        with self._lock:
            self._archive = None

    def is_news(self, code: str) -> bool:
        """True the first time in QUIET_SECONDS that this trouble is met: a log line for each probe of an outage helps nobody."""
        now = time.monotonic()
        with self._lock:
            told = self._told.get(code)
            if told is not None and now - told < QUIET_SECONDS:
                return False
            self._told[code] = now
            return True

    def _change(self, stage: Stage, problem: ArchiveError | None = None, seconds: float = 0) -> None:
        if problem is not None:
            log.error("engine not ready", reason=problem.en, next_attempt_seconds=seconds)
        self._stage = stage
        self._announce(stage, problem, seconds)

    def _keep(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            begin = time.monotonic()
            try:
                with ExitStack() as held:
                    held.enter_context(EmbeddedEngine(self._settings).used())
                    self._change(Stage.READY)
                    self._watch()
            except ArchiveError as error:
                wait = WAITS_SECONDS[min(failures, len(WAITS_SECONDS) - 1)]
                self._change(Stage.FAILED, error, wait)
            else:
                if time.monotonic() - begin > STEADY_SECONDS:
                    failures = 0
                wait = WAITS_SECONDS[min(failures, len(WAITS_SECONDS) - 1)]
                if not self._stopping.is_set():
                    self._change(Stage.GONE, None, wait)
            self.forget()
            failures += 1
            self._stopping.wait(wait)

    def _watch(self) -> None:
        """Returns when the engine has gone, or the site is closing."""
        process = EmbeddedEngine(self._settings).running().pid
        while not self._stopping.wait(LOOK_SECONDS):
            try:
                now = EmbeddedEngine(self._settings).running().pid
            except EngineUnavailable:
                return
            if now != process:  # stopped and started by hand between two looks; perhaps on another port
                process = now
                self.forget()

    def _await_cluster(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            try:
                with connect(self._settings) as client:
                    check_cluster(client, self._settings)
            except ArchiveError as error:
                wait = WAITS_SECONDS[min(failures, len(WAITS_SECONDS) - 1)]
                self._change(Stage.FAILED, error, wait)
                failures += 1
                self._stopping.wait(wait)
            else:
                # From here on every request sees for itself whether the cluster answers.
                self._change(Stage.READY)
                return
