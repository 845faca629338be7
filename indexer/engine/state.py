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

from indexer.engine.locks import is_held_by_a_child
from indexer.errors import EngineStartFailed


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
        """Held by the engine itself, from before its process is there: its starter takes it, the process inherits it."""
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
    """True while a process of this home's engine exists, its runtime still loading included: a left-over state file misleads nobody."""
    return is_held_by_a_child(files.alive_lock)


def running_state(files: EngineFiles) -> EngineState | None:
    """The state of the engine that runs now and listens; None when there is none."""
    # In this order: an engine that was killed leaves its state, which the next one's starter removes before it takes the lock.
    state = last_state(files) if is_alive(files) else None
    return state if state is not None and state.listening else None


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
    """Asks the running engine to close, and kills it when it does not; True if one was running.

    Raises EngineStartFailed when it is still there then.
    """
    if not is_alive(files):
        return False
    state = _announced(files, seconds)
    if state is not None:
        for number in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.kill(state.pid, number)
            if wait_until_gone(files, seconds):
                break
    if is_alive(files):
        raise EngineStartFailed(
            f"检索引擎没有退出:仍有进程占用 {files.alive_lock}。请结束这个进程(java)后再试。日志:{files.log}",
            f"the engine did not end: a process still holds {files.alive_lock}; end that process (java) and try again",
        )
    return True


def _announced(files: EngineFiles, seconds: float) -> EngineState | None:
    """What the engine says of itself; waits for one whose starter was killed before its runtime could say anything."""
    end = time.monotonic() + seconds
    while (state := last_state(files)) is None and is_alive(files) and time.monotonic() < end:
        time.sleep(0.05)
    return state
