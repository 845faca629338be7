"""An ingest killed with -9 at random moments, again and again, ends as one that nobody touched. `make eval` does it at 60 moments."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from evaluation.ingest.commands import Home
from evaluation.ingest.kills import Holdings, Victim, held_against, holdings, killed_ingest, moments
from evaluation.ingest.pages import write_lines, write_sample_pages
from evaluation.scores import Tally
from indexer.engine.state import EngineState
from indexer.settings import Settings
from tests.engine.engine_user import wait_until

pytestmark = pytest.mark.engine

PAGES, FEW = 180, 40


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages as text files, and some in a `.jsonl`."""
    folder = tmp_path_factory.mktemp("kills") / "报纸"
    assert write_sample_pages(folder, PAGES - 40, seed=1) + write_lines(folder / "旧系统.jsonl", 40) == PAGES
    return folder


@pytest.fixture(scope="module")
def few_papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As many as an engine loads in some seconds."""
    folder = tmp_path_factory.mktemp("few") / "报纸"
    assert write_sample_pages(folder, FEW, seed=2) == FEW
    return folder


@pytest.fixture
def home_named(tmp_path: Path, engine: EngineState, alias: str) -> Iterator[Callable[[str], Home]]:
    """Makes homes whose cluster is the session's engine; their processes are ended."""
    homes: list[Home] = []

    def made(name: str) -> Home:
        homes.append(Home(tmp_path / name, ELASTICSEARCH_URL=engine.address, BULLETIN_ALIAS=f"{alias}{name}"))
        return homes[-1]

    yield made
    for home in homes:
        home.end()


def clean(home: Home, papers: Path, pages: int) -> Holdings:
    code, report = home.run("ingest", str(papers), "--batch", "x", "--workers", "2", "--json")
    assert code == 0 and report["counts"]["new"] == pages, home.log()
    found = holdings(home)
    assert found.expected == found.found and found.records[0] > pages
    return found


def test_an_ingest_that_is_killed_ends_as_a_clean_one(papers: Path, home_named: Callable[[str], Home]) -> None:
    """Three times the ingest; nothing of it goes on living."""
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    untouched, home = clean(home_named("clean"), papers, PAGES), home_named("killed")
    run = killed_ingest(home, papers, PAGES, moments(3, seed, [Victim.INGEST]))
    assert run.kills == 3 and home.left_over(15) == []
    tally = Tally()
    held_against(tally, untouched, holdings(home), run, PAGES)
    assert tally.misses == [], (seed, home.log())


def test_kills_of_the_embedded_engine_and_of_both_lose_nothing(
    few_papers: Path, home_named: Callable[[str], Home], bare_home: Settings
) -> None:
    """The engine alone: the run starts it again and goes on. Both: the next run does."""
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    untouched, home = clean(home_named("clean"), few_papers, FEW), Home(bare_home.home)
    try:
        run = killed_ingest(home, few_papers, FEW, moments(2, seed, [Victim.ENGINE, Victim.BOTH]))
        assert run.kills == 2
        tally = Tally()
        held_against(tally, untouched, holdings(home), run, FEW)
        assert tally.misses == [], (seed, home.log())
        home.run("engine", "stop")
        assert home.left_over(15) == []
    finally:
        home.end()


def test_workers_end_with_an_ingest_that_is_killed(papers: Path, home_named: Callable[[str], Home]) -> None:
    """They all hold the queue that they wait on, so that its end alone would never tell them."""
    home = home_named("killed")
    process = home.start("ingest", str(papers), "--workers", "2")
    wait_until(lambda: len(list(home.processes())) >= 3, 60, "no workers")
    process.kill()
    process.wait()
    assert home.left_over(15) == []
