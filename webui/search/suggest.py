"""Suggestions while one types: names of the archive first, then phrases and headlines. Pure; the engine counts before any is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from indexer.errors import QueryError
from mappings.folding import fold
from webui.search.names import KINDS, KnownNames, NameKind
from webui.search.offers import KIND_OF_FIELD, LONGEST_NAME, facet_request
from webui.search.pinyin import letters
from webui.search.request import SearchRequest
from webui.search.tree import And, ExactRun, Field, Node, Not, Run, Word, leaves, write

HEADLINE = "headline"
PHRASE = "phrase"
MOST_SUGGESTIONS = 10
NAMES_BESIDE_HEADLINES = 6
"""Names that are shown when there are headlines, too."""
LONGEST_HEADLINE = 200
"""Characters of a headline that is suggested; what is longer is no headline but a text that was taken for one."""


@dataclass(frozen=True, slots=True)
class TypedSuggestion:
    """A name, a phrase or a headline, with the number of records that it leads to."""

    text: str
    kind: str
    """A facet of names (reporter, department …), `phrase` or `headline`."""
    count: int
    request: SearchRequest
    record_id: str = ""
    """The record that a headline leads to; empty where a search stands for it, which is to be counted."""

    @property
    def url(self) -> str:
        """Where it leads."""
        return f"/{self.record_id}" if self.record_id else self.request.url()


def read_text(params: Iterable[tuple[str, str]]) -> str:
    """What was typed: `q`, which may be empty or absent.

    Raises QueryError for any other parameter and for a second `q`.
    """
    pairs = list(params)
    for name, _ in pairs:
        if name != "q":
            raise QueryError("这里只有参数 q。", f"there is no parameter {name[:40]!r} here; the only one is q", name)
    if len(pairs) > 1:
        raise QueryError("参数 q 只能有一个值。", "parameter q takes one value", "q")
    return SearchRequest(text=pairs[0][1]).text if pairs else ""


def name_suggestions(text: str, node: Node, names: KnownNames) -> tuple[TypedSuggestion, ...]:
    """The names that this may become; behind 记者:, 部门: or 人物: those of that kind. Not counted yet."""
    kinds: tuple[NameKind, ...] = KINDS
    if isinstance(node, Field):
        inner = node.node
        if node.name not in KIND_OF_FIELD or not isinstance(inner, Word | Run):
            return ()
        kinds, text = (KIND_OF_FIELD[node.name],), inner.text
    elif isinstance(node, Word | Run | ExactRun):
        text = node.text
    if len(text) > LONGEST_NAME:
        return ()
    found = names.beginning(text, letters(text), kinds)[:MOST_SUGGESTIONS]
    return tuple(TypedSuggestion(name.text, name.kind, name.count, facet_request(SearchRequest(), name)) for name in found)


def headline_node(node: Node) -> Node | None:
    """What to look for in headlines: the query as it stands; None for one about names or pages, and for none."""
    if not leaves(node) or _has_field(node):
        return None
    return node


def _has_field(node: Node) -> bool:
    match node:
        case And(nodes):
            return any(map(_has_field, nodes))
        case Not(inner):
            return _has_field(inner)
        case Field(name, _):
            return name != "title"
        case _:
            return False


def headline_suggestions(hits: Sequence[Mapping[str, Any]]) -> tuple[TypedSuggestion, ...]:
    """The headlines of these hits of the engine, each once: one that a single record has leads to it and needs no counting."""
    records: dict[str, list[str]] = {}
    for hit in hits:
        headline = hit["_source"].get("headline", "")
        if headline and len(headline) <= LONGEST_HEADLINE:
            records.setdefault(headline, []).append(hit["_id"])
    return tuple(_headline(headline, found) for headline, found in list(records.items())[:MOST_SUGGESTIONS])


def typed_run(node: Node) -> str:
    """What phrases are to begin with: the one word or run that was typed; empty for any other query."""
    inner = node.node if isinstance(node, Field) and node.name == "title" else node
    return inner.text if isinstance(inner, Word | Run) else ""


def phrase_suggestions(phrases: Iterable[str]) -> tuple[TypedSuggestion, ...]:
    """Each phrase with the search for just this run. Not counted yet."""
    return tuple(TypedSuggestion(phrase, PHRASE, 0, SearchRequest(text=write(Run(phrase)))) for phrase in phrases)


def _headline(headline: str, records: Sequence[str]) -> TypedSuggestion:
    request = SearchRequest(text=write(Field("title", Run(headline))))
    return TypedSuggestion(headline, HEADLINE, 1, request, records[0] if len(records) == 1 else "")


def shown(counted: Sequence[TypedSuggestion]) -> tuple[TypedSuggestion, ...]:
    """Those that find something, names first, then phrases, with room for headlines where there are any; no text twice beside a name."""
    found = [suggestion for suggestion in counted if suggestion.count]
    names = [suggestion for suggestion in found if suggestion.kind not in (PHRASE, HEADLINE)]
    taken = {fold(suggestion.text) for suggestion in found if suggestion.kind != PHRASE}
    phrases = [suggestion for suggestion in found if suggestion.kind == PHRASE and fold(suggestion.text) not in taken]
    headlines = [suggestion for suggestion in found if suggestion.kind == HEADLINE]
    room = max(NAMES_BESIDE_HEADLINES, MOST_SUGGESTIONS - len(phrases) - len(headlines))
    return (*names[:room], *phrases, *headlines)[:MOST_SUGGESTIONS]


def suggest_payload(text: str, suggestions: Sequence[TypedSuggestion]) -> dict[str, Any]:
    """The one object that `GET /api/v1/suggest` answers."""
    return {
        "query": text,
        "suggestions": [
            {"text": suggestion.text, "kind": suggestion.kind, "count": suggestion.count, "url": suggestion.url}
            for suggestion in suggestions
        ],
    }
