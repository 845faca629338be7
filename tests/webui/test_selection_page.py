"""A selection: ticked on pages of results, shown and exported by its address alone."""

from __future__ import annotations

from tests.webui.site import Site, text, texts

IDS = ("lanting/2024-11-05/2/a1", "lanting/2024-11-05/1/a1")
ADDRESS = "/selection?id=lanting/2024-11-05/2/a1&id=lanting/2024-11-05/1/a1"


def test_every_hit_can_be_ticked_and_the_form_leads_to_the_selection(site: Site) -> None:
    for path in ("/search?q=步道", "/search?q=步道&view=compact"):
        soup = site.page(path)
        boxes = soup.select("input[form=pick][name=id]")
        assert [f"/{box['value']}" for box in boxes] == [
            str(link["href"]).partition("?")[0] for link in soup.select(".hit h2 a")
        ]
        assert soup.select_one("form#pick[action='/selection'][method=get] button[type=submit]")


def test_a_selection_shows_its_records_in_the_order_of_its_address(site: Site) -> None:
    soup = site.page(ADDRESS)
    assert [str(link["href"]) for link in soup.select(".chosen .record-link")] == [f"/{one}" for one in IDS]
    assert text(soup, ".total") == "共 2 条"
    assert str(soup.select_one("link[rel=canonical]")["href"]).endswith(ADDRESS)  # type: ignore[index]


def test_its_files_hold_just_these_records(site: Site) -> None:
    soup = site.page(ADDRESS)
    files = {str(link["href"]).partition("?")[0]: str(link["href"]) for link in soup.select(".files a")}
    assert "/export.csv" in files and "/export.docx" in files and "/feed.atom" not in files
    lines = site.get(files["/export.jsonl"]).text.splitlines()
    assert [one in line for one, line in zip(IDS, lines, strict=True)] == [True, True]


def test_all_its_records_are_cited_together_a_line_each(site: Site) -> None:
    soup = site.page(ADDRESS)
    assert texts(soup, "#cite dt") == ["GB/T 7714—2015", "只引报纸原件，不带网址"]
    with_addresses, prints = (item.get_text().split("\n") for item in soup.select("#cite dd p"))
    assert [one in line for one, line in zip(IDS, with_addresses, strict=True)] == [True, True]
    assert prints[1].startswith("乔知远, 尉迟雪青. 环湖步道全线贯通[N]. 岚汀导报, 2024-11-05(1") and "http" not in prints[1]


def test_a_record_can_be_dropped_from_it_and_all_of_them(site: Site) -> None:
    soup = site.page(ADDRESS)
    assert [str(link["href"]) for link in soup.select("a.drop")] == [f"/selection?id={IDS[1]}", f"/selection?id={IDS[0]}"]
    empty = site.page(str(soup.select("a[data-drop-all]")[0]["href"]))
    assert texts(empty, ".notice p")[0].startswith("还没有选出条目")


def test_what_is_no_longer_there_is_named_and_the_files_hold_the_rest(site: Site) -> None:
    soup = site.page(f"{ADDRESS}&id=lanting/2024-11-05/1/a99")
    assert text(soup, "main .also") == "已不在库里，导出时没有：lanting/2024-11-05/1/a99。"
    assert text(soup, ".total") == "共 2 条"
    assert all("a99" not in str(link["href"]) for link in soup.select(".files a"))


def test_so_many_that_no_address_holds_them_are_refused(site: Site) -> None:
    many = "&".join(f"id=lanting/2024-11-05/1/a{number}" for number in range(1, 502))
    assert site.get(f"/selection?{many}", 400)
