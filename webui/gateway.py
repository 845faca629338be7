"""The site's hold on the engine: keeps the embedded one running, connects, and connects anew after it was away."""

from __future__ import annotations

import threading
from contextlib import ExitStack

import structlog

from indexer.engine import EmbeddedEngine, connect
from indexer.errors import ArchiveError, EngineUnavailable
from indexer.settings import Settings
from webui.search.archive import Archive

log = structlog.get_logger()

LOOK_SECONDS = 2.0
WAITS_SECONDS = (8.0, 15.0, 30.0, 60.0)
"""How long an engine that went away stays away before the site starts it again; an operator who stopped it has time to act."""


class Gateway:
    """Gives the Archive to the routes; raises EngineUnavailable, with the reason, while there is no engine."""

    def __init__(self, settings: Settings, archive: Archive | None = None) -> None:
        self._settings = settings
        self._fixed = archive
        self._archive: Archive | None = None
        self._problem: ArchiveError | None = None
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._keeper: threading.Thread | None = None

    def open(self) -> None:
        """Begins to keep the embedded engine running, in the background; a cluster of one's own needs no keeping."""
        if self._fixed is None and self._settings.embedded:
            self._keeper = threading.Thread(target=self._keep, name="engine-keeper", daemon=True)
            self._keeper.start()

    def close(self) -> None:
        """Lets the engine go; an embedded one ends with its last user."""
        self._stopping.set()
        if self._keeper:
            self._keeper.join()

    def archive(self) -> Archive:
        """The archive, connected.

        Raises EngineUnavailable.
        """
        if self._fixed is not None:
            return self._fixed
        with self._lock:
            if self._archive is None:
                try:
                    self._archive = Archive(connect(self._settings), self._settings.alias)
                except EngineUnavailable as error:
                    raise self._problem or error from error
            return self._archive

    def forget(self) -> None:
        """After a failed request: the next one asks anew where the engine is."""
        with self._lock:
            self._archive = None

    def _keep(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            with ExitStack() as held:
                try:
                    held.enter_context(EmbeddedEngine(self._settings).used())
                except ArchiveError as error:
                    log.error("engine not started", reason=error.en)
                    self._problem = EngineUnavailable(error.zh, error.en)
                else:
                    failures, self._problem = 0, None
                    log.info("engine ready")
                    self._watch()
            self.forget()
            if self._stopping.wait(WAITS_SECONDS[min(failures, len(WAITS_SECONDS) - 1)]):
                return
            failures += 1

    def _watch(self) -> None:
        """Returns when the engine has gone, or the site is closing."""
        while not self._stopping.wait(LOOK_SECONDS):
            try:
                EmbeddedEngine(self._settings).running()
            except EngineUnavailable:
                log.warning("engine gone")
                return
