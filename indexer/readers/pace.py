"""What a reader of pages says while it reads: which page it begins. Whoever guards it restarts its clock by this."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing import parent_process

_told: list[Callable[[int], None]] = []
_shared: list[bool] = []


def page_begins(number: int) -> None:
    """Called by a reader before each page, the first is 1; without a guard it does nothing."""
    for tell in _told:
        tell(number)


def reads_alone() -> bool:
    """True where nothing else reads at the same time, so that one file may have all cores."""
    return not _shared[0] if _shared else parent_process() is None


def paced_by(tell: Callable[[int], None], shared: bool) -> None:
    """From now on `tell` hears of every page; `shared` says that other processes read at the same time."""
    _told[:] = [tell]
    _shared[:] = [shared]
