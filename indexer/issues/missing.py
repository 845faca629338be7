"""What is missing from the issues of one paper: dates, pages, numbers; a pure answer to the question of the operator."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from indexer.catalog.rows import IssueRow
from indexer.issues.holidays import holiday_of
from indexer.issues.intervals import LongInterval, long_intervals
from indexer.issues.numbers import Numbered, NumberGap, Numbering, Step, examine_numbers
from indexer.issues.page_counts import AbsentPages, FewPages, absent_pages, few_pages
from indexer.issues.seasons import PublishingDays, Why, given, inferred, stretched
from indexer.issues.weekdays import Weekdays


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the range (from the first to the last issue where not given), the publishing days and the usual pages, if told."""

    first: date | None = None
    last: date | None = None
    days: Weekdays | None = None
    why: Why = Why.INFERRED
    """Where `days` comes from; not read where these are None."""
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class AbsentRun:
    """Publishing days one after the other without any issue; `before` and `after` are the issues on either side that bear numbers."""

    days: tuple[date, ...]
    holiday: str | None
    before: Numbered | None
    after: Numbered | None
    absent_numbers: int | None
    """How many issues the numbers on either side leave room for; None where these do not tell."""

    @property
    def unpublished(self) -> bool:
        """True when the numbers on either side follow each other, so that most likely no issue came out."""
        return self.absent_numbers == 0


@dataclass(frozen=True, slots=True)
class UnusualGap:
    """Absent numbers, and how many absent publishing days lie in the same time: fewer tell of an issue on another day."""

    gap: NumberGap
    absent_days: int

    @property
    def on_other_days(self) -> int:
        """How many of the absent issues came out on no usual day, at least."""
        return max(0, self.gap.absent - self.absent_days)


@dataclass(frozen=True, slots=True)
class Missing:
    """The answer; every list is in order of the dates and holds only what lies within `first` and `last`."""

    first: date | None
    last: date | None
    issues: int
    days: PublishingDays
    absent: tuple[AbsentRun, ...]
    other_days: tuple[date, ...]
    """Issues on no publishing day: extras, or a wrong date."""
    intervals: tuple[LongInterval, ...]
    """Where no publishing days show: issues much further apart than usual."""
    pages: tuple[AbsentPages, ...]
    few: tuple[FewPages, ...]
    gaps: tuple[UnusualGap, ...]
    numbering: Numbering

    @property
    def anything(self) -> bool:
        """True when something is missing for sure; doubts, misprints and days that the numbers pass over do not count."""
        return bool(self.pages or self.gaps or any(not run.unpublished for run in self.absent))


def find_missing(issues: Sequence[IssueRow], question: Question) -> Missing:
    """What is missing from the issues of one paper, given by date and edition.

    Habits and numbers are read from all issues, so that a narrow range is answered as part of the whole.
    """
    present = sorted({issue.issue_date for issue in issues})
    first = question.first or (present[0] if present else question.last)
    last = question.last or (present[-1] if present else question.first)
    numbering = examine_numbers((issue.issue_date, issue.numbers) for issue in issues)
    if first is None or last is None or first > last:
        return Missing(
            first, last, 0, PublishingDays(Why.UNKNOWN, ()), (), (), (), (), (), (), _within(numbering, date.max, date.min)
        )
    days = inferred(present) if question.days is None else given(question.days, question.why, first, last)
    days = stretched(days, first, last)
    expected = list(days.expected())
    absent = tuple(_runs(expected, present, numbering.steps))
    asked = [issue for issue in issues if first <= issue.issue_date <= last]
    in_range = [day for day in present if first <= day <= last]
    other_days = tuple(
        day
        for day in in_range
        for season in days.seasons
        if season.days and season.first <= day <= season.last and day.weekday() not in season.days
    )
    pages = ((issue, absent_pages(issue, question.pages)) for issue in asked)
    few = () if question.pages else tuple(one for one in few_pages(issues) if first <= one.issue.issue_date <= last)
    missing_days = [day for run in absent for day in run.days]
    within = _within(numbering, first, last)
    return Missing(
        first=first,
        last=last,
        issues=len(asked),
        days=days,
        absent=absent,
        other_days=other_days,
        intervals=tuple(_long_intervals(days, present, first, last)),
        pages=tuple(AbsentPages(issue, lacking) for issue, lacking in pages if lacking),
        few=few,
        gaps=tuple(UnusualGap(gap, _between(missing_days, gap.before.day, gap.after.day)) for gap in within.gaps),
        numbering=within,
    )


def _runs(expected: Sequence[date], present: Sequence[date], steps: Sequence[Step]) -> Iterator[AbsentRun]:
    """The expected days that are not present, those without an issue between them as one."""
    there = set(present)
    run: list[date] = []
    for day in expected:
        if day in there:
            continue
        if run and bisect_left(present, day) != bisect_left(present, run[0]):
            yield _run(run, steps)
            run = []
        run.append(day)
    if run:
        yield _run(run, steps)


def _long_intervals(days: PublishingDays, present: Sequence[date], first: date, last: date) -> Iterator[LongInterval]:
    for season in days.seasons:
        if not season.days:
            within = [day for day in present if season.first <= day <= season.last]
            yield from (long for long in long_intervals(within) if long.before <= last and long.after >= first)


def _run(days: Sequence[date], steps: Sequence[Step]) -> AbsentRun:
    place = bisect_left(steps, days[0], key=lambda step: step.after.day)
    step = steps[place] if place < len(steps) and steps[place].before.day < days[0] else None
    holiday = holiday_of(days)
    if step is None:
        return AbsentRun(tuple(days), holiday, None, None, None)
    tells = step.sure or step.absent > 0
    return AbsentRun(tuple(days), holiday, step.before, step.after, step.absent if tells else None)


def _between(days: Sequence[date], first: date, last: date) -> int:
    """How many of the days lie between the two, both excluded."""
    return max(0, bisect_left(days, last) - bisect_right(days, first))


def _within(numbering: Numbering, first: date, last: date) -> Numbering:
    """What concerns the days from `first` to `last`: gaps that reach into them, what stands on them."""
    return Numbering(
        steps=tuple(step for step in numbering.steps if step.before.day <= last and step.after.day >= first),
        gaps=tuple(gap for gap in numbering.gaps if gap.before.day < last and gap.after.day > first),
        odd=tuple(odd for odd in numbering.odd if first <= odd.day <= last),
        new_counts=tuple(new for new in numbering.new_counts if first <= new.after.day <= last),
        numbered=numbering.numbered,
    )


__all__ = ["AbsentRun", "Missing", "Question", "UnusualGap", "find_missing"]
