"""The articles of the laid-out issues that run over two pages, joined as `issue.json` has them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from evaluation.laid_out import page_text
from evaluation.reading import fold
from evaluation.scores import Score, Tally
from indexer.documents import record_id
from indexer.jumps import join_pages, joined_paragraphs
from indexer.model import Page, ParsedSource, Record
from indexer.pipeline import ParseOptions, parse_source


def score_jumps(shared: Path) -> list[Score]:
    """Both parts found and joined, with the first part's reporters; as whole paragraphs, in columns of 22 and of 13."""
    scores = []
    for form, column in (("paragraphs", None), ("columns of 22", 22), ("columns of 13", 13)):
        tally = Tally()
        for folder in sorted((shared / "gold" / "issues").iterdir()):
            issue = json.loads((folder / "issue.json").read_text(encoding="utf-8"))
            pages = join_pages([_page(folder, number, issue["date"], column) for number in issue["pages"]])
            records = {record.continues_to.record: record for record in _records(pages) if record.continues_to}
            found = [
                (records[address], record)
                for page in pages
                for record in page.records
                if page.identity and (address := record_id(page.identity, record)) in records
            ]
            for wanted in issue["joined"]:
                body = [fold(text) for text in wanted["body"]]
                tally.add(
                    any(
                        [fold(text) for text in joined_paragraphs(first, second)] == body
                        and list(second.names("reporter")) == wanted["reporters"]
                        for first, second in found
                    ),
                    f"{folder.name} {wanted['headline']}",
                )
            tally.add(len(found) == len(issue["joined"]), f"{folder.name}: {len(found)} joints")
        scores.append(tally.score(f"jumps joined, {form}"))
    return scores


def _records(pages: tuple[Page, ...]) -> list[Record]:
    return [record for page in pages for record in page.records]


def _page(folder: Path, number: str, day: str, column: int | None) -> Page:
    gold = json.loads((folder / f"{number}.expected.json").read_text(encoding="utf-8"))
    options = ParseOptions("eval", issue_date=date.fromisoformat(day))
    parsed = parse_source(page_text(gold, column).encode("utf-8"), f"{number}.txt", options)
    assert isinstance(parsed, ParsedSource), parsed
    return parsed.pages[0]
