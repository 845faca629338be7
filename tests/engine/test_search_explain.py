"""Why the first hit is first, from the engine's own explanation: nothing is left out, nothing is added."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from elasticsearch import Elasticsearch

from tests.webui.search.corpus import record
from tests.webui.search.loaded import loaded
from webui.search.archive import Archive
from webui.search.query import build_body
from webui.search.request import SearchRequest, Sort

pytestmark = pytest.mark.engine

DOCUMENTS = [
    record(
        1, "岚汀新区部署防汛值守", "本报讯(记者 乔知远)望溪镇防汛座谈。二〇二一年五月，岚汀花展开幕。", reporters=["乔知远"]
    ),
    record(2, "保障供水", "防汛不松劲，各村有人值守。", departments=["区水务局"]),
    record(3, None, "岚汀花展现场", kind="caption", page=2),
]


@pytest.fixture(scope="module")
def archive(client: Elasticsearch) -> Iterator[Archive]:
    """Three records."""
    with loaded(client, DOCUMENTS) as archive:
        yield archive


@pytest.mark.parametrize(
    "text",
    [
        "防汛",
        "防汛值守",
        "岚汀 花展",
        "沄 OR 防汛",
        '="防汛" -供水',
        '"防汛 值守"~20',
        "2021年",
        "标题:防汛 记者:知远",
        "部门:水务",
        "版:2",
        "岚汀花展什么时候开幕",
        "岚汀新区部署防汛值守",
        "-防汛",
    ],
)
@pytest.mark.parametrize("sort", ["relevance", "recent"])
def test_the_reasons_add_up_to_the_score(archive: Archive, text: str, sort: Sort) -> None:
    """And the first hit is the one that the search puts first."""
    request = SearchRequest(text=text, sort=sort)
    told = archive.explain(request)
    hits = archive.search(request).hits
    assert told.first is not None
    assert (told.first.id, told.first.score) == (hits[0].id, hits[0].score)
    assert sum(reason.place + reason.bm25 for reason in told.reasons) == pytest.approx(told.first.score, abs=0.01)
    assert all(reason.match != "other" or reason.place for reason in told.reasons), "a part that is not told in words"


@pytest.mark.parametrize("run", ["防", "防汛", "汛值守", "岚汀新区部署防汛值守", "(记"])
def test_a_run_is_told_as_it_was_asked_for(archive: Archive, run: str) -> None:
    """The engine prints its pairs: 防 汛 汛 值 值 守."""
    reasons = archive.explain(SearchRequest(text=f'"{run}"')).reasons
    assert {reason.text for reason in reasons if reason.match == "run"} == {run}


def test_what_is_shown_is_what_was_asked(archive: Archive) -> None:
    assert archive.explain(SearchRequest(text="防汛", page=3)).body == build_body(SearchRequest(text="防汛"))
    assert archive.explain(SearchRequest(text="无此词")).first is None
    assert archive.explain(SearchRequest(text="，")).order == "没有找到。"
