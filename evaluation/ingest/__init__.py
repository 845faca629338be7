"""Figures of the ingest: 5,000 pages, killed at 60 random moments, end as the archive that a run leaves which nobody touched.

The kills are real (kill -9 of the ingest, of the engine, of both), on one archive that always goes on.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from evaluation.ingest.commands import Home
from evaluation.ingest.kills import Victim, held_against, holdings, killed_ingest, moments
from evaluation.ingest.pages import write_lines, write_news_pages, write_sample_pages
from evaluation.scores import Score, Tally

NEWS_PAGES, LINE_PAGES, PAGES = 1000, 500, 5000
KILLS = 60
SEED = 20211116
VICTIMS = (Victim.INGEST_ALONE, Victim.INGEST_ALONE, Victim.INGEST_ALONE, Victim.ENGINE, Victim.BOTH, Victim.INGEST)
"""An engine takes seconds to start: half of the kills leave it alone."""
WORKERS = ("--workers", "2")


def score_ingest(shared: Path) -> list[Score]:
    """How many of the checks hold of the archive that was killed, and how many of the kills found their victim."""
    with tempfile.TemporaryDirectory() as folder:
        papers = Path(folder) / "报纸"
        pages = write_news_pages(papers, shared, NEWS_PAGES) + write_lines(papers / "旧系统.jsonl", LINE_PAGES)
        pages += write_sample_pages(papers, PAGES - pages, SEED)
        untouched, killed = Home(Path(folder) / "clean"), Home(Path(folder) / "killed")
        try:
            return _scores(untouched, killed, papers, pages)
        finally:
            untouched.end()
            killed.end()


def _scores(untouched: Home, killed: Home, papers: Path, pages: int) -> list[Score]:
    began = time.monotonic()
    untouched.run("engine", "start")
    untouched.run("ingest", str(papers), "--batch", "x", *WORKERS, "--json")
    clean = holdings(untouched)
    untouched.run("engine", "stop")
    print(f"evaluation.ingest: {pages} pages untouched: {time.monotonic() - began:.1f} s", file=sys.stderr)
    began = time.monotonic()
    run = killed_ingest(killed, papers, pages, moments(KILLS, SEED, VICTIMS), *WORKERS)
    print(
        f"evaluation.ingest: {run.kills} kills in {run.runs} runs, seed {SEED}: {time.monotonic() - began:.1f} s",
        file=sys.stderr,
    )
    same, hits = Tally(), Tally(run.kills, KILLS)
    same.add(clean.addresses == pages and clean.expected == clean.found, f"the clean run: {clean}")
    held_against(same, clean, holdings(killed), run, pages)
    killed.run("engine", "stop")
    left = killed.left_over(15)
    same.add(not left, f"processes that outlive the run: {left}")
    return [same.score("an ingest killed 60 times ends as a clean one"), hits.score("kills that found their victim")]
