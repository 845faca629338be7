"""The archive as readers meet it: the only file that asks the engine anything for them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

import structlog
from elasticsearch import Elasticsearch

from indexer.engine import refusal, translate_errors
from indexer.errors import ArchiveError, NotInArchive
from mappings.analysis import WORDS
from mappings.record import NAME_FIELDS
from webui.search.explain import Explanation, explained
from webui.search.facets import FACET_BY_NAME
from webui.search.highlight import Term, terms_of
from webui.search.language import ParsedQuery, parse
from webui.search.name_cache import Counts, NameCache
from webui.search.names import KINDS, KnownNames
from webui.search.offers import has_names, offer_candidates, with_whole_names
from webui.search.query import build_body, build_count, build_headlines
from webui.search.query.clauses import has_spread_words
from webui.search.reading import read_hit, read_results
from webui.search.request import SearchRequest
from webui.search.results import Health, IssueSummary, Offer, RecordView, SearchResults, Suggestion
from webui.search.sentences import FEW, content, widened
from webui.search.suggest import TypedSuggestion, headline_node, headline_suggestions, name_suggestions, shown
from webui.search.suggestions import MOST_SHOWN, Candidate, candidates, spelled_candidates
from webui.search.tree import EVERYTHING, NOTHING, Node, Widened, Word, leaves
from webui.search.variants import searched

log = structlog.get_logger()

_BUCKETS = 1000
"""Buckets of one step through a complete list; with their sub-buckets well below the engine's limit of 65,536."""
_MOST_RECORDS = 10_000
"""Records of one issue or page, the engine's limit for one answer; the fullest real issue has some hundreds."""
_MOST_PAGES = 1000
_MOST_NAMES = 10_000
"""Names of one kind that are read in one step; six kinds stay below the engine's limit of 65,536 buckets. Beyond it in steps."""
_BY_DAY = {"field": "issue_date", "calendar_interval": "day", "format": "yyyy-MM-dd"}
_REMEMBERED_WORDS = 4096

_NO_FORMS: Mapping[str, str] = {}
"""Always the same object: another one would be read as a change of the tables, and all names with it, at every look."""

_WORD_ANALYZER: str = WORDS["ik"]._name  # both definitions have the same name


class Archive:
    """What can be asked of the index behind `alias`.

    Every method raises EngineUnavailable when no engine answers, and IndexMissing when the alias points to no index.
    """

    def __init__(
        self,
        client: Elasticsearch,
        alias: str,
        *,
        office_forms: Callable[[], Mapping[str, str]] = lambda: _NO_FORMS,
        names: Callable[[], KnownNames] | None = None,
    ) -> None:
        """`office_forms` gives the aliases of offices (`indexer.office_forms`); `names` takes the place of the names of the index."""
        self._client = client
        self._alias = alias
        self._names = names or NameCache(self._version, self._read_names, office_forms).names
        # How the engine cuts a word never changes within an index, and readers page through the same few words.
        self._words = lru_cache(maxsize=_REMEMBERED_WORDS)(self._analyzed)

    def search(self, request: SearchRequest) -> SearchResults:
        """The answer to this request.

        With the facets that the query is a name of, and with suggestions when nothing was found or when its Latin letters spell
        a name. Raises QueryError for a page deeper than the engine can count to.
        """
        parsed = parse(request.text)
        node = self._understood(parsed.node)
        names = self._names()
        offered = offer_candidates(request, parsed.node, names)
        spelled = spelled_candidates(request, names)
        beside = [*(offer.request for offer in offered), *(name.request for name in spelled)]
        answer, counts = self._with_counts(request, node, beside)
        _, answer, whole = self._answered(request, node, answer)
        words = self._words_of(parsed)
        results = read_results(answer, request, parsed, terms_of(parsed.node, words), whole)
        offers = tuple(
            Offer(offer.name.kind, offer.name.text, count, offer.request)
            for offer, count in zip(offered, counts, strict=False)
            if count
        )
        if results.total and whole != 0:
            return replace(results, offers=offers, suggestions=_proven(spelled, counts[len(offered) :]))
        possible = candidates(request, parsed, words, names)
        return replace(
            results, offers=offers, suggestions=_proven(possible, self._counts([other.request for other in possible]))
        )

    def explain(self, request: SearchRequest) -> Explanation:
        """How this request was understood, what the engine was asked for it, and why its first hit is first."""
        request = request.with_(page=1)
        node = self._understood(parse(request.text).node)
        node, answer, _ = self._answered(request, node, self._search(build_body(request, node)))
        body = build_body(request, node)
        hits = answer["hits"]["hits"][:1]
        first = read_hit(hits[0], ()) if hits else None
        explanation = None
        if first:
            with translate_errors():
                found = self._client.explain(index=self._alias, id=first.id, query=body["query"]).body
            explanation = found.get("explanation")
        return explained(request, node, body, first, explanation)

    def suggest(self, text: str) -> tuple[TypedSuggestion, ...]:
        """What somebody who has typed so much may be looking for: names first, then headlines, each with its true count."""
        node = parse(text).node
        if node in (EVERYTHING, NOTHING):
            return ()
        titles = headline_node(node)
        # Asked also where no headline is wanted: an engine that is away must not look like an archive without such a name.
        found = self._search(build_headlines(titles) if titles else {"size": 0})
        possible = (*name_suggestions(text, node, self._names()), *headline_suggestions(found["hits"]["hits"]))
        counts = iter(self._counts([suggestion.request for suggestion in possible if not suggestion.record_id]))
        return shown([s if s.record_id else replace(s, count=next(counts) or 0) for s in possible])

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
        """By bare word, the words that the analyzer sees in it; those that ask are not worth a mark."""
        texts = (leaf.text for leaf in leaves(searched(parsed.node)) if isinstance(leaf, Word))
        return {text: self._words(content(text)) for text in texts if has_spread_words(text)}

    def _analyzed(self, text: str) -> tuple[str, ...]:
        with translate_errors():
            answer = self._client.indices.analyze(index=self._alias, analyzer=_WORD_ANALYZER, text=text).body
        return tuple(dict.fromkeys(token["token"] for token in answer["tokens"]))

    def _answered(self, request: SearchRequest, node: Node, answer: dict[str, Any]) -> tuple[Node, dict[str, Any], int | None]:
        """What was searched, its answer, and, where the query was widened, how many records hold all of it."""
        if wide := self._widened(node, _total(answer)):
            looser = self._search(build_body(request, wide))
            if _total(looser) > _total(answer):
                return wide, looser, _total(answer)
        return node, answer, None

    def _with_counts(
        self, request: SearchRequest, node: Node, beside: Sequence[SearchRequest]
    ) -> tuple[dict[str, Any], list[int | None]]:
        """The answer to this request, and how many records each of those beside it finds: asked for together."""
        body = build_body(request, node)
        if not beside:
            return self._search(body), []
        nodes = [self._understood(parse(other.text).node) for other in beside]
        answer, *counted = self._searches([body, *map(build_count, beside, nodes)])
        if "error" in answer:
            raise refusal(answer.get("status", 500), answer)
        return answer, self._counted(beside, nodes, counted)

    def _understood(self, node: Node) -> Node:
        """The query as it is searched: a whole name behind 记者: is that name alone. Every search goes this way."""
        return with_whole_names(node, self._names()) if has_names(node) else node

    def _counts(self, requests: Sequence[SearchRequest]) -> list[int | None]:
        """How many records each of these finds, in one request; None for what could not be counted."""
        nodes = [self._understood(parse(request.text).node) for request in requests]
        return self._counted(requests, nodes, self._searches(list(map(build_count, requests, nodes))))

    def _counted(
        self, requests: Sequence[SearchRequest], nodes: Sequence[Node], answers: Sequence[dict[str, Any]]
    ) -> list[int | None]:
        """The counts in these answers, wide where their search will be."""
        counts = [None if "error" in answer else _total(answer) for answer in answers]
        # What a search widens is counted wide: the reader who follows the offer sees this number again.
        wide = {n: loose for n, count in enumerate(counts) if count is not None and (loose := self._widened(nodes[n], count))}
        looser = self._searches([build_count(requests[n], loose) for n, loose in wide.items()])
        for n, answer in zip(wide, looser, strict=True):
            counts[n] = None if "error" in answer else _total(answer)
        return counts

    def _widened(self, node: Node, found: int) -> Node | None:
        """The query with its sentences loosened, where few records hold all of it; None where nothing is to be loosened."""
        loose = widened(node, self._words) if found < FEW else None
        return Widened(node, loose) if loose else None

    def _searches(self, bodies: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """The answers to these searches, asked in one request; one that failed has an `error`."""
        if not bodies:
            return []
        searches: list[dict[str, Any]] = []
        for body in bodies:
            searches += [{"index": self._alias}, body]
        with translate_errors():
            answers: list[dict[str, Any]] = self._client.msearch(searches=searches).body["responses"]
        for body, answer in zip(bodies, answers, strict=True):
            if "error" in answer:
                # The page is still right without it; what cannot be counted is not shown.
                log.warning("not counted", search=body.get("query"), reason=answer["error"].get("reason"))
        return answers

    def _version(self) -> Hashable:
        """Which index it is and what of it searches see: another with every change."""
        found = self._search(
            {
                "size": 0,
                "track_total_hits": True,
                "aggs": {"newest": {"max": {"field": "_seq_no"}}, "index": {"terms": {"field": "_index"}}},
            }
        )
        index = tuple(bucket["key"] for bucket in found["aggregations"]["index"]["buckets"])
        return index, found["hits"]["total"]["value"], found["aggregations"]["newest"]["value"]

    def _read_names(self) -> Counts:
        """Every name of every kind with its number of records."""
        fields = {kind: FACET_BY_NAME[kind].field for kind in KINDS}
        aggregations = {kind: {"terms": {"field": field, "size": _MOST_NAMES}} for kind, field in fields.items()}
        found = self._search({"size": 0, "aggs": aggregations})["aggregations"]
        return {
            kind: dict(self.names(field))
            if found[kind]["sum_other_doc_count"]
            else {bucket["key"]: bucket["doc_count"] for bucket in found[kind]["buckets"]}
            for kind, field in fields.items()
        }


def _total(answer: Mapping[str, Any]) -> int:
    return int(answer["hits"]["total"]["value"]) if "error" not in answer else 0


def _proven(possible: Sequence[Candidate], counts: Sequence[int | None]) -> tuple[Suggestion, ...]:
    """The candidates that find something; of those with one name the first."""
    proven: dict[object, Suggestion] = {}
    for candidate, count in zip(possible, counts, strict=True):
        if count:
            suggestion = Suggestion(candidate.text, count, candidate.why, candidate.request)
            proven.setdefault(candidate.name or candidate.request, suggestion)
    return tuple(proven.values())[:MOST_SHOWN]


def _of_issue(paper: str, issue_date: date, edition: int, page: int | None = None) -> dict[str, Any]:
    conditions: list[dict[str, Any]] = [
        {"term": {"paper": paper}},
        {"term": {"issue_date": issue_date.isoformat()}},
        {"term": {"edition": edition}},
    ]
    if page is not None:
        conditions.append({"term": {"page": page}})
    return {"bool": {"filter": conditions}}
