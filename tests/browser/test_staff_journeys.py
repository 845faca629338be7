"""What a clerk does for a memo: two offices and a year, the table of it; records ticked over several searches; the same without script."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor

pytestmark = [pytest.mark.engine, pytest.mark.browser]

TWO_OFFICES = "/search?department=区财政局&department=区水利局&year=2024"


def test_two_offices_and_a_year_are_a_table_that_holds_what_the_screen_shows(visitor: Visitor) -> None:
    page = visitor.open(TWO_OFFICES)
    total = visitor.total()
    shown = page.locator(".hits h2 a").evaluate_all("links => links.map(link => new URL(link.href).pathname.slice(1))")
    with page.expect_download() as download:
        page.get_by_role("link", name="表格（CSV）").click()
    data = download.value.path().read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) - 1 == total
    assert [row[0] for row in rows[1 : 1 + len(shown)]] == shown


def test_what_is_ticked_on_two_searches_is_one_selection(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    page = visitor.open("/search?q=水质")
    boxes = page.locator("input[form=pick]")
    boxes.nth(1).check()
    first = boxes.nth(1).get_attribute("value")
    visitor.open("/search?q=岚汀&view=compact")
    boxes.nth(0).check()
    second = boxes.nth(0).get_attribute("value")
    page.get_by_role("button", name="查看选出的条目").click()
    links = page.locator(".chosen .record-link")
    assert links.evaluate_all("links => links.map(link => new URL(link.href).pathname.slice(1))") == [first, second]
    visitor.open("/search?q=水质")
    expect(boxes.nth(1)).to_be_checked()
    page.get_by_role("button", name="查看选出的条目").click()
    page.locator(f'a[data-drop="{first}"]').click()
    expect(links).to_have_count(1)
    page.get_by_role("link", name="清空").click()
    expect(page.locator(".notice")).to_contain_text("还没有选出条目")
    visitor.open("/search?q=水质")
    expect(boxes.nth(1)).not_to_be_checked()


def test_what_is_read_can_be_chosen_and_all_that_is_chosen_is_cited_with_one_click(visit: Callable[..., Visitor]) -> None:
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.open("/search?q=水质")
    page.locator("input[form=pick]").first.check()
    expect(page.locator("[data-picked]")).to_have_text("已选 1 条。")
    expect(page.locator("#status")).to_have_text("已选 1 条。")
    visitor.open("/ltdb/2024-11-05/1/a4")
    expect(page.locator("[data-picked]")).to_have_text("已选 1 条。")
    page.get_by_label("选出这一条").check()
    page.get_by_role("button", name="查看选出的条目").click()
    titles = page.locator(".chosen .record-link").all_inner_texts()
    assert len(titles) == 2
    page.get_by_role("button", name="复制 GB/T 7714—2015").click()
    expect(page.locator("#status")).to_have_text("已复制")
    lines = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert [title in line for title, line in zip(titles, lines, strict=True)] == [True, True]


def test_without_script_the_ticks_of_one_page_are_a_selection(visit: Callable[..., Visitor]) -> None:
    visitor = visit(java_script_enabled=False)
    page = visitor.open("/search?q=水质")
    page.locator("input[form=pick]").nth(0).check()
    page.locator("input[form=pick]").nth(2).check()
    page.get_by_role("button", name="查看选出的条目").click()
    expect(page.locator(".chosen .record-link")).to_have_count(2)
    expect(page.locator(".cite dd").first).to_contain_text("[N/OL]")


def test_half_a_remembered_phrase_leads_a_resident_to_the_article(visitor: Visitor) -> None:
    page = visitor.open("/")
    page.get_by_label("检索全文").fill("养老服务设施建")
    page.get_by_role("button", name="检索").click()
    page.locator(".hit h2 a").first.click()
    expect(page.locator(".text").first).to_contain_text("养老服务设施建")
