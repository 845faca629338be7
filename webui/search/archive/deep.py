"""Pages of results beyond the engine's window: walked to in light steps from the nearest place that is known, from either end."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from datetime import UTC, datetime

from indexer.errors import QueryError
from webui.search.archive.index import Body, Index
from webui.search.request import SearchRequest

MOST_STEPS = 50
"""Steps of one request, each of the engine's window (10,000 records): a tenth of a second each, so five seconds at the very most."""
_SEARCHES_KEPT = 32
_PLACES_KEPT = 500
"""Of each search; a place is some 200 bytes."""

_BEHIND_ALL = 1 << 62
"""Every order ends in the id, which is never twice; what the engine adds behind it means nothing outside of the moment it is of."""

Place = list[object]
"""The sort values of a record: where the engine goes on behind it."""


class DeepPages:
    """Reads them. Places once passed are kept as long as the index stays as it is, so that the page after this one is one step away."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._lock = threading.Lock()
        self._state: object = None
        self._places: OrderedDict[str, dict[int, Place]] = OrderedDict()

    def hits(self, body: Body, request: SearchRequest, total: int, state: object) -> list[Body]:
        """The hits of this page of the `total` that the body finds in its order; none of a page behind the last.

        `state` is an object that is another one whenever the index may have changed. Raises QueryError for a page that is more than
        MOST_STEPS steps away from every known place.
        """
        before = (request.page - 1) * request.size
        count = min(request.size, total - before)
        if count <= 0:
            return []
        behind = total - before - count
        forward, backward = body, {**body, "sort": list(map(_turned, body["sort"]))}
        ahead, back = self._known(forward, state), self._known(backward, state)
        steps = self._steps(ahead, before), self._steps(back, behind)
        if min(steps) > MOST_STEPS:
            reach = f"{MOST_STEPS * self._index.window:,}"
            raise QueryError(
                f"这一页离结果的开头和结尾都超过 {reach} 条，翻不到。请用日期、记者或部门缩小范围。",
                f"this page is more than {reach} results away from both ends; narrow the search",
                "page",
            )
        if steps[0] <= steps[1]:
            return self._walk(forward, ahead, before, count)
        return self._walk(backward, back, behind, count)[::-1]

    def _known(self, body: Body, state: object) -> dict[int, Place]:
        """The places that are known of this search: by how many records stand before and on them."""
        # Orders by relevance may depend on the day.
        key = f"{datetime.now(UTC).date()} {json.dumps([body['query'], body['sort']], ensure_ascii=False)}"
        with self._lock:
            if state is not self._state:
                self._places.clear()
                self._state = state
            places = self._places.setdefault(key, {})
            self._places.move_to_end(key)
            if len(self._places) > _SEARCHES_KEPT:
                self._places.popitem(last=False)
            if len(places) > _PLACES_KEPT:
                places.clear()
            return places

    def _steps(self, places: dict[int, Place], before: int) -> int:
        return -(-(before - _nearest(places, before)) // self._index.window)

    def _walk(self, body: Body, places: dict[int, Place], before: int, count: int) -> list[Body]:
        reached = _nearest(places, before)
        place = places.get(reached)
        with self._index.moment() as moment:
            while reached < before:
                step = min(self._index.window, before - reached)
                passed = moment.hits(_from(body, place, step), places_alone=True)
                if len(passed) < step:  # records were taken away since they were counted
                    return []
                reached += step
                place = _portable(passed[-1]["sort"])
                places[reached] = place
            hits = moment.hits(_from(body, place, count))
        if hits:
            places[reached + len(hits)] = _portable(hits[-1]["sort"])
        return hits


def _nearest(places: dict[int, Place], before: int) -> int:
    # A copy: another request of the same search may be adding to them.
    return max((known for known in list(places) if known <= before), default=0)


def _from(body: Body, place: Place | None, size: int) -> Body:
    return {**body, "size": size, **({"search_after": place} if place else {})}


def _portable(values: Place) -> Place:
    return [*values[:-1], _BEHIND_ALL]


def _turned(order: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    return {field: {"order": "asc" if how["order"] == "desc" else "desc"} for field, how in order.items()}
