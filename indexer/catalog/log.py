"""The corrections of the catalog: lines that are only ever added, as the corrections' own room writes and reads them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from indexer.model import IssueIdentity


class CorrectionLog:
    """The log, in order; an entry is canonical JSON and stays as it is."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def append(self, number: int, issue: str, entry: bytes) -> None:
        """Adds a line; raises sqlite3.IntegrityError when the number is taken."""
        self._connection.execute("INSERT INTO correction VALUES (?, ?, ?)", (number, issue, entry.decode("utf-8")))

    def entries(self) -> Iterator[bytes]:
        """Every line, in order."""
        for row in self._connection.execute("SELECT entry FROM correction ORDER BY number"):
            yield row[0].encode("utf-8")

    def last(self) -> bytes | None:
        """The newest line."""
        row = self._connection.execute("SELECT entry FROM correction ORDER BY number DESC LIMIT 1").fetchone()
        return None if row is None else row[0].encode("utf-8")

    def of_issue(self, identity: IssueIdentity) -> tuple[bytes, ...]:
        """The lines that concern an issue, in order (the page of `identity` does not matter)."""
        rows = self._connection.execute("SELECT entry FROM correction WHERE issue = ? ORDER BY number", (identity.issue_path,))
        return tuple(row[0].encode("utf-8") for row in rows)

    def issues(self) -> tuple[str, ...]:
        """The issues that have corrections, `PAPER/YYYY-MM-DD`, in order."""
        return tuple(row[0] for row in self._connection.execute("SELECT DISTINCT issue FROM correction ORDER BY issue"))
