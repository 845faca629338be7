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
    return month_of(int(month[:4]), int(month[5:]))


def month_of(year: int, month: int) -> Span:
    """All of a month, by its number."""
    return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def whole_spans(request: SearchRequest) -> list[Span]:
    """What the chosen years and the chosen months span, each from the first to the last."""
    found = (_hull(list(map(year_span, request.years))), _hull(list(map(month_span, request.months))))
    return [span for span in found if span]


def chosen_ends(request: SearchRequest) -> tuple[date | None, date | None]:
    """The first and the last day that the chosen years, months and days leave; None for an end that is open.

    A single day stands for its month: its neighbours are what it is compared with.
    """
    spans = whole_spans(request)
    if request.day:
        spans.append(month_of(request.day.year, request.day.month))
    first = [span.first for span in spans]
    last = [span.last for span in spans]
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
