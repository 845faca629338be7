"""Ways on when nothing was found, before the engine has counted them."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.webui.search.test_request import requests
from webui.search.language import parse
from webui.search.request import SearchRequest
from webui.search.suggestions import MOST_CANDIDATES, candidates
from webui.search.tree import NOTHING


def texts(request: SearchRequest, words: dict[str, tuple[str, ...]] | None = None) -> list[str]:
    return [candidate.text for candidate in candidates(request, parse(request.text), words or {})]


def test_each_condition_can_be_dropped_and_dates_widened() -> None:
    request = SearchRequest(text="防汛", reporters=("林屿",), months=("2024-11",), from_=date(2024, 3, 1), to=date(2024, 5, 1))
    assert texts(request) == [
        "把日期放宽到2024年",
        "不限日期",
        "去掉记者“林屿”",
        "去掉月份“2024年11月”",
        "去掉全部条件,只按检索词查",
    ]


def test_one_open_end_is_widened_too() -> None:
    assert texts(SearchRequest(text="防汛", from_=date(2024, 3, 1)))[0] == "把日期放宽到2024年以后"
    assert texts(SearchRequest(text="防汛", to=date(2024, 3, 1)))[0] == "把日期放宽到2024年以前"
    both = SearchRequest(text="防汛", from_=date(2023, 3, 1), to=date(2024, 3, 1))
    assert texts(both)[0] == "把日期放宽到2023年至2024年"


def test_quotes_can_be_dropped() -> None:
    assert "新区 防汛值守" in texts(SearchRequest(text='"新区 防汛值守"'))


def test_a_form_as_printed_can_be_folded() -> None:
    assert texts(SearchRequest(text='="網絡"')) == ['"網絡"', "網絡"]


def test_a_distance_can_be_dropped() -> None:
    assert '"防汛" "值守"' in texts(SearchRequest(text='"防汛 值守"~3'))


def test_a_field_can_be_dropped() -> None:
    assert "防汛" in texts(SearchRequest(text="标题:防汛"))


def test_each_word_can_be_dropped_and_any_of_them_be_enough() -> None:
    assert texts(SearchRequest(text="防汛 花展 灯会")) == ["花展 灯会", "防汛 灯会", "防汛 花展", "防汛 OR 花展 OR 灯会"]


def test_what_remains_is_never_only_a_negation() -> None:
    assert texts(SearchRequest(text="防汛 -花展")) == ["防汛"]


def test_a_long_word_can_be_taken_apart() -> None:
    assert texts(SearchRequest(text="新区防汛演练"), {"新区防汛演练": ("新区", "防汛", "演练", "练")}) == [
        "新区 OR 防汛 OR 演练"
    ]


def test_one_short_word_has_no_way_on() -> None:
    assert texts(SearchRequest(text="沄")) == []


@given(requests(), st.text('防汛值守 "“”-|:=~8', max_size=20))
def test_every_candidate_is_another_search_that_can_find_something(request: SearchRequest, text: str) -> None:
    asked = request.with_(text=text)
    found = candidates(asked, parse(asked.text), {})
    assert len(found) <= MOST_CANDIDATES
    assert len({candidate.request for candidate in found}) == len(found)
    for candidate in found:
        assert candidate.request.page == 1
        assert candidate.request != asked.with_()
        assert candidate.text
        assert candidate.why
        assert parse(candidate.request.text).node != NOTHING
