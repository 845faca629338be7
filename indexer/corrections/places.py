"""Where paragraphs are printed, in lines of the source and in boxes on the page: a paragraph that is given to another record takes its place along.

A place holds only beside what it was read with: lines count within one source, boxes on one page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from indexer.corrections.fields import Document, with_value

_Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph, or a few together, are printed; empty where it is not known."""

    lines: tuple[_Range, ...] = ()
    box: tuple[float, ...] | None = None

    def as_json(self) -> dict[str, Any]:
        """As documents hold it."""
        return {"lines": [list(stretch) for stretch in self.lines], "box": list(self.box) if self.box else None}


NOWHERE = Place()


def paragraphs_of(document: Mapping[str, Any]) -> list[str]:
    """The paragraphs of a document."""
    body = document.get("body")
    return body.split("\n") if body else []


def places_of(document: Mapping[str, Any]) -> list[Place]:
    """The place of every paragraph; of documents that were made without places nowhere."""
    known = (document.get("details", {}).get("places") or {}).get("paragraphs") or ()
    paragraphs = paragraphs_of(document)
    if len(known) != len(paragraphs):
        return [NOWHERE] * len(paragraphs)
    return [Place(_ranges(place["lines"]), _box(place["box"])) for place in known]


def with_paragraphs(document: Document, paragraphs: Sequence[str], places: Sequence[Place]) -> Document:
    """The document with these paragraphs, printed there."""
    document = with_value(document, "body", "\n".join(paragraphs) or None)
    known = document.get("details", {}).get("places")
    if known is None and all(place == NOWHERE for place in places):
        return document
    stored = {"head": (known or {}).get("head"), "paragraphs": [place.as_json() for place in places]}
    return with_detail(document, "places", stored)


def with_detail(document: Document, key: str, value: Any) -> Document:
    """The document with another value of a detail."""
    return {**document, "details": {**document.get("details", {}), key: value}}


def kept_places(before: Mapping[str, Any], after: Document) -> Document:
    """The document `after`, whose body was written anew: paragraphs that stayed or were mended one for one keep their places."""
    old, new = paragraphs_of(before), paragraphs_of(after)
    places, now = places_of(before), [NOWHERE] * len(new)
    for _, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if j - i == m - k:
            now[k:m] = places[i:j]
    return with_paragraphs(after, new, now)


def without_places(document: Document, gone: Sequence[Place]) -> Document:
    """A document that has lost the paragraphs of these places: its lines and its box are those of what it has still.

    A box that is not known of every paragraph stays as it is: too large, never too small.
    """
    kept = places_of(document)
    details = document.get("details", {})
    free = _minus(_lines(gone), _lines(kept))
    document = with_detail(document, "lines", _listed(_minus(_ranges(details.get("lines")), free)))
    if not details.get("box") or not all(place.box for place in (*kept, *gone)):
        return document
    head = _box((details.get("places") or {}).get("head"))
    return with_detail(document, "box", _around((head, *(place.box for place in kept))))


def only_places(document: Document, places: Sequence[Place], head: Place) -> Document:
    """A document made of these paragraphs of another one, and of a paragraph that has become its headline."""
    every = (head, *places) if head != NOWHERE else tuple(places)
    if every and all(place.lines for place in every):
        document = with_detail(document, "lines", _listed(_merged(_lines(every))))
    if every and all(place.box for place in every):
        document = with_detail(document, "box", _around(place.box for place in every))
    known = document.get("details", {}).get("places")
    return (
        document if known is None else with_detail(document, "places", {**known, "head": list(head.box) if head.box else None})
    )


def brought(places: Sequence[Place], source: Mapping[str, Any], target: Mapping[str, Any]) -> list[Place]:
    """The places of paragraphs of one record as they hold in another one."""
    lines, page = source.get("source_sha256") == target.get("source_sha256"), source["page"] == target["page"]
    return [Place(place.lines if lines else (), place.box if page else None) for place in places]


def with_places(document: Document, more: Sequence[Place]) -> Document:
    """The document whose lines and box hold these places, too."""
    details = document.get("details", {})
    document = with_detail(document, "lines", _listed(_merged((*_ranges(details.get("lines")), *_lines(more)))))
    boxes = [place.box for place in more if place.box]
    if not details.get("box") or not boxes:
        return document
    return with_detail(document, "box", _around((_box(details["box"]), *boxes)))


def whole_place(document: Mapping[str, Any]) -> Place:
    """The place of a whole record."""
    details = document.get("details", {})
    return Place(_ranges(details.get("lines")), _box(details.get("box")))


def without_photo(document: Document) -> Document:
    """The document, whose caption does not say any more where its photo is."""
    return with_detail(document, "photo_box", None) if "photo_box" in document.get("details", {}) else document


def without_boxes(document: Document) -> Document:
    """The document with no place on any page: on another than the one it was printed on its boxes would mark something else."""
    document = with_detail(document, "box", None)
    document = without_photo(document)
    known = document["details"].get("places")
    if known is None:
        return document
    bare = [{**place, "box": None} for place in known["paragraphs"]]
    return with_detail(document, "places", {"head": None, "paragraphs": bare})


def warnings_on(details: Mapping[str, Any], places: Sequence[Place]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The warnings of a record that stay, and those that concern nothing but lines of these places and go along with them."""
    taken = _lines(places)
    stay: list[dict[str, Any]] = []
    go: list[dict[str, Any]] = []
    for warning in details.get("warnings") or ():
        lines = warning["lines"]
        gone = bool(lines) and all(any(first <= number <= last for first, last in taken) for number in lines)
        (go if gone else stay).append(warning)
    return stay, go


def _ranges(value: Any) -> tuple[_Range, ...]:
    return tuple((first, last) for first, last in value or ())


def _lines(places: Iterable[Place]) -> list[_Range]:
    return [stretch for place in places for stretch in place.lines]


def _merged(ranges: Iterable[_Range]) -> list[_Range]:
    """The stretches in order, those that touch as one."""
    merged: list[_Range] = []
    for first, last in sorted(ranges):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def _minus(ranges: Iterable[_Range], taken: Iterable[_Range]) -> list[_Range]:
    """The stretches without the lines of others."""
    left = list(ranges)
    for low, high in taken:
        parts = [((first, min(last, low - 1)), (max(first, high + 1), last)) for first, last in left]
        left = [part for pair in parts for part in dict.fromkeys(pair) if part[0] <= part[1]]
    return left


def _listed(ranges: Iterable[_Range]) -> list[list[int]]:
    return [list(stretch) for stretch in ranges]


def _box(value: Any) -> tuple[float, ...] | None:
    return tuple(value) if value else None


def _around(boxes: Iterable[tuple[float, ...] | None]) -> list[float] | None:
    found = [box for box in boxes if box]
    if not found:
        return None
    low, high = ([pick(box[side] for box in found) for side in sides] for pick, sides in ((min, (0, 1)), (max, (2, 3))))
    return [*low, *high]
