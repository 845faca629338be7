"""Answers about one thing are kept as long as the index stays as it is: the same pages are read again and again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

MOST_KEPT = 500
"""Answers that are kept; what is near a record is the largest, up to five records of some kilobytes."""

Answer = TypeVar("Answer")


class KeptAnswers(Generic[Answer]):
    """Gives the answer about a key."""

    def __init__(self) -> None:
        self._state: object = None
        self._kept: dict[Hashable, Answer] = {}

    def of(self, key: Hashable, state: object, look_up: Callable[[], tuple[Answer, bool]]) -> Answer:
        """The answer; `look_up` asks the engine, and says whether it answered everything. What is half is not kept.

        `state` is an object that is another one whenever the index may have changed: then everything is looked up anew.
        """
        kept = self._kept
        if state is not self._state or len(kept) >= MOST_KEPT:
            # Another thread that still has the old dictionary finishes with it; nothing of it comes into the new one.
            kept = self._kept = {}
            self._state = state
        if key in kept:
            return kept[key]
        found, is_whole = look_up()
        if is_whole:
            kept[key] = found
        return found
