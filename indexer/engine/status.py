"""What `engine start`, `stop`, `status` and `doctor` do and show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from indexer.engine.embedded import EmbeddedEngine
from indexer.engine.lock import ENGINE_VERSION
from indexer.engine.state import is_kept, running_state
from indexer.settings import Settings


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """The embedded engine of a home; what belongs to a running one is None when none runs.

    `kept` is True when it stays without a command that uses it; `heap` is what the next start would use.
    """

    running: bool
    kept: bool
    version: str
    heap: str
    home: Path
    log: Path
    pid: int | None = None
    address: str | None = None
    http_port: int | None = None
    transport_port: int | None = None
    started: datetime | None = None


def engine_status(settings: Settings) -> EngineStatus:
    """Looks at files only: starts nothing, asks nothing over the network."""
    files = EmbeddedEngine(settings).files
    state = running_state(files)
    if state is None:
        return EngineStatus(False, False, ENGINE_VERSION, settings.engine_heap, files.root, files.log)
    return EngineStatus(
        True,
        is_kept(files, state),
        ENGINE_VERSION,
        settings.engine_heap,
        files.root,
        files.log,
        pid=state.pid,
        address=state.address,
        http_port=state.http_port,
        transport_port=state.transport_port,
        started=state.started,
    )


def start_detached(settings: Settings) -> tuple[EngineStatus, bool]:
    """Sees to it that the engine runs and stays until `stop`; True when it was not running before.

    Raises EngineFetchFailed or EngineStartFailed.
    """
    before = engine_status(settings)
    EmbeddedEngine(settings).keep()
    after = engine_status(settings)
    return after, after.pid != before.pid


def stop(settings: Settings) -> bool:
    """Ends the engine of the home, whoever uses it; True if one was running."""
    return EmbeddedEngine(settings).end()
