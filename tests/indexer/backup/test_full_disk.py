"""A disk that is full while SQLite writes the copy of the catalog."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from indexer.backup.faults import cannot_write


def test_sqlite_on_a_full_disk_is_told_like_any_other_full_disk(tmp_path: Path) -> None:
    """SQLite says so itself when a file may not grow."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE a (b)")
    connection.execute("PRAGMA max_page_count = 2")
    with pytest.raises(sqlite3.OperationalError) as full:
        connection.execute("INSERT INTO a VALUES (zeroblob(100000))")
    error = cannot_write(tmp_path, full.value)
    assert "空间不够" in error.zh and "full" in error.en
