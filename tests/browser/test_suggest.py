"""The search box while one types: names and headlines, by keyboard, by finger, with an input method, and without any of it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visitor
from tools.live_site import PHONE

pytestmark = [pytest.mark.engine, pytest.mark.browser]


def asked(visitor: Visitor) -> list[str]:
    """What suggestions were asked for, in order."""
    found = [urlsplit(url) for url in visitor.requests if urlsplit(url).path == "/api/v1/suggest"]
    return [parse_qs(url.query)["q"][0] for url in found]


def opened(page: Page) -> list[str]:
    """The names and headlines of the list, which must open."""
    expect(page.get_by_role("listbox")).to_be_visible()
    return page.locator(".suggest-text").all_inner_texts()


def test_a_name_is_chosen_by_keyboard(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    page = visitor.open("/")
    box = page.get_by_role("combobox", name="检索全文")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("qiaozh")
    assert opened(page)[0] == "乔知远"
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".searchbox [role=status]")).to_contain_text("条建议")
    box.press("ArrowUp")
    last = page.get_by_role("option").last
    expect(last).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") is None
    box.press("ArrowDown")
    first = page.get_by_role("option").first
    assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
    count = int(first.locator(".n").inner_text().split()[0].replace(",", ""))
    expect(box).to_have_value("qiaozh")
    box.press("Enter")
    page.wait_for_url("**/search?reporter=*")
    assert visitor.total() == count


def test_escape_closes_and_leaves_the_text_and_enter_searches_for_it(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    page = visitor.open("/search?q=水质")
    box = page.get_by_role("combobox")
    box.fill("乔知")
    opened(page)
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("乔知")
    box.press("ArrowDown")
    opened(page)
    box.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.press("Enter")
    page.wait_for_url("**/search?q=*")
    expect(page.get_by_role("combobox")).to_have_value("乔知")


def test_nothing_is_asked_while_an_input_method_composes(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    page = visitor.open("/")
    page.clock.install()
    box = page.get_by_role("combobox")
    box.focus()
    keyboard = page.context.new_cdp_session(page)
    for letters in ("q", "qiao", "qiao'zhi", "qiao'zhi'yuan"):
        keyboard.send(
            "Input.imeSetComposition", {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)}
        )
        expect(box).to_have_value(letters)
        page.clock.run_for(1000)
    assert asked(visitor) == []
    expect(page.get_by_role("listbox", include_hidden=True)).to_be_hidden()
    keyboard.send("Input.insertText", {"text": "乔知远"})
    expect(box).to_have_value("乔知远")
    page.clock.run_for(1000)
    assert opened(page)[0] == "乔知远"
    assert asked(visitor) == ["乔知远"]
    # The next word begins in the list's place: the input method needs it for its own.
    keyboard.send("Input.imeSetComposition", {"text": "s", "selectionStart": 1, "selectionEnd": 1})
    expect(page.get_by_role("listbox", include_hidden=True)).to_be_hidden()


def test_it_waits_for_a_pause_and_asks_once_for_one_text(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    page = visitor.open("/")
    # Stopped: an installed clock runs on by itself, and on a busy machine a press of a key takes longer than the pause.
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    box = page.get_by_role("combobox")
    for letter in "qiaozh":
        box.press(letter)
        page.clock.run_for(50)
    assert asked(visitor) == []
    page.clock.run_for(1000)
    opened(page)
    box.press("Backspace")
    page.clock.run_for(1000)
    opened(page)
    box.press("h")
    page.clock.run_for(1000)
    opened(page)
    assert asked(visitor) == ["qiaozh", "qiaoz"]


@pytest.mark.parametrize("path", ["/", "/search?q=水质"])
def test_the_list_moves_nothing_and_fits_the_screen(visit: Callable[..., Visitor], path: str) -> None:
    visitor = visit(viewport=PHONE, has_touch=True, is_mobile=True)
    page = visitor.open(path)
    below = page.locator(".masthead nav a, main h2, footer")
    before = [element.bounding_box() for element in below.all()]
    box = page.get_by_role("combobox")
    box.fill("")
    box.press_sequentially("局")
    assert len(opened(page)) > 2
    assert [element.bounding_box() for element in below.all()] == before
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    option = page.get_by_role("option").first
    box_of_option = option.bounding_box()
    assert box_of_option is not None and box_of_option["height"] >= 44
    name = option.locator(".suggest-text").inner_text()
    option.tap()
    page.wait_for_url("**/search?department=*")
    expect(page.locator(".chip")).to_contain_text(name)


def test_a_headline_leads_to_its_record(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    page = visitor.open("/search?q=岚汀")
    headline = page.locator(".hit-article h2 a").first.inner_text()
    page.get_by_role("combobox").fill(headline[:8])
    assert headline in opened(page)
    page.get_by_role("option", name=headline).click()
    expect(page.locator(".story h1")).to_have_text(headline)


def test_while_the_engine_is_away_the_box_is_a_plain_one(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    page = visitor.open("/")

    def away(route: Route) -> None:
        route.fulfill(status=503, headers={"Retry-After": "60"}, json={"error": {}})

    page.route("**/api/v1/suggest?*", away)
    box = page.get_by_role("combobox")
    with page.expect_response("**/api/v1/suggest?*"):
        box.fill("乔")
    page.clock.install()
    box.press_sequentially("知远")
    page.clock.run_for(1000)
    assert asked(visitor) == ["乔"]
    expect(page.get_by_role("listbox", include_hidden=True)).to_be_hidden()
    box.press("Enter")
    page.wait_for_url("**/search?q=*")
    assert visitor.total() > 0
    assert [trouble[:3] for trouble in visitor.troubles] == ["503"]
    visitor.troubles.clear()


def test_without_script_the_box_says_nothing_of_a_list(visit: Callable[..., Visitor]) -> None:
    page = visit(java_script_enabled=False).open("/")
    assert page.locator("[role=combobox], [role=listbox]").count() == 0
    box = page.get_by_label("检索全文")
    box.fill("乔知远")
    box.press("Enter")
    page.wait_for_url("**/search?q=*")
    offer = page.locator(".offers a").first
    expect(offer).to_contain_text("记者 乔知远，")
    count = int(offer.inner_text().split("，")[1].split()[0])
    offer.click()
    assert int(page.locator(".total").inner_text().split()[1]) == count
    expect(page.locator(".chip")).to_contain_text("乔知远")
