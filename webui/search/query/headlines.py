"""The search for headlines to suggest while somebody types, as printed or by their sound. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from elasticsearch.dsl import Q, Search
from elasticsearch.dsl.query import Query

from mappings.pinyin import syllables
from webui.search.query import SORTS
from webui.search.query.clauses import clause
from webui.search.tree import Node
from webui.search.variants import searched

MOST_HEADLINES = 60
"""Records read for headlines to suggest, and for the phrases that they have in common: some have the same."""


def build_headlines(node: Node, spellings: Sequence[Sequence[str]] = (), size: int = MOST_HEADLINES) -> dict[str, Any]:
    """The body that finds the headlines in which this stands, or one of these spellings, the best and newest first.

    A spelling is the beginnings of syllables that follow one another: fang, xun; f, x, z, s.
    """
    printed = clause(searched(node), ("headline",), apart=False)
    query = Q("bool", should=[printed, *map(_spelled, spellings)], minimum_should_match=1) if spellings else printed
    search = Search[Any]().query(query).sort(*SORTS["relevance"])
    return search.source(["headline"])[:size].extra(track_total_hits=False).to_dict()


def _spelled(pieces: Sequence[str]) -> Query:
    rules: list[dict[str, Any]] = [
        {"match": {"query": piece}} if piece in syllables() and place < len(pieces) - 1 else {"prefix": {"prefix": piece}}
        for place, piece in enumerate(pieces)
    ]
    return Q("intervals", **{"headline.pinyin": {"all_of": {"intervals": rules, "ordered": True, "max_gaps": 0}}})
