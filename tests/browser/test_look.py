"""How the pages stand in the window: no overflow, targets for fingers, light and dark, print, the page of an outage."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect

from indexer.settings import Settings
from tests.browser.conftest import Visitor
from tools.live_site import DESKTOP, PHONE, serving
from tools.screenshots import PAGES
from webui.app import create_app

pytestmark = [pytest.mark.engine, pytest.mark.browser]

ADDRESSES = [
    *PAGES.values(),
    "/search/facet?name=reporter&find=" + "W" * 60 + "&reporter=" + "W" * 120,
    "/search?q=" + "W" * 300,
    "/search?q=" + "长" * 300 + "&reporter=" + "W" * 120,
]

OVERFLOW = """() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const out = [...document.querySelectorAll('body *')].filter(element => {
    const box = element.getBoundingClientRect();
    return box.width && box.right > document.documentElement.clientWidth + 1 && !element.closest('pre, .unseen');
  });
  return [wide, out.slice(0, 3).map(element => element.outerHTML.slice(0, 120))];
}"""

# The bars are left out: the list below them has the same links in full size (WCAG 2.2, 2.5.8, exception "equivalent").
SMALL = """() => [...document.querySelectorAll('.facet :not(.bars) > a, .roles a, .letters a, .pager a, .sorts a, .chip, .clear, nav a, .tags a, .names a, button, summary, input')]
  .filter(element => element.type !== 'hidden' && element.checkVisibility())
  .map(element => [element.outerHTML.slice(0, 120), element.getBoundingClientRect()])
  .filter(([_, box]) => box.width < 24 || box.height < 24)"""


def test_no_page_is_wider_than_its_window(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    page = visitor.page
    for path in ADDRESSES:
        page.goto(visitor.address + path)
        for width in (1920, 1280, 870, 768, 360, 320):
            page.set_viewport_size({"width": width, "height": 740})
            assert page.evaluate(OVERFLOW) == [0, []], (width, path)
            if width < 500 and page.locator(".filters > summary").count():
                page.locator(".filters > summary").click()
                assert page.evaluate(OVERFLOW) == [0, []], (width, path)
                page.locator(".filters > summary").click()


def test_targets_are_large_enough_for_fingers(visit: Callable[..., Visitor]) -> None:
    """WCAG 2.2, 2.5.8: 24 by 24 CSS pixels."""
    visitor = visit(viewport=PHONE, has_touch=True, is_mobile=True)
    for path in PAGES.values():
        page = visitor.page
        page.goto(visitor.address + path)
        if page.locator(".filters > summary").count():
            page.locator(".filters > summary").click()
        assert page.evaluate(SMALL) == [], path


def test_the_dark_scheme_is_dark_and_the_light_one_light(visit: Callable[..., Visitor]) -> None:
    grounds = {}
    for scheme in ("light", "dark"):
        page = visit(color_scheme=scheme).open("/search?q=岚汀")
        colours = page.evaluate("['backgroundColor', 'color'].map(name => getComputedStyle(document.body)[name])")
        grounds[scheme] = [sum(int(part) for part in colour[4:-1].split(",")) for colour in colours]
    assert grounds["light"][0] > 700 > 200 > grounds["light"][1]
    assert grounds["dark"][0] < 100 < 600 < grounds["dark"][1]


def test_a_line_of_text_has_at_most_38_characters(visit: Callable[..., Visitor]) -> None:
    page = visit(viewport={"width": 1920, "height": 1000}).open("/ltdb/2024-11-05/1/a1")
    text = page.locator(".text")
    size = float(text.evaluate("element => parseFloat(getComputedStyle(element).fontSize)"))
    box = text.bounding_box()
    assert box is not None and 30 <= box["width"] / size <= 38


def test_a_record_prints_as_text_without_the_site_around_it(visit: Callable[..., Visitor]) -> None:
    page = visit().open("/ltdb/2024-11-05/1/a1")
    page.emulate_media(media="print")
    for gone in (".searchbox", ".masthead nav", ".around", "footer", ".neighbours"):
        expect(page.locator(gone).first).to_be_hidden()
    for kept in (".story h1", ".text", ".about"):
        expect(page.locator(kept)).to_be_visible()


def test_headings_and_landmarks_are_there_for_those_who_listen(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    for path in PAGES.values():
        page = visitor.page
        page.goto(visitor.address + path)
        for landmark in ("banner", "main", "contentinfo"):
            expect(page.get_by_role(landmark)).to_have_count(1)
        expect(page.get_by_role("search")).to_have_count(1)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        levels = page.locator("h1, h2, h3").evaluate_all("all => all.map(element => Number(element.tagName[1]))")
        assert all(after - before <= 1 for before, after in pairwise(levels)), (path, levels)
        assert page.locator("html").get_attribute("lang") == "zh-CN"


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_an_engine_that_does_not_answer_is_a_page_in_chinese(
    visit: Callable[..., Visitor], tmp_path: Path, viewport: dict[str, int]
) -> None:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{probe.getsockname()[1]}"
    settings = Settings.from_env(home=tmp_path, elasticsearch_url=nobody, elasticsearch_timeout=2)
    with serving(create_app(settings)) as address:
        visitor = visit(address, viewport=viewport)
        page = visitor.open("/search?q=步道", 503)
        expect(page.get_by_role("heading", level=1)).to_have_text("检索暂时不可用")
        expect(page.get_by_role("link", name="再试一次")).to_be_visible()
        expect(page.get_by_label("检索全文")).to_have_value("步道")
        assert page.evaluate(OVERFLOW) == [0, []]
