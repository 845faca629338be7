"""An answer about one thing is looked up once for each state of the index."""

from __future__ import annotations

import pytest

from webui.search import kept_answers
from webui.search.kept_answers import KeptAnswers


class Engine:
    """Counts what it is asked; answers half of it while it is `tired`."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.tired = False
        self.kept = KeptAnswers[str]()

    def of(self, key: str, state: object) -> str:
        def look_up() -> tuple[str, bool]:
            self.asked.append(key)
            return ("half" if self.tired else f"all of {key}"), not self.tired

        return self.kept.of(key, state, look_up)


def test_a_key_is_looked_up_once_until_the_index_changes() -> None:
    engine = Engine()
    for state in (object(), object()):
        for key in ("one", "two", "one"):
            assert engine.of(key, state) == f"all of {key}"
    assert engine.asked == ["one", "two", "one", "two"]


def test_half_an_answer_is_given_and_not_kept() -> None:
    engine, state = Engine(), object()
    engine.tired = True
    assert engine.of("one", state) == "half"
    engine.tired = False
    assert engine.of("one", state) == "all of one"


def test_it_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_answers, "MOST_KEPT", 10)
    engine, state = Engine(), object()
    for number in range(40):
        engine.of(str(number), state)
    assert len(engine.kept._kept) <= 10
