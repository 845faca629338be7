"""Facets in a browser: all values of one, sought and A to Z, roles, bars, this day in any year."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.test_search_journeys import filters
from tools.live_site import PHONE

pytestmark = [pytest.mark.engine, pytest.mark.browser]


def params(visitor: Visitor) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(visitor.page.url).query)


def test_from_the_results_to_all_values_to_a_letter_to_a_name_and_back(visitor: Visitor) -> None:
    page = visitor.open("/search?q=岚汀&kind=article")
    everything = visitor.total()
    filters(visitor).locator(".facet-department .all a").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("部门一览")
    names = page.locator(".facet-values .value").all_inner_texts()
    assert len(names) > 10

    page.get_by_label("在部门中查找").fill("czj")
    page.get_by_role("button", name="查找").click()
    found = page.locator(".facet-values .value").all_inner_texts()
    assert found and set(found) < set(names) and all("财政局" in name for name in found)
    page.get_by_role("link", name="不查找，全部列出").click()
    page.get_by_role("link", name="按拼音").click()
    letter = page.locator(".letters a").nth(1)
    name, count = letter.inner_text().split()
    letter.click()
    expect(page.locator(".letters a[aria-current]")).to_contain_text(name)
    expect(page.locator(".facet-values h2")).to_have_text([name])
    values = page.locator(".facet-values a")
    assert values.count() == int(count)

    chosen, records = values.first.locator(".value").inner_text(), int(values.first.locator(".n").inner_text())
    values.first.click()
    assert params(visitor) == [("q", "岚汀"), ("department", chosen), ("kind", "article")]
    assert visitor.total() == records
    page.go_back()
    page.get_by_role("link", name="回到检索结果").click()
    assert params(visitor) == [("q", "岚汀"), ("kind", "article")]
    assert visitor.total() == everything


def test_a_role_is_chosen_and_its_names_lead_to_their_counts(visitor: Visitor) -> None:
    page = visitor.open("/search")
    filters(visitor).locator(".facet-reporter .roles").get_by_role("link", name="摄影").click()
    # The fragment of the link opens the filters of a phone by itself.
    expect(page.locator(".facet-reporter .roles a[aria-current]")).to_be_visible()
    expect(page.locator(".facet-reporter .roles a[aria-current]")).to_have_text("摄影")
    first = page.locator(".facet-reporter li a").first
    name, count = first.locator(".value").inner_text(), int(first.locator(".n").inner_text())
    first.click()
    assert ("photographer", name) in params(visitor)
    assert visitor.total() == count


def test_a_bar_narrows_to_its_day_and_the_day_offers_itself_in_any_year(visitor: Visitor) -> None:
    page = visitor.open("/search?q=岚汀&month=2024-11")
    bar = visitor.page.locator(".bars a").first
    title = bar.locator("title").text_content() or ""
    bar.click()
    assert f"共 {title.split('，')[1]}" in page.locator(".total").inner_text()
    assert [value for key, value in params(visitor) if key in ("from", "to")] == ["2024-11-05", "2024-11-05"]
    on = filters(visitor).locator(".on a")
    expect(on).to_contain_text("历年11月5日")
    count = int(on.locator(".n").inner_text())
    on.click()
    assert params(visitor) == [("q", "岚汀"), ("on", "11-05")]
    assert visitor.total() == count
    page.get_by_role("link", name="历年同日 11月5日").click()
    assert params(visitor) == [("q", "岚汀")]


def test_every_stop_of_the_keyboard_in_the_dates_is_a_value_of_the_list(visit: Callable[..., Visitor]) -> None:
    page = visit().open("/search?q=岚汀")
    assert page.locator(".bars a").count() > 1
    page.locator(".offers a, .sorts a, .searchbox button").first.focus()
    stops = []
    for _ in range(12):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.closest('.bars') !== null"))
    assert not any(stops)


def test_the_bars_are_seen_on_a_phone(visit: Callable[..., Visitor]) -> None:
    visitor = visit(viewport=PHONE, has_touch=True, is_mobile=True, java_script_enabled=False)
    visitor.open("/search?q=岚汀")
    bars = visitor.page.locator(".bars")
    box = bars.bounding_box()
    assert box is not None and box["width"] > 300 and box["height"] > 50
