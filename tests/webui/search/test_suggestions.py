"""Ways on when nothing was found, before the engine has counted them."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.webui.search.test_request import requests
from webui.search.instead import Instead
from webui.search.language import parse
from webui.search.names import KnownNames
from webui.search.request import SearchRequest
from webui.search.suggestions import MOST_CANDIDATES, candidates
from webui.search.tree import NOTHING


def texts(request: SearchRequest, words: dict[str, tuple[str, ...]] | None = None) -> list[str]:
    return [candidate.text for candidate in candidates(request, parse(request.text).node, words or {}, Instead(KnownNames()))]


def test_each_condition_can_be_dropped_all_dates_and_all_conditions_too() -> None:
    request = SearchRequest(text="防汛", reporters=("林屿",), months=("2024-11",), from_=date(2024, 3, 1), to=date(2024, 5, 1))
    assert texts(request) == [
        "不限日期",
        "不限起止日期",
        "去掉记者“林屿”",
        "去掉月份“2024年11月”",
        "去掉全部条件，只按检索词查",
    ]


def test_the_days_that_a_text_names_are_a_condition_of_their_own() -> None:
    request = SearchRequest(text="防汛", event_from=date(2024, 3, 1), to=date(2024, 5, 1))
    assert texts(request) == ["不限日期", "去掉文中日期", "去掉全部条件，只按检索词查"]


def test_conditions_alone_can_be_dropped_down_to_the_whole_archive() -> None:
    assert texts(SearchRequest(years=(1999,))) == ["去掉年份“1999年”"]
    assert texts(SearchRequest(reporters=("查无",), kinds=("notice",)))[-1] == "去掉全部条件"
    assert texts(SearchRequest(reporters=("查无",)))[0] == '"查无"，去掉记者“查无”'


def test_quotes_can_be_dropped() -> None:
    assert "新区 防汛值守" in texts(SearchRequest(text='"新区 防汛值守"'))


def test_a_form_as_printed_can_be_folded() -> None:
    assert texts(SearchRequest(text='="網絡"')) == ['"網絡"', "網絡"]


def test_a_distance_can_be_dropped() -> None:
    assert texts(SearchRequest(text='"防汛 值守"~3')) == [
        '"防汛 值守"~10',
        '"防汛 值守"~30',
        '"防汛 值守"~100',
        '"防汛" "值守"',
    ]
    assert texts(SearchRequest(text='"防汛 值守"~50'))[0] == '"防汛 值守"~100'


def test_a_field_can_be_dropped() -> None:
    assert "防汛" in texts(SearchRequest(text="标题:防汛"))
    assert "防汛 OR 花展" in texts(SearchRequest(text="标题:防汛 OR 花展"))
    assert "防汛 林屿" in texts(SearchRequest(text="标题:防汛 记者:林屿"))
    assert "标题:防汛 标题:值守" in texts(SearchRequest(text='标题:"防汛 值守"'))


def test_each_word_can_be_dropped() -> None:
    assert texts(SearchRequest(text="防汛 花展 灯会")) == ["花展 灯会", "防汛 灯会", "防汛 花展"]


def test_what_remains_is_never_only_a_negation() -> None:
    assert texts(SearchRequest(text="防汛 -花展")) == ["防汛"]


def test_a_long_word_can_be_taken_apart() -> None:
    assert texts(SearchRequest(text="新区防汛演练"), {"新区防汛演练": ("新区", "防汛", "演练", "练")}) == [
        "新区 OR 防汛 OR 演练"
    ]


def test_marks_alone_can_be_quoted() -> None:
    assert texts(SearchRequest(text="《")) == ['"《"']


def test_what_is_excluded_can_be_let_in_again() -> None:
    assert texts(SearchRequest(text="防汛 -花展 -灯会"))[-1] == "防汛"


def test_one_short_word_has_no_way_on() -> None:
    assert texts(SearchRequest(text="沄")) == []


@given(requests(), st.text('防汛值守 "“”-|:=~8', max_size=20))
def test_every_candidate_is_another_search_that_can_find_something(request: SearchRequest, text: str) -> None:
    asked = request.with_(text=text)
    found = candidates(asked, parse(asked.text).node, {}, Instead(KnownNames()))
    assert len(found) <= MOST_CANDIDATES
    assert len({candidate.request for candidate in found}) == len(found)
    for candidate in found:
        assert candidate.request.page == 1
        assert candidate.request != asked.with_()
        assert candidate.text
        assert candidate.why
        assert parse(candidate.request.text).node != NOTHING
