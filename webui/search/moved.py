"""Where a record is that a correction joined to another one, moved, or made another kind. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from webui.addresses import ISSUE, PAGE, PAPER, RECORD
from webui.search.results import IssueKey, RecordView

_ID = re.compile(rf"(?P<paper>{PAPER})/{ISSUE}/{PAGE}/{RECORD}")


def issue_of(record_id: str) -> IssueKey | None:
    """The issue that a record of this id would be in: no correction takes it to another one; None for what can be no id."""
    match = _ID.fullmatch(record_id)
    try:
        return IssueKey(match["paper"], date.fromisoformat(match["day"]), int(match["edition"] or 1)) if match else None
    except ValueError:
        return None


def present_ids(views: Iterable[RecordView]) -> Mapping[str, str]:
    """By its former id, the id of each of these records that once had another one."""
    found: dict[str, str] = {}
    for view in views:
        for correction in view.source.get("details", {}).get("corrections", ()):
            # The record from which a part was split off has its address still, or another correction took it.
            if correction["field"] == "id" and correction.get("operation") != "split":
                found.setdefault(str(correction["before"]), view.id)
    return found


def each_once(ids: Sequence[str], there: Mapping[str, RecordView]) -> tuple[RecordView, ...]:
    """The records of these ids in their order, each at its first place: two ids may lead to one record."""
    return tuple({there[one].id: there[one] for one in ids if one in there}.values())
