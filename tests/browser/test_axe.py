"""axe-core finds nothing on any kind of page: on the screen of a desk in the light, on a phone in the dark.

Contrast depends on the scheme and nothing else, and what is laid out on the size: the other two pairs would find the same.
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

LOOKS = [
    {"viewport": DESKTOP, "color_scheme": "light"},
    {"viewport": PHONE, "color_scheme": "dark", "has_touch": True, "is_mobile": True},
]
STATES = ("roles", "days", "browse", "caption", "similar", "alias", "slip")
"""Pages of a kind that another one shows, too."""


def violations(page: Page) -> list[str]:
    """What axe-core has against the page, with everything unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{one['id']}: {node['html'][:200]} {node['failureSummary']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("look", LOOKS, ids=["desktop-light", "phone-dark"])
def test_no_kind_of_page_has_a_barrier(visit: Callable[..., Visitor], look: dict[str, object]) -> None:
    visitor = visit(**look)
    for name, path in PAGES.items():
        if name in STATES:
            continue
        visitor.page.goto(visitor.address + path)
        assert violations(visitor.page) == [], name


@pytest.mark.parametrize("look", LOOKS, ids=["desktop-light", "phone-dark"])
def test_no_page_with_pictures_and_no_outage_has_a_barrier(
    visit: Callable[..., Visitor], tmp_path: Path, look: dict[str, object]
) -> None:
    sha256 = enter_printed(tmp_path, pdf([ARTICLE, FAR]))
    with open_catalog(tmp_path, write=True) as catalog:
        make_missing(catalog, tmp_path, 1)
    archive = FakeArchive(printed_records(sha256))
    app = create_app(Settings.from_env(home=tmp_path, paper="lanting", paper_name="岚汀导报"), archive)
    with serving(app) as address:
        visitor = visit(address, **look)
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
