"""The page of results."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from webui.pages.date_panel import DatePanel, date_panel
from webui.pages.facet_panels import FacetPanel, credits_panel, listed_panels
from webui.pages.frame import Link
from webui.pages.hits import HitItem, Pictured, hit_items
from webui.search.facets import FACET_BY_NAME
from webui.search.language import parse
from webui.search.request import DEFAULT_SIZE, Chip, SearchRequest, Sort, View
from webui.search.results import Offer, SearchResults
from webui.search.tree import Node
from webui.search.variants import exact_text, folded_text
from webui.words import WORDS

SORTS: tuple[tuple[Sort, str], ...] = (
    ("relevance", "sort_relevance"),
    ("recent", "sort_recent"),
    ("date", "sort_date"),
    ("date_asc", "sort_date_asc"),
)
VIEWS: tuple[tuple[View, str], ...] = (("list", "view_list"), ("compact", "view_compact"), ("photos", "view_photos"))
FILES = (
    ("file_table", "/export.csv"),
    ("file_workbook", "/export.xlsx"),
    ("file_lines", "/export.jsonl"),
    ("file_word", "/export.docx"),
    ("file_bibtex", "/export.bib"),
    ("file_ris", "/export.ris"),
    ("file_feed", "/feed.atom"),
)
NEIGHBOURS = 2
"""Page numbers shown on each side of the current one."""


@dataclass(frozen=True, slots=True)
class ChipLink:
    """A chosen filter."""

    label: str
    """Its facet."""
    value: str
    """The value as readers see it."""
    url: str
    """The search without it."""


@dataclass(frozen=True, slots=True)
class SuggestionLink:
    """A way on when nothing was found."""

    text: str
    """The other search, or what it changes."""
    why: str
    """Why it could help."""
    count: str
    """How many records it really finds."""
    url: str
    """The other search."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything the page of results shows."""

    request: SearchRequest
    """The search itself, for the frame."""
    title: str
    """What the page is."""
    total: int
    """How many records were found."""
    count_text: str
    """The same as a sentence."""
    hits: tuple[HitItem, ...]
    """This page of them."""
    dates: DatePanel
    """Bars over time, years, months and days."""
    panels: tuple[FacetPanel, ...]
    """The other facets: credits, then plain lists."""
    chips: tuple[ChipLink, ...]
    """What is chosen."""
    clear_url: str
    """The same text without any filter."""
    sorts: tuple[Link, ...]
    """The orders to choose from."""
    view: str
    """How the hits are shown: list, compact or photos."""
    views: tuple[Link, ...]
    """The views to choose from."""
    date_kept: tuple[tuple[str, str], ...]
    """Parameters that the date form keeps."""
    from_value: str
    """First day chosen, as the form wants it."""
    to_value: str
    """Last day chosen."""
    notes: tuple[str, ...]
    """What the reader should know about how the text was understood."""
    also_searched: tuple[str, ...]
    """Other written forms of the text that were looked for too."""
    exact_url: str | None
    """The search for the form as typed alone, where others were looked for too."""
    folded_url: str | None
    """From a search for the form as typed: the one for all forms."""
    offers: tuple[Link, ...]
    """The facets of the name that was typed: 记者 乔知远，12 篇."""
    meant_text: str
    """What suggestions beside results are."""
    suggestions: tuple[SuggestionLink, ...]
    """Ways on, when nothing was found; beside results, the names that typed Latin letters spell."""
    none_text: str
    """That nothing was found, with the text that was looked for."""
    tips: tuple[str, ...]
    """How to search, when nothing was found."""
    pages: tuple[Link | None, ...]
    """Page links; None stands for a gap; empty for a single page."""
    previous_url: str | None
    """The page before this one."""
    next_url: str | None
    """The page after this one."""
    page_text: str
    """Which page this is; empty for a single one."""
    no_more_text: str
    """That there is no such page; empty when this page is one of the results'."""
    last_url: str
    """The last page."""
    feed_url: str
    """The search as a feed."""
    files_text: str
    """What the files hold."""
    files: tuple[Link, ...]
    """The search as a table, as lines for programs, as a feed."""


@dataclass(frozen=True, slots=True)
class SearchBeginning:
    """What the page of results shows before its search is over: the fields of `SearchPage` by the same names."""

    request: SearchRequest
    """The search itself, for the frame."""
    title: str
    """What the page is."""
    view: str
    """How the hits will be shown."""
    feed_url: str
    """The search as a feed."""


def search_beginning(request: SearchRequest) -> SearchBeginning:
    """The beginning of the page for this request, whatever its search will answer."""
    return SearchBeginning(request, _title(request), request.view, _whole(request).url("/feed.atom"))


def search_page(
    results: SearchResults, papers: Mapping[str, str] | None = None, pictured: Pictured = MappingProxyType({})
) -> SearchPage:
    """The page for these results; `papers` are the printed names of papers, where they are known, `pictured` the pictures of
    the pages that have one."""
    request = results.request
    beginning = search_beginning(request)
    names = papers or {}
    credits = credits_panel(results)
    last = results.last_page
    beyond = bool(results.total) and request.page > last
    return SearchPage(
        request=request,
        title=beginning.title,
        total=results.total,
        count_text=WORDS["found"].format(total=f"{results.total:,}"),
        hits=tuple(hit_items(results.hits, request, pictured)),
        dates=date_panel(results),
        panels=(*((credits,) if credits else ()), *listed_panels(results, names)),
        chips=tuple(ChipLink(chip.label, _chip_value(chip, names), chip.request_without.url()) for chip in request.chips()),
        clear_url=SearchRequest(text=request.text, size=request.size, view=request.view).url(),
        sorts=_sorts(request),
        view=request.view,
        views=_views(request),
        date_kept=_kept_by_dates(request),
        from_value=request.from_.isoformat() if request.from_ else "",
        to_value=request.to.isoformat() if request.to else "",
        notes=(*results.notes, *widened_notes(results)),
        also_searched=results.also_searched,
        exact_url=_rewritten(request, exact_text) if results.also_searched and results.total else None,
        folded_url=_rewritten(request, folded_text),
        offers=tuple(_offer(offer) for offer in results.offers),
        meant_text=WORDS["widened_try" if results.whole == 0 else "meant"],
        suggestions=tuple(
            SuggestionLink(
                s.text.replace(" OR ", WORDS["or"]), s.why, WORDS["count"].format(count=f"{s.count:,}"), s.request.url()
            )
            for s in results.suggestions
        ),
        none_text=_none_text(request),
        tips=tuple(WORDS[tip] for tip in ("tip_words", "tip_quote", "tip_name", *(("tip_dates",) if request.chips() else ()))),
        pages=_pages(request, last),
        previous_url=request.with_(page=request.page - 1).url() if 1 < request.page <= last else None,
        next_url=request.with_(page=request.page + 1).url() if request.page < last else None,
        page_text=WORDS["page_of"].format(page=request.page, last=last) if last > 1 and not beyond else "",
        no_more_text=WORDS["no_more"].format(last=last) if beyond else "",
        last_url=request.with_(page=last).url(),
        feed_url=beginning.feed_url,
        files_text=WORDS["files"].format(total=f"{results.total:,}"),
        files=tuple(Link(WORDS[word], _whole(request).url(path)) for word, path in FILES),
    )


def _whole(request: SearchRequest) -> SearchRequest:
    return request.with_(page=1, size=DEFAULT_SIZE)


def widened_notes(results: SearchResults) -> tuple[str, ...]:
    """What the reader of a widened search must know: how many records hold all words, and that the others do not."""
    if results.whole is None:
        return ()
    rest = f"{results.total - results.whole:,}"
    word = WORDS["widened" if results.whole else "widened_none"]
    return (word.format(whole=results.whole, rest=rest, only=WORDS["widened_only"]),)


def _offer(offer: Offer) -> Link:
    label = FACET_BY_NAME[offer.kind].label
    return Link(WORDS["offer"].format(kind=label, name=offer.text, count=f"{offer.count:,}"), offer.request.url())


def _rewritten(request: SearchRequest, rewrite: Callable[[Node], str | None]) -> str | None:
    text = rewrite(parse(request.text).node)
    return request.with_(text=text).url() if text else None


def _chip_value(chip: Chip, papers: Mapping[str, str]) -> str:
    return papers.get(chip.value, chip.value) if chip.facet == "paper" else chip.value


def _title(request: SearchRequest) -> str:
    if request.text:
        return f"{request.text} - {WORDS['photos' if request.view == 'photos' else 'results']}"
    if request.view == "photos" and request.is_empty:
        return WORDS["photos"]
    return WORDS["browse_all"] if request.is_empty else "、".join(chip.value for chip in request.chips())


def _none_text(request: SearchRequest) -> str:
    if not request.text:
        return WORDS["none_found_text"]
    return WORDS["none_found_chosen" if request.chips() else "none_found_query"].format(text=request.text)


def _kept_by_dates(request: SearchRequest) -> tuple[tuple[str, str], ...]:
    said_by_path = ("view",) if request.view == "photos" else ()
    return tuple(pair for pair in request.params() if pair[0] not in ("from", "to", "page", *said_by_path))


def _views(request: SearchRequest) -> tuple[Link, ...]:
    """The same search in each view, on its first page; leaving the photos, one leaves their kind, too."""
    kinds = () if request.view == "photos" else request.kinds
    return tuple(
        Link(WORDS[word], request.with_(view=view, kinds=kinds).url(), current=view == request.view) for view, word in VIEWS
    )


def _sorts(request: SearchRequest) -> tuple[Link, ...]:
    return tuple(
        Link(WORDS[word], request.with_(sort=sort).url(), current=request.sort == sort)
        for sort, word in SORTS
        if request.text or sort in ("date", "date_asc")
    )


def _pages(request: SearchRequest, last: int) -> tuple[Link | None, ...]:
    if last == 1:
        return ()
    around = range(max(1, request.page - NEIGHBOURS), min(last, request.page + NEIGHBOURS) + 1)
    links: list[Link | None] = []
    before = 0
    for number in sorted({1, last, *around}):
        if number - before > 1:
            links.append(None)
        links.append(Link(str(number), request.with_(page=number).url(), current=number == request.page))
        before = number
    return tuple(links)
