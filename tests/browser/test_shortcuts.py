"""Keys and copy buttons: more comfortable with script, and nothing is lost without it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor

pytestmark = [pytest.mark.engine, pytest.mark.browser]


def test_keys_walk_through_the_hits_and_lead_to_the_box(visit: Callable[..., Visitor]) -> None:
    page = visit().open("/search?q=岚汀")
    titles = page.locator(".hits > .hit h2 a")
    for place in (0, 1, 2):
        page.keyboard.press("j")
        expect(titles.nth(place)).to_be_focused()
    page.keyboard.press("k")
    expect(titles.nth(1)).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("j/k")
    expect(page.locator("#q")).to_have_value("j/k")


def test_keys_of_one_letter_can_be_switched_off(visit: Callable[..., Visitor]) -> None:
    """WCAG 2.2, 2.1.4."""
    visitor = visit()
    page = visitor.open("/help")
    switch = page.get_by_role("button", name="使用单键快捷键")
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")
    page = visitor.open("/search?q=岚汀")
    page.keyboard.press("/")
    page.keyboard.press("j")
    expect(page.locator("body")).to_be_focused()


def test_the_lasting_address_of_a_hit_is_copied(visit: Callable[..., Visitor]) -> None:
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.open("/search?q=养老服务")
    button = page.locator("button.copy").first
    button.click()
    expect(button).to_have_text("已复制")
    expect(page.locator("#status")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == visitor.address + (button.get_attribute("data-copy") or "") and "?" not in copied


def test_where_the_clipboard_is_closed_the_address_is_copied_all_the_same(visit: Callable[..., Visitor]) -> None:
    """A site in the town hall's own net has no https."""
    visitor = visit()
    visitor.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page = visitor.open("/search?q=养老服务")
    button = page.locator("button.copy").first
    button.click()
    expect(button).to_have_text("已复制")
    page.locator("#q").fill("")
    page.locator("#q").press("Control+V")
    expect(page.locator("#q")).to_have_value(visitor.address + (button.get_attribute("data-copy") or ""))


def test_without_script_there_is_no_button_that_does_nothing(visit: Callable[..., Visitor]) -> None:
    page = visit(java_script_enabled=False).open("/search?q=养老服务")
    expect(page.locator("button.copy").first).to_be_hidden()
    expect(page.locator(".deeds a").first).to_be_visible()
