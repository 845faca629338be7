"""`bulletin search` without an engine: what it understands, what it prints, what it refuses."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from indexer.cli import main
from tests.webui.search.corpus import record
from tests.webui.search.test_reading import answer, results_of, terms
from webui import cli_search
from webui.search.payload import search_payload
from webui.search.request import SearchRequest
from webui.search.results import SearchResults, Suggestion


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["search", *arguments])


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[SearchRequest]:
    """The requests that reach the archive, which finds one record for everything but 无此词."""
    requests: list[SearchRequest] = []

    def results(request: SearchRequest) -> SearchResults:
        requests.append(request)
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
    assert "共 41 条,第 1/3 页" in output
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
    assert "可以试试:防汛(3 条;引号里的字必须连在一起)" in result.stderr
    assert asked


def test_json_is_the_object_of_the_api(asked: list[SearchRequest]) -> None:
    printed: dict[str, Any] = json.loads(run("防汛", "--json").stdout)
    assert list(printed) == list(search_payload(results_of(asked[0], answer())))
    assert printed["total"] == 41


def test_explain_prints_the_query_and_asks_nobody(asked: list[SearchRequest]) -> None:
    from webui.search.query import build_body

    result = run('"防汛"', "--kind", "caption", "--explain")
    assert json.loads(result.stdout) == build_body(SearchRequest(text='"防汛"', kinds=("caption",)))
    assert asked == []


def test_a_bad_value_is_one_chinese_sentence_and_exit_code_1(asked: list[SearchRequest]) -> None:
    result = run("防汛", "--from", "昨天")
    assert result.exit_code == 1
    assert result.stderr.startswith("错误:参数 from 的值“昨天”不能使用")
    assert asked == []


def test_a_mistyped_option_is_no_part_of_the_query(asked: list[SearchRequest]) -> None:
    result = run("防汛", "--jsn")
    assert result.exit_code == 2
    assert "--jsn" in result.stderr
    assert asked == []
