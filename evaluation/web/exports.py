"""Large exports: whole, and with flat memory."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from elasticsearch import Elasticsearch

from evaluation.scores import Score, Tally
from evaluation.search.library import loaded, timed
from indexer.load import PageLoad
from indexer.settings import Settings

ROWS = 50_000
MOST_GROWTH_MB = 40
"""How much more memory the export of all rows may take than that of a tenth of them. All bodies together are 100 MB."""
FORMS = ("csv", "xlsx", "jsonl")
_PAGES = 100
_BODY = "岚汀新区召开防汛值守工作会议，部署汛期安全。" * 30

_CHILD = """
import resource, sys
from fastapi.testclient import TestClient
from indexer.settings import Settings
from webui.app import create_app

form, query, home, address, alias, target = sys.argv[1:]
settings = Settings.from_env(home=home, elasticsearch_url=address, alias=alias)
# The server's own way: the client of tests would keep the whole answer.
from tools.live_site import serving
import urllib.request
with serving(create_app(settings)) as site, open(target, "wb") as file:
    with urllib.request.urlopen(f"{site}/export.{form}?{query}") as answer:
        while piece := answer.read(1 << 16):
            file.write(piece)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
"""Serves an export in a process of its own and prints its largest memory in MB."""


def score_exports(base: Settings, client: Elasticsearch) -> list[Score]:
    """Whether every form has all rows, and whether memory stays flat."""
    whole, flat = Tally(), Tally()
    settings = loaded(base, client, _loads(), "exports").settings
    with tempfile.TemporaryDirectory() as folder, timed(f"exports of {ROWS:,} rows"):
        for form in FORMS:
            target = Path(folder) / f"all.{form}"
            few = _peak(settings, form, "year=2001", target)
            many = _peak(settings, form, "", target)
            found = _rows(form, target)
            whole.add(found == ROWS, f"{form}: {found} rows")
            flat.add(many - few <= MOST_GROWTH_MB, f"{form}: {few} MB for a tenth, {many} MB for all")
    return [whole.score("exports of 50,000 rows whole"), flat.score("exports of 50,000 rows with flat memory")]


def _loads() -> Iterator[PageLoad]:
    for page in range(1, _PAGES + 1):
        year = 2001 + page % 10
        documents = tuple(
            {
                "id": f"lanting/{year}-11-05/{page}/a{n}",
                "paper": "lanting",
                "issue_date": f"{year}-11-05",
                "month_day": "11-05",
                "edition": 1,
                "page": page,
                "kind": "article",
                "ordinal": n,
                "first_line": n,
                "headline": f"第{n}次防汛演练",
                "body": _BODY,
            }
            for n in range(1, ROWS // _PAGES + 1)
        )
        yield PageLoad(f"lanting/{year}-11-05/{page}", documents, frozenset())


def _peak(settings: Settings, form: str, query: str, target: Path) -> int:
    given = (form, query, str(settings.home), settings.elasticsearch_url, settings.alias, str(target))
    done = subprocess.run([sys.executable, "-c", _CHILD, *given], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1])


def _rows(form: str, target: Path) -> int:
    if form == "xlsx":
        from openpyxl import load_workbook

        (sheet,) = load_workbook(target, read_only=True)
        return sum(1 for _ in sheet.iter_rows(min_row=2, max_col=1))
    lines = target.read_bytes().count(b"\n")
    return lines - 1 if form == "csv" else lines
