"""What is known of the engine of one home: its files, whether it is alive, where it listens."""

from __future__ import annotations

import json
import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from indexer.engine.locks import is_locked


@dataclass(frozen=True, slots=True)
class EngineFiles:
    """The files of one engine by their use; all but the snapshots are below `root` (`home/engine`)."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def data_version(self) -> Path:
        """Which Elasticsearch wrote the data."""
        return self.root / "data-version"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def log(self) -> Path:
        return self.logs / "engine.log"

    @property
    def start_log(self) -> Path:
        """What the Java runtime itself printed at the last start."""
        return self.logs / "start.log"

    @property
    def temporary(self) -> Path:
        return self.root / "tmp"

    @property
    def snapshots(self) -> Path:
        return self.root.parent / "snapshots"

    @property
    def state(self) -> Path:
        return self.root / "state.json"

    @property
    def start_lock(self) -> Path:
        """Held by the process that is starting or stopping the engine."""
        return self.root / "start.lock"

    @property
    def alive_lock(self) -> Path:
        """Held by the engine itself."""
        return self.root / "alive.lock"

    @property
    def users_lock(self) -> Path:
        """Shared by every process that uses the engine."""
        return self.root / "users.lock"

    @property
    def kept(self) -> Path:
        """The process id of the engine that stays without users."""
        return self.root / "kept"


@dataclass(frozen=True, slots=True)
class EngineState:
    """An engine as it says of itself; `phase` is starting, listening or closing; ports are 0 until it listens for the first time."""

    phase: str
    pid: int
    started: datetime
    http_port: int
    transport_port: int

    @property
    def address(self) -> str:
        """The address of its REST interface."""
        return f"http://127.0.0.1:{self.http_port}"

    @property
    def listening(self) -> bool:
        """True from when the ports are open until it begins to close."""
        return self.phase == "listening"


def last_state(files: EngineFiles) -> EngineState | None:
    """What the last engine of this home wrote, running or not."""
    try:
        row = json.loads(files.state.read_text(encoding="utf-8"))
        started = datetime.fromtimestamp(row["started"] / 1000, UTC)
        return EngineState(str(row["phase"]), int(row["pid"]), started, int(row["http_port"]), int(row["transport_port"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_alive(files: EngineFiles) -> bool:
    """True while an engine of this home runs: the lock is the engine's own, so a left-over state file misleads nobody."""
    return is_locked(files.alive_lock)


def running_state(files: EngineFiles) -> EngineState | None:
    """The state of the engine that runs now and listens; None when there is none."""
    state = last_state(files)
    if state is None or not state.listening or not is_alive(files):
        return None
    # An engine that was killed leaves its state; the next one has the lock a moment before it has written its own.
    return state if _exists(state.pid) else None


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def is_kept(files: EngineFiles, state: EngineState) -> bool:
    """True when this engine stays without users (`bulletin engine start`)."""
    try:
        return files.kept.read_text(encoding="utf-8").strip() == str(state.pid)
    except OSError:
        return False


def wait_until_gone(files: EngineFiles, seconds: float) -> bool:
    """True when no engine is alive within that time."""
    end = time.monotonic() + seconds
    while is_alive(files):
        if time.monotonic() >= end:
            return False
        time.sleep(0.05)
    return True


def end_engine(files: EngineFiles, seconds: float = 30.0) -> bool:
    """Asks the running engine to close, and kills it when it does not; True if one was running."""
    state = last_state(files) if is_alive(files) else None
    if state is None:
        return False
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.kill(state.pid, number)
        if wait_until_gone(files, seconds):
            break
    return True
