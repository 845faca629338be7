"""Records whose every field is a string of attackers: what a source or a correction may bring into the archive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evaluation.web.harm import attacks

PAPER, DAY = "lanting", "2024-11-05"
PAGES = 40
"""The records stand on so many pages, one after another on each."""


def attack_records() -> Iterator[dict[str, Any]]:
    """A document of the index for every string; what no text can hold is left out of it."""
    for ordinal, attack in enumerate(attacks(), 1):
        text = attack.text.replace("\x00", "").encode("utf-8", "replace").decode()
        page = 1 + ordinal % PAGES
        yield {
            "id": f"{PAPER}/{DAY}/{page}/a{ordinal}",
            "paper": PAPER,
            "issue_date": DAY,
            "month_day": DAY[5:],
            "edition": 1,
            "page": page,
            "kind": "article",
            "ordinal": ordinal,
            "first_line": 10 * ordinal,
            "body": f"正文{text}\n{text}",
            **dict.fromkeys(("headline", "kicker", "subtitle", "page_name", "issue_number", "source_name", "batch"), text),
            **{
                field: [text]
                for field in ("reporters", "interns", "photographers", "contributors", "departments", "people", "warnings")
            },
            "superseded": text,
            "details": {
                "byline": {"raw": text, "span": [0, 1]},
                "dateline": {"raw": text, "place": text},
                "event_dates": [{"raw": text, "from": None, "to": None}],
                "departments": [{"name": text, "level": text, "facet": text, "as_printed": text, "confirmed": False}],
                "people": [{"name": text, "title": text}],
                "lines": [[1, 3]],
                "box": None,
                "continues_to": {"raw": text, "page": 2, "id": None, "headline": text},
                "continued_from": None,
                "warnings": [{"code": text, "lines": [1], "note": text}],
                "encoding": text,
                "corrections": [
                    {
                        "number": 1,
                        "at": text,
                        "by": text,
                        "operation": text,
                        "field": text,
                        "before": text,
                        "after": text,
                        "note": text,
                    },
                    {
                        "number": 2,
                        "at": text,
                        "by": text,
                        "operation": "move",
                        "field": "id",
                        "before": text,
                        "after": text,
                        "note": text,
                    },
                ],
            },
        }
