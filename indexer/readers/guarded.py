"""The process that reads for a guard: one file after the other, within hard limits, and ends with the process that started it."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
import threading
import traceback
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from indexer.errors import SourceError
from indexer.readers.pace import paced_by

READY, PAGE, READ, REFUSED, FAILED, NO_MEMORY = "ready", "page", "read", "refused", "failed", "no memory"
LARGEST_FILE = 256 * 1024 * 1024
"""Bytes of a file that a reader may write (into its own folder, or what it recognised into the archive home)."""


def serve(work: Connection, folder: str, address_space: int, shared: bool) -> None:
    """Reads what comes over the connection until it closes; each answer is a pair of what happened and what belongs to it."""
    _take_place(folder)
    _take_limits(address_space)
    paced_by(lambda number: work.send((PAGE, number)), shared)
    work.send((READY, None))
    while True:
        try:
            work.send(_answer(work.recv_bytes()))
        except (EOFError, OSError):
            # The run has ended, or was killed: this may be seen before the thread that watches for it sees it.
            shutil.rmtree(folder, ignore_errors=True)
            return


def _answer(job: bytes) -> tuple[str, Any]:
    import pickle

    try:
        reader, method, given = pickle.loads(job)
        return READ, getattr(reader, method)(*given)
    except SourceError as error:
        return REFUSED, (type(error), error.zh, error.en)
    except MemoryError:
        return NO_MEMORY, None
    except Exception as error:  # noqa: BLE001  (whatever a library raises, only this file is refused)
        return FAILED, (f"{type(error).__name__}: {error}"[:500], traceback.format_exc()[-4000:])


def _take_place(folder: str) -> None:
    # Ctrl-C on a terminal reaches every process of the run; the run itself ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, args=(folder,), name="parent-watch", daemon=True).start()
    # Libraries print to the terminal, and would mix with `--json` on the same output.
    nowhere = os.open(os.devnull, os.O_RDWR)
    for output in (1, 2):
        os.dup2(nowhere, output)
    os.chdir(folder)
    tempfile.tempdir = folder
    # For libraries in C: onnxruntime leaves the number of its session, `.ses`, in the folder for temporary files.
    os.putenv("TMPDIR", folder)
    sys.setrecursionlimit(1000)


def _end_with_parent(folder: str) -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)


def _take_limits(address_space: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has none
        return
    limits = [(resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, LARGEST_FILE)]
    if Path("/proc/self/statm").exists():
        # Mapped memory, of which onnxruntime and threads take much more than they use; it stops the one huge request that would be
        # there before the guard looks again. macOS maps too much at start for any such limit.
        limits.append((resource.RLIMIT_AS, address_space))
    for kind, most in limits:
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
