"""What lies in the archive by its address: records, pages, issues, names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from indexer.errors import NotInArchive, RecordMoved
from mappings.record import NAME_FIELDS
from webui.search.archive.index import Index
from webui.search.facets import FACET_BY_NAME
from webui.search.moved import issue_of, present_ids
from webui.search.name_cache import Counts
from webui.search.names import KINDS
from webui.search.parameters import shortened
from webui.search.results import IssueSummary, NameYears, RecordView

_MOST_RECORDS = 10_000
"""Records of one issue or page, the engine's limit for one answer; the fullest real issue has some hundreds."""
_MOST_PAGES = 1000
_MOST_NAMES = 10_000
"""Names of one kind that are read in one step; six kinds stay below the engine's limit of 65,536 buckets. Beyond it in steps."""
_BY_DAY = {"field": "issue_date", "calendar_interval": "day", "format": "yyyy-MM-dd"}


class Shelves:
    """Reads them from the index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def record(self, record_id: str) -> RecordView:
        """The record at this address.

        Raises RecordMoved where it has another one since a correction, NotInArchive where there is none.
        """
        found = self.present([record_id]).get(record_id)
        if found is None:
            raise NotInArchive(f"库里没有条目 {shortened(record_id)}。", f"there is no record {shortened(record_id)!r}")
        if found.id != record_id:
            raise RecordMoved(record_id, found.id)
        return found

    def present(self, ids: Sequence[str]) -> Mapping[str, RecordView]:
        """By id, those of these records that are there; an id that a correction took leads to the record it became."""
        there = self._by_id(ids)
        now = self._moved([one for one in ids if one not in there])
        there |= self._by_id([one for one in now.values() if one not in there])
        places = ((one, now.get(one, one)) for one in ids)
        return {one: there[place] for one, place in places if place in there}

    def jumps(self, ids: Sequence[str]) -> Mapping[str, RecordView]:
        """By id, those of these records that are there, with no more than page, headline and jumps."""
        return self._by_id(ids, ("page", "headline", "details.continued_from", "details.continues_to"))

    def _by_id(self, ids: Sequence[str], fields: Sequence[str] = ()) -> dict[str, RecordView]:
        found = self._index.records({"ids": {"values": list(ids)}}, [], len(ids), fields) if ids else ()
        return {view.id: view for view in found}

    def _moved(self, ids: Sequence[str]) -> dict[str, str]:
        """By id, the ids that these have since a correction."""
        issues = {issue for one in ids if (issue := issue_of(one)) is not None}
        if not issues:
            return {}
        # More than these issues where they are of several papers, but three conditions for any number of them.
        conditions: list[dict[str, Any]] = [
            {"terms": {"paper": sorted({issue.paper for issue in issues})}},
            {"terms": {"issue_date": sorted({issue.issue_date.isoformat() for issue in issues})}},
            {"terms": {"edition": sorted({issue.edition for issue in issues})}},
        ]
        query = {"bool": {"filter": conditions}}
        found = self._index.every_record({"query": query, "sort": ["id"], "_source": ["details.corrections"]})
        now = present_ids(found)
        return {one: now[one] for one in ids if one in now}

    def page(self, paper: str, issue_date: date, edition: int, page: int) -> tuple[RecordView, ...]:
        """The records of a page in printed order.

        Raises NotInArchive when there are none.
        """
        query = _of_issue(paper, issue_date, edition, page)
        found = self._index.records(query, ["first_line", "ordinal", "id"], _MOST_RECORDS)
        if not found:
            where = f"{paper} {issue_date.isoformat()} 第{page}版"
            raise NotInArchive(
                f"库里没有 {where}。", f"there is no page {page} of {paper} {issue_date.isoformat()} (edition {edition})"
            )
        return found

    def issue(self, paper: str, issue_date: date, edition: int = 1) -> tuple[RecordView, ...]:
        """The records of an issue, page by page in printed order.

        Raises NotInArchive when there are none.
        """
        query = _of_issue(paper, issue_date, edition)
        found = self._index.records(query, ["page", "first_line", "ordinal", "id"], _MOST_RECORDS)
        if not found:
            where = f"{paper} {issue_date.isoformat()}"
            raise NotInArchive(f"库里没有 {where} 这一期。", f"there is no issue {where} (edition {edition})")
        return found

    def issues(self) -> tuple[IssueSummary, ...]:
        """All issues, newest first, then by paper and edition."""
        sources = [
            {"issue_date": {"date_histogram": {**_BY_DAY, "order": "desc"}}},
            {"paper": {"terms": {"field": "paper"}}},
            {"edition": {"terms": {"field": "edition"}}},
        ]
        inner = {
            "pages": {"terms": {"field": "page", "size": _MOST_PAGES, "order": {"_key": "asc"}}},
            "issue_number": {"terms": {"field": "issue_number", "size": 1}},
        }
        return tuple(
            IssueSummary(
                paper=bucket["key"]["paper"],
                issue_date=date.fromisoformat(bucket["key"]["issue_date"]),
                edition=bucket["key"]["edition"],
                issue_number=next((number["key"] for number in bucket["issue_number"]["buckets"]), None),
                pages=tuple(page["key"] for page in bucket["pages"]["buckets"]),
                records=bucket["doc_count"],
            )
            for bucket in self._index.every_bucket(sources, inner)
        )

    def ids(self, paper: str, first: date, last: date) -> Iterator[str]:
        """The ids of all records of a paper on these days, both included, in printed order."""
        days = {"gte": first.isoformat(), "lte": last.isoformat()}
        order = ("issue_date", "edition", "page", "first_line", "id")
        body = {
            "query": {"bool": {"filter": [{"term": {"paper": paper}}, {"range": {"issue_date": days}}]}},
            "sort": [{field: {"order": "asc"}} for field in order],
            "_source": ["id"],
        }
        return (view.id for view in self._index.every_record(body))

    def names(self, field: str) -> tuple[tuple[str, int], ...]:
        """Every name in this field (reporters, departments, people …) with its number of records, most first, then by name."""
        if field not in NAME_FIELDS:
            raise ValueError(f"not a field of names: {field!r}")
        buckets = self._index.every_bucket([{"name": {"terms": {"field": field}}}], {})
        counted = [(bucket["key"]["name"], bucket["doc_count"]) for bucket in buckets]
        return tuple(sorted(counted, key=lambda pair: (-pair[1], pair[0])))

    def names_by_year(self, field: str) -> tuple[NameYears, ...]:
        """Every name in this field with its number of records in each year, by name."""
        years = {"field": "issue_date", "calendar_interval": "year", "format": "yyyy", "min_doc_count": 1}
        buckets = self._index.every_bucket([{"name": {"terms": {"field": field}}}], {"years": {"date_histogram": years}})
        return tuple(
            NameYears(
                bucket["key"]["name"],
                bucket["doc_count"],
                tuple((int(year["key_as_string"]), year["doc_count"]) for year in bucket["years"]["buckets"]),
            )
            for bucket in buckets
        )

    def names_by_kind(self) -> Counts:
        """Every name of every kind with its number of records."""
        fields = {kind: FACET_BY_NAME[kind].field for kind in KINDS}
        aggregations = {kind: {"terms": {"field": field, "size": _MOST_NAMES}} for kind, field in fields.items()}
        found: Mapping[str, Any] = self._index.search({"size": 0, "aggs": aggregations})["aggregations"]
        return {
            kind: dict(self.names(field))
            if found[kind]["sum_other_doc_count"]
            else {bucket["key"]: bucket["doc_count"] for bucket in found[kind]["buckets"]}
            for kind, field in fields.items()
        }


def _of_issue(paper: str, issue_date: date, edition: int, page: int | None = None) -> dict[str, Any]:
    conditions: list[dict[str, Any]] = [
        {"term": {"paper": paper}},
        {"term": {"issue_date": issue_date.isoformat()}},
        {"term": {"edition": edition}},
    ]
    if page is not None:
        conditions.append({"term": {"page": page}})
    return {"bool": {"filter": conditions}}
