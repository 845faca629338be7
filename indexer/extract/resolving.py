"""A day as printed, and the one day of the calendar that it means; where two could be meant, none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

Interval = tuple[date, date]
"""First and last day, both included."""


@dataclass(frozen=True, slots=True)
class Day:
    """Year (None where none is printed), month and day, not yet judged."""

    year: int | None
    month: int
    day: int

    @property
    def printed(self) -> str:
        """`YYYY-MM-DD`, or `--MM-DD` without a year."""
        year = "-" if self.year is None else f"{self.year:04d}"
        return f"{year}-{self.month:02d}-{self.day:02d}"

    @property
    def exists(self) -> bool:
        """True when the day is in the calendar of its year, or of a leap year where no year is printed."""
        return on(self.year or 2000, self.month, self.day) is not None


@dataclass(frozen=True, slots=True)
class Named:
    """A day or a range that a text names: its place, what the text says of it, and the interval it means (None: not known)."""

    start: int
    end: int
    first: str
    last: str
    interval: Interval | None
    rule: str
    impossible: bool = False
    """The day is in no calendar: it stays unresolved, with a warning."""
    year_printed: bool = True
    """False for 11月13日: behind another day (上周四到10月1日) its year is the next one."""


def on(year: int, month: int, day: int) -> date | None:
    """The date, or None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def resolve(first: Day, last: Day, issue_date: date | None, *, coming: bool = False) -> Interval | None:
    """The interval; None when a day does not exist, or when neither a year nor an issue date is known.

    Without a year the first day is the last one on or before the issue; after 将于, 定于, 截止 it is the next one on or after it.
    29 February is looked for in the nearest leap year of that side.
    """
    for year in _years(first, last, issue_date, coming=coming):
        begin = on(year, first.month, first.day)
        if begin is not None:
            end = _end(begin, first, last)
            if end is not None:
                return begin, end
    return None


def _years(first: Day, last: Day, issue_date: date | None, *, coming: bool) -> Iterator[int]:
    if first.year is not None:
        yield first.year
        return
    if last.year is not None:
        # 12月30日至2022年1月3日
        yield last.year - ((first.month, first.day) > (last.month, last.day))
        return
    if issue_date is None:
        return
    ahead = (first.month, first.day) > (issue_date.month, issue_date.day)
    behind = (first.month, first.day) < (issue_date.month, issue_date.day)
    nearest = issue_date.year + (1 if coming and behind else -1 if ahead and not coming else 0)
    # Leap years lie up to eight years apart (1896, 1904).
    tries = 9 if (2, 29) in ((first.month, first.day), (last.month, last.day)) else 1
    yield from range(nearest, nearest + tries) if coming else range(nearest, nearest - tries, -1)


def _end(begin: date, first: Day, last: Day) -> date | None:
    if last.year is not None:
        end = on(last.year, last.month, last.day)
        return end if end is not None and end >= begin else None
    end = on(begin.year, last.month, last.day)
    if end is None or end >= begin:
        return end
    # 12月30日至1月2日 turns the year; 10月18日至9日 is a misprint, not a range of eleven months.
    return on(begin.year + 1, last.month, last.day) if last.month < first.month else None


def next_on_or_after(start: date, month: int, day: int) -> date | None:
    """The next such day from `start` on; None for a day of no calendar."""
    found = resolve(Day(None, month, day), Day(None, month, day), start, coming=True)
    return found[0] if found else None


def last_on_or_before(end: date, month: int, day: int) -> date | None:
    """The last such day up to `end`; None for a day of no calendar."""
    found = resolve(Day(None, month, day), Day(None, month, day), end)
    return found[0] if found else None


def month_before(day: date, months: int = 1) -> tuple[int, int]:
    """Year and month so many months before that of `day` (after it, where negative)."""
    count = day.year * 12 + day.month - 1 - months
    return count // 12, count % 12 + 1


def two_digit_year(value: int, issue_date: date) -> int:
    """18 → 2018 and 98 → 1998: the last such year that lies at most ten years behind the issue's."""
    latest = issue_date.year + 10
    return latest - (latest - value) % 100
