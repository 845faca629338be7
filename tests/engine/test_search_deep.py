"""Paging to the last result on the engine, past the window it counts to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from elasticsearch import Elasticsearch

from indexer.errors import QueryError
from tests.webui.search.corpus import invented_texts, record
from tests.webui.search.loaded import loaded
from webui.search.archive import Archive, deep
from webui.search.request import SearchRequest, Sort

pytestmark = pytest.mark.engine

TEXTS = invented_texts(260, seed=8)
WINDOW = 30
"""Of the index, so that 260 records are 26 pages of which three can be counted to."""
SIZE = 10


def documents(texts: list[str]) -> list[dict[str, Any]]:
    return [
        record(n % 9, text[:12], text, day=f"20{10 + n % 14}-0{1 + n % 9}-1{n % 10}", page=n) for n, text in enumerate(texts, 1)
    ]


@pytest.fixture(scope="module")
def archive(client: Elasticsearch) -> Iterator[Archive]:
    with loaded(client, documents(TEXTS), window=WINDOW) as archive:
        yield archive


def ids(archive: Archive, request: SearchRequest) -> list[str]:
    return [hit.id for hit in archive.search(request).hits]


@pytest.mark.parametrize("sort", get_args(Sort))
@pytest.mark.parametrize("text", ["", "区财政局", "岚汀新区冬训开班怎么报名"])
def test_every_page_is_where_its_address_says_whatever_was_asked_before(archive: Archive, sort: Sort, text: str) -> None:
    request = SearchRequest(text=text, sort=sort, size=SIZE)
    first = archive.search(request)
    every = [view.id for view in archive.every_record(request)]
    assert len(every) == first.total > 2 * WINDOW
    last = first.last_page
    # From the end, into the middle, there again (now near a known place), and through all in order.
    for page in (last, last // 2, last // 2, last - 1, last // 3, *range(1, last + 1)):
        results = archive.search(request.with_(page=page))
        assert [hit.id for hit in results.hits] == every[(page - 1) * SIZE : page * SIZE], page
        assert results.total == first.total and results.facets == first.facets
    assert archive.search(request.with_(page=last + 1)).hits == ()
    assert archive.search(request.with_(page=999_999_999)).total == first.total


def test_deep_hits_are_marked_and_whole_like_all_others(archive: Archive) -> None:
    request = SearchRequest(text="区财政局", size=SIZE)
    hit = archive.search(request.with_(page=5)).hits[0]
    assert hit.score and any(part.hit for fragment in hit.fragments for part in fragment.parts)


def test_the_steps_of_a_request_are_bounded(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """With two steps, 60 records from either end; what was reached leads further."""
    monkeypatch.setattr(deep, "MOST_STEPS", 2)
    request = SearchRequest(sort="date_asc", text='"。"', size=SIZE)
    total = archive.search(request).total
    with pytest.raises(QueryError) as caught:
        archive.search(request.with_(page=1 + total // 2 // SIZE))
    assert caught.value.field == "page" and "60" in caught.value.zh
    assert len(ids(archive, request.with_(page=7))) == SIZE
    assert len(ids(archive, request.with_(page=12))) == SIZE


def test_what_is_loaded_meanwhile_makes_the_known_places_forgotten(
    client: Elasticsearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webui.search.name_cache.LOOK_SECONDS", 0.0)
    monkeypatch.setattr("webui.search.name_cache.MOST_SHARE", 0)
    with loaded(client, documents(TEXTS[:120]), window=WINDOW) as archive:
        request = SearchRequest(size=SIZE)
        before = ids(archive, request.with_(page=6))
        newer = [record(n, "新", "正文", day="2030-01-01") for n in range(1, SIZE + 1)]
        for document in newer:
            client.index(index=str(archive.health().index), id=document["id"], document=document)
        client.indices.refresh(index=str(archive.health().index))
        assert ids(archive, request.with_(page=7)) == before
