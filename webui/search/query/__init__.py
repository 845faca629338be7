"""From a request to the body of the engine's search. Pure: it needs no connection, and nothing else builds a search.

`FacetedSearch` gives the facets their meaning: values of one facet are alternatives, different facets must all hold, and each
facet is counted under all filters but its own. No other file sees it.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from elasticsearch.dsl import Facet as EngineFacet
from elasticsearch.dsl import FacetedSearch, Q, Search, TermsFacet
from elasticsearch.dsl.query import Query
from elasticsearch.dsl.search_base import SearchBase

from indexer.errors import QueryError
from webui.search.facets import COUNTED_FACETS, FACET_BY_NAME, FACETS, Facet
from webui.search.language import parse
from webui.search.query.clauses import clause
from webui.search.request import DEEPEST_HIT, SearchRequest, Sort
from webui.search.tree import Node
from webui.search.variants import searched

MOST_VALUES = 1000
"""Values of a facet in one answer; how many records have further ones is reported beside them (`facet_rest`)."""

_REMEMBERED_CHOICES = 512
"""Choices of facet values whose part of the body is remembered; each some kilobytes."""

MOST_HEADLINES = 30
"""Records read for headlines to suggest: some have the same."""

_PRINTED_ORDER = [{"page": {"order": "asc"}}, {"first_line": {"order": "asc"}}, {"id": {"order": "asc"}}]
SORTS: dict[Sort, list[dict[str, dict[str, str]]]] = {
    "relevance": [{"_score": {"order": "desc"}}, {"issue_date": {"order": "desc"}}, *_PRINTED_ORDER],
    "date": [{"issue_date": {"order": "desc"}}, *_PRINTED_ORDER],
    "date_asc": [{"issue_date": {"order": "asc"}}, *_PRINTED_ORDER],
}
"""Each ends in the id: the same request gives the same order, and no record stands on two pages of results."""

HIDDEN = ("details", "source_sha256", "parser_version", "batch")
"""Parts of the stored record that no result list shows."""


class _MonthsFacet(EngineFacet[Any]):
    """Records by calendar month or year of `issue_date`; a value is 2021 or 2021-11, as in the address."""

    agg_type = "date_histogram"

    def get_value_filter(self, filter_value: Any) -> Query:
        first, after = _span(filter_value)
        return Q("range", issue_date={"gte": first.isoformat(), "lt": after.isoformat()})


def _span(value: str) -> tuple[date, date]:
    """The first day of a year or month and the first day after it."""
    if len(value) == 4:
        return date(int(value), 1, 1), date(int(value) + 1, 1, 1)
    year, month = int(value[:4]), int(value[5:])
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)


def _engine_facet(facet: Facet) -> EngineFacet[Any]:
    if facet.kind in ("year", "month"):
        pattern = "yyyy" if facet.kind == "year" else "yyyy-MM"
        return _MonthsFacet(
            field=facet.field, calendar_interval=facet.kind, format=pattern, min_doc_count=1, order={"_key": "desc"}
        )
    order = [{"_count": "desc"}, {"_key": "asc"}]
    return TermsFacet(field=facet.field, size=MOST_VALUES, order=order)


class _RecordFacets(FacetedSearch[Any]):
    facets = {facet.name: _engine_facet(facet) for facet in COUNTED_FACETS}  # noqa: RUF012 - as the DSL wants it

    def search(self) -> Search[Any]:
        return Search()

    def query(self, search: SearchBase[Any], query: Any) -> SearchBase[Any]:
        return search.query(query)

    def highlight(self, search: SearchBase[Any]) -> SearchBase[Any]:
        return search  # marks are made in Python, from the same folding table: see highlight.py


def build_body(request: SearchRequest, node: Node | None = None) -> dict[str, Any]:
    """The body of the search for this request (`node`: its text, parsed, where the caller has it already).

    Raises QueryError for a page of results deeper than the engine can count to.
    """
    first = (request.page - 1) * request.size
    if first + request.size > DEEPEST_HIT:
        raise QueryError(
            f"只能翻看前 {DEEPEST_HIT:,} 条结果。请用日期、记者或部门缩小范围,或换一种排序。",
            f"results can be paged up to the {DEEPEST_HIT:,}th; narrow the search or sort it the other way",
            "page",
        )
    search = Search[Any]().query(clause(searched(parse(request.text).node if node is None else node)))
    for condition in _plain_filters(request):
        search = search.filter(condition)
    chosen = tuple((facet.name, request.selected(facet.name)) for facet in COUNTED_FACETS if request.selected(facet.name))
    return {
        **search.to_dict(),
        "sort": SORTS[request.sort],
        "_source": {"excludes": list(HIDDEN)},
        "from": first,
        "size": request.size,
        "track_total_hits": True,
        **_facet_part(chosen),
    }


def build_count(request: SearchRequest, node: Node | None = None) -> dict[str, Any]:
    """The body that only counts what this request finds (`node`: its text, parsed, where the caller has it already)."""
    search = Search[Any]().query(clause(searched(parse(request.text).node if node is None else node)))
    search = search.filter("bool", filter=[*_plain_filters(request), *_facet_filters(request)])
    return search.extra(size=0, track_total_hits=True).to_dict()


def build_headlines(node: Node, size: int = MOST_HEADLINES) -> dict[str, Any]:
    """The body that finds the headlines in which this stands, the best and newest first."""
    search = Search[Any]().query(clause(searched(node), ("headline",), apart=False)).sort(*SORTS["relevance"])
    return search.source(["headline"])[:size].extra(track_total_hits=False).to_dict()


_Chosen = tuple[tuple[str, tuple[str, ...]], ...]


@lru_cache(maxsize=_REMEMBERED_CHOICES)
def _facet_part(chosen: _Chosen) -> dict[str, Any]:
    """What counts the facets and keeps the chosen values, without a query. Remembered, so never to be changed.

    Building it takes longer than all else of a body, and nearly every search has none or one of few choices.
    """
    faceted = _RecordFacets(Q("match_all"), filters={name: list(values) for name, values in chosen})
    search = faceted.build_search()
    for name, values in chosen:
        # A chosen value far down the list would fall out of the first thousand: its count is asked for by name.
        if FACET_BY_NAME[name].kind in ("name", "code"):
            search.aggs[f"_filter_{name}"].bucket(
                "selected", "terms", field=FACET_BY_NAME[name].field, include=list(values), size=len(values)
            )
    body: dict[str, Any] = search.to_dict()
    del body["query"]
    return body


def _plain_filters(request: SearchRequest) -> list[Query]:
    """Conditions that no counted facet stands for: roles, people, pages, papers, days."""
    conditions = [
        Q("terms", **{facet.field: list(getattr(request, facet.attribute))})
        for facet in FACETS
        if not facet.counted and getattr(request, facet.attribute)
    ]
    days = {}
    if request.from_:
        days["gte"] = request.from_.isoformat()
    if request.to:
        days["lte"] = request.to.isoformat()
    if days:
        conditions.append(Q("range", issue_date=days))
    return conditions


def _facet_filters(request: SearchRequest) -> list[Query]:
    conditions = []
    for name, facet in _RecordFacets.facets.items():
        condition = facet.add_filter(list(request.selected(name)))
        if condition is not None:
            conditions.append(condition)
    return conditions
