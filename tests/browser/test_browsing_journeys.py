"""Browsing without a search, as people do: a photo by its photographer, an issue by the calendar, a missing one, a name by its letter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from indexer.settings import Settings
from tests.browser.conftest import Visitor
from tests.webui.fake_archive import FakeArchive, details
from tests.webui.search.corpus import record
from tools.live_site import PHONE, serving
from webui.app import create_app

pytestmark = [pytest.mark.engine, pytest.mark.browser]


def test_a_photo_is_found_by_its_photographer(visitor: Visitor) -> None:
    page = visitor.open("/")
    page.get_by_role("navigation").get_by_role("link", name="图片", exact=True).click()
    total = visitor.total()
    if page.locator(".filters > summary").is_visible():
        page.locator(".filters > summary").click()
    first = page.locator(".facet-reporter li a").first
    name, count = first.locator(".value").inner_text(), int(first.locator(".n").inner_text())
    first.click()
    assert visitor.total() == count <= total
    photos = page.locator(".photo")
    assert photos.count() == count
    for place in range(count):
        expect(photos.nth(place).get_by_role("link", name=name, exact=True)).to_be_visible()
    title = photos.first.locator("h2 a")
    words = title.inner_text()[:8]
    title.click()
    expect(page.locator(".text")).to_contain_text(words)
    page.go_back()
    assert visitor.total() == count


def test_an_issue_is_found_by_the_calendar_and_a_name_by_its_letter(visitor: Visitor) -> None:
    page = visitor.open("/")
    page.locator(".ways").get_by_role("link", name="2024年").click()
    page.locator(".month").filter(has_text="11月").get_by_role("link", name="5", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2024年11月5日")
    page.get_by_role("navigation").get_by_role("link", name="记者", exact=True).click()
    page.locator(".letters").get_by_role("link", name="Q", exact=False).click()
    link = page.locator(".names a").filter(has_text="乔知远")
    count = int(link.locator(".n").inner_text())
    link.click()
    assert visitor.total() == count


def test_a_missing_issue_is_seen_in_the_calendar(visit: Callable[..., Visitor], tmp_path: Path) -> None:
    tuesdays = [date(2024, 1, 2) + timedelta(weeks=week) for week in range(12) if week != 5]
    archive = FakeArchive([record(1, "一条", "正文。", day=day.isoformat(), details=details()) for day in tuesdays])
    with serving(create_app(Settings.from_env(home=tmp_path, paper="lanting"), archive)) as address:
        for options in ({"viewport": PHONE}, {"java_script_enabled": False}):
            page = visit(address, **options).open("/issues/")
            expect(page.locator(".year h2")).to_contain_text("缺 1")
            absent = page.locator(".month .day-absent")
            expect(absent).to_have_count(1)
            expect(absent).to_contain_text("6")
            page.locator(".lacking summary").click()
            expect(page.locator(".lacking li")).to_have_text("2024年2月6日 星期二")
