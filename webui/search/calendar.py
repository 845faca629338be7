"""The calendar of a paper: its issues, and the days on which one is missing, by the rule of `bulletin issue missing`. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from indexer.catalog import IssueRow
from indexer.issues import Question, Weekdays, Why, find_missing
from webui.search.results import IssueSummary

_KEPT = 16
"""Calendars that are kept while their issues stay the same: that of twenty years takes a tenth of a second."""

Told = Callable[[str], tuple[Weekdays | None, Why]]
"""From a paper to the days on which it comes out, where somebody told them (`indexer.publishing_days`)."""


@dataclass(frozen=True, slots=True)
class AbsentDay:
    """A day on which an issue was to be expected, and the archive has none."""

    day: date
    holiday: str | None
    """The holiday that it falls into."""
    unpublished: bool
    """True when the numbers of the issues on either side follow each other: most likely none came out."""


@dataclass(frozen=True, slots=True)
class PaperCalendar:
    """What the archive has of a paper, by day."""

    paper: str
    issues: tuple[IssueSummary, ...]
    """The oldest first, editions of a day in order."""
    absent: tuple[AbsentDay, ...]
    """The earliest first, from the first issue to the last."""


def calendars(issues: Sequence[IssueSummary], told: Told) -> tuple[PaperCalendar, ...]:
    """The calendar of each paper, by its short name."""
    by_paper: dict[str, list[IssueSummary]] = {}
    for issue in issues:
        by_paper.setdefault(issue.paper, []).append(issue)
    return tuple(
        _calendar(paper, tuple(sorted(own, key=lambda issue: (issue.issue_date, issue.edition))), *told(paper))
        for paper, own in sorted(by_paper.items())
    )


@lru_cache(maxsize=_KEPT)
def _calendar(paper: str, ordered: tuple[IssueSummary, ...], days: Weekdays | None, why: Why) -> PaperCalendar:
    missing = find_missing([_row(issue) for issue in ordered], Question(days=days, why=why))
    absent = (AbsentDay(day, run.holiday, run.unpublished) for run in missing.absent for day in run.days)
    return PaperCalendar(paper, ordered, tuple(sorted(absent, key=lambda one: one.day)))


def _row(issue: IssueSummary) -> IssueRow:
    # Warnings say nothing about what is missing.
    numbers = (issue.issue_number,) * len(issue.pages)
    return IssueRow(issue.paper, issue.issue_date, issue.edition, issue.pages, numbers, issue.records, 0)
