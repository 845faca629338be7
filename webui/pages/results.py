"""The page of results."""

from __future__ import annotations

from dataclasses import dataclass

from webui.pages.frame import Link, day_text, department_links, issue_path, quoted_links, reporter_links
from webui.search.facets import COUNTED_FACETS, Facet
from webui.search.request import Chip, SearchRequest, Sort
from webui.search.results import FacetValue, Fragment, Hit, SearchResults, TextPart
from webui.words import KIND_LABELS, WORDS

SHOWN_VALUES = 10
"""Values of a facet that are seen at once; the others stand behind 还有 N 项, never left out."""

SORTS: tuple[tuple[Sort, str], ...] = (("relevance", "sort_relevance"), ("date", "sort_date"), ("date_asc", "sort_date_asc"))
NEIGHBOURS = 2
"""Page numbers shown on each side of the current one."""


@dataclass(frozen=True, slots=True)
class ValueLink:
    """A value of a facet: choosing it, or giving it up when it is chosen."""

    text: str
    count: int
    selected: bool
    url: str


@dataclass(frozen=True, slots=True)
class FacetPanel:
    """A facet beside the results: the first values, and the rest behind a fold."""

    name: str
    label: str
    values: tuple[ValueLink, ...]
    more: tuple[ValueLink, ...]
    more_text: str
    rest_text: str
    """Not empty when there are so many values that some are not listed."""


@dataclass(frozen=True, slots=True)
class ChipLink:
    """A chosen filter; the link is the search without it."""

    label: str
    value: str
    url: str


@dataclass(frozen=True, slots=True)
class HitItem:
    """A record in the list."""

    url: str
    kind: str
    kind_label: str
    title: tuple[TextPart, ...]
    fragments: tuple[Fragment, ...]
    day: str
    day_url: str
    page: str
    page_url: str
    reporters: tuple[Link, ...]
    photographers: tuple[Link, ...]
    correspondents: tuple[Link, ...]
    departments: tuple[Link, ...]
    doubtful: bool
    """True when the parser left a warning on it."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything the page of results shows."""

    request: SearchRequest
    title: str
    total: int
    count_text: str
    hits: tuple[HitItem, ...]
    panels: tuple[FacetPanel, ...]
    chips: tuple[ChipLink, ...]
    clear_url: str
    sorts: tuple[Link, ...]
    date_kept: tuple[tuple[str, str], ...]
    """Parameters that the date form keeps."""
    from_value: str
    to_value: str
    notes: tuple[str, ...]
    also_searched: tuple[str, ...]
    suggestions: tuple[Link, ...]
    pages: tuple[Link | None, ...]
    """Page links; None stands for a gap."""
    previous_url: str | None
    next_url: str | None
    page_text: str
    last_url: str | None
    """Set when this page lies behind the last one."""


def search_page(results: SearchResults) -> SearchPage:
    """The page for these results."""
    request = results.request
    last = results.last_page
    return SearchPage(
        request=request,
        title=f"{request.text} - {WORDS['results']}" if request.text else WORDS["browsing"],
        total=results.total,
        count_text=WORDS["found"].format(total=results.total),
        hits=tuple(_item(hit, request) for hit in results.hits),
        panels=tuple(
            panel
            for facet in COUNTED_FACETS
            if (panel := _panel(facet, results)) and (panel.values or request.selected(facet.name))
        ),
        chips=tuple(_chip(chip) for chip in request.chips()),
        clear_url=SearchRequest(text=request.text).url(),
        sorts=_sorts(request),
        date_kept=tuple(pair for pair in request.params() if pair[0] not in ("from", "to", "page")),
        from_value=request.from_.isoformat() if request.from_ else "",
        to_value=request.to.isoformat() if request.to else "",
        notes=results.notes,
        also_searched=results.also_searched,
        suggestions=tuple(Link(f"{s.text}({s.why})", s.request.url(), s.count) for s in results.suggestions),
        pages=_pages(request, last),
        previous_url=request.with_(page=request.page - 1).url() if 1 < request.page <= last else None,
        next_url=request.with_(page=request.page + 1).url() if request.page < last else None,
        page_text=WORDS["page_of"].format(page=request.page, last=last),
        last_url=request.with_(page=last).url() if request.page > last else None,
    )


def _chip(chip: Chip) -> ChipLink:
    return ChipLink(chip.label, chip.value, chip.request_without.url())


def _sorts(request: SearchRequest) -> tuple[Link, ...]:
    return tuple(
        Link(WORDS[word], request.with_(sort=sort).url(), current=request.sort == sort)
        for sort, word in SORTS
        if request.text or sort != "relevance"
    )


def _panel(facet: Facet, results: SearchResults) -> FacetPanel | None:
    listed = results.facets.get(facet.name, ())
    if facet.name == "month" and not _months_wanted(results):
        return None
    # The chosen ones first: one sees at once what is chosen, and it does not move when the counts change.
    ordered = sorted(listed, key=lambda value: not value.selected)
    links = tuple(_value(facet, value, results.request) for value in ordered)
    shown = max(SHOWN_VALUES, sum(value.selected for value in listed))
    rest = results.facet_rest.get(facet.name, 0)
    return FacetPanel(
        facet.name,
        facet.label,
        links[:shown],
        links[shown:],
        WORDS["more_values"].format(count=len(links) - shown),
        WORDS["facet_rest"].format(count=rest) if rest else "",
    )


def _months_wanted(results: SearchResults) -> bool:
    """Year first, then month: months are shown within a chosen year, or when there is only one year to choose from."""
    request = results.request
    return bool(request.years or request.months) or sum(value.count > 0 for value in results.facets.get("year", ())) == 1


def _value(facet: Facet, value: FacetValue, request: SearchRequest) -> ValueLink:
    text = KIND_LABELS.get(value.value, value.value) if facet.name == "kind" else facet.value_label(value.value)
    return ValueLink(text, value.count, value.selected, request.toggle(facet.name, value.value).url())


def _item(hit: Hit, request: SearchRequest) -> HitItem:
    # The query goes with the link, so that the record page marks what was searched; the record's own address has none.
    url = hit.url + (f"?{SearchRequest(text=request.text).query_string()}" if request.text else "")
    edition = int(hit.id.split("/")[1].partition("-e")[2] or 1)
    issue = issue_path(hit.paper, hit.issue_date, edition)
    title = hit.headline_parts or (TextPart(WORDS["untitled"], False),)
    return HitItem(
        url=url,
        kind=hit.kind,
        kind_label=KIND_LABELS.get(hit.kind, hit.kind),
        title=title,
        fragments=hit.fragments,
        day=day_text(hit.issue_date),
        day_url=issue,
        page=f"第{hit.page}版" + (f" {hit.page_name}" if hit.page_name else ""),
        page_url=f"{issue}{hit.page}",
        reporters=reporter_links(hit.reporters),
        photographers=quoted_links(hit.photographers),
        correspondents=quoted_links(hit.correspondents),
        departments=department_links(hit.departments),
        doubtful=bool(hit.warnings),
    )


def _pages(request: SearchRequest, last: int) -> tuple[Link | None, ...]:
    if last == 1:
        return ()
    around = range(max(1, request.page - NEIGHBOURS), min(last, request.page + NEIGHBOURS) + 1)
    numbers = sorted({1, last, *around})
    links: list[Link | None] = []
    for before, number in zip([0, *numbers], numbers, strict=False):
        if number - before > 1:
            links.append(None)
        links.append(Link(str(number), request.with_(page=number).url(), current=number == request.page))
    return tuple(links)
