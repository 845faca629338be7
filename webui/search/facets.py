"""The facets and filters, declared once: read by the request, the query, the results and the page."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Literal

FacetKind = Literal["name", "code", "number", "year", "month"]
"""How a value is written and matched: `name` and `code` as a keyword, `number` as an integer, `year` 2021 and `month` 2021-11 as
a span of `issue_date`."""


@dataclasses.dataclass(frozen=True, slots=True)
class Facet:
    """One facet or filter: `name` is its URL parameter, `attribute` the part of SearchRequest that holds its values."""

    name: str
    label: str
    field: str
    attribute: str
    kind: FacetKind
    order: Literal["count", "newest"] = "count"
    """Values with most records first (then by value), or the latest first."""
    counted: bool = True
    """False for a filter that no list of values is shown for."""
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
    # Roles and people, each a filter of its own: a search for a name offers them (webui/search/offers.py).
    Facet("photographer", "摄影", "photographers", "photographers", "name", counted=False),
    Facet("correspondent", "通讯员", "correspondents", "correspondents", "name", counted=False),
    Facet("intern", "实习生", "interns", "interns", "name", counted=False),
    Facet("person", "人物", "people", "people", "name", counted=False),
    Facet("page_no", "版次", "page", "page_nos", "number", counted=False),
    Facet("paper", "报纸", "paper", "papers", "code", counted=False),
    Facet("year", "年份", "issue_date", "years", "year", order="newest"),
    Facet("month", "月份", "issue_date", "months", "month", order="newest"),
)
"""All of them, in the order of the URL and of the page."""

COUNTED_FACETS = tuple(facet for facet in FACETS if facet.counted)
"""Those whose values are listed with counts beside the results."""

FACET_BY_NAME = {facet.name: facet for facet in FACETS}
"""By URL parameter."""
