"""The two holidays around which local papers often pause; what is absent there is named with them, never excused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from lunar_python import LunarYear  # type: ignore[import-untyped]

SPRING_FESTIVAL = "春节前后"
NATIONAL_DAY = "国庆前后"
# From the 28th of the last lunar month to the 8th of the first; from the last day of September to 8 October.
_BEFORE_NEW_YEAR, _AFTER_NEW_YEAR = timedelta(days=2), timedelta(days=7)
_LONGEST_PAUSE = timedelta(days=16)
_NATIONAL_DAYS = frozenset({(9, 30), *((10, day) for day in range(1, 9))})


@lru_cache(maxsize=512)
def new_year(year: int) -> date | None:
    """The first day of the first lunar month in this year; None for years that the calendar does not reach."""
    if not 1900 <= year <= 2100:
        return None
    # The constructor, not fromYear: that keeps the last year in one place for all threads. A lunar year also lists months of the
    # year before. The Julian day 1721425 is the one before ordinal 1.
    months = (month for month in LunarYear(year).getMonths() if month.getYear() == year and month.getMonth() == 1)
    return next((date.fromordinal(round(month.getFirstJulianDay()) - 1721425) for month in months), None)


def holiday_of(days: Sequence[date]) -> str | None:
    """The holiday that one of these days, given in order, belongs to; None where they span more than any holiday."""
    if days and days[-1] - days[0] > _LONGEST_PAUSE:
        return None
    for day in days:
        # The new year falls between 21 January and 21 February; to ask the calendar takes a millisecond.
        first = new_year(day.year) if day.month <= 3 else None
        if first and first - _BEFORE_NEW_YEAR <= day <= first + _AFTER_NEW_YEAR:
            return SPRING_FESTIVAL
        if (day.month, day.day) in _NATIONAL_DAYS:
            return NATIONAL_DAY
    return None
