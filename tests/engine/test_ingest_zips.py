"""Zips on the real engine: ingested as the folder they are, once, with the settings of their folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from indexer.ingest.options import IngestOptions
from indexer.ingest.run import ingest
from indexer.settings import Settings
from tests.indexer.sources.zip_files import GbkInfo, packed, written

pytestmark = pytest.mark.engine

PAGE = "岚汀新区举办厨艺赛\n\n本报讯(记者乔知远)近日,岚汀新区举办厨艺赛。\n"


def test_a_zip_is_ingested_once_and_a_changed_entry_is_a_new_version(
    client: Elasticsearch, archive_settings: Settings, tmp_path: Path
) -> None:
    """The second run knows all entries; a third, after one was changed and packed again, changes that one; a bad entry fails alone."""
    entries = {
        "bulletin.toml": 'paper = "ltwb"',
        "2024年11月5日/第1版.txt": PAGE,
        "2024年11月5日/第2版.txt": PAGE,
        "../x.txt": PAGE,
    }
    path = written(tmp_path, "合订本.zip", packed(entries, GbkInfo))
    reports = [ingest([path], IngestOptions(), archive_settings, client) for _ in range(2)]
    written(tmp_path, "合订本.zip", packed({**entries, "2024年11月5日/第2版.txt": PAGE.replace("厨艺", "龙舟")}, GbkInfo))
    reports.append(ingest([path], IngestOptions(), archive_settings, client))
    assert [[outcome.state.value for outcome in report.outcomes] for report in reports] == [
        ["failed", "new", "new"],
        ["failed", "same", "same"],
        ["failed", "same", "changed"],
    ]
    client.indices.refresh(index=archive_settings.alias)
    hits = client.search(index=archive_settings.alias, query={"match_all": {}}).body["hits"]["hits"]
    assert {hit["_id"]: hit["_source"]["headline"] for hit in hits} == {
        "ltwb/2024-11-05/1/a1": "岚汀新区举办厨艺赛",
        "ltwb/2024-11-05/2/a1": "岚汀新区举办龙舟赛",
    }
