"""Publishing days as archivists write them, and the holidays around which papers pause."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.issues.holidays import NATIONAL_DAY, SPRING_FESTIVAL, holiday_of, new_year
from indexer.issues.weekdays import read_weekdays, weekdays_text


@given(st.sets(st.integers(0, 6), min_size=1))
def test_days_that_are_told_are_read_again(days: set[int]) -> None:
    assert read_weekdays(weekdays_text(days)) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("二,五", {1, 4}),
        ("周二、周五", {1, 4}),
        ("星期二 星期五", {1, 4}),
        ("每周二、五", {1, 4}),
        ("2，5", {1, 4}),
        ("二五", {1, 4}),
        ("周一至周五", {0, 1, 2, 3, 4}),
        ("1-5", {0, 1, 2, 3, 4}),
        ("六到一", {5, 6, 0}),
        ("礼拜天", {6}),
        ("每天", {0, 1, 2, 3, 4, 5, 6}),
        ("工作日", {0, 1, 2, 3, 4}),
    ],
)
def test_the_usual_forms_are_read(text: str, days: set[int]) -> None:
    assert read_weekdays(text) == days


@pytest.mark.parametrize("text", ["", "  ", "八", "0", "周", "Tuesday", "二,五,x", "二—", "每月"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        read_weekdays(text)


@pytest.mark.parametrize(
    ("year", "day"), [(2003, "2003-02-01"), (2015, "2015-02-19"), (2021, "2021-02-12"), (2025, "2025-01-29")]
)
def test_the_lunar_new_year_is_known(year: int, day: str) -> None:
    assert new_year(year) == date.fromisoformat(day)
    assert new_year(9999) is None


def test_a_holiday_is_named_and_a_long_hole_is_none() -> None:
    assert holiday_of([date(2021, 2, 9)]) is None
    assert holiday_of([date(2021, 2, 12), date(2021, 2, 16)]) == SPRING_FESTIVAL
    assert holiday_of([date(2021, 9, 28), date(2021, 10, 1), date(2021, 10, 5)]) == NATIONAL_DAY
    assert holiday_of([date(2021, 10, 12)]) is None
    assert holiday_of([date(2021, 9, 1) + timedelta(days=step) for step in range(60)]) is None
