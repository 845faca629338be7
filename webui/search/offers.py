"""What a query that is a name offers beside its results: the facet of that name. Pure; the engine counts before anything is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webui.search.facets import FACET_BY_NAME
from webui.search.names import KINDS, KnownNames, Name, NameKind
from webui.search.pinyin import letters
from webui.search.request import SearchRequest
from webui.search.tree import And, ExactRun, Field, FieldName, Node, Not, Or, Run, Word, one_of

LONGEST_NAME = 40
"""Characters of a text that may be a name."""
MOST_OFFERS = 8
MOST_LONGER = 3
"""Longer names that are offered beside a whole one: 王伟强 beside 记者:王伟."""
SURE_INITIALS = 3
"""So many letters must be typed before names are offered beside results: two (5G, AI, CT) are mostly no initials."""

ROLE_WORDS: dict[str, NameKind] = {FACET_BY_NAME[kind].label: kind for kind in KINDS}
"""记者 乔知远: a role before the name, as people type it."""
KIND_OF_FIELD: dict[FieldName, NameKind] = {"reporter": "reporter", "department": "department", "person": "person"}
"""The fields of the query language that hold names."""


@dataclass(frozen=True, slots=True)
class OfferCandidate:
    """A facet to offer, and the search that it stands for."""

    name: Name
    request: SearchRequest


def facet_request(request: SearchRequest, name: Name) -> SearchRequest:
    """The search for this value of its facet in place of the text; the other filters stay."""
    return request.with_(text="", **{FACET_BY_NAME[name.kind].attribute: (name.text,)})


def offer_candidates(request: SearchRequest, node: Node, names: KnownNames) -> tuple[OfferCandidate, ...]:
    """The facets whose value the query is: by name, by alias, with or without its role before it; none for any other query."""
    made = [OfferCandidate(name, facet_request(request, name)) for name in _names_of(node, names)]
    return tuple(candidate for candidate in made if candidate.request != request.with_())[:MOST_OFFERS]


def _names_of(node: Node, names: KnownNames) -> Sequence[Name]:
    match node:
        case Word(text) | Run(text) | ExactRun(text):
            return names.meant(text) if len(text) <= LONGEST_NAME else ()
        case And((Word(role), Word(text) | Run(text))) if role in ROLE_WORDS:
            return names.meant(text, (ROLE_WORDS[role],))
        case Field(field, Word(text) | Run(text) | ExactRun(text)) if field in KIND_OF_FIELD:
            own = KIND_OF_FIELD[field]
            # An alias, another role (记者:柯木, who only takes pictures), and longer names that the whole one leaves out.
            kinds = KINDS if own != "department" else (own,)
            found = names.meant(text, kinds)
            return tuple(dict.fromkeys((*found, *(names.longer(text, (own,))[:MOST_LONGER] if found else ()))))
        case _:
            return ()


def spelled_names(text: str, names: KnownNames, *, found: bool) -> tuple[Name, ...]:
    """The names that a query of Latin letters spells; beside results (`found`) only such as are no chance."""
    runs = letters(text)
    if not runs or (found and len(runs[0]) < SURE_INITIALS):
        return ()
    return names.spelled(runs, begun=not found)


def with_whole_names(node: Node, names: KnownNames) -> Node:
    """The query with each bare whole name behind 记者:, 部门: or 人物: made the value of its facet.

    记者:王伟 then finds what the facet 王伟 finds, and not 王伟强 as well; 记者:伟 and 记者:"王伟" go on meaning a part of a name.
    """
    match node:
        case And(nodes):
            return And(tuple(with_whole_names(part, names) for part in nodes))
        case Or(nodes):
            return Or(tuple(with_whole_names(part, names) for part in nodes))
        case Not(inner):
            return Not(with_whole_names(inner, names))
        case Field(field, inner) if field in KIND_OF_FIELD:
            leaves = inner.nodes if isinstance(inner, Or) else (inner,)
            return Field(field, one_of([_whole(leaf, KIND_OF_FIELD[field], names) for leaf in leaves]))
        case _:
            return node


def has_names(node: Node) -> bool:
    """True when `with_whole_names` could change the query."""
    match node:
        case And(nodes) | Or(nodes):
            return any(map(has_names, nodes))
        case Not(inner):
            return has_names(inner)
        case Field(field, _):
            return field in KIND_OF_FIELD
        case _:
            return False


def _whole(leaf: Node, kind: NameKind, names: KnownNames) -> Node:
    known = names.whole(leaf.text, (kind,)) if isinstance(leaf, Word) else ()
    return one_of([ExactRun(name.text) for name in known]) if known else leaf
