"""From a request to the body of the engine's search. Pure: it needs no connection, and nothing else builds a search."""

from __future__ import annotations

from datetime import date
from typing import Any

from elasticsearch.dsl import Q, Search
from elasticsearch.dsl.query import Query

from mappings.record import record_mapping
from webui.search.facets import Facet
from webui.search.language import parse
from webui.search.query import facets
from webui.search.query.clauses import clause
from webui.search.query.ranking import RECENCY_BOOST, RECENCY_PIVOT
from webui.search.request import SearchRequest, Sort
from webui.search.tree import Node
from webui.search.variants import searched

_PRINTED_ORDER = [{"page": {"order": "asc"}}, {"first_line": {"order": "asc"}}, {"id": {"order": "asc"}}]
SORTS: dict[Sort, list[dict[str, dict[str, str]]]] = {
    "relevance": [{"_score": {"order": "desc"}}, {"issue_date": {"order": "desc"}}, *_PRINTED_ORDER],
    "recent": [{"_score": {"order": "desc"}}, {"issue_date": {"order": "desc"}}, *_PRINTED_ORDER],
    "date": [{"issue_date": {"order": "desc"}}, *_PRINTED_ORDER],
    "date_asc": [{"issue_date": {"order": "asc"}}, *_PRINTED_ORDER],
}
"""Each ends in the id: the same request gives the same order, and no record stands on two pages of results."""

WINDOW = 10_000
"""The engine counts no further than this to the first hit that it gives (index.max_result_window)."""

HIDDEN = ("details", "source_sha256", "parser_version", "batch")
"""Parts of the stored record that no result list shows."""

PLACES = ("source_sha256", "details.box", "details.photo_box")
"""What the wall of photos must know beside that: where a caption and its photo are printed, and in which file."""
_SHOWN = tuple(field for field in record_mapping()["properties"] if field not in HIDDEN)


def is_deep(request: SearchRequest, window: int = WINDOW) -> bool:
    """True for a page of results that an engine with this window does not count to."""
    return request.page * request.size > window


def build_body(
    request: SearchRequest, node: Node | None = None, today: date | None = None, window: int = WINDOW
) -> dict[str, Any]:
    """The body of the search for this request (`node`: its text, parsed, where the caller has it already).

    With `today`, the records of its day in any year are counted, too, where no other day is meant. For a page beyond the engine's
    window it counts and gives no hits: those are looked for with `build_listed`.
    """
    deep = is_deep(request, window)
    search = Search[Any]().query(_query(request, node))
    for condition in facets.conditions(request, without=facets.counted_names(request, today)):
        search = search.filter(condition)
    return {
        **search.to_dict(),
        "sort": SORTS[request.sort],
        "_source": _shown(request),
        "from": 0 if deep else (request.page - 1) * request.size,
        "size": 0 if deep else request.size,
        "track_total_hits": True,
        **facets.facet_part(request.only_filters, today),
    }


def build_count(request: SearchRequest, node: Node | None = None) -> dict[str, Any]:
    """The body that only counts what this request finds (`node`: its text, parsed, where the caller has it already)."""
    search = Search[Any]().query(_query(request, node))
    search = search.filter("bool", filter=facets.conditions(request))
    return search.extra(size=0, track_total_hits=True).to_dict()


def build_every(request: SearchRequest, node: Node) -> dict[str, Any]:
    """The body that reads all records of this search, whole, in its order; without facets."""
    search = Search[Any]().query(_query(request, node))
    search = search.filter("bool", filter=facets.conditions(request))
    return search.sort(*SORTS[request.sort]).extra(track_total_hits=False).to_dict()


def build_listed(request: SearchRequest, node: Node) -> dict[str, Any]:
    """The body of `build_every` that reads of each record what a list shows."""
    return {**build_every(request, node), "_source": _shown(request)}


def build_months(request: SearchRequest, node: Node | None = None) -> dict[str, Any]:
    """The body that counts what this request finds, month by month."""
    months = {"field": "issue_date", "calendar_interval": "month", "format": "yyyy-MM", "min_doc_count": 1}
    return {**build_count(request, node), "aggs": {"months": {"date_histogram": months}}}


def build_values(request: SearchRequest, node: Node, facet: Facet, after: Any = None) -> dict[str, Any]:
    """The body that counts every value of one facet under all other conditions (`facets.build_values`)."""
    return facets.build_values(request, _query(request, node), facet, after)


def _shown(request: SearchRequest) -> dict[str, list[str]]:
    """What is read of each record that is listed."""
    # The engine takes nothing out of what is excluded.
    return {"includes": [*_SHOWN, *PLACES]} if request.view == "photos" else {"excludes": list(HIDDEN)}


def _query(request: SearchRequest, node: Node | None) -> Query:
    """The clause of the query; in the order `recent` with what its day is worth."""
    query = clause(searched(parse(request.text).node if node is None else node))
    if request.sort != "recent":
        return query
    # The day, not the moment: between two steps through the same results no score may move.
    newer = Q("distance_feature", field="issue_date", origin="now/d", pivot=RECENCY_PIVOT, boost=RECENCY_BOOST)
    return Q("bool", must=[query], should=[newer])
