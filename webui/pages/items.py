"""Records as lists of an issue or a page show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from webui.pages.frame import Link, page_text, page_url, quoted_links, reporter_links
from webui.search.results import RecordView
from webui.words import KIND_LABELS

OPENING_CHARACTERS = 96
"""Of a record's text: about three lines of a card."""
TITLE_CHARACTERS = 40
"""Of the text of a record without a headline, where it stands for the headline in a link."""


@dataclass(frozen=True, slots=True)
class RecordItem:
    """A record in the list of its page."""

    url: str
    """Its page."""
    kind: str
    """article, caption or notice."""
    kind_label: str
    """The kind in Chinese."""
    headline: str | None
    """As printed; None for most captions."""
    opening: str
    """The first words of the text, whole where it is short; of a caption the whole text."""
    cut: bool
    """True when the text goes on behind `opening`."""
    credits: tuple[Link, ...]
    """Everybody credited, reporters first."""


@dataclass(frozen=True, slots=True)
class PageItem:
    """A page of an issue with its records in printed order."""

    title: str
    """Number and printed name."""
    url: str
    """The page's own address."""
    records: tuple[RecordItem, ...]
    """Everything on it."""


def record_item(view: RecordView) -> RecordItem:
    """The record as lists show it."""
    source = view.source
    body = source.get("body", "").replace("\n", " ")
    kind = source["kind"]
    whole = kind == "caption" or len(body) <= OPENING_CHARACTERS
    writers = source.get("reporters", ())
    others = dict.fromkeys(
        name for role in ("correspondents", "interns", "photographers") for name in source.get(role, ()) if name not in writers
    )
    return RecordItem(
        url=f"/{view.id}",
        kind=kind,
        kind_label=KIND_LABELS.get(kind, kind),
        headline=source.get("headline"),
        opening=body if whole else body[:OPENING_CHARACTERS],
        cut=not whole,
        credits=(*reporter_links(writers), *quoted_links(tuple(others))),
    )


def short_title(view: RecordView) -> str:
    """The headline, or of a continuation without one that of its first part, or the first words."""
    headline = view.source.get("headline")
    if headline:
        return str(headline)
    jump = view.source.get("details", {}).get("continued_from")
    if jump and jump["headline"]:
        return f"{jump['raw']}{jump['headline']}"
    body = str(view.source.get("body", "")).replace("\n", " ")
    return body if len(body) <= TITLE_CHARACTERS else body[:TITLE_CHARACTERS] + "……"


def page_items(views: Sequence[RecordView]) -> Iterator[PageItem]:
    """The pages of an issue, from its records in printed order."""
    for number, group in groupby(views, key=lambda view: int(view.source["page"])):
        records = list(group)
        first = records[0].source
        yield PageItem(
            title=page_text(number, printed_name(records)),
            url=page_url(first["paper"], day_of(first), first["edition"], number),
            records=tuple(map(record_item, records)),
        )


def page_links(views: Sequence[RecordView], current: int | None) -> tuple[Link, ...]:
    """The pages of an issue as links with the number of their records."""
    links = []
    for number, group in groupby(views, key=lambda view: int(view.source["page"])):
        records = list(group)
        first = records[0].source
        url = page_url(first["paper"], day_of(first), first["edition"], number)
        links.append(Link(page_text(number, printed_name(records)), url, len(records), number == current))
    return tuple(links)


def printed_name(records: Sequence[RecordView]) -> str | None:
    """The printed name of the page of these records."""
    return next((str(view.source["page_name"]) for view in records if view.source.get("page_name")), None)


def day_of(source: dict[str, Any]) -> date:
    """The issue date of a stored record."""
    return date.fromisoformat(source["issue_date"])
