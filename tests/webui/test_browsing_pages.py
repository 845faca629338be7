"""Home, issues, an issue, a page, lists of names."""

from __future__ import annotations

import pytest

from indexer.errors import IndexMissing
from tests.webui.fake_archive import FakeArchive, details
from tests.webui.search.corpus import record
from tests.webui.site import Site, address, one, text, texts
from webui.search.results import RecordView


def test_home_has_the_box_first_then_the_holdings_and_the_latest_issue(site: Site) -> None:
    soup = site.page("/")
    assert text(soup, "h1").startswith("岚汀导报")
    assert texts(soup, ".holdings span") == ["2024年10月29日 至 2024年11月5日", "2 期，5 条"]
    assert len(soup.select("form[role=search]")) == 1
    assert texts(soup, ".sheet h2") == ["第1版", "第2版 综合新闻"]
    assert address(soup, "#latest a") == "/lanting/2024-11-05/"
    assert texts(soup, ".sheet")[0].count("步道") == 3  # headline, opening, caption
    order = [tag.name for tag in one(soup, "main").select("form, .sheets")]
    assert order == ["form", "div", "div"]


def test_home_of_several_papers_lists_each(site: Site, archive: FakeArchive) -> None:
    other = {**archive.records[0].source, "paper": "yunzhao", "id": "yunzhao/2024-11-05/1/a1"}
    archive.records.append(RecordView(other["id"], other))
    assert texts(site.page("/"), ".holdings strong") == ["岚汀导报", "yunzhao"]


@pytest.mark.parametrize("missing", [False, True])
def test_an_empty_archive_says_how_to_ingest(site: Site, archive: FakeArchive, missing: bool) -> None:
    archive.records.clear()
    if missing:
        archive.fail = IndexMissing("没有索引。", "no index")
    soup = site.page("/")
    assert text(soup, ".notice h2") == "还没有收录报纸"
    assert "bulletin ingest" in text(soup, ".notice pre")


def test_an_issue_shows_its_pages_and_leads_to_its_neighbours(site: Site) -> None:
    soup = site.page("/lanting/2024-11-05/")
    assert text(soup, "h1") == "岚汀导报 2024年11月5日 星期二 第1207期"
    assert [link["href"] for link in soup.select(".sheet h2 a")] == ["/lanting/2024-11-05/1/", "/lanting/2024-11-05/2/"]
    assert address(soup, "a[rel=prev]") == "/lanting/2024-10-29/"
    assert not soup.select("a[rel=next]")
    assert address(site.page("/lanting/2024-10-29/"), "a[rel=next]") == "/lanting/2024-11-05/"


@pytest.mark.parametrize("path", ["1/", "2/", "1/a1"])
def test_pages_and_records_lead_to_the_issues_beside_theirs(site: Site, archive: FakeArchive, path: str) -> None:
    later = record(1, "步道两周岁", "步道满两年。", day="2024-11-12", details=details())
    archive.records.append(RecordView(later["id"], later))
    soup = site.page(f"/lanting/2024-11-05/{path}")
    beside = [(link.get_text(), link["href"]) for link in soup.select(".turning a")][-2:]
    assert beside == [
        ("上一期 2024年10月29日 星期二", "/lanting/2024-10-29/"),
        ("下一期 2024年11月12日 星期二", "/lanting/2024-11-12/"),
    ]


@pytest.mark.parametrize("path", ["", "1/"])
def test_an_issue_and_a_page_lead_to_their_year_of_the_calendar(site: Site, archive: FakeArchive, path: str) -> None:
    link = site.page(f"/lanting/2024-11-05/{path}").select(".crumbs a")[0]
    assert (link.get_text(), link["href"]) == ("2024年日历", "/issues/?year=2024")
    other = {**archive.records[0].source, "paper": "yunzhao", "id": "yunzhao/2024-11-05/1/a1"}
    archive.records.append(RecordView(other["id"], other))
    link = site.page(f"/yunzhao/2024-11-05/{path}").select(".crumbs a")[0]
    assert link["href"] == "/issues/?paper=yunzhao&year=2024"


@pytest.mark.parametrize(("path", "item"), [("", ".record"), ("1/", ".hit")])
def test_lists_say_which_records_are_doubtful(site: Site, path: str, item: str) -> None:
    """For those who check what they have just taken in."""
    soup = site.page(f"/lanting/2024-11-05/{path}")
    assert [bool(record.select(".doubt")) for record in soup.select(item)[:2]] == [True, False]


def test_a_second_edition_has_an_address_of_its_own(site: Site, archive: FakeArchive) -> None:
    second = {**archive.records[0].source, "edition": 2, "id": "lanting/2024-11-05-e2/1/a1"}
    archive.records.append(RecordView(second["id"], second))
    soup = site.page("/lanting/2024-11-05-e2/")
    assert text(soup, "h1").startswith("岚汀导报 2024年11月5日 星期二 第2次版")
    assert address(soup, "a[rel=prev]") == "/lanting/2024-11-05/"
    assert address(site.page("/lanting/2024-11-05/"), "a[rel=next]") == "/lanting/2024-11-05-e2/"
    assert text(site.page("/lanting/2024-11-05-e2/1/a1"), ".story h1") == "环湖步道全线贯通"
    site.page("/lanting/2024-11-05-e1/", 404)


def test_a_page_shows_its_records_in_printed_order(site: Site) -> None:
    soup = site.page("/lanting/2024-11-05/1/")
    assert text(soup, "h1") == "第1版"
    assert texts(soup, ".hit h2") == ["环湖步道全线贯通", "图片说明市民在环湖步道上散步。本报记者 柯木 摄"]
    assert text(soup, ".around a[aria-current=page]") == "第1版 2"
    assert address(soup, "a[rel=next]") == "/lanting/2024-11-05/2/"


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/lanting/2024-11-05", "/lanting/2024-11-05/"),
        ("/lanting/2024-11-05/1", "/lanting/2024-11-05/1/"),
        ("/lanting/2024-11-05/1/a1/", "/lanting/2024-11-05/1/a1"),
        ("/lanting/2024-11-05/1/a1/?q=x", "/lanting/2024-11-05/1/a1?q=x"),
    ],
)
def test_addresses_with_and_without_a_slash_are_one(site: Site, path: str, to: str) -> None:
    assert site.get(path, 308).headers["location"] == to


@pytest.mark.parametrize(("path", "facet"), [("/reporters/", "reporter"), ("/departments/", "department")])
def test_lists_of_names_lead_to_searches_with_the_same_count(site: Site, path: str, facet: str) -> None:
    soup = site.page(path)
    links = soup.select(".names a")
    assert links
    for link in links:
        assert f"{facet}=" in str(link["href"])
        assert f"共 {text(link, '.n')} 条" == text(site.page(str(link["href"])), ".total")


def test_names_stand_under_their_letters_with_their_years(site: Site, archive: FakeArchive) -> None:
    earlier = {**archive.records[0].source, "issue_date": "2022-03-01", "id": "lanting/2022-03-01/1/a1"}
    archive.records.append(RecordView(earlier["id"], earlier))
    soup = site.page("/departments/")
    assert texts(soup, ".letter-group h2") == ["C", "U", "Z"]  # U: markup as a name
    assert texts(soup, ".letters a") == ["全部", "C 1", "U 1", "Z 1"]
    assert one(soup, ".letter-group:first-of-type .spark")["aria-label"] == "每年条数：2022年1条、2024年1条"
    assert str(one(soup, ".letter-group:first-of-type path")["d"]).count("M") == 2
    assert texts(site.page("/departments/?letter=z"), ".names a") == ["区住房和城乡建设局 2"]


def test_a_list_too_long_for_a_page_is_shown_letter_by_letter(site: Site, archive: FakeArchive) -> None:
    for number in range(500):
        name = f"{'安白曹戴'[number % 4]}{chr(0x4E00 + number)}"
        document = {**archive.records[0].source, "reporters": [name], "id": f"lanting/2024-11-05/1/a{number + 10}"}
        archive.records.append(RecordView(document["id"], document))
    soup = site.page("/reporters/")
    assert texts(soup, ".letter-group h2") == ["A"] and len(soup.select(".names a")) == 125
    assert text(soup, ".letters a[aria-current]") == "A 125"
    assert one(soup, "link[rel=canonical]")["href"] == "http://testserver/reporters/"
    last = soup.select(".letters a")[-1]
    assert last["href"] == "/reporters/?letter=Q" and texts(site.page(str(last["href"])), ".names a") == ["乔知远 2"]


def test_the_navigation_marks_the_page_one_is_on(site: Site) -> None:
    assert text(site.page("/reporters/"), ".masthead a[aria-current=page]") == "记者"
    assert not site.page("/search?q=步道").select(".masthead a[aria-current]")


def test_every_link_on_the_way_leads_somewhere(site: Site) -> None:
    """From home on, over every link of the site, 400 pages at most."""
    waiting, seen = ["/"], set[str]()
    while waiting and len(seen) < 400:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        response = site.client.get(path, follow_redirects=True)
        assert response.status_code == 200, path
        if not response.headers["content-type"].startswith("text/html"):
            continue
        soup = site.page(path)
        assert text(soup, "head > title") and len(soup.select("h1")) == 1, path
        ids = [tag["id"] for tag in soup.select("[id]")]
        assert len(ids) == len(set(ids)), path
        for link in soup.select("a[href], link[href]"):
            href = str(link["href"]).removeprefix("http://testserver")
            assert href.startswith(("/", "#")), href
            if href.startswith("/"):
                waiting.append(href.partition("#")[0])
    assert len(seen) > 100
