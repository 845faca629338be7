"""Pictures of the pages into screenshots/, phone and desktop, light and dark: `make screenshots`. To be looked at by eye.

Starts an engine of its own in a temporary home, loads the samples, and stops the engine for the last pictures.
"""

from __future__ import annotations

import logging
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from indexer.engine import running_engine, stop
from indexer.settings import Settings
from tools.live_site import DESKTOP, PAPER, PAPER_NAME, PHONE, chromium, load_samples, serving
from webui.app import create_app

if TYPE_CHECKING:
    from fastapi import FastAPI
    from playwright.sync_api import Browser

FOLDER = Path(__file__).parent.parent / "screenshots"

PAGES = {
    "home": "/",
    "search": "/search?q=水质",
    "facet": "/search?q=岚汀&department=区财政局&department=区水利局&kind=article",
    "roles": "/search?role=contributor&department=区财政局",
    "days": "/search?q=岚汀&from=2024-11-05&to=2024-11-05",
    "values": "/search/facet?name=department&q=岚汀&department=区财政局",
    "a-to-z": "/search/facet?name=contributor&order=pinyin",
    "no-value": "/search/facet?name=reporter&find=没有这个人",
    "browse": "/search?page=2",
    "caption": "/search?q=步道",
    "record": "/ltdb/2024-11-05/1/a4?q=养老服务",
    "similar": "/ltdb/2024-10-29/1/a2",
    "name": "/search?q=乔知远",
    "alias": "/search?q=发改委",
    "slip": "/search?q=乔之远",
    "zero": "/search?q=养老服务设施&reporter=乔知远&year=2024",
    "nothing": '/search?q="没有印过的一句话"',
    "issue": "/ltdb/2024-11-05/",
    "page": "/ltdb/2024-11-05/2/",
    "issues": "/issues/",
    "reporters": "/reporters/",
    "departments": "/departments/",
    "not-found": "/ltdb/2024-11-05/9/",
    "bad-input": "/search?q=水质&from=2024-13-01",
    "api": "/api/docs",
}
AWAY = {"away": "/search?q=水质"}
PRINTED = {"printed-page": "/lanting/2024-11-05/1/", "printed-record": "/lanting/2024-11-05/1/a2"}


def shoot(browser: Browser, address: str, pages: dict[str, str]) -> int:
    """Takes every page in every size and scheme; the number of pictures."""
    count = 0
    for size, viewport in (("desktop", DESKTOP), ("phone", PHONE)):
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": viewport["width"], "height": viewport["height"]},
                color_scheme="dark" if scheme == "dark" else "light",
                device_scale_factor=1 if size == "desktop" else 2,
                locale="zh-CN",
            )
            page = context.new_page()
            for name, path in pages.items():
                page.goto(address + path)
                page.screenshot(path=FOLDER / f"{name}-{size}-{scheme}.png", full_page=True)
                count += 1
            if "search" in pages and size == "phone":
                page.goto(address + pages["search"])
                page.locator(".filters > summary").click()
                page.screenshot(path=FOLDER / f"filters-{size}-{scheme}.png", full_page=True)
                count += 1
            context.close()
    return count


def printed_site(home: Path) -> FastAPI:
    """A site with one page as it is printed, blocks in the places of its records, that needs no engine."""
    from indexer.catalog import open_catalog
    from indexer.page_images.making import make_missing
    from tests.printed import ARTICLE, FAR, enter_printed, pdf, printed_records
    from tests.webui.fake_archive import FakeArchive

    sha256 = enter_printed(home, pdf([ARTICLE, FAR]))
    with open_catalog(home, write=True) as catalog:
        make_missing(catalog, home, 1)
    return create_app(
        Settings.from_env(home=home, paper="lanting", paper_name=PAPER_NAME), FakeArchive(printed_records(sha256))
    )


def main() -> int:
    """Makes all pictures."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        settings = Settings.from_env(
            home=Path(home), paper=PAPER, paper_name=PAPER_NAME, engine_heap="512m", elasticsearch_url=""
        )
        with running_engine(settings) as client:
            load_samples(client, settings)
            with chromium() as browser, serving(create_app(settings)) as address:
                count = shoot(browser, address, PAGES)
                stop(settings)
                count += shoot(browser, address, AWAY)
            with chromium() as browser, serving(printed_site(Path(home) / "printed")) as address:
                count += shoot(browser, address, PRINTED)
    print(f"{count} pictures in {FOLDER}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
