"""`bulletin index check` on the real engine: every record that is missing, too much or different is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from elasticsearch import Elasticsearch

from indexer.catalog import Originals, open_catalog
from indexer.cli import main
from indexer.cli.index_check import SHOWN
from indexer.extract.vocabulary import shipped
from indexer.following import Comparison, Difference, compare, comparison
from indexer.indices import current_index
from indexer.ingest.options import IngestOptions
from indexer.ingest.rereading import reading_of
from indexer.ingest.run import ingest
from indexer.settings import Settings
from tests.engine.archive import PAGE, write
from tests.engine.test_ingest import FRONT, INSIDE, SHORTER

pytestmark = pytest.mark.engine


@pytest.fixture
def archive(client: Elasticsearch, archive_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Three pages, an article that runs over two of them among their records; the command line finds them."""
    write(tmp_path, "2024-11-05/01.txt", FRONT)
    write(tmp_path, "2024-11-05/02.txt", INSIDE)
    write(tmp_path, "2024-11-05/03.txt", PAGE)
    assert ingest([tmp_path / "2024-11-05"], IngestOptions(), archive_settings, client).complete
    monkeypatch.setenv("BULLETIN_HOME", str(archive_settings.home))
    monkeypatch.setenv("ELASTICSEARCH_URL", archive_settings.elasticsearch_url)
    monkeypatch.setenv("BULLETIN_ALIAS", archive_settings.alias)
    return archive_settings


def check(*words: str) -> Result:
    return CliRunner().invoke(main, ["index", "check", *words])


def compared(client: Elasticsearch, settings: Settings) -> Comparison:
    with open_catalog(settings.home, write=False) as catalog:
        reading = reading_of(Originals(settings.home / "originals"), settings, shipped())
        return compare(catalog, client, current_index(client, settings), reading)


def test_after_an_ingest_the_index_is_what_the_catalog_says(client: Elasticsearch, archive: Settings) -> None:
    found = compared(client, archive)
    assert found.same and found.pending == 0 and set(found.counts().values()) == {0}
    assert found.records() == (client.count(index=archive.alias).body["count"],) * 2
    result = check()
    assert result.exit_code == 0 and "完全一致" in result.stdout, result.output
    assert found.digests.catalog in result.stdout and found.digests.found in result.stdout


def test_what_is_missing_surplus_or_different_is_named(client: Elasticsearch, archive: Settings) -> None:
    client.delete(index=archive.alias, id="paper/2024-11-05/3/a2")
    client.index(index=archive.alias, id="paper/2024-11-05/9/a1", document={"id": "paper/2024-11-05/9/a1", "body": "岚汀"})
    body = client.get(index=archive.alias, id="paper/2024-11-05/3/a1").body["_source"]
    client.index(index=archive.alias, id="paper/2024-11-05/3/a1", document={**body, "page_name": "别的版"})
    result = check("--json")
    assert result.exit_code == 1
    said = json.loads(result.stdout)
    assert said["counts"] == {"missing": 1, "surplus": 1, "different": 1} and not said["same"]
    assert said["missing"] == [{"id": "paper/2024-11-05/3/a2", "page": "paper/2024-11-05/3"}]
    assert said["surplus"] == [{"id": "paper/2024-11-05/9/a1", "page": "paper/2024-11-05/9"}]
    assert said["different"] == [{"id": "paper/2024-11-05/3/a1", "page": "paper/2024-11-05/3"}]
    assert said["digests"]["expected"] != said["digests"]["index"]


def test_the_pages_to_load_again_are_those_of_the_records_that_differ(
    client: Elasticsearch, archive: Settings, tmp_path: Path
) -> None:
    """A record that the page once had is removed when it is loaded again; one that no page ever had has to be removed by its id."""
    write(tmp_path, "2024-11-05/03.txt", SHORTER.partition("新区图书馆")[0])
    assert ingest([tmp_path / "2024-11-05"], IngestOptions(), archive, client).complete
    assert compared(client, archive).same
    for record in ("paper/2024-11-05/3/a2", "paper/2001-01-01/1/a1"):
        client.index(index=archive.alias, id=record, document={"id": record})
    found = compared(client, archive)
    assert [record.id for record in found.differences(Difference.SURPLUS)] == ["paper/2001-01-01/1/a1", "paper/2024-11-05/3/a2"]
    assert list(found.strangers()) == ["paper/2001-01-01/1/a1"]
    with open_catalog(archive.home, write=True) as catalog:
        assert [catalog.pages.row_of(page).path for page, _ in found.pages()] == ["paper/2024-11-05/3"]
        with catalog.transaction():
            for page, version in found.pages():
                catalog.pages.raise_above(page, version)
    assert compared(client, archive).pending == 1
    client.delete(index=archive.alias, id="paper/2001-01-01/1/a1")
    ingest([tmp_path / "2024-11-05"], IngestOptions(), archive, client)
    assert compared(client, archive).same and not list(compared(client, archive).pages())


def test_an_index_that_is_ahead_of_an_older_copy_of_its_catalog_can_be_led_back(
    client: Elasticsearch, archive: Settings, tmp_path: Path
) -> None:
    """The catalog comes from a backup of before a page changed several times: what it loads is older to the engine."""
    older = (archive.home / "catalog.sqlite").read_bytes()
    for text in (SHORTER, PAGE, SHORTER):
        write(tmp_path, "2024-11-05/03.txt", text)
        ingest([tmp_path / "2024-11-05"], IngestOptions(), archive, client)
    (archive.home / "catalog.sqlite").write_bytes(older)
    found = compared(client, archive)
    assert found.counts()[Difference.DIFFERENT] and len(list(found.pages())) == 1
    with open_catalog(archive.home, write=True) as catalog, catalog.transaction():
        for page, version in found.pages():
            catalog.pages.raise_above(page, version)
    write(tmp_path, "2024-11-05/03.txt", PAGE)
    ingest([tmp_path / "2024-11-05"], IngestOptions(), archive, client)
    assert compared(client, archive).same and not list(compared(client, archive).pages())


def test_more_records_than_are_read_at_once_are_all_compared(
    client: Elasticsearch, archive: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparison, "READ_TOGETHER", 2)
    assert compared(client, archive).same


def test_the_screen_names_some_and_json_all(client: Elasticsearch, archive: Settings) -> None:
    for number in range(SHOWN + 5):
        client.index(index=archive.alias, id=f"paper/2001-01-01/1/a{number}", document={"kind": "article"})
    shown, told = check(), check("--json")
    assert shown.exit_code == told.exit_code == 1
    assert shown.stdout.count("paper/2001-01-01/1/") == SHOWN and "另有 5 条" in shown.stdout
    assert len(json.loads(told.stdout)["surplus"]) == SHOWN + 5


def test_two_archives_of_the_same_files_have_the_same_digests(client: Elasticsearch, archive: Settings, tmp_path: Path) -> None:
    """One took all its files at once, the other one by one, the last first."""
    found: list[Comparison] = []
    for name, runs in (("一", [("01", "02", "03")]), ("二", [("03",), ("02",), ("01",)])):
        settings = archive.model_copy(update={"home": tmp_path / name, "alias": f"{archive.alias}{len(found)}"})
        papers = tmp_path / f"{name}馆" / "报纸"
        for pages in runs:
            for page in pages:
                write(papers, f"2024-11-05/{page}.txt", {"01": FRONT, "02": INSIDE, "03": PAGE}[page])
            ingest([papers], IngestOptions(batch="一批"), settings, client)
        found.append(compared(client, settings))
    one, other = found
    assert one.same and other.same and one.digests == other.digests
