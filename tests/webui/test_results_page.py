"""The page of results: hits, facets, chips, order, pages, nothing found."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl, quote, urlsplit

from tests.webui.fake_archive import FakeArchive, details
from tests.webui.search.corpus import record
from tests.webui.site import Site, address, one, text, texts
from webui.search.request import SearchRequest
from webui.search.results import RecordView, Suggestion


def params(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query)


def test_a_hit_shows_kind_headline_marks_credits_offices_day_and_page(site: Site) -> None:
    soup = site.page("/search?q=步道&from=2024-11-01&kind=article")
    hit = soup.select(".hit")[0]
    assert not hit.select(".kind")
    assert text(hit, "h2 a") == "环湖步道全线贯通"
    assert texts(hit, "h2 mark") == ["步道"]
    assert set(texts(hit, ".fragment mark")) == {"步道"}
    assert "2024年11月5日 星期二" in text(hit, ".meta:not(.offices)")
    assert "第1版" in text(hit, ".meta:not(.offices)")
    assert "记者 乔知远" in text(hit, ".meta:not(.offices)")
    assert "有提醒" in text(hit, ".meta:not(.offices)")
    assert text(hit, ".offices") == "部门 区财政局、区住房和城乡建设局"
    assert params(str(hit.select_one(".offices a")["href"])) == [("department", "区财政局")]  # type: ignore[index]


def test_half_width_punctuation_is_shown_as_printed(site: Site) -> None:
    soup = site.page("/search?q=总投资")
    assert "到场,总投资3.2亿元;市民" in text(soup, ".hit .fragment")


def test_a_caption_shows_its_text_in_the_place_of_a_headline_and_only_once(site: Site) -> None:
    hit = one(site.page("/search?q=散步"), ".hit")
    assert text(hit, "h2.running a") == "市民在环湖步道上散步。本报记者 柯木 摄"
    assert texts(hit, "h2 mark") == ["散步"]
    assert not hit.select(".fragment")
    assert "摄影 柯木" in text(hit, ".meta")
    assert text(hit, ".kind") == "图片说明"


def test_the_link_of_a_hit_carries_the_whole_search_and_the_record_leads_back_to_it(site: Site) -> None:
    search = "/search?q=步道&reporter=乔知远&from=2024-11-01&sort=date"
    hit = address(site.page(search), ".hit h2 a")
    back = address(site.page(hit), ".crumbs .back")
    assert params(back) == params(search)


def test_every_facet_value_is_a_link_that_adds_it_with_the_count_it_leads_to(site: Site) -> None:
    soup = site.page("/search?q=步道")
    for link in soup.select(".facet li > a"):
        chosen = site.page(str(link["href"]))
        found = int(text(chosen, ".total").split()[1])
        assert found == int(text(link, ".n")), link


def test_two_values_of_a_facet_are_both_chosen_first_and_marked(site: Site) -> None:
    soup = site.page("/search?q=&kind=notice&kind=caption")
    values = soup.select(".facet-kind li > a")
    assert ["selected" in (link.get("class") or []) for link in values] == [True, True, False]
    assert all("已选" in value.get_text() for value in values[:2])
    assert texts(soup, ".chip") == ["类型 公告 ×（去掉这个条件）", "类型 图片说明 ×（去掉这个条件）"]
    assert text(soup, ".total") == "共 2 条"


def test_a_chosen_value_is_a_link_that_gives_it_up(site: Site) -> None:
    soup = site.page("/search?q=步道&kind=caption&year=2024")
    assert params(address(soup, ".facet-kind a.selected")) == [("q", "步道"), ("year", "2024")]


def test_each_chip_removes_its_own_filter_and_clear_removes_all(site: Site) -> None:
    soup = site.page("/search?q=步道&reporter=乔知远&from=2024-11-01")
    assert [params(str(chip["href"])) for chip in soup.select(".chip")] == [
        [("q", "步道"), ("from", "2024-11-01")],
        [("q", "步道"), ("reporter", "乔知远")],
    ]
    assert params(address(soup, ".clear")) == [("q", "步道")]


def test_a_chosen_value_without_records_does_not_vanish(site: Site) -> None:
    soup = site.page("/search?q=步道&reporter=无名氏&month=2019-03")
    assert "已选 无名氏 0" in text(soup, ".facet-reporter a.selected").replace("✓", "")
    assert "2019年3月 0" in text(soup, ".facet-date a.selected")


def test_months_stand_below_their_year(site: Site) -> None:
    soup = site.page("/search?q=步道")
    year = one(soup, ".facet-date > ul > li")
    assert text(year, ":scope > a").startswith("2024年")
    assert texts(year, ".inner > li > a .value") == ["11月", "10月"]
    assert texts(year, ".days .value") == ["5日", "29日"]


def test_of_two_years_only_the_chosen_one_shows_its_months(site: Site, archive: FakeArchive) -> None:
    old = record(1, "步道规划", "步道规划公示。", day="2023-05-09", details=details())
    archive.records.append(RecordView(old["id"], old))
    assert not site.page("/search?q=步道").select(".facet-date .inner")
    soup = site.page("/search?q=步道&year=2023")
    assert texts(soup, ".facet-date .inner > li > a .value") == ["5月"]


def test_more_than_ten_values_stand_behind_a_fold_and_none_is_lost(site: Site, archive: FakeArchive) -> None:
    names = [f"记者{number:02}" for number in range(25)]
    for number, name in enumerate(names, 10):
        document = record(number, "短讯", "短讯。", reporters=[name], details=details())
        archive.records.append(RecordView(document["id"], document))
    soup = site.page("/search?q=短讯")
    assert len(soup.select(".facet-reporter > ul > li")) == 10
    assert text(soup, ".facet-reporter summary") == "还有 15 项"
    assert sorted(texts(soup, ".facet-reporter .value")) == names
    assert one(soup, ".facet-reporter details").get("open") is None


def test_eleven_values_are_all_seen_at_once(site: Site, archive: FakeArchive) -> None:
    for number in range(11):
        document = record(number + 10, "短讯", "短讯。", reporters=[f"记者{number:02}"], details=details())
        archive.records.append(RecordView(document["id"], document))
    soup = site.page("/search?q=短讯")
    assert len(soup.select(".facet-reporter > ul > li")) == 11
    assert not soup.select(".facet-reporter details")


def test_the_date_form_keeps_the_search_and_shows_what_is_chosen(site: Site) -> None:
    form = one(site.page("/search?q=步道&kind=article&from=2024-11-01&page=1"), ".dates")
    hidden = [(tag["name"], tag["value"]) for tag in form.select("input[type=hidden]")]
    assert hidden == [("q", "步道"), ("kind", "article")]
    assert [tag["value"] for tag in form.select("input[type=date]")] == ["2024-11-01", ""]
    assert all(tag.find_parent("label") for tag in form.select("input[type=date]"))


def test_an_empty_date_form_filters_nothing(site: Site) -> None:
    assert text(site.page("/search?q=步道&from=&to="), ".total") == "共 4 条"


def test_the_search_box_keeps_the_filters_but_not_the_page(site: Site) -> None:
    form = one(site.page("/search?q=步道&kind=article&page=1&sort=date"), ".searchbox")
    assert [(tag["name"], tag["value"]) for tag in form.select("input[type=hidden]")] == [("kind", "article")]
    assert one(form, "#q")["value"] == "步道"
    assert one(form, "label[for=q]").get_text() == "检索全文"


def test_the_order_can_be_chosen_and_the_present_one_is_marked(site: Site) -> None:
    soup = site.page("/search?q=步道&sort=date")
    assert texts(soup, ".sorts a") == ["最相关", "相关且较新", "最新在前", "最早在前"]
    assert text(soup, ".sorts a[aria-current]") == "最新在前"
    assert params(str(soup.select(".sorts a")[3]["href"])) == [("q", "步道"), ("sort", "date_asc")]
    assert texts(site.page("/search?kind=article"), ".sorts a") == ["最新在前", "最早在前"]


def test_pages_have_numbers_previous_and_next(site: Site) -> None:
    soup = site.page("/search?q=步道&size=1&page=2")
    assert text(soup, ".total") == "共 4 条 第 2 页，共 4 页"
    assert texts(soup, ".pager a") == ["上一页", "1", "2", "3", "4", "下一页"]
    assert text(soup, ".pager a[aria-current=page]") == "2"
    assert params(address(soup, ".pager a[rel=next]")) == [("q", "步道"), ("page", "3"), ("size", "1")]
    assert params(address(soup, ".pager a[rel=prev]")) == [("q", "步道"), ("size", "1")]
    assert not site.page("/search?q=步道&size=1&page=4").select("[rel=next]")


def test_a_page_behind_the_last_one_leads_back(site: Site) -> None:
    soup = site.page("/search?q=步道&page=7")
    assert "只有 1 页" in text(soup, ".notice")
    assert params(address(soup, ".notice .button")) == [("q", "步道")]


def test_nothing_found_offers_ways_on_with_their_counts_and_tips(site: Site, archive: FakeArchive) -> None:
    other = SearchRequest(text="步道", from_=date(2024, 1, 1))
    either = Suggestion("步道 OR 停车", 5, "含任一个即可", SearchRequest(text="步道 OR 停车"))
    archive.suggestions = (Suggestion("步道", 4, "去掉一个词", other), either)
    archive.also_searched = ("沒有的詞",)
    soup = site.page("/search?q=没有的词&reporter=乔知远")
    assert text(soup, ".notice h2") == "没有找到"
    assert "没有的词" in text(soup, ".notice > p:not(.actions)")
    assert texts(soup, ".suggestions li") == ["步道 4 条 去掉一个词", "步道 或 停车 5 条 含任一个即可"]
    assert [link["href"] for link in soup.select(".suggestions a")] == [other.url(), either.request.url()]
    assert texts(soup, ".also") == ["也检索了：沒有的詞"], "less cannot be more than nothing"
    assert soup.select(".notice a[href='/search/form']")
    assert any("引号" in tip for tip in texts(soup, ".notice > ul:not(.suggestions) li"))
    assert not soup.select(".pager, .hits")


def test_also_searched_and_notes_are_told(site: Site, archive: FakeArchive) -> None:
    archive.also_searched, archive.notes = ("网络",), ("检索词太长，只用了前 500 个字。",)
    page = site.page("/search?q=步道&kind=article")
    assert texts(page, ".also") == ["也检索了：网络 只查原样写法", "检索词太长，只用了前 500 个字。"]
    assert address(page, ".also a") == "/search?q=%3D%22%E6%AD%A5%E9%81%93%22&kind=article"


def test_from_the_exact_form_one_link_leads_back(site: Site, archive: FakeArchive) -> None:
    page = site.page("/search?kind=article&q=" + quote('="网络"'))
    assert texts(page, ".also") == ["加了等号的词只查原样写法。 也检索其他写法"]
    assert address(page, ".also a") == "/search?q=%22%E7%BD%91%E7%BB%9C%22&kind=article"
    assert texts(site.page("/search?q=" + quote('="步道"')), ".also") == []


def test_a_search_is_for_readers_not_for_search_engines(site: Site) -> None:
    soup = site.page("/search?q=步道")
    assert one(soup, "meta[name=robots]")["content"] == "noindex"


def test_equal_searches_have_one_canonical_address(site: Site) -> None:
    a = address(site.page("/search?sort=relevance&page=1&kind=article&q=步道&nonsense=1"), "link[rel=canonical]")
    b = address(site.page("/search?q=步道&kind=article"), "link[rel=canonical]")
    assert a == b == "http://testserver/search?q=%E6%AD%A5%E9%81%93&kind=article"


def test_the_title_says_what_was_searched(site: Site) -> None:
    assert text(site.page("/search?q=步道"), "head > title") == "步道 - 检索结果 - 岚汀导报"
    assert text(site.page("/search?reporter=乔知远"), "head > title") == "乔知远 - 岚汀导报"
    assert text(site.page("/search"), "head > title") == "全部条目 - 岚汀导报"
