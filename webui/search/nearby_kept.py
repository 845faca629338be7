"""What is near a record is kept as long as the index stays as it is: the same pages are read again and again."""

from __future__ import annotations

from collections.abc import Callable

from webui.search.results import Nearby, RecordView

MOST_KEPT = 500
"""Records whose neighbours are kept; each has up to five, of some kilobytes."""


class KeptNearby:
    """Gives what is near a record; `look_up` asks the engine, and says whether it answered everything."""

    def __init__(self, look_up: Callable[[RecordView], tuple[Nearby, bool]]) -> None:
        self._look_up = look_up
        self._state: object = None
        self._kept: dict[str, Nearby] = {}

    def of(self, view: RecordView, state: object) -> Nearby:
        """What is near this record; `state` is another object whenever the index may have changed."""
        kept = self._kept
        if state is not self._state or len(kept) >= MOST_KEPT:
            # Another thread that still has the old dictionary finishes with it; nothing of it comes into the new one.
            kept = self._kept = {}
            self._state = state
        if view.id in kept:
            return kept[view.id]
        found, is_whole = self._look_up(view)
        if is_whole:
            kept[view.id] = found
        return found
