"""The first page: the search box, what is in the archive, the latest issue, ways in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.settings import Settings
from webui.pages.frame import (
    Link,
    counted_links,
    day_text,
    department_links,
    issue_url,
    paper_text,
    plain_day_text,
    reporter_links,
)
from webui.pages.items import PageItem, page_items
from webui.search.request import SearchRequest
from webui.search.results import IssueSummary, RecordView
from webui.words import WORDS

FIRST_NAMES = 12
"""Names of each kind on this page; the lists have all."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What the archive has of one paper."""

    paper: str
    """Its name; empty where there is only one paper, whose name the site has."""
    range: str
    """First and last issue date."""
    counts: str
    """Issues and records."""


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything the first page shows."""

    empty: bool
    """True when nothing was ingested yet: the page then says how to."""
    holdings: tuple[Holding, ...]
    """What is in the archive, paper by paper."""
    latest_title: str
    """The day of the newest issue, with the paper where there are several."""
    latest_url: str
    """The newest issue."""
    latest: tuple[PageItem, ...]
    """Its pages."""
    on_this_day: tuple[Link, ...]
    """The day of today in any year, where the archive has something."""
    years: tuple[Link, ...]
    """Every year with its records, newest first."""
    reporters: tuple[Link, ...]
    """Those with most records."""
    departments: tuple[Link, ...]
    """Those with most records."""


EMPTY = HomePage(True, (), "", "", (), (), (), (), ())


def home_page(
    issues: Sequence[IssueSummary],
    latest: Sequence[RecordView],
    reporters: Sequence[tuple[str, int]],
    departments: Sequence[tuple[str, int]],
    on_this_day: tuple[SearchRequest, int],
    settings: Settings,
) -> HomePage:
    """The first page, from all issues (newest first, at least one), the newest one's records, the names with their counts,
    and the search for the day of today in any year with its count."""
    by_year: dict[int, int] = {}
    for issue in issues:
        by_year[issue.issue_date.year] = by_year.get(issue.issue_date.year, 0) + issue.records
    newest = issues[0]
    holdings = _holdings(issues, settings)
    name = f"{paper_text(newest.paper, settings)} " if len(holdings) > 1 else ""
    return HomePage(
        empty=False,
        holdings=holdings,
        latest_title=f"{name}{day_text(newest.issue_date)}",
        latest_url=issue_url(newest.paper, newest.issue_date, newest.edition),
        latest=tuple(page_items(latest)),
        on_this_day=_on_this_day(*on_this_day),
        years=tuple(
            Link(f"{year}年", SearchRequest(years=(year,)).url(), count)
            for year, count in sorted(by_year.items(), reverse=True)
        ),
        reporters=counted_links(reporters[:FIRST_NAMES], reporter_links),
        departments=counted_links(departments[:FIRST_NAMES], department_links),
    )


def _on_this_day(request: SearchRequest, count: int) -> tuple[Link, ...]:
    text = "、".join(chip.value for chip in request.chips())
    return (Link(WORDS["on"].format(day=text), request.url(), count),) if count else ()


def _holdings(issues: Sequence[IssueSummary], settings: Settings) -> tuple[Holding, ...]:
    by_paper: dict[str, list[IssueSummary]] = {}
    for issue in issues:
        by_paper.setdefault(issue.paper, []).append(issue)
    return tuple(
        Holding(
            paper=paper_text(paper, settings) if len(by_paper) > 1 else "",
            range=WORDS["holdings_range"].format(
                first=plain_day_text(min(issue.issue_date for issue in own)),
                last=plain_day_text(max(issue.issue_date for issue in own)),
            ),
            counts=WORDS["holdings_counts"].format(issues=f"{len(own):,}", records=f"{sum(i.records for i in own):,}"),
        )
        for paper, own in sorted(by_paper.items(), key=lambda pair: (pair[0] != settings.paper, pair[0]))
    )
