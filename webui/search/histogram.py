"""How the records found are spread over time: bars of one width, the empty ones kept. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from webui.search.facets import DAY
from webui.search.request import SearchRequest
from webui.search.results import FacetValue, Hit, SearchResults
from webui.search.spans import MOST_DAYS, Span, chosen_ends, month_span

Unit = Literal["day", "month", "year", "decade", "century"]

MOST_MONTHS = 36
MOST_YEARS = 60
"""So many bars at most are told from one another on a phone; of the days two months (spans.MOST_DAYS)."""
_YEARS: dict[Unit, int] = {"year": 1, "decade": 10, "century": 100}


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of time: from `first` to `last`, both included, with the records found in it."""

    value: str
    """2021-11-16, 2021-11 or 2021; of a decade or century its first year."""
    first: date
    last: date
    count: int
    selected: bool = False
    """True for the only day that is asked for."""


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars without a gap from the first day to the last that is chosen or, where an end is open, that was found."""

    unit: Unit
    bars: tuple[Bar, ...]


def needs_days(results: SearchResults) -> bool:
    """True when the records found lie so near together that days are shown, and the answer has not counted them."""
    span = _span(results)
    return DAY.name not in results.facets and span is not None and span.days <= MOST_DAYS


def days_of_hits(request: SearchRequest, total: int, hits: Sequence[Hit]) -> dict[str, int] | None:
    """The records by day, where all that was found is on the page; None where the engine must be asked."""
    if request.page != 1 or total != len(hits):
        return None
    return dict(Counter(hit.issue_date.isoformat() for hit in hits))


def histogram(results: SearchResults) -> Histogram | None:
    """The bars; None where nothing was found, or where the days of a short span are not counted."""
    span = _span(results)
    if span is None:
        return None
    if span.days <= MOST_DAYS:
        days = results.facets.get(DAY.name)
        return None if days is None else Histogram("day", tuple(_day_bars(span, days)))
    months = _found_months(results)
    if _months_between(span) <= MOST_MONTHS:
        return Histogram("month", tuple(_month_bars(span, months)))
    years = span.last.year - span.first.year + 1
    unit: Unit = next((unit for unit, step in _YEARS.items() if years <= MOST_YEARS * step), "century")
    return Histogram(unit, tuple(_year_bars(span, months, _YEARS[unit])))


def _span(results: SearchResults) -> Span | None:
    """What is chosen, and where an end is open, the months of what was found."""
    months = sorted(_found_months(results))
    first, last = chosen_ends(results.request)
    if not months:
        return None
    span = Span(first or month_span(months[0]).first, last or month_span(months[-1]).last)
    return span if span.days > 0 else None


def _found_months(results: SearchResults) -> dict[str, int]:
    """By month the records found. The facet counts months without their own filter: those that are not chosen hold none of them."""
    months = results.facets.get("month", ())
    chosen = bool(results.request.months)
    found = {month.value: month.count for month in months if month.count and (month.selected or not chosen)}
    if not found and results.request.day and any(day.count for day in results.facets.get(DAY.name, ())):
        # Nothing on the only day that is asked for, but on its neighbours.
        found = {results.request.day.isoformat()[:7]: 0}
    return found


def _months_between(span: Span) -> int:
    return 12 * (span.last.year - span.first.year) + span.last.month - span.first.month + 1


def _day_bars(span: Span, days: Sequence[FacetValue]) -> Iterator[Bar]:
    counted = {day.value: day for day in days}
    for number in range(span.days):
        day = span.first + timedelta(days=number)
        value = counted.get(day.isoformat())
        yield Bar(day.isoformat(), day, day, value.count if value else 0, selected=bool(value and value.selected))


def _month_bars(span: Span, months: dict[str, int]) -> Iterator[Bar]:
    first = 12 * span.first.year + span.first.month - 1
    for number in range(first, first + _months_between(span)):
        value = f"{number // 12}-{number % 12 + 1:02}"
        whole = month_span(value)
        yield Bar(value, max(whole.first, span.first), min(whole.last, span.last), months.get(value, 0))


def _year_bars(span: Span, months: dict[str, int], step: int) -> Iterator[Bar]:
    counts: Counter[int] = Counter()
    for month, count in months.items():
        counts[int(month[:4]) // step] += count
    for number in range(span.first.year // step, span.last.year // step + 1):
        first, last = date(max(number * step, 1), 1, 1), date(number * step + step - 1, 12, 31)
        yield Bar(str(number * step), max(first, span.first), min(last, span.last), counts[number])
