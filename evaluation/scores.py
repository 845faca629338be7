"""A figure, and the floor under it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).parent / "floors.json"


@dataclass(frozen=True, slots=True)
class Score:
    """One figure between 0 and 1 with what it was counted from; `misses` are the first few things that were wrong, for a person."""

    name: str
    value: float
    counted: str
    misses: tuple[str, ...] = field(default=())


def share(name: str, right: int, total: int, misses: Sequence[str] = ()) -> Score:
    """The share of right answers; nothing to answer counts as all right."""
    return Score(name, right / total if total else 1.0, f"{right}/{total}", tuple(misses))


@dataclass(slots=True)
class Tally:
    """Counts right and wrong answers of one kind."""

    right: int = 0
    total: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, ok: bool, miss: str = "") -> None:
        """One answer; `miss` says what was wrong with it."""
        self.total += 1
        self.right += ok
        if not ok:
            self.misses.append(miss)

    def include(self, other: Tally) -> None:
        """The answers of another one."""
        self.right += other.right
        self.total += other.total
        self.misses += other.misses

    def score(self, name: str) -> Score:
        """The share as a Score."""
        return share(name, self.right, self.total, self.misses)


@dataclass(slots=True)
class SetTally:
    """Precision and recall over sets of values."""

    hit: int = 0
    missed: int = 0
    false: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, expected: set[Any], found: set[Any], optional: Iterable[Any] = (), where: str = "") -> None:
        """One record's values; optional ones count neither way."""
        found = found - (set(optional) - expected)
        self.hit += len(expected & found)
        self.missed += len(expected - found)
        self.false += len(found - expected)
        if expected - found:
            self.misses.append(f"{where}: not found {sorted(map(str, expected - found))}")
        if found - expected:
            self.misses.append(f"{where}: found by mistake {sorted(map(str, found - expected))}")

    def f1(self, name: str) -> Score:
        """Harmonic mean of precision and recall."""
        total = 2 * self.hit + self.missed + self.false
        value = 2 * self.hit / total if total else 1.0
        return Score(name, value, f"{self.hit} right, {self.missed} missed, {self.false} false", tuple(self.misses))


def table(scores: Sequence[Score], floors: dict[str, float], misses_shown: int = 3) -> str:
    """The figures as a person reads them, each with its floor and its first misses."""
    width = max((len(score.name) for score in scores), default=0)
    rows = []
    for score in scores:
        floor = floors.get(score.name)
        below = floor is not None and score.value < floor - 1e-9
        rows.append(
            f"{score.name:<{width}}  {score.value:7.4f}  floor {'-' if floor is None else format(floor, '.4f'):>6}  {score.counted}"
            f"{'  BELOW' if below else ''}"
        )
        rows.extend(f"{'':<{width}}    {miss[:200]}" for miss in score.misses[:misses_shown])
    return "\n".join(rows)


def read_floors(path: Path = FLOORS) -> dict[str, float]:
    """The floors by name of score; none where the file does not exist yet."""
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def below(scores: Sequence[Score], floors: dict[str, float]) -> list[str]:
    """What is wrong: figures under their floor, and floors whose figure is no longer measured."""
    values = {score.name: score.value for score in scores}
    wrong = [
        f"{name}: {values[name]:.4f} is below {floor:.4f}"
        for name, floor in floors.items()
        if name in values and values[name] < floor - 1e-9
    ]
    return wrong + [f"{name}: no longer measured" for name in floors if name not in values]


def raised(scores: Sequence[Score], floors: dict[str, float]) -> dict[str, float]:
    """The floors with every better figure taken over, rounded down to four places; none is ever lowered."""
    new = dict(floors)
    for score in scores:
        new[score.name] = max(new.get(score.name, 0.0), int(score.value * 10_000) / 10_000)
    return dict(sorted(new.items()))
