"""The page of all values of one facet: sought, by letter and level, page by page; each leads back to the results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from webui.pages.facet_panels import ValueLink, role_text, value_link
from webui.pages.frame import Link
from webui.search.facet_list import FacetList, has_letters, letter_of
from webui.search.facet_request import FacetRequest, Order
from webui.search.facets import FACET_BY_NAME, ROLES
from webui.search.request import SearchRequest
from webui.search.results import FacetValue
from webui.words import LEVEL_LABELS, WORDS

ORDERS: tuple[tuple[Order, str], ...] = (("count", "order_count"), ("pinyin", "order_pinyin"))


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """The values under one letter."""

    letter: str
    """The letter; empty where the list is not by letters."""
    values: tuple[ValueLink, ...]
    """In order."""


@dataclass(frozen=True, slots=True)
class FacetPage:
    """Everything the page of a facet shows."""

    request: SearchRequest
    """The search that it is a list of, for the frame."""
    address: str
    """The list's own address, for the frame."""
    title: str
    """Which values."""
    count_text: str
    """How many."""
    under_text: str
    """Of which search."""
    results: Link
    """Back to the results without choosing."""
    roles: tuple[Link, ...]
    """Of credits, the other roles."""
    find_label: str
    """What the box of this page finds."""
    find: str
    """What was sought."""
    find_kept: tuple[tuple[str, str], ...]
    """What the box keeps."""
    find_clear_url: str
    """The list without what was sought."""
    orders: tuple[Link, ...]
    """The orders to choose from."""
    letters: tuple[Link, ...]
    """The letters to choose from."""
    levels: tuple[Link, ...]
    """Of offices, the levels to choose from."""
    chosen: tuple[ValueLink, ...]
    """What is chosen, whichever page it stands on."""
    groups: tuple[LetterGroup, ...]
    """This page of the values."""
    none_text: str
    """Not empty where there is no value."""
    previous_url: str | None
    """The page before this one."""
    next_url: str | None
    """The page after this one."""
    page_text: str
    """Which page this is; empty for a single one."""


def facet_page(found: FacetList, papers: Mapping[str, str]) -> FacetPage:
    """The page for this list."""
    request, facet, last = found.request, found.request.facet, found.last_page
    search = request.search

    def link(value: FacetValue) -> ValueLink:
        return value_link(facet, value, search, papers.get(value.value) if facet.name == "paper" else None)

    narrowed = bool(request.find or request.letter or request.level)
    count = WORDS["values_found" if narrowed else "values_all"]
    return FacetPage(
        request=search,
        address=request.url(),
        title=WORDS["facet_title"].format(label=facet.label),
        count_text=count.format(total=f"{found.total:,}", everything=f"{found.everything:,}"),
        under_text=_under(search),
        results=Link(WORDS["back_to_results"], search.url()),
        roles=_roles(request),
        find_label=WORDS["find_in"].format(label=facet.label),
        find=request.find,
        find_kept=tuple(pair for pair in request.params() if pair[0] not in ("find", "letter", "page")),
        find_clear_url=request.with_(find="").url(),
        orders=tuple(
            Link(WORDS[word], request.with_(order=order).url(), current=order == request.order) for order, word in ORDERS
        )
        if has_letters(facet)
        else (),
        letters=_choices(request, "letter", found.letters),
        levels=_choices(request, "level", found.levels),
        chosen=tuple(map(link, found.chosen)),
        groups=tuple(_groups(found, [link(value) for value in found.values])),
        none_text="" if found.values else WORDS["no_value_found" if found.everything else "no_values"],
        previous_url=request.with_(page=min(request.page - 1, last)).url() if request.page > 1 else None,
        next_url=request.with_(page=request.page + 1).url() if request.page < last else None,
        page_text=WORDS["page_of"].format(page=request.page, last=last) if last > 1 else "",
    )


def _under(search: SearchRequest) -> str:
    chosen = [f"{chip.label} {chip.value}" for chip in search.chips()]
    if search.text:
        chosen.insert(0, WORDS["under_text"].format(text=search.text))
    return WORDS["under"].format(chosen="；".join(chosen)) if chosen else WORDS["under_nothing"]


def _roles(request: FacetRequest) -> tuple[Link, ...]:
    if request.facet.name not in ROLES:
        return ()
    return tuple(
        Link(
            role_text(role),
            request.with_(facet=FACET_BY_NAME[role], letter="").url(),
            current=role == request.facet.name,
        )
        for role in ROLES
    )


def _choices(request: FacetRequest, name: str, values: tuple[tuple[str, int], ...]) -> tuple[Link, ...]:
    """Every letter or level with its number of values, and all of them; none where there is nothing to choose."""
    chosen = getattr(request, name)
    if len(values) < 2 and not chosen:
        return ()
    links = [Link(WORDS["any"], request.with_(**{name: ""}).url(), current=not chosen)]
    for value, count in values:
        links.append(Link(LEVEL_LABELS.get(value, value), request.with_(**{name: value}).url(), count, current=value == chosen))
    return tuple(links)


def _groups(found: FacetList, links: list[ValueLink]) -> list[LetterGroup]:
    if found.request.order != "pinyin" or not has_letters(found.request.facet):
        return [LetterGroup("", tuple(links))] if links else []
    groups: dict[str, list[ValueLink]] = {}
    for value, link in zip(found.values, links, strict=True):
        groups.setdefault(letter_of(found.request.facet, value.value), []).append(link)
    return [LetterGroup(letter, tuple(own)) for letter, own in groups.items()]
