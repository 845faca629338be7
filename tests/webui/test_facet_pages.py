"""Facets beside the results and the lists of all values, on pages and in the API."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, urlsplit

import pytest

from tests.webui.fake_archive import ATTACK, FakeArchive, details
from tests.webui.search.corpus import record
from tests.webui.site import Site, address, one, text, texts
from tests.webui.test_injection import is_clean
from webui.search.results import RecordView


def params(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query)


def add(archive: FakeArchive, count: int, **fields: object) -> None:
    for number in range(count):
        made = {name: [f"{value}{number:03}"] if isinstance(value, str) else value for name, value in fields.items()}
        document = record(100 + number, "短讯", "短讯。", details=details(), **made)  # type: ignore[arg-type]
        archive.records.append(RecordView(document["id"], document))


def test_one_role_is_shown_and_the_others_are_links(site: Site) -> None:
    soup = site.page("/search?q=步道")
    assert texts(soup, ".facet-reporter .roles a") == ["记者", "通讯员", "实习生", "摄影", "全部署名"]
    assert text(soup, ".facet-reporter .roles a[aria-current]") == "记者"
    photographers = site.page(str(soup.select(".facet-reporter .roles a")[3]["href"]))
    assert text(photographers, ".facet-reporter .roles a[aria-current]") == "摄影"
    assert texts(photographers, ".facet-reporter li .value") == ["柯木"]
    everybody = site.page("/search?q=步道&role=contributor")
    assert set(texts(everybody, ".facet-reporter li .value")) == {"乔知远", "尉迟雪青", "柯木", "<i>乔</i>"}
    assert texts(site.page("/search?q=步道&role=correspondent"), ".facet-reporter .rest") == ["这些条目没有这样的署名。"]


def test_a_chosen_role_shows_itself_and_stays_with_0(site: Site) -> None:
    soup = site.page("/search?q=停水&intern=无名氏")
    assert text(soup, ".facet-reporter .roles a[aria-current]") == "实习生"
    assert "已选 无名氏 0" in text(soup, ".facet-reporter a.selected").replace("✓", "")


def test_people_pages_and_several_papers_are_listed(site: Site, archive: FakeArchive) -> None:
    soup = site.page("/search?q=步道")
    assert texts(soup, ".facet-person .value") == ["林<a>", "林屿"]
    assert texts(soup, ".facet-page_no .value") == ["第1版", "第2版"]
    assert not soup.select(".facet-paper")
    other = {**archive.records[0].source, "paper": "yunzhao", "id": "yunzhao/2024-11-05/1/a1"}
    archive.records.append(RecordView(other["id"], other))
    assert texts(site.page("/search?q=步道"), ".facet-paper .value") == ["岚汀导报", "yunzhao"]
    assert text(site.page("/search?q=步道&paper=lanting"), ".chip").startswith("报纸 岚汀导报")


def test_offices_of_several_levels_stand_under_their_levels(site: Site, archive: FakeArchive) -> None:
    assert not site.page("/search?q=步道").select(".facet-department h3")
    add(archive, 1, departments=["市水利局", "国家统计局", "区水利局", "怀远馆"])
    soup = site.page("/search?q=短讯")
    assert texts(soup, ".facet-department h3") == ["区级", "市级", "国家级", "其他"]
    assert texts(soup, ".facet-department li .value") == ["区水利局", "市水利局", "国家统计局", "怀远馆"]
    level = site.page(str(soup.select(".facet-department h3 a")[1]["href"]))
    assert texts(level, ".facet-values .value") == ["市水利局"]


def test_bars_have_no_gap_lead_to_their_count_and_are_no_stop_for_the_keyboard(site: Site, archive: FakeArchive) -> None:
    for day in ("2024-01-15", "2023-03-01"):
        old = record(1, "步道规划", "步道规划公示。", day=day, details=details())
        archive.records.append(RecordView(old["id"], old))
    soup = site.page("/search?q=步道")
    assert len(soup.select(".bars > *")) == 21  # March 2023 to November 2024
    assert texts(soup, ".axis span") == ["2023年3月", "2024年11月"]
    assert text(soup, ".figures summary") == "按月，最多的是2024年11月，3 条"
    assert one(soup, ".bars")["aria-hidden"] == "true"
    for bar in soup.select(".bars a"):
        assert bar["tabindex"] == "-1"
        title = text(bar, "title")
        assert text(site.page(str(bar["href"])), ".total") == f"共 {title.split('，')[1]}"
    # What the bars say stands in the list as well.
    assert texts(site.page("/search?q=步道&year=2024"), ".inner > li > a .value") == ["11月", "10月", "1月"]


@pytest.mark.parametrize(
    ("chosen", "bars", "unit"),
    [
        ("from=1920-01-01&to=2024-12-31", 11, "按十年"),
        ("from=1990&to=2024", 35, "按年"),
        ("from=1000&to=2999", 20, "按百年"),
        ("year=2024", 12, "按月"),
        ("month=2024-11", 30, "按日"),
        ("from=2024-11-03&to=2024-11-09", 7, "按日"),
        ("from=2024-11-05&to=2024-11-05", 30, "按日"),
    ],
)
def test_the_bars_reach_from_end_to_end_of_what_is_chosen(site: Site, chosen: str, bars: int, unit: str) -> None:
    soup = site.page(f"/search?q=步道&{chosen}")
    assert len(soup.select(".bars > *")) == bars
    assert text(soup, ".figures summary").startswith(unit)


def test_a_day_is_chosen_shown_and_given_up(site: Site) -> None:
    soup = site.page("/search?q=步道&month=2024-11")
    day = address(soup, ".days a")
    assert params(day) == [("q", "步道"), ("month", "2024-11"), ("from", "2024-11-05"), ("to", "2024-11-05")]
    chosen = site.page(day)
    assert texts(chosen, ".chip") == ["月份 2024年11月 ×（去掉这个条件）", "日期 2024年11月5日 ×（去掉这个条件）"]
    assert text(chosen, ".days a.selected").endswith("5日 3")
    assert params(address(chosen, ".days a.selected")) == [("q", "步道"), ("month", "2024-11")]
    assert params(address(chosen, ".bars a.selected")) == [("q", "步道"), ("month", "2024-11")]


def test_a_day_without_records_stays_chosen(site: Site) -> None:
    soup = site.page("/search?q=步道&from=2019-05-01&to=2019-05-01")
    assert "2019年5月1日 0" in text(soup, ".facet-date a.selected")


def test_this_day_in_any_year_is_offered_for_a_chosen_day(site: Site, archive: FakeArchive) -> None:
    old = record(1, "步道规划", "步道规划公示。", day="2021-11-05", details=details())
    archive.records.append(RecordView(old["id"], old))
    soup = site.page("/search?q=步道&year=2024&from=2024-11-05&to=2024-11-05")
    assert text(soup, ".on a") == "历年11月5日 4"
    assert params(address(soup, ".on a")) == [("q", "步道"), ("on", "11-05")]
    chosen = site.page(address(soup, ".on a"))
    assert text(chosen, ".total") == "共 4 条"
    assert texts(chosen, ".chip") == ["历年同日 11月5日 ×（去掉这个条件）"]
    assert params(address(chosen, ".on a.selected")) == [("q", "步道")]


def test_today_in_any_year_is_offered_only_where_it_finds_something(site: Site, archive: FakeArchive) -> None:
    from datetime import date

    assert not site.page("/search?q=步道").select(".on")
    assert "往年今日" not in site.page("/").get_text()
    today = date.today()
    old = record(1, "步道规划", "步道规划公示。", day=f"2020-{today:%m-%d}", details=details())
    archive.records.append(RecordView(old["id"], old))
    label = f"历年{today.month}月{today.day}日"
    link = one(site.page("/search?q=步道"), ".on a")
    assert text(link, ".value") == label
    home = one(site.page("/"), "#on-this-day a")
    assert " ".join(home.get_text().split()).startswith(f"{label} ")
    assert text(site.page("/"), "#on-this-day").startswith("往年今日")
    assert params(str(home["href"])) == [("on", f"{today:%m-%d}")]
    assert f"共 {text(home, '.n')} 条" == text(site.page(str(home["href"])), ".total")


def test_a_long_facet_leads_to_the_list_of_all_its_values(site: Site, archive: FakeArchive) -> None:
    add(archive, 130, reporters="记者")
    soup = site.page("/search?q=短讯")
    assert text(soup, ".facet-reporter summary") == "再看 40 项"
    assert text(soup, ".facet-reporter .all a") == "全部 130 项，可以查找（记者）"
    found = site.page(address(soup, ".facet-reporter .all a"))
    assert text(found, "h1") == "记者一览 共 130 个"
    assert text(found, ".under") == "范围：检索词 短讯"
    assert len(found.select(".facet-values .value")) == 100
    rest = site.page(address(found, ".pager a[rel=next]"))
    assert len(rest.select(".facet-values .value")) == 30
    assert not {*texts(found, ".facet-values .value")} & {*texts(rest, ".facet-values .value")}
    chosen = site.page(str(rest.select(".facet-values a")[0]["href"]))
    assert text(chosen, ".chip").startswith("记者 记者1") and text(chosen, ".total") == "共 1 条"


def test_the_list_is_sought_in_and_keeps_the_search(site: Site) -> None:
    soup = site.page("/search/facet?name=contributor&q=步道&kind=article&order=pinyin&find=zy")
    form = one(soup, ".find")
    assert one(form, "label[for=find]").get_text() == "在署名中查找"
    kept = [(tag["name"], tag["value"]) for tag in form.select("input[type=hidden]")]
    assert kept == [("name", "contributor"), ("q", "步道"), ("kind", "article"), ("order", "pinyin")]
    assert one(form, "#find")["value"] == "zy"
    assert text(soup, ".facet-values, main > p:last-of-type") == "没有符合的。可以少写几个字，或改用拼音首字母。"
    found = site.page("/search/facet?name=contributor&q=步道&find=qiaozhi")
    assert texts(found, ".facet-values .value") == ["乔知远"]
    assert text(found, "h1") == "署名一览 1 个，全部共 4 个"
    assert params(address(found, ".facet-values a")) == [("q", "步道"), ("contributor", "乔知远")]
    assert params(address(found, ".crumbs a")) == [("q", "步道")]


def test_the_list_stands_a_to_z(site: Site, archive: FakeArchive) -> None:
    add(archive, 1, reporters=["单青砚", "尉迟雪青", "乔木", "3号记者"])
    soup = site.page("/search/facet?name=reporter&order=pinyin&q=短讯")
    assert texts(soup, ".facet-values h2") == ["Q", "S", "Y", "#"]
    assert texts(soup, ".facet-values .value") == ["乔木", "单青砚", "尉迟雪青", "3号记者"]
    assert texts(soup, ".letters a") == ["全部", "Q 1", "S 1", "Y 1", "# 1"]
    other = site.page(str(soup.select(".letters a")[-1]["href"]))
    assert texts(other, ".facet-values .value") == ["3号记者"]
    assert text(other, ".letters a[aria-current]") == "# 1"


def test_what_is_chosen_stands_above_the_list_with_its_count(site: Site) -> None:
    soup = site.page("/search/facet?name=reporter&q=停水&reporter=乔知远&find=没有")
    canonical = address(soup, "link[rel=canonical]")
    assert canonical.startswith("http://testserver/search/facet?name=reporter&q=") and canonical.endswith(
        "&find=%E6%B2%A1%E6%9C%89"
    )
    assert "已选 乔知远 0" in text(soup, ".facet-chosen a").replace("✓", "")
    assert params(address(soup, ".facet-chosen a")) == [("q", "停水")]


def test_roles_and_levels_of_a_list_are_links(site: Site) -> None:
    soup = site.page("/search/facet?name=reporter&q=步道")
    assert texts(soup, ".roles:not(.orders) a") == ["记者", "通讯员", "实习生", "摄影", "全部署名"]
    photographers = site.page(str(soup.select(".roles:not(.orders) a")[3]["href"]))
    assert text(photographers, "h1") == "摄影一览 共 1 个"


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/search/facet", 404, "没有名为“”的筛选项"),
        ("/search/facet?name=secret", 404, "没有名为“secret”的筛选项"),
        ("/search/facet?name=on", 404, "筛选项"),
        ("/search/facet?name=reporter&order=best", 400, "参数 order"),
        ("/search/facet?name=reporter&letter=QZ", 400, "参数 letter"),
        ("/search/facet?name=department&level=县", 400, "参数 level"),
        ("/search/facet?name=reporter&page=0", 400, "参数 page"),
        ("/search/facet?name=reporter&size=1001", 400, "参数 size"),
        ("/search/facet?name=reporter&from=x", 400, "参数 from"),
    ],
)
def test_a_list_that_does_not_exist_is_a_sentence(site: Site, path: str, status: int, words: str) -> None:
    soup = site.page(f"{path}{'&' if '?' in path else '?'}q=步道", status)
    assert words in text(soup, ".notice")
    assert one(soup, "#q")["value"] == "步道"


def test_a_page_behind_the_last_one_of_a_list_leads_back(site: Site) -> None:
    soup = site.page("/search/facet?name=reporter&page=9")
    assert not soup.select(".facet-values") and text(soup, "main > p:last-of-type")
    assert address(soup, "link[rel=prev]").endswith("?name=reporter")


@pytest.mark.parametrize("attack", [ATTACK, "<script>alert(1)</script>", "{{ 7 * 7 }}", "\u2028\ud800"])
def test_what_is_sought_is_text(site: Site, attack: str) -> None:
    wanted = quote(attack, errors="replace")
    soup = site.page(f"/search/facet?name=reporter&q={wanted}&find={wanted}&reporter={wanted}")
    assert is_clean(soup)
    assert is_clean(site.page(f"/search/facet?name={wanted}", 404))
    assert is_clean(site.page("/search/facet?name=reporter"))


def test_the_api_lists_values_as_the_page_does(site: Site) -> None:
    answer = site.get("/api/v1/facets/reporter?q=步道&reporter=无名氏&order=pinyin&find=乔").json()
    assert answer["query"] == {"text": "步道", "filters": {"reporter": ["无名氏"]}}
    assert answer["values"] == [
        {"value": "<i>乔</i>", "count": 1, "selected": False},
        {"value": "乔知远", "count": 2, "selected": False},
    ]
    assert answer["chosen"] == [{"value": "无名氏", "count": 0, "selected": True}]
    assert (answer["total"], answer["everything"], answer["page"], answer["size"]) == (2, 3, 1, 100)
    assert list(answer) == [
        *("query", "facet", "find", "letter", "level", "order", "total", "everything", "page", "size"),
        *("values", "chosen", "letters", "levels"),
    ]


@pytest.mark.parametrize(
    ("path", "status", "code", "field"),
    [
        ("/api/v1/facets/secret", 404, "not_in_archive", None),
        ("/api/v1/facets/reporter?utm=1", 400, "bad_query", "utm"),
        ("/api/v1/facets/reporter?order=best", 400, "bad_query", "order"),
        ("/api/v1/facets/reporter?find=a&find=b", 400, "bad_query", "find"),
        ("/api/v1/search?on=13-01", 400, "bad_query", "on"),
        ("/api/v1/search?role=editor", 400, "bad_query", "role"),
    ],
)
def test_bad_input_is_an_error_object(site: Site, path: str, status: int, code: str, field: str | None) -> None:
    error = site.get(path, status).json()["error"]
    assert error["field"] == field and error["message"] and isinstance(error["code"], str)
    assert code in (error["code"], "not_in_archive", "bad_query")


def test_the_api_counts_the_role_and_the_days_that_are_asked_for(site: Site) -> None:
    facets = site.get("/api/v1/search?q=步道&role=photographer&month=2024-11").json()["facets"]
    assert facets["photographer"] == [{"value": "柯木", "count": 1, "selected": False}]
    assert [value["value"] for value in facets["day"]] == ["2024-11-05"]
    assert "intern" not in facets and "on" not in facets
