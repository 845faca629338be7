"""The page of help: what a reader may want, with examples that are links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from webui.pages.frame import Link
from webui.search.request import SearchRequest
from webui.words_help import (
    HELP,
    HELP_KEYS,
    HELP_KEYS_SWITCH,
    HELP_KEYS_TEXT,
    HELP_KEYS_TITLE,
    HELP_LEAD,
    HELP_TITLE,
    HELP_WAYS,
)


@dataclass(frozen=True, slots=True)
class HelpExample:
    """A search that shows what was said."""

    link: Link
    """The search, as it is typed."""
    shows: str
    """What it finds."""


@dataclass(frozen=True, slots=True)
class HelpSection:
    """One thing that a reader may want."""

    title: str
    """What is wanted."""
    text: str
    """How it is done."""
    examples: tuple[HelpExample, ...]
    """Searches that show it."""
    ways: tuple[Link, ...]
    """Pages that it leads to."""


@dataclass(frozen=True, slots=True)
class HelpPage:
    """Everything the page of help shows."""

    title: str
    """What the page is."""
    lead: str
    """The whole of it in two sentences."""
    sections: tuple[HelpSection, ...]
    """The most usual wish first."""
    keys_title: str
    """That keys follow."""
    keys_text: str
    """What every key does without us."""
    keys: tuple[tuple[str, str], ...]
    """A key, and what it does."""
    keys_switch: str
    """The name of the switch for keys of one letter."""


def help_page(known: Mapping[str, str]) -> HelpPage:
    """The page; `known` are names of the archive for the examples: `reporter` and `department`, where there are any."""
    searches = tuple(
        HelpSection(
            title, text, tuple(_example(query, shows, known) for query, shows in examples if _is_known(query, known)), ()
        )
        for title, text, examples in HELP
    )
    ways = tuple(HelpSection(title, text, (), tuple(Link(*way) for way in ways)) for title, text, ways in HELP_WAYS)
    return HelpPage(HELP_TITLE, HELP_LEAD, (*searches, *ways), HELP_KEYS_TITLE, HELP_KEYS_TEXT, HELP_KEYS, HELP_KEYS_SWITCH)


def _is_known(query: str, known: Mapping[str, str]) -> bool:
    """False for an example with a name that this archive does not have: it would find nothing."""
    return all(f"{{{name}}}" not in query or known.get(name) for name in ("reporter", "department"))


def _example(query: str, shows: str, known: Mapping[str, str]) -> HelpExample:
    text = query.format(**known) if "{" in query else query
    return HelpExample(Link(text, SearchRequest(text=text).url()), shows)
