"""One search, seven doors: API, command line, page, feed and the three exports give the same records in the same order."""

from __future__ import annotations

import csv
import html
import io
import json
import random
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

from click.testing import CliRunner
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from evaluation.scores import Score, Tally
from evaluation.search.library import Library, timed
from evaluation.search.material import REPORTERS
from evaluation.search.scan import present_runs, quoted
from indexer.cli import main
from webui.app import create_app
from webui.exports.feed import ATOM
from webui.exports.table import BYTE_ORDER_MARK
from webui.search.request import LARGEST_SIZE, SearchRequest

QUERIES = 50
DEEPEST_PAGE = 4
"""Of queries with more hits than 400, the first 400 are compared."""

LARGEST_WORKBOOK = 1_000
"""Rows; those of larger ones are not read, which takes a hundred times as long as writing them."""

_HIT = re.compile(r'<article>\s*<h2[^>]*>.*?<a href="/([^"?]+)', re.DOTALL)


def score_doors(library: Library, queries: int = QUERIES) -> list[Score]:
    """The share of queries for which all doors give one list of ids; exports are whole, and are compared as far as the others go."""
    same = Tally()
    with timed(f"{queries} queries at seven doors"), TestClient(create_app(library.settings, library.archive)) as site:
        for request in _requests(library, queries):
            total = library.archive.search(request).total
            pages = [request.with_(page=page) for page in range(1, min(-(-total // LARGEST_SIZE), DEEPEST_PAGE) + 1)]
            lists = {
                "API": [i for page in pages for i in _from_api(site, page)],
                "page": [i for page in pages for i in _from_page(site, page)],
                "command line": [i for page in pages for i in _from_command(library, page)],
            }
            lists["feed"] = [i for page in pages for i in _from_feed(site, page)]
            whole = {"table": _from_table(site, request), "lines": _from_lines(site, request)}
            if total <= LARGEST_WORKBOOK:
                whole["workbook"] = _from_workbook(site, request)
            complete = all(len(set(ids)) == len(ids) == total for ids in whole.values())
            lists |= {name: ids[: DEEPEST_PAGE * LARGEST_SIZE] for name, ids in whole.items()}
            agree = (
                complete
                and len({tuple(ids) for ids in lists.values()}) == 1
                and len(set(lists["API"])) == min(total, DEEPEST_PAGE * LARGEST_SIZE)
            )
            same.add(agree, f"{request.url()}: {total}, " + ", ".join(f"{name} {len(ids)}" for name, ids in lists.items()))
    return [same.score("one list at every door")]


def _requests(library: Library, queries: int) -> Iterator[SearchRequest]:
    chance = random.Random(50)
    runs = [run for _, run in present_runs(library.documents, 10 * queries, seed=50)]
    for number in range(queries):
        run = chance.choice(runs)
        text = (quoted(run), run, f"{quoted(run)} -{chance.choice(runs)[:2]}", f"标题:{run[:2]}", "怎么办 " + run)[number % 5]
        reporters = tuple(chance.sample(REPORTERS, 3)) if number % 3 == 0 else ()
        yield SearchRequest(text=text, size=LARGEST_SIZE, reporters=reporters)


def _from_api(site: TestClient, request: SearchRequest) -> list[str]:
    return [hit["id"] for hit in site.get(request.url("/api/v1/search")).json()["hits"]]


def _from_page(site: TestClient, request: SearchRequest) -> list[str]:
    return [html.unescape(path) for path in _HIT.findall(site.get(request.url()).text)]


def _from_feed(site: TestClient, request: SearchRequest) -> list[str]:
    # A feed is by date unless the order is asked for by name.
    address = request.url("/feed.atom") + (
        "" if any(name == "sort" for name, _ in request.params()) else f"&sort={request.sort}"
    )
    feed = ElementTree.fromstring(site.get(address).content)
    return [str(entry.findtext(f"{{{ATOM}}}id")).split("/", 3)[3] for entry in feed.findall(f"{{{ATOM}}}entry")]


def _from_table(site: TestClient, request: SearchRequest) -> list[str]:
    answer = site.get(request.url("/export.csv")).text.removeprefix(BYTE_ORDER_MARK)
    csv.field_size_limit(1 << 24)
    return [row["编号"] for row in csv.DictReader(io.StringIO(answer, newline=""))]


def _from_workbook(site: TestClient, request: SearchRequest) -> list[str]:
    (sheet,) = load_workbook(io.BytesIO(site.get(request.url("/export.xlsx")).content), read_only=True)
    return [str(row[0]) for row in sheet.iter_rows(min_row=2, max_col=1, values_only=True)]


def _from_lines(site: TestClient, request: SearchRequest) -> list[str]:
    return [json.loads(line)["id"] for line in site.get(request.url("/export.jsonl")).text.split("\n") if line]


def _from_command(library: Library, request: SearchRequest) -> list[str]:
    settings = library.settings
    environment = {
        "ELASTICSEARCH_URL": settings.elasticsearch_url,
        "BULLETIN_ALIAS": settings.alias,
        "BULLETIN_HOME": str(settings.home),
        "BULLETIN_ANALYZER": settings.analyzer,
    }
    options = [f"--{name.replace('_', '-')}={value}" for name, value in request.params() if name != "q"]
    result = CliRunner().invoke(main, ["search", *options, "--json", "--", request.text], env=environment)
    return [hit["id"] for hit in json.loads(result.stdout)["hits"]]
