"""Lunar days: the right day of the common calendar, or none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.dates import find_dates
from indexer.extract.located import Located
from indexer.extract.lunar import LunarDay, nearest, to_date

ISSUE = date(2021, 3, 1)
# Published by the observatory; written down here so that the library is not its own witness.
NEW_YEARS = [
    date(1949, 1, 29), date(1978, 2, 7), date(1985, 2, 20), date(2001, 1, 24), date(2008, 2, 7), date(2015, 2, 19), date(2020, 1, 25),
    date(2021, 2, 12), date(2022, 2, 1), date(2023, 1, 22), date(2024, 2, 10), date(2025, 1, 29), date(2026, 2, 17), date(2033, 1, 31),
]  # fmt: skip
MID_AUTUMNS = [date(2020, 10, 1), date(2021, 9, 21), date(2022, 9, 10), date(2023, 9, 29), date(2024, 9, 17), date(2025, 10, 6)]


def days(text: str, issue_date: date | None = ISSUE) -> list[str]:
    found = find_dates(Located(text, (0,), (0,)), issue_date, (1,))
    assert found.warnings == ()
    return [str(e.from_) + ("" if e.from_ == e.to else f"/{e.to}") for e in found.events]


@pytest.mark.parametrize("day", NEW_YEARS)
def test_the_first_day_of_the_year_is_the_published_one(day: date) -> None:
    assert to_date(day.year, LunarDay(1, 1)) == day
    assert to_date(day.year, LunarDay(1, 0)) == day - timedelta(days=1)


@pytest.mark.parametrize("day", MID_AUTUMNS)
def test_mid_autumn_is_the_published_one(day: date) -> None:
    assert to_date(day.year, LunarDay(8, 15)) == day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("农历正月初一，村里舞龙。", ["2021-02-12"]),
        ("正月十五，村里舞龙。", ["2021-02-26"]),
        ("腊月廿三上午，村里舞龙。", ["2021-02-04"]),
        ("大年三十，村里舞龙。", ["2021-02-11"]),
        ("大年初一到初三，村里舞龙。", ["2021-02-12/2021-02-14"]),
        ("今年正月初八，工地复工。", ["2021-02-19"]),
        ("2015年农历正月初一，大桥通车。", ["2015-02-19"]),
        ("农历2015年十月初一，大桥通车。", ["2015-11-12"]),
        ("农历辛丑年正月初八，工地复工。", ["2021-02-19"]),
        ("庙会将于农历三月初三举行。", ["2021-04-14"]),
        ("農曆正月初八，工地復工。", ["2021-02-19"]),
        ("2020年闰四月初八，大桥通车。", ["2020-05-30"]),
    ],
)
def test_a_lunar_day_is_converted_where_one_day_can_be_meant(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "八月十五，村里唱戏。",  # no word says that it is lunar, and without 日 nothing says that it is not
        "农历五月初五，村里唱戏。",  # of last year or of this: half a year off on both sides
        "正月三十，村里唱戏。",  # the first month of 2021 has 29 days
        "2020年腊月廿三，村里唱戏。",  # 17 January 2020, or 4 February 2021 by the lunar year
        "2015年大年三十，村里唱戏。",
        "雍正四年大年三十，县志有载。",
        "每年农历三月初三，村里唱戏。",
        "民间有正月十五闹元宵的习俗。",
        "农历正月十五是元宵节。",
        "《正月十五》在村里开演。",
        "2089年正月初一，村里唱戏。",  # behind the years in which the tables are sure
        "正月里，村里唱戏。农历牛年将至。",
    ],
)
def test_otherwise_it_is_left_out(text: str) -> None:
    assert days(text) == []


def test_a_lunar_day_beside_its_date_is_one_day() -> None:
    assert days("2月12日（农历正月初一），村里舞龙。") == ["2021-02-12"]
    assert days("2月12日，农历正月初一，村里舞龙。") == ["2021-02-12"]
    assert days("二〇二一年二月十二日 星期五 农历正月初一") == ["2021-02-12"]


def test_without_an_issue_date_only_a_printed_year_fixes_a_lunar_day() -> None:
    assert days("农历正月初一，村里舞龙。", None) == []
    assert days("2015年农历正月初一，村里舞龙。", None) == ["2015-02-19"]


@given(st.dates(date(1902, 1, 1), date(2086, 12, 31)), st.integers(1, 12), st.integers(0, 30), st.booleans())
def test_a_day_found_lies_on_its_side_and_within_half_a_year(issue_date: date, month: int, day: int, ahead: bool) -> None:
    found = nearest(LunarDay(month, day), issue_date, ahead=ahead)
    if found is not None:
        assert 0 <= (found - issue_date).days * (1 if ahead else -1) <= 180
