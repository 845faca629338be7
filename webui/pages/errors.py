"""The page of an error: what is wrong, what to do, and ways on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.settings import Settings
from webui.addresses import Address
from webui.pages.frame import Link, issue_text, issue_url, page_text, page_url, year_url
from webui.pages.items import printed_name
from webui.search.request import PHOTOS_PATH, SearchRequest
from webui.search.results import IssuesBeside, RecordView
from webui.words import WORDS


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What went wrong and what to do."""

    status: int
    """The HTTP status."""
    title: str
    """What is wrong, in a few words."""
    text: str
    """What is wrong and what to do, in a sentence."""
    again_url: str | None
    """The same address once more, where waiting helps."""
    ways: tuple[Link, ...]
    """Pages that are there."""
    request: SearchRequest | None
    """What was typed, to stand in the search box, where that can be told."""


def error_ways(status: int, near: Sequence[Link]) -> tuple[Link, ...]:
    """Where to go from an error with this status; `near` is what lies about the address that was asked for.

    While the engine is away, help alone is there.
    """
    help_link = Link(WORDS["help"], "/help")
    if status >= 500:
        return (help_link,)
    return (
        *(near or (Link(WORDS["issues"], "/issues/"),)),
        Link(WORDS["photos"], PHOTOS_PATH),
        Link(WORDS["reporters"], "/reporters/"),
        Link(WORDS["departments"], "/departments/"),
        help_link,
    )


def near_ways(
    address: Address, of_issue: Sequence[RecordView], beside: IssuesBeside | None, settings: Settings
) -> tuple[Link, ...]:
    """What lies about an address at which nothing is: its issue and page where they are there, else the issues `beside` its day;
    and the calendar of the year."""
    issue = address.issue
    key = issue.paper, issue.issue_date, issue.edition
    ways = []
    if of_issue:
        ways.append(Link(issue_text(*key, settings), issue_url(*key)))
        of_page = [view for view in of_issue if view.source["page"] == address.page]
        if address.page and of_page:
            ways.append(Link(page_text(address.page, printed_name(of_page)), page_url(*key, address.page)))
    previous, following = (beside.previous, beside.next) if beside else (None, None)
    for word, other in (("previous_issue", previous), ("next_issue", following)):
        if other is not None:
            there = other.paper, other.issue_date, other.edition
            ways.append(Link(f"{WORDS[word]} {issue_text(*there, settings)}", issue_url(*there)))
    # The calendar goes from the first issue to the last: a year beyond has none.
    years = [other.issue_date.year for other in (previous, following) if other is not None]
    year = issue.issue_date.year
    if years and not min(years) <= year <= max(years):
        year = years[0]
    if not of_issue and not years:
        return ()
    named = issue.paper if issue.paper != settings.paper else ""
    return (*ways, Link(WORDS["calendar_of"].format(year=year), year_url(year, named)))
