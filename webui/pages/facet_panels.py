"""The facets beside the results: every value a link that chooses it or gives it up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webui.search.facets import FACET_BY_NAME, Facet
from webui.search.request import SearchRequest
from webui.search.results import FacetValue, SearchResults
from webui.words import WORDS

SHOWN_VALUES = 10
"""Values of a facet that are seen at once; the others stand behind 还有 N 项, never left out."""

LISTED = ("reporter", "department", "kind")
"""Facets that are plain lists, in the order of the page; the dates before them have years with their months."""


@dataclass(frozen=True, slots=True)
class ValueLink:
    """A value of a facet: choosing it, or giving it up when it is chosen."""

    text: str
    """The value as readers see it."""
    count: int
    """Records that have it under all other filters."""
    selected: bool
    """True when it is chosen."""
    url: str
    """The search with it, or without it when it is chosen."""
    inner: tuple[ValueLink, ...] = ()
    """Of a year, its months where they are wanted."""


@dataclass(frozen=True, slots=True)
class FacetPanel:
    """A facet: the first values, and the rest behind a fold."""

    name: str
    """URL parameter; `date` for years and months."""
    label: str
    """What it is a list of."""
    values: tuple[ValueLink, ...]
    """Seen at once; the chosen ones first."""
    more: tuple[ValueLink, ...]
    """Behind the fold."""
    more_text: str
    """How many stand behind the fold."""
    rest_text: str
    """Not empty when there are so many values that some are not listed at all."""


def date_panel(results: SearchResults) -> FacetPanel:
    """The years, newest first, with the months of those that are chosen or that are the only one."""
    years = results.facets.get("year", ())
    months = results.facets.get("month", ())
    request = results.request
    only = sum(year.count > 0 for year in years) == 1
    links = []
    for year in _chosen_first(years):
        own = [month for month in months if month.value.startswith(f"{year.value}-")]
        wanted = year.selected or only or any(month.selected for month in own)
        month_links = [_link("month", month, request, f"{int(month.value[5:])}月") for month in _chosen_first(own)]
        links.append(_link("year", year, request, inner=tuple(month_links) if wanted else ()))
    # A month that is chosen never vanishes, even when no record of its year is left.
    listed = {year.value for year in years}
    links += [_link("month", month, request) for month in months if month.selected and month.value[:4] not in listed]
    return _panel("date", WORDS["date"], links, 0)


def listed_panels(results: SearchResults) -> tuple[FacetPanel, ...]:
    """The other facets that have values."""
    panels = []
    for name in LISTED:
        values = results.facets.get(name, ())
        links = [_link(name, value, results.request) for value in _chosen_first(values)]
        if links:
            panels.append(_panel(name, FACET_BY_NAME[name].label, links, results.facet_rest.get(name, 0)))
    return tuple(panels)


def _chosen_first(values: Sequence[FacetValue]) -> list[FacetValue]:
    # One sees at once what is chosen, and it does not move when the counts change.
    return sorted(values, key=lambda value: not value.selected)


def _link(
    name: str, value: FacetValue, request: SearchRequest, text: str | None = None, inner: tuple[ValueLink, ...] = ()
) -> ValueLink:
    facet: Facet = FACET_BY_NAME[name]
    shown = text or facet.value_label(value.value)
    return ValueLink(shown, value.count, value.selected, request.toggle(name, value.value).url(), inner)


def _panel(name: str, label: str, links: Sequence[ValueLink], rest: int) -> FacetPanel:
    shown = max(SHOWN_VALUES, sum(link.selected for link in links))
    if len(links) == shown + 1:  # a fold for one value would take the place of the value
        shown += 1
    return FacetPanel(
        name=name,
        label=label,
        values=tuple(links[:shown]),
        more=tuple(links[shown:]),
        more_text=WORDS["more_values"].format(count=len(links) - shown),
        rest_text=WORDS["facet_rest"].format(count=rest) if rest else "",
    )
