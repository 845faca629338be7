"""What is near a record is looked up once for each state of the index."""

from __future__ import annotations

import pytest

from webui.search import nearby_kept
from webui.search.nearby_kept import KeptNearby
from webui.search.results import NO_COPIES, Nearby, RecordView

ONE, TWO = RecordView("one", {}), RecordView("two", {})


class Engine:
    """Counts what it is asked; answers half of it while it is `tired`."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.tired = False

    def look_up(self, view: RecordView) -> tuple[Nearby, bool]:
        self.asked.append(view.id)
        return Nearby(NO_COPIES, () if self.tired else (TWO,)), not self.tired


def test_a_record_is_looked_up_once_until_the_index_changes() -> None:
    engine = Engine()
    kept = KeptNearby(engine.look_up)
    for state in (object(), object()):
        for view in (ONE, TWO, ONE):
            assert kept.of(view, state).similar == (TWO,)
    assert engine.asked == ["one", "two", "one", "two"]


def test_half_an_answer_is_shown_and_not_kept() -> None:
    engine, state = Engine(), object()
    kept = KeptNearby(engine.look_up)
    engine.tired = True
    assert kept.of(ONE, state).similar == ()
    engine.tired = False
    assert kept.of(ONE, state).similar == (TWO,)


def test_it_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearby_kept, "MOST_KEPT", 10)
    engine, state = Engine(), object()
    kept = KeptNearby(engine.look_up)
    for number in range(40):
        kept.of(RecordView(str(number), {}), state)
    assert len(kept._kept) <= 10
