"""The page of a selection: the records that somebody chose, in that order, to be exported or cited; its address is the selection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from indexer.settings import Settings
from webui.citations.citation import Citation
from webui.pages.citing import CitedAs, lists_to_cite
from webui.pages.frame import Link
from webui.pages.items import ElsewhereItem, elsewhere_item
from webui.pages.results import FILES
from webui.search.moved import each_once
from webui.search.parameters import shortened
from webui.search.results import RecordView
from webui.words import WORDS

SELECTION_PATH = "/selection"


@dataclass(frozen=True, slots=True)
class ChosenItem:
    """A record of the selection."""

    ids: tuple[str, ...]
    """Its ids in the selection: its own, and those that corrections took."""
    record: ElsewhereItem
    """How it is named."""
    without_url: str
    """The selection without it."""


@dataclass(frozen=True, slots=True)
class SelectionPage:
    """The records of a selection; none when nothing was chosen."""

    title: str
    """What the page is."""
    count_text: str
    """How many records."""
    items: tuple[ChosenItem, ...]
    """In the order of the address."""
    missing_text: str
    """Which of them are no longer in the archive; empty when all are."""
    files_text: str
    """What the files hold."""
    files: tuple[Link, ...]
    """The selection as a table, as lines for programs, as citations."""
    citations: tuple[CitedAs, ...]
    """All records cited, a line each: with their addresses, and the print alone."""
    address: str
    """Its own address: the selection."""


def selection_url(ids: Sequence[str], base: str = SELECTION_PATH) -> str:
    """The address of a selection, or of a file of it."""
    return f"{base}?{urlencode([('id', one) for one in ids], safe='/')}" if ids else base


def selection_page(
    wanted: Sequence[str], there: Mapping[str, RecordView], cited: Sequence[Citation], settings: Settings
) -> SelectionPage:
    """The page of the `wanted` records, of which these are `there`, with a citation of each; the default paper needs no naming."""
    views = each_once(wanted, there)
    ids = [view.id for view in views]
    missing = [one for one in wanted if one not in there]
    named = {view.id: tuple(one for one in wanted if one in there and there[one].id == view.id) for view in views}
    return SelectionPage(
        title=WORDS["selection"],
        count_text=WORDS["found"].format(total=f"{len(ids):,}"),
        items=tuple(
            ChosenItem(
                named[view.id], elsewhere_item(view, settings.paper), selection_url([one for one in ids if one != view.id])
            )
            for view in views
        ),
        missing_text=WORDS["picked_missing"].format(ids="、".join(map(shortened, missing))) if missing else "",
        files_text=WORDS["export_picked"].format(total=f"{len(ids):,}"),
        # A feed tells what is new, and a selection is what was chosen.
        files=tuple(Link(WORDS[word], selection_url(ids, path)) for word, path in FILES if not path.endswith(".atom")),
        citations=lists_to_cite(cited, settings),
        address=selection_url(wanted),
    )
