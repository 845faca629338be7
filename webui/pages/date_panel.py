"""The dates beside the results: bars over time, years with their months and days, this day in any year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from webui.pages.facet_panels import ValueGroup, ValueLink, chosen_first, value_group, value_link
from webui.search.facets import DAY, FACET_BY_NAME
from webui.search.histogram import Bar, Histogram, Unit, histogram
from webui.search.request import SearchRequest
from webui.search.results import FacetValue, SearchResults
from webui.words import WORDS

BAR_WIDTH = 10
HEIGHT = 60
"""In units of the picture; it is stretched to the width that there is."""
LEAST_HEIGHT = 3
"""One record among thousands is still seen."""

_UNITS: dict[Unit, str] = {
    "day": WORDS["unit_day"],
    "month": WORDS["unit_month"],
    "year": WORDS["unit_year"],
    "decade": WORDS["unit_decade"],
    "century": WORDS["unit_century"],
}
_YEAR, _MONTH, _ON = FACET_BY_NAME["year"], FACET_BY_NAME["month"], FACET_BY_NAME["on"]


@dataclass(frozen=True, slots=True)
class BarLink:
    """One bar: what it stands for, and the search that it narrows to."""

    title: str
    """2024年11月，12 条."""
    text: str
    """2024年11月."""
    count: str
    """How many records."""
    url: str | None
    """The search for it; None where there is nothing."""
    selected: bool
    """True for the only day that is asked for."""
    x: int
    """Left edge of its column."""
    y: int
    """Upper edge."""
    height: int
    """In units of the picture."""


@dataclass(frozen=True, slots=True)
class DatePanel:
    """What can be chosen by date."""

    label: str
    """The heading."""
    bars: tuple[BarLink, ...]
    """Over time, without a gap; none for less than two stretches of time."""
    width: int
    """Of the picture, in its units."""
    bars_text: str
    """What the bars are, with the largest of them; the lists below say the same in numbers."""
    first_text: str
    """What the first bar stands for."""
    last_text: str
    """What the last bar stands for."""
    group: ValueGroup
    """Years with months and days."""
    on: tuple[ValueLink, ...]
    """This day in any year."""


def date_panel(results: SearchResults) -> DatePanel:
    """The panel for these results."""
    request = results.request
    found = histogram(results)
    bars = found.bars if found and len(found.bars) > 1 and any(bar.count for bar in found.bars) else ()
    return DatePanel(
        label=WORDS["date"],
        bars=tuple(_bar_links(found.unit, bars, request)) if found else (),
        width=BAR_WIDTH * len(bars),
        bars_text=_bars_text(found) if found and bars else "",
        first_text=bar_text(found.unit, bars[0]) if found and bars else "",
        last_text=bar_text(found.unit, bars[-1]) if found and bars else "",
        group=value_group(_years(results)),
        on=tuple(_on_link(value, request) for value in results.facets.get("on", ()) if value.count or value.selected),
    )


def narrowed(unit: Unit, bar: Bar, request: SearchRequest) -> SearchRequest:
    """The search for the records of this bar alone; what else is chosen stays, so that it finds as many as the bar says."""
    if bar.selected:
        return request.without(DAY.name)
    if unit == "year":
        return request.with_(years=(int(bar.value),))
    if unit == "month":
        return request.with_(months=(bar.value,))
    return request.with_(from_=bar.first, to=bar.last)


def bar_text(unit: Unit, bar: Bar) -> str:
    """What a bar stands for: 2024年11月5日, 2024年11月, 2024年, 1920年代, 1800至1899年."""
    if unit == "decade":
        return WORDS["decade"].format(year=bar.value)
    if unit == "century":
        return WORDS["century"].format(first=bar.value, last=int(bar.value) + 99)
    return {"day": DAY, "month": _MONTH, "year": _YEAR}[unit].value_label(bar.value)


def _bar_links(unit: Unit, bars: Sequence[Bar], request: SearchRequest) -> list[BarLink]:
    largest = max((bar.count for bar in bars), default=0)
    links = []
    for place, bar in enumerate(bars):
        height = max(LEAST_HEIGHT, round(HEIGHT * bar.count / largest)) if bar.count else 0
        links.append(
            BarLink(
                text=bar_text(unit, bar),
                count=f"{bar.count:,}",
                title=WORDS["bar"].format(text=bar_text(unit, bar), count=f"{bar.count:,}"),
                url=narrowed(unit, bar, request).url() if bar.count or bar.selected else None,
                selected=bar.selected,
                x=BAR_WIDTH * place,
                y=HEIGHT - height,
                height=height,
            )
        )
    return links


def _bars_text(found: Histogram) -> str:
    most = max(found.bars, key=lambda bar: bar.count)
    return WORDS["bars"].format(unit=_UNITS[found.unit], text=bar_text(found.unit, most), count=f"{most.count:,}")


def _years(results: SearchResults) -> list[ValueLink]:
    """The years, newest first, with the months of those that are chosen, or that are the only one, or whose days are counted."""
    years = results.facets.get(_YEAR.name, ())
    months = results.facets.get(_MONTH.name, ())
    days = results.facets.get(DAY.name, ())
    request = results.request
    only = sum(year.count > 0 for year in years) == 1
    links = []
    for year in chosen_first(years):
        own = [month for month in months if month.value.startswith(f"{year.value}-")]
        wanted = year.selected or only or any(month.selected for month in own) or _begins(days, year)
        inner = [_month_link(m, days, request, f"{int(m.value[5:])}月") for m in chosen_first(own)] if wanted else ()
        links.append(value_link(_YEAR, year, request, inner=tuple(inner)))
    # A month or a day that is chosen never vanishes, even when no record of its year is left.
    listed = {year.value for year in years}
    links += [_month_link(month, days, request) for month in months if month.selected and month.value[:4] not in listed]
    shown = {month.value for month in months if month.value[:4] in listed or month.selected}
    links += [_day_link(day, request) for day in days if day.value[:7] not in shown]
    return links


def _begins(days: Sequence[FacetValue], value: FacetValue) -> bool:
    return any(day.value.startswith(f"{value.value}-") for day in days)


def _month_link(month: FacetValue, days: Sequence[FacetValue], request: SearchRequest, text: str | None = None) -> ValueLink:
    own = [day for day in days if day.value.startswith(f"{month.value}-")]
    return value_link(
        _MONTH, month, request, text, tuple(_day_link(day, request, f"{int(day.value[8:])}日") for day in reversed(own))
    )


def _day_link(day: FacetValue, request: SearchRequest, text: str | None = None) -> ValueLink:
    chosen = date.fromisoformat(day.value)
    other = request.without(DAY.name) if day.selected else request.with_(from_=chosen, to=chosen)
    return ValueLink(text or DAY.value_label(day.value), day.count, day.selected, other.url())


def _on_link(value: FacetValue, request: SearchRequest) -> ValueLink:
    """This day in any year: chosen, it takes the place of years, months and a single day; its count is without them."""
    other = request.toggle(_ON.name, value.value)
    if not value.selected:
        other = other.with_(years=(), months=())
        other = other.without(DAY.name) if request.day else other
    text = WORDS["on"].format(day=_ON.value_label(value.value))
    return ValueLink(text, value.count, value.selected, other.url())
