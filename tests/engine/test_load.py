"""Loading pages: whole pages, named refusals, no doubles."""

from __future__ import annotations

from typing import Any

import pytest
from elasticsearch import Elasticsearch

from indexer.indices import ensure_index, record_count
from indexer.load import PageLoad, load_pages
from indexer.settings import Settings

pytestmark = pytest.mark.engine


def document(number: int, **fields: Any) -> dict[str, Any]:
    return {
        "id": f"ltdb/2024-11-05/1/a{number}",
        "issue_date": "2024-11-05",
        "kind": "article",
        "body": f"第{number}篇",
        **fields,
    }


def page(*documents: dict[str, Any], gone: frozenset[str] = frozenset()) -> PageLoad:
    return PageLoad("ltdb/2024-11-05/1", documents, gone)


def test_loading_twice_is_loading_once(client: Elasticsearch, archive_settings: Settings) -> None:
    index = ensure_index(client, archive_settings)
    for _ in range(2):
        (loaded,) = load_pages(client, index.name, [page(document(1), document(2))])
        assert loaded.rejections == ()
    assert record_count(client, archive_settings) == 2


def test_records_that_the_page_no_longer_has_go(client: Elasticsearch, archive_settings: Settings) -> None:
    index = ensure_index(client, archive_settings)
    load_pages(client, index.name, [page(document(1), document(2))])
    load_pages(client, index.name, [page(document(1), gone=frozenset({"ltdb/2024-11-05/1/a2", "never/was/1/a1"}))])
    assert record_count(client, archive_settings) == 1


def test_a_refused_document_is_named_and_the_others_go_in(client: Elasticsearch, archive_settings: Settings) -> None:
    """elastic/elasticsearch-py#2673: bad documents in the first chunk must not drop the later ones."""
    index = ensure_index(client, archive_settings)
    pages = []
    for number in range(1, 1001):
        bad = {"issue_date": "2024-13-01"} if number in (10, 20) else {}
        pages.append(PageLoad(f"p{number}", (document(number, **bad),), frozenset()))
    loaded = load_pages(client, index.name, pages)
    refused = [result for result in loaded if result.rejections]
    assert [result.page_path for result in refused] == ["p10", "p20"]
    assert "2024-13-01" in refused[0].rejections[0].reason
    assert record_count(client, archive_settings) == 998


def test_an_issue_number_that_looks_like_a_month_is_kept(client: Elasticsearch, archive_settings: Settings) -> None:
    index = ensure_index(client, archive_settings)
    (loaded,) = load_pages(client, index.name, [page(document(1, issue_number="2021-51"))])
    assert loaded.rejections == ()
    assert client.get(index=index.name, id="ltdb/2024-11-05/1/a1").body["_source"]["issue_number"] == "2021-51"


def test_one_character_six_hundred_thousand_times_does_not_stall_the_analysis(
    client: Elasticsearch, archive_settings: Settings
) -> None:
    """analysis-ik#740, #1119: such a text once blocked writing for minutes; the client's 30 seconds are the limit here."""
    index = ensure_index(client, archive_settings)
    (loaded,) = load_pages(client, index.name, [page(document(1, body="云" * 600_000))])
    assert loaded.rejections == ()
