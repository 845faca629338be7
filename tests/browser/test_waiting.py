"""A reader whose search takes long sees that it was taken, and nothing moves when its results come."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from indexer.settings import Settings
from tests.browser.conftest import Visitor
from tests.browser.test_arrival import SHIFT
from tests.webui.slow_archive import SHORT, SlowArchive
from tools.live_site import DESKTOP, PHONE, serving
from webui.app import create_app
from webui.routes import early

pytestmark = [pytest.mark.engine, pytest.mark.browser]


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_search_box_can_be_used_while_the_search_is_on(
    visit: Callable[..., Visitor], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, viewport: dict[str, int]
) -> None:
    monkeypatch.setattr(early, "PATIENCE_SECONDS", SHORT)
    archive = SlowArchive()
    settings = Settings.from_env(home=tmp_path / "home", paper="lanting", paper_name="岚汀导报")
    with serving(create_app(settings, archive)) as address:
        page = visit(address=address, viewport=viewport).page
        page.goto(f"{address}/search?q=步道", wait_until="commit")
        waiting = page.locator(".waiting span")
        expect(waiting).to_be_visible()
        expect(page.get_by_role("searchbox")).to_have_value("步道")
        expect(page.locator("main")).to_have_count(0)
        archive.let.set()
        expect(page.locator(".hits h2, .hits h3").first).to_be_visible()
        expect(waiting).to_be_hidden()
        assert page.evaluate(SHIFT) == 0
