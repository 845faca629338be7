"""Credits of a real paper of 2001 (one paragraph a line): every listed credit, read as the paragraph it stands in, and as a whole page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from evaluation.reading import parse_text
from evaluation.scores import Score, SetTally, Tally


def score_bylines(shared: Path) -> list[Score]:
    """Recall of names on the listed credits, and the records of the whole text in which each listed line landed."""
    folder = shared / "data" / "peoples-daily-2001"
    if not folder.exists():
        return []
    gold = [json.loads(line) for line in (folder / "bylines-gold.jsonl").read_text(encoding="utf-8").split("\n") if line]
    lines = (folder / "page-text.txt").read_text(encoding="utf-8").split("\n")
    alone, whole, days = SetTally(), SetTally(), Tally()
    # The gold lists two shapes of credit; others stand on listed lines, too (本报讯 … （乔知远）), so a line listed without a name says nothing.
    by_date: dict[str, dict[str, Any]] = {day: parse_text("\n".join(lines), day) for day in {row["issue_date"] for row in gold}}
    # The gold counts its lines from 0, the parser from 1.
    for row in gold:
        expected = {(role, credit["name"]) for role in ("photographers", "reporters") for credit in row[role]}
        text = lines[row["line"]]
        if row["where"] == "tail" and "preceding_line" in row and text.startswith(("（", "(")):
            text = row["preceding_line"] + "\n" + text
        page = parse_text(text, row["issue_date"])
        unlisted: set[tuple[str, str]] = set() if expected else _names(page["records"])
        alone.add(expected, _names(page["records"]), unlisted, f"line {row['line']} alone")
        record = [r for r in by_date[row["issue_date"]]["records"] if any(a <= row["line"] + 1 <= b for a, b in r["lines"])]
        whole.add(
            expected,
            _names(record),
            _names(record) - expected if len(record[0]["paragraphs"]) > 1 else unlisted,
            f"line {row['line']} in the page",
        )
        if row.get("dateline_date"):
            found = [event["from"] for record in page["records"] for event in record["event_dates"][:1]]
            days.add(found[:1] == [row["dateline_date"]], f"line {row['line']}: {found} for {row['dateline_date']}")
    return [
        alone.f1("2001 credits F1, by paragraph"),
        whole.f1("2001 credits F1, whole page"),
        days.score("2001 dateline days"),
    ]


def _names(records: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(role, name) for record in records for role in ("photographers", "reporters") for name in record[role]}
