"""Application of `set`: one field of one record, or of all records of a page."""

from __future__ import annotations

from indexer.corrections.conflicts import Conflict, Verdict, What, conflict
from indexer.corrections.derived import Annotate, finished, found_again, with_details_following
from indexer.corrections.earlier import note_earlier
from indexer.corrections.fields import (
    CREDIT_FIELDS,
    FIELDS,
    PAGE_FIELDS,
    TEXT_FIELDS,
    Document,
    same,
    value_of,
    with_value,
)
from indexer.corrections.finding import find
from indexer.corrections.issue_state import IssueState, RecordState
from indexer.corrections.log import Correction
from indexer.corrections.looks import look
from indexer.corrections.places import kept_places
from indexer.model import Kind


def apply_set(issue: IssueState, correction: Correction, annotate: Annotate) -> Verdict | Conflict:
    """Sets the field where its value is still what it was; moot where it is already what it shall be."""
    data = correction.data
    field = FIELDS.get(data["field"])
    if field is None or not field.fits(data["before"]) or not field.fits(data["after"]):
        return conflict(correction, What.UNREADABLE)
    if field.name in PAGE_FIELDS:
        return _set_page(issue, correction)
    before, after = data["before"], data["after"]

    def fits(document: Document) -> bool:
        value = value_of(document, field.name)
        return bool(value == after) or same(value, before)

    mended = look({"headline": None, "body": None, field.name: after}) if field.name in ("headline", "body") else None
    name = find(issue, correction, fits, mended)
    if isinstance(name, Conflict):
        return name
    state = issue.records[name]
    now = value_of(state.document, field.name)
    if now == after:
        return Verdict.MOOT
    if not same(now, before):
        return conflict(correction, What.CHANGED, before, now, field=field.zh)
    if field.name == "kind":
        _set_kind(issue, correction, name, annotate)
    else:
        _set_value(state, correction, field.name, annotate)
    return Verdict.APPLIED


def _set_value(state: RecordState, correction: Correction, field: str, annotate: Annotate) -> None:
    before, after = value_of(state.document, field), correction.data["after"]
    document = with_value(state.document, field, after)
    if field == "body":
        document = kept_places(state.document, document)
    state.corrected.add(field)
    if field in TEXT_FIELDS:
        document = found_again(state.document, document, state.corrected, annotate)
    elif field in CREDIT_FIELDS:
        document = finished(document)
    else:
        document = with_details_following(document, field)
    note_earlier(state, field, before, after)
    state.replace(document)
    state.mark(correction, field, before, after)


def _set_kind(issue: IssueState, correction: Correction, name: str, annotate: Annotate) -> None:
    """A record of another kind has another letter in its id, and reads its credits another way."""
    state = issue.records[name]
    before, after = state.document["kind"], correction.data["after"]
    given = correction.data.get("id")
    new = issue.next_id(state.page, after, given if isinstance(given, str) else None)
    ordinal = int(new.removeprefix(f"{state.page}/{Kind(after).letter}"))
    document = {**state.document, "kind": after, "id": new, "ordinal": ordinal}
    state.corrected.add("kind")
    document = found_again(state.document, document, state.corrected, annotate)
    issue.rename(name, document, state.page)
    state.mark(correction, "kind", before, after)
    state.mark(correction, "id", name, new)


def _set_page(issue: IssueState, correction: Correction) -> Verdict | Conflict:
    """A page's name or issue number, for all its records; what is so of a page needs no record to be found again."""
    page = correction.pages[0] if correction.pages else ""
    names = issue.pages.get(page)
    if not names:
        return conflict(correction, What.NO_PAGE, page)
    field, before, after = correction.data["field"], correction.data["before"], correction.data["after"]
    states = [issue.records[name] for name in names]
    values = [value_of(state.document, field) for state in states]
    if all(value == after for value in values):
        return Verdict.MOOT
    # Some records may have the name already (split off or moved here): the page's own is what any of them has.
    if before not in values:
        return conflict(correction, What.CHANGED, before, values[0], field=FIELDS[field].zh)
    for state, value in zip(states, values, strict=True):
        if value != after:
            state.corrected.add(field)
            note_earlier(state, field, value, after)
            state.replace(with_value(state.document, field, after))
            state.mark(correction, field, value, after)
    return Verdict.APPLIED
