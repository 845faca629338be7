"""100 real questions over 453 real pages: recall at 10 and mean reciprocal rank, against plain `match` searches of the same texts."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from elasticsearch import Elasticsearch, helpers

from evaluation.reading import json_lines
from evaluation.scores import Score
from evaluation.search.library import Library, loaded, timed
from evaluation.search.material import one_page
from indexer.settings import Settings
from webui.search.request import SearchRequest

FIRST = 10
BASELINES = {"standard": "standard", "smartcn": "smartcn", "IK": "ik_max_word"}
"""Plain searches by name: `match` with this analyzer on title and text in one field, the best of the plain ways tried."""
_BASELINE_INDEX = "questionsplain"

Page = dict[str, Any]
Ask = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What one way of asking found: per question, its recall at 10 and its reciprocal rank."""

    recalls: tuple[float, ...]
    ranks: tuple[float, ...]

    @property
    def recall(self) -> float:
        """Mean recall at 10."""
        return sum(self.recalls) / len(self.recalls)

    @property
    def rank(self) -> float:
        """Mean reciprocal rank of the first relevant page, 0 beyond the tenth."""
        return sum(self.ranks) / len(self.ranks)


def score_questions(shared: Path, settings: Settings, client: Elasticsearch) -> list[Score]:
    """Our recall and rank, and for each baseline what ours are above it (1 means: not below)."""
    path = shared / "data" / "retrieval" / "dureader-dev.jsonl"
    if not path.exists():
        return []
    questions = json_lines(path)
    pages = [page for question in questions for page in question["docs"]]
    # The file gives the pages of a question in the order of a web search; ours must not see it, not even in the order of ties.
    random.Random(7).shuffle(pages)
    scores = []
    with timed("100 questions, four ways"):
        plain = {name: _ask(questions, ask) for name, ask in _baselines(client, pages).items()}
        for analyzer in ("ik", "smartcn"):
            library = _library(settings, client, pages, analyzer)
            ours = _ask(questions, _ours(library, pages))
            name = f"questions, {analyzer}"
            told = "; ".join(f"{other} {found.recall:.4f}, {found.rank:.4f}" for other, found in plain.items())
            scores += [
                Score(f"{name}: recall at 10", ours.recall, f"{len(questions)} questions; plain: {told}"),
                Score(f"{name}: mean reciprocal rank", ours.rank, _odds(ours, plain)),
            ]
    return scores


def _ask(questions: Sequence[dict[str, Any]], ask: Ask) -> Asked:
    recalls, ranks = [], []
    for question in questions:
        relevant = {page["doc_id"] for page in question["docs"] if page["relevant"]}
        found = ask(question["query"])[:FIRST]
        recalls.append(len(relevant & set(found)) / len(relevant))
        ranks.append(next((1 / rank for rank, page in enumerate(found, 1) if page in relevant), 0.0))
    return Asked(tuple(recalls), tuple(ranks))


def _odds(ours: Asked, plain: dict[str, Asked]) -> str:
    """How sure the difference is: the share of 2,000 draws of the questions in which ours is above the other."""
    chance = random.Random(1)
    draws = [chance.choices(range(len(ours.ranks)), k=len(ours.ranks)) for _ in range(2000)]
    told = []
    for name, other in plain.items():
        above = sum(sum(ours.ranks[n] - other.ranks[n] for n in draw) > 0 for draw in draws)
        told.append(f"above {name} in {above / len(draws):.0%} of draws")
    return "; ".join(told)


def _library(settings: Settings, client: Elasticsearch, pages: Sequence[Page], analyzer: str) -> Library:
    day = date(2020, 1, 1)
    loads = [
        one_page("pages", day + timedelta(days=n // 100), n % 100 + 1, [(page["title"], page["text"].split("\n"))])
        for n, page in enumerate(pages)
    ]
    return loaded(settings, client, loads, f"questions{analyzer}", analyzer)


def _ours(library: Library, pages: Sequence[Page]) -> Ask:
    doc_of = {document["id"]: page["doc_id"] for document, page in zip(library.documents, pages, strict=True)}

    def ask(question: str) -> list[str]:
        return [doc_of[hit.id] for hit in library.archive.search(SearchRequest(text=question)).hits]

    return ask


def _baselines(client: Elasticsearch, pages: Sequence[Page]) -> dict[str, Ask]:
    fields = {name: {"type": "text", "analyzer": analyzer} for name, analyzer in BASELINES.items()}
    client.indices.create(
        index=_BASELINE_INDEX,
        settings={"number_of_replicas": 0},
        mappings={"properties": {"all": {"type": "text", "index": False, "fields": fields}}},
    )
    actions = (
        {"_index": _BASELINE_INDEX, "_id": page["doc_id"], "_source": {"all": f"{page['title']}\n{page['text']}"}}
        for page in pages
    )
    helpers.bulk(client, actions, refresh=True)

    def plain(name: str) -> Ask:
        def ask(question: str) -> list[str]:
            found = client.search(index=_BASELINE_INDEX, query={"match": {f"all.{name}": question}}, size=FIRST)
            return [hit["_id"] for hit in found.body["hits"]["hits"]]

        return ask

    return {name: plain(name) for name in BASELINES}
