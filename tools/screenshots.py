"""Takes pictures of the pages, phone and desktop, light and dark, into `screenshots/` (not kept in git), for looking at.

A home of its own is filled with the samples and served; the last pictures are taken with the engine stopped.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "screenshots"
CHROMIUM = "/usr/bin/chromium"
# Without the flags for the background, Chromium asks its maker's hosts for things that nobody here wants.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"phone": (360, 740), "desktop": (1280, 900)}
RECORD = "/ltdb/2024-10-29/1/a1"
PAGES = {
    "home": "/",
    "search": "/search?q=岚汀",
    "facet": "/search?q=岚汀&department=区住房和城乡建设局&kind=article",
    "record": f"{RECORD}?q=岚汀",
    "zero": "/search?q=岚汀+潜水艇&reporter=乔知远",
    "issue": "/ltdb/2024-11-05/",
    "page": "/ltdb/2024-11-05/1",
    "departments": "/departments/",
}


def free_port() -> int:
    """A port of 127.0.0.1 that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def site(home: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The samples, ingested and served: the address, and the environment for further commands."""
    environment = {**os.environ, "BULLETIN_HOME": str(home), "BULLETIN_PAPER": "ltdb", "BULLETIN_PAPER_NAME": "岚汀导报"}
    command = str(Path(sys.executable).parent / "bulletin")
    subprocess.run([command, "ingest", str(ROOT / "samples")], env=environment, check=True, stdout=subprocess.DEVNULL)
    port = free_port()
    server = subprocess.Popen([command, "serve", "--port", str(port)], env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(address)
        yield address, environment
    finally:
        server.terminate()
        server.wait(60)


def wait_until_ready(address: str) -> None:
    """Returns when searches are answered; fails after a minute."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{address}/readyz", timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError(f"{address} is not ready after a minute")


def shoot(browser: Browser, address: str, names: dict[str, str], scheme: str) -> None:
    """One picture a page and size."""
    for size, (width, height) in SIZES.items():
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        for name, path in names.items():
            page.goto(address + path)
            suffix = "" if scheme == "light" else "-dark"
            page.screenshot(path=TARGET / f"{name}-{size}{suffix}.png", full_page=size == "desktop")
        context.close()


def main() -> None:
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with site(Path(folder)) as (address, environment):
            shoot(browser, address, PAGES, "light")
            shoot(browser, address, {"search": PAGES["search"], "record": PAGES["record"]}, "dark")
            subprocess.run([str(Path(sys.executable).parent / "bulletin"), "engine", "stop"], env=environment, check=True)
            shoot(browser, address, {"unavailable": PAGES["search"]}, "light")
        browser.close()
    print(f"{len(list(TARGET.glob('*.png')))} pictures in {TARGET}", file=sys.stderr)


if __name__ == "__main__":
    main()
