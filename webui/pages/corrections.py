"""What was corrected in a record, as its page lists it (更正)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mappings.record import SUPERSEDED
from webui.pages.frame import plain_day_text
from webui.search.highlight import Term, marks_of, parts
from webui.search.results import RecordView, TextPart
from webui.words import CORRECTED_LABELS, KIND_LABELS, WORDS

_NAMED_BY = ("facet", "name", "raw", "headline")
"""Of a value with several parts, the one that stands for it: of an office its facet, of a person the name, of a date its printed form."""


@dataclass(frozen=True, slots=True)
class CorrectionItem:
    """One correction."""

    label: str
    """What was corrected, in Chinese."""
    before: tuple[tuple[TextPart, ...], ...]
    """What stood there before, a name or a paragraph each, with marks; empty for nothing."""
    after: tuple[tuple[TextPart, ...], ...]
    """What stands there since, likewise."""
    at: str
    """When, for programs."""
    about: str
    """When and by whom."""
    note: str
    """Why; empty where nothing was noted."""


def correction_items(details: Mapping[str, Any], terms: Sequence[Term]) -> tuple[CorrectionItem, ...]:
    """The corrections of a record, in the order in which they were made, with the terms of a search marked."""
    return tuple(_item(correction, terms) for correction in details.get("corrections", ()))


def present_id(former: str, of_issue: Sequence[RecordView]) -> str | None:
    """The id of the record that this address leads to since it was joined, moved or made another kind; None where it never was one."""
    for view in of_issue:
        for correction in view.source.get("details", {}).get("corrections", ()):
            # The record from which a part was split off has its address still, or another correction took it.
            if (correction["field"], correction["before"]) == ("id", former) and correction.get("operation") != "split":
                return view.id
    return None


def _item(correction: Mapping[str, Any], terms: Sequence[Term]) -> CorrectionItem:
    field = str(correction["field"])
    about = [_time_text(str(correction.get("at") or "")), str(correction.get("by") or "")]
    return CorrectionItem(
        label=CORRECTED_LABELS.get(field, field),
        before=_marked(correction.get("before"), field, terms),
        after=_marked(correction.get("after"), field, terms),
        at=str(correction.get("at") or ""),
        about=WORDS["correction_by"].join(filter(None, about)),
        note=str(correction.get("note") or ""),
    )


def _marked(value: Any, field: str, terms: Sequence[Term]) -> tuple[tuple[TextPart, ...], ...]:
    """The texts of a value, each marked with what a search without a place looks for."""
    shown = KIND_LABELS.get(value, value) if field == "kind" else value
    return tuple(parts(text, marks_of({SUPERSEDED: text}, terms)[SUPERSEDED]) for text in _texts(shown))


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
