"""The frame around every page, the links that several pages have, and the page of errors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from indexer.settings import Settings
from webui.search.request import SearchRequest
from webui.words import SITE, WEEKDAYS, WORDS


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its words; `count` records lead there, where it is known; `current` for the page one is on."""

    text: str
    url: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Header and footer of every page."""

    site: str
    """Name of the archive: the paper's, where it is set."""
    query: str
    """What stands in the search box."""
    kept: tuple[tuple[str, str], ...]
    """Parameters that a new search from the box keeps: the chosen filters."""
    nav: tuple[Link, ...]
    canonical: str
    """Absolute address of this page without what does not change it."""

    @classmethod
    def of(cls, settings: Settings, path: str, request: SearchRequest | None, base: str) -> Frame:
        """The frame of the page at this path."""
        nav = tuple(
            Link(WORDS[word], url, current=path == url)
            for word, url in (
                ("browse_all", "/search"),
                ("issues", "/issues/"),
                ("reporters", "/reporters/"),
                ("departments", "/departments/"),
            )
        )
        kept = tuple(pair for pair in request.params() if pair[0] not in ("q", "page", "sort")) if request else ()
        own = request.url(path) if request else path
        return cls(settings.paper_name or SITE, request.text if request else "", kept, nav, base.rstrip("/") + own)


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What went wrong and what to do; `retry` when waiting helps."""

    status: int
    title: str
    text: str
    retry: bool


def day_text(day: date) -> str:
    """2024年11月5日 星期二."""
    return f"{day.year}年{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"


def issue_path(paper: str, day: date, edition: int) -> str:
    """Address of an issue."""
    return f"/{quote(paper)}/{day.isoformat()}{'' if edition == 1 else f'-e{edition}'}/"


def search_link(text: str, **filters: tuple[object, ...]) -> Link:
    """A link to the search with these filters."""
    return Link(text, SearchRequest().with_(**filters).url())


def reporter_links(names: tuple[str, ...]) -> tuple[Link, ...]:
    """Each name as a link to what its bearer wrote."""
    return tuple(search_link(name, reporters=(name,)) for name in names)


def department_links(names: tuple[str, ...]) -> tuple[Link, ...]:
    """Each office as a link to where it is named."""
    return tuple(search_link(name, departments=(name,)) for name in names)


def quoted_links(names: tuple[str, ...]) -> tuple[Link, ...]:
    """Each name as a link to the search for it in quotes: for names that no facet lists."""
    return tuple(Link(name, SearchRequest(text=f'"{name}"').url()) for name in names)
