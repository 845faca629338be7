"""Facets and filters tell the truth, on the engine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import parse_qsl
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from indexer.errors import IndexMissing, NotInArchive
from tests.webui.search.corpus import record
from tests.webui.search.loaded import loaded
from webui.search.archive import Archive
from webui.search.request import SearchRequest
from webui.search.results import IssueKey, IssuesBeside

pytestmark = pytest.mark.engine


def counts(archive: Archive, facet: str, **filters: Any) -> dict[str, int]:
    return {value.value: value.count for value in archive.search(SearchRequest(**filters)).facets[facet]}


def found(archive: Archive, **filters: Any) -> list[str]:
    return [hit.id for hit in archive.search(SearchRequest(size=100, **filters)).hits]


def test_no_value_is_cut_at_ten(client: Elasticsearch) -> None:
    """Thirteen records by thirteen reporters give thirteen values."""
    with loaded(client, [record(n, f"消息{n}", "正文", reporters=[f"记者{n:02}"]) for n in range(13)]) as archive:
        assert counts(archive, "reporter") == {f"记者{n:02}": 1 for n in range(13)}


def test_beyond_a_thousand_values_the_rest_is_reported_and_a_chosen_one_counted(client: Elasticsearch) -> None:
    """The list ends at a thousand and says so; a chosen value far behind keeps its true count."""
    names = [f"通讯{n:04}" for n in range(1100)]
    with loaded(client, [record(n, None, "正文", departments=[name]) for n, name in enumerate(names)]) as archive:
        results = archive.search(SearchRequest(departments=("通讯1099",)))
        assert results.total == 1
        values = {value.value: value for value in results.facets["department"]}
        assert values["通讯1099"].count == 1
        assert values["通讯1099"].selected
        assert results.facet_rest == {"department": 99}  # 通讯1099 is listed
        assert len(archive.names("departments")) == 1100


@pytest.fixture(scope="module")
def archive(client: Elasticsearch) -> Iterator[Archive]:
    """Six records of four days, with shared bylines and an office with an awkward name."""
    documents = [
        record(1, "防汛一", "甲", day="2023-06-03", reporters=["林屿"], departments=["区水务局"]),
        record(2, "防汛二", "乙", day="2023-06-04", reporters=["乔知远"], departments=["区水务局"]),
        record(
            3, "防汛三", "丙", day="2023-06-17", reporters=["乔知远"], departments=["区住建局"], page=2, page_name="综合新闻"
        ),
        record(4, "花展", "丁", day="2023-06-18", reporters=["林屿", "乔知远"], departments=["研究院&C+D#车间"]),
        record(5, None, "图为花展。", day="2023-06-18", kind="caption", photographers=["阿依古丽·买买提"]),
        record(6, "旧闻", "戊", day="2019-12-31", reporters=["司徒听澜"], people=["司徒听澜"]),
    ]
    with loaded(client, documents) as archive:
        yield archive


def test_a_facet_ignores_its_own_choice_and_obeys_the_others(archive: Archive) -> None:
    """With 林屿 chosen, the reporters are counted as without, the offices only for 林屿."""
    chosen = {"text": "防汛", "reporters": ("林屿",)}
    assert found(archive, **chosen) == ["lanting/2023-06-03/1/a1"]
    assert counts(archive, "reporter", **chosen) == {"乔知远": 2, "林屿": 1}
    assert counts(archive, "department", **chosen) == {"区水务局": 1}


def test_values_of_one_facet_are_alternatives_and_facets_must_all_hold(archive: Archive) -> None:
    """林屿 or 乔知远, and 区水务局."""
    assert len(found(archive, reporters=("林屿", "乔知远"))) == 4
    assert len(found(archive, reporters=("林屿", "乔知远"), departments=("区水务局",))) == 2


def test_a_shared_byline_counts_for_each_and_once_in_the_total(archive: Archive) -> None:
    """One record by two reporters."""
    results = archive.search(SearchRequest(text="花展", kinds=("article",)))
    assert results.total == 1
    assert {value.value: value.count for value in results.facets["reporter"]} == {"林屿": 1, "乔知远": 1}


def test_a_chosen_value_without_records_stays_with_count_zero(archive: Archive) -> None:
    """A chosen reporter who has nothing under the other filters can still be un-chosen."""
    results = archive.search(SearchRequest(text="旧闻", reporters=("林屿",)))
    assert results.total == 0
    assert [(value.value, value.count, value.selected) for value in results.facets["reporter"]] == [
        ("司徒听澜", 1, False),
        ("林屿", 0, True),
    ]


def test_a_name_is_one_value_never_cut(archive: Archive) -> None:
    """Compound surnames and names with an interpunct are whole."""
    assert "司徒听澜" in counts(archive, "reporter")
    assert archive.names("photographers") == (("阿依古丽·买买提", 1),)
    assert archive.names("reporters") == (("乔知远", 3), ("林屿", 2), ("司徒听澜", 1))


def test_an_awkward_name_survives_its_address(archive: Archive) -> None:
    """& + # in a value come back from the link."""
    request = SearchRequest().toggle("department", "研究院&C+D#车间")
    read = SearchRequest.from_params(parse_qsl(request.query_string()), strict=True)
    assert [hit.id for hit in archive.search(read).hits] == ["lanting/2023-06-18/1/a4"]


def test_both_ends_of_a_range_of_days_are_included(archive: Archive) -> None:
    """From the 4th to the 17th: both are in, the 3rd and the 18th are not."""
    days = {hit.issue_date.day for hit in archive.search(SearchRequest(from_=date(2023, 6, 4), to=date(2023, 6, 17))).hits}
    assert days == {4, 17}


def test_a_day_has_no_time_zone(archive: Archive) -> None:
    """New Year's Eve stays in its year, month and day."""
    eve = date(2019, 12, 31)
    results = archive.search(SearchRequest(from_=eve, to=eve))
    assert [hit.issue_date for hit in results.hits] == [eve]
    assert counts(archive, "year") == {"2023": 5, "2019": 1}
    assert counts(archive, "month") == {"2023-06": 5, "2019-12": 1}
    assert found(archive, years=(2019,)) == found(archive, months=("2019-12",)) == ["lanting/2019-12-31/1/a6"]


def test_years_and_months_are_listed_newest_first(archive: Archive) -> None:
    """In the order of a calendar read backwards, however many records they have."""
    assert list(counts(archive, "month", months=("2020-05",))) == ["2023-06", "2020-05", "2019-12"]


def test_pages_papers_and_kinds_are_filters(archive: Archive) -> None:
    """Each alone, and page by its name in the query."""
    assert found(archive, page_nos=(2,)) == found(archive, text="版:综合") == ["lanting/2023-06-17/2/a3"]
    assert found(archive, kinds=("caption",)) == ["lanting/2023-06-18/1/c5"]
    assert len(found(archive, papers=("lanting",))) == 6
    assert found(archive, papers=("other",)) == []


def test_results_come_in_a_fixed_order_and_no_record_twice(archive: Archive) -> None:
    """Page by page, the results are the whole list."""
    for sort in ("date", "date_asc"):
        whole = found(archive, sort=sort)
        pages = [archive.search(SearchRequest(sort=sort, size=2, page=page)).hits for page in (1, 2, 3)]
        assert [hit.id for page in pages for hit in page] == whole
    assert whole[0].startswith("lanting/2019-12-31")
    assert found(archive)[:2] == ["lanting/2023-06-18/1/a4", "lanting/2023-06-18/1/c5"]


def test_a_page_beyond_the_last_is_empty_and_knows_the_total(archive: Archive) -> None:
    """No error and no suggestion: there are results, only not here."""
    results = archive.search(SearchRequest(page=40))
    assert (results.total, results.hits, results.suggestions) == (6, (), ())
    for page in (100, 101, 100_000):
        beyond = archive.search(SearchRequest(page=page, size=100))
        assert (beyond.total, beyond.hits) == (6, ())


def test_the_lists_of_issues_and_pages_are_complete(archive: Archive) -> None:
    """Issues newest first with their pages; a page and an issue in printed order."""
    assert [(issue.issue_date.isoformat(), issue.pages, issue.records) for issue in archive.issues()] == [
        ("2023-06-18", (1,), 2),
        ("2023-06-17", (2,), 1),
        ("2023-06-04", (1,), 1),
        ("2023-06-03", (1,), 1),
        ("2019-12-31", (1,), 1),
    ]
    assert [view.id[-2:] for view in archive.page("lanting", date(2023, 6, 18), 1, 1)] == ["a4", "c5"]
    assert [view.id[-2:] for view in archive.issue("lanting", date(2023, 6, 18))] == ["a4", "c5"]
    assert archive.record("lanting/2023-06-18/1/a4").source["headline"] == "花展"


def test_the_issue_before_and_after_is_the_nearest_by_day_then_by_edition(client: Elasticsearch) -> None:
    """Of the same paper; a second edition of a day comes after the first, and nothing before the first issue."""
    second = {**record(1, "号外", "文", day="2024-11-05"), "edition": 2, "id": "lanting/2024-11-05-e2/1/a1"}
    other = {**record(1, "别报", "文", day="2024-11-06"), "paper": "other", "id": "other/2024-11-06/1/a1"}
    plain = [record(n, "报", "文", day=day) for day in ("2024-10-29", "2024-11-05", "2024-11-12") for n in (1, 2)]
    first, both = IssueKey("lanting", date(2024, 10, 29)), IssueKey("lanting", date(2024, 11, 5))
    extra, last = IssueKey("lanting", date(2024, 11, 5), 2), IssueKey("lanting", date(2024, 11, 12))
    with loaded(client, [*plain, second, other]) as archive:
        for before, issue, after in ((None, first, both), (first, both, extra), (both, extra, last), (extra, last, None)):
            assert archive.beside(issue) == IssuesBeside(before, after)
        assert archive.beside(IssueKey("other", date(2024, 11, 6))) == IssuesBeside(None, None)


def test_more_issues_than_one_step_of_the_list(client: Elasticsearch) -> None:
    """1,050 issues: all of them, none twice."""
    days = [date.fromordinal(date(2020, 1, 1).toordinal() + n).isoformat() for n in range(1050)]
    with loaded(client, [record(1, "报", "文", day=day, issue_number=f"第{n}期") for n, day in enumerate(days)]) as archive:
        issues = archive.issues()
        assert [issue.issue_date.isoformat() for issue in issues] == days[::-1]
        assert issues[0].issue_number == "第1049期"


def test_what_is_not_there_is_said(archive: Archive) -> None:
    """An unknown record, page or issue, and an address that no record can have."""
    for record_id in ("lanting/2023-06-18/1/a9", "../../etc", "长" * 600):
        with pytest.raises(NotInArchive):
            archive.record(record_id)
    with pytest.raises(NotInArchive):
        archive.page("lanting", date(2023, 6, 18), 1, 9)
    with pytest.raises(NotInArchive):
        archive.issue("lanting", date(2000, 1, 1))


def test_a_missing_index_is_an_error_of_ours(client: Elasticsearch) -> None:
    """Before the first ingest every question has the same answer."""
    archive = Archive(client, f"search{uuid4().hex[:10]}")
    for ask in (lambda: archive.search(SearchRequest()), lambda: archive.record("x"), archive.issues):
        with pytest.raises(IndexMissing):
            ask()
    health = archive.health()
    assert isinstance(health.problem, IndexMissing)
    assert not health.ready


def test_health_names_engine_index_and_records(archive: Archive) -> None:
    """What /healthz and doctor show."""
    health = archive.health()
    assert health.ready
    assert health.records == 6
    assert health.engine_version
    assert health.index


def test_newer_comes_first_only_among_equally_good(client: Elasticsearch) -> None:
    """Order `recent`: of two reports that are about it the newer; one that only mentions it stays behind, however new."""
    documents = [
        record(1, "沄河防汛", "正文。", day="2012-06-01"),
        record(2, "沄河防汛", "正文。", day="2022-06-01"),
        record(3, "会议纪要", "会上谈到沄河防汛。", day="2024-06-01"),
    ]
    with loaded(client, documents) as archive:
        recent = archive.search(SearchRequest(text="沄河防汛", sort="recent"))
        assert [hit.id[8:12] for hit in recent.hits] == ["2022", "2012", "2024"]
        scores = [hit.score or 0 for hit in recent.hits]
        plain = {hit.id: hit.score or 0 for hit in archive.search(SearchRequest(text="沄河防汛")).hits}
        gains = [score - plain[hit.id] for hit, score in zip(recent.hits, scores, strict=True)]
        assert 20 > gains[0] > gains[1] > 0 and gains[2] > gains[0]
