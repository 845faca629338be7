"""The address of the suggestions, and what the page of results shows of names."""

from __future__ import annotations

from urllib.parse import quote

from indexer.errors import IndexMissing
from tests.webui.fake_archive import FakeArchive, away
from tests.webui.site import Site, address, one, text, texts
from webui.search.request import SearchRequest
from webui.search.results import Offer, Suggestion
from webui.search.suggest import TypedSuggestion

NAME = TypedSuggestion("乔知远", "reporter", 12, SearchRequest(reporters=("乔知远",)))


def test_suggestions_are_answered_as_promised(site: Site, archive: FakeArchive) -> None:
    archive.typed = (NAME,)
    assert site.get("/api/v1/suggest?q=qzy").json() == {
        "query": "qzy",
        "suggestions": [{"text": "乔知远", "kind": "reporter", "count": 12, "url": NAME.url}],
    }
    assert site.get("/api/v1/suggest").json() == {"query": "", "suggestions": []}
    assert site.get(f"/api/v1/suggest?q={quote('：“*')}").status_code == 200


def test_bad_input_is_named_also_while_the_engine_is_away(site: Site, archive: FakeArchive) -> None:
    archive.fail = away()
    for query, field in (("q=a&q=b", "q"), ("q=a&limit=3", "limit"), ("term=a", "term")):
        error = site.get(f"/api/v1/suggest?{query}", 400).json()["error"]
        assert error["field"] == field and error["code"] and error["message"]


def test_an_engine_that_is_away_says_when_to_come_again(site: Site, archive: FakeArchive) -> None:
    for archive.fail in (away(), IndexMissing("没有索引。", "no index")):
        response = site.get("/api/v1/suggest?q=a", 503)
        assert int(response.headers["retry-after"]) > 0 and "error" in response.json()
        assert "secret" not in response.text


def test_only_get_is_answered(site: Site) -> None:
    assert site.client.post("/api/v1/suggest?q=a").status_code == 405


def test_the_box_names_address_and_words_for_the_script(site: Site) -> None:
    box = one(site.page("/"), "form.searchbox")
    assert box["data-suggest"] == "/api/v1/suggest" and box["data-reporter"] == "记者" and "{n}" in str(box["data-some"])
    script = str(one(site.page("/"), "script[src*=suggest]")["src"])
    assert "immutable" in site.get(script).headers["cache-control"]
    assert site.get(script).headers["content-type"].startswith("text/javascript")


def test_a_name_offers_its_facets_above_the_results(site: Site, archive: FakeArchive) -> None:
    archive.offers = (
        Offer("reporter", "乔知远", 1234, NAME.request),
        Offer("department", "区<u>局</u>", 1, SearchRequest(departments=("区<u>局</u>",))),
    )
    soup = site.page(f"/search?q={quote('步道')}")
    assert texts(soup, ".offers a") == ["记者 乔知远，1,234 篇", "部门 区<u>局</u>，1 篇"]
    assert address(soup, ".offers li:first-child a") == NAME.url
    assert site.get(f"/api/v1/search?q={quote('步道')}").json()["offers"][0] == {
        "kind": "reporter",
        "text": "乔知远",
        "count": 1234,
        "url": NAME.url,
    }
    archive.offers = ()
    assert not site.page("/search").select(".offers") and "offers" not in site.get("/api/v1/search").json()


def test_names_that_letters_spell_stand_beside_the_results(site: Site, archive: FakeArchive, monkeypatch: object) -> None:
    archive.offers = ()
    archive.suggestions_beside = (Suggestion("乔知远", 3, "拼音“alert”", SearchRequest(text="乔知远")),)
    soup = site.page("/search?q=alert")
    assert one(soup, ".meant a").get_text() == "乔知远" and text(soup, ".meant .n") == "3 条"


def test_a_chosen_role_is_a_chip_and_is_kept_by_the_box(site: Site) -> None:
    soup = site.page(f"/search?photographer={quote('柯木')}")
    assert texts(soup, ".hit h2 a") == ["市民在环湖步道上散步。本报记者 柯木 摄"]
    assert text(soup, ".chip").startswith("摄影 柯木")
    assert one(soup, ".searchbox input[name=photographer]")["value"] == "柯木"
