"""`bulletin search` without an engine: what it understands, what it prints, what it refuses."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from indexer.cli import main
from tests.webui.search.corpus import record
from tests.webui.search.test_explain import IN_HEADLINE
from tests.webui.search.test_reading import answer, results_of, terms
from webui import cli_search
from webui.cli_search import show
from webui.search.explain import Explanation, explained
from webui.search.facet_list import FacetList, facet_list
from webui.search.facet_request import FacetRequest
from webui.search.facets import FACET_BY_NAME
from webui.search.language import parse
from webui.search.payload import facet_payload, search_payload
from webui.search.query import build_body
from webui.search.request import SearchRequest
from webui.search.results import Offer, SearchResults, Suggestion


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["search", *arguments])


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[SearchRequest]:
    """The requests that reach the archive, which finds one record for everything but 无此词."""
    requests: list[SearchRequest] = []

    def results(request: SearchRequest, *, explain: bool) -> tuple[SearchResults, Explanation | None]:
        requests.append(request)
        found = answered(request)
        if not explain:
            return found, None
        node = parse(request.text).node
        return found, explained(request, node, build_body(request), found.hits[0] if found.hits else None, IN_HEADLINE)

    def answered(request: SearchRequest) -> SearchResults:
        if "无此词" in request.text:
            empty = results_of(request, answer())
            way = Suggestion("防汛", 3, "引号里的字必须连在一起", SearchRequest(text="防汛"))
            return SearchResults(request, 0, 1, (), empty.facets, (), (way,), notes=empty.notes)
        document = record(1, "岚汀新区防汛", "今日防汛[red]值守。", reporters=["林屿"], page_name="要闻")
        return results_of(request, answer(document, total=41, reporter={"reporter": terms(("林屿", 41))}))

    monkeypatch.setattr(cli_search, "_results", results)
    return requests


def test_words_and_options_are_the_same_request_as_on_the_page(asked: list[SearchRequest]) -> None:
    result = run(
        "防汛", "-演练", "--reporter", "林屿", "--reporter", "乔知远", "--from", "2024-11", "--page-no", "2", "--sort", "date"
    )
    assert result.exit_code == 0, result.output
    params = [
        ("q", "防汛 -演练"),
        ("reporter", "林屿"),
        ("reporter", "乔知远"),
        ("from", "2024-11"),
        ("page_no", "2"),
        ("sort", "date"),
    ]
    assert asked == [SearchRequest.from_params(params, strict=True)]


def test_every_parameter_of_the_address_has_an_option(asked: list[SearchRequest]) -> None:
    options = {option for parameter in cli_search.search.params for option in parameter.opts}
    from webui.search.request import PARAMETERS

    assert {f"--{name.replace('_', '-')}" for name in PARAMETERS if name != "q"} <= options
    assert asked == []


def test_hits_are_shown_with_marks_place_and_facets(asked: list[SearchRequest]) -> None:
    output = run("防汛").stdout
    assert "共 41 条，第 1/3 页" in output
    assert "1. 岚汀新区【防汛】" in output
    assert "2024-11-05  第1版 要闻  林屿  lanting/2024-11-05/1/a1" in output
    assert "今日【防汛】[red]值守。" in output
    assert "记者:林屿(41)" in output
    assert len(asked) == 1


def test_nothing_found_says_what_to_try_on_stderr(asked: list[SearchRequest]) -> None:
    result = run("无此词")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "没有找到" in result.stderr
    assert "可以试试：防汛（3 条；引号里的字必须连在一起）" in result.stderr
    assert asked


def test_names_are_offered_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    wanted = SearchRequest(text="qzy")
    offer = Offer("photographer", "乔知远", 3, SearchRequest(photographers=("乔知远",)))
    beside = Suggestion("乔知远", 4, "拼音“qzy”", SearchRequest(text="乔知远"))
    show(replace(results_of(wanted, answer(total=41)), offers=(offer,), suggestions=(beside,)))
    printed = capsys.readouterr()
    assert "按名称查看：摄影 乔知远，3 篇（--photographer 乔知远）" in printed.err
    assert "可以试试：乔知远（4 条；拼音“qzy”）" in printed.err
    assert "共 41 条" in printed.out


def test_json_is_the_object_of_the_api(asked: list[SearchRequest]) -> None:
    printed: dict[str, Any] = json.loads(run("防汛", "--json").stdout)
    assert list(printed) == list(search_payload(results_of(asked[0], answer())))
    assert printed["total"] == 41


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> list[FacetRequest]:
    """The lists that are asked of the archive, which knows two reporters."""
    requests: list[FacetRequest] = []

    def values(request: FacetRequest) -> FacetList:
        requests.append(request)
        return facet_list({"乔知远": 3, "林屿": 12}, request)

    monkeypatch.setattr(cli_search, "_facet", values)
    return requests


def test_the_values_of_a_facet_are_lines_of_count_and_value(listed: list[FacetRequest]) -> None:
    result = run("防汛", "--facet", "reporter", "--kind", "article", "--order", "pinyin", "--size", "1000")
    assert result.exit_code == 0, result.output
    assert result.stdout == "12\t林屿\n3\t乔知远\n"
    assert result.stderr == "记者：2 个，第 1/1 页\n"
    assert listed == [
        FacetRequest(FACET_BY_NAME["reporter"], SearchRequest(text="防汛", kinds=("article",)), order="pinyin", size=1000)
    ]


def test_the_values_of_a_facet_as_json_are_the_object_of_the_api(listed: list[FacetRequest]) -> None:
    printed = json.loads(run("--facet", "reporter", "--find", "qzy", "--json").stdout)
    assert printed == facet_payload(facet_list({"乔知远": 3, "林屿": 12}, listed[0]))
    assert [value["value"] for value in printed["values"]] == ["乔知远"]


def test_a_facet_that_does_not_exist_and_a_list_without_its_facet_are_refused(listed: list[FacetRequest]) -> None:
    wrong = run("--facet", "secret")
    assert wrong.exit_code == 1 and "没有名为“secret”的筛选项" in wrong.stderr
    alone = run("防汛", "--find", "qzy")
    assert alone.exit_code == 2 and "--find 要与 --facet 同用" in alone.stderr
    assert listed == []


def test_explain_tells_the_query_in_words_the_first_hit_and_the_body(asked: list[SearchRequest]) -> None:
    output = run('"防汛"', "--kind", "caption", "--explain").stdout
    assert "检索：“防汛”连在一起出现。条件：类型 图片说明。" in output
    assert "第一条：岚汀新区防汛  lanting/2024-11-05/1/a1，得分 1.50" in output
    assert "  标题里有连在一起的“防汛”：800（位置） ＋ 2.70（BM25）" in output
    body = build_body(SearchRequest(text='"防汛"', kinds=("caption",)))
    assert json.loads(output.split("发给 Elasticsearch 的查询：")[1]) == body


def test_explain_is_a_key_of_the_json(asked: list[SearchRequest]) -> None:
    printed: dict[str, Any] = json.loads(run("防汛", "--explain", "--json").stdout)
    assert printed["total"] == 41
    assert list(printed["explain"]) == ["query", "body", "order", "first"]
    assert "explain" not in json.loads(run("防汛", "--json").stdout)


def test_explain_says_so_when_nothing_was_found(asked: list[SearchRequest]) -> None:
    result = run("无此词", "--explain")
    assert result.exit_code == 0
    assert "没有找到。" in result.stdout


def test_a_bad_value_is_one_chinese_sentence_and_exit_code_1(asked: list[SearchRequest]) -> None:
    result = run("防汛", "--from", "昨天")
    assert result.exit_code == 1
    assert result.stderr.startswith("错误：参数 from 的值“昨天”不能使用")
    assert asked == []


def test_a_mistyped_option_is_no_part_of_the_query(asked: list[SearchRequest]) -> None:
    result = run("防汛", "--jsn")
    assert result.exit_code == 2
    assert "--jsn" in result.stderr
    assert asked == []
