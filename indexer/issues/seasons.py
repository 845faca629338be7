"""The publishing days of a paper through its years, as told by the operator or as the issues themselves show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from indexer.issues.weekdays import Weekdays

WEEK = timedelta(days=7)
LEAST_ISSUES = 3
"""Fewer issues show no habit."""
LEAST_OF_A_DAY = 2
LEAST_SHARE = 0.625
"""A weekday counts with two issues in five weeks of eight: the only issue of a Wednesday may be an extra, and a paper of every other
week, three issues in five, has no weekday that comes each week."""
CHANGE = 4
"""So many weeks have to speak for a change of the days, at both ends: a month of Wednesday extras is no new publishing day."""
HOLE = 2
"""An empty stretch speaks against a weekday like so many weeks at most: years that were never ingested are absent, not a change."""


class Why(StrEnum):
    """Where the publishing days come from."""

    ASKED = "asked"
    SETTING = "setting"
    FOLDER = "folder"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Season:
    """From `first` to `last`, both included, the paper came out on these weekdays; none where no habit shows."""

    first: date
    last: date
    days: Weekdays


@dataclass(frozen=True, slots=True)
class PublishingDays:
    """The seasons, in order and without a gap between them, and where they come from."""

    why: Why
    seasons: tuple[Season, ...]

    def expected(self) -> Iterator[date]:
        """Every day on which an issue is to be expected, in order."""
        for season in self.seasons:
            for ordinal in range(season.first.toordinal(), season.last.toordinal() + 1):
                day = date.fromordinal(ordinal)
                if day.weekday() in season.days:
                    yield day


def given(days: Weekdays, why: Why, first: date, last: date) -> PublishingDays:
    """The same days throughout, as the operator says."""
    return PublishingDays(why, (Season(first, last, days),))


def inferred(issue_dates: Iterable[date]) -> PublishingDays:
    """The days that the issues show, from the first to the last of them.

    For each weekday by itself the likeliest course of weeks in which it is, or is not, a publishing day. A week with its issue speaks
    for it, a week without against it, and every change has its price, so that a missing issue is an absence and a lasting change is one.
    """
    dates = sorted(set(issue_dates))
    if len(dates) < LEAST_ISSUES:
        return PublishingDays(Why.UNKNOWN, (Season(dates[0], dates[-1], frozenset()),) if dates else ())
    present = set(dates)
    monday = dates[0] - timedelta(days=dates[0].weekday())
    weeks = (dates[-1] - monday).days // 7 + 1
    busy = {(day - monday).days // 7 for day in dates}
    lulls = _lull_weights(weeks, busy)
    courses = []
    for weekday in range(7):
        days = [monday + week * WEEK + timedelta(days=weekday) for week in range(weeks)]
        evidence = [
            1.0 if day in present else 0.0 if not dates[0] <= day <= dates[-1] else -lulls[week]
            for week, day in enumerate(days)
        ]
        courses.append(_habit(evidence))
    by_week = (frozenset(day for day in range(7) if courses[day][week]) for week in range(weeks))
    seasons: list[Season] = []
    for days_of_season, run in groupby(enumerate(by_week), key=lambda pair: pair[1]):
        numbers = [week for week, _ in run]
        first, last = monday + numbers[0] * WEEK, monday + numbers[-1] * WEEK + timedelta(days=6)
        seasons.append(Season(max(first, dates[0]), min(last, dates[-1]), days_of_season))
    why = Why.INFERRED if any(season.days for season in seasons) else Why.UNKNOWN
    return PublishingDays(why, tuple(seasons))


def stretched(days: PublishingDays, first: date, last: date) -> PublishingDays:
    """The seasons from `first` to `last`: cut there, and the outermost ones drawn out to there."""
    if not days.seasons:
        return days
    seasons = list(days.seasons)
    head, tail = seasons[0], seasons[-1]
    seasons[0] = Season(min(first, head.first), head.last, head.days)
    seasons[-1] = Season(seasons[-1].first, max(last, tail.last), tail.days)
    cut = (Season(max(s.first, first), min(s.last, last), s.days) for s in seasons if s.first <= last and s.last >= first)
    return PublishingDays(days.why, tuple(cut))


def _lull_weights(weeks: int, busy: set[int]) -> list[float]:
    """How much an absence in each week speaks against a weekday: 1, and less in a long stretch without any issue."""
    weights = [1.0] * weeks
    for empty, run in groupby(range(weeks), key=lambda week: week not in busy):
        numbers = list(run)
        if empty and len(numbers) > HOLE:
            for week in numbers:
                weights[week] = HOLE / len(numbers)
    return weights


def _habit(evidence: Sequence[float]) -> list[bool]:
    """In which weeks the weekday is a publishing day: the course of greatest evidence, less `CHANGE` for every change of it.

    A stretch with too few issues is none.
    """
    off, on = 0.0, 0.0
    came: list[tuple[bool, bool]] = []  # for off and on: whether the week before was on
    for said in evidence:
        off_from_on, on_from_off = on - CHANGE > off, off - CHANGE > on
        came.append((off_from_on, not on_from_off))
        off, on = (on - CHANGE if off_from_on else off), (off - CHANGE if on_from_off else on) + said
    # A tie says that as many weeks lack the issue as have it: no habit.
    state = on > off
    course = []
    for from_off, from_on in reversed(came):
        course.append(state)
        state = from_on if state else from_off
    course.reverse()
    place = 0
    for is_on, run in groupby(list(course)):
        length = len(list(run))
        said_here = evidence[place : place + length]
        issues = sum(said > 0 for said in said_here)
        if is_on and (issues < LEAST_OF_A_DAY or issues < LEAST_SHARE * sum(map(abs, said_here))):
            course[place : place + length] = [False] * length
        place += length
    return course


__all__ = ["PublishingDays", "Season", "Why", "given", "inferred", "stretched"]
