"""What a search that finds nothing offers: something, always true, the smallest change first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.webui.search.corpus import record
from tests.webui.search.plain_archive import PlainArchive
from webui.search.changes import label
from webui.search.language import parse
from webui.search.request import SearchRequest
from webui.search.results import Suggestion
from webui.search.suggestions import MOST_SHOWN
from webui.search.ways_on import chosen_span, nearest_dates, ways_on

DOCUMENTS = [
    record(
        1, "环湖步道贯通", "本报讯（记者 乔知远）区财政局拨付资金，防汛与值守并重。", reporters=["乔知远"], day="2020-03-02"
    ),
    record(2, "花展开幕", "網絡直播花展，灯会同日举行。《岚汀条例》施行。", reporters=["单立方"], day="2022-11-08"),
    record(3, "防汛演练", "全区防汛演练结束。", kind="notice", reporters=["尉迟雪青"], day="2022-12-01", page=2),
    record(4, None, "花展现场。柯木 摄", kind="caption", photographers=["柯木"], people=["林屿"], day="2023-01-05"),
    record(5, "一二三", "停水通知", day="2023-01-06", paper="wanbao"),
]
ARCHIVE = PlainArchive(DOCUMENTS)
NAMES = ARCHIVE.names()
NOVEMBER: dict[str, Any] = {"from_": date(2021, 11, 1), "to": date(2021, 11, 30)}


def offered(text: str = "", archive: PlainArchive = ARCHIVE, **filters: Any) -> tuple[Suggestion, ...]:
    request = SearchRequest(text=text, **filters)
    assert archive.total(request) == 0, "not a dead query"
    return ways_on(request, parse(request.text).node, {}, NAMES, archive)


def shown(text: str = "", **filters: Any) -> dict[str, int]:
    return {way.text: way.count for way in offered(text, **filters)}


def test_dates_are_widened_to_the_nearest_years_with_hits_and_dropped() -> None:
    assert shown("防汛", **NOVEMBER) == {"把日期放宽到2020年至2022年": 2}
    assert shown("花展", **NOVEMBER) == {"把日期放宽到2021年至2022年": 1, "不限日期": 2}
    assert shown("防汛", from_=date(2022, 12, 2), to=date(2022, 12, 3)) == {"把日期放宽到2022年12月": 1, "不限日期": 2}
    assert shown("花展", months=("2022-12",)) == {"把日期放宽到2022年": 1, "去掉月份“2022年12月”": 2}
    assert shown("花展", from_=date(2024, 1, 1)) == {"把日期放宽到2023年以后": 1, "不限日期": 2}
    assert shown(from_=date(2021, 5, 1), to=date(2021, 6, 1)) == {"把日期放宽到2020年至2022年": 3, "不限日期": 5}


def test_dates_are_one_condition_and_no_second_change_is_tried_beside_them() -> None:
    assert shown('"防汛"', **NOVEMBER) == {"把日期放宽到2020年至2022年": 2}


def test_of_three_conditions_two_are_given_up_rather_than_all() -> None:
    assert shown("花展", kinds=("notice",), people=("林屿",), years=(2021,)) == {
        "把日期放宽到2021年至2023年，去掉类型“公告”": 1,
        "把日期放宽到2021年至2022年，去掉类型“公告”，去掉人物“林屿”": 1,
        "去掉全部条件，只按检索词查": 2,
    }


def test_each_filter_and_all_can_be_dropped() -> None:
    assert shown("花展", kinds=("notice",)) == {"去掉类型“公告”": 2}
    assert shown("防汛", kinds=("caption",), reporters=("乔知远",)) == {
        "去掉类型“图片说明”": 1,
        "去掉全部条件，只按检索词查": 2,
    }


def test_what_gives_up_more_and_finds_no_more_is_not_offered() -> None:
    """防汛 stands in no caption, both of 2020 and 2022: nothing is wrong with the year."""
    assert shown("防汛", kinds=("caption",), years=(2020, 2022)) == {"去掉类型“图片说明”": 2}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ('="网络"', '"网络"'),
        ('"防汛 演练"~0 直播', "直播"),
        ('"财政 值守"~3', '"财政 值守"~10'),
        ("标题:直播", "直播"),
        ("标题:直播 OR 标题:灯会", "直播 OR 标题:灯会"),
        ("花展 -直播 -现场", "花展 -现场"),
        ("《", '"《"'),
        ("乔之远", "乔知远"),
        ("danlifang", "记者:单立方"),
        ("记者:乔之远", "记者:乔知远"),
        ("记者乔之远", "乔知远"),
        ("防汛 乔之远", "防汛 乔知远"),
        ("乔之远 OR 查无此人", "乔知远 OR 查无此人"),
    ],
)
def test_the_smallest_change_comes_first(text: str, first: str) -> None:
    assert offered(text)[0].text == first


def test_the_word_at_fault_is_named() -> None:
    [way, *_] = offered("防汛 查无此词")
    assert (way.text, way.why) == ("防汛", "“查无此词”没有找到")
    [way, *_] = offered("防汛 查无此词 演练 也无此词")
    assert (way.text, way.why) == ("防汛 演练", "“查无此词”、“也无此词”没有找到")
    assert {"防汛", "花展", "防汛 OR 花展"} <= set(shown("防汛 花展"))


def test_two_changes_are_put_together_where_no_single_one_helps() -> None:
    [first, *_] = offered("记者:乔之远", **NOVEMBER)
    assert (first.text, first.count) == ("记者:乔知远，把日期放宽到2020年至2021年", 1)
    assert "库里没有“乔之远”" in first.why and "日期" in first.why
    [first, *_] = offered('="网络" 直播', kinds=("notice",))
    assert (first.text, first.count) == ('"网络" 直播，去掉类型“公告”', 1)
    assert shown("乔之远", kinds=("notice",)) == {"乔知远，去掉类型“公告”": 1}


def test_several_words_and_several_conditions_at_fault_still_lead_to_the_words_that_are_there() -> None:
    [first, *_] = offered("防汛 查无此词 也无此词", kinds=("caption",), people=("林屿",))
    assert (first.text, first.count) == ("防汛，去掉全部条件", 2)
    [first, *_] = offered('"防汛" 查无此词 也无此词', kinds=("caption",), **NOVEMBER)
    assert (first.text, first.count) == ('"防汛"，把日期放宽到2020年至2022年，去掉类型“图片说明”', 2)


def test_what_is_nowhere_leads_to_what_there_is() -> None:
    assert shown("岑落霜") == {"浏览最近一期（2023年1月6日）": 1}
    assert shown("岑落霜", kinds=("notice",)) == {"只按条件浏览": 1, "浏览最近一期（2023年1月6日）": 1}
    [way] = offered("岑落霜", papers=("lanting",))[1:]
    assert (way.request.papers, way.request.from_) == (("lanting",), date(2023, 1, 5))
    assert offered("岑落霜", archive=PlainArchive([])) == ()


FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "reporters": st.sampled_from([("乔知远",), ("乔之远",), ("单立方", "柯木")]),
        "kinds": st.sampled_from([("notice",), ("caption", "article")]),
        "people": st.just(("林屿",)),
        "page_nos": st.sampled_from([(1,), (2,), (7,)]),
        "papers": st.sampled_from([("lanting",), ("wanbao",), ("niemals",)]),
        "years": st.sampled_from([(2020,), (2021,), (2022, 2030)]),
        "months": st.sampled_from([("2022-11",), ("2019-01", "2021-05")]),
        "from_": st.dates(date(2019, 1, 1), date(2021, 12, 31)),
        "to": st.dates(date(2022, 1, 1), date(2024, 1, 1)),
    },
)
WORDS = st.sampled_from(
    (
        *("防汛", "花展", "灯会", "查无", "乔之远", "乔知远", "danlf", '"花 展"', '="网络"', '"防汛 演练"~1', "《"),
        *("标题:灯会", "记者:单力方", "人物:林雨", "版:9", "-防汛", "OR", "花展|查无", "网络直播花展", '"', "-"),
    )
)


@settings(deadline=None)  # what is bounded is the number of searches, not the time of a look through all records
@given(st.lists(WORDS, max_size=4).map(" ".join), FILTERS, st.integers(0, 5))
def test_every_dead_search_gets_true_ways_on(text: str, filters: dict[str, Any], left_out: int) -> None:
    """Something is offered, all of it different, none of it dead, with the count that is found behind it."""
    archive = PlainArchive([document for n, document in enumerate(DOCUMENTS) if n != left_out])
    request = SearchRequest(text=text, **filters)
    if archive.total(request):
        return
    ways = ways_on(request, parse(request.text).node, {}, archive.names(), archive)
    assert 1 <= len(ways) <= MOST_SHOWN
    assert len({way.request for way in ways}) == len({way.text for way in ways}) == len(ways)
    for way in ways:
        assert way.count == archive.total(way.request) > 0
        assert way.request != request.with_() and way.request.page == 1
        assert way.why
        assert SearchRequest.from_params(way.request.params(), strict=True) == way.request


def test_a_count_that_fails_is_not_offered() -> None:
    class Failing(PlainArchive):
        def counts(self, requests: Any) -> list[int | None]:
            return [None for _ in requests]

    assert offered("岑落霜", archive=Failing(DOCUMENTS)) == ()


@pytest.mark.parametrize(
    ("filters", "months", "wanted"),
    [
        ({"from_": date(2021, 11, 3), "to": date(2021, 11, 4)}, [(2021, 11)], (date(2021, 11, 1), date(2021, 11, 30))),
        ({"from_": date(2021, 11, 3), "to": date(2021, 11, 4)}, [(2021, 2)], (date(2021, 1, 1), date(2021, 12, 31))),
        ({"months": ("2021-11",)}, [(2020, 1), (2022, 5)], (date(2020, 1, 1), date(2022, 12, 31))),
        ({"months": ("2021-11",)}, [(1999, 1), (2022, 5)], (date(2021, 1, 1), date(2022, 12, 31))),
        ({"years": (2021,)}, [(1999, 1)], (date(1999, 1, 1), date(2021, 12, 31))),
        ({"to": date(2000, 1, 1)}, [(2005, 3), (2009, 3)], (None, date(2005, 12, 31))),
        ({"from_": date(2010, 1, 1)}, [(2005, 3), (2009, 3)], (date(2009, 1, 1), None)),
        ({}, [(2005, 3)], (None, None)),
        ({"years": (2021,)}, [], (None, None)),
    ],
)
def test_dates_are_widened_no_further_than_needed(filters: Any, months: Any, wanted: Any) -> None:
    assert nearest_dates(SearchRequest(**filters), months) == wanted


@given(FILTERS, st.lists(st.tuples(st.integers(2015, 2026), st.integers(1, 12)), unique=True).map(sorted))
def test_widened_dates_hold_the_chosen_ones_and_a_hit(filters: dict[str, Any], months: list[tuple[int, int]]) -> None:
    request = SearchRequest(**filters)
    first, last = nearest_dates(request, months)
    begin, end = chosen_span(request)
    if not months or (begin is None and end is None):
        assert (first, last) == (None, None)
        return
    assert (first is None) == (begin is None) and (last is None) == (end is None)
    assert first is None or begin is None or first <= begin
    assert last is None or end is None or last >= end
    low, high = (first.year, first.month) if first else (0, 0), (last.year, last.month) if last else (9999, 12)
    assert any(low <= month <= high for month in months)


def test_conditions_are_told_as_they_change() -> None:
    request = SearchRequest(text="花展", reporters=("林屿",), years=(2021,), from_=date(2021, 1, 1))
    assert label(request, request.with_(text="")) == "不限检索词"
    assert label(request, request.with_(reporters=("柯木",))) == "记者“柯木”"
    assert label(request, request.with_(from_=None, years=())) == "不限日期"
    assert label(request, request.with_(text="灯会", from_=None)) == "灯会，不限起止日期"
    told = request.with_(event_from=date(2021, 5, 1))
    assert label(told, request) == "去掉文中日期"
    assert label(told, told.with_(from_=None, years=(), event_from=None)) == "不限日期，去掉文中日期"
    assert label(request, SearchRequest(text="灯会")) == "灯会，去掉全部条件"
