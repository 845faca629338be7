"""What an address of the site names: an issue, a page, a record, in whatever form. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from webui.search.results import IssueKey

PAPER = r"[a-z0-9][a-z0-9-]{0,31}"
ISSUE = r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:-e(?P<edition>[1-9][0-9]{0,2}))?"
PAGE = r"[1-9][0-9]{0,3}"
RECORD = r"[acn][1-9][0-9]{0,4}"
"""The four parts of a record's id, which are those of its address, as patterns."""

_ISSUE = re.compile(rf"(?:/api/v1/(?:records|pages|issues))?/(?P<paper>{PAPER})/{ISSUE}(?=/|$)")
_WITHIN = re.compile(
    rf"(?:/(?P<page>{PAGE})(?=/|$)(?:/(?P<record>{RECORD})(?:\.[a-z0-9.-]+)?(?=/|$))?)?"
    r"(?:/(?:manifest\.json|page(?:-small)?\.webp)?)?"
)


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address of an issue or of something in it."""

    issue: IssueKey
    """The issue."""
    page: int | None
    """The number of the page; None for an address of the issue, and where it is no number."""
    record: str | None
    """The last part of the record's id, a3; None for an address of a page, and where it is none."""
    is_whole: bool
    """False where further parts follow that name nothing."""


def address_of(path: str) -> Address | None:
    """What this path names; None for an address of anything else, and for a day that no calendar has."""
    match = _ISSUE.match(path)
    within = _WITHIN.match(path, match.end()) if match else None
    if match is None or within is None:
        return None
    try:
        issue = IssueKey(match["paper"], date.fromisoformat(match["day"]), int(match["edition"] or 1))
    except ValueError:
        return None
    page = int(within["page"]) if within["page"] else None
    return Address(issue, page, within["record"], is_whole=within.end() == len(path))
