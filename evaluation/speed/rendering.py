"""What a page adds to what it shows: the page of results to its search, the page of a record to an answer without content.

On a warm engine and the real items, through the app itself in this process; medians and p95 in milliseconds. Pages of results are
made from answers that were given before: between two searches for the same the engine differs by more than a page takes.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from fastapi import FastAPI
from fastapi.testclient import TestClient

from evaluation.search.library import Library
from evaluation.speed.queries import reader_requests
from evaluation.speed.wire import quantile
from webui.app import create_app
from webui.search.archive import Archive
from webui.search.request import SearchRequest
from webui.search.results import SearchResults

MOST_SEARCHES = 120
RECORDS = 60
ROUNDS = 3


class _Answered(Archive):
    """An archive that has answered already: what a page takes then, it takes itself."""

    def __init__(self, library: Library, answers: Mapping[SearchRequest, SearchResults]) -> None:
        super().__init__(library.client, library.settings.alias)
        self._answers = answers

    def search(self, request: SearchRequest, today: date | None = None) -> SearchResults:  # noqa: ARG002 — as the archive's
        """The answer that was given before."""
        return self._answers[request]


def compare_rendering(library: Library) -> None:
    """Prints what the pages of results and of records add."""
    # As in `pages`: the records of the measurement are no part of a site, and each look for garbage would go through them.
    gc.freeze()
    requests = [request for made in reader_requests(library.documents).values() for request in made]
    # An address is read back as its canonical request, which is what the app asks for.
    requests = [_read_back(request) for request in requests[:: max(1, len(requests) // MOST_SEARCHES)]]
    today = date.today()
    searches: list[float] = []
    answers: dict[SearchRequest, SearchResults] = {}
    for request in requests:
        library.archive.search(request, today)
        begin = time.perf_counter()
        answers[request] = library.archive.search(request, today)
        searches.append((time.perf_counter() - begin) * 1000)
    results = create_app(library.settings, _Answered(library, answers))
    added = _beyond_nothing(results, [request.url() for request in requests])
    print(
        f"page of results: adds {statistics.median(added):.1f} ms to a search of {statistics.median(searches):.1f} ms "
        f"({statistics.median(added) / statistics.median(searches):.2f} of it; p95 {quantile(added, 0.95):.1f} ms)"
    )
    ids = [document["id"] for document in library.documents[:: max(1, len(library.documents) // RECORDS)]][:RECORDS]
    kept = _beyond_nothing(create_app(library.settings, library.archive), [f"/{one}" for one in ids])
    print(f"page of a record, read before: {statistics.median(kept):.1f} ms (p95 {quantile(kept, 0.95):.1f} ms)")


def _read_back(request: SearchRequest) -> SearchRequest:
    return SearchRequest.from_params(request.params(), strict=True)


def _beyond_nothing(app: FastAPI, paths: Sequence[str]) -> list[float]:
    """How long each page takes when it is asked for again, in milliseconds, beyond an answer without content."""
    with TestClient(app) as client:
        _warm(client, paths)
        pages: list[float] = []
        empty: list[float] = []
        for path in [*paths] * ROUNDS:
            pages.append(_milliseconds(lambda path=path: client.get(path)))  # type: ignore[misc]
            empty.append(_milliseconds(lambda: client.get("/healthz")))
        nothing = statistics.median(empty)
    return [page - nothing for page in pages]


def _warm(client: TestClient, paths: Sequence[str]) -> None:
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)


def _milliseconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000
