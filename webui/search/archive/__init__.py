"""The archive as readers meet it: the only room that asks the engine anything for them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from typing import Any

from elasticsearch import Elasticsearch

from indexer.errors import NotInArchive
from indexer.issues import Weekdays, Why
from webui.search.aliases import office_aliases, with_office_aliases
from webui.search.archive.asking import Answered, Asking
from webui.search.archive.deep import DeepPages
from webui.search.archive.index import Index, hits_of, total_of, view
from webui.search.archive.neighbours import Neighbours
from webui.search.archive.seen import Seen
from webui.search.archive.shelves import Shelves
from webui.search.archive.typed import typed_suggestions
from webui.search.calendar import PaperCalendar, Told, calendars
from webui.search.explain import Explanation, explained
from webui.search.facet_list import FacetList, facet_list
from webui.search.facet_request import FacetRequest
from webui.search.facets import DAY, Facet
from webui.search.highlight import Term, terms_of
from webui.search.histogram import days_of_hits, needs_days
from webui.search.joined import parts_after, parts_before, with_all_parts
from webui.search.language import parse
from webui.search.moved import each_once
from webui.search.name_cache import NameCache
from webui.search.names import KnownNames
from webui.search.offers import offer_candidates
from webui.search.parameters import shortened
from webui.search.pinyin import letters
from webui.search.query import WINDOW, build_body, build_count, build_every, build_listed, build_values, is_deep
from webui.search.reading import facet_values, read_counts, read_hit, read_results
from webui.search.request import SearchRequest
from webui.search.results import (
    Health,
    IssueKey,
    IssuesBeside,
    IssueSummary,
    NameYears,
    Nearby,
    Offer,
    RecordView,
    SearchResults,
)
from webui.search.suggest import TypedSuggestion
from webui.search.suggestions import MOST_SHOWN, spelled_candidates
from webui.search.tree import Node
from webui.search.ways_on import proven, ways_on

_NO_FORMS: Mapping[str, str] = {}
"""Always the same object: another one would be read as a change of the tables, and all names with it, at every look."""


_LOOKED_UP = 200
"""Records whose further parts are looked up together: in the memory as whole records, 1 MB or two."""


def _nothing_told(_paper: str) -> tuple[Weekdays | None, Why]:
    return None, Why.INFERRED


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
        made_with: Callable[[], Mapping[str, Any]] = dict,
        window: int = WINDOW,
        told_days: Told = _nothing_told,
    ) -> None:
        """`office_forms` gives the aliases of offices (`indexer.office_forms`), `made_with` what an index is made with today
        (`indexer.staleness`), `told_days` when papers come out (`indexer.publishing_days`); `names` takes the place of the names
        of the index; `window` is its `max_result_window`.
        """
        self._told_days = told_days
        self._made_with = made_with
        self._index = Index(client, alias, window)
        self._shelves = Shelves(self._index)
        self._names = names or NameCache(self._index.version, self._shelves.names_by_kind, office_forms).names
        self._asking = Asking(self._index, self._names)
        self._neighbours = Neighbours(self._index)
        self._deep = DeepPages(self._index)
        self._seen = Seen()

    def search(self, request: SearchRequest, today: date | None = None) -> SearchResults:
        """The answer to this request; with `today`, its day in any year is counted, too.

        With the facets that the query is a name of, and with suggestions when nothing was found or when its Latin letters spell
        a name. Raises QueryError for a page so deep that finding it would take too many steps.
        """
        parsed = parse(request.text)
        names = self._names()
        offered = offer_candidates(request, parsed.node, names)
        spelled = spelled_candidates(request, names)
        beside = [*(offer.request for offer in offered), *(candidate.request for candidate in spelled)]
        window = self._index.window
        found, counts = self._asking.answered(request, lambda asked, node: build_body(asked, node, today, window), beside)
        if is_deep(request, window):
            found = self._with_deep_hits(found, request, names)
        words = self._asking.words_of(parsed.node)
        terms = terms_of(with_office_aliases(parsed.node, names, to_mark=True), words)
        aliases = office_aliases(parsed.node, names)
        results = read_results(found.answer, request, parsed, terms, found.whole, today, aliases)
        offers = tuple(
            Offer(offer.name.kind, offer.name.text, count, offer.request)
            for offer, count in zip(offered, counts, strict=False)
            if count
        )
        if results.total and found.whole != 0:
            suggestions = tuple(proven(spelled, counts[len(offered) :])[:MOST_SHOWN])
        else:
            suggestions = ways_on(request, parsed.node, words, names, self._asking, shows_nothing=not results.total)
        # The names are another object whenever they were read anew, which they are after each change of the index.
        copies = self._neighbours.copies(list(map(view, hits_of(found.answer))), names)
        hits = tuple(replace(hit, copies=copies[hit.id]) if hit.id in copies else hit for hit in results.hits)
        return replace(self._with_days(results, found.node), hits=hits, offers=offers, suggestions=suggestions)

    def count(self, request: SearchRequest) -> int:
        """How many records this request finds."""
        return self._asking.counts([request])[0] or 0

    def every_record(self, request: SearchRequest) -> Iterator[RecordView]:
        """All records of this search, beyond the deepest page, too, in its order, as they were when the first was read."""
        found, _ = self._asking.answered(request, build_count)
        yield from self._index.every_record(build_every(request, found.node))

    def chosen(self, ids: Sequence[str]) -> tuple[RecordView, ...]:
        """These records, whole, in the order of the ids, each once.

        Raises NotInArchive naming the first that is not there: a selection with a gap is not what was selected.
        """
        there = self.present(ids)
        missing = next((record_id for record_id in ids if record_id not in there), None)
        if missing is not None:
            raise NotInArchive(
                f"所选的条目 {shortened(missing)} 不在库里。请去掉它再试。", f"there is no record {shortened(missing)!r}"
            )
        return each_once(ids, there)

    def present(self, ids: Sequence[str]) -> Mapping[str, RecordView]:
        """By id, those of these records that are there, whole; an id that a correction took leads to the record it became."""
        return self._shelves.present(ids)

    def with_parts(self, records: Iterable[RecordView]) -> Iterator[tuple[RecordView, tuple[RecordView, ...]]]:
        """Each of these records with the other parts of its article, in reading order; of those no more than page, headline, jumps.

        The parts are looked up for many records together, and not at all where no jump leads to one.
        """
        rest = iter(records)
        while batch := list(islice(rest, _LOOKED_UP)):
            known = with_all_parts(batch, self.jumps)
            for record in batch:
                yield record, (*parts_before(record, known), *parts_after(record, known))

    def jumps(self, ids: Sequence[str]) -> Mapping[str, RecordView]:
        """By id, those of these records that are there, with no more than page, headline and jumps."""
        return self._shelves.jumps(ids)

    def version(self) -> Hashable:
        """Which index it is and what of it searches see: another with every change."""
        return self._index.version()

    def unchanged_since(self) -> datetime:
        """When the index was last seen to be another than before (whole seconds, UTC); a change shows some seconds later."""
        return self._seen.since(self._names())

    def explain(self, request: SearchRequest) -> Explanation:
        """How this request was understood, what the engine was asked for it, and why its first hit is first."""
        request = request.with_(page=1)
        found, _ = self._asking.answered(request, build_body)
        body = build_body(request, found.node)
        hits = hits_of(found.answer)[:1]
        first = read_hit(hits[0], ()) if hits else None
        explanation = self._index.explanation(first.id, body["query"]) if first else None
        return explained(request, found.node, body, first, explanation)

    def suggest(self, text: str) -> tuple[TypedSuggestion, ...]:
        """What somebody who has typed so much may be looking for: names, phrases, headlines, each with its true count."""
        return typed_suggestions(text, self._names(), self._index, self._asking)

    def facet(self, request: FacetRequest) -> FacetList:
        """The values of one facet that are asked for, out of all that the search has, none left out."""
        search, facet = request.search, request.facet
        found, _ = self._asking.answered(search, lambda asked, node: build_values(asked, node, facet))
        values = found.answer["aggregations"]["values"]
        counts = read_counts(values["buckets"])
        if values.get("sum_other_doc_count"):
            counts = self._all_values(search, found.node, facet)
        for value in search.selected(facet.name):
            counts.setdefault(value, 0)
        also_named: frozenset[str] = frozenset()
        if request.find and facet.name == "department":
            meant = self._names().beginning(request.find, letters(request.find), ("department",))
            also_named = frozenset(name.text for name in meant)
        return facet_list(counts, request, also_named)

    def terms(self, text: str) -> tuple[Term, ...]:
        """What to mark in a record for this query text: the same as in the results."""
        node = parse(text).node
        return terms_of(with_office_aliases(node, self._names(), to_mark=True), self._asking.words_of(node))

    def record(self, record_id: str) -> RecordView:
        """The record at this address.

        Raises RecordMoved where it has another one since a correction, NotInArchive where there is none.
        """
        return self._shelves.record(record_id)

    def nearby(self, record: RecordView) -> Nearby:
        """What is near this record: the same text elsewhere, and similar reports; one request, or none for a page read before.

        It may be some seconds behind the index, as the names are.
        """
        return self._neighbours.nearby(record, self._names())

    def beside(self, issue: IssueKey) -> IssuesBeside:
        """The issues of the paper before and after this one, whether it is there or not; as up to date as `nearby`."""
        return self._neighbours.beside(issue, self._names())

    def page(self, paper: str, issue_date: date, edition: int, page: int) -> tuple[RecordView, ...]:
        """The records of a page in printed order.

        Raises NotInArchive when there are none.
        """
        return self._shelves.page(paper, issue_date, edition, page)

    def issue(self, paper: str, issue_date: date, edition: int = 1) -> tuple[RecordView, ...]:
        """The records of an issue, page by page in printed order.

        Raises NotInArchive when there are none.
        """
        return self._shelves.issue(paper, issue_date, edition)

    def issues(self) -> tuple[IssueSummary, ...]:
        """All issues, newest first, then by paper and edition."""
        return self._shelves.issues()

    def ids(self, paper: str, first: date, last: date) -> Iterator[str]:
        """The ids of all records of a paper on these days, both included, in printed order."""
        return self._shelves.ids(paper, first, last)

    def calendar(self) -> tuple[PaperCalendar, ...]:
        """The issues of each paper by day, and the days on which one is missing."""
        return calendars(self.issues(), self._told_days)

    def names(self, field: str) -> tuple[tuple[str, int], ...]:
        """Every name in this field (reporters, departments, people …) with its number of records, most first, then by name."""
        return self._shelves.names(field)

    def names_by_year(self, field: str) -> tuple[NameYears, ...]:
        """Every name in this field with its number of records in each year, by name."""
        return self._shelves.names_by_year(field)

    def health(self) -> Health:
        """What engine and index answer; raises nothing."""
        return self._index.health(self._made_with())

    def _with_deep_hits(self, found: Answered, request: SearchRequest, state: object) -> Answered:
        """The answer with the hits of a page beyond the engine's window."""
        hits = self._deep.hits(build_listed(request, found.node), request, total_of(found.answer) or 0, state)
        return replace(found, answer={**found.answer, "hits": {**found.answer["hits"], "hits": hits}})

    def _with_days(self, results: SearchResults, node: Node) -> SearchResults:
        """The results with the days of what was found, where it lies near together; mostly they need not be asked for."""
        if not needs_days(results):
            return results
        request = results.request
        days = days_of_hits(request, results.total, results.hits)
        if days is None:
            days = read_counts(self._index.search(build_values(request, node, DAY))["aggregations"]["values"]["buckets"])
        buckets = [{"key": day, "doc_count": count} for day, count in days.items()]
        return replace(results, facets={**results.facets, DAY.name: facet_values(DAY, {DAY.name: {"buckets": buckets}}, ())})

    def _all_values(self, search: SearchRequest, node: Node, facet: Facet) -> dict[str, int]:
        """Every value of a facet that has too many for one step."""
        counts: dict[str, int] = {}
        after: Any = ""
        while after is not None:
            found = self._index.search(build_values(search, node, facet, after))["aggregations"]["values"]
            counts |= {bucket["key"]["value"]: bucket["doc_count"] for bucket in found["buckets"]}
            after = found.get("after_key", {}).get("value")
        return counts
