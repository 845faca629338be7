"""Searches that find nothing, on the engine: names written wrongly, several mistakes at once, and the laws of every way on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from tests.webui.search.corpus import record
from tests.webui.search.loaded import loaded
from webui.search.archive import Archive
from webui.search.request import SearchRequest
from webui.search.results import SearchResults
from webui.search.suggestions import MOST_SHOWN

pytestmark = pytest.mark.engine

DOCUMENTS = [
    record(1, "云棹湖清淤", "本报讯（记者 吕雪青）清淤收尾，防汛物资到位。", reporters=["吕雪青"], day="2020-06-01"),
    record(2, "灯会开幕", "本报讯（记者 仇望舒）灯会与花展同日开幕。", reporters=["仇望舒"], day="2020-09-01"),
    record(3, "老街修缮", "本报讯（记者 单映川 曾立秋）網絡直播修缮现场。", reporters=["单映川", "曾立秋"], day="2022-02-03"),
    record(4, "停水通知", "沄河路停水。", kind="notice", day="2022-02-04", page=2),
    record(5, None, "湖边晨跑。盖知遥 摄", kind="caption", photographers=["盖知遥"], day="2022-07-09"),
    record(
        6,
        "乡村夜校",
        "本报讯（记者 阿依努尔·买买提、解思齐）夜校开课。",
        reporters=["阿依努尔·买买提", "解思齐"],
        day="2023-01-02",
    ),
]


@pytest.fixture(scope="module")
def archive(client: Elasticsearch) -> Iterator[Archive]:
    """The six records."""
    with loaded(client, DOCUMENTS) as archive:
        yield archive


def dead(archive: Archive, text: str = "", **filters: Any) -> SearchResults:
    results = archive.search(SearchRequest(text=text, **filters))
    assert results.total == 0 or results.whole == 0  # of a long text, records with some of its words may be shown
    return results


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # one wrong character, in each place; the same sound; nearly the same sound
        ("吕雪清", "吕雪青"),
        ("吕霄青", "吕雪青"),
        ("闾雪青", "吕雪青"),
        ("仇望书", "仇望舒"),
        ("求望舒", "仇望舒"),
        ("单应川", "单映川"),
        ("曾力秋", "曾立秋"),
        ("增立秋", "曾立秋"),
        ("阿依努儿·买买提", "阿依努尔·买买提"),
        ("单川映", "单映川"),
        ("思齐解", None),
        # in Latin letters: in full, with ü as v, u, ü and yu, initials, surname with initials, surnames read in their own way
        ("lvxueqing", "吕雪青"),
        ("lü xueqing", "吕雪青"),
        ("luxueqing", "吕雪青"),
        ("Lyu Xueqing", "吕雪青"),
        ("lxq", "吕雪青"),
        ("lvxq", "吕雪青"),
        ("qiuwangshu", "仇望舒"),
        ("chouwangshu", "仇望舒"),
        ("qws", "仇望舒"),
        ("shanyingchuan", "单映川"),
        ("danyingchuan", "单映川"),
        ("zenglq", "曾立秋"),
        ("cenglq", "曾立秋"),
        ("xiesiqi", "解思齐"),
        ("jiesiqi", "解思齐"),
        ("gezhiyao", "盖知遥"),
        ("ayinuer", "阿依努尔·买买提"),
        # as a field, in quotation marks, beside a word, in a choice, with the role before it
        ("记者:吕雪清", "吕雪青"),
        ('"吕雪清"', "吕雪青"),
        ("清淤 吕雪清", "吕雪青"),
        ("清淤 lvxueqing", "吕雪青"),
        ("吕雪清 OR 查无此人", "吕雪青"),
        ("记者 吕雪清", "吕雪青"),
        ("本报记者吕雪清", "吕雪青"),
        ("记者:shanyingchuan", "单映川"),
    ],
)
def test_a_name_written_wrongly_leads_to_the_name(archive: Archive, text: str, name: str | None) -> None:
    ways = dead(archive, text).suggestions
    assert ways
    found = archive.search(ways[0].request)
    named = [one for one in {*DOCUMENTS_BY_NAME} if one in ways[0].text]
    assert named == ([name] if name else []), ways
    if name:
        assert {hit.id for hit in found.hits} <= DOCUMENTS_BY_NAME[name]
        for hit in found.hits:
            parts = [part for each in (hit.headline_parts, *(f.parts for f in hit.fragments)) for part in each if part.hit]
            # What was typed in letters is marked as the name that the link says.
            assert {part.text for part in parts} - {"清淤", "记者"} == ({name} if found.request.text else set())


DOCUMENTS_BY_NAME: dict[str, set[str]] = {}
for _document in DOCUMENTS:
    for _name in (*_document.get("reporters", ()), *_document.get("photographers", ())):
        DOCUMENTS_BY_NAME.setdefault(_name, set()).add(_document["id"])


def test_a_wrong_name_under_a_date_leads_to_the_name_in_the_nearest_years(archive: Archive) -> None:
    ways = dead(archive, "记者:单应川", from_=date(2021, 11, 1), to=date(2021, 11, 30)).suggestions
    assert [(way.text, way.count) for way in ways] == [("记者:单映川，把日期放宽到2021年至2022年", 1)]
    assert (ways[0].request.from_, ways[0].request.to) == (date(2021, 1, 1), date(2022, 12, 31))


def test_a_wrong_name_as_a_filter_and_another_role_lead_to_the_right_filter(archive: Archive) -> None:
    first = dead(archive, reporters=("仇忘舒",)).suggestions[0]
    assert first.request == SearchRequest(reporters=("仇望舒",))
    first = dead(archive, reporters=("盖知遥",)).suggestions[0]
    assert first.request == SearchRequest(photographers=("盖知遥",))
    first = dead(archive, "夜校", reporters=("解思奇",), years=(2022,)).suggestions[0]
    assert first.request == SearchRequest(text="夜校", reporters=("解思齐",), from_=date(2022, 1, 1), to=date(2023, 12, 31))


PIECES = (
    *("清淤", "灯会", "花展", "网络", "查无此词", "吕雪清", "qws", '"灯会花展"', '="网络"', '"灯会 开幕"~1', "《", "标题:花展"),
    *(
        "记者:单应川",
        "人物:林屿",
        "部门:发改委",
        "版:9",
        "-停水",
        "-清淤",
        "花展|查无",
        "清淤收尾与防汛物资准备工作",
        '"',
        "OR",
        "怎么停水",
    ),
)
FILTERS: dict[str, tuple[Any, ...]] = {
    "reporters": (("吕雪青",), ("吕雪清", "解思齐")),
    "kinds": (("notice",), ("caption",)),
    "page_nos": ((2,), (9,)),
    "papers": (("lanting",), ("other",)),
    "years": ((2020,), (2021,), (2022, 2023)),
    "months": (("2020-06",), ("2021-01",)),
    "from_": (date(2021, 3, 1), date(2022, 2, 4)),
    "to": (date(2022, 2, 20), date(2024, 1, 1)),
}


def requests(count: int, seed: int) -> Iterator[SearchRequest]:
    chance = random.Random(seed)
    for _ in range(count):
        names = chance.sample(sorted(FILTERS), chance.choice((0, 0, 1, 1, 2, 3)))
        text = " ".join(chance.sample(PIECES, chance.choice((0, 1, 1, 2, 3))))
        yield SearchRequest(text=text, **{name: chance.choice(FILTERS[name]) for name in names})


def test_every_dead_search_has_ways_on_and_each_finds_what_it_says(archive: Archive) -> None:
    """Through the door that readers use; none is the same search, none twice, none dead."""
    seen = 0
    for request in requests(160, seed=17):
        results = archive.search(request)
        if results.total:
            continue
        seen += 1
        assert 1 <= len(results.suggestions) <= MOST_SHOWN, request
        assert len({way.request for way in results.suggestions}) == len(results.suggestions)
        shown = [
            *((way.request, way.count) for way in results.suggestions),
            *((way.request, way.count) for way in results.offers),
        ]
        for way, count in shown:
            assert way != request.with_()
            assert archive.search(way).total == count > 0, (request, way)
    assert seen > 80


def test_an_empty_archive_offers_nothing(client: Elasticsearch) -> None:
    with loaded(client, []) as archive:
        assert dead(archive, "清淤 吕雪清", years=(2020,)).suggestions == ()
        assert dead(archive).suggestions == ()
