"""The engine's side of facets: what each counts, and under which conditions. Pure.

`FacetedSearch` gives the facets their meaning: values of one facet are alternatives, different facets must all hold, and each
facet is counted under all filters but its own. No other file sees it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from elasticsearch.dsl import A, FacetedSearch, Q, Search, TermsFacet
from elasticsearch.dsl import Facet as EngineFacet
from elasticsearch.dsl.aggs import Agg
from elasticsearch.dsl.query import Query
from elasticsearch.dsl.search_base import SearchBase

from webui.search.counted import counted_facets, month_days
from webui.search.facets import DAY, FACET_BY_NAME, FACETS, Facet
from webui.search.request import SearchRequest
from webui.search.spans import Span, month_span, year_span

_REMEMBERED_CHOICES = 512
"""Choices of facet values whose part of the body is remembered; each some kilobytes."""

MANY_VALUES = 10_000
"""Values of one facet that are listed in one step; a fuller list is read on in steps of as many."""

_ANY_YEAR = frozenset({"on", "year", "month", "day"})
"""What is left out where this day in any year is counted: with 2021 chosen, 11-16 of any year still means any year."""

_CALENDAR = {"year": ("year", "yyyy"), "month": ("month", "yyyy-MM"), "day": ("day", "yyyy-MM-dd")}


class _CalendarFacet(EngineFacet[Any]):
    """Records by year, month or day of `issue_date`; a value is 2021, 2021-11 or 2021-11-16, as in the address."""

    agg_type = "date_histogram"

    def get_value_filter(self, filter_value: Any) -> Query:
        return _within(_span(str(filter_value)))


def _span(value: str) -> Span:
    if len(value) == len("2021"):
        return year_span(int(value))
    if len(value) == len("2021-11"):
        return month_span(value)
    day = date.fromisoformat(value)
    return Span(day, day)


def _within(span: Span) -> Query:
    after = span.last + timedelta(days=1)
    return Q("range", issue_date={"gte": span.first.isoformat(), "lt": after.isoformat()})


def _engine_facet(facet: Facet, size: int | None = None, values: Sequence[str] = ()) -> EngineFacet[Any]:
    """What the engine counts for a facet, at most `size` values (else as many as an answer has); with `values` only those."""
    if facet.kind in _CALENDAR:
        interval, pattern = _CALENDAR[facet.kind]
        return _CalendarFacet(
            field=facet.field, calendar_interval=interval, format=pattern, min_doc_count=1, order={"_key": "desc"}
        )
    if values:
        return TermsFacet(field=facet.field, include=list(values), size=len(values))
    by_number = facet.order == "smallest"
    order = [{"_key": "asc"}] if by_number else [{"_count": "desc"}, {"_key": "asc"}]
    return TermsFacet(field=facet.field, size=size or facet.most, order=order)


class RecordFacets(FacetedSearch[Any]):
    """A search that counts the facets that the request wants."""

    def __init__(self, query: Query, request: SearchRequest, today: date | None) -> None:
        self._request = request
        self.counted = counted_facets(request, today)
        days = month_days(request, today)
        self.facets = {facet.name: _engine_facet(facet, values=days if facet.name == "on" else ()) for facet in self.counted}
        super().__init__(query, filters={f.name: list(chosen) for f in self.counted if (chosen := chosen_values(request, f))})

    def built(self) -> SearchBase[Any]:
        """The search, which the DSL has built once by now; `build_search` would do all of it again, a millisecond of each search."""
        return self._s

    def search(self) -> Search[Any]:
        return Search()

    def query(self, search: SearchBase[Any], query: Any) -> SearchBase[Any]:
        return search.query(query)

    def highlight(self, search: SearchBase[Any]) -> SearchBase[Any]:
        return search  # marks are made in Python, from the same folding table: see highlight.py

    def aggregate(self, search: SearchBase[Any]) -> None:
        for facet in self.counted:
            left_out = _ANY_YEAR if facet.name == "on" else {facet.name}
            under: Query = Q("match_all")
            for name, condition in self._filters.items():
                if name not in left_out:
                    under &= condition
            if facet is DAY and self._request.day:
                under &= _within(month_span(self._request.day.isoformat()[:7]))
            counts = search.aggs.bucket(f"_filter_{facet.name}", "filter", filter=under)
            counts.bucket(facet.name, self.facets[facet.name].get_aggregation())
            chosen = chosen_values(self._request, facet)
            if chosen and facet.kind in ("name", "code"):
                # A chosen value far down the list would not be among the first: its count is asked for by name.
                counts.bucket("selected", "terms", field=facet.field, include=list(chosen), size=len(chosen))


@lru_cache(maxsize=_REMEMBERED_CHOICES)
def facet_part(filters: SearchRequest, today: date | None) -> dict[str, Any]:
    """What counts the facets and keeps the chosen values, without a query. Remembered, so never to be changed.

    Building it takes longer than all else of a body, and nearly every search has none or one of few choices.
    """
    body: dict[str, Any] = RecordFacets(Q("match_all"), filters, today).built().to_dict()
    del body["query"]
    return body


def counted_names(request: SearchRequest, today: date | None) -> frozenset[str]:
    """The facets that are counted for this request."""
    return frozenset(facet.name for facet in counted_facets(request, today))


def chosen_values(request: SearchRequest, facet: Facet) -> tuple[str, ...]:
    """The chosen values of a facet; those of DAY are the only day that is asked for."""
    if facet is DAY:
        return (request.day.isoformat(),) if request.day else ()
    return request.selected(facet.name)


def conditions(request: SearchRequest, without: Collection[str] = ()) -> list[Query]:
    """Every condition of the request but those of the facets named; `day` is the range from and to one day."""
    found = []
    for facet in FACETS:
        chosen = request.selected(facet.name)
        if not chosen or facet.name in without:
            continue
        condition = _engine_facet(facet).add_filter(list(chosen))
        if condition is not None:
            found.append(condition)
    days = {}
    if request.from_:
        days["gte"] = request.from_.isoformat()
    if request.to:
        days["lte"] = request.to.isoformat()
    if days and not (request.day and DAY.name in without):
        found.append(Q("range", issue_date=days))
    if request.event_from or request.event_to:
        # Each day or stretch of days that the text names is a range of its own; one that meets the wanted days is enough.
        ends = {"gte": request.event_from, "lte": request.event_to}
        found.append(Q("range", event_dates={end: day.isoformat() for end, day in ends.items() if day}))
    return found


def build_values(request: SearchRequest, query: Query, facet: Facet, after: Any = None) -> dict[str, Any]:
    """The body that counts the values of one facet under all conditions but its own; its total is that of the request.

    With `after`, the last value of a step before ("" for the first step), it is a step through more values than MANY_VALUES.
    """
    others = conditions(request, without={facet.name})
    if facet is DAY and request.day:
        others.append(_within(month_span(request.day.isoformat()[:7])))
    search = Search[Any]().query(query).filter("bool", filter=others)
    own = [condition for condition in conditions(request) if condition not in others]
    if own:
        search = search.post_filter("bool", filter=own)
    search.aggs.bucket("values", _values(facet, MANY_VALUES, after))
    return search.extra(size=0, track_total_hits=True).to_dict()


def _values(facet: Facet, size: int, after: Any) -> Agg[Any]:
    if after is None:
        return _engine_facet(FACET_BY_NAME.get(facet.name, facet), size).get_aggregation()
    sources = [{"value": {"terms": {"field": facet.field}}}]
    step: dict[str, Any] = {"sources": sources, "size": size} | ({"after": {"value": after}} if after else {})
    return A("composite", **step)
