"""Home, the list of issues, an issue, a page of it, lists of names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from indexer.settings import Settings
from webui.pages.frame import Link, day_text, department_links, issue_path, quoted_links, reporter_links, search_link
from webui.search.results import IssueSummary, RecordView
from webui.words import KIND_LABELS, WORDS

OPENING_CHARACTERS = 90
OPENING_NAMES = 12
"""Names on the home page; the lists have all."""


@dataclass(frozen=True, slots=True)
class RecordItem:
    """A record in the list of its page."""

    url: str
    kind: str
    kind_label: str
    headline: str | None
    opening: str
    """The first words of the text, whole where it is short."""
    cut: bool
    credits: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PageItem:
    """A page of an issue with its records."""

    title: str
    url: str
    records: tuple[RecordItem, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    """The first page: what is in the archive, the latest issue, ways in."""

    empty: bool
    holdings: str
    latest_title: str
    latest_url: str
    latest: tuple[PageItem, ...]
    years: tuple[Link, ...]
    reporters: tuple[Link, ...]
    departments: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class MonthOfIssues:
    """The issues of one month."""

    title: str
    issues: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class YearOfIssues:
    """The issues of one year, newest month first."""

    title: str
    months: tuple[MonthOfIssues, ...]


@dataclass(frozen=True, slots=True)
class IssuesPage:
    """All issues."""

    title: str
    years: tuple[YearOfIssues, ...]


@dataclass(frozen=True, slots=True)
class IssuePage:
    """One issue as its pages."""

    title: str
    number: str
    pages: tuple[PageItem, ...]
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class PagePage:
    """One page with all its records in printed order."""

    title: str
    issue: Link
    records: tuple[RecordItem, ...]
    pages: tuple[Link, ...]
    """All pages of the issue."""


@dataclass(frozen=True, slots=True)
class NamesPage:
    """A complete list of names with their counts."""

    title: str
    count_text: str
    names: tuple[Link, ...]


def paper_text(paper: str, settings: Settings) -> str:
    """The printed name of the default paper; the short name of any other."""
    return settings.paper_name if paper == settings.paper and settings.paper_name else paper


def record_item(view: RecordView) -> RecordItem:
    """The record as lists show it."""
    source = view.source
    body = source.get("body", "").replace("\n", " ")
    kind = source["kind"]
    writers = tuple(source.get("reporters", ()))
    others = tuple(
        n for role in ("correspondents", "interns", "photographers") for n in source.get(role, ()) if n not in writers
    )
    return RecordItem(
        f"/{view.id}",
        kind,
        KIND_LABELS.get(kind, kind),
        source.get("headline"),
        body[:OPENING_CHARACTERS],
        len(body) > OPENING_CHARACTERS,
        (*reporter_links(writers), *quoted_links(tuple(dict.fromkeys(others)))),
    )


def page_items(views: tuple[RecordView, ...]) -> tuple[PageItem, ...]:
    """The pages of an issue, from its records in printed order."""
    items = []
    for number, group in groupby(views, key=lambda view: int(view.source["page"])):
        records = list(group)
        items.append(PageItem(_page_title(records[0]), _page_url(records[0], number), tuple(record_item(r) for r in records)))
    return tuple(items)


def _page_title(view: RecordView) -> str:
    name = view.source.get("page_name")
    return f"第{view.source['page']}版" + (f" {name}" if name else "")


def _page_url(view: RecordView, number: int) -> str:
    return issue_path(view.source["paper"], date.fromisoformat(view.source["issue_date"]), view.source["edition"]) + str(number)


def _issue_link(issue: IssueSummary, settings: Settings) -> Link:
    name = paper_text(issue.paper, settings)
    edition = f"(第{issue.edition}版次)" if issue.edition != 1 else ""
    text = f"{day_text(issue.issue_date)}{edition}" + (f" · {name}" if issue.paper != settings.paper else "")
    return Link(text, issue_path(issue.paper, issue.issue_date, issue.edition), issue.records)


def home_page(
    issues: tuple[IssueSummary, ...],
    latest: tuple[RecordView, ...],
    reporters: tuple[tuple[str, int], ...],
    departments: tuple[tuple[str, int], ...],
    settings: Settings,
) -> HomePage:
    """The first page; of an empty archive when there is no issue."""
    if not issues:
        return HomePage(True, "", "", "", (), (), (), ())
    days = [issue.issue_date for issue in issues]
    holdings = WORDS["in_archive_text"].format(
        first=day_text(min(days)), last=day_text(max(days)), issues=len(issues), records=sum(issue.records for issue in issues)
    )
    by_year: dict[int, int] = {}
    for issue in issues:
        by_year[issue.issue_date.year] = by_year.get(issue.issue_date.year, 0) + issue.records
    newest = issues[0]
    return HomePage(
        False,
        holdings,
        f"{paper_text(newest.paper, settings)} {day_text(newest.issue_date)}",
        issue_path(newest.paper, newest.issue_date, newest.edition),
        page_items(latest),
        tuple(
            Link(f"{year}年", search_link("", years=(year,)).url, count)
            for year, count in sorted(by_year.items(), reverse=True)
        ),
        _counted(reporters[:OPENING_NAMES], reporter_links),
        _counted(departments[:OPENING_NAMES], department_links),
    )


def _counted(names: tuple[tuple[str, int], ...], links: Callable[[tuple[str, ...]], tuple[Link, ...]]) -> tuple[Link, ...]:
    """The names as links with their counts."""
    made = links(tuple(name for name, _ in names))
    return tuple(Link(link.text, link.url, count) for link, (_, count) in zip(made, names, strict=True))


def issues_page(issues: tuple[IssueSummary, ...], settings: Settings) -> IssuesPage:
    """All issues by year and month, newest first."""
    years = []
    for year, of_year in groupby(issues, key=lambda issue: issue.issue_date.year):
        months = tuple(
            MonthOfIssues(f"{month}月", tuple(_issue_link(issue, settings) for issue in of_month))
            for month, of_month in groupby(of_year, key=lambda issue: issue.issue_date.month)
        )
        years.append(YearOfIssues(f"{year}年", months))
    return IssuesPage(WORDS["issues"], tuple(years))


def issue_page(views: tuple[RecordView, ...], issues: tuple[IssueSummary, ...], settings: Settings) -> IssuePage:
    """One issue, with the ones before and after it of the same paper."""
    first = views[0].source
    key = (first["paper"], date.fromisoformat(first["issue_date"]), first["edition"])
    same = [issue for issue in issues if issue.paper == key[0]]  # newest first
    place = next(i for i, issue in enumerate(same) if (issue.paper, issue.issue_date, issue.edition) == key)
    number = next((view.source["issue_number"] for view in views if view.source.get("issue_number")), None)
    return IssuePage(
        f"{paper_text(key[0], settings)} {day_text(key[1])}",
        f"第{number}期" if number else "",
        page_items(views),
        _issue_link(same[place + 1], settings) if place + 1 < len(same) else None,
        _issue_link(same[place - 1], settings) if place > 0 else None,
    )


def page_page(number: int, views: tuple[RecordView, ...], settings: Settings) -> PagePage | None:
    """One page of the issue whose records are given; None when it has none there."""
    pages = page_items(views)
    mine = [view for view in views if view.source["page"] == number]
    if not mine:
        return None
    first = mine[0].source
    day = date.fromisoformat(first["issue_date"])
    issue = Link(f"{paper_text(first['paper'], settings)} {day_text(day)}", issue_path(first["paper"], day, first["edition"]))
    url = _page_url(mine[0], number)
    links = tuple(Link(item.title, item.url, len(item.records), item.url == url) for item in pages)
    return PagePage(f"{issue.text} {_page_title(mine[0])}", issue, tuple(record_item(view) for view in mine), links)


def names_page(title: str, names: tuple[tuple[str, int], ...], *, reporters: bool) -> NamesPage:
    """All reporters or all departments."""
    listed = _counted(names, reporter_links if reporters else department_links)
    return NamesPage(title, WORDS["names_count"].format(count=len(listed)), listed)
