"""The search for the issue beside an issue. Pure."""

from __future__ import annotations

from typing import Any

from elasticsearch.dsl import Q, Search

from webui.search.results import IssueKey


def build_beside(issue: IssueKey, *, later: bool) -> dict[str, Any]:
    """The body that finds a record of the next issue of the paper, or of the previous one: by day, then by edition."""
    than, order = ("gt", "asc") if later else ("lt", "desc")
    day = issue.issue_date.isoformat()
    same_day = Q("bool", filter=[Q("term", issue_date={"value": day}), Q("range", edition={than: issue.edition})])
    beyond = Q("bool", should=[Q("range", issue_date={than: day}), same_day], minimum_should_match=1)
    search = Search[Any]().query("bool", filter=[Q("term", paper={"value": issue.paper}), beyond])
    search = search.sort({"issue_date": {"order": order}}, {"edition": {"order": order}})
    return search.source(["paper", "issue_date", "edition"])[:1].extra(track_total_hits=False).to_dict()
