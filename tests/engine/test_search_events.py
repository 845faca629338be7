"""The days that a text names are searched apart from the day on which it was printed, on the engine."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from tests.webui.search.corpus import record
from tests.webui.search.loaded import loaded
from webui.search.archive import Archive
from webui.search.request import SearchRequest

pytestmark = pytest.mark.engine

FIRST = date(2023, 12, 20)
Span = tuple[date, date]


def spans_of(chance: random.Random) -> list[Span]:
    """None to three days or stretches of days, about the turn of a year and a leap day."""
    spans = []
    for _ in range(chance.randint(0, 3)):
        first = FIRST + timedelta(days=chance.randint(0, 80))
        spans.append((first, first + timedelta(days=chance.choice((0, 0, 0, 1, 6, 30)))))
    return spans


@pytest.fixture(scope="module")
def told() -> dict[str, list[Span]]:
    """By id, the days that each of eighty records tells of."""
    chance = random.Random(20231220)
    return {record(n, None, "正文")["id"]: spans_of(chance) for n in range(80)}


@pytest.fixture(scope="module")
def archive(client: Elasticsearch, told: dict[str, list[Span]]) -> Iterator[Archive]:
    documents = [
        record(
            n,
            None,
            "正文",
            event_dates=[
                {"gte": first.isoformat(), "lte": last.isoformat()} for first, last in told[record(n, None, "正文")["id"]]
            ],
        )
        for n in range(80)
    ]
    with loaded(client, documents) as archive:
        yield archive


def found(archive: Archive, **asked: Any) -> set[str]:
    results = archive.search(SearchRequest(size=100, **asked))
    assert results.total == len(results.hits)
    return {hit.id for hit in results.hits}


def test_a_record_is_found_by_each_day_it_tells_of_and_by_no_other(archive: Archive, told: dict[str, list[Span]]) -> None:
    for number in range(-1, 115):
        day = FIRST + timedelta(days=number)
        wanted = {one for one, spans in told.items() if any(first <= day <= last for first, last in spans)}
        assert found(archive, event_from=day, event_to=day) == wanted, day


def test_a_stretch_of_days_finds_what_meets_it(archive: Archive, told: dict[str, list[Span]]) -> None:
    chance = random.Random(7)
    for _ in range(60):
        first = FIRST + timedelta(days=chance.randint(-5, 100))
        last = first + timedelta(days=chance.randint(0, 20))
        meets = {one for one, spans in told.items() if any(begin <= last and end >= first for begin, end in spans)}
        assert found(archive, event_from=first, event_to=last) == meets
        assert found(archive, event_from=first) == {one for one, spans in told.items() if any(end >= first for _, end in spans)}
        assert found(archive, event_to=last) == {one for one, spans in told.items() if any(begin <= last for begin, _ in spans)}


def test_facets_count_under_it_and_a_dead_end_leads_out(archive: Archive, told: dict[str, list[Span]]) -> None:
    day = date(2024, 2, 29)
    asked = SearchRequest(event_from=day, event_to=day)
    kinds = archive.search(asked).facets["kind"]
    assert sum(value.count for value in kinds) == len(found(archive, event_from=day, event_to=day)) > 0
    nothing = archive.search(SearchRequest(text="正文", event_from=date(1999, 1, 1), event_to=date(1999, 1, 1)))
    assert nothing.total == 0
    (way,) = [way for way in nothing.suggestions if way.request == SearchRequest(text="正文")]
    assert (way.text, way.why, way.count) == ("去掉文中日期", "没有提到这段日期的条目", len(told))
