"""Days: every printed form, the year that no one prints, ranges, and days that do not exist."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.dates import find_dates
from indexer.extract.located import Located

ISSUE = date(2021, 11, 15)


def days(
    text: str, issue_date: date | None = ISSUE, opening_end: int | None = None
) -> list[tuple[str, str | None, str | None]]:
    found = find_dates(Located(text, (0,), (0,)), issue_date, (1,), None, opening_end)
    return [(e.raw, e.from_.isoformat() if e.from_ else None, e.to.isoformat() if e.to else None) for e in found.events]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("11月13日上午", "2021-11-13"),
        ("二〇二一年十一月十三日", "2021-11-13"),
        ("二○二一年三月五日", "2021-03-05"),
        ("二零二一年三月五日", "2021-03-05"),
        ("二Ｏ二一年三月五日", "2021-03-05"),
        ("二ＯＯ一年三月五日", "2001-03-05"),
        ("２０２１年３月５日", "2021-03-05"),
        ("2020 年 3 月 5 日", "2020-03-05"),
        ("一月二十三日", "2021-01-23"),
        ("2016年06月30日09时30分许", "2016-06-30"),
        ("2021-11-13", "2021-11-13"),
        ("2021.11.13", "2021-11-13"),
        ("12月31日", "2020-12-31"),
        ("11月15日", "2021-11-15"),
        ("11月16日", "2020-11-16"),
        ("2020年2月29日", "2020-02-29"),
        ("将于12月1日举行", "2021-12-01"),
        ("11月20日前完成", "2021-11-20"),
    ],
)
def test_a_day_is_read_in_every_form(text: str, day: str) -> None:
    assert [(a, b) for _, a, b in days(text)] == [(day, day)]


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("10月18日至19日", ("2021-10-18", "2021-10-19")),
        ("10月18—19日", ("2021-10-18", "2021-10-19")),
        ("9月29日—10月15日", ("2021-09-29", "2021-10-15")),
        ("9月10日到9月25日", ("2021-09-10", "2021-09-25")),
        ("12月30日至1月2日", ("2020-12-30", "2021-01-02")),
        ("2020年12月30日至2021年1月2日", ("2020-12-30", "2021-01-02")),
    ],
)
def test_a_range_keeps_its_month_and_turns_the_year(text: str, interval: tuple[str, str]) -> None:
    assert [(a, b) for _, a, b in days(text)] == [interval]


def test_further_days_of_a_month_are_days_of_their_own() -> None:
    assert [a for _, a, _ in days("11月9日、10日和12日，培训班开课。")] == ["2021-11-09", "2021-11-10", "2021-11-12"]


@pytest.mark.parametrize("text", ["2月30日", "13月5日", "2021年2月29日", "4月31日至5月2日", "2月29日"])
def test_a_day_that_does_not_exist_stays_unresolved_with_a_warning(text: str) -> None:
    found = find_dates(Located(text, (0,), (0,)), ISSUE, (7,))
    assert [(event.from_, event.to) for event in found.events] == [(None, None)]
    assert [(warning.code, warning.lines) for warning in found.warnings] == [("impossible date", (7,))]


@pytest.mark.parametrize(
    "text",
    [
        "近日",
        "连日来",
        "今年年初以来",
        "截至目前",
        "2022年项目谋划",
        "正月初八",
        "农历八月十五日",
        "“9·10”案件",
        "3.5日元",
        "30日内办结",
    ],
)
def test_words_without_a_day_give_none(text: str) -> None:
    assert days(text) == []


def test_without_an_issue_date_only_a_printed_year_fixes_a_day() -> None:
    assert days("11月13日和2020年3月5日", None) == [("11月13日", None, None), ("2020年3月5日", "2020-03-05", "2020-03-05")]


@pytest.mark.parametrize(
    ("text", "day"),
    [("昨日上午，", "2021-11-14"), ("今天，", "2021-11-15"), ("10日下午，", "2021-11-10"), ("20日，", "2021-10-20")],
)
def test_straight_behind_the_byline_relative_days_count(text: str, day: str) -> None:
    assert [a for _, a, _ in days(text, opening_end=0)] == [day]
    assert days(f"他说，{text}", opening_end=0) == []


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.dates(date(1950, 1, 1), date(2050, 12, 31)))
def test_a_day_with_its_year_is_that_day_whatever_the_issue(day: date, issue_date: date) -> None:
    assert [a for _, a, _ in days(f"{day.year}年{day.month}月{day.day}日，会议召开。", issue_date)] == [day.isoformat()]


@given(st.dates(date(1950, 1, 1), date(2050, 12, 31)), st.dates(date(1950, 1, 1), date(2050, 12, 31)))
def test_a_day_without_its_year_never_lies_behind_the_issue_nor_a_year_before_it(day: date, issue_date: date) -> None:
    for _, resolved, _ in days(f"{day.month}月{day.day}日，会议召开。", issue_date):
        if resolved is not None:
            found = date.fromisoformat(resolved)
            assert found <= issue_date and (issue_date - found).days <= 366
            assert (found.month, found.day) == (day.month, day.day)
