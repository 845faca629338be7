"""A page as it is printed, in the browser: the areas lie on the picture, lead to the records, and are marked with the list beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, expect

from indexer.catalog import open_catalog
from indexer.page_images.making import make_missing
from indexer.settings import Settings
from tests.browser.conftest import Visitor
from tests.printed import ARTICLE, CAPTION, FAR, SIZE, enter_printed, pdf, printed_records
from tests.webui.fake_archive import FakeArchive
from tools.live_site import DESKTOP, PHONE, serving
from webui.app import create_app

pytestmark = [pytest.mark.engine, pytest.mark.browser]

PAGE = "/lanting/2024-11-05/1/"
CLEAR = "rgba(0, 0, 0, 0)"


@pytest.fixture(scope="module")
def printed_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with one printed page."""
    home = tmp_path_factory.mktemp("printed-site")
    sha256 = enter_printed(home, pdf([ARTICLE, FAR]))
    with open_catalog(home, write=True) as catalog:
        assert make_missing(catalog, home, 1).made == 1
    settings = Settings.from_env(home=home, paper="lanting", paper_name="岚汀导报")
    with serving(create_app(settings, FakeArchive(printed_records(sha256)))) as address:
        yield address


def measured(area: Locator, image: Locator) -> tuple[float, ...]:
    """Where the area lies on the picture as the browser draws both, in points."""
    box, whole = area.bounding_box(), image.bounding_box()
    assert box is not None and whole is not None
    scale = SIZE.width / whole["width"]
    left, top = (box["x"] - whole["x"]) * scale, (box["y"] - whole["y"]) * scale
    return left, top, left + box["width"] * scale, top + box["height"] * scale


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_areas_lie_where_the_records_are_printed_and_lead_there(
    visit: Callable[..., Visitor], printed_site: str, viewport: dict[str, int], script: bool
) -> None:
    visitor = visit(printed_site, viewport=viewport, java_script_enabled=script)
    page = visitor.open(PAGE)
    image = page.locator(".facsimile img")
    for name, box in (("a1", ARTICLE), ("c1", CAPTION), ("a2", FAR)):
        area = page.locator(f".areas a[href$='/{name}'] rect")
        assert measured(area, image) == pytest.approx(box, abs=3)
    story, picture = page.locator(".spread .story").bounding_box(), image.bounding_box()
    assert story is not None and picture is not None
    beside = story["x"] >= picture["x"] + picture["width"]
    assert beside == (viewport is DESKTOP)
    assert beside or story["y"] >= picture["y"] + picture["height"]
    assert picture["width"] <= viewport["width"]
    page.locator(".areas a[href$='/c1']").click()
    page.wait_for_url("**/c1")


def test_area_and_list_mark_each_other_also_by_keyboard(visit: Callable[..., Visitor], printed_site: str) -> None:
    page = visit(printed_site).open(PAGE)
    area, item = page.locator(".areas a[href$='/a2']"), page.locator("#a2")
    stroke = "element => getComputedStyle(element.querySelector('rect')).stroke"
    assert area.evaluate(stroke) in ("none", CLEAR)
    item.hover()
    expect(area).to_have_class("area-article lit")
    assert area.evaluate(stroke) not in ("none", CLEAR)
    page.mouse.move(0, 0)
    expect(area).to_have_class("area-article")
    page.locator(".areas a").nth(1).focus()
    page.keyboard.press("Tab")
    expect(area).to_be_focused()
    expect(item).to_have_class("hit hit-article lit")
    page.keyboard.press("Enter")
    page.wait_for_url("**/a2")
    expect(page.locator(".clip svg")).to_be_visible()
    page.locator(".whereabouts").click()
    page.wait_for_url("**/1/#a2")
