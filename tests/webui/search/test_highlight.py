"""Marks cover what was asked for, and fragments are pieces of what is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.folding import as_seen, fold, searchable
from mappings.record import SUPERSEDED, TEXT_FIELDS
from tests.webui.search.corpus import invented_texts
from webui.search.highlight import FRAGMENT_LENGTH, MOST_FRAGMENTS, Term, highlight, marks_of, occurrences, terms_of
from webui.search.language import parse
from webui.search.results import Fragment, TextPart
from webui.search.tree import ExactRun, Run, write


def shown(parts: Sequence[TextPart]) -> str:
    return "".join(f"[{part.text}]" if part.hit else part.text for part in parts)


def marked(query: str, text: str, words: Mapping[str, Sequence[str]] | None = None) -> str:
    """The text as a headline, which is shown whole, with its marks in brackets."""
    return shown(highlight({"headline": text}, terms_of(parse(query).node, words)).headline)


@pytest.mark.parametrize(
    ("query", "text", "wanted"),
    [
        ("岚汀", "岚汀大桥直通岚汀花展", "[岚汀]大桥直通[岚汀]花展"),
        ("岚汀", "岚汀岚汀", "[岚汀][岚汀]"),
        ("无关词", "本周大事（12.20—12.26）", "本周大事（12.20—12.26）"),
        ("防汛", "<script>x()</script>防汛值守", "<script>x()</script>[防汛]值守"),
        ("script", "<SCRIPT>防汛", "<[SCRIPT]>防汛"),
        ("5G铁塔", "建成５Ｇ铁塔１６座", "建成[５Ｇ铁塔]１６座"),
        ("网络", "開展網絡安全", "開展[網絡]安全"),
        ("網絡", "开展网络安全", "开展[网络]安全"),
        ('="網絡"', "網絡网络", "[網絡]网络"),
        ('"641"', "“36412”目标", "“3[641]2”目标"),
        ('"，"', "一，二", "一[，]二"),
        ("施𫖯", "记者施𫖯报道", "记者[施𫖯]报道"),
        ('"𫖯"', "施𫖯𫖯", "施[𫖯][𫖯]"),
        ("人", "⼈民", "[⼈]民"),
        ("花展 -灯会", "花展与灯会", "[花展]与灯会"),
        ("标题:花展", "花展", "[花展]"),
        ("人物:林屿", "林屿来访", "林屿来访"),
        ("版:2", "第2版", "第2版"),
        ("防汛 防汛值守", "防汛值守防汛", "[防汛值守][防汛]"),
        ("防汛 汛值", "防汛值守", "[防汛]值守"),
        ('"防汛 值守"~3', "防汛与值守，另有防汛", "[防汛]与[值守]，另有[防汛]"),
        ('"防汛 值守"~1', "防汛与值守，另有防汛", "[防汛]与[值守]，另有防汛"),
        ('"值守 防汛"~0', "防汛与值守", "防汛与值守"),
        # gaps of bad PDFs are inside the mark, never at its ends
        ("习近平", "听 习 近 平 说", "听 [习 近 平] 说"),
        ('"习 近 平"', "习近平说", "[习近平]说"),
        ('"习 近 平"', "习 近平说", "[习 近平]说"),
        ("公告", "公　　告 公告", "[公　　告] [公告]"),
        ('="公 告"', "公告 公 告", "公告 [公 告]"),
        ("5G铁塔", "建成 ５Ｇ 铁塔 16 座", "建成 [５Ｇ 铁塔] 16 座"),
        ('"防汛 值守"~1', "防 汛 与 值 守", "[防 汛] 与 [值 守]"),
        ("防汛 防汛值守", "防 汛 值 守，防汛", "[防 汛 值 守]，[防汛]"),
        # dates in the other numerals
        ("2021年", "二〇二一年与２０２１年、二○二一年、二00一年", "[二〇二一年]与[２０２１年]、[二○二一年]、二00一年"),
        ("二〇二一年十一月", "2021 年 11 月 13 日", "[2021 年 11 月] 13 日"),
        ('="2021年"', "二〇二一年2021年", "二〇二一年[2021年]"),
        ('"11月 防汛"~2', "十一月的防汛", "[十一月]的[防汛]"),
        ("花展 -2021年", "花展2021年", "[花展]2021年"),
        # variant characters, radicals, zeros
        ("群峰", "羣峯⽅", "[羣峯]⽅"),
        ("方用", "⽅⽤子", "[⽅⽤]子"),
        ("二零二一", "二○二一", "[二○二一]"),
    ],
)
def test_what_was_asked_for_is_marked(query: str, text: str, wanted: str) -> None:
    assert marked(query, text) == wanted


def test_words_of_a_longer_query_are_marked_where_they_stand_apart() -> None:
    words = {"岚汀新区防汛": ("岚", "汀", "新区", "防汛")}
    assert marked("岚汀新区防汛", "新区的防汛，岚汀新区防汛。岚", words) == "[新区]的[防汛]，[岚汀新区防汛]。岚"


def test_characters_that_the_analyzer_left_single_are_marked_as_one_where_they_follow_each_other() -> None:
    words = {"防汛值守": ("防汛", "值", "守")}
    assert marked("防汛值守", "防汛在前，有人值守，守值", words) == "[防汛]在前，有人[值守]，守值"


def test_single_characters_are_marked_only_where_nothing_else_is() -> None:
    assert marked("尉迟雪青", "尉与青", {"尉迟雪青": ("尉", "迟", "雪", "青")}) == "[尉]与[青]"
    assert marked("尉迟雪青", "尉迟雪青与青", {"尉迟雪青": ("尉", "迟", "雪", "青")}) == "[尉迟雪青]与青"


def test_a_word_of_the_analyzer_that_is_no_piece_of_the_query_is_never_marked() -> None:
    assert marked("一百二十号院", "120号院", {"一百二十号院": ("120", "号院子")}) == "120号院"


def test_a_reporter_is_marked_where_credits_are_printed() -> None:
    found = highlight({"headline": "林屿", "body": "本报讯(记者林屿)今日。"}, terms_of(parse("记者:林屿").node))
    assert shown(found.headline) == "林屿"
    assert shown(found.fragments[0].parts) == "本报讯(记者[林屿])今日。"


def test_without_a_hit_the_opening_of_the_body_is_shown() -> None:
    body = "第一句话说的是花展。" + "又一句话说的是灯会。" * 30
    (fragment,) = highlight({"headline": "花展", "body": body}, ()).fragments
    assert body.startswith(fragment.text)
    assert fragment.text.endswith("。")
    assert (fragment.cut_before, fragment.cut_after) == (False, True)


def test_a_record_without_headline_and_body_has_nothing_to_show() -> None:
    found = highlight({"kind": "caption"}, terms_of(parse("花展").node))
    assert (found.headline, found.fragments) == ((), ())


def test_a_fragment_begins_and_ends_at_a_sentence_where_one_is_near() -> None:
    body = "无关的话。" * 40 + "会上通报了防汛值守情况。" + "别的话。" * 40
    (fragment,) = highlight({"body": body}, terms_of(parse("防汛").node)).fragments
    assert fragment.text.startswith(("无关的话。", "会上"))
    assert fragment.text.endswith("。")
    assert fragment.cut_before
    assert fragment.cut_after


def test_the_last_sentence_does_not_stand_alone() -> None:
    (fragment,) = highlight({"body": "前面的话很长。" * 40 + "防汛。"}, terms_of(parse("防汛").node)).fragments
    assert len(fragment.text) > FRAGMENT_LENGTH / 2


def test_the_richest_fragments_are_kept_in_the_order_of_the_text() -> None:
    gap = "。" + "无关的话很长很长" * 40 + "。"
    body = gap.join(("防汛甲", "防汛乙", "防汛丙", "防汛与值守丁"))
    fragments = highlight({"body": body}, terms_of(parse("防汛 值守").node)).fragments
    assert len(fragments) == MOST_FRAGMENTS
    positions = [body.index(fragment.text) for fragment in fragments]
    assert positions == sorted(positions)
    assert "丁" in fragments[-1].text


def test_a_long_mark_is_never_cut_in_two() -> None:
    run = "岚汀新区防汛值守" * 30
    (fragment,) = highlight({"body": "开头。" + run + "结尾。"}, terms_of(Run(run))).fragments
    assert run in [part.text for part in fragment.parts if part.hit]


def test_no_accent_is_torn_from_its_character() -> None:
    body = "葛\U000e0100" * 200
    for fragment in highlight({"body": body}, terms_of(Run("葛\U000e0100" * 2))).fragments:
        assert not fragment.text.startswith("\U000e0100")
        assert len(fragment.text) % 2 == 0


def earlier_of(query: str, superseded: str, **today: str) -> list[str]:
    found = highlight({**today, SUPERSEDED: superseded}, terms_of(parse(query).node)).fragments
    return [shown(fragment.parts) for fragment in found if fragment.is_superseded]


def test_an_earlier_form_is_shown_where_only_it_has_the_hit() -> None:
    today = {"headline": "岚汀新区花展", "body": "市民沈雁秋观展。"}
    assert earlier_of("沈雁丘", "岚汀新曲花展\n沈雁丘", **today) == ["[沈雁丘]"]
    assert earlier_of("花展", "岚汀新曲花展\n沈雁丘", **today) == []
    assert earlier_of("标题:沈雁丘", "沈雁丘", **today) == []
    found = highlight({**today, SUPERSEDED: "沈雁丘"}, terms_of(parse("沈雁丘").node)).fragments
    assert [fragment.field for fragment in found] == ["body", SUPERSEDED], "today's text comes first, marked or not"


def test_each_earlier_form_stands_alone_and_has_a_place_beside_a_full_body() -> None:
    gap = "。" + "无关的话很长很长" * 40 + "。"
    body = gap.join(("防汛甲", "防汛乙", "防汛丙", "防汛丁"))
    assert earlier_of("防汛 新曲 沈雁丘", "岚汀新曲\n沈雁丘\n新曲", body=body) == ["岚汀[新曲]", "[沈雁丘]"]
    found = highlight({"body": body, SUPERSEDED: "岚汀新曲"}, terms_of(parse("防汛 新曲").node)).fragments
    assert [fragment.field for fragment in found] == ["body", "body", SUPERSEDED]


TEXTS = [
    *invented_texts(12, seed=7),
    "<b>防汛</b>&amp;" * 9,
    "𫖯" * 300,
    "\U0002ebf0防汛" * 40,
    "ＡＢＣ５Ｇ" * 40,
    "防 汛 值　守 ５Ｇ 网 络" * 9,
]
texts = st.sampled_from(TEXTS) | st.text(max_size=400) | st.text("防汛值守網络５ＧG𫖯<b>。\n 　", max_size=400)


@st.composite
def records_and_runs(draw: Any) -> tuple[dict[str, str], list[Run | ExactRun]]:
    source = {field: text for field in TEXT_FIELDS if (text := draw(texts))}
    forms = [form for form in draw(st.lists(texts.map(lambda text: text.replace("\n", "")), max_size=3)) if form]
    if forms:
        source[SUPERSEDED] = "\n".join(forms)
    pieces = sorted({text for field, text in source.items() if field != SUPERSEDED} | set(forms))
    runs: list[Run | ExactRun] = []
    for text in draw(st.lists(st.sampled_from(pieces), max_size=4)) if pieces else ():
        start = draw(st.integers(0, len(text) - 1))
        # A request has lost what nobody sees (a soft hyphen) before anything is looked for; blanks nobody can ask for.
        run = as_seen(text[start : start + draw(st.integers(1, 8))]).text.strip()
        if not searchable(run).text:
            continue
        runs.append(draw(st.sampled_from((Run(run), ExactRun(run), Run(fold(run))))))
    return source, runs


def pieces(source: dict[str, str], found: Any) -> list[Fragment]:
    headline = [Fragment("headline", found.headline, False, False)] if "headline" in source else []
    return [*headline, *found.fragments]


@given(records_and_runs())
def test_fragments_are_pieces_of_the_text_and_marks_equal_the_query(case: tuple[dict[str, str], list[Run | ExactRun]]) -> None:
    source, runs = case
    terms = [term for run in runs for term in terms_of(run)]
    found = highlight(source, terms)
    wanted = {searchable(run.text).text for run in runs}
    assert len(found.fragments) <= MOST_FRAGMENTS
    for fragment in pieces(source, found):
        stored = [source[fragment.field]]
        if fragment.field == SUPERSEDED:
            stored = stored[0].split("\n")
        assert any(
            fragment.text in text
            and (fragment.cut_before or text.startswith(fragment.text))
            and (fragment.cut_after or text.endswith(fragment.text))
            for text in stored
        )
        assert all(part.text for part in fragment.parts)
        for part in fragment.parts:
            if part.hit:
                assert searchable(part.text).text in wanted
                assert part.text.strip() == part.text
    assert "".join(part.text for part in found.headline) == source.get("headline", "")


@given(records_and_runs())
def test_a_record_that_holds_a_run_shows_a_mark(case: tuple[dict[str, str], list[Run | ExactRun]]) -> None:
    source, runs = case
    for run in runs:
        found = highlight(source, terms_of(run))
        shown_marks = any(part.hit for fragment in pieces(source, found) for part in fragment.parts)
        assert shown_marks == any(holds(text, run) for text in source.values())


def holds(text: str, run: Run | ExactRun) -> bool:
    return run.text in as_seen(text).text if isinstance(run, ExactRun) else searchable(run.text).text in searchable(text).text


@given(texts, st.lists(st.text("防汛值守G𫖯<b>", min_size=1, max_size=4), max_size=4))
def test_marks_never_overlap_and_the_longest_wins(text: str, runs: list[str]) -> None:
    marks = marks_of({"body": text}, [Term((fold(run),)) for run in runs])["body"]
    assert all(first[1] <= second[0] for first, second in pairwise(marks))
    form = searchable(text)
    everywhere = {form.printed(*found) for run in runs for found in occurrences(form.text, fold(run))}
    assert set(marks) <= everywhere
    for start, end in everywhere - set(marks):
        over = [mark for mark in marks if mark[0] < end and start < mark[1]]
        assert any(mark[1] - mark[0] >= end - start for mark in over)


@given(st.text(max_size=30), texts)
def test_any_query_marks_any_text_without_an_error(query: str, text: str) -> None:
    highlight({"headline": text, "body": text}, terms_of(parse(query).node))


def test_what_is_written_for_a_run_is_what_is_marked() -> None:
    assert marked(write(Run("二“三")), "一二“三四") == "一[二“三]四"


@given(
    st.text("甲乙丙", max_size=40),
    st.lists(st.text("甲乙丙", min_size=1, max_size=3), min_size=2, max_size=3),
    st.integers(0, 5),
)
def test_near_marks_are_those_with_a_neighbour_in_reach(text: str, runs: list[str], distance: int) -> None:
    """Looked up by halves, the same as compared pair by pair."""

    def between(one: tuple[int, int], other: tuple[int, int]) -> int:
        return max(one[0] - other[1], other[0] - one[1])

    different = tuple(dict.fromkeys(runs))
    places = {run: list(occurrences(text, run)) for run in different}
    expected = [
        place
        for run in different
        for place in places[run]
        if all(any(between(place, other) <= distance for other in places[near]) for near in different if near != run)
    ]
    marks = marks_of({"body": text}, [Term(different, distance=distance)])["body"]
    assert set(marks) <= set(expected)
    assert bool(marks) == bool(expected)


def test_near_runs_in_a_text_of_one_character_are_marked_in_time() -> None:
    """Compared pair by pair, this took a minute: 20,000 times 10,000 pairs. No clock: only the work is bounded."""
    text = "甲" * 20_000
    marks = marks_of({"body": text}, [Term(("甲", "甲甲"), distance=8)])["body"]
    assert sum(end - start for start, end in marks) == len(text)
