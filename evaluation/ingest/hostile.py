"""What harms an ingest from outside: poisoned files, an engine that is busy, cut off or gone; and what is done beside it."""

from __future__ import annotations

import json
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from evaluation.ingest.cases import score_ingest_cases
from evaluation.ingest.commands import Home
from evaluation.ingest.disks import score_disks
from evaluation.ingest.kills import Holdings, holdings
from evaluation.ingest.moves import score_backups, score_rebuild_searched
from evaluation.ingest.poisons import NO_PERMISSION, POISONS, Poison, surroundings, write_good_pages
from evaluation.ingest.proxies import Line, Trouble, storm, switch
from evaluation.scores import Score, Tally
from evaluation.search.library import engine, timed

PAGES = 1000
STORM_PAGES = 600
SEED = 20211116
GONE_SECONDS = 60.0
WORDS = ("--batch", "x", "--workers", "2", "--json")


def score_hostile(shared: Path) -> list[Score]:
    """Every figure of this kind, on one engine of its own, in homes that are thrown away."""
    with engine() as (settings, client), tempfile.TemporaryDirectory() as name:
        address, folder = settings.elasticsearch_url, Path(name)

        def part(name: str) -> Path:
            (folder / name).mkdir()
            return folder / name

        return [
            *score_ingest_cases(shared, settings, client, part("cases")),
            score_poisons(address, part("poisons")),
            score_outages(address, part("outages")),
            score_storms(address, part("storms")),
            *score_disks(address, part("disks")),
            score_rebuild_searched(settings, client, part("rebuild")),
            score_backups(address, part("backups")),
        ]


def score_poisons(address: str, folder: Path) -> Score:
    """One harmful file of each kind among 1,000 pages: named with its code and nothing else, the others in, nothing else touched."""
    tally = Tally()
    home = Home(folder / "home", obeying=True, ELASTICSEARCH_URL=address, BULLETIN_ALIAS="poisons")
    with timed(f"{len(POISONS) + 1} poisons among {PAGES} pages"):
        papers_seen: set[str] = set()
        for number, poison in enumerate((*POISONS, NO_PERMISSION)):
            # The good pages are new in the first run of a paper and known in the others, which so cost little; the harmful file is
            # new in each. One that gives a page has a paper of its own, so that no other has claimed that page.
            paper = f"p{number}" if poison.pages else "p"
            _poisoned(home, poison, folder / f"outside-{number}", paper, PAGES if paper in papers_seen else 0, tally)
            papers_seen.add(paper)
        check, _ = home.run("index", "check", "--json")
        tally.add(check == 0, f"catalog and index differ: {home.log()}")
    return tally.score("a harmful file among 1,000 pages")


def _poisoned(home: Home, poison: Poison, outside: Path, paper: str, known: int, tally: Tally) -> None:
    papers = outside / "报纸"
    write_good_pages(papers, PAGES)
    (outside / "邻居.txt").write_text("不要动我。\n", encoding="utf-8")
    poison.make(papers)
    before = surroundings(outside)
    began = time.monotonic()
    code, report = home.run("ingest", str(papers), "--paper", paper, *WORDS)
    seconds = time.monotonic() - began
    report = report or {"counts": {}, "outcomes": [], "stopped": None}
    bad = [(row["source"], row["error"]["code"]) for row in report["outcomes"] if row["error"]]
    wanted = [(f"报纸/{poison.reported}", poison.code)] if poison.code else []
    tally.add(code == bool(poison.code) and report["stopped"] is None, f"{poison.name}: exit {code}, {home.log()}")
    tally.add(bad == wanted, f"{poison.name}: reported {bad}")
    counts = report["counts"]
    tally.add(counts.get("same") == known, f"{poison.name}: {counts}")
    tally.add(counts.get("new") == PAGES - known + poison.pages, f"{poison.name}: {counts}")
    tally.add(surroundings(outside) == before, f"{poison.name}: something outside the home has changed")
    tally.add(seconds < 300, f"{poison.name}: {seconds:.0f} s")


def score_outages(address: str, folder: Path) -> Score:
    """The line to the engine refused, silent or cut for a minute in mid-run: exit code 0, and the archive of a clean run."""
    tally = Tally()
    papers = folder / "报纸"
    write_good_pages(papers, PAGES)
    lines = (Line.REFUSED, Line.SILENT, Line.CUT)
    # All at once: each mostly waits.
    with timed(f"{len(lines)} outages of {GONE_SECONDS:.0f} s"), ThreadPoolExecutor(len(lines)) as pool:
        clean = _clean(address, folder, papers)
        for found in pool.map(lambda line: _outage(address, folder, papers, clean, line), lines):
            tally.include(found)
    return tally.score("an engine gone for a minute in mid-run")


def _outage(address: str, folder: Path, papers: Path, clean: Holdings, line: Line) -> Tally:
    tally = Tally()
    with switch(address) as proxy:
        alias = f"outage{list(Line).index(line)}"
        home = Home(folder / alias, ELASTICSEARCH_URL=proxy.address, BULLETIN_ALIAS=alias)
        process = home.start("ingest", str(papers), *WORDS)
        while process.poll() is None and home.entered() < PAGES // 3:
            time.sleep(0.02)
        tally.add(process.poll() is None, f"{line}: the run was over before its engine went: {home.log()}")
        proxy.line = line
        time.sleep(GONE_SECONDS)
        tally.add(process.poll() is None, f"{line}: the run did not wait: {home.log()}")
        proxy.line = Line.OPEN
        code = process.wait(600)
        tally.add(code == 0, f"{line}: exit {code}, {home.log()}")
        _as_clean(home, clean, str(line), tally)
    return tally


def score_storms(address: str, folder: Path) -> Score:
    """Three bulk requests in five meet 429, 503 or a connection that drops after the work was done: the archive of a clean run."""
    tally = Tally()
    papers = folder / "报纸"
    write_good_pages(papers, STORM_PAGES)
    with timed("storms"):
        clean = _clean(address, folder, papers)
        with storm(address, SEED, share=0.6) as weather:
            home = Home(folder / "storm", ELASTICSEARCH_URL=weather.address, BULLETIN_ALIAS="storm")
            code, report = home.run("ingest", str(papers), *WORDS)
            counts = report["counts"] if report else {}
            tally.add(code == 0 and counts.get("new") == sum(counts.values()) == STORM_PAGES, f"{code}, {counts}, {home.log()}")
            tally.add(set(weather.done) == set(Trouble), f"the troubles were {json.dumps(weather.done)}")
            _as_clean(home, clean, "storm", tally)
    return tally.score("storms of 429, 503 and dropped answers")


def _clean(address: str, folder: Path, papers: Path) -> Holdings:
    home = Home(folder / "clean", ELASTICSEARCH_URL=address, BULLETIN_ALIAS=f"clean{folder.name}")
    home.run("ingest", str(papers), *WORDS)
    return holdings(home)


def _as_clean(home: Home, clean: Holdings, what: str, tally: Tally) -> None:
    found = holdings(home)
    tally.add(found.expected == found.found, f"{what}: the index is not what the catalog says: {found}")
    tally.add(found == clean, f"{what}: {found}, a clean run {clean}")
