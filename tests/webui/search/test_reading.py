"""From the engine's answer to results, and from results to the public object."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.webui.search.corpus import record
from webui.search.highlight import terms_of
from webui.search.language import parse
from webui.search.payload import search_payload
from webui.search.reading import read_results
from webui.search.request import SearchRequest
from webui.search.results import FacetValue, SearchResults


def answer(*documents: dict[str, Any], total: int | None = None, **facets: dict[str, Any]) -> dict[str, Any]:
    """An answer as the engine gives it."""
    return {
        "took": 3,
        "hits": {
            "total": {"value": len(documents) if total is None else total, "relation": "eq"},
            "hits": [{"_id": document["id"], "_score": 1.5, "_source": document} for document in documents],
        },
        "aggregations": {f"_filter_{name}": facet for name, facet in facets.items()},
    }


def results_of(request: SearchRequest, found: dict[str, Any]) -> SearchResults:
    parsed = parse(request.text)
    return read_results(found, request, parsed, terms_of(parsed.node))


def terms(*pairs: tuple[str, int], others: int = 0) -> dict[str, Any]:
    return {"buckets": [{"key": key, "doc_count": count} for key, count in pairs], "sum_other_doc_count": others}


def test_a_hit_has_its_address_and_its_credits() -> None:
    document = record(3, "岚汀新区防汛", "正文。", reporters=["林屿"], photographers=["乔知远"], warnings=["truncated"])
    (hit,) = results_of(SearchRequest(text="防汛"), answer(document)).hits
    assert (hit.id, hit.url) == ("lanting/2024-11-05/1/a3", "/lanting/2024-11-05/1/a3")
    assert (hit.reporters, hit.photographers, hit.correspondents) == (("林屿",), ("乔知远",), ())
    assert hit.warnings == ("truncated",)
    assert [part.text for part in hit.headline_parts if part.hit] == ["防汛"]


def test_a_caption_has_no_headline() -> None:
    (hit,) = results_of(SearchRequest(), answer(record(1, None, "图为花展现场。", kind="caption"))).hits
    assert hit.headline is None
    assert hit.headline_parts == ()


def test_a_selected_value_never_vanishes() -> None:
    request = SearchRequest(reporters=("林屿", "无此人"), years=(2019,))
    found = answer(
        reporter={"reporter": terms(("乔知远", 2)), "selected": terms(("林屿", 1))},
        year={"year": {"buckets": [{"key": 0, "key_as_string": "2024", "doc_count": 4}]}},
    )
    results = results_of(request, found)
    assert results.facets["reporter"] == (
        FacetValue("乔知远", 2, selected=False),
        FacetValue("林屿", 1, selected=True),
        FacetValue("无此人", 0, selected=True),
    )
    assert results.facets["year"] == (FacetValue("2024", 4, selected=False), FacetValue("2019", 0, selected=True))


def test_values_that_are_not_listed_are_reported() -> None:
    results = results_of(SearchRequest(), answer(reporter={"reporter": terms(("林屿", 9), others=31)}))
    assert results.facet_rest == {"reporter": 31}
    assert search_payload(results)["facet_rest"] == {"reporter": 31}


@pytest.mark.parametrize(
    ("total", "size", "last"), [(0, 20, 1), (20, 20, 1), (21, 20, 2), (50_000, 20, 2500), (10_001, 100, 101)]
)
def test_the_last_page_is_the_one_with_the_last_result(total: int, size: int, last: int) -> None:
    assert results_of(SearchRequest(size=size), answer(total=total)).last_page == last


def test_forms_that_hits_show_are_told_beside_those_that_are_known() -> None:
    document = record(1, "防汛 網絡", "羣峯与群峰之间，網 络 与網絡。")
    results = results_of(SearchRequest(text="网络 群峰"), answer(document))
    assert results.also_searched == ("網絡", "羣峯", "網 络")
    assert search_payload(results)["query"]["also_searched"] == ["網絡", "羣峯", "網 络"]


def test_the_public_object_has_the_promised_form() -> None:
    request = SearchRequest.from_params([("q", "防汛"), ("kind", "article"), ("from", "2024")], strict=True)
    payload = search_payload(results_of(request, answer(record(1, "防汛", "今日防汛。"))))
    assert json.loads(json.dumps(payload)) == payload
    assert list(payload) == ["query", "total", "took_ms", "page", "size", "hits", "facets", "suggestions"]
    assert payload["query"] == {"text": "防汛", "filters": {"kind": ["article"], "from": "2024-01-01"}, "also_searched": []}
    assert list(payload["facets"]) == ["reporter", "department", "kind", "year", "month", "person", "page_no", "paper"]
    (hit,) = payload["hits"]
    promised = [
        "id",
        "kind",
        "headline",
        "issue_date",
        "page",
        "page_name",
        "reporters",
        "departments",
        "url",
        "score",
        "fragments",
    ]
    assert list(hit) == promised
    assert hit["fragments"] == [
        {"field": "headline", "parts": [{"text": "防汛", "hit": True}]},
        {
            "field": "body",
            "parts": [{"text": "今日", "hit": False}, {"text": "防汛", "hit": True}, {"text": "。", "hit": False}],
        },
    ]
