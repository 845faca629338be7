"""Ways on when nothing was found. Pure: makes candidates; only those that the engine has counted above 0 are ever shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from webui.search.facets import FACETS
from webui.search.language import ParsedQuery, parse
from webui.search.request import SearchRequest
from webui.search.tree import (
    FIELD_LABELS,
    NOTHING,
    And,
    ExactRun,
    Field,
    Near,
    Node,
    Not,
    Or,
    Run,
    Word,
    all_of,
    leaves,
    one_of,
    replaced,
    write,
)

MOST_CANDIDATES = 16
"""All are counted in one request to the engine."""
MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A search that might find something: what to do, why it could help, and the search itself."""

    text: str
    why: str
    request: SearchRequest


def candidates(request: SearchRequest, parsed: ParsedQuery, words: Mapping[str, Sequence[str]]) -> tuple[Candidate, ...]:
    """The changes to try, the smallest first: conditions, then quotes and fields, then words."""
    found = [
        *_without_conditions(request),
        *_without_strictness(request, parsed.node),
        *_without_words(request, parsed.node, words),
    ]
    different: dict[SearchRequest, Candidate] = {}
    for candidate in found:
        same_question = candidate.request.with_() == request.with_()
        if not same_question and not candidate.request.is_empty and parse(candidate.request.text).node != NOTHING:
            different.setdefault(candidate.request, candidate)
    return tuple(different.values())[:MOST_CANDIDATES]


def _without_conditions(request: SearchRequest) -> list[Candidate]:
    found = []
    if request.from_ or request.to:
        first = date(request.from_.year, 1, 1) if request.from_ else None
        last = date(request.to.year, 12, 31) if request.to else None
        found.append(Candidate(f"把日期放宽到{_years(first, last)}", "所选日期内没有结果", request.with_(from_=first, to=last)))
        found.append(Candidate("不限日期", "所选日期内没有结果", request.with_(from_=None, to=None)))
    chosen = [facet for facet in FACETS if request.selected(facet.name)]
    for facet in chosen:
        values = "、".join(facet.value_label(value) for value in request.selected(facet.name))
        found.append(Candidate(f"去掉{facet.label}“{values}”", "这个条件下没有结果", request.without(facet.name)))
    if len(chosen) + bool(request.from_ or request.to) > 1:
        found.append(Candidate("去掉全部条件,只按检索词查", "这些条件合在一起没有结果", _only_text(request)))
    return found


def _years(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return f"{first.year}年以后" if first else f"{last.year}年以前" if last else ""
    return f"{first.year}年" if first.year == last.year else f"{first.year}年至{last.year}年"


def _only_text(request: SearchRequest) -> SearchRequest:
    return SearchRequest(text=request.text, sort=request.sort, size=request.size)


def _without_strictness(request: SearchRequest, node: Node) -> list[Candidate]:
    found = []
    for change, why in (
        (_folded, "等号引号只找原样的字形"),
        (_unquoted, "引号里的字必须连在一起"),
        (_words_apart, "两处的距离有限制"),
    ):
        changed = replaced(node, change)
        if changed is not None and changed != node:
            found.append(_rewritten(request, changed, why))
    for field in dict.fromkeys(part for part in _top(node) if isinstance(part, Field)):
        label = FIELD_LABELS[field.name]
        free = [part.node if part is field else part for part in _top(node)]
        found.append(_rewritten(request, all_of(free), f"“{label}:”只在这一项里找"))
    return found


def _without_words(request: SearchRequest, node: Node, words: Mapping[str, Sequence[str]]) -> list[Candidate]:
    top = _top(node)
    found = []
    if len(top) > 1:
        for part in top:
            rest = [other for other in top if other is not part]
            if any(not isinstance(other, Not) for other in rest):
                found.append(_rewritten(request, all_of(rest), f"没有同时包含“{write(part)}”的条目"))
    positive = [part for part in top if not isinstance(part, Not)]
    if len(positive) > 1 and all(isinstance(part, Word | Run) for part in positive):
        found.append(_rewritten(request, one_of(positive), "含其中任一个词即可"))
    for leaf in leaves(node):
        if isinstance(leaf, Word):
            pieces = [piece for piece in words.get(leaf.text, ()) if len(piece) > 1]
            if len(pieces) > 1:
                found.append(
                    _rewritten(request, one_of([Word(piece) for piece in pieces]), f"“{leaf.text}”拆成词,含任一个即可")
                )
    return found


def _top(node: Node) -> tuple[Node, ...]:
    return node.nodes if isinstance(node, And) else (node,)


def _rewritten(request: SearchRequest, node: Node, why: str) -> Candidate:
    text = write(node)
    return Candidate(text, why, request.with_(text=text))


def _folded(leaf: Node) -> Node:
    return Run(leaf.text) if isinstance(leaf, ExactRun) else leaf


def _unquoted(leaf: Node) -> Node | None:
    match leaf:
        case Run(text) | ExactRun(text):
            node = parse(text).node
            return None if node in (NOTHING, Or(())) else node
        case _:
            return leaf


def _words_apart(leaf: Node) -> Node:
    return And(tuple(Run(run) for run in leaf.runs)) if isinstance(leaf, Near) else leaf
