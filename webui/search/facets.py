"""The facets and filters, declared once: read by the request, the query, the results and the page."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Literal, get_args

FacetKind = Literal["name", "code", "number", "year", "month", "day", "month_day"]
"""How a value is written and matched: `name` and `code` as a keyword, `number` as an integer, `year` 2021, `month` 2021-11 and `day`
2021-11-16 as a span of `issue_date`, `month_day` 11-16 as this day in any year."""

RoleName = Literal["reporter", "correspondent", "intern", "photographer", "contributor"]
"""The facets of credits, one of which is listed at a time; `contributor` is whoever is credited, in any role."""

ROLES: tuple[RoleName, ...] = get_args(RoleName)
"""In the order in which they are offered."""

LEVELS = ("区", "市", "省", "国家")
"""Levels of offices, with which the values of the facet `department` begin; the nearest first."""
OTHER_LEVEL = "其他"
"""The level of a value that begins with none (records of another system)."""


@dataclasses.dataclass(frozen=True, slots=True)
class Facet:
    """One facet or filter: `name` is its URL parameter, `attribute` the part of SearchRequest that holds its values."""

    name: str
    label: str
    field: str
    attribute: str
    kind: FacetKind
    order: Literal["count", "newest", "smallest"] = "count"
    """Values with most records first (then by value), the latest first, or the smallest number first."""
    most: int = 1000
    """Values in one answer; how many records have further ones is reported beside them (`facet_rest`), and all stand in its list."""
    listed: bool = True
    """False for a filter whose values are never listed as a whole."""
    value_labels: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def value_label(self, value: str) -> str:
        """The value as readers see it: 2021-11 is 2021年11月, caption is 图片说明."""
        if self.kind == "year":
            return f"{value}年"
        if self.kind == "month":
            year, month = value.split("-")
            return f"{year}年{int(month)}月"
        if self.kind == "number":
            return f"第{value}版"
        if self.kind == "day":
            year, month, day = value.split("-")
            return f"{year}年{int(month)}月{int(day)}日"
        if self.kind == "month_day":
            month, day = value.split("-")
            return f"{int(month)}月{int(day)}日"
        return self.value_labels.get(value, value)


FACETS = (
    Facet("reporter", "记者", "reporters", "reporters", "name"),
    Facet("department", "部门", "departments", "departments", "name"),
    Facet(
        "kind",
        "类型",
        "kind",
        "kinds",
        "code",
        value_labels={"article": "报道", "caption": "图片说明", "notice": "公告"},
    ),
    Facet("photographer", "摄影", "photographers", "photographers", "name"),
    Facet("correspondent", "通讯员", "correspondents", "correspondents", "name"),
    Facet("intern", "实习生", "interns", "interns", "name"),
    Facet("contributor", "署名", "contributors", "contributors", "name"),
    # Real news names thousands of people, most of them once; a thousand values cost a tenth of the time of every search.
    Facet("person", "人物", "people", "people", "name", most=100),
    Facet("page_no", "版次", "page", "page_nos", "number", order="smallest"),
    Facet("paper", "报纸", "paper", "papers", "code"),
    Facet("year", "年份", "issue_date", "years", "year", order="newest"),
    Facet("month", "月份", "issue_date", "months", "month", order="newest"),
    Facet("on", "历年同日", "month_day", "month_days", "month_day", listed=False),
)
"""All of them, in the order of the URL."""

DAY = Facet("day", "日期", "issue_date", "", "day", order="newest", listed=False)
"""The days of a short span; chosen by `from` and `to` of one day, so that it has no parameter of its own."""

FACET_BY_NAME = {facet.name: facet for facet in FACETS}
"""By URL parameter."""

LISTED_FACETS = tuple(facet for facet in FACETS if facet.listed)
"""Those of which every value can be listed (`/search/facet`)."""

ALWAYS_COUNTED = ("reporter", "department", "kind", "year", "month", "person", "page_no", "paper")
"""The facets that every answer has, in the order of its JSON; what else a request wants is told by `counted.counted_facets`."""


def level_of(value: str) -> str:
    """The level of an office by its facet value: 区 of 区财政局."""
    return next((level for level in LEVELS if value.startswith(level)), OTHER_LEVEL)


def without_level(value: str) -> str:
    """The office without its level, to be sorted and sought by: 财政局; a name that is its level only stays (市委)."""
    rest = value.removeprefix(level_of(value))
    return rest if len(rest) > 1 else value
