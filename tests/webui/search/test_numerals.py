"""Dates in the other numerals, and what is no date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.folding import fold
from webui.search.numerals import in_other_numerals, with_mistyped_zeros, without_dates


@pytest.mark.parametrize(
    ("arabic", "hanzi"),
    [
        ("2021年", "二〇二一年"),
        ("1949年", "一九四九年"),
        ("1600年", "一六〇〇年"),
        ("2021", "二〇二一"),
        ("2021年度预算", "二〇二一年度预算"),
        ("2021年11月13日上午", "二〇二一年十一月十三日上午"),
        ("11月", "十一月"),
        ("1月份", "一月份"),
        ("12月10号", "十二月十号"),
        ("2月20日", "二月二十日"),
        ("5月31日", "五月三十一日"),
        ("13日", "十三日"),
        ("3日至5日", "三日至五日"),
        ("9月1日、2日", "九月一日、二日"),
        ("13日上午", "十三日上午"),
        ("2021至2025年规划", "二〇二一至二〇二五年规划"),
        ("2021—2025年", "二〇二一—二〇二五年"),
        ("80年代", "八十年代"),
        ("20世纪90年代", "二十世纪九十年代"),
        ("21世纪", "二十一世纪"),
        ("岚汀新区2021年防汛", "岚汀新区二〇二一年防汛"),
    ],
)
def test_a_date_is_known_in_both_numerals(arabic: str, hanzi: str) -> None:
    assert in_other_numerals(arabic) == (hanzi,)
    assert in_other_numerals(hanzi) == (arabic,)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("２０２１年", ("二〇二一年",)),
        ("二零二一年", ("2021年",)),
        ("二○二一年", ("2021年",)),
        ("二O二一年", ("2021年", "二〇二一年")),
        ("二０二一年", ("2021年", "二〇二一年")),
        ("2021年十一月", ("2021年11月", "二〇二一年十一月")),
    ],
)
def test_every_way_of_writing_a_year_leads_to_both(text: str, forms: tuple[str, ...]) -> None:
    assert in_other_numerals(text) == forms


def test_zeros_are_mistyped_as_letters_and_digits() -> None:
    assert with_mistyped_zeros("2001年") == ("二OO一年", "二00一年")
    assert with_mistyped_zeros("二〇〇一年五月") == ("二OO一年五月", "二00一年五月")
    assert with_mistyped_zeros("二OO一年") == ("二00一年",)
    assert with_mistyped_zeros("1998年") == with_mistyped_zeros("防汛") == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "防汛",
        "三个月",
        "一日三餐",
        "三日游",
        "八月十五",
        "8月15",
        "二月二",
        "十四五",
        "五一",
        "13月",
        "99月",
        "2000元",
        "118.35%",
        "20210513",
        "12021年",
        "一二三四",
        "1234",
        "30年",
        "三十年",
        "三号楼",
        "3号楼",
        "一百二十日",
        "25311",
        "第八届",
        "零下三度",
        "一千九百四十九年",
        "七八月间",
        "0月0日",
    ],
)
def test_what_is_no_date_stays(text: str) -> None:
    assert in_other_numerals(text) == ()


@given(st.text("0129１〇零○一二九十O年月日号世纪代至-—第个 防", max_size=24))
def test_any_text_has_forms_that_lead_back(text: str) -> None:
    """Whatever form is typed, the same set of forms is searched."""
    forms = in_other_numerals(text)
    assert len(forms) <= 2
    assert len({fold(form) for form in (text, *forms)}) == len(forms) + 1
    for form in forms:
        assert {fold(one) for one in forms} <= {fold(one) for one in (form, *in_other_numerals(form))}


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("2021年11月13日", ""),
        ("二〇二一年十一月十三日", ""),
        ("2021 年 11 月", ""),
        ("二〇二一年防汛工作", "防汛工作"),
        ("8月15", "8月15"),
        ("118.35%", "118.35%"),
        ("上世纪八十年代岚汀", "上世纪 岚汀"),
    ],
)
def test_the_rest_beside_dates(text: str, rest: str) -> None:
    assert without_dates(text) == rest
