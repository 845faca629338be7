"""The batches of the catalog: what each run was asked, and what became of every file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from indexer.catalog.rows import OUTCOME_COLUMNS, Batch, Outcome, State

_BATCH = "id, name, started_at, finished_at, options, purged_at"


def now() -> str:
    """This moment, UTC, ISO 8601, whole seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Batches:
    """Batches and outcomes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._names: dict[int, str] = {}

    def begin(self, name: str, options: str = "{}") -> Batch:
        """A new batch, from now on on disk."""
        started = now()
        cursor = self._connection.execute(
            "INSERT INTO batch (name, started_at, options) VALUES (?, ?, ?)", (name, started, options)
        )
        return Batch(cursor.lastrowid or 0, name, started, None, options)

    def report(self, batch_id: int, outcomes: Iterable[Outcome]) -> None:
        """Adds lines to the report of a batch."""
        self._connection.executemany(
            f"INSERT INTO outcome (batch_id, {OUTCOME_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((batch_id, *outcome.as_row()) for outcome in outcomes),
        )

    def finish(self, batch_id: int) -> None:
        """Says that the run came to its end."""
        self._connection.execute("UPDATE batch SET finished_at = ? WHERE id = ?", (now(), batch_id))

    def mark_purged(self, batch_id: int) -> None:
        """Says that what the batch brought was withdrawn."""
        self._connection.execute("UPDATE batch SET purged_at = ? WHERE id = ?", (now(), batch_id))

    def all(self) -> tuple[Batch, ...]:
        """All batches, oldest first."""
        return tuple(Batch(*row) for row in self._connection.execute(f"SELECT {_BATCH} FROM batch ORDER BY id"))

    def find(self, name: str) -> Batch | None:
        """The batch of this name (the newest of them), or of this number."""
        row = self._connection.execute(
            f"SELECT {_BATCH} FROM batch WHERE name = ? ORDER BY id DESC LIMIT 1", (name,)
        ).fetchone()
        if row is None and name.isdecimal() and len(name) < 18:
            return self.by_number(int(name))
        return None if row is None else Batch(*row)

    def by_number(self, batch_id: int) -> Batch | None:
        """The batch of this number."""
        row = self._connection.execute(f"SELECT {_BATCH} FROM batch WHERE id = ?", (batch_id,)).fetchone()
        return None if row is None else Batch(*row)

    def name_of(self, batch_id: int) -> str:
        """The name of a batch."""
        if batch_id not in self._names:
            row = self._connection.execute("SELECT name FROM batch WHERE id = ?", (batch_id,)).fetchone()
            self._names[batch_id] = row[0]
        return self._names[batch_id]

    def counts(self, batch_id: int) -> dict[str, int]:
        """How many outcomes there are of each state, all states named."""
        rows = self._connection.execute(
            "SELECT state, count(*) FROM outcome WHERE batch_id = ? GROUP BY state", (batch_id,)
        ).fetchall()
        found = {row[0]: row[1] for row in rows}
        return {state.value: found.get(state.value, 0) for state in State}

    def outcomes(self, batch_id: int, states: Iterable[State] = tuple(State)) -> Iterator[Outcome]:
        """The outcomes of a batch in these states, in the order of the run."""
        wanted = [state.value for state in states]
        marks = ", ".join("?" * len(wanted))
        rows = self._connection.execute(
            f"SELECT {OUTCOME_COLUMNS} FROM outcome WHERE batch_id = ? AND state IN ({marks}) ORDER BY rowid",
            (batch_id, *wanted),
        )
        for row in rows:
            yield Outcome.of_row(row)
