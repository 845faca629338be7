"""The archive as readers meet it: the only file that asks the engine anything for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

import structlog
from elasticsearch import Elasticsearch

from indexer.engine import translate_errors
from indexer.errors import ArchiveError, NotInArchive
from mappings.analysis import WORDS
from mappings.record import NAME_FIELDS
from webui.search.highlight import Term, terms_of
from webui.search.language import ParsedQuery, parse
from webui.search.query import build_body, build_count
from webui.search.query.clauses import has_spread_words
from webui.search.reading import read_results
from webui.search.request import SearchRequest
from webui.search.results import Health, IssueSummary, RecordView, SearchResults, Suggestion
from webui.search.suggestions import MOST_SHOWN, candidates
from webui.search.tree import Word, leaves

log = structlog.get_logger()

_BUCKETS = 1000
"""Buckets of one step through a complete list; with their sub-buckets well below the engine's limit of 65,536."""
_MOST_RECORDS = 10_000
"""Records of one issue or page, the engine's limit for one answer; the fullest real issue has some hundreds."""
_MOST_PAGES = 1000
_BY_DAY = {"field": "issue_date", "calendar_interval": "day", "format": "yyyy-MM-dd"}
_REMEMBERED_WORDS = 4096

_WORD_ANALYZER: str = WORDS["ik"]._name  # both definitions have the same name


class Archive:
    """What can be asked of the index behind `alias`.

    Every method raises EngineUnavailable when no engine answers, and IndexMissing when the alias points to no index.
    """

    def __init__(self, client: Elasticsearch, alias: str) -> None:
        self._client = client
        self._alias = alias
        # How the engine cuts a word never changes within an index, and readers page through the same few words.
        self._words = lru_cache(maxsize=_REMEMBERED_WORDS)(self._analyzed)

    def search(self, request: SearchRequest) -> SearchResults:
        """The answer to this request; with suggestions only when nothing was found.

        Raises QueryError for a page deeper than the engine can count to.
        """
        parsed = parse(request.text)
        body = build_body(request, parsed.node)
        answer = self._search(body)
        words = self._words_of(parsed)
        results = read_results(answer, request, parsed, terms_of(parsed.node, words))
        if results.total:
            return results
        return replace(results, suggestions=self._suggestions(request, parsed, words))

    def terms(self, text: str) -> tuple[Term, ...]:
        """What to mark in a record for this query text: the same as in the results."""
        parsed = parse(text)
        return terms_of(parsed.node, self._words_of(parsed))

    def record(self, record_id: str) -> RecordView:
        """The record at this address.

        Raises NotInArchive.
        """
        found = self._hits({"ids": {"values": [record_id]}}, [], 1)
        if not found:
            raise NotInArchive(f"库里没有条目 {record_id}。", f"there is no record {record_id!r}")
        return found[0]

    def page(self, paper: str, issue_date: date, edition: int, page: int) -> tuple[RecordView, ...]:
        """The records of a page in printed order.

        Raises NotInArchive when there are none.
        """
        found = self._hits(_of_issue(paper, issue_date, edition, page), ["first_line", "ordinal", "id"], _MOST_RECORDS)
        if not found:
            where = f"{paper} {issue_date.isoformat()} 第{page}版"
            raise NotInArchive(
                f"库里没有 {where}。", f"there is no page {page} of {paper} {issue_date.isoformat()} (edition {edition})"
            )
        return found

    def issue(self, paper: str, issue_date: date, edition: int = 1) -> tuple[RecordView, ...]:
        """The records of an issue, page by page in printed order.

        Raises NotInArchive when there are none.
        """
        found = self._hits(_of_issue(paper, issue_date, edition), ["page", "first_line", "ordinal", "id"], _MOST_RECORDS)
        if not found:
            where = f"{paper} {issue_date.isoformat()}"
            raise NotInArchive(f"库里没有 {where} 这一期。", f"there is no issue {where} (edition {edition})")
        return found

    def issues(self) -> tuple[IssueSummary, ...]:
        """All issues, newest first, then by paper and edition."""
        sources = [
            {"issue_date": {"date_histogram": {**_BY_DAY, "order": "desc"}}},
            {"paper": {"terms": {"field": "paper"}}},
            {"edition": {"terms": {"field": "edition"}}},
        ]
        inner = {
            "pages": {"terms": {"field": "page", "size": _MOST_PAGES, "order": {"_key": "asc"}}},
            "issue_number": {"terms": {"field": "issue_number", "size": 1}},
        }
        return tuple(
            IssueSummary(
                paper=bucket["key"]["paper"],
                issue_date=date.fromisoformat(bucket["key"]["issue_date"]),
                edition=bucket["key"]["edition"],
                issue_number=next((number["key"] for number in bucket["issue_number"]["buckets"]), None),
                pages=tuple(page["key"] for page in bucket["pages"]["buckets"]),
                records=bucket["doc_count"],
            )
            for bucket in self._all_buckets(sources, inner)
        )

    def names(self, field: str) -> tuple[tuple[str, int], ...]:
        """Every name in this field (reporters, departments, people …) with its number of records, most first, then by name."""
        if field not in NAME_FIELDS:
            raise ValueError(f"not a field of names: {field!r}")
        buckets = self._all_buckets([{"name": {"terms": {"field": field}}}], {})
        counted = [(bucket["key"]["name"], bucket["doc_count"]) for bucket in buckets]
        return tuple(sorted(counted, key=lambda pair: (-pair[1], pair[0])))

    def health(self) -> Health:
        """What engine and index answer; raises nothing."""
        version = None
        try:
            with translate_errors():
                version = str(self._client.info().body["version"]["number"])
                indices = list(self._client.indices.get(index=self._alias).body)
                records = int(self._client.count(index=self._alias).body["count"])
        except ArchiveError as problem:
            return Health(version, None, None, problem)
        return Health(version, ", ".join(indices), records, None)

    def ping(self) -> bool:
        """True when searches can be answered."""
        return self.health().ready

    def _search(self, body: dict[str, Any]) -> dict[str, Any]:
        with translate_errors():
            answer = self._client.search(index=self._alias, body=body).body
        return dict(answer)

    def _hits(self, query: dict[str, Any], sort: list[str], size: int) -> tuple[RecordView, ...]:
        body: dict[str, Any] = {"query": query, "size": size}
        if sort:
            body["sort"] = [{field: "asc"} for field in sort]
        return tuple(RecordView(hit["_id"], hit["_source"]) for hit in self._search(body)["hits"]["hits"])

    def _all_buckets(self, sources: list[dict[str, Any]], inner: dict[str, Any]) -> Iterator[dict[str, Any]]:
        composite: dict[str, Any] = {"sources": sources, "size": _BUCKETS}
        while True:
            everything: dict[str, Any] = {"composite": composite}
            if inner:
                everything["aggs"] = inner
            found = self._search({"size": 0, "aggs": {"all": everything}})["aggregations"]["all"]
            yield from found["buckets"]
            if "after_key" not in found:
                return
            composite = {**composite, "after": found["after_key"]}

    def _words_of(self, parsed: ParsedQuery) -> dict[str, tuple[str, ...]]:
        """By bare word, the words that the analyzer sees in it."""
        texts = (leaf.text for leaf in leaves(parsed.node) if isinstance(leaf, Word))
        return {text: self._words(text) for text in texts if has_spread_words(text)}

    def _analyzed(self, text: str) -> tuple[str, ...]:
        with translate_errors():
            answer = self._client.indices.analyze(index=self._alias, analyzer=_WORD_ANALYZER, text=text).body
        return tuple(dict.fromkeys(token["token"] for token in answer["tokens"]))

    def _suggestions(
        self, request: SearchRequest, parsed: ParsedQuery, words: dict[str, tuple[str, ...]]
    ) -> tuple[Suggestion, ...]:
        possible = candidates(request, parsed, words)
        if not possible:
            return ()
        searches: list[dict[str, Any]] = []
        for candidate in possible:
            searches += [{"index": self._alias}, build_count(candidate.request)]
        with translate_errors():
            answers = self._client.msearch(searches=searches).body["responses"]
        proven = []
        for candidate, answer in zip(possible, answers, strict=True):
            if "error" in answer:
                # The page without results is still right; a way on that cannot be counted is not shown.
                log.warning("suggestion not counted", search=candidate.request.url(), reason=answer["error"].get("reason"))
                continue
            count = answer["hits"]["total"]["value"]
            if count:
                proven.append(Suggestion(candidate.text, count, candidate.why, candidate.request))
        return tuple(proven[:MOST_SHOWN])


def _of_issue(paper: str, issue_date: date, edition: int, page: int | None = None) -> dict[str, Any]:
    conditions: list[dict[str, Any]] = [
        {"term": {"paper": paper}},
        {"term": {"issue_date": issue_date.isoformat()}},
        {"term": {"edition": edition}},
    ]
    if page is not None:
        conditions.append({"term": {"page": page}})
    return {"bool": {"filter": conditions}}
