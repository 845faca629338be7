"""An issue, a page of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.settings import Settings
from webui.page_pictures import PagePicture
from webui.pages.frame import Link, calendar_link, issue_text, issue_url, page_text, page_url
from webui.pages.items import PageItem, RecordItem, day_of, page_items, page_links, printed_name, record_item
from webui.pages.prints import PagePrint, page_print
from webui.pages.turning import IssueTurning, issue_turning
from webui.search.results import IssuesBeside, RecordView
from webui.words import WORDS


@dataclass(frozen=True, slots=True)
class IssuePage:
    """One issue as its pages."""

    calendar: Link
    """The year it is of."""
    title: str
    """Paper and day."""
    number: str
    """Its printed number; empty where there is none."""
    pages: tuple[PageItem, ...]
    """Its pages that are in the archive."""
    manifest_url: str
    """The issue for viewers of pictures."""
    issues: IssueTurning
    """The issues before and after it."""


@dataclass(frozen=True, slots=True)
class PagePage:
    """One page with all its records in printed order."""

    title: str
    """Paper, day and page."""
    name: str
    """Number and printed name of the page."""
    calendar: Link
    """The year it is of."""
    issue: Link
    """The issue it belongs to."""
    picture: PagePrint | None
    """The page as it is printed; None for pages of text."""
    records: tuple[RecordItem, ...]
    """Everything on it."""
    pages: tuple[Link, ...]
    """All pages of the issue."""
    previous: Link | None
    """The page before it in the issue."""
    next: Link | None
    """The page after it in the issue."""
    issues: IssueTurning
    """The issues before and after it."""


def issue_page(views: Sequence[RecordView], beside: IssuesBeside, settings: Settings) -> IssuePage:
    """The issue of these records, with those `beside` it."""
    first = views[0].source
    key = (first["paper"], day_of(first), first["edition"])
    number = next((view.source["issue_number"] for view in views if view.source.get("issue_number")), None)
    return IssuePage(
        calendar=calendar_link(key[1], key[0], settings),
        title=issue_text(*key, settings),
        number=WORDS["issue_number"].format(number=number) if number else "",
        pages=tuple(page_items(views)),
        manifest_url=f"{issue_url(*key)}manifest.json",
        issues=issue_turning(beside, settings),
    )


def page_page(
    number: int, views: Sequence[RecordView], beside: IssuesBeside, picture: PagePicture | None, settings: Settings
) -> PagePage | None:
    """One page of the issue whose records are given; None when it has none there."""
    mine = [view for view in views if view.source["page"] == number]
    if not mine:
        return None
    first = mine[0].source
    key = (first["paper"], day_of(first), first["edition"])
    issue = Link(issue_text(*key, settings), issue_url(*key))
    name = page_text(number, printed_name(mine))
    links = page_links(views, number)
    place = next(i for i, link in enumerate(links) if link.url == page_url(*key, number))
    return PagePage(
        title=f"{issue.text} {name}",
        name=name,
        calendar=calendar_link(key[1], key[0], settings),
        issue=issue,
        picture=page_print(picture, mine, page_url(*key, number), name) if picture else None,
        records=tuple(map(record_item, mine)),
        pages=links,
        previous=links[place - 1] if place else None,
        next=links[place + 1] if place + 1 < len(links) else None,
        issues=issue_turning(beside, settings),
    )
