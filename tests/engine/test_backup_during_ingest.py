"""Backups made while an ingest goes on: each one restores to an archive that is whole, and goes on to be the same as the first."""

from __future__ import annotations

from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from evaluation.ingest.poisons import write_good_pages
from indexer.backup import BackupStore, back_up, check, restore
from indexer.catalog import open_catalog
from indexer.following import compare
from indexer.indices import current_index
from indexer.ingest import run, taking
from indexer.ingest.options import IngestOptions
from indexer.ingest.progress import Progress, Watcher
from indexer.rebuilding import rebuild
from indexer.settings import Settings
from tests.engine.archive import opened

pytestmark = pytest.mark.engine

PAGES = 60


def digests(client: Elasticsearch, settings: Settings) -> tuple[str, str]:
    """Of the catalog and of the index, which is what the catalog says."""
    with opened(settings) as archive:
        found = compare(archive.catalog, client, current_index(client, settings), archive.reading)
        assert found.same, found
        return found.digests.catalog, found.digests.found


def index_made_again(settings: Settings) -> None:
    with opened(settings) as archive:
        rebuild(settings, archive.connection, archive.catalog)


def test_every_backup_restores_to_a_whole_archive_that_goes_on_to_the_same_end(
    client: Elasticsearch, archive_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "COMMIT_PAGES", 4)
    papers, store = tmp_path / "报纸", tmp_path / "备份"
    store.mkdir()
    write_good_pages(papers, PAGES)

    def back_up_now(so_far: Progress) -> None:
        if so_far.files in (7, 31, 50):
            assert back_up(archive_settings, store).faults == ()

    def taken(settings: Settings, progress: Watcher | None = None) -> None:
        assert run.ingest([papers], IngestOptions(paper="ltdb", batch="b"), settings, client, progress).complete

    taken(archive_settings, back_up_now)
    assert back_up(archive_settings, store).faults == ()
    whole = digests(client, archive_settings)
    backups = BackupStore(store)
    pages = []
    for number, name in enumerate(backups.names()):
        assert check(backups, backups.read(name)) == ()
        elsewhere = archive_settings.model_copy(
            update={"home": tmp_path / f"elsewhere-{number}", "alias": f"{archive_settings.alias}e{number}"}
        )
        assert restore(elsewhere, backups, name, rebuild=index_made_again).complete
        restored = digests(client, elsewhere)
        with open_catalog(elsewhere.home, write=False) as catalog:
            pages.append(catalog.pages.count())
            assert catalog.faults(full=True) == ()
        assert (restored == whole) == (pages[-1] == PAGES)
        taken(elsewhere)
        assert digests(client, elsewhere) == whole
    assert len(pages) == 4 and pages == sorted(pages) and pages[0] < pages[2] < pages[3] == PAGES
