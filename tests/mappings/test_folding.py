"""Folding is a character for a character, and the file is what its maker makes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.folding import (
    DICTIONARY_WORDS,
    UNSEEN,
    as_seen,
    dictionary_rules,
    fold,
    folding_rules,
    folding_table,
    gap_pattern,
    searchable,
)
from tools.make_folding import TARGET, VARIANTS, render


def test_the_file_is_what_its_maker_makes() -> None:
    assert TARGET.read_text(encoding="utf-8") == render()


@given(st.text())
def test_folding_keeps_the_length_and_is_done_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("建成５Ｇ基站１２座", "建成5g基站12座"),
        ("記者沈雁秋（攝）", "记者沈雁秋(摄)"),
        ("⼤⽅案⻓", "大方案长"),
        ("二○二四年", "二〇二四年"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽・买买提", "阿依古丽·买买提"),
        ("乔　木", "乔 木"),
        ("ＩＫ，：；！？", "ik,:;!?"),
        ("頭髮與發展", "头发与发展"),
        ("音\uf914", "音乐"),
        ("二○二一", "二零二一"),
        ("二〇二一", "二零二一"),
        ("乾燥與幹部", "干燥与干部"),
        ("皇后走在最後", "皇后走在最后"),
        ("隨著瞭解", "随着了解"),
        ("凴欄望峯", "凭栏望峰"),
        ("回覆彷彿", "回复仿佛"),
    ],
)
def test_forms_that_readers_take_for_one_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("，", "、"), ("一", "壹"), ("象", "像"), ("哲", "喆"), ("渺", "淼"), ("“", "”"), ("。", "."), ("己", "已")],
)
def test_forms_that_differ_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_rules_are_one_a_row_and_escape_what_the_rule_syntax_would_eat() -> None:
    rules = folding_rules()
    assert len(rules) == len(folding_table())
    assert "\\u3000=>\\u0020" in rules
    assert "\\uff0c=>\\u002c" in rules
    assert all(rule.count("=>") == 1 for rule in rules)


def test_every_radical_is_the_character_it_looks_like() -> None:
    """Both blocks: PDF extractors give ⽅⽤⻓ for 方用长."""
    radicals = [chr(code) for block in (range(0x2E80, 0x2EF4), range(0x2F00, 0x2FD6)) for code in block if code != 0x2E9A]
    assert [radical for radical in radicals if 0x2E80 <= ord(fold(radical)) <= 0x2FDF] == []


def test_no_variant_stands_twice_and_no_common_character_is_a_variant() -> None:
    """A character of GB 2312 has a use of its own; the four that traditional pages write for another are told in the ADR."""
    rows = [row for row in VARIANTS.read_text(encoding="utf-8").split("\n") if row and not row.startswith("#")]
    variants = [variant for row in rows for variant in row[1:]]
    assert len(set(variants)) == len(variants)
    assert not {row[0] for row in rows} & set(variants)
    assert {variant for variant in variants if variant.encode("gb2312", "ignore")} == set("著藉覆彷")


def test_words_of_the_dictionaries_come_back_after_folding() -> None:
    assert all(fold(word) != word and len(fold(word)) == len(word) for word in DICTIONARY_WORDS)
    assert "干隆=>乾隆" in dictionary_rules()
    assert len(set(dictionary_rules())) == len(DICTIONARY_WORDS)


@pytest.mark.parametrize(
    ("printed", "searched"),
    [
        ("习 近 平 总书记", "习近平总书记"),
        ("公　告", "公告"),
        ("乔　 木", "乔木"),
        ("2021 年 11 月 13 日", "2021年11月13日"),
        ("建成 ５Ｇ 铁塔", "建成5g铁塔"),
        ("施𫖯 𠮷野", "施𫖯𠮷野"),
        ("施\ue5e5 报道", "施\ue5e5报道"),
        ("⼈ ⺠", "人民"),
        # where a blank parts words, numbers or lines it stays
        ("New York 12 345", "new york 12 345"),
        ("， 、", ", 、"),
        ("标题\n 正文", "标题\n 正文"),
        ("《 岚汀 》", "《 岚汀 》"),
        (" 岚 ", " 岚 "),
    ],
)
def test_blanks_between_hanzi_do_not_count(printed: str, searched: str) -> None:
    assert searchable(printed).text == searched


PRINTED = st.text("习近平𫖯⼈a5 　\t，\n\ue5e5", max_size=30)


@given(PRINTED)
def test_every_searched_character_knows_its_place(text: str) -> None:
    found = searchable(text)
    for at, character in enumerate(found.text):
        start, end = found.printed(at, at + 1)
        assert fold(text[start:end]) == character
    assert found.text.replace(" ", "") == fold(text).replace(" ", "")
    assert searchable(found.text).text == found.text


@given(PRINTED, st.integers(0, 30), st.integers(1, 8))
def test_a_piece_of_a_text_is_a_piece_of_what_is_searched(text: str, start: int, length: int) -> None:
    """No miss: a run cut out anywhere, without blanks at its ends, is folded as it is in the text around it."""
    assert searchable(text[start : start + length].strip()).text in searchable(text).text


def test_a_page_of_gaps_does_not_stall() -> None:
    assert searchable("习" + " " * 500_000 + "近").text == "习近"
    assert len(searchable("习 " * 200_000).text) == 200_001


@given(st.text(alphabet="岚汀2a, 　𫖯々", max_size=40))
def test_gaps_are_what_the_pattern_finds(text: str) -> None:
    """Only blanks are tried; the engine, which tries every place, must find the same."""
    folded = fold(text)
    kept = [True] * len(folded)
    for gap in re.finditer(gap_pattern(), folded):
        kept[gap.start() : gap.end()] = [False] * len(gap[0])
    form = searchable(text)
    assert form.text == "".join(c for c, is_kept in zip(folded, kept, strict=True) if is_kept)
    assert form.without_gaps(text) == "".join(c for c, is_kept in zip(text, kept, strict=True) if is_kept)


@pytest.mark.parametrize(
    ("printed", "seen"),
    [
        ("湿\u200b地公\ufeff园", "湿地公园"),
        ("污\u00ad水\u2060处理", "污水处理"),
        ("葛\U000e0100城", "葛城"),
        ("网\u200b 络", "网络"),
        ("\u202e防汛", "防汛"),
    ],
)
def test_what_nobody_sees_takes_no_position(printed: str, seen: str) -> None:
    form = searchable(printed)
    assert form.text == searchable(seen).text
    first, last = form.printed(0, len(form.text))
    assert searchable(printed[first:last]).text == form.text
    assert form.without_gaps(printed) == seen
    assert as_seen(printed).text == printed.translate({ord(c): None for c in "\u200b\ufeff\u00ad\u2060\U000e0100\u202e"})


def test_nothing_unseen_is_folded_to_or_from() -> None:
    hidden = {code for first, last in UNSEEN for code in range(first, last + 1)}
    assert hidden.isdisjoint(folding_table()) and hidden.isdisjoint(folding_table().values())
    assert not any(chr(code).isalnum() for code in hidden)
