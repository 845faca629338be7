"""Ways on when nothing was found. Pure: makes candidates; only those that the engine has counted above 0 are ever shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from webui.search.facets import FACET_BY_NAME, FACETS
from webui.search.language import ParsedQuery, parse
from webui.search.names import KINDS, KnownNames, Name, NameKind
from webui.search.nearest import MOST_NEAREST, nearest
from webui.search.offers import KIND_OF_FIELD, facet_request, spelled_names
from webui.search.pinyin import letters
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
    Or,
    Run,
    Word,
    all_of,
    leaves,
    one_of,
    replaced,
    write,
)

MOST_CANDIDATES = 20
"""All are counted in one request to the engine."""
MOST_SHOWN = 5
MOST_NAMES = 8
"""Candidates with names; some names have two, of which the first that finds something is shown."""
NO_NAMES = KnownNames()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A search that might find something: what to do, why it could help, and the search itself."""

    text: str
    why: str
    request: SearchRequest
    name: str = ""
    """Of several candidates with one name, the first that finds something is enough."""


def candidates(
    request: SearchRequest, parsed: ParsedQuery, words: Mapping[str, Sequence[str]], names: KnownNames = NO_NAMES
) -> tuple[Candidate, ...]:
    """The changes to try, the smallest first: names, then conditions, then quotes and fields, then words."""
    found = [
        *_with_names(request, parsed.node, names)[:MOST_NAMES],
        *_without_conditions(request),
        *_without_strictness(request, parsed.node),
        *_without_words(request, parsed.node, words),
    ]
    return _different(request, found)


def spelled_candidates(request: SearchRequest, names: KnownNames) -> tuple[Candidate, ...]:
    """The names that a query of Latin letters spells, to stand beside what the letters themselves find."""
    return _different(request, _spelled(request, spelled_names(request.text, names, found=True)))


def _different(request: SearchRequest, found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    different: dict[SearchRequest, Candidate] = {}
    for candidate in found:
        same_question = candidate.request.with_() == request.with_()
        if not same_question and not candidate.request.is_empty and parse(candidate.request.text).node != NOTHING:
            different.setdefault(candidate.request, candidate)
    return tuple(different.values())[:MOST_CANDIDATES]


def _with_names(request: SearchRequest, node: Node, names: KnownNames) -> list[Candidate]:
    """Names of the archive in place of what was typed: in the whole text, in one of its words, in a chosen filter."""
    found = _spelled(request, spelled_names(request.text, names, found=False))
    for part in dict.fromkeys(_top(node)):
        inner, field = (part.node, part.name) if isinstance(part, Field) else (part, None)
        if isinstance(inner, Word | Run) and (field is None or field in KIND_OF_FIELD):
            for name, why in _instead_of(inner.text, KIND_OF_FIELD[field] if field else None, names):
                leaf = type(inner)(name)
                changed = all_of([other if other is not part else _fielded(field, leaf) for other in _top(node)])
                found.append(replace(_rewritten(request, changed, why), name=name))
                if changed == leaf:
                    found.extend(_facets_of(request, name, why, names))
    for facet in FACETS:
        if facet.name in names.counts:
            kind = cast(NameKind, facet.name)
            for value in request.selected(facet.name):
                for name, why in _instead_of(value, kind, names):
                    changed_request = request.toggle(facet.name, value).toggle(facet.name, name)
                    found.append(Candidate(f"{facet.label}“{name}”", why, changed_request, name))
    return found


def _spelled(request: SearchRequest, spelled: Sequence[Name]) -> list[Candidate]:
    found = []
    for name in spelled[:MOST_SHOWN]:
        why = f"拼音“{request.text}”"
        if name.kind != "department":
            found.append(Candidate(name.text, why, request.with_(text=name.text), name.text))
        found.append(_facet(request, name, why))
    return found


def _instead_of(text: str, kind: NameKind | None, names: KnownNames) -> list[tuple[str, str]]:
    """Names for what is no name of the archive, each with the reason."""
    kinds = (kind,) if kind else KINDS
    if names.whole(text, kinds):
        return []
    if kind == "department" and (meant := names.meant(text, kinds)):
        return [(name.text, f"“{text}”在库里的名称") for name in meant]
    spelled = [name.text for name in names.spelled(letters(text)) if name.kind in kinds][:MOST_NEAREST]
    if spelled:
        return [(name, f"拼音“{text}”") for name in spelled]
    if kind == "department":
        return []
    return [(name, f"库里没有“{text}”，有相近的姓名") for name in nearest(text, names)]


def _facets_of(request: SearchRequest, text: str, why: str, names: KnownNames) -> list[Candidate]:
    """The name as a facet, for one that no text shows in one piece: 柯　木 is printed with a blank, and is 柯木 in the credits."""
    return [_facet(request, name, why) for name in names.whole(text)[:1]]


def _facet(request: SearchRequest, name: Name, why: str) -> Candidate:
    field = next((field for field, kind in KIND_OF_FIELD.items() if kind == name.kind), None)
    if field is None:
        return Candidate(f"{FACET_BY_NAME[name.kind].label}“{name.text}”", why, facet_request(request, name), name.text)
    return replace(_rewritten(request, Field(field, Word(name.text)), why), name=name.text)


def _fielded(field: FieldName | None, leaf: Node) -> Node:
    return Field(field, leaf) if field else leaf


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
