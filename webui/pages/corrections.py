"""What was corrected in a record, as its page lists it (更正)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mappings.record import SUPERSEDED
from webui.pages.frame import plain_day_text
from webui.search.highlight import Term, marks_of, parts
from webui.search.moved import issue_of, present_ids
from webui.search.results import RecordView, TextPart
from webui.words import CORRECTED_LABELS, KIND_LABELS, WORDS

_NAMED_BY = ("facet", "name", "raw", "headline")
"""Of a value with several parts, the one that stands for it: of an office its facet, of a person the name, of a date its printed form."""


_IDS = {("id", "before"), ("id", "after"), ("paragraphs_to", "after"), ("paragraphs_from", "before")}
"""Where a correction names another record, or another id of this one."""


@dataclass(frozen=True, slots=True)
class CorrectedValue:
    """A name, a paragraph or an id that a correction put in or took away."""

    text: tuple[TextPart, ...]
    """What it says, with marks."""
    url: str | None
    """Of an id, where it leads; None for what is no id, and for one that leads nowhere any more."""


@dataclass(frozen=True, slots=True)
class CorrectionItem:
    """One correction."""

    label: str
    """What was corrected, in Chinese."""
    before: tuple[CorrectedValue, ...]
    """What stood there before, a name or a paragraph each; empty for nothing."""
    after: tuple[CorrectedValue, ...]
    """What stands there since, likewise."""
    at: str
    """When, for programs."""
    about: str
    """When and by whom."""
    note: str
    """Why; empty where nothing was noted."""


def correction_items(
    details: Mapping[str, Any], terms: Sequence[Term], of_issue: Sequence[RecordView]
) -> tuple[CorrectionItem, ...]:
    """The corrections of a record, in the order in which they were made, with the terms of a search marked.

    Ids lead to the records of its issue, by the addresses that these once had, too.
    """
    corrections = details.get("corrections", ())
    # Of the form of an id alone: what stands in a correction came from outside, and //evil.example/ is an address, too.
    known = {*(view.id for view in of_issue), *present_ids(of_issue)} if corrections else set()
    addresses = {one for one in known if issue_of(one) is not None}
    return tuple(_item(correction, terms, addresses) for correction in corrections)


def _item(correction: Mapping[str, Any], terms: Sequence[Term], addresses: Collection[str]) -> CorrectionItem:
    field = str(correction["field"])
    about = [_time_text(str(correction.get("at") or "")), str(correction.get("by") or "")]
    before, after = (
        _ids(correction.get(side), addresses) if (field, side) in _IDS else _marked(correction.get(side), field, terms)
        for side in ("before", "after")
    )
    return CorrectionItem(
        label=CORRECTED_LABELS.get(field, field),
        before=before,
        after=after,
        at=str(correction.get("at") or ""),
        about=WORDS["correction_by"].join(filter(None, about)),
        note=str(correction.get("note") or ""),
    )


def _ids(value: Any, addresses: Collection[str]) -> tuple[CorrectedValue, ...]:
    return tuple(
        CorrectedValue((TextPart(text, hit=False),), f"/{text}" if text in addresses else None) for text in _texts(value)
    )


def _marked(value: Any, field: str, terms: Sequence[Term]) -> tuple[CorrectedValue, ...]:
    """The texts of a value, each marked with what a search without a place looks for."""
    shown = KIND_LABELS.get(value, value) if field == "kind" else value
    texts = _texts(shown)
    return tuple(CorrectedValue(parts(text, marks_of({SUPERSEDED: text}, terms)[SUPERSEDED]), None) for text in texts)


def _texts(value: Any) -> Iterator[str]:
    """The texts of a value, whatever its form: paragraphs of a text, names of a list."""
    match value:
        case None | "":
            return
        case str():
            yield from filter(None, value.split("\n"))
        case list() | tuple():
            for part in value:
                yield from _texts(part)
        case dict():
            name = next((value[key] for key in _NAMED_BY if value.get(key)), None)
            yield str(name) if name is not None else json.dumps(value, ensure_ascii=False)
        case _:
            yield str(value)


def _time_text(at: str) -> str:
    """2026年11月3日 16:20, by the clock of the machine; the value as it is where it is no time."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    local = moment.astimezone()
    return f"{plain_day_text(local.date())} {local:%H:%M}"
