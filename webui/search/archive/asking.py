"""Queries as they are searched: whole names, offices by all their names, long texts loosened where little holds all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from webui.search.aliases import with_office_aliases
from webui.search.archive.index import Answer, Body, Index, hits_of, total_of
from webui.search.language import parse
from webui.search.names import KnownNames
from webui.search.offers import has_names, with_whole_names
from webui.search.query import build_count, build_months
from webui.search.query.clauses import has_spread_words
from webui.search.request import SearchRequest
from webui.search.sentences import FEW, content, widened
from webui.search.tree import Node, Widened, Word, leaves
from webui.search.variants import searched
from webui.search.ways_on import Month

Build = Callable[[SearchRequest, Node], Body]
"""From a request and its query, as it is to be searched, to a body."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What was searched, and its answer."""

    node: Node
    answer: Answer
    whole: int | None
    """Where the query was widened, how many records hold all of it."""


class Asking:
    """Asks the index; every search of a text goes this way, so that all doors and all counts agree."""

    def __init__(self, index: Index, names: Callable[[], KnownNames]) -> None:
        self._index = index
        self._names = names

    def answered(
        self, request: SearchRequest, build: Build, beside: Sequence[SearchRequest] = ()
    ) -> tuple[Answered, list[int | None]]:
        """The answer to this request, and how many records each of those beside it finds: asked for together."""
        node = self.understood(request)
        others = [self.understood(other) for other in beside]
        answer, counted = self._index.search_with(build(request, node), list(map(build_count, beside, others)))
        counts = list(map(total_of, self._loosened(beside, others, counted, build_count)))
        for wide in self._widened([request], [node], [answer]).values():
            looser = self._index.search(build(request, wide))
            if (total_of(looser) or 0) > (whole := total_of(answer) or 0):
                return Answered(wide, looser, whole), counts
        return Answered(node, answer, None), counts

    def counts(self, requests: Sequence[SearchRequest]) -> list[int | None]:
        """How many records each of these finds, in one request; None for what could not be counted."""
        return list(map(total_of, self._answers(requests, build_count)))

    def months(self, requests: Sequence[SearchRequest]) -> list[tuple[Month, ...]]:
        """The months with records of each of these, the earliest first; none for what could not be counted."""
        return [_months(answer) for answer in self._answers(requests, build_months)]

    def newest(self, papers: tuple[str, ...] = ()) -> date | None:
        """The day of the newest issue (of one of these papers, where any are named); None for no issue."""
        query: Body = {"terms": {"paper": list(papers)}} if papers else {"match_all": {}}
        found = self._index.search({"size": 1, "query": query, "sort": [{"issue_date": "desc"}], "_source": ["issue_date"]})
        days = [date.fromisoformat(hit["_source"]["issue_date"]) for hit in hits_of(found)]
        return days[0] if days else None

    def understood(self, request: SearchRequest) -> Node:
        """The query as it is searched: an office by all its names, a whole name behind 记者: as that name alone."""
        names = self._names()
        node = with_office_aliases(parse(request.text).node, names)
        return with_whole_names(node, names) if has_names(node) else node

    def words_of(self, node: Node) -> dict[str, tuple[str, ...]]:
        """By bare word, the words that the analyzer sees in it; those that ask are not worth a mark."""
        texts = (leaf.text for leaf in leaves(searched(node)) if isinstance(leaf, Word))
        return {text: self._index.words(content(text)) for text in texts if has_spread_words(text)}

    def _answers(self, requests: Sequence[SearchRequest], build: Build) -> list[Answer]:
        nodes = list(map(self.understood, requests))
        answers = self._index.searches(list(map(build, requests, nodes)))
        return self._loosened(requests, nodes, answers, build)

    def _loosened(
        self, requests: Sequence[SearchRequest], nodes: Sequence[Node], answers: Sequence[Answer], build: Build
    ) -> list[Answer]:
        """The answers, in place of some those of the widened query: what a search widens is counted wide."""
        wide = self._widened(requests, nodes, answers)
        looser = self._index.searches([build(requests[n], node) for n, node in wide.items()])
        widest = dict(zip(wide, looser, strict=True))
        return [widest.get(n, answer) for n, answer in enumerate(answers)]

    def _widened(self, requests: Sequence[SearchRequest], nodes: Sequence[Node], answers: Sequence[Answer]) -> dict[int, Node]:
        """By place, the query with its sentences loosened, where few records of the whole archive hold all of it.

        Filters have no say in it: a facet with 3 under a text that is not loosened must not lead to 40 that hold most of its words.
        """
        few = [n for n, answer in enumerate(answers) if (found := total_of(answer)) is not None and found < FEW]
        loose = {n: sentences for n in few if (sentences := widened(nodes[n], self._index.words))}
        filtered = [n for n in loose if requests[n].chips()]
        everywhere = self._index.searches([build_count(SearchRequest(text=requests[n].text), nodes[n]) for n in filtered])
        enough = {n for n, count in zip(filtered, map(total_of, everywhere), strict=True) if count is None or count >= FEW}
        return {n: Widened(nodes[n], sentences) for n, sentences in loose.items() if n not in enough}


def _months(answer: Answer) -> tuple[Month, ...]:
    keys = [bucket["key_as_string"] for bucket in answer.get("aggregations", {}).get("months", {}).get("buckets", ())]
    return tuple((int(key[:4]), int(key[5:])) for key in keys)
