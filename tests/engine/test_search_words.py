"""What readers type and what they find, on the engine with each analyzer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import get_args

import pytest
from elasticsearch import Elasticsearch

from mappings.analysis import AnalyzerName
from tests.webui.search.corpus import record
from tests.webui.search.loaded import loaded
from webui.search.archive import Archive
from webui.search.request import SearchRequest
from webui.search.results import TextPart

pytestmark = pytest.mark.engine

DOCUMENTS = [
    record(
        1,
        "岚汀新区部署防汛值守",
        "本报讯(记者 乔知远)望溪镇镇长江望与商户代表座谈，完成全年计划的118.35%。",
        reporters=["乔知远"],
    ),
    record(
        2,
        "区水务局：保障供水 疏浚河道",
        "沄河支渠疏浚收尾。防汛不松劲，各村有人值守。记者施𫖯 7程传梁",
        reporters=["施𫖯", "7程传梁"],
    ),
    record(3, "網絡安全進校園", "建成５Ｇ铁塔１６座，“36412”行动计划写进《岚汀条例》；尉迟雪青与桑映雪等四位到会。"),
    record(4, "花展开幕", "一、二、三。村里老人写成的一首小调传唱至今。桑映月到场。", people=["桑映月"]),
    record(5, None, "岚汀大桥直通岚汀花展 <b>现场</b>", kind="caption", day="2023-05-01", departments=["区文旅局"]),
    record(6, "无标点", "不带标点的一段话 岚汀新区第二小学新校区落成", kicker="公告", byline="记者 阿依古丽·买买提"),
]


@pytest.fixture(scope="module", params=get_args(AnalyzerName))
def archive(request: pytest.FixtureRequest, client: Elasticsearch) -> Iterator[Archive]:
    """The six records in an index of each analyzer."""
    with loaded(client, DOCUMENTS, request.param) as archive:
        yield archive


def ordinals(archive: Archive, text: str) -> list[int]:
    """The records found, best first, by their ordinal."""
    return [int(hit.id[-1]) for hit in archive.search(SearchRequest(text=text)).hits]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # one character, rare characters, names no dictionary holds
        ("沄", {2}),
        ("施𫖯", {2}),
        ("𫖯", {2}),
        ("程传梁", {2}),
        ("7程传梁", {2}),
        ("桑映雪", {3}),
        ("尉迟雪青", {3}),
        ("桑映雪等四位", {3}),
        ("江望", {1}),
        ("阿依古丽・买买提", {6}),
        ("阿依古丽•买买提", {6}),
        # inside words and across them
        ("一首", {4}),
        ("第二小学", {6}),
        ("新校区", {6}),
        ("区第二小学", {6}),
        ('"641"', {3}),
        # figures and widths
        ("118.35%", {1}),
        ("118.35", {1}),
        ("5G铁塔", {3}),
        ("５Ｇ", {3}),
        ("5g", {3}),
        ("16座", {3}),
        # traditional and simplified
        ("网络安全", {3}),
        ("網絡安全", {3}),
        ("嵐汀條例", {3}),
        ('="網絡"', {3}),
        ('="网络"', set()),
        # punctuation
        ("，、", set()),
        ("。", set()),
        ('"《"', {3}),
        ('"、"', {4}),
        ("《岚汀条例》", {3}),
        ("区水务局：保障供水", {2}),
        ("“36412”行动计划:", {3}),
        # words that an analyzer drops
        ("an", set()),
        ("the", set()),
        # what must not occur
        ("岚汀 -花展", {1, 3, 6}),
        ("-岚汀", {2, 4}),
        ("岚汀 -“花展 ”", {1, 3, 6}),
        # one of several, and both
        ("沄 OR 江望", {1, 2}),
        ("沄|江望", {1, 2}),
        ("防汛 值守", {1, 2}),
        ("防汛值守", {1, 2}),
        ('"防汛值守"', {1}),
        ('"防汛 值守"~9', {1, 2}),
        ('"防汛 值守"~8', {1, 2}),
        ('"防汛 值守"~7', {1}),
        # fields
        ("标题:防汛", {1}),
        ("标题:公告", {6}),
        ("记者:知远", {1}),
        ("记者:施𫖯|乔知远", {1, 2}),
        ('记者:="乔知远"', {1}),
        ('记者:="知远"', set()),
        ("人物:桑映", {4}),
        ("部门:文旅", {5}),
        ("版:1 花展", {4, 5}),
        # markup is text
        ("<b>", {5}),
        ('"</b>"', {5}),
    ],
)
def test_the_records_that_should_be_found_are_found(archive: Archive, text: str, found: set[int]) -> None:
    """Each query with exactly the records it must find."""
    assert set(ordinals(archive, text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "“36412”行动计划:",
        "A/B(",
        "[1 TO",
        "~!@#",
        "AND OR",
        '"未闭合',
        "防汛 OR",
        "((((",
        "\\",
        "*",
        "?",
        "防汛~",
        "a:b:c",
        '""',
        '"" OR ""',
        '"甲 乙"~9999',
        "版:*",
        "记者:*",
        "\udcff\x00",
        "防汛^4",
        "<script>x()</script>",
        "字" * 3000,
        " ".join(f"词{n}" for n in range(500)),
        '"' + "防汛 " * 90 + '"~3',
        "|".join("防汛" for _ in range(300)),
        "𫖯" * 600,
        "-" * 50,
    ],
)
def test_odd_input_gives_a_normal_answer(archive: Archive, text: str) -> None:
    """Nothing the public types is an error: a result, perhaps an empty one."""
    results = archive.search(SearchRequest(text=text))
    assert results.total >= len(results.hits) >= 0


def test_the_headline_comes_before_the_body_and_the_run_before_the_words_apart(archive: Archive) -> None:
    """防汛值守 in the headline, then 防汛 here and 值守 there; 花展 in the headline, then in the text."""
    assert ordinals(archive, "防汛值守") == [1, 2]
    assert ordinals(archive, "花展") == [4, 5]


def test_a_run_comes_first_even_where_its_words_are_common(client: Elasticsearch) -> None:
    """Fifty records repeat both words apart; the one that has them as asked for is still first."""
    apart = [record(n, f"消息{n}", "防汛演练，各村值守。" * 9) for n in range(1, 51)]
    with loaded(client, [*apart, record(99, "简讯", "今起防汛值守。" + "其他。" * 200)]) as archive:
        first = archive.search(SearchRequest(text="防汛值守")).hits[0]
        assert first.id.endswith("a99")


def test_equal_records_come_in_a_fixed_order(client: Elasticsearch) -> None:
    """Same score: newest issue, then page, then place on the page."""
    days = ["2024-11-04", "2024-11-05"]
    same = [record(n, "防汛", "防汛。", day=day, page=page) for day in days for page in (2, 1) for n in (2, 1)]
    with loaded(client, same) as archive:
        ids = [hit.id.removeprefix("lanting/2024-11-") for hit in archive.search(SearchRequest(text="防汛")).hits]
    assert ids == ["05/1/a1", "05/1/a2", "05/2/a1", "05/2/a2", "04/1/a1", "04/1/a2", "04/2/a1", "04/2/a2"]


def shown(parts: tuple[TextPart, ...]) -> str:
    return "".join(f"[{part.text}]" if part.hit else part.text for part in parts)


def test_words_apart_are_marked_as_the_engine_found_them(archive: Archive) -> None:
    """The words that the analyzer sees in 防汛值守 are marked where they stand alone."""
    second = archive.search(SearchRequest(text="防汛值守")).hits[1]
    assert "[防汛]不松劲" in shown(second.fragments[0].parts)
    assert "[值守]" in shown(second.fragments[0].parts)


def test_hits_that_follow_each_other_are_marked_apart(archive: Archive) -> None:
    """岚汀 twice in one caption, with its markup as text."""
    (caption,) = archive.search(SearchRequest(text="岚汀", kinds=("caption",))).hits
    assert shown(caption.fragments[0].parts) == "[岚汀]大桥直通[岚汀]花展 <b>现场</b>"


def test_a_headline_without_a_hit_is_shown_whole(archive: Archive) -> None:
    """The mark is in the body only."""
    (hit,) = archive.search(SearchRequest(text="沄")).hits
    assert shown(hit.headline_parts) == "区水务局：保障供水 疏浚河道"


def test_the_other_written_form_is_told(archive: Archive) -> None:
    """A query in traditional characters says what else was looked for."""
    assert archive.search(SearchRequest(text="網絡")).also_searched == ("网络",)


def test_a_suggestion_leads_where_it_says(archive: Archive) -> None:
    """Each way on finds exactly as many records as it promises, and none is offered that finds nothing."""
    asked = [
        SearchRequest(text="防汛 花展"),
        SearchRequest(text='"值守防汛"', reporters=("乔知远",)),
        SearchRequest(text="标题:沄"),
        SearchRequest(text='="网络安全"'),
        SearchRequest(text="花展", from_=date(2024, 12, 1), to=date(2024, 12, 31)),
        SearchRequest(text="花展", kinds=("notice",), years=(2023,)),
    ]
    for request in asked:
        results = archive.search(request)
        assert results.total == 0
        assert results.suggestions, request
        for suggestion in results.suggestions:
            assert suggestion.count == archive.search(suggestion.request).total > 0


def test_no_suggestion_where_something_was_found_and_no_invented_name_for_what_is_nowhere(archive: Archive) -> None:
    """No noise beside results; a name that is nowhere leads to what there is, and says so."""
    assert archive.search(SearchRequest(text="防汛")).suggestions == ()
    [newest] = archive.search(SearchRequest(text="岑落霜")).suggestions
    assert (newest.text, newest.count) == ("浏览最近一期（2024年11月5日）", 5)
    assert archive.search(newest.request).total == 5
    # One character from 桑映月 is near enough to a name to be led there.
    assert [s.text for s in archive.search(SearchRequest(text="桑映霜")).suggestions] == ["桑映月"]
