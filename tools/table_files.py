"""How the makers of the tables in `mappings/` write them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path


def shortest_first(rows: Mapping[str, str]) -> dict[str, str]:
    """The rows in the order of the file: characters before words."""
    return dict(sorted(rows.items(), key=lambda row: (len(row[0]), row[0])))


def in_two_columns(head: str, rows: Mapping[str, str]) -> str:
    """The text of a file of pairs, with a line for people above them."""
    return f"# {head}\n" + "".join(f"{one}\t{other}\n" for one, other in rows.items())


def write(target: Path, text: str) -> None:
    """Writes the file, and says how many rows it has."""
    target.write_text(text, encoding="utf-8")
    print(f"{text.count(chr(10)) - 1} rows in {target}", file=sys.stderr)
