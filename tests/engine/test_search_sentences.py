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
from webui.search.sentences import FEW

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


def test_all_of_a_long_text_comes_before_most_of_it(archive: Archive) -> None:
    """The run, then its words apart, then records with most of the words; what shares one word with it is not found."""
    results = search(archive, "岚汀新区图书馆延长开放时间")
    assert ordinals(results)[:2] == [1, 2]
    assert 3 in ordinals(results)
    assert not {5, 6} & set(ordinals(results))
    assert results.whole == 2
    assert [hit.partial for hit in results.hits] == [False, False, *[True] * (results.total - 2)]


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
    by_rank, by_date = (search(archive, "岚汀新区图书馆延长开放时间", sort=sort) for sort in ("relevance", "date"))
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
    assert 1 not in ordinals(search(archive, "岚汀新区图书馆延长开放时间 -闭馆"))


def test_filters_and_facets_count_what_is_found(archive: Archive) -> None:
    results = search(archive, "岚汀新区图书馆延长开放时间")
    assert [(value.value, value.count) for value in results.facets["year"]] == [("2024", results.total)]
    assert search(archive, "岚汀新区图书馆延长开放时间", years=(2023,)).total == 0


def test_many_records_with_all_of_it_leave_nothing_to_loosen(client: Elasticsearch) -> None:
    """With as many as fill half a page, a long text means all of its words, as ever."""
    whole = [record(n, f"第{n}次", "岚汀新区图书馆延长开放时间。") for n in range(1, FEW + 1)]
    with loaded(client, [*whole, record(50, "别的", "岚汀新区文化馆延长开放，图书馆也在准备。")]) as archive:
        results = search(archive, "岚汀新区图书馆延长开放时间")
        assert (results.total, results.whole) == (FEW, None)


def test_a_filter_never_finds_more_than_its_count_says(client: Elasticsearch) -> None:
    """Ten hold all of the text, two of them in 2023: the year that counts 2 leads to 2, not to all that hold most of the words."""
    whole = [
        record(n, f"第{n}次", "岚汀新区图书馆延长开放时间。", day="2023-05-01" if n < 3 else "2024-05-01")
        for n in range(1, FEW + 1)
    ]
    most = [record(n, "别的", "岚汀新区文化馆延长开放，图书馆也在准备。", day="2023-05-01") for n in range(50, 55)]
    with loaded(client, [*whole, *most]) as archive:
        for text in ("岚汀新区图书馆延长开放时间", "岚汀新区图书馆延长开放时间的通知"):
            results = search(archive, text)
            for year in results.facets["year"]:
                chosen = search(archive, text, years=(int(year.value),))
                assert (chosen.total, chosen.whole is None) == (year.count, results.whole is None)


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
