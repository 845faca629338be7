"""What a query means, as a small frozen tree: made by `language.parse`, read by the query, the highlights and the suggestions."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from mappings.folding import fold

FieldName = Literal["title", "reporter", "department", "person", "page"]

FIELD_LABELS: dict[FieldName, str] = {
    "title": "标题",
    "reporter": "记者",
    "department": "部门",
    "person": "人物",
    "page": "版",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A bare word, without the punctuation around it: it must occur, as one run or by all its words."""

    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A bare text of many words, of which most must occur. Never typed: a Word that few records hold is widened to it."""

    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """`"…"`: exactly this run of characters, folded."""

    text: str


@dataclass(frozen=True, slots=True)
class ExactRun:
    """`="…"`: exactly this run as printed, not folded."""

    text: str


@dataclass(frozen=True, slots=True)
class Near:
    """`"甲 乙"~8`: all runs, in any order, with at most `distance` other characters between them."""

    runs: tuple[str, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class Field:
    """`记者:…`: the node, looked for only there."""

    name: FieldName
    node: Node


@dataclass(frozen=True, slots=True)
class Not:
    """`-…`: what must not occur."""

    node: Node


@dataclass(frozen=True, slots=True)
class Or:
    """One of these; of none, nothing."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class And:
    """All of these; of none, everything."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Widened:
    """What `loose` finds, and of it first what `whole` finds."""

    whole: Node
    loose: Node


Node = Word | Sentence | Run | ExactRun | Near | Field | Not | Or | And | Widened

EVERYTHING = And(())
NOTHING = Or(())


def all_of(nodes: Sequence[Node]) -> Node:
    """The one node, or all of them together, each once."""
    different = tuple(dict.fromkeys(nodes))
    return different[0] if len(different) == 1 else And(different)


def one_of(nodes: Sequence[Node]) -> Node:
    """The one node, or the choice among them; a choice inside a choice is the same choice."""
    different = tuple(dict.fromkeys(part for node in nodes for part in (node.nodes if isinstance(node, Or) else (node,))))
    return different[0] if len(different) == 1 else Or(different)


def write(node: Node) -> str:
    """The node as a person would type it; parsing it again gives the same node."""
    # A bare word may hold a mark that has no partner (网络"网络): it would find one in the marks around a run behind it.
    return _written(node, corners=any('"' in fold(text) or set(text) & {"“", "”"} for text in _bare(node)))


def _bare(node: Node) -> Iterator[str]:
    """The bare words of a query, also those that must not occur."""
    match node:
        case Word(text) | Sentence(text):
            yield text
        case Field(_, inner) | Not(inner) | Widened(inner, _):
            yield from _bare(inner)
        case Or(nodes) | And(nodes):
            for part in nodes:
                yield from _bare(part)


def _written(node: Node, *, corners: bool) -> str:
    match node:
        case Word(text) | Sentence(text):
            # The marks around a word are not part of it, and keep the English word OR from being read as the operator.
            return f"({text})" if unicodedata.normalize("NFKC", text) in ("OR", "AND") else text
        case Run(text):
            return _quoted(text, corners=corners)
        case ExactRun(text):
            return f"={_quoted(text, corners=corners)}"
        case Near(runs, distance):
            return f"{_quoted(' '.join(runs), corners=corners)}~{distance}"
        case Widened(whole, _):
            return _written(whole, corners=corners)
        case Field(name, inner):
            return f"{FIELD_LABELS[name]}:{_tight(inner, corners=corners)}"
        case Not(inner):
            return f"-{_tight(inner, corners=corners)}"
        case Or(nodes):
            return " OR ".join(_written(part, corners=corners) for part in nodes)
        case And(nodes):
            return " ".join(_written(part, corners=corners) for part in nodes)


def _tight(node: Node, *, corners: bool) -> str:
    parts = node.nodes if isinstance(node, Or) else (node,)
    return "|".join(_written(part, corners=corners) for part in parts)


def _quoted(text: str, *, corners: bool) -> str:
    """The run in a pair of quotation marks that do not stand in it; with all three kinds in it, it reads back shortened."""
    marks = fold(text)
    without_corners = "「" not in marks and "」" not in marks
    if '"' not in marks and marks.count("“") == marks.count("”") == 0 and not (corners and without_corners):
        return f'"{text}"'
    if without_corners:
        return f"「{text}」"
    return f"“{text}”"


def leaves(node: Node) -> tuple[Node, ...]:
    """The words and runs that a hit must or may contain, in order; what is under `-` is left out."""
    match node:
        case Not():
            return ()
        case Field(_, inner):
            return leaves(inner)
        case Or(nodes) | And(nodes):
            return tuple(leaf for part in nodes for leaf in leaves(part))
        case _:
            return (node,)


def replaced(node: Node, change: Callable[[Node], Node | None]) -> Node | None:
    """The tree with `change` applied to every leaf; a leaf that becomes None is dropped, and so is what is left empty."""
    match node:
        case Field(name, inner):
            changed = replaced(inner, change)
            return Field(name, changed) if changed is not None else None
        case Not(inner):
            changed = replaced(inner, change)
            return Not(changed) if changed is not None else None
        case Or(nodes) | And(nodes):
            parts = [part for part in (replaced(part, change) for part in nodes) if part is not None]
            if not parts:
                return None
            return one_of(parts) if isinstance(node, Or) else all_of(parts)
        case _:
            return change(node)


def one_changed(
    node: Node, change: Callable[[Node, FieldName | None], Iterable[Node]], field: FieldName | None = None
) -> Iterator[Node]:
    """Every tree in which one word, run or field that must or may occur has become another; `change` gives the others for a part
    and the field it stands behind. What is under `-` stays."""
    match node:
        case And(nodes) | Or(nodes):
            for at, part in enumerate(nodes):
                for changed in one_changed(part, change, field):
                    parts = (*nodes[:at], changed, *nodes[at + 1 :])
                    yield all_of(parts) if isinstance(node, And) else one_of(parts)
        case Not():
            return
        case Field(name, inner):
            yield from change(node, field)
            for changed in one_changed(inner, change, name):
                yield Field(name, changed)
        case _:
            yield from change(node, field)
