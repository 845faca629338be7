"""When the archive was last seen to change."""

from __future__ import annotations

import threading
from datetime import UTC, datetime


class Seen:
    """Notes when a state is met for the first time; the first of all is as old as this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: object = None
        self._since = _now()

    def since(self, state: object) -> datetime:
        """Since when the archive is in this state, an object that is another one with each change; whole seconds, UTC."""
        with self._lock:
            if state is not self._state:
                self._state = state
                self._since = _now()
            return self._since


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
