"""How far a run has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """After a step: files and entries of zips done, bytes of what was given that are done, records so far, and what was done last."""

    files: int
    bytes: int
    records: int
    name: str


Watcher = Callable[[Progress], None]
"""Called after each step of a run, some thousand times a second at most: it must be cheap."""
