"""The no-miss promise on 13,000 real items: what a quoted run finds is what a scan finds, record for record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from evaluation.scores import Score, Tally
from evaluation.search.library import Library, timed
from evaluation.search.scan import Scan, absent_runs, present_runs, quoted
from webui.search.query import build_body
from webui.search.request import SearchRequest

PRESENT, ABSENT = 2000, 200
_TOGETHER = 40
_MOST_IDS = 60_000
"""More than there are records, below the engine's limit of buckets: no id is left out."""


def score_runs(library: Library, scan: Scan, name: str, present: int = PRESENT, absent: int = ABSENT) -> list[Score]:
    """The share of runs whose records are exactly those of the scan: every id of every run, however many there are.

    Each run goes through `Archive.search` (total, and the shown page among the right ones); its complete set of ids comes from the
    same query by an aggregation over the ids.
    """
    found, nothing = Tally(), Tally()
    with timed(f"{present} runs, {absent} absent ones, {name}"):
        pairs = present_runs(library.documents, present, seed=20211116)
        runs = [run for _, run in pairs]
        for (kind, run), ids in zip(pairs, ids_of(library, [SearchRequest(text=quoted(run)) for run in runs]), strict=True):
            expected = scan.holding(run)
            page = library.archive.search(SearchRequest(text=quoted(run)))
            shown = {hit.id for hit in page.hits}
            right = ids == expected and page.total == len(expected) and shown <= expected
            found.add(right, f"{kind} {run!r}: total {page.total}, scan {len(expected)}, {sorted(ids ^ expected)[:3]}")
        for run in absent_runs(library.documents, scan, absent, seed=20211123):
            total = library.archive.search(SearchRequest(text=quoted(run))).total
            nothing.add(total == 0, f"{run!r} finds {total}")
    of = f", {name}" if name else ""
    return [found.score(f"quoted runs equal a scan{of}"), nothing.score(f"absent runs find nothing{of}")]


def ids_of(library: Library, requests: Sequence[SearchRequest]) -> Iterator[set[str]]:
    """The ids of all hits of each request, whole, also beyond the deepest page."""
    for start in range(0, len(requests), _TOGETHER):
        searches: list[dict[str, Any]] = []
        for request in requests[start : start + _TOGETHER]:
            body = build_body(request)
            whole = {"query": body["query"], "size": 0, "aggs": {"ids": {"terms": {"field": "id", "size": _MOST_IDS}}}}
            searches += [
                {"index": library.settings.alias},
                whole | ({"post_filter": body["post_filter"]} if "post_filter" in body else {}),
            ]
        for answer in library.client.msearch(searches=searches).body["responses"]:
            assert answer["aggregations"]["ids"]["sum_other_doc_count"] == 0
            yield {bucket["key"] for bucket in answer["aggregations"]["ids"]["buckets"]}
