"""Suggestions while one types, before and after the engine has counted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import QueryError
from tests.webui.search.test_names import NAMES
from webui.search.language import parse
from webui.search.query.headlines import build_headlines
from webui.search.request import SearchRequest
from webui.search.suggest import (
    MOST_SUGGESTIONS,
    NAMES_BESIDE_HEADLINES,
    TypedSuggestion,
    headline_node,
    headline_suggestions,
    name_suggestions,
    read_text,
    shown,
    suggest_payload,
)


def named(text: str) -> list[tuple[str, str, str]]:
    found = name_suggestions(text, parse(text).node, NAMES)
    return [(suggestion.kind, suggestion.text, suggestion.url) for suggestion in found]


def test_a_name_leads_to_its_facet() -> None:
    assert named("单") == [("reporter", "单立方", SearchRequest(reporters=("单立方",)).url())]
    assert named("尉")[0][2] == SearchRequest(correspondents=("尉迟雪青",)).url()
    assert named("qiao zhi")[0][:2] == ("photographer", "乔知远")
    assert named('"乔')[0][1] == "乔知远"


def test_behind_a_field_only_names_of_its_kind() -> None:
    assert named("记者:乔") == [("reporter", "乔知远", SearchRequest(reporters=("乔知远",)).url())]
    assert named("人物:lin")[0][:2] == ("person", "林屿")
    assert named("部门:财")[0][:2] == ("department", "区财政局")
    assert named("标题:乔") == named("版:乔") == named("部门:乔") == named("乔" * 50) == []


def test_headlines_are_looked_for_as_they_are_searched() -> None:
    for text in ("花展", '"花展"', "标题:花展", "花展 -灯会", "花展 OR 灯会"):
        node = headline_node(parse(text).node)
        assert node is not None
        body = build_headlines(node)
        assert body["_source"] == ["headline"] and body["track_total_hits"] is False and body["size"] < 100
    for text in ("记者:乔", "版:2", "", "，", "-花展", "花展 部门:财"):
        assert headline_node(parse(text).node) is None


def test_headlines_are_looked_for_by_their_sound_too() -> None:
    node = parse("fangx").node
    asked = build_headlines(node, [("fang", "x"), ("f", "a")])["query"]["bool"]["should"]
    assert asked[1]["intervals"]["headline.pinyin"]["all_of"]["intervals"] == [
        {"match": {"query": "fang"}},
        {"prefix": {"prefix": "x"}},
    ]
    assert asked[2]["intervals"]["headline.pinyin"]["all_of"]["intervals"] == [
        {"prefix": {"prefix": "f"}},
        {"prefix": {"prefix": "a"}},
    ]
    assert "bool" not in build_headlines(node)["query"]


def test_a_headline_leads_to_its_record_or_to_the_search_for_all_that_have_it() -> None:
    hits = [
        {"_id": f"lanting/2024-11-05/1/a{number}", "_source": {"headline": headline} if headline else {}}
        for number, headline in enumerate(["花展", "“花展”开幕", "花展", None, "长" * 300])
    ]
    both, single = headline_suggestions(hits)
    assert (single.text, single.count, single.url) == ("“花展”开幕", 1, "/lanting/2024-11-05/1/a1")
    assert (both.text, both.record_id) == ("花展", "")
    assert both.request == SearchRequest(text='标题:"花展"')


def test_at_most_ten_names_first_none_of_nothing() -> None:
    name = TypedSuggestion("乔知远", "reporter", 3, SearchRequest(reporters=("乔知远",)))
    headline = TypedSuggestion("花展", "headline", 2, SearchRequest(text="花展"))
    found = shown([headline] * 20 + [name] * 20)
    assert [one.kind for one in found] == ["reporter"] * NAMES_BESIDE_HEADLINES + ["headline"] * (10 - NAMES_BESIDE_HEADLINES)
    assert shown([name] * 20) == (name,) * MOST_SUGGESTIONS
    assert shown([name] * 8 + [headline]) == (*[name] * 8, headline)
    assert shown([replace(name, count=0), replace(headline, count=0)]) == ()


def test_the_public_object_has_the_promised_form() -> None:
    name = TypedSuggestion("乔知远", "reporter", 3, SearchRequest(reporters=("乔知远",)))
    assert suggest_payload("乔", [name]) == {
        "query": "乔",
        "suggestions": [{"text": "乔知远", "kind": "reporter", "count": 3, "url": name.request.url()}],
    }


def test_only_one_q_may_be_asked_for() -> None:
    assert read_text([]) == read_text([("q", " ")]) == ""
    assert read_text([("q", " 乔\n知\x00")]) == "乔 知"
    for params, field in (([("q", "a"), ("q", "b")], "q"), ([("q", "a"), ("size", "3")], "size"), ([("x", "")], "x")):
        with pytest.raises(QueryError) as caught:
            read_text(params)
        assert caught.value.field == field


@given(st.text(max_size=30))
def test_everything_typed_is_legal(text: str) -> None:
    node = parse(text).node
    wanted = headline_node(node)
    if wanted is not None:
        build_headlines(wanted)
    assert len(name_suggestions(text, node, NAMES)) <= MOST_SUGGESTIONS
