"""The pages of each issue: which are absent below the highest, and which issues have fewer than those around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.catalog.rows import IssueRow

SECTION = 100
"""Page 1 of section B is 101, as the parser counts them."""
AROUND = 5
"""So many issues of the same weekday on either side tell how many pages are usual."""
LEAST_AROUND = 4
USUAL_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class AbsentPages:
    """Pages that an issue lacks: below one that is there, or by the number that the operator gave. A fact."""

    issue: IssueRow
    absent: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FewPages:
    """An issue whose highest page is lower than is usual around it: `alike` of `of` issues of its weekday have `usual`. A doubt."""

    issue: IssueRow
    usual: int
    alike: int
    of: int


def absent_pages(issue: IssueRow, at_least: int | None = None) -> tuple[int, ...]:
    """The pages that lack below the highest of each section, whole sections between two by their page 1, and up to `at_least`."""
    present = set(issue.pages)
    highest: dict[int, int] = {}
    for page in issue.pages:
        section = (page - 1) // SECTION
        highest[section] = max(highest.get(section, 0), page - section * SECTION)
    for section in range(max(highest, default=0)):
        highest.setdefault(section, 1)
    if at_least:
        highest[0] = max(highest.get(0, 0), at_least)
    wanted = (section * SECTION + place for section, top in highest.items() for place in range(1, top + 1))
    return tuple(sorted(set(wanted) - present))


def few_pages(issues: Sequence[IssueRow]) -> Iterable[FewPages]:
    """The issues with fewer pages than most of the nearest ones of the same weekday, in order of their dates."""
    by_weekday: dict[int, list[IssueRow]] = {}
    for issue in issues:
        if issue.edition == 1:
            by_weekday.setdefault(issue.issue_date.weekday(), []).append(issue)
    found = []
    for alike in by_weekday.values():
        tops = [max(issue.pages) for issue in alike]
        for place, issue in enumerate(alike):
            around = tops[max(0, place - AROUND) : place] + tops[place + 1 : place + 1 + AROUND]
            if len(around) < LEAST_AROUND:
                continue
            usual, count = Counter(around).most_common(1)[0]
            if tops[place] < usual and count >= USUAL_SHARE * len(around):
                found.append(FewPages(issue, usual, count, len(around)))
    return sorted(found, key=lambda few: few.issue.issue_date)
