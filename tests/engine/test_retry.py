"""`ingest --retry` as an archivist uses it: mend what failed, and have only that read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from elasticsearch import Elasticsearch

from indexer.catalog import open_catalog
from indexer.cli import main
from indexer.settings import Settings
from tests.engine.archive import contents, write

pytestmark = pytest.mark.engine


def bulletin(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def archive(archive_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings of the archive, as the shell would give them."""
    monkeypatch.setenv("BULLETIN_HOME", str(archive_settings.home))
    monkeypatch.setenv("ELASTICSEARCH_URL", archive_settings.elasticsearch_url)
    monkeypatch.setenv("BULLETIN_ALIAS", archive_settings.alias)
    monkeypatch.setenv("BULLETIN_PAPER_NAME", "岚汀导报")
    return archive_settings


def test_what_failed_is_mended_and_read_again_with_the_options_of_the_batch(
    archive: Settings, client: Elasticsearch, tmp_path: Path
) -> None:
    papers = tmp_path / "报纸"
    write(papers, "2024-11-05/01.txt")
    write(papers, "2024-11-05/02.txt", "")
    first = bulletin("ingest", str(papers), "--paper", "ltdb", "--batch", "十一月")
    assert first.exit_code == 1, first.output
    assert "失败 1" in first.stdout

    write(papers, "2024-11-05/02.txt")
    again = bulletin("ingest", "--retry", "十一月", "--json")
    assert again.exit_code == 0, again.output
    report = json.loads(again.stdout)
    assert report["batch"] == "十一月"
    assert [(row["state"], row["page"]) for row in report["outcomes"]] == [("new", "ltdb/2024-11-05/2")]
    assert {document["source_name"] for document in contents(client, archive).values()} == {
        "报纸/2024-11-05/01.txt",
        "报纸/2024-11-05/02.txt",
    }
    # Read in the same way, paper's name and all: another run over the folder finds both as they are.
    whole = json.loads(bulletin("ingest", str(papers), "--paper", "ltdb", "--json").stdout)
    assert whole["counts"]["same"] == 2
    with open_catalog(archive.home, write=False) as catalog:
        assert len({version.read_options for version in catalog.pages.all_current()}) == 1

    nothing = bulletin("ingest", "--retry", "十一月")
    assert nothing.exit_code == 0
    assert "没有要重试的文件" in nothing.stderr


def test_a_retry_of_a_batch_that_was_cut_off_says_what_to_run(archive: Settings, tmp_path: Path) -> None:
    papers = tmp_path / "报纸"
    write(papers, "2024-11-05/01.txt")
    assert bulletin("ingest", str(papers), "--paper", "ltdb", "--batch", "十一月").exit_code == 0
    with open_catalog(archive.home, write=True) as catalog, catalog.transaction():
        catalog.batches.begin("十二月", '{"paper": "ltdb", "paths": ["/报纸"]}')
    result = bulletin("ingest", "--retry", "十二月")
    assert "没有做完" in result.stderr
    assert "bulletin ingest /报纸 --paper ltdb" in result.stderr
