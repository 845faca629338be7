"""Spans of days that a request asks for. Pure."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from webui.search.request import SearchRequest

MOST_DAYS = 62
"""A span of at most so many days, two months, is counted day by day."""


@dataclass(frozen=True, slots=True)
class Span:
    """From the first to the last day, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1


def year_span(year: int) -> Span:
    """All of this year."""
    return Span(date(year, 1, 1), date(year, 12, 31))


def month_span(month: str) -> Span:
    """All of a month, written 2021-11."""
    year, number = int(month[:4]), int(month[5:])
    return Span(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def chosen_ends(request: SearchRequest) -> tuple[date | None, date | None]:
    """The first and the last day that the chosen years, months and days leave; None for an end that is open.

    A single day stands for its month: its neighbours are what it is compared with.
    """
    spans = [_hull([year_span(year) for year in request.years]), _hull([month_span(month) for month in request.months])]
    if request.day:
        spans.append(month_span(request.day.isoformat()[:7]))
    first = [span.first for span in spans if span]
    last = [span.last for span in spans if span]
    if not request.day:
        first += [request.from_] if request.from_ else []
        last += [request.to] if request.to else []
    return max(first, default=None), min(last, default=None)


def wants_days(request: SearchRequest) -> bool:
    """True when what is chosen is short enough to be counted day by day, whatever is found."""
    first, last = chosen_ends(request)
    return first is not None and last is not None and Span(first, last).days <= MOST_DAYS


def _hull(spans: list[Span]) -> Span | None:
    return Span(min(span.first for span in spans), max(span.last for span in spans)) if spans else None
