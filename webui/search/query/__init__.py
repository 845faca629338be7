"""From a request to the body of the engine's search. Pure: it needs no connection, and nothing else builds a search."""

from __future__ import annotations

from datetime import date
from typing import Any

from elasticsearch.dsl import Search
from elasticsearch.dsl.query import Query

from indexer.errors import QueryError
from webui.search.facets import Facet
from webui.search.language import parse
from webui.search.query import facets
from webui.search.query.clauses import clause
from webui.search.request import DEEPEST_HIT, SearchRequest, Sort
from webui.search.tree import Node
from webui.search.variants import searched

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


def build_body(request: SearchRequest, node: Node | None = None, today: date | None = None) -> dict[str, Any]:
    """The body of the search for this request (`node`: its text, parsed, where the caller has it already).

    With `today`, the records of its day in any year are counted, too, where no other day is meant.
    Raises QueryError for a page of results deeper than the engine can count to.
    """
    first = (request.page - 1) * request.size
    if first + request.size > DEEPEST_HIT:
        raise QueryError(
            f"只能翻看前 {DEEPEST_HIT:,} 条结果。请用日期、记者或部门缩小范围,或换一种排序。",
            f"results can be paged up to the {DEEPEST_HIT:,}th; narrow the search or sort it the other way",
            "page",
        )
    search = facets.RecordFacets(_query(request, node), request, today).built()
    search = search.sort(*SORTS[request.sort])
    search = search.source(excludes=list(HIDDEN))
    search = search[first : first + request.size]
    search = search.extra(track_total_hits=True)
    return search.to_dict()


def build_count(request: SearchRequest, node: Node | None = None) -> dict[str, Any]:
    """The body that only counts what this request finds (`node`: its text, parsed, where the caller has it already)."""
    search = Search[Any]().query(_query(request, node))
    search = search.filter("bool", filter=facets.conditions(request))
    return search.extra(size=0, track_total_hits=True).to_dict()


def build_headlines(node: Node, size: int = MOST_HEADLINES) -> dict[str, Any]:
    """The body that finds the headlines in which this stands, the best and newest first."""
    search = Search[Any]().query(clause(searched(node), ("headline",), apart=False)).sort(*SORTS["relevance"])
    return search.source(["headline"])[:size].extra(track_total_hits=False).to_dict()


def build_values(request: SearchRequest, node: Node, facet: Facet, after: Any = None) -> dict[str, Any]:
    """The body that counts every value of one facet under all other conditions (`facets.build_values`)."""
    return facets.build_values(request, _query(request, node), facet, after)


def _query(request: SearchRequest, node: Node | None) -> Query:
    return clause(searched(parse(request.text).node if node is None else node))
