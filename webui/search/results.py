"""What a search answers, without any type of the engine in it; the page wraps it, the API serializes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

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
    """True when stored text goes on before this stretch."""
    cut_after: bool

    @property
    def text(self) -> str:
        """The stretch without its marks."""
        return "".join(part.text for part in self.parts)


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
class SearchResults:
    """The whole answer to one request."""

    request: SearchRequest
    total: int
    took_ms: int
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    """By facet name: reporter, department, kind, year, month."""
    also_searched: tuple[str, ...]
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class RecordView:
    """One whole record as stored, for its page: the indexed fields and `details`, read-only."""

    id: str
    source: dict[str, Any]
