"""The page of a record: how it is cited, what programs read of it, and the parts of an article put together."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from indexer.settings import Settings
from tests.webui.fake_archive import ATTACK, FakeArchive, details
from tests.webui.search.corpus import record
from tests.webui.site import Site, address, one, text, texts
from webui.app import create_app
from webui.citations.citation import make_citation
from webui.pages.linked_data import linked_data
from webui.search.results import RecordView

RECORD = "/lanting/2024-11-05/1/a1"
URL = f"http://testserver{RECORD}"
TODAY = date.today().isoformat()


def data_of(soup: BeautifulSoup) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(one(soup, 'script[type="application/ld+json"]').get_text())
    return found


def test_the_citations_stand_folded_and_the_edition_of_the_archive_is_first(site: Site) -> None:
    box = one(site.page(RECORD), "details.cite")
    assert not box.has_attr("open")
    rows = {text(row, "dt"): text(row, "dd") for row in box.select("dl > div")}
    assert list(rows) == ["GB/T 7714—2015", "只引报纸原件，不带网址", "GB/T 7714—2025", "APA 第 7 版", "BibTeX"]
    assert rows["GB/T 7714—2015"] == f"乔知远, 尉迟雪青. 环湖步道全线贯通[N/OL]. 岚汀导报, 2024-11-05(1-2)[{TODAY}]. {URL}."
    assert rows["只引报纸原件，不带网址"] == "乔知远, 尉迟雪青. 环湖步道全线贯通[N]. 岚汀导报, 2024-11-05(1-2)."
    assert one(box, "pre").get_text() == site.get(f"{RECORD}.bib").text


def test_an_archive_that_cites_by_the_edition_of_2025_shows_it_first(archive: FakeArchive, tmp_path: Path) -> None:
    settings = Settings.from_env(home=tmp_path, paper="lanting", paper_name="岚汀导报", citation_edition="2025")
    with TestClient(create_app(settings, archive)) as client:
        site = Site(client)
        rows = texts(site.page(RECORD), ".cite dd")
        assert rows[:2] == [
            f"乔知远，尉迟雪青. 环湖步道全线贯通[N/OL]. 岚汀导报，2024-11-05（1-2）. {URL}.",
            "乔知远，尉迟雪青. 环湖步道全线贯通[N]. 岚汀导报，2024-11-05（1-2）.",
        ]
        assert site.get(f"{RECORD}.gbt7714").text == rows[0] + "\n"


def test_every_other_form_that_the_page_names_is_there(site: Site) -> None:
    soup = site.page(RECORD)
    links = soup.select(".saved a")
    assert len(links) == 6
    for link in links:
        assert site.get(str(link["href"])).headers["content-type"] == link["type"]
    alternates = [(str(link["href"]), str(link["type"])) for link in soup.select('link[rel="alternate"]')]
    assert alternates == [(str(link["href"]), str(link["type"])) for link in links]


def test_an_article_is_a_news_article_to_search_engines(site: Site) -> None:
    data = data_of(site.page(RECORD))
    assert data["@type"] == "NewsArticle"
    assert data["@id"] == data["url"] == URL
    assert data["headline"] == "环湖步道全线贯通"
    assert data["alternativeHeadline"] == "一圈九公里"
    assert data["datePublished"] == "2024-11-05"
    assert data["printPage"] == "1"
    assert [author["name"] for author in data["author"]] == ["乔知远", "尉迟雪青"]
    assert [thing["name"] for thing in data["mentions"]] == ["区财政局", "区住房和城乡建设局", "林屿"]
    issue = data["isPartOf"]
    assert (issue["@type"], issue["issueNumber"], issue["url"]) == (
        "PublicationIssue",
        "1207",
        "http://testserver/lanting/2024-11-05/",
    )
    assert issue["isPartOf"] == {"@type": "Newspaper", "name": "岚汀导报"}


def test_a_caption_is_an_image_and_a_notice_an_article(site: Site) -> None:
    caption = data_of(site.page("/lanting/2024-11-05/1/c1"))
    assert caption["@type"] == "ImageObject"
    assert caption["name"] == "市民在环湖步道上散步"
    assert caption["caption"] == "市民在环湖步道上散步。本报记者 柯木 摄"
    assert [author["name"] for author in caption["creator"]] == ["柯木"]
    notice = data_of(site.page("/lanting/2024-11-05/2/n1"))
    assert (notice["@type"], notice["genre"], notice["pagination"]) == ("Article", "公告", "2")


def test_a_link_to_a_record_shows_its_headline_in_a_chat(site: Site) -> None:
    soup = site.page(f"{RECORD}?q=步道")
    tags = [(str(tag["property"]), str(tag["content"])) for tag in soup.select("meta[property]")]
    assert dict(tags) == {
        "og:type": "article",
        "og:title": "环湖步道全线贯通",
        "og:description": str(one(soup, 'meta[name="description"]')["content"]),
        "og:url": URL,
        "og:site_name": "岚汀导报",
        "og:locale": "zh_CN",
        "article:published_time": "2024-11-05",
        "article:author": "尉迟雪青",
    }
    assert [content for name, content in tags if name == "article:author"] == ["乔知远", "尉迟雪青"]
    assert str(one(soup, "html")["lang"]) == "zh-CN"
    assert address(soup, 'link[rel="canonical"]') == URL


def test_a_page_and_an_issue_are_named_in_a_chat_too(site: Site) -> None:
    for path, title in (
        ("/lanting/2024-11-05/", "岚汀导报 2024年11月5日 星期二"),
        ("/lanting/2024-11-05/2/", "岚汀导报 2024年11月5日 星期二 第2版 综合新闻"),
    ):
        tags = {str(tag["property"]): str(tag["content"]) for tag in site.page(path).select("meta[property]")}
        assert (tags["og:title"], tags["og:url"]) == (title, f"http://testserver{path}")


def test_markup_in_a_record_does_not_get_out_of_its_data(site: Site, archive: FakeArchive) -> None:
    evil = f"</script><script>alert(1)</script><!--{ATTACK}"
    view = next(view for view in archive.records if view.id == RECORD[1:])
    view.source["headline"] = view.source["subtitle"] = evil
    soup = site.page(RECORD)
    assert data_of(soup)["headline"] == data_of(soup)["alternativeHeadline"] == evil
    assert all(script.get("src") or script.get("type") == "application/ld+json" for script in soup.select("script"))


@given(st.text(max_size=60))
def test_any_text_makes_data_that_can_be_read_and_cannot_end_the_block(body: str) -> None:
    view = RecordView("lanting/2024-11-05/1/c1", record(1, None, body, kind="caption", details=details()))
    settings = Settings.from_env(paper="lanting")
    written = linked_data(view, make_citation(view, settings, "http://x/", date(2026, 11, 30)), "http://x/", None, None)
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written).get("caption", "") == body


def jump(page: int, record_id: str | None, headline: str | None = None) -> dict[str, Any]:
    return {"raw": f"（第{page}版）", "page": page, "id": record_id, "headline": headline}


@pytest.fixture
def continued(tmp_path: Path) -> FakeArchive:
    """An article on pages 1, 3 and 4, and one whose two parts each name the other as what comes before."""
    ids = [f"lanting/2024-11-05/{page}/a1" for page in (1, 3, 4)]
    return FakeArchive(
        [
            record(1, "十年", "第一部分步道。", details=details(continues_to=jump(3, ids[1]))),
            record(
                1,
                None,
                "第二部分步道。\n接着。",
                page=3,
                details=details(continued_from=jump(1, ids[0]), continues_to=jump(4, ids[2])),
            ),
            record(1, None, "第三部分步道。", page=4, page_name="专题", details=details(continued_from=jump(3, ids[1]))),
            record(2, "圈", "左。", details=details(continued_from=jump(3, "lanting/2024-11-05/3/a2"))),
            record(2, "圈", "右。", page=3, details=details(continued_from=jump(1, "lanting/2024-11-05/1/a2"))),
        ]
    )


def test_the_parts_of_an_article_are_read_in_order_on_the_page_of_each(continued: FakeArchive, settings: Settings) -> None:
    whole = ["第一部分步道。", "第二部分步道。", "接着。", "第三部分步道。"]
    with TestClient(create_app(settings, continued)) as client:
        site = Site(client)
        for page in (1, 3, 4):
            soup = site.page(f"/lanting/2024-11-05/{page}/a1?q=步道")
            assert texts(soup, ".text p") == whole
            assert len(soup.select(".text mark")) == 3
        assert texts(site.page("/lanting/2024-11-05/1/a1"), ".part h2") == ["接第3版", "接第4版 专题"]
        middle = site.page("/lanting/2024-11-05/3/a1")
        assert texts(middle, ".part h2") == ["起于第1版", "接第4版 专题"]
        assert address(middle.select(".part h2")[0], "a") == RECORD
        assert texts(site.page("/lanting/2024-11-05/1/a2"), ".text p") == ["右。", "左。"]


def test_how_the_text_was_had_is_told_of_printed_pages(site: Site, archive: FakeArchive) -> None:
    view = next(view for view in archive.records if view.id == RECORD[1:])
    view.source["reader"] = "pdf"
    said = []
    for recognition in ({"recognised": False, "confidence": None}, {"recognised": True, "confidence": 0.97996}):
        view.source["details"]["recognition"] = recognition
        said.append(texts(site.page(RECORD), ".about dd.aside")[:2])
    assert said == [["格式 PDF 文件", "文字 取自文件的文字层"], ["格式 PDF 文件", "文字 由版面图识别，本版平均可信度 97.9%"]]
