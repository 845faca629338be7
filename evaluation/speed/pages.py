"""A page of results to plain values, against the engine's own answer to the same bodies as ready bytes over one kept connection.

In turns, query by query, on a warm engine: what the project adds to its engine, whatever else the machine does.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Sequence
from typing import Any

from elasticsearch import Elasticsearch

from evaluation.search.library import Library
from evaluation.speed.queries import Requests, reader_requests
from evaluation.speed.wire import Wire, as_bytes, quantile
from webui.search.archive import Archive
from webui.search.request import SearchRequest

ROUNDS = 7
WARM_ROUNDS = 2

NOTHING_FOUND = "nothing found"

Times = dict[str, list[list[tuple[float, float]]]]
"""By class, for each round the milliseconds of every search: as values, and as bytes."""


class Listening:
    """A client that remembers the bodies of the searches that went through it."""

    def __init__(self, client: Elasticsearch) -> None:
        self._client = client
        self.bodies: list[dict[str, Any]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def search(self, *, index: str, body: dict[str, Any]) -> Any:
        """As the client's."""
        self.bodies.append(body)
        return self._client.search(index=index, body=body)

    def msearch(self, *, searches: list[dict[str, Any]], **options: Any) -> Any:
        """As the client's."""
        self.bodies += searches[1::2]
        return self._client.msearch(searches=searches, **options)


def compare_pages(library: Library) -> None:
    """Prints the ratio of the whole and by class, how steady it is over the rounds, and p99 against the median."""
    requests = reader_requests(library.documents)
    # The records of the measurement are no part of a site: with a million objects more, each look for garbage takes 100 ms.
    gc.freeze()
    bodies = _bodies(library, requests)
    with Wire(library.settings.elasticsearch_url) as wire:
        _print(_times(library, wire, _by_outcome(library, requests), bodies))


def _by_outcome(library: Library, requests: Requests) -> Requests:
    """The classes of what finds something, and one class of what finds nothing: there, a page is made of the ways on."""
    found: Requests = {kind: [] for kind in requests}
    for kind, made in requests.items():
        for request in made:
            results = library.archive.search(request)
            found.setdefault(kind if results.total and results.whole != 0 else NOTHING_FOUND, []).append(request)
    return {kind: made for kind, made in found.items() if made}


def _bodies(library: Library, requests: Requests) -> dict[SearchRequest, list[bytes]]:
    """What is asked of the engine for the page itself: one search, or two where it was widened.

    What the page asks beside it, for offers and suggestions, counts as its own doing.
    """
    client = Listening(library.client)
    archive = Archive(client, library.settings.alias)  # type: ignore[arg-type]
    found = {}
    for request in (request for made in requests.values() for request in made):
        client.bodies.clear()
        archive.search(request)
        asked = [body for body in client.bodies if any(name.startswith("_filter_") for name in body.get("aggs", ()))]
        assert asked, request
        found[request] = [as_bytes(body) for body in asked]
    return found


def _times(library: Library, wire: Wire, requests: Requests, bodies: dict[SearchRequest, list[bytes]]) -> Times:
    times: Times = {kind: [[] for _ in range(ROUNDS)] for kind in requests}
    path = f"/{library.settings.alias}/_search"

    def values(request: SearchRequest) -> float:
        begin = time.perf_counter()
        library.archive.search(request)
        return (time.perf_counter() - begin) * 1000

    def raw(request: SearchRequest) -> float:
        begin = time.perf_counter()
        for body in bodies[request]:
            wire.ask(path, body)
        return (time.perf_counter() - begin) * 1000

    for turn in range(-WARM_ROUNDS, ROUNDS):
        for kind, made in requests.items():
            for request in made:
                if turn % 2:
                    whole, bare = values(request), raw(request)
                else:
                    bare, whole = raw(request), values(request)
                if turn >= 0:
                    times[kind][turn].append((whole, bare))
    return times


def _print(times: Times) -> None:
    results = [found for kind, found in times.items() if kind != NOTHING_FOUND]
    everything = [[pair for found in results for pair in found[turn]] for turn in range(ROUNDS)]
    count = len(everything[0])
    print(f"\na page of results as values, against the same bodies as bytes: {count} searches, medians of {ROUNDS} rounds")
    for kind, rounds in {"all that find something": everything, **times}.items():
        ratios = [_middle(found, 0) / _middle(found, 1) for found in rounds]
        middle = statistics.median(_middle(found, 0) for found in rounds)
        bare = statistics.median(_middle(found, 1) for found in rounds)
        last = statistics.median(quantile([whole for whole, _ in found], 0.99) for found in rounds)
        print(
            f"  {kind}: {statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f}); p50 {middle:.1f} ms against "
            f"{bare:.1f} ms; p99 {last:.1f} ms, {last / middle:.1f} times the median"
        )


def _middle(found: Sequence[tuple[float, float]], place: int) -> float:
    return statistics.median(pair[place] for pair in found)
