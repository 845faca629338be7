"""Commands that use the engine of one home, as real processes that tests can kill."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from indexer.engine.state import EngineFiles, running_state
from indexer.settings import Settings

USE = """
import sys, time
from indexer.engine import running_engine
from indexer.settings import Settings
with running_engine(Settings.from_env()) as client:
    print(client.info().body["name"], next(iter(client.transport.node_pool.all())).port, flush=True)
    sys.stdin.read()
"""


class EngineUser:
    """A command that uses the engine until it is told to end."""

    def __init__(self, settings: Settings, script: str = USE, **environment: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", script],
            env={
                **os.environ,
                "BULLETIN_HOME": str(settings.home),
                "BULLETIN_ENGINE_HEAP": settings.engine_heap,
                **environment,
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def port(self) -> int:
        """Port of the engine that it uses; waits until it does."""
        assert self.process.stdout is not None and self.process.stderr is not None
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read()
        return int(line.split()[1])

    def end(self) -> int:
        """Ends it as a command ends; gives its exit code."""
        self.process.communicate(timeout=60)
        return self.process.returncode

    def kill(self) -> None:
        """kill -9."""
        self.process.kill()
        self.process.wait()

    def discard(self) -> None:
        """Leaves no process and no pipe behind, whatever the test did."""
        self.kill()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe is not None and not pipe.closed:
                pipe.close()


@contextmanager
def using(settings: Settings, script: str = USE, **environment: str) -> Iterator[EngineUser]:
    user = EngineUser(settings, script, **environment)
    try:
        yield user
    finally:
        user.discard()


def engines_of(home: Path) -> list[int]:
    """Process ids of all engines of this home: every Java process with its folder on the command line."""
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        words = process.info["cmdline"] or []
        if str(home / "engine") in words and process.info["status"] != psutil.STATUS_ZOMBIE:
            found.append(process.pid)
    return found


def wait_for_end(home: Path, seconds: float = 20) -> None:
    wait_until(lambda: not engines_of(home), seconds, "the engine is still there")


def wait_until(what: Callable[[], bool], seconds: float, sentence: str) -> None:
    end = time.monotonic() + seconds
    while not what():
        if time.monotonic() > end:
            pytest.fail(sentence)
        time.sleep(0.02)


def is_running(settings: Settings) -> bool:
    return running_state(EngineFiles(settings.engine_home)) is not None
