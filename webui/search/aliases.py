"""Offices by their other names in printed text: 发改委 also finds 发展和改革委员会 and the other way round. Pure.

Only names that shorten one another are taken for the same in text (发改委, 发展改革委): 物价局, which a reform merged into another office,
is offered as that office's facet (`offers`), but a report on prices is no report on plans. Only a bare word that is such a name as a
whole is looked for so; what stands between quotation marks is looked for as it is.
"""

from __future__ import annotations

from mappings.folding import fold
from webui.search.names import KnownNames
from webui.search.tree import And, ExactRun, Field, Node, Not, Or, Run, Word, all_of, one_of

MOST_ADDED = 400
"""Characters that other names may add to a query, as `variants.MOST_ADDED` for dates."""


def with_office_aliases(node: Node, names: KnownNames, *, to_mark: bool = False) -> Node:
    """The query with the other names of the offices in it as alternatives: what is looked for, or, with `to_mark`, what is marked.

    A name that holds another one, 发展和改革委员会 beside 发展和改革委, is found by that one: looked for as well, it would count twice.
    """
    return _Widener(names, to_mark).widened(node, in_department=False)


def office_aliases(node: Node, names: KnownNames) -> tuple[str, ...]:
    """The other names of offices that this query looks for, as the reader is told."""
    widener = _Widener(names, to_mark=True)
    widener.widened(node, in_department=False)
    return tuple(widener.told)


class _Widener:
    def __init__(self, names: KnownNames, to_mark: bool) -> None:
        self._names = names
        self._to_mark = to_mark
        self._room = MOST_ADDED
        self.told: dict[str, None] = {}

    def widened(self, node: Node, *, in_department: bool) -> Node:
        match node:
            case And(nodes) | Or(nodes) if nodes:
                parts = [self.widened(part, in_department=in_department) for part in nodes]
                return all_of(parts) if isinstance(node, And) else one_of(parts)
            case Not(inner):
                return Not(self.widened(inner, in_department=in_department))
            case Field("title" | "department" as name, inner):
                return Field(name, self.widened(inner, in_department=name == "department"))
            case Word(text):
                called = self._names.also_called(text)
                if not self._to_mark:
                    called = tuple(one for one in called if not any(other != one and other in one for other in called))
                others: list[Run | ExactRun] = [Run(alias) for alias in called]
                if in_department:
                    others += [ExactRun(facet) for facet in self._facets(text)]
                added = sum(len(other.text) for other in others)
                if not others or added > self._room:
                    return node
                self._room -= added
                self.told |= dict.fromkeys(other.text for other in others)
                return one_of((node, *others))
            case _:
                return node

    def _facets(self, text: str) -> list[str]:
        """The values of offices that this text is another name of; one that holds the text is found by it already."""
        part = fold(text)
        return [name.text for name in self._names.meant(text, ("department",)) if part not in fold(name.text)]
