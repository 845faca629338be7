"""A rebuild that readers search through, and backups made during an ingest, restored on another engine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from elasticsearch import Elasticsearch

from evaluation.ingest.commands import Home
from evaluation.ingest.kills import holdings
from evaluation.ingest.poisons import write_good_pages
from evaluation.ingest.watching import Watched, searching
from evaluation.scores import Score, Tally
from evaluation.search.library import timed
from indexer.cli.writing import writing
from indexer.rebuilding import rebuild
from indexer.settings import Settings

RECORDS, MORE_PAGES = 20_000, 1000
BACKED_PAGES = 1000
WORD = '"号社区食堂开张"'
FIRST_DAY = date(1991, 1, 2)


def score_rebuild_searched(base: Settings, client: Elasticsearch, folder: Path) -> Score:
    """A reader's every answer during two rebuilds of 20,000 records: no error, and no total but the true ones."""
    tally = Tally()
    settings = base.model_copy(update={"home": folder / "home", "alias": "searched"})
    home = Home(settings.home, ELASTICSEARCH_URL=settings.elasticsearch_url, BULLETIN_ALIAS=settings.alias)
    lines = folder / "旧系统.jsonl"
    lines.write_text("".join(_rows()), encoding="utf-8")
    write_good_pages(folder / "报纸", MORE_PAGES)
    with timed(f"rebuilds of {RECORDS} records, searched"):
        code, _ = home.run("ingest", str(lines), "--json")
        tally.add(code == 0, home.log())
        with searching(settings, client, WORD) as alone:
            _rebuilt(settings, RECORDS, tally)
        _true(alone, [RECORDS], tally)
        with searching(settings, client, WORD) as beside:
            ingest = home.start("ingest", str(folder / "报纸"), "--workers", "2")
            _rebuilt(settings, None, tally)
            code = ingest.wait(600)
        tally.add(code == 0, home.log())
        steps = beside.steps()
        _true(beside, sorted(steps), tally)
        tally.add((steps[0], steps[-1]) == (RECORDS, RECORDS + MORE_PAGES), f"from {steps[0]} to {steps[-1]}")
        found = holdings(home)
        tally.add(found.expected == found.found and found.records[1] == RECORDS + 2 * MORE_PAGES, f"{found}")
    return tally.score(f"searches through a rebuild of {RECORDS:,} records")


def _rows() -> Iterator[str]:
    for number in range(RECORDS):
        page = number // 10
        row = {
            "issue_date": str(FIRST_DAY + timedelta(days=page // 4)),
            "page": page % 4 + 1,
            "headline": f"岚汀新区第{number}号社区食堂开张",
            "body": f"近日，附近居民多了一个吃饭的去处，第{number % 97}路公交车可以到。",
        }
        yield json.dumps(row, ensure_ascii=False) + "\n"


def _rebuilt(settings: Settings, records: int | None, tally: Tally) -> None:
    with writing(settings) as archive:
        report = rebuild(settings, archive.connection, archive.catalog)
    tally.add(
        not report.refused and records in (None, report.records), f"{report.records} records, refused {report.refused[:3]}"
    )


def _true(watched: Watched, wanted: list[int], tally: Tally) -> None:
    tally.add(watched.errors == [], f"{len(watched.errors)} of {len(watched.totals)} answers: {watched.errors[:2]}")
    tally.add(watched.steps() == wanted and len(watched.totals) > 20, f"{len(watched.totals)} totals: {watched.steps()[:20]}")


def score_backups(address: str, folder: Path) -> Score:
    """Backups during an ingest and after it, each restored into a home with an engine of its own: whole, and in the end the same."""
    tally = Tally()
    papers, store = folder / "报纸", folder / "备份"
    write_good_pages(papers, BACKED_PAGES)
    store.mkdir()
    words = ("ingest", str(papers), "--batch", "x", "--json")
    home = Home(folder / "home", ELASTICSEARCH_URL=address, BULLETIN_ALIAS="backedup")
    with timed("backups during an ingest"):
        process = home.start(*words)
        names = []
        for share in (0.1, 0.5):
            while process.poll() is None and home.entered() < share * BACKED_PAGES:
                pass
            tally.add(process.poll() is None, f"the ingest was over before its backup: {home.log()}")
            names.append(_backed_up(home, store, tally))
        tally.add(process.wait(600) == 0, home.log())
        names.append(_backed_up(home, store, tally))
        whole = holdings(home)
        for name in names:
            elsewhere = Home(folder / f"elsewhere-{names.index(name)}")
            try:
                elsewhere.run("engine", "start")
                code, _ = elsewhere.run("restore", str(store), "--at", name, "--json")
                found = holdings(elsewhere)
                tally.add(
                    code == 0 and found.expected == found.found and not found.faults and not found.damaged, f"{code} {found}"
                )
                tally.add((found == whole) == (name == names[-1]), f"{name}: {found}, the archive {whole}")
                code, _ = elsewhere.run(*words)
                tally.add(code == 0 and holdings(elsewhere) == whole, f"{name}, gone on with: {code}, {elsewhere.log()}")
            finally:
                elsewhere.run("engine", "stop")
                elsewhere.end()
    return tally.score("backups during an ingest restored elsewhere")


def _backed_up(home: Home, store: Path, tally: Tally) -> str:
    code, report = home.run("backup", str(store), "--json")
    tally.add(code == 0, f"backup: {code}, {home.log()}")
    return str(report["backup"]) if report else ""
