"""Offices by their other names on the engine: both find each other, are told, and are marked where they stand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from elasticsearch import Elasticsearch

from tests.webui.search.corpus import record
from tests.webui.search.loaded import loaded
from tests.webui.search.test_aliases import FORMS
from webui.search.archive import Archive
from webui.search.request import SearchRequest
from webui.search.results import Hit, SearchResults

pytestmark = pytest.mark.engine

DOCUMENTS = [
    record(1, "区发改委公布清单", "区发改委负责人介绍，发改委将跟进。", departments=["区发展和改革委员会"]),
    record(2, "发展和改革委员会开放日", "请到发 展和改革委员会 参观。", departments=["区发展和改革委员会"]),
    record(3, "规划座谈", "市發展改革委员會与市发展改革委到会。", departments=["市发展和改革委员会"]),
    record(4, "物价平稳", "物价局巡查菜场。", departments=["区发展和改革委员会"]),
    record(5, "花展", "宗教委员会与高教委托单位参加。"),
]


@pytest.fixture(scope="module")
def archive(client: Elasticsearch) -> Iterator[Archive]:
    """The five records, searched with the table of offices."""
    with loaded(client, DOCUMENTS) as plain:
        yield Archive(client, plain._index.alias, office_forms=lambda: FORMS)


def search(archive: Archive, text: str) -> SearchResults:
    return archive.search(SearchRequest(text=text))


def ordinals(archive: Archive, text: str) -> set[int]:
    return {int(hit.id[-1]) for hit in search(archive, text).hits}


def marks(hit: Hit) -> list[str]:
    return [part.text for parts in (hit.headline_parts, *(f.parts for f in hit.fragments)) for part in parts if part.hit]


def test_the_names_of_an_office_find_each_other_in_text(archive: Archive) -> None:
    for text in ("发改委", "发展和改革委员会", "发展改革委", "發改委"):
        assert ordinals(archive, text) == {1, 2, 3}, text
    assert ordinals(archive, "市发改委") == ordinals(archive, "市发展和改革委员会") == {3}
    assert ordinals(archive, "区发展和改革委员会") == {1}
    assert ordinals(archive, "标题:发展改革委") == {1, 2}
    assert ordinals(archive, "-发改委") == {4, 5}
    assert ordinals(archive, "物价局") == {4}
    assert ordinals(archive, "教育委员会") == set()


def test_what_is_quoted_is_looked_for_as_it_is(archive: Archive) -> None:
    assert ordinals(archive, '"发改委"') == ordinals(archive, '="发改委"') == {1}
    assert ordinals(archive, '"发展和改革委员会"') == {2}


def test_behind_the_field_of_departments_every_name_is_the_facet(archive: Archive) -> None:
    for text in ("部门:发改委", "部门:发展改革委", "部门:物价局", "部门:发展和改革委员会"):
        assert ordinals(archive, text) == {1, 2, 3, 4}, text
    assert ordinals(archive, "部门:区发改委") == {1, 2, 4}
    assert ordinals(archive, "部门:望川市发改委") == {3}


def test_marks_cover_the_name_that_is_printed_in_headline_and_body(archive: Archive) -> None:
    by_ordinal = {int(hit.id[-1]): marks(hit) for hit in search(archive, "发改委").hits}
    assert by_ordinal == {
        1: ["发改委", "发改委", "发改委"],
        2: ["发展和改革委员会", "发 展和改革委员会"],
        3: ["發展改革委", "发展改革委"],
    }
    reverse = {int(hit.id[-1]): marks(hit) for hit in search(archive, "发展和改革委员会").hits}
    assert reverse == by_ordinal
    assert marks(search(archive, "部门:发改委 开放日").hits[0]) == ["发展和改革委员会", "开放日", "发 展和改革委员会"]
    assert archive.terms("发改委") != ()


def test_the_other_names_are_told_and_the_facets_are_offered(archive: Archive) -> None:
    results = search(archive, "发改委")
    assert results.also_searched[:3] == ("发展和改革委员会", "发展改革委", "发展和改革委")
    assert "發展改革委" in results.also_searched
    assert [(offer.text, offer.count) for offer in results.offers] == [("区发展和改革委员会", 3), ("市发展和改革委员会", 1)]
    assert search(archive, '="发改委"').also_searched == ()
    assert "“发展改革委”" in archive.explain(SearchRequest(text="发改委")).query


def test_the_full_name_printed_counts_once(archive: Archive) -> None:
    """Headline with 发展和改革委员会: found by 发展和改革委 in it, not by both."""
    first, *_ = archive.explain(SearchRequest(text="发改委 开放日")).reasons
    steps = [
        reason.place for reason in archive.explain(SearchRequest(text="发改委 开放日")).reasons if reason.field == "headline"
    ]
    assert first.field == "headline" and steps == [800, 800]
