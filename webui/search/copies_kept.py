"""Copies once found are kept as long as the index stays as it is: the same records stand in many results."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from webui.search.results import NO_COPIES, Copies, RecordView

MOST_KEPT = 50_000
"""Records whose copies are kept; most have none, and those take some hundred bytes each."""


class KeptCopies:
    """Gives the copies of records; `look_up` asks the engine for those that are not known yet."""

    def __init__(self, look_up: Callable[[Sequence[RecordView]], Mapping[str, Copies]]) -> None:
        self._look_up = look_up
        self._state: object = None
        self._kept: dict[str, Copies] = {}

    def of(self, views: Sequence[RecordView], state: object) -> dict[str, Copies]:
        """By id, the copies of those of these records that have some.

        `state` is an object that is another one whenever the index may have changed: then everything is looked up anew.
        """
        kept = self._kept
        if state is not self._state or len(kept) > MOST_KEPT:
            # Another thread that still has the old dictionary finishes with it; nothing of it comes into the new one.
            kept = self._kept = {}
            self._state = state
        unknown = [view for view in views if view.id not in kept]
        if unknown:
            found = self._look_up(unknown)
            kept.update({view.id: found.get(view.id, NO_COPIES) for view in unknown})
        copies = {view.id: kept[view.id] for view in views}
        return {record_id: one for record_id, one in copies.items() if one.records}
