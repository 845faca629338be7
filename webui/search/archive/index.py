"""The index behind the alias: the one place where the site's requests to the engine are sent."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import Any

import structlog
from elasticsearch import ApiError, Elasticsearch, TransportError

from indexer.engine import refusal, translate_errors
from indexer.errors import ArchiveError
from indexer.staleness import stale_parts
from mappings.analysis import WORDS
from webui.search.query import WINDOW
from webui.search.results import Health, RecordView

log = structlog.get_logger()

_BUCKETS = 1000
"""Buckets of one step through a complete list; with their sub-buckets well below the engine's limit of 65,536."""
_AT_A_TIME = 500
"""Records of one step of an export: some 2 MB."""
_KEPT_OPEN = "2m"
"""How long the engine keeps the state of an export for the reader's next step; each step begins it anew."""
_REMEMBERED_WORDS = 4096
_PLACES = ("pit_id", "hits.hits.sort")
"""What is read of an answer whose hits are only passed by."""

_WORD_ANALYZER: str = WORDS["ik"]._name  # both definitions have the same name

Body = dict[str, Any]
Answer = dict[str, Any]


class Moment:
    """One state of the index, held open by the engine under the name `state`."""

    def __init__(self, client: Elasticsearch, state: str) -> None:
        self._client = client
        self.state = state

    def hits(self, body: Body, *, places_alone: bool = False) -> list[Body]:
        """The hits of this search; with `places_alone` nothing of them but their `sort`."""
        body = {**body, "pit": {"id": self.state, "keep_alive": _KEPT_OPEN}}
        if places_alone:
            body["_source"] = False
        with translate_errors():
            found = self._client.search(body=body, filter_path=_PLACES if places_alone else None).body
        self.state = str(found["pit_id"])
        return list(found.get("hits", {}).get("hits", ()))


class Index:
    """Every method but `health` raises EngineUnavailable when no engine answers, and IndexMissing when the alias points to no index."""

    def __init__(self, client: Elasticsearch, alias: str, window: int = WINDOW) -> None:
        self._client = client
        self.alias = alias
        self.window = window
        # How the engine cuts a word never changes within an index, and readers page through the same few words.
        self.words = lru_cache(maxsize=_REMEMBERED_WORDS)(self._words)

    def search(self, body: Body) -> Answer:
        """The answer to one search."""
        with translate_errors():
            return dict(self._client.search(index=self.alias, body=body).body)

    def searches(self, bodies: Sequence[Body]) -> list[Answer]:
        """The answers to these searches, asked in one request; one that failed has an `error`."""
        if not bodies:
            return []
        searches: list[Body] = []
        for body in bodies:
            searches += [{"index": self.alias}, body]
        with translate_errors():
            answers: list[Answer] = self._client.msearch(searches=searches).body["responses"]
        for body, answer in zip(bodies, answers, strict=True):
            if "error" in answer:
                # The page is still right without it; what cannot be counted is not shown.
                log.warning("not counted", search=body.get("query"), reason=answer["error"].get("reason"))
        return answers

    def search_with(self, body: Body, others: Sequence[Body]) -> tuple[Answer, list[Answer]]:
        """The answer to a search, and those to others that are asked in the same request."""
        if not others:
            return self.search(body), []
        answer, *beside = self.searches([body, *others])
        if "error" in answer:
            raise refusal(answer.get("status", 500), answer)
        return answer, beside

    def records(
        self, query: Mapping[str, Any], sort: Sequence[str], size: int, fields: Sequence[str] = ()
    ) -> tuple[RecordView, ...]:
        """The records that this query finds, in this order, as many as `size`: whole, or no more of them than these fields."""
        body: Body = {"query": query, "size": size}
        if fields:
            body["_source"] = list(fields)
        if sort:
            body["sort"] = [{field: "asc"} for field in sort]
        return tuple(map(view, hits_of(self.search(body))))

    def every_record(self, body: Body) -> Iterator[RecordView]:
        """Every record that this search finds, in its order, as they were when the first was read."""
        size = min(_AT_A_TIME, self.window)
        body = {**body, "size": size}
        with self.moment() as moment:
            while True:
                hits = moment.hits(body)
                yield from map(view, hits)
                if len(hits) < size:
                    return
                body["search_after"] = hits[-1]["sort"]

    @contextmanager
    def moment(self) -> Iterator[Moment]:
        """The index as it is now, for several searches, whatever is written meanwhile."""
        with translate_errors():
            state = str(self._client.open_point_in_time(index=self.alias, keep_alive=_KEPT_OPEN).body["id"])
        moment = Moment(self._client, state)
        try:
            yield moment
        finally:
            with suppress(ApiError, TransportError):  # it ends by itself
                self._client.close_point_in_time(id=moment.state)

    def every_bucket(self, sources: list[Body], inner: Body) -> Iterator[Body]:
        """Every bucket of this composite aggregation, with `inner` in each."""
        composite: Body = {"sources": sources, "size": _BUCKETS}
        while True:
            everything: Body = {"composite": composite}
            if inner:
                everything["aggs"] = inner
            found = self.search({"size": 0, "aggs": {"all": everything}})["aggregations"]["all"]
            yield from found["buckets"]
            if "after_key" not in found:
                return
            composite = {**composite, "after": found["after_key"]}

    def explanation(self, record_id: str, query: Body) -> Mapping[str, Any] | None:
        """Why this record has its score."""
        with translate_errors():
            found: Answer = self._client.explain(index=self.alias, id=record_id, query=query).body
        return found.get("explanation")

    def tokens(self, text: str) -> list[Body]:
        """The words that the engine's analyzer sees in the text, with their places in UTF-16 units."""
        with translate_errors():
            return list(self._client.indices.analyze(index=self.alias, analyzer=_WORD_ANALYZER, text=text).body["tokens"])

    def _words(self, text: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(token["token"] for token in self.tokens(text)))

    def version(self) -> Hashable:
        """Which index it is and what of it searches see: another with every change."""
        found = self.search(
            {
                "size": 0,
                "track_total_hits": True,
                "aggs": {"newest": {"max": {"field": "_seq_no"}}, "index": {"terms": {"field": "_index"}}},
            }
        )
        index = tuple(bucket["key"] for bucket in found["aggregations"]["index"]["buckets"])
        return index, found["hits"]["total"]["value"], found["aggregations"]["newest"]["value"]

    def health(self, made_with: Mapping[str, Any]) -> Health:
        """What engine and index answer, and what of `made_with` the index is not made with; raises nothing."""
        version = None
        try:
            with translate_errors():
                version = str(self._client.info().body["version"]["number"])
                indices = self._client.indices.get(index=self.alias).body
                records = int(self._client.count(index=self.alias).body["count"])
        except ArchiveError as problem:
            return Health(version, None, None, problem)
        metas = [description["mappings"].get("_meta", {}) for description in indices.values()]
        stale = dict.fromkeys(part for meta in metas for part in stale_parts(meta, made_with))
        return Health(version, ", ".join(indices), records, None, tuple(stale))


def total_of(answer: Answer) -> int | None:
    """How many records the search finds; None for one that failed."""
    return None if "error" in answer else int(answer["hits"]["total"]["value"])


def hits_of(answer: Answer) -> list[Body]:
    """The hits of one answer; none of a search that failed."""
    return [] if "error" in answer else list(answer["hits"]["hits"])


def view(hit: Mapping[str, Any]) -> RecordView:
    """The record of a hit."""
    return RecordView(hit["_id"], hit["_source"])
