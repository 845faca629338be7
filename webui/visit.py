"""What the page of a record is made of beside the record itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from webui.search.highlight import Term
from webui.search.request import SearchRequest
from webui.search.results import IssuesBeside, Nearby, RecordView


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lies around a record in the archive."""

    of_issue: Sequence[RecordView]
    """The records of its issue, itself among them, in printed order."""
    nearby: Nearby
    """The same text elsewhere, and similar reports."""
    beside: IssuesBeside
    """The issues before and after its own."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One look at a record."""

    base_url: str
    """Address of the site, with a slash at its end."""
    today: date
    """What citations name as the day of access."""
    wanted: SearchRequest | None = None
    """The search one came from."""
    terms: Sequence[Term] = ()
    """What that search looks for, to be marked."""
