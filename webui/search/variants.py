"""Other written forms of what was typed: which are looked for besides it, which are told, and the way to the exact form and back. Pure.

Characters are made equal by folding (mappings/folding.py) in the index and in the query; nothing has to be added for them. Dates in
other numerals have another length and are added to the query as alternatives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import product

from mappings.folding import searchable
from mappings.traditional import simplified, traditional
from webui.search.numerals import in_other_numerals, with_mistyped_zeros
from webui.search.tree import And, ExactRun, Field, Near, Node, Not, Or, Run, Sentence, Widened, Word, all_of, one_of, write

MOST_ADDED = 400
"""Characters that alternatives may add to a query: each is a clause in five fields, and the engine refuses a query of thousands."""
MOST_TOLD = 8
"""Forms named on the page: two lines of a phone."""

_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_FIGURE = re.compile("[0-9]")
_HALF_WIDTH = {wide: code for code, wide in _FULL_WIDTH.items()}


def searched(node: Node) -> Node:
    """The tree with the other numerals of dates as alternatives: what is really looked for, and what is marked."""
    room = MOST_ADDED

    def widened(leaf: Node) -> Node:
        nonlocal room
        others = []
        for other in _alternatives(leaf):
            room -= sum(map(len, other.runs)) if isinstance(other, Near) else len(other.text)
            if room < 0:
                break
            others.append(other)
        return one_of((leaf, *others)) if others else leaf

    return _in_text(node, widened)


def also_searched(node: Node, printed: Iterable[str] = (), aliases: Iterable[str] = ()) -> tuple[str, ...]:
    """The other written forms that this query looks for, as they are told to the reader; the commonest first.

    `printed` are marked pieces of hits: a form that really stands there is named, too (a variant character, 习 近 平). `aliases` are
    other names, which count as typed.
    """
    told: dict[str, None] = dict.fromkeys(aliases)
    typed: dict[str, set[str]] = {searchable(alias).text: {alias} for alias in told}
    for text in _runs(node):
        every = (text, *in_other_numerals(text), *with_mistyped_zeros(text))
        for form in every:
            typed.setdefault(searchable(form).text, set()).add(text)
        told |= dict.fromkeys(form for form in _forms(text) if form != text)
    for piece in dict.fromkeys(printed):
        if piece not in typed.get(searchable(piece).text, {piece}):
            told.setdefault(piece)
    for text in _runs(node):
        told.pop(text, None)
    return tuple(told)[:MOST_TOLD]


def exact_text(node: Node) -> str | None:
    """The query with its words and runs in the exact form; None where it has none. What must not occur stays as it is."""
    return _rewritten(node, lambda leaf: ExactRun(leaf.text) if isinstance(leaf, Word | Run) else leaf)


def folded_text(node: Node) -> str | None:
    """The query with its exact runs found in all their written forms; None where it has none that has another form."""
    if not any(_forms(leaf.text)[1:] for leaf in _text_leaves(node) if isinstance(leaf, ExactRun)):
        return None
    return _rewritten(node, lambda leaf: Run(leaf.text) if isinstance(leaf, ExactRun) else leaf)


def _rewritten(node: Node, change: Callable[[Node], Node]) -> str | None:
    changed = _in_text(node, change, excluded=False)
    return write(changed) if changed != node else None


def _alternatives(leaf: Node) -> Iterator[Word | Run | Sentence | Near]:
    match leaf:
        case Word(text):
            yield from map(Word, _other_lengths(text))
        case Run(text):
            yield from map(Run, _other_lengths(text))
        case Sentence(text):
            yield from map(Sentence, _other_lengths(text))
        case Near(runs, distance):
            for others in product(*((run, *_other_lengths(run)) for run in runs)):
                if others != runs:
                    yield Near(others, distance)


def _other_lengths(text: str) -> tuple[str, ...]:
    return (*in_other_numerals(text), *with_mistyped_zeros(text))


def _forms(text: str) -> tuple[str, ...]:
    """The text as typed, in the other script, in other numerals, in the other width; each once.

    Full width only for figures (２０２１, ５Ｇ): words in Latin letters are hardly ever printed so.
    """
    simple = simplified(text)
    script = simple if simple != text else traditional(text)
    half = text.translate(_HALF_WIDTH)
    width = text.translate(_FULL_WIDTH) if half == text and _FIGURE.search(text) else half
    return tuple(dict.fromkeys((text, script, *in_other_numerals(text), width)))


def _runs(node: Node) -> Iterator[str]:
    for leaf in _text_leaves(node):
        match leaf:
            case Word(text) | Run(text):
                yield text
            case Near(runs, _):
                yield from runs


def _text_leaves(node: Node) -> Iterator[Node]:
    """The leaves that are looked for in printed text: no names, no pages, nothing that must not occur."""
    match node:
        case And(nodes) | Or(nodes):
            for part in nodes:
                yield from _text_leaves(part)
        case Field("title", inner):
            yield from _text_leaves(inner)
        case Field() | Not():
            return
        case _:
            yield node


def _in_text(node: Node, change: Callable[[Node], Node], *, excluded: bool = True) -> Node:
    """The tree with `change` applied to every leaf that is compared with printed text; with `excluded`, also behind `-`."""
    match node:
        case And(nodes) | Or(nodes) if nodes:
            parts = [_in_text(part, change, excluded=excluded) for part in nodes]
            return all_of(parts) if isinstance(node, And) else one_of(parts)
        case Not(inner):
            return Not(_in_text(inner, change)) if excluded else node
        case Field("title", inner):
            return Field("title", _in_text(inner, change, excluded=excluded))
        case Widened(whole, loose):
            return Widened(_in_text(whole, change, excluded=excluded), _in_text(loose, change, excluded=excluded))
        case And() | Or() | Field():
            return node
        case _:
            return change(node)
