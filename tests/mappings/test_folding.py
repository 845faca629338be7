"""Folding is a character for a character, and the file is what its maker makes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.folding import fold, folding_rules, folding_table
from tools.make_folding import TARGET, render


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
    ],
)
def test_forms_that_readers_take_for_one_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("零", "〇"), ("，", "、"), ("“", "”"), ("。", "."), ("己", "已")])
def test_forms_that_differ_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_rules_are_one_a_row_and_escape_what_the_rule_syntax_would_eat() -> None:
    rules = folding_rules()
    assert len(rules) == len(folding_table())
    assert "\\u3000=>\\u0020" in rules
    assert "\\uff0c=>\\u002c" in rules
    assert all(rule.count("=>") == 1 for rule in rules)
