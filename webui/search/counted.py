"""Which facets the answer to a request counts: what is shown and promised, and no more."""

from __future__ import annotations

from datetime import date

from webui.search.facets import ALWAYS_COUNTED, DAY, FACET_BY_NAME, Facet
from webui.search.request import SearchRequest
from webui.search.spans import wants_days


def counted_facets(request: SearchRequest, today: date | None = None) -> tuple[Facet, ...]:
    """Those of every answer, the role that is asked for, the days of a short span, and this day in any year where one is meant."""
    names = list(ALWAYS_COUNTED)
    if request.shown_role not in names:
        names.append(request.shown_role)
    if month_days(request, today):
        names.append("on")
    facets = tuple(FACET_BY_NAME[name] for name in names)
    return (*facets, DAY) if wants_days(request) else facets


def month_days(request: SearchRequest, today: date | None = None) -> tuple[str, ...]:
    """The days of any year that are counted: those that are chosen; else that of the only day that is asked for, else of today."""
    if request.month_days:
        return request.month_days
    day = request.day or today
    return (day.isoformat()[5:],) if day else ()
