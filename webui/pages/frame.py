"""The frame around every page, the links that several pages have, and the page of errors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from indexer.settings import Settings
from webui.search.request import PHOTOS_PATH, SEARCH_PATH, SearchRequest
from webui.words import SITE, WEEKDAYS, WORDS

OF_A_SEARCH = (SEARCH_PATH, PHOTOS_PATH)
"""The pages whose content depends on the parameters of a search."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its words."""

    text: str
    """What is read."""
    url: str
    """Where it leads, on this site."""
    count: int | None = None
    """How many records stand behind it, where that is known."""
    current: bool = False
    """True when it leads to where one is."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Header and footer of every page."""

    site: str
    """Name of the archive: the paper's, where it is set."""
    tagline: str
    """What the site is, where its name alone does not say it; else empty."""
    query: str
    """What stands in the search box."""
    kept: tuple[tuple[str, str], ...]
    """Parameters that a new search from the box keeps: the chosen filters."""
    nav: tuple[Link, ...]
    """The main ways through the site."""
    canonical: str
    """Absolute address of this page without what does not change it."""
    search_path: str
    """Where the search box leads: among photos one searches photos."""
    stylesheet: str
    """Address of the style sheet; it names the content, so that it can be kept for good."""
    script: str
    """Address of the script of the search box, in the same way; every page works without it."""
    page_script: str
    """The same of the script of keys and of what was ticked."""
    print_script: str
    """The same of the script of a page's picture."""
    copy_script: str
    """The same of the script of the buttons that copy."""

    @classmethod
    def of(
        cls,
        settings: Settings,
        path: str,
        base: str,
        stylesheet: str,
        scripts: tuple[str, str, str, str],
        request: SearchRequest | None,
        address: str | None = None,
    ) -> Frame:
        """The frame of the page at this path below `base`; `request` where the page shows a search, `address` where it has one of
        its own with parameters."""
        browsing = request is None or request.is_empty
        nav = tuple(
            Link(WORDS[word], url, current=path == url and browsing)
            for word, url in (
                ("browse_all", SEARCH_PATH),
                ("issues", "/issues/"),
                ("photos", PHOTOS_PATH),
                ("reporters", "/reporters/"),
                ("departments", "/departments/"),
                ("help", "/help"),
            )
        )
        kept = tuple(pair for pair in request.params() if pair[0] not in ("q", "page", "sort")) if request else ()
        if request and request.view == "photos":  # said by the path
            kept = tuple(pair for pair in kept if pair[0] != "view")
        # A record that was reached from a search is the same record without it.
        own = address or (_own_address(request, path) if request and path in OF_A_SEARCH else quote(path))
        return cls(
            site=settings.paper_name or SITE,
            tagline=WORDS["tagline"] if settings.paper_name else "",
            query=request.text if request else "",
            kept=kept,
            nav=nav,
            canonical=base.rstrip("/") + own,
            search_path=PHOTOS_PATH if path == PHOTOS_PATH else SEARCH_PATH,
            stylesheet=stylesheet,
            script=scripts[0],
            page_script=scripts[1],
            print_script=scripts[2],
            copy_script=scripts[3],
        )


def _own_address(request: SearchRequest, path: str) -> str:
    """The address without the view: a list and a compact list are one."""
    return request.url() if request.view == "photos" else request.url(path)


def day_text(day: date) -> str:
    """2024年11月5日 星期二."""
    return f"{plain_day_text(day)} 星期{WEEKDAYS[day.weekday()]}"


def plain_day_text(day: date) -> str:
    """2024年11月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def paper_text(paper: str, settings: Settings) -> str:
    """The printed name of the default paper; the short name of any other."""
    return settings.paper_name if paper == settings.paper and settings.paper_name else paper


def paper_names(settings: Settings) -> dict[str, str]:
    """The printed names that are known: that of the default paper."""
    return {settings.paper: settings.paper_name} if settings.paper_name else {}


def page_text(number: int, name: str | None) -> str:
    """第2版 综合新闻."""
    text = WORDS["page_number"].format(page=number)
    return f"{text} {name}" if name else text


def issue_text(paper: str, day: date, edition: int, settings: Settings) -> str:
    """岚汀导报 2024年11月5日 星期二, with the edition where it is not the first."""
    text = f"{paper_text(paper, settings)} {day_text(day)}"
    return text if edition == 1 else f"{text} {WORDS['edition'].format(edition=edition)}"


def issue_url(paper: str, day: date, edition: int) -> str:
    """Address of an issue."""
    return f"/{quote(paper)}/{day.isoformat()}{'' if edition == 1 else f'-e{edition}'}/"


def page_url(paper: str, day: date, edition: int, page: int) -> str:
    """Address of a page."""
    return f"{issue_url(paper, day, edition)}{page}/"


def year_url(year: int, paper: str = "") -> str:
    """Address of a year of the calendar; of one paper, where there are several."""
    return f"/issues/?{urlencode({'paper': paper, 'year': year} if paper else {'year': year})}"


def calendar_link(day: date, paper: str, settings: Settings) -> Link:
    """The year of this day in the calendar: 2024年日历; of the default paper without its name."""
    return Link(WORDS["calendar_of"].format(year=day.year), year_url(day.year, paper if paper != settings.paper else ""))


def reporter_links(names: Sequence[str]) -> tuple[Link, ...]:
    """Each name as a link to what its bearer wrote."""
    return tuple(Link(name, SearchRequest(reporters=(name,)).url()) for name in names)


def department_links(names: Sequence[str]) -> tuple[Link, ...]:
    """Each office as a link to where it is named."""
    return tuple(Link(name, SearchRequest(departments=(name,)).url()) for name in names)


def facet_links(field: str, names: Sequence[str]) -> tuple[Link, ...]:
    """Each name as a link to the records that have it in this field (photographers, people …)."""
    return tuple(Link(name, SearchRequest().with_(**{field: (name,)}).url()) for name in names)


def quoted_links(names: Sequence[str]) -> tuple[Link, ...]:
    """Each name as a link to the search for it in quotes: for names that no facet lists."""
    return tuple(Link(name, SearchRequest(text=f'"{name}"').url()) for name in names)


def counted_links(names: Sequence[tuple[str, int]], links: Callable[[Sequence[str]], tuple[Link, ...]]) -> tuple[Link, ...]:
    """The names as links, made by `links`, with their counts."""
    made = links([name for name, _ in names])
    return tuple(Link(link.text, link.url, count) for link, (_, count) in zip(made, names, strict=True))
