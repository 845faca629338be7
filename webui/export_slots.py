"""How many exports may be under way at once: each holds a thread and a state of the index for as long as its reader takes."""

from __future__ import annotations

import threading

from indexer.errors import TooBusy

MOST_EXPORTS = 4
"""At once. The server has 40 threads; searches must find one."""


class ExportSlots:
    """A slot for each export that may be under way."""

    def __init__(self, most: int = MOST_EXPORTS) -> None:
        self._free = threading.Semaphore(most)
        self._most = most

    def take(self) -> Slot:
        """A slot; raises TooBusy when none is free."""
        if not self._free.acquire(blocking=False):
            raise TooBusy(
                f"现在已有 {self._most} 份导出正在进行。请稍等片刻再试。",
                f"{self._most} exports are under way; try again in a moment",
            )
        return Slot(self._free)


class Slot:
    """A slot that is taken until it is given back, or forgotten: a reader who goes away says no goodbye."""

    def __init__(self, free: threading.Semaphore) -> None:
        self._free: threading.Semaphore | None = free

    def give_back(self) -> None:
        """Lets another export begin; once is enough."""
        free, self._free = self._free, None
        if free is not None:
            free.release()

    def __del__(self) -> None:
        self.give_back()
