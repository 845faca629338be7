"""The first page: the search box, what is in the archive, the latest front page, this day in other years, ways in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.settings import Settings
from webui.page_pictures import PagePicture
from webui.pages.frame import (
    Link,
    counted_links,
    day_text,
    department_links,
    issue_url,
    page_text,
    page_url,
    paper_text,
    plain_day_text,
    reporter_links,
    year_url,
)
from webui.pages.items import TITLE_CHARACTERS, PageItem, day_of, page_items, printed_name
from webui.pages.prints import PagePrint, page_print
from webui.search.request import DEFAULT_SIZE
from webui.search.results import Hit, IssueSummary, RecordView, SearchResults
from webui.words import KIND_LABELS, WORDS

INNER_HEADLINES = 5
"""Of a page behind the front page."""
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
class DayRecord:
    """A record of this day in another year."""

    link: Link
    """Its headline or first words."""
    place: str
    """Day and page."""


@dataclass(frozen=True, slots=True)
class DayOfYears:
    """One day in all years."""

    link: Link
    """The search for it, with its count."""
    records: tuple[DayRecord, ...]
    """The first of them."""


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
    picture: PagePrint | None
    """Its front page as it is printed; None where the archive has no picture of it."""
    front: tuple[PageItem, ...]
    """Its first page."""
    inner: tuple[PageItem, ...]
    """Its other pages, with their first headlines."""
    on_this_day: DayOfYears | None
    """The day of today in any year, where the archive has something."""
    years: tuple[Link, ...]
    """Every year with its issues, newest first: the calendar."""
    reporters: tuple[Link, ...]
    """Those with most records."""
    departments: tuple[Link, ...]
    """Those with most records."""


EMPTY = HomePage(True, (), "", "", None, (), (), None, (), (), ())


def home_page(
    issues: Sequence[IssueSummary],
    latest: Sequence[RecordView],
    reporters: Sequence[tuple[str, int]],
    departments: Sequence[tuple[str, int]],
    on_this_day: SearchResults,
    picture: PagePicture | None,
    settings: Settings,
) -> HomePage:
    """The first page, from all issues (newest first, at least one), the newest one's records, the names with their counts,
    what was found for the day of today in any year, and the picture of the newest issue's first page."""
    by_year = Counter(issue.issue_date.year for issue in issues)
    newest = issues[0]
    pages = list(page_items(latest))
    holdings = _holdings(issues, settings)
    name = f"{paper_text(newest.paper, settings)} " if len(holdings) > 1 else ""
    return HomePage(
        empty=False,
        holdings=holdings,
        latest_title=f"{name}{day_text(newest.issue_date)}",
        latest_url=issue_url(newest.paper, newest.issue_date, newest.edition),
        picture=_front_print(picture, latest) if picture else None,
        front=tuple(pages[:1]),
        inner=tuple(map(_headlines, pages[1:])),
        on_this_day=_on_this_day(on_this_day),
        years=tuple(Link(f"{year}年", year_url(year), count) for year, count in sorted(by_year.items(), reverse=True)),
        reporters=counted_links(reporters[:FIRST_NAMES], reporter_links),
        departments=counted_links(departments[:FIRST_NAMES], department_links),
    )


def _headlines(page: PageItem) -> PageItem:
    """The page with its first articles that have a headline; one without any as it is."""
    headed = tuple(item for item in page.records if item.headline and item.kind == "article")
    return replace(page, records=(headed or page.records)[:INNER_HEADLINES])


def _front_print(picture: PagePicture, views: Sequence[RecordView]) -> PagePrint:
    first = views[0].source
    mine = [view for view in views if view.source["page"] == first["page"]]
    url = page_url(first["paper"], day_of(first), first["edition"], first["page"])
    return page_print(picture, mine, url, page_text(first["page"], printed_name(mine)))


def _on_this_day(results: SearchResults) -> DayOfYears | None:
    if not results.total:
        return None
    text = "、".join(chip.value for chip in results.request.chips())
    link = Link(WORDS["on"].format(day=text), results.request.with_(size=DEFAULT_SIZE).url(), results.total)
    return DayOfYears(link, tuple(map(_day_record, results.hits)))


def _day_record(hit: Hit) -> DayRecord:
    words = "".join(part.text for part in (hit.headline_parts or (hit.fragments[0].parts if hit.fragments else ())))
    title = words if len(words) <= TITLE_CHARACTERS else f"{words[:TITLE_CHARACTERS]}……"
    place = f"{plain_day_text(hit.issue_date)} {page_text(hit.page, hit.page_name)}"
    return DayRecord(Link(title or KIND_LABELS.get(hit.kind, hit.kind), f"/{hit.id}"), place)


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
