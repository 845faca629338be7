"""The cases about ingesting, each from a real bug report, on the real engine: files in, what is in the archive then."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from elasticsearch import Elasticsearch

from evaluation.reading import json_lines
from evaluation.scores import Score, Tally
from evaluation.search.library import timed
from evaluation.search.material import one_page
from indexer.indices import ensure_index, record_count
from indexer.ingest.options import IngestOptions
from indexer.ingest.report import IngestReport
from indexer.ingest.run import ingest
from indexer.load import CHUNK_DOCUMENTS, PageLoad, load_pages
from indexer.settings import Settings

Case = dict[str, Any]
DAY = date(2021, 11, 15)
RECORDS_A_PAGE = 10
SENTENCE = "近日，岚汀新区社区食堂开张，附近居民多了一个吃饭的去处。"


@dataclass(slots=True)
class Desk:
    """Archives for the cases, one each, below one folder and on one engine."""

    base: Settings
    client: Elasticsearch
    folder: Path
    numbers: Iterator[int] = field(default_factory=count)

    def archive(self) -> Settings:
        """An empty archive."""
        number = next(self.numbers)
        return self.base.model_copy(update={"home": self.folder / f"home-{number}", "alias": f"cases{number}"})

    def taken_in(self, settings: Settings, path: Path) -> IngestReport:
        """An ingest of the file or folder."""
        return ingest([path], IngestOptions(paper="cases"), settings, self.client)

    def lines(self, name: str, rows: Iterable[str]) -> Path:
        """A file of these lines."""
        path = self.folder / name
        path.write_bytes("".join(f"{row}\n" for row in rows).encode())
        return path


def score_ingest_cases(shared: Path, base: Settings, client: Elasticsearch, folder: Path) -> list[Score]:
    """One figure: a case is right when every fact it expects is found; nothing where the material is not there."""
    path = shared / "cases" / "cases.jsonl"
    if not path.exists():
        return []
    desk, tally = Desk(base, client, folder), Tally()
    with timed("cases of ingesting"):
        for case in json_lines(path):
            if case["id"] in CHECKS:
                wrong = CHECKS[case["id"]](desk, case)
                tally.add(not wrong, f"{case['id']}: {wrong}")
    return [tally.score("cases ingest, in the engine")]


def _row(number: int, **fields: Any) -> str:
    """A record of a `.jsonl`, ten to a page, four pages to an issue."""
    page = number // RECORDS_A_PAGE
    place = {"issue_date": str(DAY + timedelta(days=page // 4)), "page": page % 4 + 1}
    return json.dumps({**place, "headline": f"第{number}号通告", "body": SENTENCE, **fields}, ensure_ascii=False)


def _bad_documents(desk: Desk, case: Case) -> str:
    """Refused by the engine out of a first chunk, and broken lines of a file: the others are in, the bad ones are named."""
    given, expected = case["input"], case["expected"]
    assert given["chunk"] == CHUNK_DOCUMENTS
    settings = desk.archive()
    index = ensure_index(desk.client, settings).name
    pages = [one_page("cases", DAY, number, [(f"第{number}号通告", [SENTENCE])]) for number in range(1, given["docs"] + 1)]
    for place in given["bad_positions"]:
        (document,) = pages[place].documents
        pages[place] = PageLoad(pages[place].page_path, ({**document, "edition": "号外"},), frozenset())
    refused = [rejection for page in load_pages(desk.client, index, pages) for rejection in page.rejections]
    loaded = record_count(desk.client, settings)
    bad = set(given["bad_positions"])
    rows = ["{" if number in bad else _row(number) for number in range(given["docs"])]
    other = desk.archive()
    report = desk.taken_in(other, desk.lines("bad.jsonl", rows))
    found = (loaded, len(refused), record_count(desk.client, other), report.counts["failed"], not report.complete)
    wanted = (expected["indexed"], expected["reported"]) * 2 + (expected["exit_nonzero"],)
    return "" if found == wanted else f"{found}, not {wanted}"


def _twice(desk: Desk, _case: Case) -> str:
    settings = desk.archive()
    path = desk.lines("twice.jsonl", map(_row, range(200)))
    counts = []
    for _ in range(2):
        complete = desk.taken_in(settings, path).complete
        counts.append((complete, record_count(desk.client, settings)))
    return "" if counts == [(True, 200)] * 2 else str(counts)


def _same_headline(desk: Desk, case: Case) -> str:
    settings = desk.archive()
    rows = [
        json.dumps({"issue_date": day, "page": 1, "headline": headline, "body": SENTENCE}, ensure_ascii=False)
        for day, headline in case["input"]["docs"]
    ]
    report = desk.taken_in(settings, desk.lines("same.jsonl", rows))
    found = record_count(desk.client, settings)
    return "" if report.complete and found == case["expected"]["count"] else f"{found} records, {report.counts}"


def _long_body(desk: Desk, case: Case) -> str:
    """As a line of a file, and as a page of text."""
    body = case["input"]["body"]
    lines, text = desk.archive(), desk.archive()
    page = desk.folder / str(DAY) / "01.txt"
    page.parent.mkdir()
    page.write_text(f"岚汀新区云海奇观\n\n本报讯 {body}\n", encoding="utf-8")
    reports = desk.taken_in(lines, desk.lines("long.jsonl", [_row(0, body=body)])), desk.taken_in(text, page)
    found = [record_count(desk.client, settings) for settings in (lines, text)]
    right = all(report.complete for report in reports) and min(found) >= 1
    return "" if right == case["expected"]["indexed"] else f"{found} {[report.counts for report in reports]}"


def _many_bytes(desk: Desk, case: Case) -> str:
    documents = case["input"]["docs"]
    size = int(case["input"]["size"].split()[0]) * 1_000_000 // documents
    body = SENTENCE * (size // len(SENTENCE.encode()))
    settings = desk.archive()
    rows = (_row(number, body=body) for number in range(documents))
    report = desk.taken_in(settings, desk.lines("many.jsonl", rows))
    found = record_count(desk.client, settings)
    return "" if report.complete and found == case["expected"]["indexed"] else f"{found} records, {report.counts}"


def _line_ends(desk: Desk, case: Case) -> str:
    """The lines of the case, as records of ours; and with every sign that other programs take for a line end."""
    texts = [json.loads(line)["t"] for line in case["input"]["jsonl"].split("\n") if line]
    signs = "甲\u2028乙\u2029丙\u0085丁\f戊\v己\x1c庚"
    settings = desk.archive()
    rows = (_row(number, body=text) for number, text in enumerate([*texts, signs]))
    report = desk.taken_in(settings, desk.lines("ends.jsonl", rows))
    found = record_count(desk.client, settings)
    return "" if report.complete and found == case["expected"]["records"] + 1 else f"{found} records, {report.counts}"


Check = Callable[[Desk, Case], str]
CHECKS: dict[str, Check] = {
    "rd-064": _bad_documents,
    "rd-065": _twice,
    "rd-066": _same_headline,
    "rd-067": _long_body,
    "rd-070": _many_bytes,
    "rd-071": _line_ends,
}
