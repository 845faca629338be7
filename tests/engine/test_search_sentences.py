"""Long texts and questions on the engine: what holds all of them first, then what holds most; every count is true."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest
from elasticsearch import Elasticsearch

from mappings.analysis import AnalyzerName
from tests.webui.search.corpus import record
from tests.webui.search.loaded import loaded
from webui.search.archive import Archive
from webui.search.request import SearchRequest
from webui.search.results import SearchResults
from webui.search.sentences import FEW_ANSWERS

pytestmark = pytest.mark.engine

DOCUMENTS = [
    record(1, "岚汀新区图书馆延长开放时间", "岚汀新区图书馆星期一闭馆整理，其余各天开放时间延长到晚上。"),
    record(2, "图书馆里的一天", "岚汀新区图书馆的开放时间里，读者安静地坐着。延长服务的事还在商量。"),
    record(3, "文化馆夜间开放", "岚汀新区文化馆延长开放，图书馆也在准备。"),
    record(4, "老年大学招生", "岚汀新区老年大学秋季招生，报名处在图书馆一楼。"),
    record(5, "沄河疏浚收尾", "支渠疏浚收尾，各村有人值守。", day="2023-05-01"),
    record(6, "公交夜班线路调整", "夜班公交线路调整，市民出行方便。", reporters=["乔知远"]),
]


@pytest.fixture(scope="module", params=get_args(AnalyzerName))
def archive(request: pytest.FixtureRequest, client: Elasticsearch) -> Iterator[Archive]:
    """The six records in an index of each analyzer."""
    with loaded(client, DOCUMENTS, request.param) as archive:
        yield archive


def search(archive: Archive, text: str, **changes: object) -> SearchResults:
    return archive.search(SearchRequest(text=text, **changes))  # type: ignore[arg-type]


def ordinals(results: SearchResults) -> list[int]:
    return [int(hit.id[-1]) for hit in results.hits]


LONG = "岚汀新区图书馆延长开放时间的通知"
"""No record holds all of it: none has 通知."""


def test_where_nothing_holds_all_of_a_long_text_the_most_comes_first(archive: Archive) -> None:
    """The most of its words first; what shares one word with it is not found."""
    results = search(archive, LONG)
    assert ordinals(results)[:2] == [1, 2]
    assert 3 in ordinals(results)
    assert not {5, 6} & set(ordinals(results))
    assert results.whole == 0
    assert all(hit.partial for hit in results.hits)


def test_a_long_text_that_something_holds_means_all_of_its_words(archive: Archive) -> None:
    """The run, then its words apart, and nothing else: whoever finds all of it is not shown what has less."""
    results = search(archive, "岚汀新区图书馆延长开放时间")
    assert ordinals(results) == [1, 2]
    assert results.whole is None


def test_a_question_finds_what_speaks_of_it(archive: Archive) -> None:
    results = search(archive, "图书馆的开放时间是怎么延长的")
    assert set(ordinals(results)[:2]) == {1, 2}
    assert results.whole == 0
    assert all(hit.partial for hit in results.hits)


def test_nothing_asked_for_is_marked_that_only_asks(archive: Archive) -> None:
    results = search(archive, "怎么调整夜班公交线路")
    assert ordinals(results) == [6]
    marked = {part.text for hit in results.hits for fragment in hit.fragments for part in fragment.parts if part.hit}
    assert marked
    assert not any("怎" in piece or "么" in piece for piece in marked)


def test_the_order_by_date_finds_the_same_records(archive: Archive) -> None:
    by_rank, by_date = (search(archive, LONG, sort=sort) for sort in ("relevance", "date"))
    assert set(ordinals(by_rank)) == set(ordinals(by_date))
    assert (by_rank.total, by_rank.whole, by_rank.facets) == (by_date.total, by_date.whole, by_date.facets)


def test_words_set_apart_must_all_occur(archive: Archive) -> None:
    """The promise of the query language: no search of words is loosened."""
    assert ordinals(search(archive, "图书馆 疏浚")) == []
    assert ordinals(search(archive, '"岚汀新区图书馆延长开放时间表"')) == []
    assert search(archive, "图书馆 疏浚").whole is None


def test_a_short_word_beside_a_long_text_must_occur(archive: Archive) -> None:
    assert 4 not in ordinals(search(archive, "岚汀新区图书馆延长开放时间 文化馆"))
    assert ordinals(search(archive, "岚汀新区图书馆延长开放时间 文化馆")) == [3]


def test_what_is_excluded_stays_excluded(archive: Archive) -> None:
    assert 1 not in ordinals(search(archive, f"{LONG} -闭馆"))


def test_filters_and_facets_count_what_is_found(archive: Archive) -> None:
    results = search(archive, LONG)
    assert [(value.value, value.count) for value in results.facets["year"]] == [("2024", results.total)]
    assert search(archive, LONG, years=(2023,)).total == 0


def test_one_record_with_all_of_it_is_enough(client: Elasticsearch) -> None:
    """A headline typed without its marks means that report, not all that have most of its words."""
    with loaded(
        client,
        [record(1, "一次", "岚汀新区图书馆延长开放时间。"), record(50, "别的", "岚汀新区文化馆延长开放，图书馆也在准备。")],
    ) as archive:
        results = search(archive, "岚汀新区图书馆延长开放时间")
        assert (results.total, results.whole) == (1, None)


def test_a_question_is_loosened_until_half_a_page_holds_all_of_it(client: Elasticsearch) -> None:
    """What repeats a question seldom answers it."""
    question = "图书馆为何延长开放时间"
    other = record(50, "别的", "图书馆开放时间改了。")
    for count, total in ((FEW_ANSWERS - 1, FEW_ANSWERS), (FEW_ANSWERS, FEW_ANSWERS)):
        asking = [record(n, f"第{n}次", f"有读者问：{question}。") for n in range(1, count + 1)]
        with loaded(client, [*asking, other]) as archive:
            results = search(archive, question)
            assert results.total == total
            assert results.whole == (count if count < FEW_ANSWERS else None)
            assert [hit.partial for hit in results.hits] == [False] * count + [True] * (total - count)


def test_the_count_of_an_offer_is_what_its_search_finds(archive: Archive) -> None:
    """A dead search whose way on is a long text: the number on the link is the number behind it."""
    for text, changes in (
        ('"岚汀新区图书馆延长开放时间表"', {}),
        ("岚汀新区图书馆延长开放时间", {"years": (2019,)}),
        ("图书馆几点开门 疏浚", {}),
    ):
        results = search(archive, text, **changes)
        assert results.suggestions, text
        for suggestion in results.suggestions:
            assert archive.search(suggestion.request).total == suggestion.count > 0
