"""Records as lists of an issue or a page show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from webui.pages.frame import Link, page_text, page_url, plain_day_text, quoted_links, reporter_links
from webui.search.results import Copies, RecordView
from webui.words import KIND_LABELS, WORDS

OPENING_CHARACTERS = 96
"""Of a record's text: about three lines of a card."""
LONGEST_DESCRIPTION = 150
"""Characters: what search engines show."""
TITLE_CHARACTERS = 40
"""Of the text of a record without a headline, where it stands for the headline in a link."""


@dataclass(frozen=True, slots=True)
class RecordItem:
    """A record in the list of its page."""

    url: str
    """Its page."""
    anchor: str
    """Its place in the list of its page: a3."""
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
    doubtful: bool
    """True when the parser left a warning on it."""


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
        anchor=view.id.rpartition("/")[2],
        kind=kind,
        kind_label=KIND_LABELS.get(kind, kind),
        headline=source.get("headline"),
        opening=body if whole else body[:OPENING_CHARACTERS],
        cut=not whole,
        credits=(*reporter_links(writers), *quoted_links(tuple(others))),
        doubtful=bool(source.get("warnings")),
    )


@dataclass(frozen=True, slots=True)
class ElsewhereItem:
    """A record of another place, where a short list leads to it."""

    url: str
    """Its page."""
    kind: str
    """article, caption or notice."""
    kind_label: str
    """The kind in Chinese."""
    title: str
    """The headline, or the first words."""
    place: str
    """Day, edition and page, before them the paper where it is another one."""


def elsewhere_item(view: RecordView, paper: str) -> ElsewhereItem:
    """The record as it is named on the page of a record of this paper."""
    kind = view.source["kind"]
    return ElsewhereItem(f"/{view.id}", kind, KIND_LABELS.get(kind, kind), short_title(view), place_text(view, paper))


def place_text(view: RecordView, paper: str) -> str:
    """2024年11月5日 第2版 综合新闻; before it the short name of the paper where it is not this `paper`."""
    source = view.source
    other = [source["paper"]] if source["paper"] != paper else []
    edition = [WORDS["edition"].format(edition=source["edition"])] if source["edition"] != 1 else []
    return " ".join([*other, plain_day_text(day_of(source)), *edition, page_text(source["page"], source.get("page_name"))])


def copies_text(copies: Copies) -> str:
    """同文另见 2 处; empty where the text stands nowhere else."""
    word = "same_text" if copies.complete else "same_text_least"
    return WORDS[word].format(count=len(copies.records)) if copies.records else ""


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


def description(view: RecordView) -> str:
    """The first words of the text, on one line."""
    body = " ".join(str(view.source.get("body", "")).split())
    return body if len(body) <= LONGEST_DESCRIPTION else body[: LONGEST_DESCRIPTION - 2] + "……"


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
