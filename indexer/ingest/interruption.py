"""Ctrl-C and the system's wish that we end: a run stops where it is, says what it has done, and leaves nothing running."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from indexer.errors import ArchiveError

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
STOPPING = "\n正在停下……（再按一次立即退出，已经收录的不受影响）\n"


class Interrupted(KeyboardInterrupt):
    """Raised in the main thread wherever it is. No ArchiveError: it must not be taken for the fault of a file."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number

    @property
    def exit_code(self) -> int:
        """As shells tell that a signal ended a command: 130 for Ctrl-C, 143 for SIGTERM."""
        return 128 + self.number


class RunInterrupted(ArchiveError):
    """A run was stopped by the operator or the system; what it has not named was not done."""

    code = "interrupted"

    def __init__(self, cause: KeyboardInterrupt) -> None:
        super().__init__(
            "运行被中断（按了 Ctrl-C，或系统要求结束）。已经报告的都算数，其余的文件这次没有轮到。再运行一次同样的命令，会接着做完。",
            "the run was interrupted: what is reported is done, the rest was not reached; the same command goes on",
        )
        self.exit_code = cause.exit_code if isinstance(cause, Interrupted) else 128 + signal.SIGINT


@contextmanager
def interruptible(first: Callable[[], None] | None = None) -> Iterator[None]:
    """Inside it SIGINT, SIGTERM and SIGHUP raise Interrupted in the main thread; the next one ends the process at once.

    With `first` the first signal only calls that, and the second raises. To be used in the main thread.
    """
    polite = [first] if first else []
    raised: list[int] = []

    def handle(number: int, _: FrameType | None) -> None:
        if polite:
            polite.pop()()
            return
        if raised:
            # Nothing is lost by this: the catalog's transactions and the engine's translog see to it.
            os._exit(128 + number)
        raised.append(number)
        # Not print(): the signal may have come in the middle of one, and streams are not re-entrant.
        os.write(2, STOPPING.encode())
        raise Interrupted(number)

    before = {number: signal.signal(number, handle) for number in SIGNALS if signal.getsignal(number) is not signal.SIG_IGN}
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)


def leave(code: int) -> NoReturn:
    """Ends the process with this code; without waiting for a thread that still waits for the engine's answer."""
    sys.stdout.flush()
    sys.stderr.flush()
    if any(thread.name.startswith("bulk") for thread in threading.enumerate()):
        os._exit(code)
    raise SystemExit(code)
