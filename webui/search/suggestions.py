"""Ways on when nothing was found. Pure: makes candidates; only those that the engine has counted above 0 are ever shown.

Each candidate is one change of the search, the smallest change first. `ways_on` counts them, and puts two together where no
single one helps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from webui.search.changes import label
from webui.search.facets import FACET_BY_NAME, FACETS
from webui.search.instead import Instead
from webui.search.language import parse
from webui.search.names import KnownNames, Name, NameKind
from webui.search.offers import KIND_OF_FIELD, facet_request, spelled_names
from webui.search.request import SearchRequest
from webui.search.tree import (
    FIELD_LABELS,
    NOTHING,
    And,
    ExactRun,
    Field,
    FieldName,
    Near,
    Node,
    Not,
    Run,
    Word,
    all_of,
    leaves,
    one_changed,
    one_of,
    replaced,
    write,
)

MOST_CANDIDATES = 40
"""All are counted in one request to the engine."""
MOST_SHOWN = 5
MOST_NAMES = 12
"""Candidates with names; some names have two, of which the first that finds something is shown."""
MOST_WORDS = 8
"""Of so many words of a query each is left out once; a longer text is rather a sentence."""
WIDER = (10, 30, 100)
"""Distances that "甲 乙"~3 is loosened to, the nearest that finds something."""
DATES = ("year", "month")
"""The facets that are dates."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A search that might find something: what to do, why it could help, and the search itself."""

    text: str
    why: str
    request: SearchRequest
    group: str = ""
    """Of several candidates of one group, the first that finds something is enough."""
    dropped: Node | None = None
    """The word that is left out."""


def candidates(
    request: SearchRequest, node: Node, words: Mapping[str, Sequence[str]], instead: Instead
) -> tuple[Candidate, ...]:
    """The changes to try, the smallest first: names, then conditions, then quotes and fields, then words."""
    found = [
        *_with_names(request, node, instead)[:MOST_NAMES],
        *_without_conditions(request),
        *_without_strictness(request, node),
        *_without_words(request, node, words),
    ]
    return _different(request, found)


def spelled_candidates(request: SearchRequest, names: KnownNames) -> tuple[Candidate, ...]:
    """The names that a query of Latin letters spells, to stand beside what the letters themselves find."""
    return _different(request, _spelled(request, spelled_names(request.text, names, found=True)))


def alone(request: SearchRequest, node: Node) -> dict[Node, Candidate]:
    """By word of a query of several, the search for that word only: what finds nothing by itself is at fault."""
    parts = [part for part in top(node) if not isinstance(part, Not)][:MOST_WORDS]
    if len(parts) < 2:
        return {}
    return {part: _rewritten(request, part, "其他的词不要求出现") for part in parts}


def living(request: SearchRequest, node: Node, dead: Sequence[Node]) -> Candidate | None:
    """The query without all the words that find nothing by themselves; None where no word would be left."""
    rest = [part for part in top(node) if part not in dead]
    if not any(not isinstance(part, Not) for part in rest):
        return None
    return _rewritten(request, all_of(rest), nowhere(dead))


def any_of(request: SearchRequest, node: Node, dead: Sequence[Node]) -> Candidate | None:
    """One of the words of the query is enough; those that find nothing are left out. None where that is no choice."""
    kept = [part for part in top(node) if not isinstance(part, Not) and part not in dead]
    return _rewritten(request, one_of(kept), "含其中任一个词即可") if len(kept) > 1 else None


def nowhere(dead: Sequence[Node]) -> str:
    """That these words find nothing by themselves."""
    return f"{'、'.join(f'“{write(part)}”' for part in dead)}没有找到"


def top(node: Node) -> tuple[Node, ...]:
    """The parts of a query that must all hold."""
    return node.nodes if isinstance(node, And) else (node,)


def lifted(request: SearchRequest) -> SearchRequest:
    """The search with no condition on dates."""
    return request.with_(from_=None, to=None, years=(), months=())


def _different(request: SearchRequest, found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    different: dict[SearchRequest, Candidate] = {}
    for candidate in found:
        same_question = candidate.request.with_() == request.with_()
        asks = parse(candidate.request.text).node != NOTHING
        # From a text nobody is led to the whole archive; from conditions alone that is where the last one leads.
        if asks and not same_question and not (candidate.request.is_empty and request.text):
            different.setdefault(candidate.request, candidate)
    return tuple(different.values())[:MOST_CANDIDATES]


def _with_names(request: SearchRequest, node: Node, instead: Instead) -> list[Candidate]:
    """Names of the archive in place of what was typed: in the whole text, in one of its words, in a chosen filter."""
    found = _spelled(request, spelled_names(request.text, instead.names, found=False))
    for tree, name, why in _renamed(node, instead):
        found.append(replace(_rewritten(request, tree, why), group=name))
        if tree in (Word(name), Run(name)):
            found.extend(_facets_of(request, name, why, instead.names))
    for facet in FACETS:
        if facet.name in instead.names.counts:
            kind = cast(NameKind, facet.name)
            for value in request.selected(facet.name):
                rest = request.toggle(facet.name, value)
                changed = [(rest.toggle(facet.name, name), why, name) for name, why in instead.of(value, kind)]
                if not instead.names.whole(value, (kind,)):
                    # 柯木 as a reporter, who only takes pictures.
                    roles = [name for name in instead.names.whole(value) if name.kind != "department"]
                    changed[:0] = [(rest.toggle(role.kind, role.text), f"{facet.label}里没有“{value}”", "") for role in roles]
                found += [Candidate(label(request, new), why, new, name) for new, why, name in changed]
    return found


def _renamed(node: Node, instead: Instead) -> list[tuple[Node, str, str]]:
    """The query with a name of the archive in place of one of its words, the name, and the reason."""
    reasons: list[tuple[str, str]] = []

    def others(leaf: Node, field: FieldName | None) -> Iterator[Node]:
        if isinstance(leaf, Word | Run | ExactRun) and (field is None or field in KIND_OF_FIELD):
            for name, why in instead.of(leaf.text, KIND_OF_FIELD[field] if field else None):
                reasons.append((name, why))
                yield Run(name) if isinstance(leaf, Run) else Word(name)

    trees = list(one_changed(node, others))
    return [(tree, name, why) for tree, (name, why) in zip(trees, reasons, strict=True)]


def _spelled(request: SearchRequest, spelled: Sequence[Name]) -> list[Candidate]:
    found = []
    for name in spelled[:MOST_SHOWN]:
        why = f"拼音“{request.text}”"
        if name.kind != "department":
            found.append(Candidate(name.text, why, request.with_(text=name.text), name.text))
        found.append(_facet(request, name, why))
    return found


def _facets_of(request: SearchRequest, text: str, why: str, names: KnownNames) -> list[Candidate]:
    """The name as a facet, for one that no text shows in one piece: 柯　木 is printed with a blank, and is 柯木 in the credits."""
    return [_facet(request, name, why) for name in names.whole(text)[:1]]


def _facet(request: SearchRequest, name: Name, why: str) -> Candidate:
    field = next((field for field, kind in KIND_OF_FIELD.items() if kind == name.kind), None)
    if field is None:
        return Candidate(f"{FACET_BY_NAME[name.kind].label}“{name.text}”", why, facet_request(request, name), name.text)
    return replace(_rewritten(request, Field(field, Word(name.text)), why), group=name.text)


def _without_conditions(request: SearchRequest) -> list[Candidate]:
    found = []
    chosen = [facet for facet in FACETS if request.selected(facet.name)]
    has_days = bool(request.from_ or request.to)
    if has_days:
        found.append((lifted(request), "所选日期内没有结果"))
        found.append((request.with_(from_=None, to=None), "所选日期内没有结果"))
    has_events = bool(request.event_from or request.event_to)
    if has_events:
        found.append((request.without("event"), "没有提到这段日期的条目"))
    for facet in chosen:
        why = "所选日期内没有结果" if facet.name in DATES else "这个条件下没有结果"
        if facet.kind == "name" and not request.text:
            texts = [write(Run(value)) for value in request.selected(facet.name)]
            found.extend((request.without(facet.name).with_(text=text), "这个条件下没有结果，改在文字里找") for text in texts)
        found.append((request.without(facet.name), why))
    if len(chosen) + has_days + has_events > 1:
        found.append((lifted(request), "所选日期内没有结果"))
        found.append((SearchRequest(text=request.text, sort=request.sort, size=request.size), "这些条件合在一起没有结果"))
    return [Candidate(label(request, changed), why, changed) for changed, why in found]


def _without_strictness(request: SearchRequest, node: Node) -> list[Candidate]:
    found = []
    if node == NOTHING and request.text:
        found.append(_rewritten(request, Run(request.text), "查标点本身要加引号"))
    for change, why in (
        (_folded, "等号引号只找原样的字形"),
        (_unquoted, "引号里的字必须连在一起"),
        *((_within(distance), "两处的距离有限制") for distance in WIDER),
        (_words_apart, "两处的距离有限制"),
    ):
        changed = replaced(node, change)
        if changed is not None and changed != node:
            group = "~" if why.startswith("两处") else ""
            found.append(replace(_rewritten(request, _spread(changed), why), group=group))
    for free, name in _fields_dropped(node):
        found.append(_rewritten(request, free, f"“{FIELD_LABELS[name]}:”只在这一项里找"))
    return found


def _fields_dropped(node: Node) -> list[tuple[Node, FieldName]]:
    """The query with one field word left away, each once; and with all of them."""
    names: list[FieldName] = []

    def free(part: Node, _field: FieldName | None) -> Iterator[Node]:
        if isinstance(part, Field):
            names.append(part.name)
            yield part.node

    trees = list(one_changed(node, free))
    found = list(zip(trees, names, strict=True))
    every = [part.node if isinstance(part, Field) else part for part in top(node)]
    return [*found, (all_of(every), names[0])] if len(names) > 1 else found


def _without_words(request: SearchRequest, node: Node, words: Mapping[str, Sequence[str]]) -> list[Candidate]:
    parts = top(node)
    found = []
    if len(parts) > 1:
        for part in parts[:MOST_WORDS]:
            rest = [other for other in parts if other is not part]
            if any(not isinstance(other, Not) for other in rest):
                found.append(replace(_rewritten(request, all_of(rest), _left_out(part)), dropped=part))
        kept = [part for part in parts if not isinstance(part, Not)]
        if len(parts) - len(kept) > 1 and kept:
            found.append(_rewritten(request, all_of(kept), "减号后面的词排除了所有条目"))
    for leaf in leaves(node):
        if isinstance(leaf, Word):
            pieces = [piece for piece in words.get(leaf.text, ()) if len(piece) > 1]
            if len(pieces) > 1:
                found.append(
                    _rewritten(request, one_of([Word(piece) for piece in pieces]), f"“{leaf.text}”拆成词，含任一个即可")
                )
    return found


def _left_out(part: Node) -> str:
    return f"“{write(part)}”排除了所有条目" if isinstance(part, Not) else f"没有同时包含“{write(part)}”的条目"


def _rewritten(request: SearchRequest, node: Node, why: str) -> Candidate:
    text = write(node)
    return Candidate(text, why, request.with_(text=text))


def _folded(leaf: Node) -> Node:
    return Run(leaf.text) if isinstance(leaf, ExactRun) else leaf


def _unquoted(leaf: Node) -> Node | None:
    match leaf:
        case Run(text) | ExactRun(text):
            node = parse(text).node
            return None if node == NOTHING else node
        case _:
            return leaf


def _within(distance: int) -> Callable[[Node], Node | None]:
    return lambda leaf: Near(leaf.runs, distance) if isinstance(leaf, Near) and leaf.distance < distance else leaf


def _words_apart(leaf: Node) -> Node:
    return And(tuple(Run(run) for run in leaf.runs)) if isinstance(leaf, Near) else leaf


def _spread(node: Node) -> Node:
    """The query as it can be written, where a quoted run behind a field has become several words: 标题:"甲 乙" is 标题:甲 标题:乙."""
    parts: list[Node] = []
    for part in top(node):
        match part:
            case Field(name, And(nodes)):
                parts += [Field(name, inner) for inner in nodes]
            case _:
                parts += top(part)
    return all_of(parts)
