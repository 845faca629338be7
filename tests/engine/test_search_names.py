"""Names on the engine: facets offered for them, pinyin, slips of the pen, aliases of offices, suggestions while one types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch, helpers

from mappings.names import new_index_name
from mappings.record import index_body
from tests.webui.search.corpus import record
from tests.webui.search.loaded import loaded
from webui.search.archive import Archive, shelves
from webui.search.facets import FACET_BY_NAME
from webui.search.name_cache import LOOK_SECONDS, NameCache
from webui.search.names import KINDS
from webui.search.request import SearchRequest
from webui.search.results import SearchResults

pytestmark = pytest.mark.engine

FORMS = {
    "发展和改革委员会": "发展和改革委员会",
    "发改委": "发展和改革委员会",
    "发展改革委": "发展和改革委员会",
    "财政局": "财政局",
}
DOCUMENTS = [
    record(1, "环湖步道贯通", "记者 乔知远", reporters=["乔知远"], departments=["区发展和改革委员会"]),
    record(
        2,
        "沄河清淤",
        "区发改委负责人介绍。记者 单立方",
        reporters=["乔知远", "单立方"],
        departments=["区发展和改革委员会", "区财政局"],
    ),
    record(3, "花展开幕", "本报记者 乔知远 摄", photographers=["乔知远", "柯木"], people=["林屿"]),
    record(4, "花展现场", "摄影：柯*木", kind="caption", photographers=["柯木"]),
    record(5, "花展", "市发展改革委通报。", day="2023-05-01", reporters=["乔知远航"], departments=["市发展和改革委员会"]),
    record(6, "花展", "尉迟雪青、曾长安到场。PM2.5与QZY型水泵。", day="2023-05-02", interns=["尉迟雪青"], people=["曾长安"]),
    record(7, None, "乔知远说，市财政局也来了。", kind="caption", day="2023-05-02", departments=["市财政局"]),
]


@pytest.fixture(scope="module")
def archive(client: Elasticsearch) -> Iterator[Archive]:
    """The seven records."""
    alias, name = _index(client)
    helpers.bulk(client, ({"_index": name, "_id": one["id"], "_source": one} for one in DOCUMENTS), refresh=True)
    yield Archive(client, alias, office_forms=lambda: FORMS)
    client.indices.delete(index=name)


def _index(client: Elasticsearch) -> tuple[str, str]:
    alias = f"names{uuid4().hex[:10]}"
    name = str(new_index_name(alias))
    body = index_body("ik")
    client.indices.create(index=name, settings=body["settings"], mappings=body["mappings"], aliases={alias: {}})
    return alias, name


def search(archive: Archive, text: str = "", **filters: Any) -> SearchResults:
    return archive.search(SearchRequest(text=text, **filters))


def ids(results: SearchResults) -> set[str]:
    return {hit.id for hit in results.hits}


def offers(results: SearchResults) -> list[tuple[str, str, int]]:
    return [(offer.kind, offer.text, offer.count) for offer in results.offers]


def suggestions(results: SearchResults) -> dict[str, int]:
    return {suggestion.text: suggestion.count for suggestion in results.suggestions}


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("乔知远", [("reporter", "乔知远", 2), ("photographer", "乔知远", 1)]),
        ("喬知遠", [("reporter", "乔知远", 2), ("photographer", "乔知远", 1)]),
        ("记者 乔知远", [("reporter", "乔知远", 2)]),
        ("柯木", [("photographer", "柯木", 2)]),
        ("林屿", [("person", "林屿", 1)]),
        ("发改委", [("department", "区发展和改革委员会", 2), ("department", "市发展和改革委员会", 1)]),
        ("发展和改革委员会", [("department", "区发展和改革委员会", 2), ("department", "市发展和改革委员会", 1)]),
        ("市发改委", [("department", "市发展和改革委员会", 1)]),
        ("部门:发改委", [("department", "区发展和改革委员会", 2), ("department", "市发展和改革委员会", 1)]),
        ("花展", []),
        ("知远", []),
        ("乔知远 花展", []),
    ],
)
def test_a_query_that_is_a_name_offers_its_facet_with_the_count_it_has(
    archive: Archive, text: str, offered: list[tuple[str, str, int]]
) -> None:
    results = search(archive, text)
    assert offers(results) == offered
    for offer in results.offers:
        assert archive.search(offer.request).total == offer.count
        assert offer.request.selected(offer.kind) == (offer.text,)


def test_an_offer_counts_under_the_chosen_filters_and_is_never_one_of_nothing(archive: Archive) -> None:
    assert offers(search(archive, "发改委", years=(2023,))) == [("department", "市发展和改革委员会", 1)]
    assert offers(search(archive, "林屿", years=(2023,))) == []


def test_a_whole_name_behind_its_field_finds_what_the_facet_finds(archive: Archive) -> None:
    fields = {"reporter": "记者", "department": "部门", "person": "人物"}
    for kind, word in fields.items():
        for name, count in archive.names(FACET_BY_NAME[kind].field):
            by_facet = archive.search(SearchRequest().with_(**{FACET_BY_NAME[kind].attribute: (name,)}))
            assert ids(search(archive, f"{word}:{name}")) == ids(by_facet) and by_facet.total == count, name
    assert offers(search(archive, "记者:乔知远"))[-1] == ("reporter", "乔知远航", 1)
    assert search(archive, "记者:知远").total == 3
    assert search(archive, '记者:"乔知远"').total == 3
    assert search(archive, "花展 -记者:乔知远").total == 4


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("qiaozhiyuan", "乔知远"),
        ("QiaoZhiyuan", "乔知远"),
        ("qiao zhi yuan", "乔知远"),
        ("Zhiyuan Qiao", "乔知远"),
        ("qiaozy", "乔知远"),
        ("slf", "单立方"),
        ("shanlifang", "单立方"),
        ("yuchixueqing", "尉迟雪青"),
        ("zengchangan", "曾长安"),
        ("乔之远", "乔知远"),
        ("乔知园", "乔知远"),
        ("单力方", "单立方"),
        ("尉迟雪清", "尉迟雪青"),
        ("fagaiwei", "部门:区发展和改革委员会"),
        ("记者:乔之远", "记者:乔知远"),
        ("开幕 乔之远", "开幕 乔知远"),
        ("开幕 qiaozhiyuan", "开幕 乔知远"),
    ],
)
def test_what_finds_nothing_leads_to_the_nearest_name(archive: Archive, text: str, name: str) -> None:
    results = search(archive, text)
    assert results.total == 0
    assert suggestions(results)[name] == search(archive, name).total > 0


def test_every_suggestion_has_its_true_count(archive: Archive) -> None:
    for text in ("qzhy", "乔知元", "柯沐", "kemu", "caizhengju", "查无此人", "林雨 花展", '"乔知源"', "部门:发改委 清淤"):
        for suggestion in search(archive, text).suggestions:
            assert archive.search(suggestion.request).total == suggestion.count > 0, (text, suggestion)


def test_a_name_that_no_text_has_in_one_piece_is_led_to_by_its_facet(archive: Archive) -> None:
    results = search(archive, "kemu")
    assert [(s.text, s.count, s.request.photographers) for s in results.suggestions] == [("摄影“柯木”", 2, ("柯木",))]


def test_a_wrong_name_or_an_alias_as_a_filter_leads_to_the_right_value(archive: Archive) -> None:
    [first, *_] = search(archive, reporters=("乔之远",)).suggestions
    assert (first.text, first.count, first.request.reporters) == ("记者“乔知远”", 2, ("乔知远",))
    found = search(archive, departments=("区发改委",)).suggestions
    assert (found[0].count, found[0].request.departments) == (2, ("区发展和改革委员会",))


def test_letters_that_find_something_and_spell_a_name_show_both(archive: Archive) -> None:
    results = search(archive, "QZY")
    assert results.total == 1
    assert suggestions(results) == {"乔知远": search(archive, "乔知远").total}
    assert search(archive, "PM").suggestions == ()
    assert search(archive, "花展").suggestions == ()


def typed(archive: Archive, text: str) -> list[tuple[str, str, int]]:
    found = archive.suggest(text)
    for suggestion in found:
        if suggestion.url.startswith("/search?"):
            request = SearchRequest.from_params(parse_qsl(urlsplit(suggestion.url).query), strict=True)
            assert archive.search(request).total == suggestion.count
        else:
            assert archive.record(suggestion.url[1:]).source["headline"] == suggestion.text
    return [(suggestion.kind, suggestion.text, suggestion.count) for suggestion in found]


def test_a_bare_whole_name_finds_what_is_credited_to_it(client: Elasticsearch) -> None:
    """The second part of a jumped article prints no byline; a quoted run, a title and a part of a name stay with the text."""
    documents = [
        record(1, "步道贯通", "本报讯（记者 沈墨舟）乾燥天气。", reporters=["沈墨舟"], contributors=["沈墨舟"]),
        record(2, None, "乾燥天气里，步道已经贯通。", reporters=["沈墨舟"], contributors=["沈墨舟"]),
        record(3, "花展", "花展开幕。", reporters=["祁远帆"], contributors=["祁远帆"]),
    ]
    with loaded(client, documents) as archive:

        def found(text: str) -> list[str]:
            return sorted(hit.id[-2:] for hit in archive.search(SearchRequest(text=text)).hits)

        assert found("沈墨舟") == found("记者:沈墨舟") == found("沈墨舟 乾燥") == ["a1", "a2"]
        assert found("沈墨舟|祁远帆") == ["a1", "a2", "a3"]
        assert found("-沈墨舟") == ["a3"]
        assert found('"沈墨舟"') == found("墨舟") == ["a1"]
        assert found("标题:沈墨舟") == []
        for text in ("沈墨舟", "沈墨舟 乾燥"):
            reasons = archive.explain(SearchRequest(text=text)).reasons
            assert all("Score" not in reason.sentence() for reason in reasons)


def test_phrases_of_several_headlines_are_suggested_with_true_counts(client: Elasticsearch) -> None:
    """Whole words only, and no phrase that stands only in a longer one; a headline of every week counts once."""
    headlines = (
        "望溪镇防汛值守到位",
        "各村防汛值守有序",
        "防汛演练在鹭洲村举行",
        "青珩社区防汛演练",
        "防汛工作会议召开",
        "防汛工程完工",
        "沄河水情",
        "沄河水情",
        "𠮷村防汛演练𠮷",
    )
    documents = [record(n, headline, "正文里也有防汛演练。") for n, headline in enumerate(headlines, 1)]
    with loaded(client, documents) as archive:
        found = [(s.text, s.count) for s in archive.suggest("防汛") if s.kind == "phrase"]
        assert found == [("防汛演练", 9), ("防汛值守", 2)]
        for suggestion in archive.suggest("防汛"):
            if suggestion.kind == "phrase":
                assert archive.search(suggestion.request).total == suggestion.count
        assert [s.text for s in archive.suggest("标题:防汛值") if s.kind == "phrase"] == ["防汛值守"]
        # typed in letters: what was typed itself is a phrase that is not there yet
        for spelled in ("fangxun", "fangx", "FANG XUN"):
            found = [(s.text, s.count) for s in archive.suggest(spelled) if s.kind == "phrase"]
            assert found == [("防汛", 9), ("防汛演练", 9), ("防汛值守", 2)], spelled
        assert [s.text for s in archive.suggest("fxyl") if s.kind == "phrase"] == ["防汛演练"]
        assert "防汛工程完工" in [s.text for s in archive.suggest("fangxungongc") if s.kind == "headline"]
        assert archive.suggest("xunfang") == ()
        for typed in ("沄河", "防汛 演练", "记者:防汛", "防汛演练", "无此词"):
            assert [s for s in archive.suggest(typed) if s.kind == "phrase"] == []


def test_suggestions_while_one_types(archive: Archive) -> None:
    assert typed(archive, "乔") == [("reporter", "乔知远", 2), ("reporter", "乔知远航", 1)]
    assert typed(archive, "qiaoz") == typed(archive, "乔")
    assert typed(archive, "q")[0] == ("reporter", "乔知远", 2)
    assert typed(archive, "发改") == [("department", "区发展和改革委员会", 2), ("department", "市发展和改革委员会", 1)]
    assert typed(archive, "财政") == [("department", "区财政局", 1), ("department", "市财政局", 1)]
    assert typed(archive, "部门:财")[0] == ("department", "区财政局", 1)
    assert typed(archive, "记者:财") == []
    assert sorted(typed(archive, "花展")) == [("headline", "花展", 4), ("headline", "花展开幕", 1), ("headline", "花展现场", 1)]
    assert typed(archive, "環湖")[0] == ("headline", "环湖步道贯通", 1)
    assert archive.suggest("环湖")[0].url == "/lanting/2024-11-05/1/a1"
    for text in ("", "，", "没有印过", '"', "*", "记者:", "a" * 600):
        assert typed(archive, text) == []


def test_names_of_many_pages_are_all_read(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = archive._shelves.names_by_kind()
    monkeypatch.setattr(shelves, "_MOST_NAMES", 1)
    assert archive._shelves.names_by_kind() == whole
    assert set(whole) == set(KINDS) and whole["reporter"] == {"乔知远": 2, "单立方": 1, "乔知远航": 1}


def test_the_names_follow_the_index(client: Elasticsearch) -> None:
    """Added, changed, removed, and another index behind the alias: seen without a word from whoever wrote."""
    alias, name = _index(client)
    archive = Archive(client, alias)
    now = [0.0]
    cache = NameCache(archive._index.version, archive._shelves.names_by_kind, dict, lambda: now[0])

    def reporters() -> dict[str, int]:
        now[0] += LOOK_SECONDS
        return dict(cache.names().counts["reporter"])

    assert reporters() == {}
    client.index(index=name, id="x1", document=record(1, reporters=["岑立方"]), refresh=True)
    assert dict(cache.names().counts["reporter"]) == {}
    assert reporters() == {"岑立方": 1}
    client.index(index=name, id="x1", document=record(1, reporters=["林屿"]), refresh=True)
    assert reporters() == {"林屿": 1}
    client.index(index=name, id="x2", document=record(2, reporters=["柯木"]), refresh=True)
    client.delete(index=name, id="x1", refresh=True)
    assert reporters() == {"柯木": 1}
    _, second = _index(client)
    client.index(index=second, id="x1", document=record(1, reporters=["施𫖯"]), refresh=True)
    client.indices.update_aliases(
        actions=[{"remove": {"index": name, "alias": alias}}, {"add": {"index": second, "alias": alias}}]
    )
    assert reporters() == {"施𫖯": 1}
    client.indices.delete(index=name)
    client.indices.delete(index=second)
