"""The objects that `GET /api/v1/search`, `GET /api/v1/facets/…` and `bulletin search --json` answer; their form is a public promise."""

from __future__ import annotations

from typing import Any

from webui.search.facet_list import FacetList
from webui.search.facets import FACETS
from webui.search.request import SearchRequest
from webui.search.results import FacetValue, Fragment, Hit, SearchResults, TextPart


def search_payload(results: SearchResults) -> dict[str, Any]:
    """The results as plain values, ready for JSON."""
    request = results.request
    payload = {
        "query": {
            "text": request.text,
            "filters": _filters(request),
            "also_searched": list(results.also_searched),
        },
        "total": results.total,
        "took_ms": results.took_ms,
        "page": request.page,
        "size": request.size,
        "hits": [_hit(hit) for hit in results.hits],
        "facets": {name: [_value(value) for value in values] for name, values in results.facets.items()},
        "suggestions": [
            {"text": suggestion.text, "count": suggestion.count, "why": suggestion.why} for suggestion in results.suggestions
        ],
    }
    if results.offers:
        payload["offers"] = [
            {"kind": offer.kind, "text": offer.text, "count": offer.count, "url": offer.request.url()}
            for offer in results.offers
        ]
    if results.whole is not None:
        payload["whole"] = results.whole
    if results.facet_rest:
        payload["facet_rest"] = dict(results.facet_rest)
    return payload


def facet_payload(found: FacetList) -> dict[str, Any]:
    """One page of the values of a facet as plain values, ready for JSON."""
    request = found.request
    return {
        "query": {"text": request.search.text, "filters": _filters(request.search)},
        "facet": request.facet.name,
        "find": request.find,
        "letter": request.letter,
        "level": request.level,
        "order": request.order,
        "total": found.total,
        "everything": found.everything,
        "page": request.page,
        "size": request.size,
        "values": [_value(value) for value in found.values],
        "chosen": [_value(value) for value in found.chosen],
        "letters": [{"letter": letter, "values": count} for letter, count in found.letters],
        "levels": [{"level": level, "values": count} for level, count in found.levels],
    }


def _filters(request: SearchRequest) -> dict[str, Any]:
    filters: dict[str, Any] = {
        facet.name: list(request.selected(facet.name)) for facet in FACETS if request.selected(facet.name)
    }
    if request.from_:
        filters["from"] = request.from_.isoformat()
    if request.to:
        filters["to"] = request.to.isoformat()
    if request.event_from:
        filters["event_from"] = request.event_from.isoformat()
    if request.event_to:
        filters["event_to"] = request.event_to.isoformat()
    return filters


def _value(value: FacetValue) -> dict[str, Any]:
    return {"value": value.value, "count": value.count, "selected": value.selected}


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "kind": hit.kind,
        "headline": hit.headline,
        "issue_date": hit.issue_date.isoformat(),
        "page": hit.page,
        "page_name": hit.page_name,
        "reporters": list(hit.reporters),
        "departments": list(hit.departments),
        "url": hit.url,
        "score": hit.score,
        "fragments": [{"field": fragment.field, "parts": _parts(fragment.parts)} for fragment in _marked(hit)],
        **({"partial": True} if hit.partial else {}),
        **({"same_text": [copy.id for copy in hit.copies.records]} if hit.copies.records else {}),
    }


def _marked(hit: Hit) -> tuple[Fragment, ...]:
    """The fragments, with the headline before them where it is marked."""
    if any(part.hit for part in hit.headline_parts):
        return (Fragment("headline", hit.headline_parts, cut_before=False, cut_after=False), *hit.fragments)
    return hit.fragments


def _parts(parts: tuple[TextPart, ...]) -> list[dict[str, Any]]:
    return [{"text": part.text, "hit": part.hit} for part in parts]
