"""`bulletin batch purge` as an archivist types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from elasticsearch import Elasticsearch

from indexer.cli import main
from indexer.settings import Settings
from tests.engine.archive import contents, take_in, write

pytestmark = pytest.mark.engine


def test_all_runs_of_a_name_are_taken_back_and_one_by_its_number(
    client: Elasticsearch, archive_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = archive_settings
    monkeypatch.setenv("BULLETIN_HOME", str(settings.home))
    monkeypatch.setenv("BULLETIN_ALIAS", settings.alias)
    monkeypatch.setenv("ELASTICSEARCH_URL", settings.elasticsearch_url)
    for day, batch in (("2024-11-05", "一月"), ("2024-11-08", "一月"), ("2024-11-12", "二月")):
        take_in(settings, client, write(tmp_path, f"{day}/01.txt"), batch=batch)
    refused = CliRunner().invoke(main, ["batch", "purge", "一月"], input="n\n")
    assert refused.exit_code == 1 and len(contents(client, settings)) == 9
    done = CliRunner().invoke(main, ["batch", "purge", "一月", "--yes", "--json"])
    assert (done.exit_code, json.loads(done.stdout)["withdrawn"]) == (0, 2)
    assert {record.split("/")[1] for record in contents(client, settings)} == {"2024-11-12"}
    done = CliRunner().invoke(main, ["batch", "purge", "#3", "--yes"])
    assert done.exit_code == 0 and "1 版不再能检索" in done.stdout
    assert contents(client, settings) == {}
    unknown = CliRunner().invoke(main, ["batch", "purge", "三月", "--yes"])
    assert unknown.exit_code == 1 and "三月" in unknown.stderr
