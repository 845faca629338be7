"""The archive as readers meet it: the only file that asks the engine anything for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import Any

import structlog
from elasticsearch import ApiError, Elasticsearch, TransportError

from indexer.engine import translate_errors
from indexer.errors import ArchiveError, NotInArchive
from mappings.analysis import WORDS
from mappings.record import NAME_FIELDS
from webui.search.copies_kept import KeptCopies
from webui.search.explain import Explanation, explained
from webui.search.facet_list import FacetList, facet_list
from webui.search.facet_request import FacetRequest
from webui.search.facets import DAY, FACET_BY_NAME, Facet
from webui.search.highlight import Term, terms_of
from webui.search.histogram import days_of_hits, needs_days
from webui.search.language import ParsedQuery, parse
from webui.search.name_cache import Counts, NameCache
from webui.search.names import KINDS, KnownNames
from webui.search.offers import has_names, offer_candidates, with_whole_names
from webui.search.phrases import FEWEST_HEADLINES, frequent_phrases, inner_places
from webui.search.pinyin import letters
from webui.search.query import build_body, build_count, build_every, build_values
from webui.search.query.clauses import has_spread_words
from webui.search.query.headlines import build_headlines
from webui.search.query.similar import MOST_COPIES, build_copies, build_similar
from webui.search.reading import facet_values, read_counts, read_hit, read_results
from webui.search.request import SearchRequest
from webui.search.results import (
    NO_COPIES,
    Copies,
    Health,
    IssueSummary,
    Nearby,
    Offer,
    RecordView,
    SearchResults,
    Suggestion,
)
from webui.search.sentences import FEW, content, widened
from webui.search.similar import copies_of, parts_of, similar_to
from webui.search.spelling import Pieces, sounding, split
from webui.search.suggest import (
    TypedSuggestion,
    headline_node,
    headline_suggestions,
    name_suggestions,
    phrase_suggestions,
    shown,
    typed_run,
)
from webui.search.suggestions import MOST_SHOWN, Candidate, candidates, spelled_candidates
from webui.search.tree import EVERYTHING, NOTHING, Node, Widened, Word, leaves
from webui.search.variants import searched

log = structlog.get_logger()

_BUCKETS = 1000
"""Buckets of one step through a complete list; with their sub-buckets well below the engine's limit of 65,536."""
_MOST_RECORDS = 10_000
"""Records of one issue or page, the engine's limit for one answer; the fullest real issue has some hundreds."""
_MOST_PAGES = 1000
_AT_A_TIME = 500
"""Records of one step of an export: some 2 MB."""
_KEPT_OPEN = "2m"
"""How long the engine keeps the state of an export for the reader's next step; each step begins it anew."""
_MOST_NAMES = 10_000
"""Names of one kind that are read in one step; six kinds stay below the engine's limit of 65,536 buckets. Beyond it in steps."""
_BY_DAY = {"field": "issue_date", "calendar_interval": "day", "format": "yyyy-MM-dd"}
_REMEMBERED_WORDS = 4096

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
        office_forms: Callable[[], Mapping[str, str]] = dict,
        names: Callable[[], KnownNames] | None = None,
    ) -> None:
        """`office_forms` gives the aliases of offices (`indexer.office_forms`); `names` takes the place of the names of the index."""
        self._client = client
        self._alias = alias
        self._names = names or NameCache(self._version, self._read_names, office_forms).names
        self._kept_copies = KeptCopies(self._copies)
        # How the engine cuts a word never changes within an index, and readers page through the same few words.
        self._words = lru_cache(maxsize=_REMEMBERED_WORDS)(self._analyzed)

    def search(self, request: SearchRequest, today: date | None = None) -> SearchResults:
        """The answer to this request; with `today`, its day in any year is counted, too.

        With the facets that the query is a name of, and with suggestions when nothing was found or when its Latin letters spell
        a name. Raises QueryError for a page deeper than the engine can count to.
        """
        parsed = parse(request.text)
        node, answer, whole = self._answered(
            request, self._understood(parsed.node), lambda node: build_body(request, node, today)
        )
        words = self._words_of(parsed)
        results = self._with_days(read_results(answer, request, parsed, terms_of(parsed.node, words), whole, today), node)
        names = self._names()
        offered = offer_candidates(request, parsed.node, names)
        possible = (
            spelled_candidates(request, names) if results.total and whole != 0 else candidates(request, parsed, words, names)
        )
        counts = self._counts([*(offer.request for offer in offered), *(candidate.request for candidate in possible)])
        offers = tuple(
            Offer(offer.name.kind, offer.name.text, count, offer.request)
            for offer, count in zip(offered, counts, strict=False)
            if count
        )
        # The names are another object whenever they were read anew, which they are after each change of the index.
        copies = self._kept_copies.of(list(map(_view, _hits_of(answer))), names)
        hits = tuple(replace(hit, copies=copies[hit.id]) if hit.id in copies else hit for hit in results.hits)
        return replace(results, hits=hits, offers=offers, suggestions=_proven(possible, counts[len(offered) :]))

    def every_record(self, request: SearchRequest) -> Iterator[RecordView]:
        """All records of this search, beyond the deepest page, too, in its order, as they were when the first was read."""
        node, _, _ = self._answered(
            request, self._understood(parse(request.text).node), lambda node: build_count(request, node)
        )
        body = build_every(request, node, _AT_A_TIME)
        with translate_errors():
            state = str(self._client.open_point_in_time(index=self._alias, keep_alive=_KEPT_OPEN).body["id"])
        try:
            while True:
                with translate_errors():
                    found = self._client.search(body={**body, "pit": {"id": state, "keep_alive": _KEPT_OPEN}}).body
                hits, state = found["hits"]["hits"], str(found["pit_id"])
                yield from (RecordView(hit["_id"], hit["_source"]) for hit in hits)
                if len(hits) < _AT_A_TIME:
                    return
                body["search_after"] = hits[-1]["sort"]
        finally:
            with suppress(ApiError, TransportError):  # it ends by itself
                self._client.close_point_in_time(id=state)

    def explain(self, request: SearchRequest) -> Explanation:
        """How this request was understood, what the engine was asked for it, and why its first hit is first."""
        request = request.with_(page=1)
        node, answer, _ = self._answered(
            request, self._understood(parse(request.text).node), lambda node: build_body(request, node)
        )
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
        """What somebody who has typed so much may be looking for: names, phrases, headlines, each with its true count."""
        node = parse(text).node
        if node in (EVERYTHING, NOTHING):
            return ()
        titles = headline_node(node)
        # Asked also where no headline is wanted: an engine that is away must not look like an archive without such a name.
        spellings = tuple(dict.fromkeys(way for spelled in letters(typed_run(node) or text) for way in split(spelled)))
        found = self._search(build_headlines(titles, spellings) if titles else {"size": 0})
        hits = found["hits"]["hits"]
        possible = (
            *name_suggestions(text, node, self._names()),
            *phrase_suggestions(self._phrases(typed_run(node), spellings, hits)),
            *headline_suggestions(hits),
        )
        counts = iter(self._counts([suggestion.request for suggestion in possible if not suggestion.record_id]))
        return shown([s if s.record_id else replace(s, count=next(counts) or 0) for s in possible])

    def _phrases(self, typed: str, spellings: Sequence[Pieces], hits: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
        headlines = tuple(dict.fromkeys(hit["_source"]["headline"] for hit in hits if hit["_source"].get("headline")))
        if not (typed or spellings) or len(headlines) < FEWEST_HEADLINES:
            return ()
        if spellings:  # fangxun: what most of the headlines have that sound so
            alike = Counter(run for run in (sounding(headline, spellings) for headline in headlines) if run)
            typed = alike.most_common(1)[0][0] if alike else typed
        # One text, so that the engine counts its places; no token goes over a line's end.
        together = "\n".join(headlines)
        with translate_errors():
            answer = self._client.indices.analyze(index=self._alias, analyzer=_WORD_ANALYZER, text=together).body
        inner = inner_places(together, answer["tokens"])
        starts = accumulate((len(headline) + 1 for headline in headlines), initial=0)
        own = [
            frozenset(place - start for place in inner if start < place < start + len(headline))
            for headline, start in zip(headlines, starts, strict=False)
        ]
        return frequent_phrases(typed, headlines, own, longer=not spellings)

    def count(self, request: SearchRequest) -> int:
        """How many records this request finds."""
        return self._counts([request])[0] or 0

    def facet(self, request: FacetRequest) -> FacetList:
        """The values of one facet that are asked for, out of all that the search has, none left out."""
        search, facet = request.search, request.facet
        node, answer, _ = self._answered(
            search, self._understood(parse(search.text).node), lambda node: build_values(search, node, facet)
        )
        found = answer["aggregations"]["values"]
        counts = read_counts(found["buckets"])
        if found.get("sum_other_doc_count"):
            counts = self._all_values(search, node, facet)
        for value in search.selected(facet.name):
            counts.setdefault(value, 0)
        also_named: frozenset[str] = frozenset()
        if request.find and facet.name == "department":
            meant = self._names().beginning(request.find, letters(request.find), ("department",))
            also_named = frozenset(name.text for name in meant)
        return facet_list(counts, request, also_named)

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

    def nearby(self, view: RecordView) -> Nearby:
        """What is near this record: the same text elsewhere, and similar reports; one request."""
        marks = view.source.get("fingerprint", ())
        bodies = [build_copies(marks, [view.id])] if marks else []
        bodies += build_similar(view.id, view.source, parts_of(view)) or ()
        answers = [_hits_of(answer) for answer in self._searches(bodies)]
        copies = NO_COPIES
        if marks:
            found, *answers = answers
            copies = copies_of([view], map(_view, found), len(found) < MOST_COPIES).get(view.id, NO_COPIES)
        if not answers:
            return Nearby(copies, ())
        others, itself = answers
        return Nearby(copies, similar_to(view, copies.records, others, itself[0]["_score"] if itself else None))

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

    def _copies(self, views: Sequence[RecordView]) -> dict[str, Copies]:
        """By id, the same text elsewhere, for those of these records that have some."""
        marks = [mark for view in views for mark in view.source.get("fingerprint", ())]
        if not marks:
            return {}
        found = _hits_of(self._search(build_copies(marks, [view.id for view in views])))
        return copies_of(views, map(_view, found), len(found) < MOST_COPIES)

    def _search(self, body: dict[str, Any]) -> dict[str, Any]:
        with translate_errors():
            answer = self._client.search(index=self._alias, body=body).body
        return dict(answer)

    def _hits(self, query: dict[str, Any], sort: list[str], size: int) -> tuple[RecordView, ...]:
        body: dict[str, Any] = {"query": query, "size": size}
        if sort:
            body["sort"] = [{field: "asc"} for field in sort]
        return tuple(map(_view, _hits_of(self._search(body))))

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

    def _answered(
        self, request: SearchRequest, node: Node, build: Callable[[Node], dict[str, Any]]
    ) -> tuple[Node, dict[str, Any], int | None]:
        """What was searched, its answer, and, where the query was widened, how many records hold all of it."""
        answer = self._search(build(node))
        for wide in self._widened([request], [node], [_total(answer)]).values():
            looser = self._search(build(wide))
            if _total(looser) > _total(answer):
                return wide, looser, _total(answer)
        return node, answer, None

    def _with_days(self, results: SearchResults, node: Node) -> SearchResults:
        """The results with the days of what was found, where it lies near together; mostly they need not be asked for."""
        if not needs_days(results):
            return results
        request = results.request
        days = days_of_hits(request, results.total, results.hits)
        if days is None:
            days = read_counts(self._search(build_values(request, node, DAY))["aggregations"]["values"]["buckets"])
        buckets = [{"key": day, "doc_count": count} for day, count in days.items()]
        return replace(results, facets={**results.facets, DAY.name: facet_values(DAY, {DAY.name: {"buckets": buckets}}, ())})

    def _all_values(self, search: SearchRequest, node: Node, facet: Facet) -> dict[str, int]:
        """Every value of a facet that has too many for one step."""
        counts: dict[str, int] = {}
        after: Any = ""
        while after is not None:
            found = self._search(build_values(search, node, facet, after))["aggregations"]["values"]
            counts |= {bucket["key"]["value"]: bucket["doc_count"] for bucket in found["buckets"]}
            after = found.get("after_key", {}).get("value")
        return counts

    def _understood(self, node: Node) -> Node:
        """The query as it is searched: a whole name behind 记者: is that name alone. Every search goes this way."""
        return with_whole_names(node, self._names()) if has_names(node) else node

    def _counts(self, requests: Sequence[SearchRequest]) -> list[int | None]:
        """How many records each of these finds, in one request; None for what could not be counted."""
        nodes = [self._understood(parse(request.text).node) for request in requests]
        counts = self._counted(requests, nodes)
        # What a search widens is counted wide: the reader who follows the offer sees this number again.
        wide = self._widened(requests, nodes, counts)
        for n, count in zip(wide, self._counted([requests[n] for n in wide], list(wide.values())), strict=True):
            counts[n] = count
        return counts

    def _counted(self, requests: Sequence[SearchRequest], nodes: Sequence[Node]) -> list[int | None]:
        bodies = [build_count(request, node) for request, node in zip(requests, nodes, strict=True)]
        return [None if "error" in answer else _total(answer) for answer in self._searches(bodies)]

    def _widened(
        self, requests: Sequence[SearchRequest], nodes: Sequence[Node], found: Sequence[int | None]
    ) -> dict[int, Node]:
        """By place, the query with its sentences loosened, where few records of the whole archive hold all of it.

        Filters have no say in it: a facet with 3 under a text that is not loosened must not lead to 40 that hold most of its words.
        """
        few = [n for n, count in enumerate(found) if count is not None and count < FEW]
        loose = {n: sentences for n in few if (sentences := widened(nodes[n], self._words))}
        filtered = [n for n in loose if requests[n].chips()]
        everywhere = self._counted([SearchRequest(text=requests[n].text) for n in filtered], [nodes[n] for n in filtered])
        enough = {n for n, count in zip(filtered, everywhere, strict=True) if count is None or count >= FEW}
        return {n: Widened(nodes[n], sentences) for n, sentences in loose.items() if n not in enough}

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


def _hits_of(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The hits of one answer; none of a search that failed."""
    return list(answer["hits"]["hits"]) if "error" not in answer else []


def _view(hit: Mapping[str, Any]) -> RecordView:
    return RecordView(hit["_id"], hit["_source"])


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
