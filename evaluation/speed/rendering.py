"""What a page adds to what it shows: the page of results to its search, the page of a record to an answer without content.

In turns, on a warm engine and the real items, through the app itself in this process; medians and p95 in milliseconds.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from datetime import date

from fastapi.testclient import TestClient

from evaluation.search.library import Library
from evaluation.speed.queries import reader_requests
from evaluation.speed.wire import quantile
from webui.app import create_app

MOST_SEARCHES = 120
RECORDS = 60
ROUNDS = 3


def compare_rendering(library: Library) -> None:
    """Prints what the pages of results and of records add."""
    # As in `pages`: the records of the measurement are no part of a site, and each look for garbage would go through them.
    gc.freeze()
    app = create_app(library.settings, library.archive)
    requests = [request for made in reader_requests(library.documents).values() for request in made]
    requests = requests[:: max(1, len(requests) // MOST_SEARCHES)]
    ids = [document["id"] for document in library.documents[:: max(1, len(library.documents) // RECORDS)]][:RECORDS]
    today = date.today()
    with TestClient(app) as client:
        _warm(client, [request.url() for request in requests[:10]] + [f"/{one}" for one in ids])
        searches: list[float] = []
        pages: list[float] = []
        records: list[float] = []
        empty: list[float] = []
        for turn in range(ROUNDS):
            for place, request in enumerate(requests):
                works = [
                    (searches, lambda request=request: library.archive.search(request, today)),
                    (pages, lambda request=request: client.get(request.url())),
                ]
                # The second of two finds the engine's caches filled: each is first as often.
                for times, work in works if (turn + place) % 2 else reversed(works):
                    times.append(_milliseconds(work))
                empty.append(_milliseconds(lambda: client.get("/healthz")))
            records.extend(_milliseconds(lambda one=one: client.get(f"/{one}")) for one in ids)  # type: ignore[misc]
    nothing = statistics.median(empty)
    added = [page - search - nothing for page, search in zip(pages, searches, strict=True)]
    print(
        f"page of results: adds {statistics.median(added):.1f} ms to a search of {statistics.median(searches):.1f} ms "
        f"({statistics.median(added) / statistics.median(searches):.2f} of it; p95 {quantile(added, 0.95):.1f} ms)"
    )
    kept = [record - nothing for record in records]
    print(f"page of a record, read before: {statistics.median(kept):.1f} ms (p95 {quantile(kept, 0.95):.1f} ms)")


def _warm(client: TestClient, paths: list[str]) -> None:
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)


def _milliseconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000
