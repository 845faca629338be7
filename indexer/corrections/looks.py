"""By what a record is known again when its id has shifted or its text was mended: marks of its headline, its body and its opening."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from mappings.same_text import letters

OPENING = 40
"""Letters of the body's beginning: past 本报讯（记者乔知远 通讯员陆青禾）11月5日上午 into the sentence."""

TELLING = 6
"""Letters from which a headline tells one record from another: 公告, 简讯 and 天气预报 stand over many."""


class Look(NamedTuple):
    """Marks of one form of a record; empty where there is nothing that tells."""

    headline: str
    body: str
    opening: str


def look(document: Mapping[str, Any]) -> Look:
    """The look of a document; blanks, punctuation and width do not count."""
    title, body = letters(document.get("headline") or ""), letters(document.get("body") or "")
    return Look(
        _mark(title) if len(title) >= TELLING or not body else "",
        _mark(body),
        _mark(body[:OPENING]) if len(body) >= OPENING else "",
    )


def base_of(document: Mapping[str, Any], looks: Iterable[Look]) -> dict[str, Any]:
    """What a correction writes down of its record: every form it had until then, so that an undo of another correction hides it not."""
    return {"headline": document.get("headline"), "looks": [list(one) for one in sorted({*looks, look(document)})]}


def read_looks(base: Any) -> frozenset[Look]:
    """The looks in a base; what is none is left out."""
    looks = base.get("looks") if isinstance(base, Mapping) else None
    if not isinstance(looks, list):
        return frozenset()
    return frozenset(
        Look(*one) for one in looks if isinstance(one, list) and len(one) == 3 and all(isinstance(mark, str) for mark in one)
    )


def likeness(ours: Iterable[Look], theirs: Iterable[Look]) -> int:
    """How sure it is that two records are one: 4 for a body in common, 2 for a headline, 1 for an opening; 0 to 7."""
    points = 0
    first, second = tuple(ours), tuple(theirs)
    for place, worth in enumerate((2, 4, 1)):
        marks = {one[place] for one in first} & {one[place] for one in second}
        points += worth if marks - {""} else 0
    return points


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16] if text else ""
