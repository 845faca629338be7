"""The command that shows a page again, as it can be pasted into a shell."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from indexer.preview.words import shell_word


def parse_command(path: Path, issue_date: date | None, paper: str | None, encoding: str | None) -> str:
    """`bulletin parse` for the file, with what the operator said about it; relative to the working folder where that is shorter."""
    return _command("parse", [path], issue_date, paper, encoding)


def ingest_command(paths: Sequence[Path], issue_date: date | None, paper: str | None, encoding: str | None) -> str:
    """`bulletin ingest` for the paths, likewise."""
    return _command("ingest", paths, issue_date, paper, encoding)


def _command(name: str, paths: Sequence[Path], issue_date: date | None, paper: str | None, encoding: str | None) -> str:
    words = ["bulletin", name, *(shell_word(_short(path)) for path in paths)]
    for option, value in (("--issue-date", issue_date), ("--paper", paper), ("--encoding", encoding)):
        if value:
            words += [option, shell_word(str(value))]
    return " ".join(words)


def _short(path: Path) -> str:
    try:
        relative = os.path.relpath(path)
    except (OSError, ValueError):
        # The working folder was removed under us.
        return str(path)
    return relative if not relative.startswith(f"..{os.sep}..") else str(path)
