"""Exports on the engine: whole, in the order of the page, and of one moment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from elasticsearch import Elasticsearch

from tests.webui.search.corpus import invented_texts, record
from tests.webui.search.loaded import loaded
from webui.search.archive import Archive
from webui.search.request import SearchRequest, Sort

pytestmark = pytest.mark.engine

TEXTS = invented_texts(1203, seed=31)


@pytest.fixture(scope="module")
def archive(client: Elasticsearch) -> Iterator[Archive]:
    """More than two steps of an export; every third record has 乔知远."""
    documents = [
        record(
            n % 9,
            text[:12],
            text,
            day=f"20{10 + n % 14}-0{1 + n % 9}-1{n % 10}",
            page=n,
            reporters=["乔知远"] if n % 3 == 0 else [],
        )
        for n, text in enumerate(TEXTS, 1)
    ]
    with loaded(client, documents) as archive:
        yield archive


def paged(archive: Archive, request: SearchRequest) -> list[str]:
    first = archive.search(request.with_(size=100))
    pages = range(2, first.last_page + 1)
    return [
        hit.id for results in (first, *(archive.search(request.with_(size=100, page=n)) for n in pages)) for hit in results.hits
    ]


@pytest.mark.parametrize("sort", get_args(Sort))
@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("", {}),
        ("区财政局", {}),
        ('"。"', {}),
        ("冬训 记者:乔知远", {}),
        ("", {"reporters": ("乔知远",), "years": (2015, 2016)}),
        ("岚汀新区冬训开班怎么报名", {}),
        ("无此词", {}),
    ],
)
def test_an_export_is_the_search_whole(archive: Archive, sort: Sort, text: str, changes: dict[str, Any]) -> None:
    request = SearchRequest(text=text, sort=sort, **changes)
    exported = [view.id for view in archive.every_record(request)]
    assert exported == paged(archive, request)
    assert len(exported) == archive.search(request).total


def test_the_records_are_whole(archive: Archive) -> None:
    for view in archive.every_record(SearchRequest(text='"新区"')):
        assert view.source["id"] == view.id
        assert view.source["body"] in TEXTS


def test_what_is_loaded_meanwhile_is_not_in_it(client: Elasticsearch) -> None:
    """No record twice and none missing, although others push in before the place that was reached."""
    with loaded(client, [record(n, f"旧{n}", "正文", page=n) for n in range(1, 701)]) as archive:
        records = archive.every_record(SearchRequest())
        seen = [next(records).id]
        index = str(archive.health().index)
        for n in range(50):
            client.index(index=index, id=f"new{n}", document=record(n, "新", "正文", day="2030-01-01"))
        client.indices.refresh(index=index)
        seen += [view.id for view in records]
        assert len(seen) == len(set(seen)) == 700


def test_an_export_given_up_half_way_leaves_nothing_open(client: Elasticsearch, archive: Archive) -> None:
    def opened() -> int:
        # Of this archive's index alone: other tests search beside this one.
        stats = client.indices.stats(index=str(archive.health().index), metric="search").body
        return int(stats["_all"]["total"]["search"]["open_contexts"])

    before = opened()
    records = archive.every_record(SearchRequest())
    next(records)
    assert opened() == before + 1
    records.close()  # type: ignore[attr-defined]
    assert opened() == before
