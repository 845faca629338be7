"""Pictures of every kind of page into docs/screenshots/, phone and desktop, light and dark: `make screenshots`. To be looked at by eye.

Starts an engine of its own in a temporary home, loads the samples, as text and as printed, and stops the engine for the last ones.
"""

from __future__ import annotations

import io
import logging
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from indexer.engine import running_engine, stop
from indexer.ingest.options import IngestOptions
from indexer.ingest.run import ingest
from indexer.settings import Settings
from tools.live_site import DESKTOP, PAPER, PAPER_NAME, PHONE, chromium, load_samples, serving
from webui.app import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "screenshots"
PRINTED_SAMPLES = ROOT / "samples-print" / PAPER_NAME / "2024-11-12"
WIDTHS = {"desktop": 800, "phone": 360}
"""Pixels of the pictures that are kept; they are to show the pages, not to be read."""
MOST_HEIGHT = {"desktop": 1500, "phone": 1400}
"""Of a page, in CSS pixels; what is below is cut off."""
QUALITY = 55

PAGES = {
    "home": "/",
    "search": "/search?q=水质",
    "compact": "/search?q=岚汀&view=compact",
    "photos": "/photos",
    "help": "/help",
    "form": "/search/form",
    "selection": "/selection?id=ltdb/2024-11-05/1/a4&id=ltdb/2024-10-29/1/a2",
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
"""Every kind of page in every state that looks different, for the tests of the browser."""
KEPT = (
    *("home", "search", "compact", "photos", "selection", "facet", "values", "record", "zero", "issue", "issues"),
    *("reporters", "departments", "form", "help", "not-found", "api"),
)
"""Those of which pictures are kept."""
PRINTED = {"printed-page": "/ltdb/2024-11-12/1/", "printed-record": "/ltdb/2024-11-12/1/a1"}
AWAY = {"away": "/search?q=水质"}


def shoot(browser: Browser, address: str, pages: dict[str, str]) -> int:
    """Takes every page in every size and scheme; the number of pictures."""
    count = 0
    for size, viewport in (("desktop", DESKTOP), ("phone", PHONE)):
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": viewport["width"], "height": viewport["height"]},
                color_scheme="dark" if scheme == "dark" else "light",
                locale="zh-CN",
            )
            page = context.new_page()
            for name, path in pages.items():
                page.goto(address + path)
                _keep(page, name, size, scheme)
                count += 1
            if "search" in pages and size == "phone":
                page.goto(address + pages["search"])
                page.locator(".filters > summary").click()
                _keep(page, "filters", size, scheme)
                count += 1
            context.close()
    return count


def _keep(page: Page, name: str, size: str, scheme: str) -> None:
    """The top of the page as a small WebP file, with the pictures in it loaded."""
    from PIL import Image

    for late in page.locator("img[loading=lazy]").all():
        late.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo(0, 0)")
    shown = page.evaluate("[document.documentElement.clientWidth, document.documentElement.scrollHeight]")
    clip = {"x": 0, "y": 0, "width": shown[0], "height": min(shown[1], MOST_HEIGHT[size])}
    image = Image.open(io.BytesIO(page.screenshot(full_page=True, clip=clip))).convert("RGB")  # type: ignore[arg-type]
    width = min(image.width, WIDTHS[size])
    small = image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
    small.save(FOLDER / f"{name}-{size}-{scheme}.webp", "WEBP", quality=QUALITY, method=6)


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
            ingest([PRINTED_SAMPLES], IngestOptions(batch="printed"), settings, client)
            with chromium() as browser, serving(create_app(settings)) as address:
                count = shoot(browser, address, {name: PAGES[name] for name in KEPT} | PRINTED)
                stop(settings)
                count += shoot(browser, address, AWAY)
    print(f"{count} pictures in {FOLDER}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
