"""`bulletin` with a home of its own, as real processes that can be killed."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]

from indexer.engine.state import EngineFiles, is_alive, is_kept, last_state

LONGEST_SECONDS = 900
"""No command of ours takes so long."""
CAPBSET_DROP, DAC_OVERRIDE, DAC_READ_SEARCH = 24, 1, 2
"""Numbers of Linux: a call of prctl, and the powers by which root may read and write what nobody may."""


def obey_permissions() -> None:
    """Before a command begins: takes root those powers, so that permissions hold for it as for everybody."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for power in (DAC_OVERRIDE, DAC_READ_SEARCH):
            if libc.prctl(CAPBSET_DROP, power, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "prctl")


class Home:
    """An archive home, the command line on it, and its processes; `variables` are further settings.

    With `obeying` its commands have no powers of root over files.
    """

    def __init__(self, home: Path, *, obeying: bool = False, **variables: str) -> None:
        self._begin = obey_permissions if obeying else None
        self.home = home
        self.engine = EngineFiles(home / "engine")
        self.embedded = "ELASTICSEARCH_URL" not in variables
        self._log = home.with_name(f"{home.name}.log")
        self._environment = {**os.environ, "BULLETIN_HOME": str(home), "BULLETIN_ENGINE_HEAP": "512m", **variables}
        self._command = str(Path(sys.executable).parent / "bulletin")

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """The command, running; what it says goes to the log."""
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [self._command, *words], env=self._environment, stdout=log, stderr=log, preexec_fn=self._begin
            )

    def run(self, *words: str) -> tuple[int, Any]:
        """Exit code and JSON answer of a command (None where it gave none); its messages go to the log."""
        with self._log.open("ab") as log:
            done = subprocess.run(
                [self._command, *words],
                env=self._environment,
                stdout=subprocess.PIPE,
                stderr=log,
                timeout=LONGEST_SECONDS,
                check=False,
                preexec_fn=self._begin,
            )
        try:
            return done.returncode, json.loads(done.stdout)
        except ValueError:
            return done.returncode, None

    def log(self) -> str:
        """The end of what its commands said."""
        return self._log.read_text(encoding="utf-8", errors="replace")[-2000:] if self._log.exists() else ""

    def entered(self) -> int:
        """How many versions of pages are in the catalog now."""
        try:
            with closing(sqlite3.connect(f"{(self.home / 'catalog.sqlite').as_uri()}?mode=ro", uri=True)) as connection:
                return int(connection.execute("SELECT count(*) FROM page_version").fetchone()[0])
        except sqlite3.Error:
            return 0

    def engine_pid(self) -> int | None:
        """The process of the engine that runs or is starting."""
        state = last_state(self.engine)
        if state is None or not is_alive(self.engine):
            return None
        with suppress(psutil.Error):
            # A killed engine leaves its state file: the number may belong to another process by now.
            if str(self.home / "engine") in psutil.Process(state.pid).cmdline():
                return state.pid
        return None

    def engine_is_kept(self) -> bool:
        """True when the engine stays without a command that uses it."""
        state = last_state(self.engine)
        return state is not None and is_alive(self.engine) and is_kept(self.engine, state)

    def kill_engine(self) -> bool:
        """kill -9 of the engine; False when there is none."""
        pid = self.engine_pid()
        if pid is None:
            return False
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            return True
        return False

    def processes(self) -> Iterator[int]:
        """Every process that was started for this home and still runs."""
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                if process.status() != psutil.STATUS_ZOMBIE and process.environ().get("BULLETIN_HOME") == str(self.home):
                    yield process.pid

    def left_over(self, seconds: float) -> list[int]:
        """The processes that have not ended by themselves after so many seconds."""
        end = time.monotonic() + seconds
        while (found := list(self.processes())) and time.monotonic() < end:
            time.sleep(0.1)
        return found

    def end(self) -> None:
        """Ends whatever was started for this home."""
        for pid in list(self.processes()):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
