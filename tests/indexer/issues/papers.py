"""Invented papers: the issues that an archive of them holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from indexer.catalog import IssueRow


def published(first: str, weeks: int, weekdays: Iterable[int]) -> list[date]:
    """The days of so many weeks, from `first` on, that fall on these weekdays."""
    begin = date.fromisoformat(first)
    days = (begin + timedelta(days=step) for step in range(weeks * 7))
    wanted = set(weekdays)
    return [day for day in days if day.weekday() in wanted]


def paper(
    days: Sequence[date], numbers: Sequence[str | None] | None = None, pages: Sequence[int] = (1, 2, 3, 4)
) -> list[IssueRow]:
    """An issue of these pages on each day, all of its pages printing the same number."""
    printed = numbers or [None] * len(days)
    return [issue(day, number, pages) for day, number in zip(days, printed, strict=True)]


def issue(day: date, number: str | None = None, pages: Sequence[int] = (1, 2, 3, 4), edition: int = 1) -> IssueRow:
    """An issue of the Lanting Herald."""
    return IssueRow("ltdb", day, edition, tuple(pages), (number,) * len(pages), 5 * len(pages), 0)


def counted(days: Sequence[date], first: int = 1001) -> list[str | None]:
    """Numbers that go on by one."""
    return [str(first + place) for place in range(len(days))]
