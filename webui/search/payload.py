"""The one object that `GET /api/v1/search` and `bulletin search --json` answer; its form is a public promise."""

from __future__ import annotations

from typing import Any

from webui.search.facets import FACETS
from webui.search.results import Fragment, Hit, SearchResults, TextPart


def search_payload(results: SearchResults) -> dict[str, Any]:
    """The results as plain values, ready for JSON."""
    request = results.request
    filters: dict[str, Any] = {
        facet.name: list(request.selected(facet.name)) for facet in FACETS if request.selected(facet.name)
    }
    if request.from_:
        filters["from"] = request.from_.isoformat()
    if request.to:
        filters["to"] = request.to.isoformat()
    payload = {
        "query": {
            "text": request.text,
            "filters": filters,
            "also_searched": list(results.also_searched),
        },
        "total": results.total,
        "took_ms": results.took_ms,
        "page": request.page,
        "size": request.size,
        "hits": [_hit(hit) for hit in results.hits],
        "facets": {
            name: [{"value": value.value, "count": value.count, "selected": value.selected} for value in values]
            for name, values in results.facets.items()
        },
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
