"""A disk that is full in mid-run: the report says so, what is in stays in, and with room again the next run ends as a clean one."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from evaluation.ingest.poisons import RECORDS_A_PAGE, write_good_pages
from indexer.catalog import Catalog, Originals, open_catalog, originals
from indexer.errors import DiskFull, EngineRefused
from indexer.ingest import outcomes, run, taking
from indexer.ingest.report import IngestReport
from indexer.load import chunks
from indexer.settings import Settings
from tests.engine.archive import contents, take_in

pytestmark = pytest.mark.engine

PAGES = 60


@pytest.fixture
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(taking, "COMMIT_PAGES", 8)
    monkeypatch.setattr(chunks, "CHUNK_DOCUMENTS", 10)
    folder = tmp_path / "报纸"
    write_good_pages(folder, PAGES)
    return folder


def no_space_from(call: int, real: Callable[..., Any]) -> Callable[..., Any]:
    """The function, which finds the disk full from so many calls on."""
    calls = 0

    def limited(*given: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls >= call:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*given, **named)

    return limited


def the_run_says_so(report: IngestReport, error: type[Exception]) -> None:
    assert isinstance(report.stopped, error) and not report.complete
    said = json.loads(b"".join(report.json()))["stopped"]
    assert said["code"] == report.stopped.code and "磁盘" in said["message_zh"] and "请" in said["message_zh"]


def nothing_is_broken(settings: Settings) -> None:
    with open_catalog(settings.home, write=False) as catalog:
        assert catalog.faults(full=True) == ()
        stored = Originals(settings.home / "originals")
        assert list(stored.damaged(iter(catalog.sources.hashes()))) == []
        assert list(stored.leftovers()) == []


def the_next_run_ends_as_a_clean_one(settings: Settings, client: Elasticsearch, papers: Path, stopped: IngestReport) -> None:
    again = take_in(settings, client, papers)
    assert again.complete and again.counts["same"] >= stopped.counts["new"]
    assert again.counts["new"] + again.counts["same"] == PAGES
    found = contents(client, settings)
    clean = settings.model_copy(update={"home": settings.home.with_name("clean"), "alias": f"{settings.alias}x"})
    assert take_in(clean, client, papers).complete
    assert found == contents(client, clean) and len(found) == PAGES * RECORDS_A_PAGE
    assert catalog_rows(settings) == catalog_rows(clean)


def catalog_rows(settings: Settings) -> list[tuple[object, ...]]:
    with open_catalog(settings.home, write=False) as catalog:
        return [(v.identity.page_path, v.version, v.digest, v.source_sha256, v.record_ids) for v in catalog.pages.all_current()]


@pytest.mark.parametrize(("place", "call"), [("mkstemp", 1), ("fsync", 2), ("fsync", 21)])
def test_a_disk_that_fills_up_under_the_originals(
    place: str,
    call: int,
    client: Elasticsearch,
    archive_settings: Settings,
    papers: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as full:
        room = originals.tempfile if place == "mkstemp" else originals.os  # type: ignore[attr-defined]
        full.setattr(room, place, no_space_from(call, getattr(room, place)))
        report = take_in(archive_settings, client, papers)
    the_run_says_so(report, DiskFull)
    nothing_is_broken(archive_settings)
    the_next_run_ends_as_a_clean_one(archive_settings, client, papers, report)


@pytest.mark.parametrize("pages_of_the_file", [2, 30])
def test_a_disk_that_fills_up_under_the_catalog(
    pages_of_the_file: int, client: Elasticsearch, archive_settings: Settings, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def small(home: Path, *, write: bool) -> Iterator[Catalog]:
        with open_catalog(home, write=write) as catalog:
            used = catalog._connection.execute("PRAGMA page_count").fetchone()[0]
            catalog._connection.execute(f"PRAGMA max_page_count = {used + pages_of_the_file}")
            yield catalog

    with monkeypatch.context() as full:
        full.setattr(run, "open_catalog", small)
        report = take_in(archive_settings, client, papers)
    the_run_says_so(report, DiskFull)
    nothing_is_broken(archive_settings)
    the_next_run_ends_as_a_clean_one(archive_settings, client, papers, report)


def test_an_engine_whose_disk_is_full_stops_the_run_in_mid_run(
    client: Elasticsearch, archive_settings: Settings, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine makes its indices read-only when its disk is nearly full, and takes that back by itself."""
    real = outcomes.Outcomes.add

    def add(self: outcomes.Outcomes, *given: Any) -> None:
        real(self, *given)
        if len(self) == 20:
            block(client, archive_settings, True)

    with monkeypatch.context() as full:
        full.setattr(outcomes.Outcomes, "add", add)
        report = take_in(archive_settings, client, papers)
    the_run_says_so(report, EngineRefused)
    assert 0 < report.counts["new"] < PAGES
    nothing_is_broken(archive_settings)
    block(client, archive_settings, None)
    the_next_run_ends_as_a_clean_one(archive_settings, client, papers, report)


def block(client: Elasticsearch, settings: Settings, on: bool | None) -> None:
    client.indices.put_settings(index=settings.alias, settings={"index.blocks.read_only_allow_delete": on})
