"""A reader who searches on through a whole rebuild sees no error and only true totals, also while others ingest."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from evaluation.ingest.poisons import PAGE, RECORDS_A_PAGE, write_good_pages
from evaluation.ingest.watching import searching
from indexer.load import chunks
from indexer.rebuilding import rebuild, rollback
from indexer.settings import Settings
from tests.engine.archive import contents, opened, take_in, write

pytestmark = pytest.mark.engine

PAGES = 250
WORD = '"号社区食堂开张"'
"""Twice on every page, in one record."""


@pytest.fixture
def filled(client: Elasticsearch, archive_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Five hundred records, half of which hold the word."""
    write_good_pages(tmp_path / "报纸", PAGES)
    assert take_in(archive_settings, client, tmp_path / "报纸").complete
    monkeypatch.setattr(chunks, "CHUNK_DOCUMENTS", 20)
    return archive_settings


def test_totals_stay_as_they_are(client: Elasticsearch, filled: Settings) -> None:
    with searching(filled, client, WORD) as watched, opened(filled) as archive:
        rebuild(filled, archive.connection, archive.catalog)
        rollback(filled, archive.connection, archive.catalog, archive.reading)
    assert watched.errors == [] and watched.steps() == [PAGES]
    assert len(watched.totals) > 10


def test_what_is_ingested_meanwhile_is_found_and_never_lost_again(
    client: Elasticsearch, filled: Settings, tmp_path: Path
) -> None:
    """One page after the other while the new index is loaded: each total is the one before or one more."""
    added = 0

    def ingest_one(step: str, done: int, _total: int) -> None:
        nonlocal added
        if step == "load" and done % 50 == 0:
            added += 1
            page = write(tmp_path, f"新/2031-03-{added:02d}/01.txt", PAGE.format(number=1000 + added))
            assert take_in(filled, client, page).complete

    with searching(filled, client, WORD) as watched, opened(filled) as archive:
        report = rebuild(filled, archive.connection, archive.catalog, ingest_one)
    assert added >= 3
    assert watched.errors == [] and watched.steps() == list(range(PAGES, PAGES + added + 1))
    assert report.records == len(contents(client, filled)) == (PAGES + added) * RECORDS_A_PAGE


def test_an_ingest_beside_a_rebuild_is_in_the_new_index(client: Elasticsearch, filled: Settings, tmp_path: Path) -> None:
    """Both at once, as two commands."""
    write_good_pages(tmp_path / "更多", 2 * PAGES)
    complete = []
    ingest = threading.Thread(target=lambda: complete.append(take_in(filled, client, tmp_path / "更多").complete))
    with searching(filled, client, WORD) as watched, opened(filled) as archive:
        ingest.start()
        rebuild(filled, archive.connection, archive.catalog)
        ingest.join()
    assert watched.errors == [] and watched.totals == sorted(watched.totals)
    assert (watched.totals[0], watched.totals[-1]) == (PAGES, 2 * PAGES)
    assert complete == [True] and len(contents(client, filled)) == 2 * PAGES * RECORDS_A_PAGE
