"""An engine that is busy, cut off or gone in mid-run: the run waits, goes on, and everything is in exactly once."""

from __future__ import annotations

import json
import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from evaluation.ingest.poisons import RECORDS_A_PAGE, write_good_pages
from evaluation.ingest.proxies import Line, Switch, Trouble, storm, switch
from indexer.engine import EmbeddedEngine, lasting_engine
from indexer.engine.state import EngineState
from indexer.errors import EngineUnavailable
from indexer.following import follower
from indexer.ingest import run, taking
from indexer.ingest.options import IngestOptions
from indexer.ingest.progress import Progress, Watcher
from indexer.ingest.report import IngestReport
from indexer.load import chunks, sending
from indexer.settings import Settings
from tests.engine.archive import contents

pytestmark = pytest.mark.engine

PAGES = 120


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "报纸"
    write_good_pages(folder, PAGES)
    return folder


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many small requests, and short waits between them."""
    monkeypatch.setattr(chunks, "CHUNK_DOCUMENTS", 10)
    monkeypatch.setattr(taking, "COMMIT_PAGES", 8)
    monkeypatch.setattr(follower, "LARGE", 50)  # the settings of a large load are changed and restored under way, too
    monkeypatch.setattr(sending, "FIRST_WAIT_SECONDS", 0.02)
    monkeypatch.setattr(sending, "LONGEST_WAIT_SECONDS", 0.2)


def taken_in(settings: Settings, address: str, papers: Path, progress: Watcher | None = None) -> IngestReport:
    """An ingest whose engine is reached through that address."""
    through = settings.model_copy(update={"elasticsearch_url": address})
    with lasting_engine(through) as engine:
        return run.ingest([papers], IngestOptions(paper="ltdb", batch="b"), through, engine, progress)


def everything_is_in_once(client: Elasticsearch, settings: Settings, report: IngestReport) -> None:
    assert report.complete and report.counts["new"] == PAGES, report.stopped
    assert report.records == PAGES * RECORDS_A_PAGE
    found = contents(client, settings)
    assert len(found) == client.count(index=settings.alias).body["count"] == PAGES * RECORDS_A_PAGE
    addresses = {(document["issue_date"], document["page"], document["ordinal"]) for document in found.values()}
    assert len(addresses) == PAGES * RECORDS_A_PAGE
    (index,) = client.indices.get_settings(index=settings.alias).body.values()
    assert index["settings"]["index"]["refresh_interval"] == "1s"


def test_what_a_busy_engine_refuses_is_sent_again_and_doubles_nothing(
    client: Elasticsearch, archive_settings: Settings, papers: Path
) -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    with storm(archive_settings.elasticsearch_url, seed) as weather:
        report = taken_in(archive_settings, weather.address, papers)
    assert set(weather.done) == set(Trouble)
    everything_is_in_once(client, archive_settings, report)


@contextmanager
def off_in_mid_run(line: Line, proxy: Switch, seconds: float) -> Iterator[Watcher]:
    """Gives a progress that breaks the line after a third of the pages, for so long."""
    back = threading.Timer(seconds, lambda: setattr(proxy, "line", Line.OPEN))

    def progress(so_far: Progress) -> None:
        if so_far.files == PAGES // 3:
            proxy.line = line
            back.start()

    yield progress
    back.join()


@pytest.mark.parametrize("line", [Line.REFUSED, Line.SILENT, Line.CUT])
def test_a_run_waits_for_a_cluster_that_is_gone_and_goes_on(
    line: Line, client: Elasticsearch, archive_settings: Settings, papers: Path
) -> None:
    with switch(archive_settings.elasticsearch_url) as proxy, off_in_mid_run(line, proxy, 2.0) as progress:
        began = time.monotonic()
        report = taken_in(archive_settings, proxy.address, papers, progress)
    assert proxy.touched or line is Line.SILENT
    assert time.monotonic() - began > 2
    everything_is_in_once(client, archive_settings, report)


def test_a_cluster_that_goes_just_before_the_end_is_waited_for(
    client: Elasticsearch, archive_settings: Settings, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When all is loaded, and only the refresh and the settings of the index are left."""
    with switch(archive_settings.elasticsearch_url) as proxy:
        real = follower.Follower._finish

        def finish(self: follower.Follower, target: object) -> bool:
            done = real(self, target)  # type: ignore[arg-type]
            proxy.line = Line.REFUSED
            threading.Timer(0.5, lambda: setattr(proxy, "line", Line.OPEN)).start()
            return done

        monkeypatch.setattr(follower.Follower, "_finish", finish)
        report = taken_in(archive_settings, proxy.address, papers)
    everything_is_in_once(client, archive_settings, report)


def test_a_cluster_that_does_not_come_back_stops_the_run_and_the_next_goes_on(
    client: Elasticsearch, archive_settings: Settings, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def impatient(engine: object) -> sending.Connection:
        return replace(sending.connection_to(engine), patience_seconds=0.3)  # type: ignore[arg-type]

    monkeypatch.setattr(run, "connection_to", impatient)
    with switch(archive_settings.elasticsearch_url) as proxy:

        def progress(so_far: Progress) -> None:
            proxy.line = Line.REFUSED if so_far.files > PAGES // 3 else Line.OPEN

        report = taken_in(archive_settings, proxy.address, papers, progress)
    assert isinstance(report.stopped, EngineUnavailable) and not report.complete
    assert json.loads(b"".join(report.json()))["stopped"]["code"] == "engine_unavailable"
    assert 0 < report.counts["new"] < PAGES
    again = taken_in(archive_settings, archive_settings.elasticsearch_url, papers)
    assert again.complete and again.counts["new"] + again.counts["same"] == PAGES
    assert len(contents(client, archive_settings)) == PAGES * RECORDS_A_PAGE


def test_an_embedded_engine_that_is_killed_is_started_again_by_the_run(bare_home: Settings, papers: Path) -> None:
    with lasting_engine(bare_home) as engine:

        def progress(so_far: Progress) -> None:
            if so_far.files == PAGES // 3:
                _kill(EmbeddedEngine(bare_home).running())

        report = run.ingest([papers], IngestOptions(paper="ltdb", batch="b"), bare_home, engine, progress)
        everything_is_in_once(engine.client, bare_home, report)


def _kill(state: EngineState) -> None:
    os.kill(state.pid, signal.SIGKILL)
