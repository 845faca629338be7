"""From the engine's answer, a plain dictionary, to `SearchResults`. Pure: nothing is asked again, nothing is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from webui.search.counted import counted_facets
from webui.search.facets import Facet
from webui.search.highlight import Term, highlight
from webui.search.language import ParsedQuery
from webui.search.query.clauses import WHOLE
from webui.search.query.facets import chosen_values
from webui.search.request import SearchRequest
from webui.search.results import FacetValue, Hit, PrintedPlace, SearchResults
from webui.search.variants import also_searched


def read_results(
    answer: Mapping[str, Any],
    request: SearchRequest,
    parsed: ParsedQuery,
    terms: tuple[Term, ...],
    whole: int | None = None,
    today: date | None = None,
    aliases: tuple[str, ...] = (),
) -> SearchResults:
    """The results in this answer to `query.build_body(request)`, with `terms` marked; without suggestions.

    `today` as it was given to `build_body`. `whole` is given for a widened search: how many records hold all of the query.
    `aliases` are the other names of offices that were looked for.
    """
    aggregations = answer.get("aggregations", {})
    facets: dict[str, tuple[FacetValue, ...]] = {}
    rest: dict[str, int] = {}
    for facet in counted_facets(request, today):
        found = aggregations.get(f"_filter_{facet.name}", {})
        facets[facet.name] = facet_values(facet, found, chosen_values(request, facet))
        counted = found.get(facet.name, {})
        # A chosen value that was asked for by name is listed, so it is none of the others.
        every = counted.get("sum_other_doc_count", 0) + sum(bucket["doc_count"] for bucket in counted.get("buckets", ()))
        if others := every - sum(value.count for value in facets[facet.name]):
            rest[facet.name] = others
    hits = tuple(read_hit(hit, terms, widened=whole is not None) for hit in answer["hits"]["hits"])
    return SearchResults(
        request=request,
        total=answer["hits"]["total"]["value"],
        took_ms=answer["took"],
        hits=hits,
        facets=facets,
        also_searched=also_searched(parsed.node, _marked(hits), aliases),
        suggestions=(),
        facet_rest=rest,
        notes=parsed.notes,
        whole=whole,
    )


def read_counts(buckets: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """The values of these buckets as they stand in an address, with their counts."""
    return {bucket.get("key_as_string") or str(bucket["key"]): bucket["doc_count"] for bucket in buckets}


def facet_values(facet: Facet, found: Mapping[str, Any], selected: tuple[str, ...]) -> tuple[FacetValue, ...]:
    """The counted values in the facet's order; a chosen value that is not among them comes last, with its true count."""
    counts = read_counts(found.get(facet.name, {}).get("buckets", ()))
    asked = {bucket["key"]: bucket["doc_count"] for bucket in found.get("selected", {}).get("buckets", ())}
    for value in selected:
        counts.setdefault(value, asked.get(value, 0))
    if facet.order == "newest":
        counts = dict(sorted(counts.items(), reverse=True))
    elif facet.order == "smallest":
        counts = dict(sorted(counts.items(), key=lambda pair: int(pair[0])))
    return tuple(FacetValue(value, count, value in selected) for value, count in counts.items())


def read_hit(hit: Mapping[str, Any], terms: tuple[Term, ...], *, widened: bool = False) -> Hit:
    """One hit of the engine (`_id`, `_source`, `_score`) as the result list shows it, marked with the terms."""
    source = hit["_source"]
    marked = highlight(source, terms)
    return Hit(
        id=hit["_id"],
        kind=source["kind"],
        headline=source.get("headline"),
        headline_parts=marked.headline,
        paper=source["paper"],
        issue_date=date.fromisoformat(source["issue_date"]),
        page=source["page"],
        page_name=source.get("page_name"),
        reporters=tuple(source.get("reporters", ())),
        correspondents=tuple(source.get("correspondents", ())),
        photographers=tuple(source.get("photographers", ())),
        departments=tuple(source.get("departments", ())),
        url=f"/{hit['_id']}",
        score=hit.get("_score"),
        fragments=marked.fragments,
        warnings=tuple(source.get("warnings", ())),
        partial=widened and WHOLE not in hit.get("matched_queries", ()),
        printed=_place(source),
    )


def _place(source: Mapping[str, Any]) -> PrintedPlace | None:
    details = source.get("details")
    if details is None:
        return None
    box, photo = details.get("box"), details.get("photo_box")
    return PrintedPlace(source.get("source_sha256"), tuple(box) if box else None, tuple(photo) if photo else None)


def _marked(hits: tuple[Hit, ...]) -> Iterator[str]:
    """Every piece that is marked in these hits."""
    for hit in hits:
        for parts in (hit.headline_parts, *(fragment.parts for fragment in hit.fragments)):
            yield from (part.text for part in parts if part.hit)
