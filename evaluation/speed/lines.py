"""Real news items as a `.jsonl`, as another system would export them: whole, in the form of `bulletin parse --json`, or minimal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import orjson

from evaluation.reading import news_items
from evaluation.search.material import annotated_records, paragraphs_of
from indexer.model import IssueIdentity, Page
from indexer.pipeline import page_json

ITEMS_OF_A_PAGE = 5
REPEATED_AFTER_DAYS = 9_000
"""When the items run out they come again, so many days earlier."""


def write_lines(shared: Path, target: Path, records: int, *, minimal: bool) -> None:
    """Writes so many lines."""
    with target.open("wb") as file:
        for written, line in enumerate(_lines(shared, minimal)):
            if written == records:
                return
            file.write(orjson.dumps(line) + b"\n")


def _lines(shared: Path, minimal: bool) -> Iterator[dict[str, Any]]:
    pages = list(_pages(shared))
    shift = timedelta(0)
    while True:
        for identity, records in pages:
            place = {"paper": identity.paper, "issue_date": (identity.issue_date - shift).isoformat(), "page": identity.page}
            for record in records:
                kept = {key: record[key] for key in ("headline", "paragraphs")} if minimal else record
                yield {**place, **kept}
        shift += timedelta(days=REPEATED_AFTER_DAYS)


def _pages(shared: Path) -> Iterator[tuple[IssueIdentity, list[dict[str, Any]]]]:
    for day, items in groupby(news_items(shared), key=lambda item: str(item["date"])):
        of_day = list(items)
        for first in range(0, len(of_day), ITEMS_OF_A_PAGE):
            identity = IssueIdentity("xwlb", date.fromisoformat(day), first // ITEMS_OF_A_PAGE + 1)
            texts = [(item["title"], paragraphs_of(item["body_html"])) for item in of_day[first : first + ITEMS_OF_A_PAGE]]
            page = Page(identity, tuple(annotated_records(identity, texts)), (), (), 1.0)
            yield (
                identity,
                [{key: value for key, value in record.items() if key != "id"} for record in page_json(page)["records"]],
            )
