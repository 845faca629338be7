"""The cases about searching, each from a real bug report: documents in, a query through the product's own doors, one fact out.

All documents of all cases stand in one index; the paper is the case, so that a case is searched with the filter `paper`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from elasticsearch import Elasticsearch
from fastapi.testclient import TestClient

from evaluation.cases import AREA_CHECKS as PARSER_AREAS
from evaluation.cases import CHECKS as PARSER_CHECKS
from evaluation.reading import json_lines
from evaluation.scores import Score, Tally
from evaluation.search.library import Library, loaded, timed
from evaluation.search.material import one_page
from evaluation.search.scan import quoted
from indexer.load import PageLoad
from indexer.settings import Settings
from webui.app import create_app
from webui.search.request import SearchRequest
from webui.search.results import SearchResults

Case = dict[str, Any]
AREAS = ("search", "segmentation", "facet", "highlight", "name")
DAY = date(2021, 11, 15)


@dataclass(frozen=True, slots=True)
class Desk:
    """The doors that a case is asked at."""

    library: Library
    pages: TestClient
    news: Library

    def found(self, case: Case, text: str, **changes: Any) -> SearchResults:
        """The answer for this case's documents alone."""
        return self.library.archive.search(SearchRequest(text=text, papers=(paper(case),), **changes))

    def keys(self, case: Case, text: str, **changes: Any) -> list[str]:
        """The names of the documents found, best first."""
        return [key(case, hit.id) for hit in self.found(case, text, **changes).hits]


def score_search_cases(shared: Path, settings: Settings, client: Elasticsearch, news: Library) -> list[Score]:
    """One score an area; a case is right when every fact it expects is found."""
    path = shared / "cases" / "cases.jsonl"
    if not path.exists():
        return []
    cases = json_lines(path)
    cases = [case for case in cases if case["area"] in AREAS and not _is_of_the_parser(case)]
    tallies: dict[str, Tally] = {}
    with timed(f"{len(cases)} cases"):
        loads = [load for case in cases for load in _loads(case, shared)]
        library = loaded(settings, client, loads, "cases")
        with TestClient(create_app(library.settings, library.archive), raise_server_exceptions=False) as pages:
            desk = Desk(library, pages, news)
            for case in cases:
                wrong = CHECKS.get(case["id"], _plain)(desk, case)
                tallies.setdefault(case["area"], Tally()).add(not wrong, f"{case['id']}: {wrong}")
    return [tally.score(f"cases {area}, searched") for area, tally in sorted(tallies.items())]


def paper(case: Case) -> str:
    """The short name of the paper that holds this case's documents."""
    return str(case["id"])


def key(case: Case, record_id: str) -> str:
    """The name that the case gives the document with this id."""
    return list(_documents(case))[int(record_id.split("/")[2]) - 1]


def _documents(case: Case) -> dict[str, Any]:
    given = case["input"]
    if not isinstance(given, dict):
        return {}
    docs = given.get("docs", {})
    if isinstance(docs, dict):
        return dict(docs) or {name: given[name] for name in ("doc", "title", "issue_date", "department") if name in given}
    if isinstance(docs, list):
        return {text: text for text in docs}
    count = re.match(r"[0-9 ]+(?= articles, 13 reporters)", docs)
    return {f"d{n}": {"reporters": [f"记者{n}"]} for n in range(int(count[0]))} if count else {}


def _loads(case: Case, shared: Path) -> Iterator[PageLoad]:
    """A page for each document: a text, or a list of names, or a record of names; a date stands for an issue of that day."""
    if case["id"] == "rd-040":
        lines = (shared / "data" / "peoples-daily-2001" / "page-text.txt").read_text(encoding="utf-8").split("\n")
        yield from (one_page("rd-040", DAY, n, [(None, [line])]) for n, line in enumerate(lines, 1) if line.strip())
        return
    for number, (name, document) in enumerate(_documents(case).items(), 1):
        day, headline, text, names = DAY, None, str(name), {}
        if isinstance(document, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", document):
            day, text = date.fromisoformat(document), "岚汀要闻"
        elif name == "title":
            headline, text = document, "正文在此"
        elif name == "department":
            names = {"departments": [document]}
        elif isinstance(document, list):
            names = {"reporters": [document[0]], "departments": [document[1]]}
        elif isinstance(document, dict):
            names = document
        else:
            text = document
        load = one_page(paper(case), day, number, [(headline, [text])])
        yield PageLoad(load.page_path, tuple({**found, **names} for found in load.documents), load.gone)


def _is_of_the_parser(case: Case) -> bool:
    """True for a case that evaluation/cases.py scores: a page to be parsed, nothing to be searched."""
    return case["id"] in PARSER_CHECKS or case["area"] in PARSER_AREAS


def _plain(desk: Desk, case: Case) -> str:
    """Documents and queries: which documents are found, which is first, which facet values there are."""
    given, expected = case["input"], case["expected"]
    queries = given.get("queries") or [quoted(text) for text in given.get("phrases", ())] or [given["query"]]
    found = [desk.keys(case, query) for query in queries]
    if "first" in expected:
        others = {name[0] for name, wanted in expected.items() if name.endswith("_below_a") and wanted}
        order = found[0]
        return "" if order[:1] == [expected["first"]] and not others & set(order[:1]) else f"order {order}"
    if expected.get("hit") is True:
        return "" if all(found) else "not found"
    if "facet_keys" in expected:
        values = [value.value for value in desk.found(case, given["query"]).facets[given["facet"]]]
        if values != expected["facet_keys"]:
            return f"facet {values}"
    hits = expected["hits"]
    wanted = [[hit] for hit in hits] if len(queries) > 1 else [hits]
    return "" if found == wanted else f"found {found}"


def _accepted(desk: Desk, case: Case) -> str:
    """Every line of the real newspaper and every item stands in an index; `loaded` raises for a refusal."""
    lines = sum(document["paper"] == paper(case) for document in desk.library.documents)
    return "" if lines > 1000 and len(desk.news.documents) > 13_000 else f"{lines} lines"


def _new_word(desk: Desk, _case: Case) -> str:
    """A word that no dictionary holds is found at once: nothing that is printed waits for a dictionary."""
    text = next(document["body"] for document in desk.news.documents if document["paper"] == "planted")
    words = [text[at : at + 4] for at in range(0, 200, 10)]
    missed = [word for word in words if not desk.news.archive.search(SearchRequest(text=quoted(word))).total]
    return f"not found: {missed}" if missed else ""


def _odd_queries(desk: Desk, case: Case) -> str:
    answers = [
        desk.pages.get(path, params={"q": text}).status_code for text in case["input"] for path in ("/search", "/api/v1/search")
    ]
    return "" if set(answers) == {200} else str(answers)


def _marks(desk: Desk, case: Case) -> str:
    """The marked text stands on the page just so, whatever the element of the marks is."""
    answer = desk.pages.get("/search", params={"q": case["input"]["query"], "paper": paper(case)}).text
    marked = re.sub(r"<mark[^>]*>", "<em>", answer).replace("</mark>", "</em>")
    return "" if case["expected"] in marked else f"{case['expected']} is not on the page"


def _title(desk: Desk, case: Case) -> str:
    shown = desk.found(case, "正文").hits[0]
    answer = html.unescape(desk.pages.get("/search", params={"q": "正文", "paper": paper(case)}).text)
    title = case["expected"]["title_shown"]
    return "" if "".join(part.text for part in shown.headline_parts) == title and title in answer else "the title is cut"


def _reporter_values(desk: Desk, case: Case) -> str:
    values = desk.found(case, "").facets["reporter"]
    return "" if len(values) == case["expected"]["reporter_values"] else f"{len(values)} values"


def _selected(desk: Desk, case: Case) -> str:
    name = case["input"].get("select", {}).get("reporter")
    results = desk.found(case, "", reporters=(name,) if name else ())
    expected = case["expected"]
    found = {facet: {value.value: value.count for value in results.facets[facet]} for facet in ("reporter", "department")}
    wrong = {facet: counts for facet, counts in found.items() if facet in expected and counts != expected[facet]}
    if wrong:
        return str(wrong)
    if "total" in expected and results.total != expected["total"]:
        return f"total {results.total}"
    hits = [key(case, hit.id) for hit in results.hits]
    return f"hits {hits}" if "hits" in expected and hits != expected["hits"] else ""


def _day(desk: Desk, case: Case) -> str:
    day = date.fromisoformat(case["input"]["issue_date"])
    results = desk.found(case, "", from_=day, to=day)
    days = [issue.issue_date.isoformat() for issue in desk.library.archive.issues() if issue.paper == paper(case)]
    right = [hit.issue_date for hit in results.hits] == [day] and days == [case["expected"]["day_bucket"]]
    return "" if right else f"{results.total} hits, days {days}"


def _round_trip(desk: Desk, case: Case) -> str:
    value = case["input"]["select"]
    url = SearchRequest(departments=(value,), papers=(paper(case),)).url("/api/v1/search")
    answer = desk.pages.get(url).json()
    return "" if answer["query"]["filters"]["department"] == [value] and answer["total"] == 1 else url


def _last_page(desk: Desk, _case: Case) -> str:
    with TestClient(create_app(desk.news.settings, desk.news.archive), raise_server_exceptions=False) as pages:
        found = pages.get("/search", params={"page": "1"}), pages.get("/search", params={"page": "500"})
        limits = [pages.get(path, params={"page": "503"}).status_code for path in ("/search", "/api/v1/search")]
    codes = [answer.status_code for answer in found]
    return "" if codes == [200, 200] and all(code < 500 for code in limits) else f"{codes} {limits}"


def _range(desk: Desk, case: Case) -> str:
    first, last = (date.fromisoformat(day) for day in case["input"]["filter"].split(".."))
    found = sorted(desk.keys(case, "", from_=first, to=last))
    outside = desk.keys(case, "", from_=first - timedelta(days=1))
    return "" if found == case["expected"]["hits"] and len(outside) == len(case["input"]["docs"]) else str(found)


Check = Callable[[Desk, Case], str]
CHECKS: dict[str, Check] = {
    "rd-040": _accepted,
    "rd-044": _new_word,
    "rd-050": _odd_queries,
    "rd-053": _marks,
    "rd-054": _title,
    "rd-055": _marks,
    "rd-057": _reporter_values,
    "rd-058": _selected,
    "rd-059": _day,
    "rd-060": _selected,
    "rd-061": _round_trip,
    "rd-062": _last_page,
    "rd-063": _range,
}
