"""Every door of the site at which a string can be tried: path parts, parameters and headers of every route. Made from the routers
themselves, so that a new route is tried by itself, and one whose parameters are not told here is an error."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass

from fastapi.routing import APIRoute

import webui.routes
from webui.routes.api_description import CALENDAR
from webui.search.facet_request import FACET_PARAMETERS
from webui.search.form import NAMES as FORM
from webui.search.request import PARAMETERS

NAMES = ("reporter", "department", "photographer", "correspondent", "intern", "contributor", "person", "paper")
"""Parameters of a search that take any text, as `q` does."""
READ = (*(name for name in PARAMETERS if name not in ("q", *NAMES)), "view")
"""Those that take some values and refuse others."""

RECORD = "/{paper}/{issue}/{page}/{record}"
_EXPORTS = tuple(f"/export.{ending}" for ending in ("csv", "jsonl", "xlsx", "docx", "bib", "ris"))
SEARCHES = ("/search", "/photos", "/feed.atom", "/api/v1/search", *_EXPORTS, RECORD)
"""Routes with the parameters of a search."""
SEARCHED = ("/search", "/photos", "/feed.atom", "/api/v1/search")
"""Those that offer ways on where nothing is found: what takes any text is tried at them one by one, and so it is at the lists."""
REFUSING = ("/search", "/feed.atom", "/api/v1/search", "/export.csv")
"""Where each parameter that takes some values only is tried by itself: a page, a feed, an object and a file. One reader reads them all;
at the other routes they are tried together."""
LED_ON = ("/{paper}/{issue}", "/{paper}/{issue}/{page}", f"{RECORD}/")
"""Routes that lead on and repeat their parameters, whatever they are."""
LISTS = {"/search/facet": (*FACET_PARAMETERS, "name"), "/api/v1/facets/{name}": FACET_PARAMETERS}
"""Routes with those of a list."""
OTHERS = {
    **dict.fromkeys(_EXPORTS, ("id",)),
    "/selection": ("id",),
    "/search/form": FORM,
    "/api/v1/suggest": ("q",),
    "/opensearch-suggestions": ("q",),
    "/api/v1/calendar": CALENDAR,
    "/issues/": ("paper", "year"),
    "/reporters/": ("letter",),
    "/departments/": ("letter",),
}
"""Further parameters, by route."""

_ISSUE, _PAGE, _RECORD = "2024-11-05", "1", "a1"
"""Of every paper whose doors are asked for: with parts of a path that lead somewhere nothing but the string is at fault."""

HEADERS = (
    *("x-forwarded-host", "x-forwarded-proto", "forwarded", "origin", "referer", "user-agent", "cookie"),
    *("accept", "accept-language", "accept-encoding", "range", "if-none-match", "x-original-url"),
)
HEADED = (RECORD, "/sitemap.xml", "/opensearch.xml", "/{paper}/{issue}")
"""Routes whose answers depend on headers: the host in a page and in XML, tags and times, a redirect."""

_PART = re.compile(r"\{(\w+)(?::path)?\}")


@dataclass(frozen=True, slots=True)
class Door:
    """A place for a string: `{}` in an address, as often as it stands there, or headers."""

    address: str
    headers: tuple[str, ...] = ()


def patterns() -> tuple[str, ...]:
    """The path of every route of the site, as the routers have it."""
    modules = (importlib.import_module(f"webui.routes.{module.name}") for module in pkgutil.iter_modules(webui.routes.__path__))
    routers = (module.router for module in modules if hasattr(module, "router"))
    return tuple(dict.fromkeys(route.path for router in routers for route in router.routes if isinstance(route, APIRoute)))


def doors(paper: str) -> Iterator[Door]:
    """Every door, each once; addresses in the archive are of this paper, its issue of 2024-11-05."""
    found = patterns()
    unknown = {*SEARCHES, *LISTS, *OTHERS, *HEADED, *LED_ON} - set(found)
    assert not unknown, f"no such routes any more: {unknown}"
    for pattern in found:
        yield from map(Door, _addresses(pattern, paper))
    yield from (Door("/static/{}"), Door("/{}"))
    for pattern in HEADED:
        yield Door(_filled(pattern, paper), ("host", "if-modified-since"))
        yield Door(_filled(pattern, paper), HEADERS)


def _addresses(pattern: str, paper: str) -> Iterator[str]:
    whole = _filled(pattern, paper)
    yield from (_filled(pattern, paper, part) for part in _PART.findall(pattern))
    free: tuple[str, ...] = ()
    alone: tuple[str, ...] = OTHERS.get(pattern, ())
    if pattern in SEARCHES:
        free, alone = ("q", *NAMES), (*READ, *alone)
    elif pattern in LISTS:
        free = tuple(name for name in LISTS[pattern] if name in ("q", *NAMES, "find"))
        alone = (*(name for name in LISTS[pattern] if name not in free), *alone)
    given = f"{whole}?name=reporter&" if pattern == "/search/facet" else f"{whole}?"
    # A parameter that nobody knows, its name and its value: what leads on repeats it, and the interface refuses it.
    if pattern in LED_ON or (pattern.startswith("/api/") and (free or alone)):
        yield f"{given}{{}}={{}}"
    if pattern in SEARCHED or pattern in LISTS:
        alone = (*free, *alone)
    elif free:
        yield f"{given}{_each(free)}&{{}}={{}}"
        alone = ("q", *alone)
    if pattern in SEARCHES and pattern not in REFUSING:
        yield given + _each(READ)
        alone = tuple(name for name in alone if name not in READ)
    # By itself: refused, it hides whatever stands beside it.
    yield from (f"{whole}?{name}={{}}" if name == "name" else f"{given}{name}={{}}" for name in alone)


def _each(names: tuple[str, ...]) -> str:
    return "&".join(f"{name}={{}}" for name in names)


def _filled(pattern: str, paper: str, but: str | None = None) -> str:
    """The path with samples in its parts, the string in one of them."""
    samples = {
        "paper": paper,
        "issue": _ISSUE,
        "page": _PAGE,
        "record": _RECORD,
        "record_id": f"{paper}/{_ISSUE}/{_PAGE}/{_RECORD}",
        "name": "reporter" if "facets" in pattern else f"{paper}-{_ISSUE[:7]}",
    }
    return _PART.sub(lambda part: "{}" if part[1] == but else samples[part[1]], pattern)
