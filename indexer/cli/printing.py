"""What commands print alike: results for programs, and a line that tells how far they are."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Any

import click
import orjson


def print_json(value: Any) -> None:
    """Prints the value as JSON, indented, on stdout."""
    click.echo(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode())


def clock_text(moment: str) -> str:
    """A moment out of the catalog (ISO 8601 with its zone) as the clock on this desk shows it, 2026-11-30 20:17; as it is where it
    is none: a log that was tampered with is shown, too."""
    try:
        return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return moment


CLEAR = "\r\x1b[K"
"""Takes away what stands on the terminal's line."""


def status_line(text: str) -> None:
    """Says on stderr, on one line that is written anew, how far the command is; nothing where stderr is no terminal."""
    if sys.stderr.isatty():
        click.echo(CLEAR + text, err=True, nl=False)


def clear_line() -> None:
    """Takes the status line away, so that what follows stands by itself."""
    status_line("")
