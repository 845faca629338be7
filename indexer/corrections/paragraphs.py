"""Application of `order` and `reassign`: in which order the paragraphs of a record stand, and which record a paragraph belongs to.

The paragraphs are known by their texts, standing one behind another: of a page that was parsed anew, and has other paragraphs, nothing is moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from indexer.corrections.conflicts import Conflict, Verdict, What, conflict
from indexer.corrections.derived import Annotate, found_again, with_warnings
from indexer.corrections.fields import Document
from indexer.corrections.finding import find, find_record
from indexer.corrections.issue_state import IssueState, RecordState
from indexer.corrections.log import Correction
from indexer.corrections.places import (
    Place,
    brought,
    paragraphs_of,
    places_of,
    warnings_on,
    with_paragraphs,
    with_places,
    without_places,
)


def apply_order(issue: IssueState, correction: Correction, annotate: Annotate) -> Verdict | Conflict:
    """Puts paragraphs that stand one behind another into another order; moot where they stand in it."""
    texts, order, first = correction.data["texts"], correction.data["order"], correction.data["paragraph"]
    if not _are_texts(texts) or not _is_order(order, len(texts)):
        return conflict(correction, What.UNREADABLE)
    wanted = [texts[number - 1] for number in order]

    def fits(document: Document) -> bool:
        paragraphs = paragraphs_of(document)
        return _place_of(paragraphs, texts, first) is not None or _place_of(paragraphs, wanted, first) is not None

    name = find(issue, correction, fits)
    if isinstance(name, Conflict):
        return name
    state = issue.records[name]
    before = state.document
    paragraphs, places = paragraphs_of(before), places_of(before)
    start = _place_of(paragraphs, texts, first)
    if start is None:
        if _place_of(paragraphs, wanted, first) is not None:
            return Verdict.MOOT
        return _apart(correction, texts, before)
    end = start + len(texts)
    paragraphs[start:end] = wanted
    places[start:end] = [places[start + number - 1] for number in order]
    state.replace(found_again(before, with_paragraphs(before, paragraphs, places), state.corrected, annotate))
    was, now = range(1, len(texts) + 1), order
    state.mark(correction, "paragraph_order", _counted(was, start), _counted(now, start))
    return Verdict.APPLIED


def apply_reassign(issue: IssueState, correction: Correction, annotate: Annotate) -> Verdict | Conflict:
    """Takes paragraphs from a record and gives them to another one of the issue, with their places and the warnings about them."""
    data = correction.data
    texts = data["texts"]
    if not _are_texts(texts):
        return conflict(correction, What.UNREADABLE)
    name = find(issue, correction, lambda document: _place_of(paragraphs_of(document), texts, data["paragraph"]) is not None)
    if isinstance(name, Conflict):
        return name
    other = find_record(issue, correction, data["other"], data["other_base"], lambda document: document["id"] != name)
    if isinstance(other, Conflict):
        return other
    if other == name:
        # The two are one record now: where the paragraphs belong in it nobody has said.
        return conflict(correction, What.MISSING, data["other_base"].get("headline"))
    giver, taker = issue.records[name], issue.records[other]
    start = _place_of(paragraphs_of(giver.document), texts, data["paragraph"])
    if start is None:
        there = _place_of(paragraphs_of(taker.document), texts, data["at"]) is not None
        return Verdict.MOOT if there else _apart(correction, texts, giver.document)
    at = _anchor(paragraphs_of(taker.document), data["at"], data["before"])
    if at is None:
        return conflict(correction, What.NO_PARAGRAPH, data["before"])
    _hand_over(giver, taker, slice(start, start + len(texts)), at, annotate)
    text = "\n".join(texts)
    giver.mark(correction, "paragraphs_to", text, other)
    taker.mark(correction, "paragraphs_from", name, text)
    return Verdict.APPLIED


def _hand_over(giver: RecordState, taker: RecordState, which: slice, at: int, annotate: Annotate) -> None:
    source, target = giver.document, taker.document
    paragraphs, places = paragraphs_of(source), places_of(source)
    texts, taken = paragraphs[which], places[which]
    del paragraphs[which], places[which]
    stay, go = warnings_on(source.get("details", {}), taken)
    rest = with_warnings(without_places(with_paragraphs(source, paragraphs, places), taken), stay)
    giver.replace(found_again(source, rest, giver.corrected, annotate))

    paragraphs, places = paragraphs_of(target), places_of(target)
    arriving: list[Place] = brought(taken, source, target)
    paragraphs[at:at], places[at:at] = texts, arriving
    whole = with_places(with_paragraphs(target, paragraphs, places), arriving)
    known = target.get("details", {}).get("warnings") or ()
    whole = with_warnings(whole, [*known, *(warning for warning in go if warning not in known)])
    taker.replace(found_again(target, whole, taker.corrected, annotate))
    # An earlier form of a paragraph may be of one that went along.
    taker.earlier.extend((field, lost) for field, lost in giver.earlier if field == "body")


def _counted(numbers: Iterable[int], start: int) -> str:
    return "、".join(str(start + number) for number in numbers)


def _is_order(order: Any, count: int) -> bool:
    """True for a list that names every number from 1 to `count` once."""
    return isinstance(order, list) and all(type(number) is int for number in order) and sorted(order) == [*range(1, count + 1)]


def _are_texts(texts: Any) -> bool:
    return isinstance(texts, list) and bool(texts) and all(isinstance(text, str) and text for text in texts)


def _place_of(paragraphs: Sequence[str], texts: Sequence[str], number: int) -> int | None:
    """Index from which these texts stand one behind another: at the number, counted from 1, else at the only place where they do."""
    length = len(texts)
    if number >= 1 and list(paragraphs[number - 1 : number - 1 + length]) == list(texts):
        return number - 1
    starts = [start for start in range(len(paragraphs) - length + 1) if list(paragraphs[start : start + length]) == list(texts)]
    return starts[0] if len(starts) == 1 else None


def _anchor(paragraphs: Sequence[str], number: int, before: str | None) -> int | None:
    """Index of the paragraph before which the arriving ones shall stand; without one the end."""
    return len(paragraphs) if before is None else _place_of(paragraphs, [before], number)


def _apart(correction: Correction, texts: Sequence[str], document: Document) -> Conflict:
    return conflict(correction, What.OTHER_PARAGRAPHS, "\n".join(texts), document.get("body"))
