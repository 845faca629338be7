"""One search, all doors, on the engine: page, API, feed, command line and every file have the same records in the same order."""

from __future__ import annotations

import pytest
from elasticsearch import Elasticsearch

from evaluation.search.doors import score_doors
from evaluation.search.library import loaded
from indexer.load import PageLoad
from indexer.settings import Settings
from tests.webui.search.corpus import invented_texts, record

pytestmark = pytest.mark.engine

QUERIES = 50


def test_fifty_searches_give_one_list_at_every_door(client: Elasticsearch, archive_settings: Settings) -> None:
    documents = [
        record(n, text[:12], text, day=f"20{10 + n % 14}-11-1{n % 10}", page=1 + n % 8, reporters=["乔知远"] if n % 3 else [])
        for n, text in enumerate(invented_texts(150, seed=50), 1)
    ]
    page = PageLoad("lanting/2024-11-05/1", tuple(documents), frozenset())
    library = loaded(archive_settings, client, [page], archive_settings.alias)
    (score,) = score_doors(library, QUERIES)
    assert score.counted == f"{QUERIES}/{QUERIES}", score.misses
