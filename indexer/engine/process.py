"""The engine's process: its command line, its start to a healthy node, and what its log says when that fails."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.engine.failures import start_failure
from indexer.engine.install import MAIN_CLASS, Installation
from indexer.engine.java import java_command
from indexer.engine.locks import held_for_a_child
from indexer.engine.state import EngineFiles, EngineState, is_alive, running_state

POLL_SECONDS = 0.05

# Red is a shard that cannot be opened: the engine answers and the archive can be read in part, so a start does not wait for ever.
RED_SECONDS = 30.0


FOREIGN_OPTIONS = frozenset({"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
"""Variables by which somebody's options for other Java programs would reach the engine."""


def java_options(heap: str, temporary: Path) -> list[str]:
    """Options of the Java runtime for the engine."""
    return [
        f"-Xms{heap}",
        f"-Xmx{heap}",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:-OmitStackTraceInFastThrow",
        "-Djava.awt.headless=true",
        "-Dfile.encoding=UTF-8",
        f"-Djava.io.tmpdir={temporary}",
        "-Dio.netty.noUnsafe=true",
        "-Dio.netty.noKeySetOptimization=true",
        "-Dio.netty.recycler.maxCapacityPerThread=0",
        "-Dio.netty.allocator.numDirectArenas=0",
        "-Dlog4j.shutdownHookEnabled=false",
        "-Dlog4j2.disable.jmx=true",
        "-Dlog4j2.formatMsgNoLookups=true",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
    ]


@dataclass(frozen=True, slots=True)
class Launched:
    """A process that was started as the engine, and where its log began."""

    process: subprocess.Popen[bytes]
    log_begin: int


def launch(installation: Installation, files: EngineFiles, *, heap: str, options: Sequence[str] = ()) -> Launched:
    """Starts the engine's process, detached from the terminal: Ctrl-C reaches its users, and the engine ends after them.

    It is alive from before it exists: were this command killed now, the next one would find it, and not start a second beside it.
    """
    command = [
        java_command(),
        *java_options(heap, files.temporary),
        *options,
        f"-Des.path.home={installation.home}",
        "-cp",
        ":".join(str(jar) for jar in installation.class_path),
        MAIN_CLASS,
        str(installation.home),
        str(files.root),
    ]
    log_begin = files.log.stat().st_size if files.log.is_file() else 0
    with files.start_log.open("wb") as log, held_for_a_child(files.alive_lock) as alive:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=files.root,
            env={name: value for name, value in os.environ.items() if name not in FOREIGN_OPTIONS},
            start_new_session=True,
            pass_fds=(alive,),
        )
    # The engine may outlive this command's use of it; the thread keeps it from staying a zombie, and from a warning at our exit.
    threading.Thread(target=process.wait, name="engine-reaper", daemon=True).start()
    return Launched(process, log_begin)


def wait_until_listening(launched: Launched, files: EngineFiles, seconds: float) -> EngineState:
    """The state that the engine writes when it listens.

    Raises EngineStartFailed, with the log's reason, when it ends before, or is not there in time (then it is killed).
    """
    end = time.monotonic() + seconds
    while True:
        state = running_state(files)
        if state is not None:
            return state
        _raise_if_ended(launched, files)
        if time.monotonic() >= end:
            launched.process.kill()
            raise start_failure(files, launched.log_begin, f"did not listen within {seconds:.0f} s")
        time.sleep(POLL_SECONDS)


def wait_until_healthy(state: EngineState, files: EngineFiles, seconds: float, launched: Launched | None = None) -> None:
    """Returns when every primary shard is there (or, after half a minute, when some cannot be: that is `doctor`'s to say).

    `launched` is the process where this command has started it. Raises EngineStartFailed when the engine ends or does not answer
    in time.
    """
    begin = time.monotonic()
    log_begin = launched.log_begin if launched else 0
    path = "/_cluster/health?wait_for_status=yellow&wait_for_no_initializing_shards=true&timeout=1s"
    while True:
        answer = _health(state.address + path)
        passed = time.monotonic() - begin
        if answer is not None and (not answer["timed_out"] or passed >= min(RED_SECONDS, seconds)):
            return
        if not is_alive(files):
            raise start_failure(files, log_begin, "ended while it was starting")
        if passed >= seconds:
            if launched:
                launched.process.kill()
            raise start_failure(files, log_begin, f"was not healthy within {seconds:.0f} s")
        time.sleep(POLL_SECONDS)


def _raise_if_ended(launched: Launched, files: EngineFiles) -> None:
    code = launched.process.poll()
    if code is not None:
        raise start_failure(files, launched.log_begin, f"ended with code {code}")


# No proxy of the environment may stand between us and our own loopback.
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def _health(url: str) -> dict[str, object] | None:
    try:
        with _OPENER.open(url, timeout=5) as answer:
            row: dict[str, object] = json.loads(answer.read())
            return row
    except urllib.error.HTTPError as error:
        try:
            row = json.loads(error.read())
        except ValueError:
            return None
        return row if "timed_out" in row else None
    except (OSError, ValueError):
        return None
