"""The calendar: a year of a paper by months and days, with the issues as links and the missing ones marked."""

from __future__ import annotations

from calendar import Calendar
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from indexer.errors import NotInArchive
from indexer.settings import Settings
from webui.pages.frame import Link, day_text, issue_url, paper_text, plain_day_text, year_url
from webui.search.calendar import AbsentDay, PaperCalendar
from webui.search.results import IssueSummary
from webui.words import WEEKDAYS, WORDS

DayState = Literal["", "issue", "absent", "unpublished"]


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of a month; `state` is empty on a day without an issue on which none was to be expected."""

    number: int
    """Day of the month; 0 stands for a place before the first or after the last."""
    state: DayState
    """issue, absent or unpublished."""
    url: str
    """The issue."""
    label: str
    """The day in words, with what there is."""
    editions: tuple[Link, ...]
    """Further editions of the day."""


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month by weeks, which begin on Monday."""

    title: str
    """11月."""
    count_text: str
    """How many issues there are, and how many are missing."""
    weeks: tuple[tuple[CalendarDay, ...], ...]
    """Seven days each."""


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """A year in the list of years."""

    link: Link
    """The year, with its number of issues."""
    absent_text: str
    """How many issues are missing; empty for none."""


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """One year of a paper."""

    address: str
    """The page's own address, for the frame."""
    title: str
    """What the page is."""
    none_text: str
    """Not empty where the archive has no issue at all."""
    papers: tuple[Link, ...]
    """The papers to choose from; none for a single one."""
    years: tuple[CalendarYear, ...]
    """From the first to the last, without a gap; newest first."""
    year_title: str
    """The year that is shown, with the paper where there are several."""
    count_text: str
    """How many issues it has, and how many are missing."""
    weekdays: tuple[tuple[str, str], ...]
    """Short and full name of each day of the week."""
    months: tuple[CalendarMonth, ...]
    """Those within the reach of the archive."""
    absent: tuple[str, ...]
    """The missing issues in words."""
    unpublished: tuple[str, ...]
    """The days without an issue on which, by the numbers, none came out."""
    previous: Link | None
    """The year before."""
    next: Link | None
    """The year after."""


def calendar_page(found: Sequence[PaperCalendar], paper: str, year: int | None, settings: Settings) -> CalendarPage:
    """The year that is asked for, or the newest, of the paper that is asked for, or the default one, or the first.

    Raises NotInArchive for a paper or a year without issues.
    """
    if not found:
        return CalendarPage("/issues/", WORDS["issues"], WORDS["no_issues"], (), (), "", "", (), (), (), (), None, None)
    shown = _paper(found, paper, settings)
    named = shown.paper if len(found) > 1 else ""
    first, last = shown.issues[0].issue_date, shown.issues[-1].issue_date
    wanted = year or last.year
    if not first.year <= wanted <= last.year:
        raise NotInArchive(
            f"{wanted} 年没有收录报纸。收录的是 {first.year} 年至 {last.year} 年。", f"no issue of the year {wanted}"
        )
    issues = [issue for issue in shown.issues if issue.issue_date.year == wanted]
    absent = [one for one in shown.absent if one.day.year == wanted]
    missing = [one for one in absent if not one.unpublished]
    name = f"{paper_text(shown.paper, settings)} " if named else ""
    return CalendarPage(
        address=year_url(wanted, named) if year or paper else "/issues/",
        title=WORDS["issues"],
        none_text="",
        papers=tuple(
            Link(
                paper_text(one.paper, settings),
                year_url(one.issues[-1].issue_date.year, one.paper),
                len(one.issues),
                one is shown,
            )
            for one in found
        )
        if named
        else (),
        years=tuple(_years(shown, wanted, named)),
        year_title=f"{name}{wanted}年",
        count_text=_count_text(len(issues), len(missing)),
        weekdays=tuple((day, f"星期{day}") for day in WEEKDAYS),
        months=tuple(_months(wanted, issues, absent, first, last)),
        absent=tuple(_absent_text(one) for one in missing),
        unpublished=tuple(_absent_text(one) for one in absent if one.unpublished),
        previous=Link(f"{wanted - 1}年", year_url(wanted - 1, named)) if wanted > first.year else None,
        next=Link(f"{wanted + 1}年", year_url(wanted + 1, named)) if wanted < last.year else None,
    )


def _paper(found: Sequence[PaperCalendar], paper: str, settings: Settings) -> PaperCalendar:
    by_name = {one.paper: one for one in found}
    if paper and paper not in by_name:
        raise NotInArchive(f"没有收录这种报纸。收录的有：{'、'.join(by_name)}。", f"no issue of the paper {paper[:40]!r}")
    return by_name.get(paper or settings.paper, found[0])


def _years(shown: PaperCalendar, wanted: int, named: str) -> list[CalendarYear]:
    issues = Counter(issue.issue_date.year for issue in shown.issues)
    missing = Counter(one.day.year for one in shown.absent if not one.unpublished)
    return [
        CalendarYear(
            Link(f"{year}年", year_url(year, named), issues[year], current=year == wanted),
            WORDS["absent_count"].format(count=missing[year]) if missing[year] else "",
        )
        for year in range(max(issues), min(issues) - 1, -1)
    ]


def _months(
    year: int, issues: Sequence[IssueSummary], absent: Sequence[AbsentDay], first: date, last: date
) -> list[CalendarMonth]:
    by_day: dict[date, list[IssueSummary]] = {}
    for issue in issues:
        by_day.setdefault(issue.issue_date, []).append(issue)
    lacking = {one.day: one for one in absent}
    months = []
    for month in range(1, 13):
        if (first.year, first.month) <= (year, month) <= (last.year, last.month):
            weeks = tuple(
                tuple(_day(date(year, month, number) if number else None, by_day, lacking) for number in week)
                for week in Calendar().monthdayscalendar(year, month)
            )
            there = sum(len(of_day) for day, of_day in by_day.items() if day.month == month)
            missing = sum(day.month == month and not one.unpublished for day, one in lacking.items())
            months.append(CalendarMonth(f"{month}月", _count_text(there, missing), weeks))
    return months


def _day(day: date | None, issues: dict[date, list[IssueSummary]], lacking: dict[date, AbsentDay]) -> CalendarDay:
    if day is None:
        return CalendarDay(0, "", "", "", ())
    if day in issues:
        issue, *others = issues[day]
        further = tuple(
            Link(WORDS["edition"].format(edition=other.edition), issue_url(other.paper, day, other.edition)) for other in others
        )
        url = issue_url(issue.paper, day, issue.edition)
        return CalendarDay(day.day, "issue", url, _issue_label(issue), further)
    if day in lacking:
        return CalendarDay(day.day, "unpublished" if lacking[day].unpublished else "absent", "", "", ())
    return CalendarDay(day.day, "", "", "", ())


def _issue_label(issue: IssueSummary) -> str:
    number = [WORDS["issue_number"].format(number=issue.issue_number)] if issue.issue_number else []
    counts = WORDS["issue_counts"].format(pages=len(issue.pages), records=issue.records)
    return "，".join([day_text(issue.issue_date), *number, counts])


def _count_text(issues: int, missing: int) -> str:
    text = WORDS["month_issues"].format(issues=issues)
    return f"{text}，{WORDS['absent_count'].format(count=missing)}" if missing else text


def _absent_text(one: AbsentDay) -> str:
    text = f"{plain_day_text(one.day)} 星期{WEEKDAYS[one.day.weekday()]}"
    return f"{text}（{one.holiday}）" if one.holiday else text
