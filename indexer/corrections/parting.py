"""Application of `split`, `join` and `move`: which record a text belongs to, and on which page it stands."""

from __future__ import annotations

from typing import Any

from indexer.corrections.conflicts import Conflict, Verdict, What, conflict
from indexer.corrections.derived import FOUND_LISTS, Annotate, finished, found_again, found_first, with_warnings
from indexer.corrections.earlier import note_earlier
from indexer.corrections.fields import PAGE_FIELDS, TITLE_FIELDS, Document, value_of, with_value
from indexer.corrections.finding import find, find_record
from indexer.corrections.issue_state import IssueState, RecordState
from indexer.corrections.log import Correction
from indexer.corrections.places import (
    NOWHERE,
    brought,
    only_places,
    paragraphs_of,
    places_of,
    warnings_on,
    whole_place,
    with_paragraphs,
    with_places,
    without_boxes,
    without_photo,
    without_places,
)
from indexer.model import Kind

_JOINED_DETAILS = ("event_dates", "departments", "people", "warnings")


def apply_split(issue: IssueState, correction: Correction, annotate: Annotate) -> Verdict | Conflict:
    """Makes a record of its own of a paragraph and all behind it; the paragraph is known by its text, should its number have changed."""
    text, headline = correction.data["text"], correction.data["headline"]

    def fits(document: Document) -> bool:
        return text in paragraphs_of(document)[1:]

    name = find(issue, correction, fits)
    if isinstance(name, Conflict):
        return name
    state = issue.records[name]
    paragraphs = paragraphs_of(state.document)
    place = _place(paragraphs, correction.data["paragraph"], text)
    if place is None:
        others = (other.document for key, other in issue.records.items() if key != name and other.page == state.page)
        apart = any(_begins(other, text, headline) for other in others)
        return Verdict.MOOT if apart else conflict(correction, What.NO_PARAGRAPH, text, None)
    before = state.document
    page, kind = state.page, before["kind"]
    new = issue.next_id(page, kind, correction.data["id"])
    part = _second_part(before, new, page, place, headline)
    kept, gone = places_of(before)[:place], places_of(before)[place:]
    stay, go = warnings_on(before.get("details", {}), gone)
    first = without_places(with_paragraphs(before, paragraphs[:place], kept), gone)
    state.replace(found_again(before, with_warnings(first, stay), state.corrected, annotate))
    state.mark(correction, "body", before.get("body"), state.document.get("body"))
    found = found_first(part, annotate)
    split_off = RecordState(with_warnings(found, [*go, *found["details"]["warnings"]]), page)
    # An earlier form of a paragraph may be of either part.
    split_off.earlier = [(field, lost) for field, lost in state.earlier if field == "body"]
    split_off.mark(correction, "id", name, new)
    issue.add(split_off, name)
    return Verdict.APPLIED


def _place(paragraphs: list[str], number: Any, text: str) -> int | None:
    """Index of the paragraph: by number and text, else by text alone where only one has it; never the first."""
    if isinstance(number, int) and 1 < number <= len(paragraphs) and paragraphs[number - 1] == text:
        return number - 1
    places = [place for place, paragraph in enumerate(paragraphs) if place and paragraph == text]
    return places[0] if len(places) == 1 else None


def _begins(document: Document, text: str, headline: str | None) -> bool:
    """True for a record that begins where a split would make one begin."""
    paragraphs = paragraphs_of(document)
    return (
        (paragraphs[:1] == [text])
        or document.get("headline") == text
        or (headline is not None and document.get("headline") == headline and text in paragraphs)
    )


def _second_part(whole: Document, new: str, page: str, place: int, headline: str | None) -> Document:
    kind = Kind(whole["kind"])
    paragraphs, places, head = paragraphs_of(whole)[place:], places_of(whole)[place:], NOWHERE
    if headline is not None and paragraphs[0] == headline:
        # The paragraph was the headline of the swallowed article; it is printed once, and stands there once.
        paragraphs, places, head = paragraphs[1:], places[1:], places[0]
    details = {**whole.get("details", {}), "continued_from": None}
    part = {
        **whole,
        "id": new,
        "ordinal": int(new.removeprefix(f"{page}/{kind.letter}")),
        # Behind the first part, and before what follows it: every paragraph was printed on a line at least.
        "first_line": whole["first_line"] + place,
        "details": details,
    }
    for field in (*TITLE_FIELDS, "byline", "warnings"):
        part = with_value(part, field, None)
    # The photo is the first part's: what was split off speaks of another one, or of none.
    part = without_photo(with_value(part, "headline", headline))
    return only_places(with_paragraphs(part, paragraphs, places), places, head)


def apply_join(issue: IssueState, correction: Correction, annotate: Annotate) -> Verdict | Conflict:  # noqa: ARG001
    """Puts the other record's paragraphs behind the first's; its titles stay findable, its address leads to the first."""
    data = correction.data
    name = find(issue, correction, lambda _: True)
    if isinstance(name, Conflict):
        return name
    other = find_record(issue, correction, data["other"], data["other_base"], lambda document: document["id"] != name)
    first = issue.records[name]
    if isinstance(other, Conflict):
        told = data["text"]
        return Verdict.MOOT if told and told in paragraphs_of(first.document) else other
    if other == name:
        return Verdict.MOOT
    second = issue.remove(other)
    before = first.document
    body = [*paragraphs_of(before), *paragraphs_of(second.document)]
    places = [*places_of(before), *brought(places_of(second.document), second.document, before)]
    document = with_places(
        with_paragraphs(before, body, places), brought([whole_place(second.document)], second.document, before)
    )
    # What either text says was found in it already, or struck out by hand: together they say no more.
    first.replace(_with_all_of(document, second.document, first.corrected))
    for field in (*TITLE_FIELDS, "byline"):
        note_earlier(first, field, value_of(second.document, field), value_of(first.document, field))
    first.earlier.extend(second.earlier)
    first.marks = sorted((*first.marks, *second.marks), key=lambda mark: int(mark["number"]))
    first.mark(correction, "body", before.get("body"), first.document.get("body"))
    first.mark(correction, "headline", second.document.get("headline"), None)
    first.mark(correction, "id", other, name)
    issue.lead_on(other, name)
    return Verdict.APPLIED


def _with_all_of(document: Document, second: Document, corrected: set[str]) -> Document:
    """The joined document with what is said of its second part, too; fields that were corrected stay as they are."""
    for field in FOUND_LISTS:
        if field not in corrected:
            values = value_of(document, field)
            more = [value for value in value_of(second, field) if value not in values]
            document = with_value(document, field, [*values, *more])
    details, other = dict(document.get("details", {})), second.get("details", {})
    for field in _JOINED_DETAILS:
        if field not in corrected:
            known = details.get(field) or []
            details[field] = [*known, *(value for value in other.get(field) or () if value not in known)]
    jump = details.get("continues_to")
    if not jump or jump.get("id") in (None, second["id"]):
        details["continues_to"] = other.get("continues_to")
    return finished(with_warnings({**document, "details": details}, details.get("warnings") or ()))


def apply_move(issue: IssueState, correction: Correction, annotate: Annotate) -> Verdict | Conflict:  # noqa: ARG001
    """Puts the record on another page of the issue; the lines and the source it was read from stay those where it is printed."""
    data = correction.data
    target = data["page"]
    name = find(issue, correction, lambda _: True)
    if isinstance(name, Conflict):
        return name
    if target not in issue.pages:
        return conflict(correction, What.NO_PAGE, target)
    state = issue.records[name]
    if state.page == target:
        return Verdict.MOOT
    order = [issue.records[other].document for other in issue.pages[target]]
    new = issue.next_id(target, state.document["kind"], data["id"])
    document = {
        **state.document,
        "id": new,
        "page": int(target.rpartition("/")[2]),
        "ordinal": int(new.removeprefix(f"{target}/{Kind(state.document['kind']).letter}")),
        "first_line": _first_line(order, data.get("position")),
    }
    document = without_boxes(document)
    for field in PAGE_FIELDS:
        document = with_value(document, field, value_of(order[0], field) if order else value_of(state.document, field))
    issue.rename(name, document, target)
    state.mark(correction, "id", name, new)
    return Verdict.APPLIED


def _first_line(order: list[Document], position: Any) -> int:
    """A line behind the record that stands before this position, counted from 1; without one, behind all of the page.

    A record takes two lines at least (a caption one), so that the line behind its first is free, or its own.
    """
    lines = sorted(int(document["first_line"]) for document in order)
    if not isinstance(position, int) or position > len(lines):
        return lines[-1] + 1 if lines else 1
    return lines[position - 2] + 1 if position > 1 else lines[0] - 1
