"""What people do with the search, from the first page to the record and back."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visitor
from tools.live_site import PHONE

pytestmark = [pytest.mark.engine, pytest.mark.browser]


def filters(visitor: Visitor) -> Locator:
    """The facets; on a phone after a tap on 筛选."""
    aside = visitor.page.locator(".filters > aside")
    if not aside.locator("h2").first.is_visible():
        visitor.page.locator(".filters > summary").click()
    expect(aside.locator("h2").first).to_be_visible()
    return aside


def params(visitor: Visitor) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(visitor.page.url).query)


def test_a_word_leads_to_marked_results_to_the_record_and_back(visitor: Visitor) -> None:
    page = visitor.open("/")
    page.get_by_label("检索全文").fill("水质")
    page.get_by_role("button", name="检索").click()
    assert params(visitor) == [("q", "水质")]
    found = visitor.total()
    assert found >= 2
    marks = page.locator(".hit mark").all_inner_texts()
    assert marks and set(marks) == {"水质"}
    results = page.url
    title = page.locator(".hit h2 a").nth(1)
    headline = title.inner_text()
    title.click()
    expect(page.locator(".story h1")).to_have_text(headline)
    assert set(page.locator(".text mark").all_inner_texts()) == {"水质"}
    page.go_back()
    assert page.url == results and visitor.total() == found
    page.go_forward()
    page.get_by_role("link", name="回到检索结果").click()
    assert page.url == results and visitor.total() == found


def test_facets_are_chosen_added_and_given_up_with_true_counts(visitor: Visitor) -> None:
    visitor.open("/search?q=岚汀")
    everything = visitor.total()
    first = filters(visitor).locator(".facet-department li a").nth(0)
    name, count = first.locator(".value").inner_text(), int(first.locator(".n").inner_text())
    first.click()
    assert ("department", name) in params(visitor)
    assert visitor.total() == count < everything
    chosen = filters(visitor).locator(".facet-department a.selected")
    expect(chosen).to_have_count(1)
    assert name in chosen.inner_text()

    second = filters(visitor).locator(".facet-department li a:not(.selected)").nth(0)
    other = second.locator(".value").inner_text()
    second.click()
    assert [value for key, value in params(visitor) if key == "department"] == [name, other]
    assert visitor.total() >= count
    chips = visitor.page.locator(".chip")
    expect(chips).to_have_count(2)

    visitor.page.get_by_role("link", name=f"部门 {name}").click()
    expect(chips).to_have_count(1)
    assert other in chips.first.inner_text()
    visitor.page.get_by_role("link", name="全部清除").click()
    expect(chips).to_have_count(0)
    assert visitor.total() == everything


def test_a_year_opens_its_months_and_a_month_narrows(visitor: Visitor) -> None:
    visitor.open("/search?q=岚汀")
    everything = visitor.total()
    month = filters(visitor).locator(".facet-date .inner a").first
    count = int(month.locator(".n").inner_text())
    month.click()
    assert [key for key, _ in params(visitor)] == ["q", "month"]
    assert visitor.total() == count < everything


def test_a_range_of_dates_keeps_the_rest_of_the_search(visitor: Visitor) -> None:
    visitor.open("/search?q=岚汀&kind=article")
    form = filters(visitor).locator("form.dates")
    form.get_by_label("从").fill("2024-11-01")
    form.get_by_role("button", name="按日期筛选").click()
    assert params(visitor) == [("q", "岚汀"), ("kind", "article"), ("from", "2024-11-01")]
    days = visitor.page.locator(".hit .meta").get_by_text("2024年11月5日").count()
    assert visitor.page.locator(".hit").count() == days > 0
    expect(filters(visitor).get_by_label("从")).to_have_value("2024-11-01")


def test_results_are_sorted_and_paged_and_the_address_says_it(visitor: Visitor) -> None:
    page = visitor.open("/search?q=岚汀&size=10")
    by_relevance = page.locator(".hit h2 a").all_inner_texts()
    page.get_by_role("link", name="最早在前").click()
    expect(page.locator(".sorts a[aria-current]")).to_have_text("最早在前")
    oldest_first = page.locator(".hit h2 a").all_inner_texts()
    assert oldest_first != by_relevance
    assert "2024年10月29日" in page.locator(".hit .meta").first.inner_text()
    page.get_by_role("link", name="下一页").click()
    assert ("page", "2") in params(visitor)
    second = page.locator(".hit h2 a").all_inner_texts()
    assert second and not set(page.locator(".hit h2 a").evaluate_all("links => links.map(link => link.pathname)")) & set(
        oldest_first
    )
    page.reload()
    assert page.locator(".hit h2 a").all_inner_texts() == second
    page.locator(".pager").get_by_role("link", name="1", exact=True).click()
    assert page.locator(".hit h2 a").all_inner_texts() == oldest_first


def test_all_pages_together_show_every_record_once(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    page = visitor.open("/search")
    total, addresses = visitor.total(), list[str]()
    while True:
        addresses += page.locator(".hit h2 a").evaluate_all("links => links.map(link => link.pathname)")
        if not page.get_by_role("link", name="下一页").count():
            break
        page.get_by_role("link", name="下一页").click()
    assert len(addresses) == len(set(addresses)) == total


def test_nothing_found_leads_to_a_hit_in_one_click(visitor: Visitor) -> None:
    page = visitor.open("/search?q=养老服务设施&reporter=乔知远&year=2024")
    assert visitor.total() == 0
    expect(page.get_by_role("heading", name="没有找到")).to_be_visible()
    way = page.locator(".suggestions li").first
    promised = int(way.locator(".count").inner_text().split()[0])
    way.get_by_role("link").click()
    assert visitor.total() == promised > 0
    expect(page.locator(".hit").first).to_be_visible()


def test_a_caption_is_found_and_read(visitor: Visitor) -> None:
    page = visitor.open("/search?q=步道&kind=caption")
    page.locator(".hit h2 a").first.click()
    expect(page.locator(".story .kind")).to_have_text("图片说明")
    assert "步道" in page.locator(".text mark").all_inner_texts()


def test_from_a_record_to_its_page_its_day_its_neighbour_and_its_reporter(visitor: Visitor) -> None:
    page = visitor.open("/ltdb/2024-11-05/1/a2")
    here = page.locator(".story h1").inner_text()
    page.locator("a[rel=next]").click()
    page.locator("a[rel=prev]").click()
    expect(page.locator(".story h1")).to_have_text(here)
    page.locator(".crumbs a").nth(1).click()
    assert visitor.path == "/ltdb/2024-11-05/1/"
    assert here in page.locator(".hit h2").all_inner_texts()
    page.locator(".crumbs a").last.click()
    assert visitor.path == "/ltdb/2024-11-05/"
    page.get_by_role("link", name=here).first.click()
    reporter = page.locator(".credits a").first
    name = reporter.inner_text()
    reporter.click()
    assert params(visitor) == [("reporter", name)]
    assert visitor.total() >= 1


def test_the_filters_of_a_phone_are_a_fold_that_is_closed_at_first(visit: Callable[..., Visitor]) -> None:
    visitor = visit(viewport=PHONE, has_touch=True, is_mobile=True, java_script_enabled=False)
    page = visitor.open("/search?q=岚汀")
    expect(page.locator(".facet-reporter")).to_be_hidden()
    expect(page.locator(".hit").first).to_be_in_viewport()
    page.locator(".filters > summary").tap()
    expect(page.locator(".facet-reporter")).to_be_visible()


def test_the_filters_of_a_desktop_are_open_without_a_fold(visit: Callable[..., Visitor]) -> None:
    page = visit().open("/search?q=岚汀")
    expect(page.locator(".filters > summary")).to_be_hidden()
    expect(page.locator(".facet-reporter a").first).to_be_visible()


def test_values_behind_a_fold_can_be_chosen(visit: Callable[..., Visitor]) -> None:
    visitor = visit(java_script_enabled=False)
    page = visitor.open("/search")
    rest = page.locator(".facet-department details").first
    rest.locator("summary").click()
    value = rest.locator("a").last
    count = int(value.locator(".n").inner_text())
    value.click()
    assert visitor.total() == count


def test_fields_that_are_filled_in_become_a_search_that_can_be_read(visitor: Visitor) -> None:
    page = visitor.open("/")
    page.locator("main").get_by_role("link", name="高级检索").click()
    page.get_by_label("部门", exact=True).fill("财政局 水利局")
    page.get_by_label("只看头版").check()
    page.locator(".wishes").get_by_role("button", name="检索").click()
    expect(page.get_by_label("检索全文")).to_have_value("部门:财政局 部门:水利局")
    expect(page.locator(".chip")).to_have_count(1)
    assert visitor.total() >= 1
    for offices in page.locator(".offices").all_inner_texts():
        assert "财政局" in offices and "水利局" in offices
