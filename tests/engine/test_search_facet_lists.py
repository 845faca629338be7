"""Lists of all values of a facet, days and this day in any year, on the engine, against counts in Python."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from evaluation.search.facets import Asked, count, counted_records
from tests.webui.search.corpus import record
from tests.webui.search.loaded import loaded
from webui.search import query
from webui.search.archive import Archive
from webui.search.facet_request import FacetRequest
from webui.search.facets import FACET_BY_NAME, LISTED_FACETS, ROLES
from webui.search.histogram import histogram
from webui.search.request import SearchRequest
from webui.search.results import SearchResults

pytestmark = pytest.mark.engine

NAMES = ("乔知远", "林屿", "司徒听澜", "柯木", "尉迟雪青", "单青砚", "阿依古丽·买买提", "欧阳秋")
OFFICES = ("区财政局", "区水利局", "市水利局", "市委", "省发展和改革委员会", "国家统计局", "研究院&C+D#车间")
FIELDS = ("reporters", "correspondents", "interns", "photographers", "people")


def documents(count: int, seed: int) -> list[dict[str, Any]]:
    """Records of five years, some days of them often, with credits in every role."""
    chance = random.Random(seed)
    days = [date(2020, 2, 28) + timedelta(days=chance.randrange(1800)) for _ in range(60)]
    days += [date(year, month, day) for year in (2020, 2021, 2024) for month, day in ((11, 16), (2, 28))] + [
        date(2024, 2, 29)
    ] * 5
    made = []
    for number in range(count):
        fields = {field: chance.sample(NAMES, chance.choice((0, 0, 1, 2))) for field in FIELDS}
        credited = dict.fromkeys(name for field in FIELDS[:-1] for name in fields[field])
        day = chance.choice(days).isoformat()
        made.append(
            record(
                number,
                chance.choice(("防汛", "花展", "防汛花展")),
                "正文",
                day=day,
                page=chance.randint(1, 12),
                kind=chance.choice(("article", "article", "caption", "notice")),
                paper=chance.choice(("lanting", "lanting", "yunzhao")),
                departments=chance.sample(OFFICES, chance.randint(0, 3)),
                contributors=list(credited),
                **fields,
            )
        )
    return made


DOCUMENTS = documents(400, seed=16)
RECORDS = counted_records(DOCUMENTS)


@pytest.fixture(scope="module")
def archive(client: Elasticsearch) -> Iterator[Archive]:
    """All of them."""
    with loaded(client, DOCUMENTS) as archive:
        yield archive


def requests(number: int) -> Iterator[SearchRequest]:
    """Queries with up to four conditions of any facet, ranges, single days and a role."""
    chance = random.Random(number)
    for _ in range(number):
        changes: dict[str, Any] = {}
        for name in chance.sample(sorted(FACET_BY_NAME), chance.randint(0, 4)):
            values = {
                "department": OFFICES,
                "kind": ("article", "caption"),
                "paper": ("lanting", "yunzhao", "nobody"),
                "page_no": tuple(range(1, 14)),
                "year": tuple(range(2019, 2026)),
                "month": tuple(f"{year}-{month:02}" for year in (2020, 2021, 2024) for month in (2, 7, 11)),
                "on": ("11-16", "02-29", "02-28", "07-01"),
            }.get(name, (*NAMES, "无名氏"))
            changes[FACET_BY_NAME[name].attribute] = tuple(chance.sample(values, chance.randint(1, 2)))
        kind = chance.randrange(4)
        day = date.fromisoformat(chance.choice(DOCUMENTS)["issue_date"])
        if kind == 1:
            changes |= {"from_": day, "to": day + timedelta(days=chance.choice((0, 0, 20, 61, 400, 900)))}
        elif kind == 2:
            changes |= {"to": day}
        yield SearchRequest(
            text=chance.choice(("", "防汛", "防汛 花展", "-花展")),
            role=chance.choice((None, *ROLES)),
            page=chance.choice((1, 1, 2)),
            **changes,
        )


def asked(request: SearchRequest) -> Asked:
    """The request with the ids that its text finds."""
    titles = {"": ("防汛", "花展", "防汛花展"), "防汛": ("防汛", "防汛花展"), "防汛 花展": ("防汛花展",), "-花展": ("防汛",)}
    return Asked(request, frozenset(d["id"] for d in DOCUMENTS if d["headline"] in titles[request.text]))


def counted(results: SearchResults) -> dict[str, dict[str, int]]:
    """By facet, the values with their counts."""
    return {name: {value.value: value.count for value in values} for name, values in results.facets.items()}


def test_every_facet_of_every_combination_equals_a_count(archive: Archive) -> None:
    """250 combinations: total, every counted facet value by value, chosen values with 0 among them."""
    for request in requests(250):
        results = archive.search(request)
        total, counts = count(RECORDS, asked(request))
        found = counted(results)
        assert results.total == total, request.url()
        assert {name: found[name] for name in counts} == counts, request.url()
        assert set(found) - set(counts) <= {"day"}
        assert all(value.selected == (value.value in request.selected("reporter")) for value in results.facets["reporter"])


def test_every_list_of_values_equals_a_count(archive: Archive) -> None:
    """Each facet in turn, in pages of five: no value left out, none twice, the counts as beside the results."""
    for number, request in enumerate(requests(120)):
        facet = LISTED_FACETS[number % len(LISTED_FACETS)]
        wanted = FacetRequest(facet, request, size=5, order="pinyin" if number % 2 else "count")
        first = archive.facet(wanted)
        pages = [first, *(archive.facet(wanted.with_(page=page)) for page in range(2, first.last_page + 1))]
        listed = [(value.value, value.count) for page in pages for value in page.values]
        _, counts = count(RECORDS, asked(request), (facet.name,))
        assert len(listed) == len(dict(listed)) == first.total == first.everything
        assert dict(listed) == counts[facet.name], wanted.url()
        assert {value.value for value in first.chosen} == set(request.selected(facet.name))


def test_the_bars_add_up_and_each_leads_to_its_count(archive: Archive) -> None:
    """No gap, at most 62 bars, every record in one; a bar's search finds as many as the bar says."""
    from webui.pages.date_panel import narrowed

    units = set()
    for request in requests(120):
        results = archive.search(request)
        found = histogram(results)
        if found is None:
            assert results.total == 0 or request.day
            continue
        units.add(found.unit)
        assert 1 <= len(found.bars) <= 62
        assert all(
            after.first == before.last + timedelta(days=1) for before, after in zip(found.bars, found.bars[1:], strict=False)
        )
        if not request.day:
            assert sum(bar.count for bar in found.bars) == results.total, request.url()
        for bar in found.bars[:40:7]:
            if bar.count and not bar.selected:
                assert archive.count(narrowed(found.unit, bar, request)) == bar.count, request.url()
    assert units == {"day", "month", "year"}


def test_the_days_of_a_short_span_are_counted_where_they_do_not_fit_on_a_page(client: Elasticsearch) -> None:
    """Thirty records of three days: asked for in a second request, since the page shows twenty."""
    made = [record(number, "花展", "正文", day=f"2024-03-{1 + number % 3:02}") for number in range(30)]
    with loaded(client, made) as archive:
        assert counted(archive.search(SearchRequest()))["day"] == {"2024-03-01": 10, "2024-03-02": 10, "2024-03-03": 10}
        shown = histogram(archive.search(SearchRequest(text="花展")))
        assert shown is not None and shown.unit == "day" and len(shown.bars) == 31


def test_this_day_in_any_year_finds_every_year(archive: Archive) -> None:
    """11-16 of three years; 29 February only in leap years; today is counted where no other day is meant."""
    for value in ("11-16", "02-29"):
        wanted = {d["id"] for d in DOCUMENTS if d["issue_date"].endswith(value)}
        results = archive.search(SearchRequest(month_days=(value,), size=100))
        assert {hit.id for hit in results.hits} == wanted and wanted
    today = archive.search(SearchRequest(years=(2024,)), date(2021, 11, 16)).facets["on"]
    assert [(value.value, value.count) for value in today] == [("11-16", archive.count(SearchRequest(month_days=("11-16",))))]
    assert archive.search(SearchRequest(), date(2021, 7, 1)).facets["on"] == ()


def test_a_list_is_sought_by_part_pinyin_initials_and_alias(client: Elasticsearch) -> None:
    """Names folded, surnames in their own reading; an office by another of its names."""
    made = [
        record(n, "花展", "正文", reporters=[name], departments=[office])
        for n, (name, office) in enumerate(zip(NAMES, OFFICES, strict=False))
    ]
    with loaded(client, made) as plain:
        archive = Archive(
            client,
            plain._index.alias,
            office_forms=lambda: {"发改委": "发展和改革委员会", "发展和改革委员会": "发展和改革委员会"},
        )

        def found(name: str, find: str, **more: Any) -> list[str]:
            request = FacetRequest(FACET_BY_NAME[name], find=find, **more)
            return sorted(value.value for value in archive.facet(request).values)

        assert found("reporter", "知遠") == found("reporter", "qiaozhi") == found("reporter", "QZY") == ["乔知远"]
        assert found("reporter", "shan") == ["单青砚"]
        assert found("reporter", "买买提") == ["阿依古丽·买买提"]
        assert found("reporter", "无此人") == found("reporter", "xyz") == []
        assert found("department", "发改委") == found("department", "fgw") == ["省发展和改革委员会"]
        assert found("department", "水利", level="市") == ["市水利局"]
        assert found("department", "c+d#") == ["研究院&C+D#车间"]
        letters = archive.facet(FacetRequest(FACET_BY_NAME["department"])).letters
        assert letters == (("C", 1), ("F", 1), ("S", 3), ("T", 1), ("Y", 1))


def test_more_values_than_one_step_are_all_listed(client: Elasticsearch, monkeypatch: pytest.MonkeyPatch) -> None:
    """With steps of 40: 130 names, none left out, under a search that leaves some away."""
    made = [record(n, "花展" if n % 10 else "防汛", "正文", reporters=[f"记者{n:03}"]) for n in range(130)]
    monkeypatch.setattr(query.facets, "MANY_VALUES", 40)
    with loaded(client, made) as archive:
        whole = archive.facet(FacetRequest(FACET_BY_NAME["reporter"], SearchRequest(text="花展"), size=1000))
        assert sorted(value.value for value in whole.values) == [f"记者{n:03}" for n in range(130) if n % 10]
