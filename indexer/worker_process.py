"""What every worker process of a run does first, so that it ends with its run and not before."""

from __future__ import annotations

import os
import signal
import sys
import threading
from multiprocessing import parent_process

import structlog


def begin_work() -> None:
    """From now on this worker leaves Ctrl-C to its run, and ends when the run is killed."""
    # Ctrl-C on a terminal reaches every process of the run; the run itself ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A worker is not configured by the command line; its log on stdout would stand in the middle of `--json`.
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    threading.Thread(target=_end_with_parent, name="parent-watch", daemon=True).start()


def _end_with_parent() -> None:
    """Ends this worker when its run was killed: it holds the other end of its own queue, and would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
