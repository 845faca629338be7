"""An archive without an engine: invented records, searched by plain `in`, counted as facets count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from indexer.errors import ArchiveError, EngineUnavailable, NotInArchive, RecordMoved
from indexer.issues import Weekdays, Why
from tests.webui.search.corpus import record
from webui.search.archive import Archive
from webui.search.calendar import PaperCalendar, calendars
from webui.search.counted import counted_facets, month_days
from webui.search.facet_list import FacetList, facet_list
from webui.search.facet_request import FacetRequest
from webui.search.facets import DAY, FACETS
from webui.search.highlight import Term, terms_of
from webui.search.histogram import needs_days
from webui.search.language import parse
from webui.search.moved import present_ids
from webui.search.reading import read_hit
from webui.search.request import SearchRequest
from webui.search.results import (
    NO_COPIES,
    Copies,
    FacetValue,
    Health,
    IssueKey,
    IssuesBeside,
    IssueSummary,
    NameYears,
    Nearby,
    Offer,
    RecordView,
    SearchResults,
    Suggestion,
)
from webui.search.suggest import TypedSuggestion

ATTACK = '"><img src=x onerror=alert(1)>'


def details(**given: Any) -> dict[str, Any]:
    """What a stored record keeps for its page, complete."""
    return {
        "byline": None,
        "dateline": None,
        "event_dates": [],
        "departments": [],
        "people": [],
        "lines": [[1, 3]],
        "box": None,
        "continues_to": None,
        "continued_from": None,
        "warnings": [],
        "encoding": "utf-8",
        **given,
    }


def invented_records() -> list[dict[str, Any]]:
    """Two issues of the invented 《岚汀导报》: articles, captions, a notice, doubts, and markup in the text."""
    bridge = record(
        1,
        "环湖步道全线贯通",
        "本报讯（记者　乔知远）11月4日上午，环湖步道全线贯通。\n区财政局、区住建局负责人到场,总投资3.2亿元;市民林屿说，走一圈刚好九公里。\n（下转第2版）",
        kicker="慢下来的岚汀",
        subtitle="一圈九公里",
        reporters=["乔知远"],
        interns=["尉迟雪青"],
        departments=["区财政局", "区住房和城乡建设局"],
        people=["林屿"],
        issue_number="1207",
        source_name="2024-11-05/01.txt",
        reader="text",
        batch="测试批次",
        warnings=["ends mid-sentence"],
        details=details(
            event_dates=[
                {"raw": "11月4日上午", "from": "2024-11-04", "to": "2024-11-04"},
                {"raw": "近日", "from": None, "to": None},
            ],
            departments=[
                {"name": "财政局", "level": "区", "facet": "区财政局", "as_printed": "区财政局", "confirmed": True},
                {
                    "name": "住房和城乡建设局",
                    "level": "区",
                    "facet": "区住房和城乡建设局",
                    "as_printed": "区住建局",
                    "confirmed": False,
                },
            ],
            people=[{"name": "林屿", "title": "市民"}],
            lines=[[3, 9], [14, 15]],
            continues_to={"raw": "（下转第2版）", "page": 2, "id": None, "headline": None},
            warnings=[{"code": "ends mid-sentence", "lines": [9], "note": "文章在「……九公里」处断开。"}],
        ),
    )
    caption = record(
        1,
        None,
        "市民在环湖步道上散步。本报记者 柯木 摄",
        kind="caption",
        photographers=["柯木"],
        source_name="2024-11-05/01.txt",
        details=details(),
        first_line=40,
    )
    notice = record(
        1,
        "停水公告",
        "因管道检修，11月6日停水。",
        kind="notice",
        page=2,
        page_name="综合新闻",
        details=details(),
        issue_number="1207",
    )
    script = record(
        1,
        f"标题{ATTACK}",
        "正文里有<script>alert('步道')</script>和<b>粗体</b>&amp;。",
        page=2,
        page_name="综合新闻",
        reporters=["<i>乔</i>"],
        departments=["区<u>局</u>"],
        source_name="<s>.txt",
        details=details(
            warnings=[{"code": "x<y>", "lines": [], "note": "<b>提醒</b>"}], people=[{"name": "林<a>", "title": "<b>"}]
        ),
        people=["林<a>"],
        first_line=2,
    )
    older = record(1, "步道开工", "步道开工仪式举行。", day="2024-10-29", reporters=["乔知远"], details=details())
    return [bridge, caption, script, notice, older]


class FakeArchive(Archive):
    """Answers as the archive does; `fail` is raised instead, `fault` is called first."""

    def __init__(self, records: Iterable[dict[str, Any]] = ()) -> None:
        self.records = [RecordView(document["id"], document) for document in records]
        self.fail: ArchiveError | None = None
        self.fault: Callable[[], object] = lambda: None
        self.also_searched: tuple[str, ...] = ()
        self.notes: tuple[str, ...] = ()
        self.suggestions: tuple[Suggestion, ...] = ()
        self.suggestions_beside: tuple[Suggestion, ...] = ()
        self.offers: tuple[Offer, ...] = ()
        self.typed: tuple[TypedSuggestion, ...] = ()
        self.copies: dict[str, Copies] = {}
        self.similar: dict[str, tuple[RecordView, ...]] = {}
        self.publishing_days: Weekdays | None = None
        self.stale: tuple[str, ...] = ()
        self.changed = datetime(2024, 11, 6, 8, tzinfo=UTC)
        self.seen: list[SearchRequest] = []

    def search(self, request: SearchRequest, today: date | None = None) -> SearchResults:
        self._begin()
        self.seen.append(request)
        found = [view for view in self.records if _matches(view.source, request)]
        first = (request.page - 1) * request.size
        terms = self.terms(request.text)
        results = SearchResults(
            request=request,
            total=len(found),
            took_ms=1,
            hits=tuple(
                replace(
                    read_hit({"_id": view.id, "_source": view.source, "_score": 1.0}, terms),
                    copies=self.copies.get(view.id, NO_COPIES),
                )
                for view in found[first : first + request.size]
            ),
            facets={facet.name: self._facet(facet.name, request, today) for facet in counted_facets(request, today)},
            also_searched=self.also_searched,
            suggestions=self.suggestions_beside if found else self.suggestions,
            notes=self.notes,
            offers=self.offers,
        )
        if needs_days(results):
            results.facets[DAY.name] = self._facet(DAY.name, request, today)
        return results

    def count(self, request: SearchRequest) -> int:
        self._begin()
        return sum(_matches(view.source, request) for view in self.records)

    def facet(self, request: FacetRequest) -> FacetList:
        self._begin()
        values = self._facet(request.facet.name, request.search, None)
        return facet_list({value.value: value.count for value in values}, request)

    def every_record(self, request: SearchRequest) -> Iterator[RecordView]:
        self._begin()
        return (view for view in self.records if _matches(view.source, request))

    def present(self, ids: Sequence[str]) -> Mapping[str, RecordView]:
        self._begin()
        there = {view.id: view for view in self.records}
        now = present_ids(self.records)
        places = ((one, one if one in there else now.get(one)) for one in ids)
        return {one: there[place] for one, place in places if place in there}

    def jumps(self, ids: Sequence[str]) -> Mapping[str, RecordView]:
        self._begin()
        return {view.id: view for view in self.records if view.id in ids}

    def version(self) -> Hashable:
        self._begin()
        return repr([view.source for view in self.records])

    def unchanged_since(self) -> datetime:
        return self.changed

    def suggest(self, text: str) -> tuple[TypedSuggestion, ...]:
        self._begin()
        return self.typed if text else ()

    def terms(self, text: str) -> tuple[Term, ...]:
        self._begin()
        return terms_of(parse(text).node)

    def record(self, record_id: str) -> RecordView:
        found = self.present([record_id]).get(record_id)
        if found is None:
            raise NotInArchive("库里没有这个条目。", f"there is no record {record_id!r}")
        if found.id != record_id:
            raise RecordMoved(record_id, found.id)
        return found

    def nearby(self, view: RecordView) -> Nearby:
        self._begin()
        return Nearby(self.copies.get(view.id, NO_COPIES), self.similar.get(view.id, ()))

    def beside(self, issue: IssueKey) -> IssuesBeside:
        self._begin()
        here = (issue.issue_date, issue.edition)
        keys = sorted((i.issue_date, i.edition) for i in self.issues() if i.paper == issue.paper)
        before, after = [key for key in keys if key < here], [key for key in keys if key > here]
        return IssuesBeside(
            IssueKey(issue.paper, *before[-1]) if before else None, IssueKey(issue.paper, *after[0]) if after else None
        )

    def issue(self, paper: str, issue_date: date, edition: int = 1) -> tuple[RecordView, ...]:
        self._begin()
        key = (paper, issue_date.isoformat(), edition)
        found = [v for v in self.records if (v.source["paper"], v.source["issue_date"], v.source["edition"]) == key]
        if not found:
            raise NotInArchive("库里没有这一期。", "there is no such issue")
        return tuple(sorted(found, key=lambda view: (view.source["page"], view.source["first_line"])))

    def page(self, paper: str, issue_date: date, edition: int, page: int) -> tuple[RecordView, ...]:
        return tuple(view for view in self.issue(paper, issue_date, edition) if view.source["page"] == page)

    def issues(self) -> tuple[IssueSummary, ...]:
        self._begin()
        keys = {(v.source["issue_date"], v.source["paper"], v.source["edition"]) for v in self.records}
        return tuple(
            IssueSummary(
                paper,
                date.fromisoformat(day),
                edition,
                None,
                tuple(sorted({view.source["page"] for view in self.issue(paper, date.fromisoformat(day), edition)})),
                len(self.issue(paper, date.fromisoformat(day), edition)),
            )
            for day, paper, edition in sorted(keys, reverse=True)
        )

    def ids(self, paper: str, first: date, last: date) -> Iterator[str]:
        self._begin()
        days = first.isoformat(), last.isoformat()
        return (v.id for v in self.records if v.source["paper"] == paper and days[0] <= v.source["issue_date"] <= days[1])

    def calendar(self) -> tuple[PaperCalendar, ...]:
        return calendars(self.issues(), lambda _paper: (self.publishing_days, Why.ASKED))

    def names(self, field: str) -> tuple[tuple[str, int], ...]:
        self._begin()
        counts = Counter(name for view in self.records for name in view.source.get(field, ()))
        return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))

    def names_by_year(self, field: str) -> tuple[NameYears, ...]:
        self._begin()
        years: dict[str, Counter[int]] = {}
        for view in self.records:
            for name in view.source.get(field, ()):
                years.setdefault(name, Counter())[int(view.source["issue_date"][:4])] += 1
        return tuple(
            NameYears(name, sum(counts.values()), tuple(sorted(counts.items()))) for name, counts in sorted(years.items())
        )

    def health(self) -> Health:
        if self.fail:
            return Health(None, None, None, self.fail)
        return Health("9.5.3", "fake-v1-20241105T000000Z", len(self.records), None, self.stale)

    def _begin(self) -> None:
        self.fault()
        if self.fail:
            raise self.fail

    def _facet(self, name: str, request: SearchRequest, today: date | None) -> tuple[FacetValue, ...]:
        chosen = request.selected(name) if name != DAY.name else (request.day.isoformat(),) if request.day else ()
        without = request.without(name)
        if name == "on":
            without = (
                without.with_(years=(), months=()).without(DAY.name) if request.day else without.with_(years=(), months=())
            )
        counts: Counter[str] = Counter()
        for view in self.records:
            if _matches(view.source, without):
                counts.update(set(_values(view.source, name)))
        if name == "on":
            counts = Counter({value: counts[value] for value in month_days(request, today) if counts[value]})
        if name == DAY.name and request.day:
            counts = Counter({day: n for day, n in counts.items() if day[:7] == request.day.isoformat()[:7]})
        for value in chosen:
            counts.setdefault(value, 0)
        order = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        if name in ("year", "month", "day"):
            order.sort(reverse=True)
        return tuple(FacetValue(value, count, value in chosen) for value, count in order)


def away() -> EngineUnavailable:
    """The error of an engine that is gone, with what readers must not see."""
    return EngineUnavailable("检索引擎没有运行。日志:/secret/engine.log", "no engine of /secret is running")


def _values(source: dict[str, Any], facet: str) -> Sequence[str]:
    match facet:
        case "reporter":
            return list(source.get("reporters", ()))
        case "department":
            return list(source.get("departments", ()))
        case "contributor":
            roles = ("reporters", "correspondents", "interns", "photographers")
            return [name for role in roles for name in source.get(role, ())]
        case "photographer" | "correspondent" | "intern":
            return list(source.get(f"{facet}s", ()))
        case "person":
            return list(source.get("people", ()))
        case "kind":
            return [source["kind"]]
        case "year":
            return [source["issue_date"][:4]]
        case "month":
            return [source["issue_date"][:7]]
        case "day":
            return [source["issue_date"]]
        case "on":
            return [source["issue_date"][5:]]
        case "page_no":
            return [str(source["page"])]
        case _:
            return [source["paper"]]


def _matches(source: dict[str, Any], request: SearchRequest) -> bool:
    text = f"{source.get('headline', '')}\n{source.get('body', '')}\n{source.get('superseded', '')}"
    if request.text.strip('"') not in text:
        return False
    if request.from_ and source["issue_date"] < request.from_.isoformat():
        return False
    if request.to and source["issue_date"] > request.to.isoformat():
        return False
    chosen = {facet.name: request.selected(facet.name) for facet in FACETS}
    return all(not values or set(values) & set(_values(source, name)) for name, values in chosen.items())
