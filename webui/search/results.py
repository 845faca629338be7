"""What a search answers, without any type of the engine in it; the page wraps it, the API serializes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from indexer.errors import ArchiveError
from mappings.record import SUPERSEDED
from webui.search.request import SearchRequest


@dataclass(frozen=True, slots=True)
class TextPart:
    """A piece of stored text; `hit` marks what the query found."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of one stored field: its parts joined are a literal piece of the stored text."""

    field: str
    parts: tuple[TextPart, ...]
    cut_before: bool
    """True when stored text goes on before this stretch; of an earlier form, text of the same form."""
    cut_after: bool

    @property
    def text(self) -> str:
        """The stretch without its marks."""
        return "".join(part.text for part in self.parts)

    @property
    def is_superseded(self) -> bool:
        """True for an earlier form of what was corrected (更正前), which is never shown as today's text."""
        return self.field == SUPERSEDED


@dataclass(frozen=True, slots=True)
class RecordView:
    """One record as stored, for a page or a list: the indexed fields and `details`, read-only; in lists only what they show."""

    id: str
    source: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Copies:
    """The other records that print the same text: another edition, another paper, another day."""

    records: tuple[RecordView, ...]
    """Oldest first."""
    complete: bool = True
    """False when there may be further ones."""


@dataclass(frozen=True, slots=True)
class Nearby:
    """What is near a record."""

    copies: Copies
    """The same text elsewhere."""
    similar: tuple[RecordView, ...]
    """Reports of the same things, the nearest first; none where nothing is near."""


NO_COPIES = Copies(())


@dataclass(frozen=True, slots=True)
class PrintedPlace:
    """Where a record is printed, in points of its page."""

    source_sha256: str | None
    """The file that the boxes were read from."""
    box: tuple[float, ...] | None
    """The record's own place; None where it is not known."""
    photo_box: tuple[float, ...] | None
    """Around the photo that a caption speaks of; None where it is not known."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record as the result list shows it; `url` is its path on this site."""

    id: str
    kind: str
    headline: str | None
    headline_parts: tuple[TextPart, ...]
    """The whole headline with marks; empty for a record without one."""
    paper: str
    issue_date: date
    page: int
    page_name: str | None
    reporters: tuple[str, ...]
    correspondents: tuple[str, ...]
    photographers: tuple[str, ...]
    departments: tuple[str, ...]
    url: str
    score: float | None
    fragments: tuple[Fragment, ...]
    warnings: tuple[str, ...]
    partial: bool = False
    """True for a record of a widened search that holds only most of the words."""
    copies: Copies = NO_COPIES
    """The same text elsewhere, whether the search found it there or not."""
    printed: PrintedPlace | None = None
    """Where it is printed; read for the wall of photos alone."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: how many records have it under all *other* filters; a selected value never vanishes (count 0)."""

    value: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A way on, with the number of records it really leads to; `request` is the search it stands for."""

    text: str
    count: int
    why: str
    request: SearchRequest


@dataclass(frozen=True, slots=True)
class Offer:
    """The facet that the query is a name of, with the number of records it really has; `request` is the search for it."""

    kind: str
    """The facet."""
    text: str
    """The value."""
    count: int
    request: SearchRequest


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The whole answer to one request."""

    request: SearchRequest
    total: int
    took_ms: int
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    """By facet name: those of `counted.counted_facets`, and the days of a short span."""
    also_searched: tuple[str, ...]
    suggestions: tuple[Suggestion, ...]
    facet_rest: Mapping[str, int] = field(default_factory=dict)
    """By facet name, how many further records (counted once a value) have values that are not listed; absent where all are."""
    notes: tuple[str, ...] = ()
    """What the reader should know about how the text was understood: Chinese sentences."""
    offers: tuple[Offer, ...] = ()
    """Facets of the name that the query is."""
    whole: int | None = None
    """Set where the search was widened, since so few records hold all of a long text: how many of `total` do."""

    @property
    def last_page(self) -> int:
        """The page with the last result; 1 when nothing was found."""
        return max(1, -(-self.total // self.request.size))


@dataclass(frozen=True, slots=True)
class IssueKey:
    """Which issue: what its address names."""

    paper: str
    issue_date: date
    edition: int = 1


@dataclass(frozen=True, slots=True)
class IssuesBeside:
    """The issues of the same paper that come before and after one, those that are in the archive."""

    previous: IssueKey | None
    next: IssueKey | None


@dataclass(frozen=True, slots=True)
class IssueSummary:
    """One issue as lists and calendars show it."""

    paper: str
    issue_date: date
    edition: int
    issue_number: str | None
    pages: tuple[int, ...]
    """The pages that are in the archive, in order."""
    records: int


@dataclass(frozen=True, slots=True)
class NameYears:
    """A name with its records, in total and by year; years without any are left out."""

    name: str
    count: int
    years: tuple[tuple[int, int], ...]
    """Year and number, the earliest first."""


@dataclass(frozen=True, slots=True)
class Health:
    """What the engine and the index answer; `problem` is what keeps searches from being answered."""

    engine_version: str | None
    index: str | None
    records: int | None
    problem: ArchiveError | None
    stale: tuple[str, ...] = ()
    """What the index was made with that has changed since; searches are answered all the same."""

    @property
    def ready(self) -> bool:
        """True when searches can be answered."""
        return self.problem is None
