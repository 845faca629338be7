"""Everything by keyboard only: the mouse is never used here."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

pytestmark = [pytest.mark.engine, pytest.mark.browser]

MOST_STEPS = 400

FOCUS = """() => {
  const element = document.activeElement, style = getComputedStyle(element), box = element.getBoundingClientRect();
  return {text: element.innerText || element.getAttribute('name') || '', tag: element.tagName,
          outline: style.outlineStyle, width: parseFloat(style.outlineWidth), seen: box.width > 0 && box.height > 0,
          inside: box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight};
}"""


def tab_to(page: Page, words: str) -> None:
    """Tab until the element that begins with these words has the focus; every stop on the way must be seen to have it."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus["tag"] == "BODY":
            continue
        assert focus["outline"] == "solid" and focus["width"] >= 2, focus
        assert focus["seen"] and focus["inside"], focus
        if " ".join(focus["text"].split()).startswith(words):
            return
    pytest.fail(f"no way by keyboard to {words}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_search_facet_record_and_back(visit: Callable[..., Visitor], scheme: str) -> None:
    visitor = visit(color_scheme=scheme)
    page = visitor.open("/")
    tab_to(page, "q")
    page.keyboard.type("岚汀")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    everything = visitor.total()
    tab_to(page, "报道")
    page.keyboard.press("Enter")
    page.wait_for_url("**kind=article")
    assert 0 < visitor.total() < everything
    tab_to(page, "类型 报道")
    page.keyboard.press("Enter")
    expect(page.locator(".chip")).to_have_count(0)
    title = page.locator(".hit h2 a").first.inner_text()
    tab_to(page, title)
    page.keyboard.press("Enter")
    expect(page.locator(".story h1")).to_have_text(title)
    tab_to(page, "← 回到检索结果")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    tab_to(page, "下一页")
    page.keyboard.press("Enter")
    page.wait_for_url("**page=2")


@pytest.mark.parametrize(("path", "place"), [("/issues/", "main"), ("/search?q=岚汀", "section.results")])
def test_the_skip_link_is_first_and_leads_past_masthead_and_filters(
    visit: Callable[..., Visitor], path: str, place: str
) -> None:
    """Before the results stand some sixty links of the filters."""
    page = visit().open(path)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator(place)).to_be_focused()
    page.keyboard.press("Tab")
    assert page.locator(place).evaluate("place => place !== document.activeElement && place.contains(document.activeElement)")


def test_the_folds_open_with_the_keyboard(visit: Callable[..., Visitor]) -> None:
    page = visit(viewport={"width": 360, "height": 740}).open("/search?q=岚汀")
    tab_to(page, "筛选")
    page.keyboard.press("Enter")
    tab_to(page, "按日期筛选")
    expect(page.locator(".facet-reporter")).to_be_visible()
