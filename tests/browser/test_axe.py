"""axe-core finds nothing on any kind of page, at a desk and on a phone, in the light and in the dark.

A page is opened once for each size. In the second scheme only the colours are another matter, so only their rules run again.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from indexer.catalog import open_catalog
from indexer.page_images.making import make_missing
from indexer.settings import Settings
from tests.browser.conftest import Visitor
from tests.printed import ARTICLE, FAR, enter_printed, pdf, printed_records
from tests.webui.fake_archive import FakeArchive, away
from tools.live_site import DESKTOP, PHONE, serving
from tools.screenshots import PAGES
from webui.app import create_app

pytestmark = [pytest.mark.engine, pytest.mark.browser]

SIZES = [{"viewport": DESKTOP}, {"viewport": PHONE, "has_touch": True, "is_mobile": True}]
RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"]
STATES = ("roles", "days", "browse", "caption", "similar", "alias", "slip")
"""Pages of a kind that another one shows, too."""


def violations(page: Page) -> list[str]:
    """What axe-core has against the page, with everything unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    page.emulate_media(color_scheme="light", reduced_motion="reduce")  # or colours would be looked at on their way
    found = _found(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    return found + _found(page, runOnly=RULES_OF_COLOUR)


def _found(page: Page, **options: list[str]) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [f"{one['id']}: {node['html'][:200]} {node['failureSummary']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("size", SIZES, ids=["desktop", "phone"])
def test_no_kind_of_page_has_a_barrier(visit: Callable[..., Visitor], size: dict[str, object]) -> None:
    visitor = visit(**size)
    for name, path in PAGES.items():
        if name in STATES:
            continue
        visitor.page.goto(visitor.address + path)
        assert violations(visitor.page) == [], name


@pytest.mark.parametrize("size", SIZES, ids=["desktop", "phone"])
def test_no_page_with_pictures_and_no_outage_has_a_barrier(
    visit: Callable[..., Visitor], tmp_path: Path, size: dict[str, object]
) -> None:
    sha256 = enter_printed(tmp_path, pdf([ARTICLE, FAR]))
    with open_catalog(tmp_path, write=True) as catalog:
        make_missing(catalog, tmp_path, 1)
    archive = FakeArchive(printed_records(sha256))
    app = create_app(Settings.from_env(home=tmp_path, paper="lanting", paper_name="岚汀导报"), archive)
    with serving(app) as address:
        visitor = visit(address, **size)
        for path in ("/", "/photos", "/lanting/2024-11-05/1/", "/lanting/2024-11-05/1/a1"):
            visitor.open(path)
            assert violations(visitor.page) == [], path
        archive.fail = away()
        visitor.open("/search?q=步道", 503)
        assert violations(visitor.page) == []


def test_a_barrier_would_be_found(visit: Callable[..., Visitor]) -> None:
    page = visit().open("/help")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/static/icon.svg\">')")
    assert any(one.startswith("image-alt") for one in violations(page))


@pytest.mark.parametrize(("scheme", "ink"), [("light", "#d8d4cc"), ("dark", "#4a453c")])
def test_a_pale_word_of_either_scheme_would_be_found(visit: Callable[..., Visitor], scheme: str, ink: str) -> None:
    page = visit().open("/help")
    page.evaluate(
        """([scheme, ink]) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(`@media (prefers-color-scheme: ${scheme}) { h1 { color: ${ink}; } }`);
          document.adoptedStyleSheets = [sheet];
        }""",
        [scheme, ink],
    )
    assert [one.split(":")[0] for one in violations(page)] == ["color-contrast"]
