"""The query in words, and the engine's explanation made short."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from tests.webui.search.corpus import record
from tests.webui.search.test_request import requests
from webui.search.explain import explained, in_words, payload
from webui.search.language import parse
from webui.search.query import build_body
from webui.search.reading import read_hit
from webui.search.request import SearchRequest
from webui.search.tree import Sentence, Widened, Word


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "全部条目。"),
        ("，", "没有可以检索的字。"),
        ("防汛", "“防汛”连在一起出现。"),
        ("防汛值守", "“防汛值守”连在一起出现，或拆成的词都出现。"),
        ("防汛 值守", "“防汛”连在一起出现 并且 “值守”连在一起出现。"),
        ('"防汛值守" -演练', "“防汛值守”连在一起出现 并且 不含（“演练”连在一起出现）。"),
        ('="防汛"', "“防汛”按原样的字形出现。"),
        ("防汛 OR 抗旱", "（“防汛”连在一起出现） 或者 （“抗旱”连在一起出现）。"),
        ("甲|乙 丙", "（（“甲”连在一起出现） 或者 （“乙”连在一起出现）） 并且 “丙”连在一起出现。"),
        ('"防汛 值守"~8', "“防汛”、“值守”相隔不超过 8 个字。"),
        ("标题:防汛", "标题、引题或副题里“防汛”连在一起出现。"),
        ("记者:知远|林屿", "记者是或含有“知远”或是或含有“林屿”。"),
        ('部门:="区财政局"', "部门是“区财政局”。"),
        ("网络", "“网络”连在一起出现。也检索了：網絡。"),
    ],
)
def test_a_query_is_told_in_words(text: str, words: str) -> None:
    assert in_words(SearchRequest(text=text), parse(text).node) == words


def test_filters_and_a_widened_query_are_told() -> None:
    request = SearchRequest(text="花展", reporters=("林屿",), years=(2024,))
    assert in_words(request, parse("花展").node) == "“花展”连在一起出现。条件：记者 林屿，年份 2024年。"
    wide = Widened(Word("岚汀花展何时开幕"), Sentence("岚汀花展何时开幕"))
    assert "这样的条目很少，所以放宽为：“岚汀花展何时开幕”的词多数出现" in in_words(
        SearchRequest(text="岚汀花展何时开幕"), wide
    )


@given(requests())
def test_every_request_can_be_told(request: SearchRequest) -> None:
    assert in_words(request, parse(request.text).node).endswith("。")


def part(value: float, description: str, *details: dict[str, Any]) -> dict[str, Any]:
    return {"value": value, "description": description, "details": list(details)}


def step(value: float) -> dict[str, Any]:
    """The fixed step of a place, as the engine tells it."""
    return part(
        value,
        "min of:",
        part(value, "product of:", part(1.0, "constant score 1.0 - no function provided"), part(value, "weight")),
    )


IN_HEADLINE = part(
    802.7, "sum of", part(2.7, 'weight(headline.characters:"防 汛" in 0) [PerFieldSimilarity], result of:'), step(800.0)
)
IN_BODY = part(200.3, "sum of", part(0.3, "weight(body.exact:沄 in 3) [PerFieldSimilarity], result of:"), step(200.0))
NEAR = part(
    200.5,
    "sum of",
    part(
        0.5,
        "Saturation function on interval frequency, computed as w * S / (S + k) from:",
        part(1.0, "w, weight of this function"),
        part(
            1.0, "S, the sloppy frequency of the interval query body.characters:MAXGAPS/9(UNORDERED(BLOCK(防,汛),BLOCK(值,守)))"
        ),
    ),
    step(200.0),
)
SPREAD = part(
    1.4,
    "sum of:",
    part(0.3, "weight(CombinedFieldQuery((body byline headline^4.0)(防汛)) in 0), result of:"),
    part(1.1, "weight(CombinedFieldQuery((body byline headline^4.0)(值守)) in 0), result of:"),
)
NAME = part(400.0, 'ConstantScore(reporters.characters:"知 远")^400.0')
EARLIER = part(0.0, 'ConstantScore(superseded.characters._index_phrase:"新 曲 曲 花")^0.0')
EARLIER_EXACT = part(0.0, "ConstantScore(superseded.exact:丘)^0.0")
EARLIER_NEAR = part(0.0, "ConstantScore(superseded.characters:MAXGAPS/3(UNORDERED(BLOCK(新,曲),BLOCK(开,慕))))^0.0")
EARLIER_WORDS = part(
    0.0,
    "ConstantScore(#FieldExistsQuery [field=superseded] #CombinedFieldQuery((body headline superseded)(花展))"
    " #CombinedFieldQuery((body headline superseded)(新曲)))^0.0",
)
LAST = "只在更正前的文字里有，排在现在的文字里就有的后面。"
FILTER = part(0.0, "match on required clause, product of:", part(0.0, "# clause"), part(1.0, "*:*"))
PAGE = part(400.0, "ConstantScore(*:*)^400.0")


@pytest.mark.parametrize(
    ("explanation", "sentences", "order"),
    [
        (
            part(804.1, "sum of:", IN_HEADLINE, SPREAD, FILTER),
            [
                "标题里有连在一起的“防汛”：800（位置） ＋ 2.70（BM25）",
                "散见的词“值守”：1.10（BM25）",
                "散见的词“防汛”：0.30（BM25）",
            ],
            "标题里就有，排在只在别处有的前面。",
        ),
        (IN_BODY, ["正文里有字形相同的“沄”：200（位置） ＋ 0.30（BM25）"], "正文里有连在一起的，排在词分散的前面。"),
        (NEAR, ["正文里有隔得不远的“防汛…值守”：200（位置） ＋ 0.50（BM25）"], "正文里有连在一起的，排在词分散的前面。"),
        (
            SPREAD,
            ["散见的词“值守”：1.10（BM25）", "散见的词“防汛”：0.30（BM25）"],
            "词分散在各处，按 BM25 排列：少见的词、短的条目在前。",
        ),
        (NAME, ["记者是或含有“知远”：400（位置）"], "记者符合，排在其他的前面。"),
        (PAGE, ["版次或版名符合：400（位置）"], "版次或版名符合，排在其他的前面。"),
        (part(0.0, "sum of:", EARLIER), ["更正前的文字里有连在一起的“新曲花”：不计分"], LAST),
        (EARLIER_EXACT, ["更正前的文字里有字形相同的“丘”：不计分"], LAST),
        (part(0.0, "sum of:", EARLIER_NEAR, FILTER), ["更正前的文字里有隔得不远的“新曲…开慕”：不计分"], LAST),
        (part(0.0, "sum of:", EARLIER_WORDS), ["更正前的文字里有其中的词：不计分"], LAST),
        (
            part(802.7, "sum of:", IN_HEADLINE, EARLIER),
            ["标题里有连在一起的“防汛”：800（位置） ＋ 2.70（BM25）", "更正前的文字里有连在一起的“新曲花”：不计分"],
            "标题里就有，排在只在别处有的前面。",
        ),
        (FILTER, [], "各条得分相同，按日期排列，最新的在前。"),
        (
            part(3.0, "a thing of tomorrow"),
            ["a thing of tomorrow：3.00（BM25）"],
            "词分散在各处，按 BM25 排列：少见的词、短的条目在前。",
        ),
    ],
)
def test_the_reasons_are_told_in_words(explanation: dict[str, Any], sentences: list[str], order: str) -> None:
    request = SearchRequest(text="防汛")
    first = read_hit({"_id": "lanting/2024-11-05/1/a1", "_source": record(1, "防汛", "防汛。"), "_score": 1.0}, ())
    told = explained(request, parse("防汛").node, build_body(request), first, explanation)
    assert [reason.sentence() for reason in told.reasons] == sentences
    assert told.order == order
    assert json.loads(json.dumps(payload(told)))["first"]["reasons"] == [
        {"field": r.field, "match": r.match, "text": r.text, "place": r.place, "bm25": r.bm25, "sentence": r.sentence()}
        for r in told.reasons
    ]


def test_an_order_by_date_needs_no_score() -> None:
    request = SearchRequest(text="防汛", sort="date")
    first = read_hit({"_id": "lanting/2024-11-05/1/a1", "_source": record(1, "防汛", "防汛。"), "_score": None}, ())
    told = explained(request, parse("防汛").node, build_body(request), first, IN_HEADLINE)
    assert told.reasons == ()
    assert told.order.startswith("按日期排列，最新的在前")


def test_where_nothing_was_found_nothing_is_first() -> None:
    told = explained(SearchRequest(text="无"), parse("无").node, {}, None, None)
    assert (told.order, payload(told)["first"]) == ("没有找到。", None)
