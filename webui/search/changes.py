"""What a search changes of another, in words: the texts of the ways on. Pure."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from webui.search.facets import FACETS
from webui.search.request import EVENT_LABEL, SearchRequest

NO_DATES = "不限日期"
NO_CONDITIONS = "去掉全部条件"
NO_TEXT = "不限检索词"


def label(request: SearchRequest, changed: SearchRequest) -> str:
    """What to do to get from the one search to the other, as a link says it: 防汛，不限日期."""
    said = _said(request, changed)
    if changed.text == request.text:
        return f"{NO_CONDITIONS}，只按检索词查" if said == NO_CONDITIONS and request.text else said
    if not changed.text:
        return said if _added(request, changed) else "，".join(filter(None, (NO_TEXT, said)))
    return "，".join(filter(None, (changed.text, said)))


def _added(request: SearchRequest, changed: SearchRequest) -> bool:
    return any(set(changed.selected(facet.name)) - set(request.selected(facet.name)) for facet in FACETS)


def _said(request: SearchRequest, changed: SearchRequest) -> str:
    if len(conditions(request)) > 1 and not conditions(changed):
        return NO_CONDITIONS
    said = []
    had_days, has_days = bool(request.from_ or request.to), bool(changed.from_ or changed.to)
    dates = ("year", "month")
    dropped = [facet.name for facet in FACETS if request.selected(facet.name) and not changed.selected(facet.name)]
    if has_days and (changed.from_, changed.to) != (request.from_, request.to):
        said.append(f"把日期放宽到{span(changed.from_, changed.to)}")
    elif (had_days and not has_days) or all(name in dropped for name in dates):
        # 不限日期 is true only when no date is left.
        said.append("不限起止日期" if any(changed.selected(name) for name in dates) else NO_DATES)
    dates_said = bool(said)
    if (request.event_from, request.event_to) != (changed.event_from, changed.event_to):
        said.append(f"去掉{EVENT_LABEL}")
    for facet in FACETS:
        old, new = request.selected(facet.name), changed.selected(facet.name)
        added = [value for value in new if value not in old]
        removed = [value for value in old if value not in new]
        if added:
            said.append(f"{facet.label}“{'、'.join(map(facet.value_label, added))}”")
        elif removed and not (facet.name in dates and dates_said):
            said.append(f"去掉{facet.label}“{'、'.join(map(facet.value_label, removed))}”")
    return "，".join(said)


def conditions(request: SearchRequest) -> list[str]:
    """The kinds of conditions that a search has: facets by name; its days are one, the days that its text names another."""
    chosen = [facet.name for facet in FACETS if request.selected(facet.name)]
    days = ["days"] if request.from_ or request.to else []
    return [*chosen, *days, *(["events"] if request.event_from or request.event_to else [])]


def span(first: date | None, last: date | None) -> str:
    """A stretch of days as readers say it: 2021年, 2021年11月至2022年1月, 2020年以后."""
    if first is None or last is None:
        return f"{_begin(first)}以后" if first else f"{_end(last)}以前" if last else ""
    whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if whole_years:
        return f"{first.year}年" if first.year == last.year else f"{first.year}年至{last.year}年"
    if first.day == 1 and _is_last_of_month(last):
        one, other = (f"{day.year}年{day.month}月" for day in (first, last))
        return one if one == other else f"{one}至{other}"
    return f"{_day(first)}至{_day(last)}" if first != last else _day(first)


def _begin(day: date) -> str:
    return f"{day.year}年" if (day.month, day.day) == (1, 1) else f"{day.year}年{day.month}月" if day.day == 1 else _day(day)


def _end(day: date) -> str:
    if (day.month, day.day) == (12, 31):
        return f"{day.year}年"
    return f"{day.year}年{day.month}月" if _is_last_of_month(day) else _day(day)


def _is_last_of_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
