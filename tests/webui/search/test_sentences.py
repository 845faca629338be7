"""Sentences: which texts are loosened, what of them must occur, and how the answer tells of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.webui.search.corpus import record
from tests.webui.search.test_reading import answer
from webui.pages.results import search_page, widened_notes
from webui.search.language import parse
from webui.search.payload import search_payload
from webui.search.query import build_body
from webui.search.query.clauses import WHOLE
from webui.search.query.ranking import EXACT_RUN_WEIGHTS, SENTENCE_RUN_STEP, WHOLE_STEP
from webui.search.reading import read_results
from webui.search.request import SearchRequest
from webui.search.sentences import QUESTION_WORDS, content, is_question, widened
from webui.search.tree import And, Field, Node, Not, Run, Sentence, Widened, Word, write

KNOWN = ("望川市", "岚汀", "新区", "财政局", "预算", "公开", "居住证", "办理", "防汛", "值守", "图书馆", "开门", "周一")


def words(text: str) -> Sequence[str]:
    """An analyzer that knows a few words; the other characters stand alone."""
    known = [word for word in KNOWN if word in text]
    return [*known, *(character for character in text if not any(character in word for word in known))]


def loose(text: str) -> Node | None:
    return widened(parse(text).node, words)


@pytest.mark.parametrize(
    "text",
    ["岚汀新区财政局预算公开", "岚汀新区防汛", "怎么办理居住证", "图书馆周一开门吗", "图书馆周一开门吗?", "谁是馆长"],
)
def test_a_long_text_and_a_question_are_sentences(text: str) -> None:
    word = parse(text).node
    assert isinstance(word, Word)
    assert loose(text) == Sentence(word.text)


@pytest.mark.parametrize(
    "text",
    [
        "防汛值守",  # four characters: a set phrase
        "岚汀新区",
        "阿依古丽·买买提",  # a name no analyzer knows: half of its characters stand in every long report
        "桑映雪等四位",
        '"岚汀新区财政局预算公开"',
        '="怎么办理居住证"',
        "-岚汀新区财政局预算公开",
        "防汛 值守",
        "防汛 OR 岚汀新区财政局预算公开",
        "记者:岚汀新区财政局预算公开",
        "",
        "《》",
    ],
)
def test_words_names_and_what_is_quoted_or_excluded_are_not(text: str) -> None:
    assert loose(text) is None


def test_a_pasted_paragraph_is_not_loosened() -> None:
    """Neither as one piece nor as several: each character is a clause in every field, several times over."""
    assert loose("岚汀新区财政局预算公开" * 9) is not None
    assert loose("岚汀新区财政局预算公开" * 10) is None
    assert loose(" ".join(f"岚汀新区财政局预算公开第{n}批" for n in range(10))) is None


def test_beside_a_sentence_short_words_and_quoted_runs_must_still_occur() -> None:
    assert loose('岚汀新区财政局预算 公开 "值守" -演练') == And(
        (Sentence("岚汀新区财政局预算"), Word("公开"), Run("值守"), Not(Word("演练")))
    )


def test_the_second_clause_of_a_question_belongs_to_it() -> None:
    assert loose("为什么停了三天水 没人通知一声") == And((Sentence("为什么停了三天水"), Sentence("没人通知一声")))
    assert loose("为什么停了三天水 通知") == And((Sentence("为什么停了三天水"), Word("通知")))


@pytest.mark.parametrize(("_", "example"), QUESTION_WORDS)
def test_every_word_that_asks_is_seen_in_its_example_and_need_not_occur(_: str, example: str) -> None:
    assert is_question(example)
    assert content(example) != example


@pytest.mark.parametrize("text", ["几内亚代表团到访", "吗啡管理办法", "哪吒庙会", "毛呢大衣", "多少年来"])
def test_names_and_words_that_look_like_it_do_not_ask(text: str) -> None:
    assert not is_question(text) or text == "多少年来"  # which asks as often as not


def test_only_the_word_that_asks_is_taken_out() -> None:
    """怎么办理 is 怎么 and 办理; 怎么办 at the end is one word."""
    assert content("怎么办理居住证") == "办理居住证"
    assert content("身份证丢了怎么办") == "身份证丢了"
    assert content("公园门票多少钱") == "公园门票 钱"


def test_traditional_questions_are_questions() -> None:
    assert is_question("為什麼停水")
    assert content("怎麼辦理居住證") == "办理居住证"


def test_a_text_of_nothing_but_asking_keeps_its_words() -> None:
    assert content("为什么") == "为什么"


@given(st.text(max_size=60))
def test_any_text_has_content_and_can_be_judged(text: str) -> None:
    """Nothing typed is an error, and what is left of a text is never more than the text."""
    assert len(content(text)) <= len(text)
    node = parse(text).node
    changed = widened(node, words)
    assert changed is None or parse(write(Widened(node, changed))).node == node


def steps(body: dict[str, Any]) -> list[float]:
    return [float(boost) for boost in _values(body, "boost")]


def _values(part: Any, key: str) -> list[Any]:
    if isinstance(part, dict):
        return [*([part[key]] if key in part else []), *(found for value in part.values() for found in _values(value, key))]
    return [found for value in part for found in _values(value, key)] if isinstance(part, list) else []


def widened_body(text: str) -> dict[str, Any]:
    node = parse(text).node
    changed = widened(node, words)
    assert changed is not None
    return build_body(SearchRequest(text=text), Widened(node, changed))


def test_what_holds_all_is_a_step_above_what_holds_most() -> None:
    body = widened_body("岚汀新区财政局预算公开")
    assert WHOLE in _values(body["query"], "_name")
    assert WHOLE_STEP in steps(body["query"])
    assert WHOLE_STEP > SENTENCE_RUN_STEP > sum(EXACT_RUN_WEIGHTS.values())


def test_the_exact_run_is_a_step_of_its_own_except_in_a_question() -> None:
    assert SENTENCE_RUN_STEP in steps(widened_body("岚汀新区财政局预算公开")["query"])
    assert SENTENCE_RUN_STEP not in steps(widened_body("怎么办理居住证")["query"])


def test_words_that_ask_are_not_among_those_that_must_occur() -> None:
    queries = [
        query["query"]
        for query in _values(widened_body("怎么办理居住证")["query"], "combined_fields")
        if "minimum_should_match" in query
    ]
    assert queries == ["办理居住证"]


def test_only_titles_are_looked_at_behind_the_field_word() -> None:
    """标题: is a field, and what stands behind it is asked for strictly."""
    node = parse("标题:岚汀新区财政局预算公开").node
    assert isinstance(node, Field)
    assert widened(node, words) is None


def some_results(whole: int | None) -> Any:
    request = SearchRequest(text="岚汀新区财政局预算公开")
    found = answer(record(1, "岚汀新区财政局预算公开", "全文。"), record(2, "岚汀新区预算", "无他。"), total=9)
    found["hits"]["hits"][0]["matched_queries"] = [WHOLE]
    return read_results(found, request, parse(request.text), (), whole)


def test_a_record_without_all_the_words_is_marked_everywhere() -> None:
    results = some_results(1)
    assert [hit.partial for hit in results.hits] == [False, True]
    assert [item.partial for item in search_page(results).hits] == [False, True]
    payload = json.loads(json.dumps(search_payload(results)))
    assert payload["whole"] == 1
    assert [hit.get("partial") for hit in payload["hits"]] == [None, True]


def test_the_page_says_how_many_hold_all_and_how_many_do_not() -> None:
    (note,) = widened_notes(some_results(1))
    assert "只有 1 条" in note
    assert "其余 8 条" in note
    (note,) = widened_notes(some_results(0))
    assert "没有" in note
    assert "9 条" in note
    assert note in search_page(some_results(0)).notes


def test_a_search_that_was_not_widened_says_nothing_of_it() -> None:
    results = some_results(None)
    assert widened_notes(results) == ()
    assert not any(hit.partial for hit in results.hits)
    assert "whole" not in search_payload(results)
