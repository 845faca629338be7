"""The form with a field for each wish: what is filled in becomes the text that a person would type, with its filters."""

from __future__ import annotations

from collections.abc import Mapping

from webui.search.language import parse
from webui.search.request import SearchRequest
from webui.search.tree import EVERYTHING, NOTHING, Field, FieldName, Near, Node, Not, Run, Word, all_of, one_of, write

DISTANCES = (5, 10, 20, 50)
"""Characters between two words, to choose from."""
_FIELDS: tuple[FieldName, ...] = ("title", "reporter", "department", "person")
_FILTERS = ("from", "to", "event_from", "event_to", "kind", "page_no")
NAMES = ("all", "any", "exact", "near", "distance", "without", *_FIELDS, *_FILTERS)
"""The parameters of the form."""


def request_of_form(filled: Mapping[str, str]) -> SearchRequest | None:
    """The search that was filled in; None where nothing was. Raises QueryError for a filter that cannot be used."""
    values = {name: value.strip() for name in NAMES if (value := filled.get(name, "")) and value.strip()}
    nodes = [*_words(values), *_names(values), *(Not(node) for node in _each(values.get("without", "")))]
    params = [("q", write(all_of(nodes)))] if nodes else []
    params.extend((name, values[name]) for name in _FILTERS if name in values)
    return SearchRequest.from_params(params, strict=False) if params else None


def _words(values: Mapping[str, str]) -> list[Node]:
    nodes: list[Node] = []
    if (everything := parse(values.get("all", "")).node) not in (EVERYTHING, NOTHING):
        nodes.append(everything)
    if some := _each(values.get("any", "")):
        nodes.append(one_of(some))
    if "exact" in values:
        nodes.append(Run(values["exact"]))
    near = tuple(values.get("near", "").split())
    if len(near) > 1:
        nodes.append(Near(near, _distance(values.get("distance", ""))))
    elif near:
        nodes.append(_literal(near[0]))
    return nodes


def _names(values: Mapping[str, str]) -> list[Node]:
    return [Field(name, node) for name in _FIELDS for node in _each(values.get(name, ""))]


def _each(text: str) -> list[Node]:
    return [_literal(piece) for piece in text.split()]


def _literal(piece: str) -> Node:
    """The piece as a word; in quotation marks where a person who types it would mean something else by it (-, 标题:, |)."""
    return Word(piece) if parse(piece).node == Word(piece) else Run(piece)


def _distance(text: str) -> int:
    return int(text) if text in map(str, DISTANCES) else DISTANCES[1]
