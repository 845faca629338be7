"""Copies are looked up once for each state of the index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from webui.search import copies_kept
from webui.search.copies_kept import KeptCopies
from webui.search.results import Copies, RecordView

ONE, TWO, THREE = (RecordView(name, {}) for name in ("one", "two", "three"))
COPIES = {"one": Copies((TWO,)), "two": Copies((ONE,))}


class Engine:
    """Counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def look_up(self, views: Sequence[RecordView]) -> Mapping[str, Copies]:
        self.asked.append([view.id for view in views])
        return {view.id: COPIES[view.id] for view in views if view.id in COPIES}


def test_only_what_is_not_known_is_looked_up() -> None:
    engine, state = Engine(), object()
    kept = KeptCopies(engine.look_up)
    assert kept.of([ONE, THREE], state) == {"one": COPIES["one"]}
    assert kept.of([THREE, ONE, TWO], state) == COPIES
    assert kept.of([THREE], state) == {} == kept.of([], state)
    assert engine.asked == [["one", "three"], ["two"]]


def test_another_state_of_the_index_is_looked_up_anew() -> None:
    engine = Engine()
    kept = KeptCopies(engine.look_up)
    for state in (object(), object()):
        assert kept.of([ONE], state) == kept.of([ONE], state) == {"one": COPIES["one"]}
    assert engine.asked == [["one"], ["one"]]


def test_what_could_not_be_looked_up_is_not_kept() -> None:
    def away(_: Sequence[RecordView]) -> Mapping[str, Copies]:
        raise ConnectionError

    state = object()
    kept = KeptCopies(away)
    for _ in range(2):
        with pytest.raises(ConnectionError):
            kept.of([ONE], state)


def test_it_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies_kept, "MOST_KEPT", 10)
    engine, state = Engine(), object()
    kept = KeptCopies(engine.look_up)
    for number in range(40):
        kept.of([RecordView(str(number), {})], state)
    assert len(kept._kept) <= 11
