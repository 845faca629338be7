"""Exact search misses nothing and invents nothing: the engine against Python's `in`."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from elasticsearch import Elasticsearch

from mappings.analysis import AnalyzerName
from mappings.folding import searchable
from mappings.record import TEXT_FIELDS
from tests.webui.search.corpus import invented_texts, record
from tests.webui.search.loaded import loaded
from webui.search.archive import Archive
from webui.search.language import parse
from webui.search.numerals import in_other_numerals, with_mistyped_zeros
from webui.search.request import LARGEST_SIZE, SearchRequest
from webui.search.tree import ExactRun, Near, Run, Word, write

pytestmark = pytest.mark.engine

SAMPLES = Path(__file__).parents[2] / "samples"
RUNS = 300
ABSENT = 60


def documents() -> list[dict[str, Any]]:
    """Invented records, and the pages of the samples as one record each."""
    bodies = invented_texts(40, seed=3)
    headlines = invented_texts(40, seed=4)
    found = [
        record(n, headlines[n][:40].replace("\n", " "), body, subtitle=headlines[n][40:60].replace("\n", " ") or "副题")
        for n, body in enumerate(bodies)
    ]
    pages = [decoded(path.read_bytes()) for path in sorted(SAMPLES.rglob("*.txt"))]
    found += [record(100 + n, None, text, kind="notice") for n, text in enumerate(pages[:40])]
    assert len(found) <= LARGEST_SIZE, "all hits must fit one page of results"
    return found


def decoded(data: bytes) -> str:
    for encoding in ("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding).replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
    raise AssertionError("a sample in no encoding that a page may have")


DOCUMENTS = documents()


@pytest.fixture(scope="module", params=get_args(AnalyzerName))
def archive(request: pytest.FixtureRequest, client: Elasticsearch) -> Iterator[Archive]:
    """The documents in an index of each analyzer."""
    with loaded(client, DOCUMENTS, request.param) as archive:
        yield archive


def texts_of(document: dict[str, Any]) -> list[str]:
    return [document[field] for field in TEXT_FIELDS if field in document]


def quotable_runs(count: int, seed: int) -> list[str]:
    """Random stretches of 1 to 8 characters of one line, as they can be typed between quotation marks."""
    choice = random.Random(seed)
    lines = [line for document in DOCUMENTS for text in texts_of(document) for line in text.split("\n") if line]
    runs: list[str] = []
    while len(runs) < count:
        line = choice.choice(lines)
        start = choice.randrange(len(line))
        run = line[start : start + choice.randint(1, 8)].strip()
        if run and parse(write(Run(run))).node == Run(run):
            runs.append(run)
    return runs


def ids(archive: Archive, text: str) -> set[str]:
    results = archive.search(SearchRequest(text=text, size=LARGEST_SIZE))
    assert results.total == len(results.hits)
    return {hit.id for hit in results.hits}


@cache
def folded(text: str) -> str:
    """Kept: every text is held against hundreds of runs."""
    return searchable(text).text


def holding(run: str) -> set[str]:
    """By a scan, over the run and the same dates in other numerals."""
    forms = [folded(form) for form in (run, *in_other_numerals(run), *with_mistyped_zeros(run))]
    return {
        document["id"] for document in DOCUMENTS if any(form in folded(text) for form in forms for text in texts_of(document))
    }


def test_a_quoted_run_finds_exactly_the_records_that_hold_it(archive: Archive) -> None:
    """300 random runs on the engine equal a scan with `in` over the folded text without its gaps."""
    wrong = [run for run in quotable_runs(RUNS, seed=11) if ids(archive, write(Run(run))) != holding(run)]
    assert wrong == []


def test_a_run_that_is_nowhere_finds_nothing(archive: Archive) -> None:
    """60 runs made by turning real ones around, kept where no record holds them."""
    absent = [run[::-1] for run in quotable_runs(1000, seed=12) if len(run) > 2 and not holding(run[::-1])]
    absent = [run for run in absent if parse(write(Run(run))).node == Run(run)][:ABSENT]
    assert len(absent) == ABSENT
    assert [run for run in absent if ids(archive, write(Run(run)))] == []


def test_a_run_as_printed_is_not_folded(archive: Archive) -> None:
    """`="…"` equals a scan with `in` over the text as it is stored."""
    wrong = []
    for run in quotable_runs(80, seed=13):
        holds = {document["id"] for document in DOCUMENTS if any(run in text for text in texts_of(document))}
        if ids(archive, write(ExactRun(run))) != holds:
            wrong.append(run)
    assert wrong == []


def test_a_bare_word_misses_no_record_that_holds_it(archive: Archive) -> None:
    """Whatever the analyzer makes of it, the run itself is always looked for."""
    words = [run for run in quotable_runs(300, seed=14) if parse(run).node == Word(run)]
    assert len(words) > 100
    assert [run for run in words if not holding(run) <= ids(archive, run)] == []


def test_two_runs_near_each_other_equal_a_scan(archive: Archive) -> None:
    """`"甲 乙"~N`: at most N characters between the two, in either order."""
    choice = random.Random(15)
    asked, wrong = 0, []
    for run in quotable_runs(400, seed=15):
        query = Near((run[-2:].strip(), run[:1]), choice.randint(0, 5))
        if len(run) < 4 or run[:1] in query.runs[0] or parse(write(query)).node != query:
            continue
        asked += 1
        first, second = map(folded, query.runs)
        holds = {d["id"] for d in DOCUMENTS if any(near(folded(text), first, second, query.distance) for text in texts_of(d))}
        if ids(archive, write(query)) != holds:
            wrong.append(write(query))
    assert asked > 100
    assert wrong == []


def near(text: str, first: str, second: str, distance: int) -> bool:
    starts = [at for at in range(len(text)) if text.startswith(first, at)]
    others = [at for at in range(len(text)) if text.startswith(second, at)]
    return any(
        max(start - (other + len(second)), other - (start + len(first))) <= distance for start in starts for other in others
    )


def test_every_hit_of_a_run_shows_it_marked(archive: Archive) -> None:
    """What the engine found is what is marked, and every fragment is a literal piece of the stored text."""
    stored = {document["id"]: document for document in DOCUMENTS}
    for run in quotable_runs(100, seed=16):
        for hit in archive.search(SearchRequest(text=write(Run(run)), size=LARGEST_SIZE)).hits:
            marks = [part.text for part in hit.headline_parts if part.hit]
            for fragment in hit.fragments:
                assert fragment.text in stored[hit.id][fragment.field]
                marks += [part.text for part in fragment.parts if part.hit]
            assert marks, (run, hit.id)
            assert {folded(mark) for mark in marks} <= {
                folded(form) for form in (run, *in_other_numerals(run), *with_mistyped_zeros(run))
            }
