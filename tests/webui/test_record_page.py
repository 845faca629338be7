"""The page of a record."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

from tests.webui.fake_archive import FakeArchive, details
from tests.webui.search.corpus import record
from tests.webui.site import Site, address, one, text, texts
from webui.search.results import RecordView

RECORD = "/lanting/2024-11-05/1/a1"


def test_the_whole_text_stands_there_paragraph_by_paragraph(site: Site) -> None:
    soup = site.page(RECORD)
    assert text(soup, ".story h1") == "环湖步道全线贯通"
    assert text(soup, ".kicker") == "慢下来的岚汀"
    assert text(soup, ".subtitle") == "一圈九公里"
    assert [tag.get_text() for tag in soup.select(".text p")] == [
        "本报讯（记者　乔知远）11月4日上午，环湖步道全线贯通。",
        "区财政局、区住建局负责人到场,总投资3.2亿元;市民林屿说，走一圈刚好九公里。",
        "（下转第2版）",
    ]
    assert not soup.select("mark")


def test_credits_offices_and_people_are_links_to_searches(site: Site) -> None:
    soup = site.page(RECORD)
    assert texts(soup, ".credits li") == ["记者 乔知远", "实习生 尉迟雪青"]
    hrefs = {tag.get_text(): parse_qsl(urlsplit(str(tag["href"])).query) for tag in soup.select(".credits a, .about dd a")}
    assert hrefs["乔知远"] == [("reporter", "乔知远")]
    assert hrefs["尉迟雪青"] == [("intern", "尉迟雪青")]
    assert hrefs["区财政局"] == [("department", "区财政局")]
    assert hrefs["林屿"] == [("person", "林屿")]
    about = text(soup, ".about")
    assert "区住房和城乡建设局 原文作 区住建局，待确认" in about
    assert "林屿 市民" in about


def test_the_day_of_the_event_is_told_apart_from_the_day_of_the_issue(site: Site) -> None:
    soup = site.page(RECORD)
    rows = {text(row, "dt"): texts(row, "dd") for row in soup.select(".about dl > div")}
    assert rows["出版日期"] == ["岚汀导报 2024年11月5日 星期二"]
    assert rows["文中日期"] == ["11月4日上午（2024年11月4日）", "近日（未换算）"]
    (link,) = (tag for tag in soup.select(".about dd a") if tag.get_text().startswith("11月4日"))
    assert parse_qsl(urlsplit(str(link["href"])).query) == [("event_from", "2024-11-04"), ("event_to", "2024-11-04")]


def test_where_it_comes_from_is_told(site: Site) -> None:
    rows = {text(row, "dt"): texts(row, "dd") for row in site.page(RECORD).select(".about dl > div")}
    assert rows["来源"] == ["2024-11-05/01.txt", "格式 文本文件", "编码 UTF-8", "行 3–9、14–15", "收录批次 测试批次"]
    assert rows["固定地址"] == [RECORD]
    assert rows["另存为"] == ["BibTeX", "RIS", "CSL-JSON", "GB/T 7714", "纯文本", "JSON 数据"]


def test_doubts_are_told_in_chinese_with_their_lines(site: Site) -> None:
    soup = site.page(RECORD)
    assert text(soup, ".warnings li") == "文末断开 文章在「……九公里」处断开。 （行 9）"
    assert not site.page("/lanting/2024-11-05/1/c1").select(".warnings")


def test_a_mark_that_the_first_screen_does_not_show_is_one_click_away(site: Site, archive: FakeArchive) -> None:
    long = record(7, "湖边一日", "\n".join(["晨练。", "午后。", "黄昏。", "灯下说湖。", "夜深说湖。"]), details=details())
    archive.records.append(RecordView(long["id"], long))
    soup = site.page("/lanting/2024-11-05/1/a7?q=说湖")
    assert address(soup, ".jump.found a") == "#found"
    assert one(soup, "#found").get_text() == "灯下说湖。"
    for near in ("", "?q=黄昏", "?q=没有这样的字"):
        assert not site.page(f"/lanting/2024-11-05/1/a7{near}").select("#found, .jump.found")


def corrected(archive: FakeArchive) -> None:
    """The caption, corrected twice: its text, and who took the picture."""
    view = next(view for view in archive.records if view.id == "lanting/2024-11-05/1/c1")
    view.source["superseded"] = "市民在环湖布道上散步。\n柯本"
    view.source["details"] = details(
        corrections=[
            {
                "number": 7,
                "at": "2024-11-06T04:20:00+00:00",
                "by": "沈雁秋",
                "field": "body",
                "before": "市民在环湖布道上散步。\n本报记者 柯木 摄",
                "after": "市民在环湖步道上散步。\n本报记者 柯木 摄",
                "note": "<b>照清样</b>",
            },
            {
                "number": 9,
                "at": "上周",
                "by": None,
                "field": "photographers",
                "before": ["柯本", "林屿"],
                "after": ["柯木"],
                "note": None,
            },
            {
                "number": 11,
                "at": "2024-11-06",
                "by": "沈雁秋",
                "field": "colour",
                "before": None,
                "after": {"x": 1},
                "note": "",
            },
        ]
    )


def test_what_was_corrected_is_listed_with_the_hits_of_the_search_marked(site: Site, archive: FakeArchive) -> None:
    corrected(archive)
    soup = site.page("/lanting/2024-11-05/1/c1?q=布道")
    section = one(soup, ".corrections")
    assert texts(section, "li strong") == ["正文", "摄影", "colour"]
    assert texts(section, "del .value") == ["市民在环湖布道上散步。", "本报记者 柯木 摄", "柯本", "林屿"]
    assert texts(section, "ins .value") == ["市民在环湖步道上散步。", "本报记者 柯木 摄", "柯木", '{"x": 1}']
    assert texts(section, "del .aside") == ["（空）"]
    assert texts(soup, "mark") == texts(section, "del mark") == ["布道"], "today's text has no such word"
    local = datetime(2024, 11, 6, 4, 20, tzinfo=UTC).astimezone()
    first, second, third = texts(section, "li p")
    assert first == f"2024年11月{local.day}日 {local:%H:%M}，沈雁秋 <b>照清样</b>"
    assert second == "上周"
    assert third.endswith("沈雁秋")


def test_a_record_that_was_never_corrected_has_no_list_of_corrections(site: Site) -> None:
    assert not site.page(RECORD).select(".corrections")


def test_programs_read_the_corrections_of_a_record(site: Site, archive: FakeArchive) -> None:
    corrected(archive)
    answer = site.get("/api/v1/records/lanting/2024-11-05/1/c1").json()
    assert [correction["number"] for correction in answer["corrections"]] == [7, 9, 11]
    assert site.get(f"/api/v1/records{RECORD}").json()["corrections"] == []


def test_a_card_shows_an_earlier_form_as_one_and_never_as_the_title(site: Site, archive: FakeArchive) -> None:
    corrected(archive)
    card = one(site.page("/search?q=布道"), ".hit")
    assert one(card, "h2 a").get_text() == "市民在环湖步道上散步。本报记者 柯木 摄"
    assert texts(card, ".fragment") == ["更正前市民在环湖布道上散步。"]
    assert texts(card, ".fragment mark") == ["布道"]
    hit = site.get("/api/v1/search?q=布道").json()["hits"][0]
    assert [fragment["field"] for fragment in hit["fragments"]] == ["body", "superseded"]
    feed = site.get("/feed.atom?q=布道").text
    assert "更正前：市民在环湖布道上散步。" in feed and "<title>市民在环湖步道上散步" in feed


def test_a_record_of_which_only_an_earlier_form_is_left_is_named_by_its_kind(site: Site, archive: FakeArchive) -> None:
    corrected(archive)
    for view in archive.records:
        if view.id == "lanting/2024-11-05/1/c1":
            del view.source["body"]
    card = one(site.page("/search?q=布道"), ".hit")
    assert one(card, "h2 a").get_text() == "图片说明"
    assert texts(card, ".fragment") == ["更正前市民在环湖布道上散步。"]


def test_a_jump_leads_to_the_page_it_names(site: Site) -> None:
    assert address(site.page(RECORD), ".jump a") == "/lanting/2024-11-05/2/"


def test_this_page_and_this_day_stand_beside_it(site: Site) -> None:
    soup = site.page(RECORD)
    assert texts(soup, ".around .record") == ["图片说明 市民在环湖步道上散步。本报记者 柯木 摄"]
    assert texts(soup, ".around .tags a") == ["第1版 2", "第2版 综合新闻 2"]
    assert address(soup, "a[rel=next]") == "/lanting/2024-11-05/1/c1"
    assert not soup.select("a[rel=prev]")
    assert address(site.page("/lanting/2024-11-05/1/c1"), "a[rel=prev]") == RECORD


def test_what_was_searched_is_marked_and_the_address_stays_one(site: Site) -> None:
    soup = site.page(f"{RECORD}?q=步道&kind=article")
    assert texts(soup, "mark") == ["步道", "步道"]
    assert address(soup, "link[rel=canonical]") == f"http://testserver{RECORD}"
    assert one(soup, "#q")["value"] == "步道"
    assert parse_qsl(urlsplit(address(soup, ".back")).query) == [("q", "步道"), ("kind", "article")]


def test_a_search_that_cannot_be_used_does_not_hide_the_record(site: Site) -> None:
    soup = site.page(f"{RECORD}?q=步道&from=2024-13-77")
    assert text(soup, ".story h1") == "环湖步道全线贯通"
    assert not soup.select(".back")


def test_a_caption_has_its_words_as_title_and_a_heading_for_those_who_listen(site: Site) -> None:
    soup = site.page("/lanting/2024-11-05/1/c1")
    assert text(soup, "h1.unseen") == "市民在环湖步道上散步。本报记者 柯木 摄"
    assert text(soup, "head > title").startswith("市民在环湖步道上散步")
    assert text(soup, ".story > header .kind") == "图片说明"
