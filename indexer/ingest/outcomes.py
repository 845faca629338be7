"""The outcomes of a run, on disk while it goes on: a folder may hold a hundred thousand pages."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import overload

from indexer.catalog import Outcome, State
from indexer.catalog.rows import OUTCOME_COLUMNS


class Outcomes(Sequence[Outcome]):
    """Outcomes in the order of the run, with the holder of each duplicated page; kept in a private file that goes with the run."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect("")
        self._connection.execute(f"CREATE TABLE outcome ({OUTCOME_COLUMNS}, held_by)")
        self._connection.execute("CREATE INDEX by_state ON outcome (state)")
        self._connection.execute("CREATE INDEX by_source ON outcome (source_name) WHERE state = 'duplicate'")
        self._count = 0

    def add(self, outcome: Outcome, held_by: str = "") -> None:
        """Adds one; `held_by` is, for a duplicate, the source that holds the page."""
        self._connection.execute("INSERT INTO outcome VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*outcome.as_row(), held_by))
        self._count += 1

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Outcome]:
        return self.after(0)

    @overload
    def __getitem__(self, place: int) -> Outcome: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Outcome]: ...
    def __getitem__(self, place: int | slice) -> Outcome | Sequence[Outcome]:
        if isinstance(place, slice):
            return tuple(self)[place]
        number = place + 1 if place >= 0 else self._count + place + 1
        row = self._connection.execute(f"SELECT {OUTCOME_COLUMNS} FROM outcome WHERE rowid = ?", (number,)).fetchone()
        if row is None:
            raise IndexError(place)
        return Outcome.of_row(row)

    def counts(self) -> dict[str, int]:
        """How many there are of each state, all states named."""
        found = dict(self._connection.execute("SELECT state, count(*) FROM outcome GROUP BY state").fetchall())
        return {state.value: found.get(state.value, 0) for state in State}

    def after(self, place: int) -> Iterator[Outcome]:
        """Those from this place on, the first is 0."""
        for row in self._connection.execute(f"SELECT {OUTCOME_COLUMNS} FROM outcome WHERE rowid > ? ORDER BY rowid", (place,)):
            yield Outcome.of_row(row)

    def each(self, state: State) -> Iterator[Outcome]:
        """Those of one state, in the order of the run."""
        for row in self._connection.execute(
            f"SELECT {OUTCOME_COLUMNS} FROM outcome WHERE state = ? ORDER BY rowid", (state.value,)
        ):
            yield Outcome.of_row(row)

    def of(self, state: State) -> tuple[Outcome, ...]:
        """The same as a tuple: for states of which there are few."""
        return tuple(self.each(state))

    def holder(self, outcome: Outcome) -> str:
        """The source that holds the page of a duplicate; empty where the outcome is none."""
        row = self._connection.execute(
            "SELECT held_by FROM outcome WHERE state = 'duplicate' AND source_name = ? AND page_path IS ?",
            (outcome.source_name, outcome.page_path),
        ).fetchone()
        return row[0] if row else ""
