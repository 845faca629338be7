"""The state of a search and its address."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import QueryError
from webui.search.facets import FACETS, ROLES
from webui.search.request import PARAMETERS, SearchRequest

values = st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12), max_size=3, unique=True)
days = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@st.composite
def requests(draw: Any) -> SearchRequest:
    first, last = sorted((draw(days), draw(days)))
    event_first, event_last = sorted((draw(days), draw(days)))
    return SearchRequest(
        text=draw(st.text(max_size=30)),
        reporters=tuple(draw(values)),
        departments=tuple(draw(values)),
        kinds=tuple(draw(st.lists(st.sampled_from(("article", "caption", "notice")), unique=True))),
        photographers=tuple(draw(values)),
        contributors=tuple(draw(values)),
        people=tuple(draw(values)),
        page_nos=tuple(draw(st.lists(st.integers(1, 999), max_size=3, unique=True))),
        papers=tuple(draw(values)),
        years=tuple(draw(st.lists(st.integers(1000, 2999), max_size=3, unique=True))),
        months=tuple(draw(st.lists(days.map(lambda day: f"{day.year}-{day.month:02d}"), max_size=3, unique=True))),
        month_days=tuple(draw(st.lists(days.map(lambda day: day.isoformat()[5:]), max_size=2, unique=True))),
        from_=draw(st.sampled_from((None, first))),
        to=draw(st.sampled_from((None, last))),
        event_from=draw(st.sampled_from((None, event_first))),
        event_to=draw(st.sampled_from((None, event_last))),
        role=draw(st.sampled_from((None, *ROLES))),
        sort=draw(st.sampled_from(("relevance", "recent", "date", "date_asc"))),
        page=draw(st.integers(1, 500)),
        size=draw(st.integers(1, 100)),
        view=draw(st.sampled_from(("list", "compact", "photos"))),
    )


@given(requests())
def test_an_address_is_read_back_to_the_same_search(request: SearchRequest) -> None:
    address = urlsplit(request.url())
    pairs = parse_qsl(address.query, keep_blank_values=True)
    read = SearchRequest.from_params(pairs, strict=False)
    assert address.path == ("/photos" if request.view == "photos" else "/search")
    assert (read.with_(view="photos", page=read.page) if address.path == "/photos" else read) == request
    assert SearchRequest.from_params(request.params(), strict=False) == request


@given(requests())
def test_a_feed_or_file_is_of_the_same_records_whatever_the_view(request: SearchRequest) -> None:
    pairs = parse_qsl(urlsplit(request.url("/feed.atom")).query, keep_blank_values=True)
    read = SearchRequest.from_params(pairs, strict=True)
    assert read.view == "list" and read.kinds == request.kinds and read.text == request.text


@given(
    requests(), st.sampled_from([facet.name for facet in FACETS if facet.kind in ("name", "code") and not facet.value_labels])
)
def test_toggling_a_value_twice_changes_nothing_but_the_page(request: SearchRequest, facet: str) -> None:
    toggled = request.toggle(facet, "研究院&C+D#车间")
    assert "研究院&C+D#车间" in toggled.selected(facet)
    assert toggled.page == 1
    assert toggled.toggle(facet, "研究院&C+D#车间") == request.with_()


@given(requests())
def test_every_chip_takes_away_exactly_its_own_value(request: SearchRequest) -> None:
    for chip in request.chips():
        assert len(chip.request_without.chips()) == len(request.chips()) - 1
        assert chip.request_without.text == request.text


@given(st.lists(st.tuples(st.text(max_size=8) | st.sampled_from(PARAMETERS), st.text(max_size=12)), max_size=6))
def test_any_parameters_give_a_request_or_a_sentence(params: list[tuple[str, str]]) -> None:
    for strict in (True, False):
        try:
            SearchRequest.from_params(params, strict=strict)
        except QueryError as error:
            assert error.zh.endswith("。")
            assert error.field in {name for name, _ in params}


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        ("2024-11-05", "2024-11-05", (date(2024, 11, 5), date(2024, 11, 5))),
        ("2024-02", "2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2023", "2024", (date(2023, 1, 1), date(2024, 12, 31))),
    ],
)
def test_a_month_or_year_stands_for_its_first_and_last_day(first: str, last: str, wanted: tuple[date, date]) -> None:
    request = SearchRequest.from_params([("from", first), ("to", last)], strict=True)
    assert (request.from_, request.to) == wanted


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("from", "2024-13-01"),
        ("from", "20241105"),
        ("from", "2024-W01-1"),
        ("to", "2023-02-29"),
        ("to", "昨天"),
        ("to", "0000"),
        ("page", "0"),
        ("page", "-1"),
        ("page", "²"),
        ("page", "9" * 5000),
        ("size", "101"),
        ("sort", "best"),
        ("kind", "poem"),
        ("year", "24"),
        ("month", "2024-13"),
        ("month", "2024-1"),
        ("page_no", "头版"),
        ("on", "11-31"),
        ("on", "2-29"),
        ("on", "今天"),
        ("on", "2024-11-16"),
        ("role", "editor"),
    ],
)
@pytest.mark.parametrize("strict", [True, False])
def test_a_value_that_cannot_be_used_is_refused_with_its_parameter(name: str, value: str, strict: bool) -> None:
    with pytest.raises(QueryError) as caught:
        SearchRequest.from_params([(name, value)], strict=strict)
    assert caught.value.field == name
    assert name in caught.value.zh
    assert len(caught.value.zh) < 200


def test_from_after_to_is_refused() -> None:
    with pytest.raises(QueryError, match="after") as caught:
        SearchRequest.from_params([("from", "2024-11-06"), ("to", "2024-11-05")], strict=False)
    assert "晚于" in caught.value.zh


def test_an_unknown_parameter_is_refused_by_the_api_and_ignored_on_the_page() -> None:
    with pytest.raises(QueryError) as caught:
        SearchRequest.from_params([("utm_source", "weixin")], strict=True)
    assert caught.value.field == "utm_source"
    assert SearchRequest.from_params([("utm_source", "weixin"), ("q", "防汛")], strict=False) == SearchRequest(text="防汛")


def test_two_texts_are_refused_by_the_api() -> None:
    with pytest.raises(QueryError):
        SearchRequest.from_params([("q", "甲"), ("q", "乙")], strict=True)


def test_empty_fields_of_a_form_are_as_good_as_none() -> None:
    params = [("q", " "), ("reporter", ""), ("from", ""), ("to", ""), ("sort", ""), ("page", "")]
    request = SearchRequest.from_params(params, strict=True)
    assert request == SearchRequest()
    assert request.is_empty
    assert request.url() == "/search"


def test_a_repeated_value_counts_once() -> None:
    params = [("reporter", "林屿"), ("reporter", "乔知远"), ("reporter", "林屿")]
    assert SearchRequest.from_params(params, strict=True).reporters == ("林屿", "乔知远")


def test_the_order_is_by_relevance_for_a_text_and_by_date_without() -> None:
    assert SearchRequest().sort == "date"
    assert SearchRequest(text="防汛").sort == "relevance"
    assert SearchRequest().with_(text="防汛").sort == "relevance"
    assert SearchRequest(text="防汛", sort="date").with_(text="抗旱").sort == "date"
    assert SearchRequest(text="防汛").with_(text="").sort == "date"


def test_half_surrogates_and_control_characters_become_blanks() -> None:
    assert SearchRequest(text="防汛\udce9\x00\n值守\ud800").text == "防汛   值守"
    assert SearchRequest.from_params([("reporter", "林\x00屿")], strict=True).reporters == ("林 屿",)


def test_chips_speak_chinese() -> None:
    params = [("kind", "caption"), ("month", "2024-03"), ("page_no", "2"), ("from", "2024-03-01"), ("reporter", "林屿")]
    chips = SearchRequest.from_params(params, strict=True).chips()
    assert [(chip.label, chip.value) for chip in chips] == [
        ("记者", "林屿"),
        ("类型", "图片说明"),
        ("版次", "第2版"),
        ("月份", "2024年3月"),
        ("起始日期", "2024-03-01"),
    ]


def test_one_day_is_one_chip_that_takes_both_ends_away() -> None:
    request = SearchRequest.from_params([("from", "2024-03-01"), ("to", "2024-03-01"), ("on", "02-29")], strict=True)
    assert request.day == date(2024, 3, 1)
    assert [(chip.label, chip.value) for chip in request.chips()] == [("历年同日", "2月29日"), ("日期", "2024年3月1日")]
    assert request.chips()[1].request_without == SearchRequest(month_days=("02-29",))
    assert SearchRequest().day is None and SearchRequest(from_=date(2024, 3, 1)).day is None


def test_the_days_that_a_text_names_are_chips_of_their_own() -> None:
    request = SearchRequest.from_params([("event_from", "2024-03"), ("event_to", "2024-03")], strict=True)
    assert (request.event_from, request.event_to) == (date(2024, 3, 1), date(2024, 3, 31))
    assert [(chip.facet, chip.label, chip.value) for chip in request.chips()] == [
        ("event_from", "文中日期起", "2024-03-01"),
        ("event_to", "文中日期止", "2024-03-31"),
    ]
    assert request.chips()[0].request_without == SearchRequest(event_to=date(2024, 3, 31))
    one = SearchRequest(event_from=date(2024, 3, 1), event_to=date(2024, 3, 1), from_=date(2024, 3, 4))
    assert [(chip.label, chip.value) for chip in one.chips()] == [("起始日期", "2024-03-04"), ("文中日期", "2024年3月1日")]
    assert one.chips()[1].request_without == SearchRequest(from_=date(2024, 3, 4))
    with pytest.raises(QueryError, match=r"event_from .* is after event_to"):
        SearchRequest.from_params([("event_from", "2024-03-02"), ("event_to", "2024-03-01")], strict=False)


def test_the_role_is_that_of_a_chosen_name_unless_another_is_asked_for() -> None:
    assert SearchRequest().shown_role == "reporter"
    chosen = SearchRequest().toggle("photographer", "柯木")
    assert (chosen.role, chosen.shown_role) == (None, "photographer")
    assert chosen.params() == [("photographer", "柯木")]
    asked = chosen.with_(role="reporter")
    assert asked.params() == [("photographer", "柯木"), ("role", "reporter")]
    assert (asked.shown_role, asked.usual_role) == ("reporter", "photographer")


def test_changing_a_filter_goes_back_to_the_first_page() -> None:
    request = SearchRequest(text="防汛", page=7)
    assert request.toggle("year", "2024").page == 1
    assert request.with_(page=8).page == 8
    assert request.without("reporter").page == 1
