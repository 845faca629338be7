"""Lists of values, spans and bars, without an engine."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import NotInArchive, QueryError
from tests.webui.search.test_request import requests
from webui.search.facet_list import facet_list, letter_of
from webui.search.facet_request import FacetRequest
from webui.search.facets import FACET_BY_NAME, LISTED_FACETS, level_of, without_level
from webui.search.histogram import histogram
from webui.search.request import SearchRequest
from webui.search.results import FacetValue, SearchResults
from webui.search.spans import chosen_ends, wants_days

REPORTER, DEPARTMENT = FACET_BY_NAME["reporter"], FACET_BY_NAME["department"]


def results_of(request: SearchRequest, months: dict[str, int], days: dict[str, int] | None = None) -> SearchResults:
    """Results of which only the months, and where they are given the days, are counted."""

    def values(counts: dict[str, int], chosen: tuple[str, ...]) -> tuple[FacetValue, ...]:
        return tuple(FacetValue(value, count, value in chosen) for value, count in counts.items())

    facets = {"month": values(months, request.months)}
    if days is not None:
        facets["day"] = values(days, (request.day.isoformat(),) if request.day else ())
    return SearchResults(request, sum(months.values()), 1, (), facets, (), ())


@given(
    requests(),
    st.sampled_from(LISTED_FACETS),
    st.text(max_size=8).map(str.strip),
    st.sampled_from(("count", "pinyin")),
    st.integers(1, 40),
    st.integers(1, 1000),
)
def test_an_address_of_a_list_is_read_back_to_the_same_list(
    search: SearchRequest, facet: Any, find: str, order: Any, page: int, size: int
) -> None:
    first = FacetRequest(facet, search.with_(page=1, size=20), "", order=order, page=page, size=size)
    pairs = [*parse_qsl(urlsplit(first.url()).query, keep_blank_values=True), ("find", find)]
    read = FacetRequest.from_params(facet.name, [pair for pair in pairs if pair[0] != "name"], strict=search.view == "list")
    again = parse_qsl(urlsplit(read.url()).query, keep_blank_values=True)
    assert FacetRequest.from_params(dict(again)["name"], again, strict=False) == read
    assert (read.search, read.order, read.page, read.size) == (first.search, order, page, size)


@given(
    st.lists(
        st.tuples(st.sampled_from(("find", "letter", "level", "order", "page", "size", "q")), st.text(max_size=9)), max_size=5
    )
)
def test_any_parameters_give_a_list_or_a_sentence(params: list[tuple[str, str]]) -> None:
    for strict in (True, False):
        try:
            FacetRequest.from_params("department", params, strict=strict)
        except QueryError as error:
            assert error.zh.endswith("。") and error.field in {name for name, _ in params}


@pytest.mark.parametrize("name", ["", "on", "day", "secret", "Reporter", "x" * 5000])
def test_an_unknown_facet_is_refused_with_the_names_that_there_are(name: str) -> None:
    with pytest.raises(NotInArchive) as caught:
        FacetRequest.from_params(name, [], strict=False)
    assert "reporter（记者）" in caught.value.zh and len(caught.value.zh) < 400


@given(st.dictionaries(st.text(min_size=1, max_size=6), st.integers(0, 9), max_size=30), st.sampled_from(("count", "pinyin")))
def test_the_pages_of_a_list_are_the_list(counts: dict[str, int], order: Any) -> None:
    for facet in (REPORTER, DEPARTMENT):
        request = FacetRequest(facet, size=4, order=order)
        first = facet_list(counts, request)
        listed = [
            v.value for page in range(1, first.last_page + 1) for v in facet_list(counts, request.with_(page=page)).values
        ]
        assert sorted(listed) == sorted(counts) and first.total == first.everything == len(counts)
        assert sum(number for _, number in first.letters) == len(counts)
        for letter, number in first.letters:
            assert facet_list(counts, request.with_(letter=letter)).total == number


def test_names_stand_by_their_reading_and_surnames_by_their_own() -> None:
    counts = dict.fromkeys(("柯木", "单青砚", "曾望舒", "安然", "阿依古丽·买买提", "Tom", "3号", "尉迟雪青"), 1)
    listed = facet_list(counts, FacetRequest(REPORTER, order="pinyin")).values
    assert [value.value for value in listed] == [
        "阿依古丽·买买提",
        "安然",
        "柯木",
        "单青砚",
        "Tom",
        "尉迟雪青",
        "曾望舒",
        "3号",
    ]


def test_offices_stand_by_their_name_without_level() -> None:
    assert [letter_of(DEPARTMENT, value) for value in ("区财政局", "市委", "国家统计局", "省长江航道处")] == [
        "C",
        "S",
        "T",
        "C",
    ]
    assert [(level_of(value), without_level(value)) for value in ("市委", "国家统计局", "研究院")] == [
        ("市", "市委"),
        ("国家", "统计局"),
        ("其他", "研究院"),
    ]


@pytest.mark.parametrize(
    ("find", "found"),
    [
        ("知远", ["乔知远"]),
        ("知遠", ["乔知远"]),
        ("qzy", ["乔知远"]),
        ("Qiao Zhi", ["乔知远"]),
        ("shan", ["单一"]),
        ("dan", ["单一"]),
        ("zy", []),
        ("ｔｏｍ", ["Tom"]),
        ("", ["Tom", "乔知远", "单一"]),
    ],
)
def test_a_list_is_sought_by_part_pinyin_and_initials(find: str, found: list[str]) -> None:
    counts = {"乔知远": 1, "单一": 1, "Tom": 1}
    assert sorted(value.value for value in facet_list(counts, FacetRequest(REPORTER, find=find)).values) == found


def test_values_that_readers_see_otherwise_are_sought_as_they_see_them() -> None:
    kinds = facet_list({"article": 3, "caption": 1}, FacetRequest(FACET_BY_NAME["kind"], find="图片"))
    assert [value.value for value in kinds.values] == ["caption"]
    pages = facet_list({"2": 1, "12": 1, "3": 9}, FacetRequest(FACET_BY_NAME["page_no"], find="2版", order="pinyin"))
    assert [value.value for value in pages.values] == ["2", "12"]
    assert pages.letters == ()


@pytest.mark.parametrize(
    ("params", "ends", "days"),
    [
        ({}, (None, None), False),
        ({"years": (2023,)}, (date(2023, 1, 1), date(2023, 12, 31)), False),
        ({"months": ("2024-02",)}, (date(2024, 2, 1), date(2024, 2, 29)), True),
        ({"years": (2020, 2024), "months": ("2024-02",)}, (date(2024, 2, 1), date(2024, 2, 29)), True),
        ({"from_": date(2024, 3, 1)}, (date(2024, 3, 1), None), False),
        ({"from_": date(2024, 3, 5), "to": date(2024, 3, 5)}, (date(2024, 3, 1), date(2024, 3, 31)), True),
        ({"from_": date(2024, 3, 5), "to": date(2024, 5, 5)}, (date(2024, 3, 5), date(2024, 5, 5)), True),
        ({"from_": date(2024, 3, 5), "to": date(2024, 5, 6)}, (date(2024, 3, 5), date(2024, 5, 6)), False),
    ],
)
def test_the_ends_of_what_is_chosen(params: dict[str, Any], ends: tuple[date | None, date | None], days: bool) -> None:
    assert chosen_ends(SearchRequest(**params)) == ends
    assert wants_days(SearchRequest(**params)) is days


@given(
    requests(),
    st.dictionaries(
        st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(lambda day: f"{day.year}-{day.month:02}"), st.integers(1, 9)
    ),
)
def test_bars_are_few_and_without_a_gap_whatever_is_found(request: SearchRequest, months: dict[str, int]) -> None:
    found = histogram(results_of(request, months, {}))
    if found is not None:
        assert 1 <= len(found.bars) <= 62
        for before, after in zip(found.bars, found.bars[1:], strict=False):
            assert after.first == before.last + timedelta(days=1)


def test_a_century_of_days_is_eleven_bars() -> None:
    months = {f"{year}-{month:02}": 30 for year in range(1920, 2025) for month in range(1, 13)}
    found = histogram(results_of(SearchRequest(), months))
    assert found is not None and found.unit == "decade"
    assert [bar.value for bar in found.bars] == [str(year) for year in range(1920, 2030, 10)]
    assert [bar.count for bar in found.bars] == [3600] * 10 + [1800]
    assert (found.bars[0].first, found.bars[-1].last) == (date(1920, 1, 1), date(2024, 12, 31))


def test_days_that_nobody_has_counted_are_no_bars() -> None:
    assert histogram(results_of(SearchRequest(), {"2024-11": 3})) is None
    found = histogram(results_of(SearchRequest(), {"2024-11": 3}, {"2024-11-05": 3}))
    assert found is not None and found.unit == "day" and len(found.bars) == 30
    assert [bar.value for bar in found.bars if bar.count] == ["2024-11-05"]


def test_months_that_are_not_chosen_hold_nothing_of_what_was_found() -> None:
    request = SearchRequest(months=("2023-01", "2024-12"))
    found = histogram(results_of(request, {"2023-01": 4, "2023-06": 9, "2024-12": 1}))
    assert found is not None and found.unit == "month" and len(found.bars) == 24
    assert sum(bar.count for bar in found.bars) == 5
