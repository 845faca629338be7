"""What a query that is a name, or nearly one, offers; and whole names behind their field. Before the engine has counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.webui.search.test_names import NAMES
from tests.webui.search.test_request import requests
from webui.search.instead import Instead
from webui.search.language import parse
from webui.search.names import KnownNames
from webui.search.offers import MOST_OFFERS, has_names, offer_candidates, spelled_names, with_whole_names
from webui.search.request import SearchRequest
from webui.search.suggestions import MOST_CANDIDATES, candidates, spelled_candidates
from webui.search.tree import ExactRun, Field, write


def offered(text: str, **filters: object) -> list[str]:
    request = SearchRequest(text=text).with_(**filters)
    return [candidate.request.query_string() for candidate in offer_candidates(request, parse(text).node, NAMES)]


def suggested(text: str, **filters: object) -> list[tuple[str, str]]:
    request = SearchRequest(text=text).with_(**filters)
    found = candidates(request, parse(text).node, {}, Instead(NAMES))
    return [(candidate.text, candidate.group) for candidate in found if candidate.group]


def query(**params: str) -> str:
    return SearchRequest.from_params(params.items(), strict=True).query_string()


def test_a_name_offers_each_of_its_facets_and_keeps_the_other_filters() -> None:
    roles = [query(reporter="乔知远"), query(photographer="乔知远"), query(person="乔知远")]
    assert offered("乔知远") == offered("喬知遠") == offered('"乔知远"') == offered("（乔知远）") == roles
    assert offered("记者 乔知远") == roles[:1]
    assert offered("人物 乔知远") == roles[2:]
    assert offered("柯木", kinds=("caption",)) == [query(photographer="柯木", kind="caption")]
    assert offered("乔知远", reporters=("柯木",))[0] == query(reporter="乔知远")


@pytest.mark.parametrize(
    "text", ["", "知远", "花展", "乔知远 花展", "-乔知远", "乔知远 OR 柯木", "标题:乔知远", "版:乔知远", "乔" * 90]
)
def test_what_is_no_name_as_a_whole_offers_nothing(text: str) -> None:
    assert offered(text) == []


def test_behind_a_field_the_other_roles_and_the_longer_names_are_offered() -> None:
    assert offered("记者:柯木") == [query(photographer="柯木")]
    assert offered("记者:王伟") == [query(reporter="王伟"), query(reporter="王伟强")]
    assert offered("记者:知远") == []
    assert offered("部门:财政局") == [query(department="区财政局")]


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("记者:王伟", '记者:="王伟"'),
        ("记者:王伟|施𫖯|伟", '记者:="王伟"|="施𫖯"|伟'),
        ("花展 -记者:王伟", '花展 -记者:="王伟"'),
        ("部门:区财政局 OR 人物:林屿", '部门:="区财政局" OR 人物:="林屿"'),
        ("记者:喬知遠", '记者:="乔知远"'),
        ("记者:知远", "记者:知远"),
        ('记者:"王伟"', '记者:"王伟"'),
        ("记者:柯木", "记者:柯木"),
        ("部门:财政局", "部门:财政局"),
        ("王伟 标题:王伟", "王伟 标题:王伟"),
    ],
)
def test_a_bare_whole_name_behind_its_field_is_that_name_alone(text: str, understood: str) -> None:
    assert write(with_whole_names(parse(text).node, NAMES)) == understood
    assert has_names(parse(text).node) == (":" in text and "标题" not in text)


def test_names_in_two_written_forms_are_both_meant() -> None:
    both = KnownNames({"reporter": {"乔知远": 2, "喬知遠": 1}})
    assert write(with_whole_names(parse("记者:乔知远").node, both)) == '记者:="乔知远"|="喬知遠"'


def test_letters_beside_results_must_be_no_chance() -> None:
    assert [name.text for name in spelled_names("qzy", NAMES, found=True)] == ["乔知远"]
    assert spelled_names("km", NAMES, found=True) == ()
    assert [name.text for name in spelled_names("km", NAMES, found=False)] == ["柯木"]
    assert spelled_names("qiaozhi", NAMES, found=True) == ()
    assert [candidate.text for candidate in spelled_candidates(SearchRequest(text="kemu"), NAMES)] == ["柯木", "摄影“柯木”"]
    assert spelled_candidates(SearchRequest(text="防汛"), NAMES) == ()


def test_the_nearest_names_are_tried_in_place_of_what_was_typed() -> None:
    assert suggested("乔之远") == [("乔知远", "乔知远"), ("记者:乔知远", "乔知远")]
    assert suggested('"乔之远"')[0] == ('"乔知远"', "乔知远")
    assert suggested("记者:乔之远")[0] == ("记者:乔知远", "乔知远")
    assert suggested("花展 乔之远")[0] == ("花展 乔知远", "乔知远")
    assert suggested("花展 qiaozhiyuan")[0] == ("花展 乔知远", "乔知远")
    assert suggested("qzy")[0] == ("乔知远", "乔知远")
    assert suggested("花展 部门:市场监管局")[0] == ("花展 部门:区市场监督管理局", "区市场监督管理局")
    assert suggested("fgw")[0] == ("部门:区发展和改革委员会", "区发展和改革委员会")
    assert suggested("乔知远") == suggested("花展 防汛") == suggested("标题:乔之远") == []


def test_a_filter_that_is_no_value_is_replaced_by_the_nearest_one() -> None:
    request = SearchRequest(text="花展", reporters=("乔之远",), departments=("计委",))
    found = [one for one in candidates(request, parse("花展").node, {}, Instead(NAMES)) if one.group]
    assert [(one.text, one.request.reporters, one.request.departments) for one in found[:2]] == [
        ("记者“乔知远”", ("乔知远",), ("计委",)),
        ("部门“区发展和改革委员会”", ("乔之远",), ("区发展和改革委员会",)),
    ]


def test_no_case_hides_the_other_ways_on() -> None:
    request = SearchRequest(text="乔之远 柯沐 林雨", reporters=("王纬",), kinds=("caption",))
    found = [one.text for one in candidates(request, parse(request.text).node, {}, Instead(NAMES))]
    assert "去掉类型“图片说明”" in found and len(found) <= MOST_CANDIDATES


@given(requests(), st.sampled_from(["", "乔之远", "记者:乔知远", "qzy", "部门:发改委", "乔知远"]))
def test_every_request_can_be_asked_for_names(request: SearchRequest, more: str) -> None:
    wanted = request.with_(text=f"{request.text} {more}")
    parsed = parse(wanted.text)
    with_whole_names(parsed.node, NAMES)
    assert len(offer_candidates(wanted, parsed.node, NAMES)) <= MOST_OFFERS
    for candidate in (*candidates(wanted, parsed.node, {}, Instead(NAMES)), *spelled_candidates(wanted, NAMES)):
        assert candidate.request != wanted and candidate.text and candidate.why
        assert SearchRequest.from_params(candidate.request.params(), strict=request.view == "list") == candidate.request


def test_an_exact_name_stays_exact() -> None:
    node = parse('记者:="王伟"').node
    assert with_whole_names(node, NAMES) == node == Field("reporter", ExactRun("王伟"))
