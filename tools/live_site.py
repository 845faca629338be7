"""The site as a real server and the browser that visits it: shared by the browser tests and the screenshots."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.ingest.options import IngestOptions
from indexer.ingest.run import ingest
from indexer.settings import Settings

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch
    from playwright.sync_api import Browser
    from starlette.types import ASGIApp

    from webui.server import Patience

SAMPLES = Path(__file__).parent.parent / "samples"
PAPER, PAPER_NAME = "ltdb", "岚汀导报"

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}

CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-prefers-reduced-motion",
)
START_SECONDS = 20


def load_samples(client: Elasticsearch, settings: Settings) -> int:
    """Takes the sample bulletin into the archive of these settings; the number of records. Raises RuntimeError if a file fails."""
    report = ingest([SAMPLES / PAPER_NAME], IngestOptions(batch="samples"), settings, client)
    if not report.complete:
        raise RuntimeError(f"samples not taken in: {[outcome.en for outcome in report.outcomes if outcome.en]}")
    return report.records


@contextmanager
def serving(app: ASGIApp, patience: Patience | None = None) -> Iterator[str]:
    """The app on a free port of 127.0.0.1, by the server that `bulletin serve` uses; yields its address."""
    import uvicorn

    from webui.server import server_config

    server = uvicorn.Server(server_config(app, patience=patience))
    thread = threading.Thread(target=server.run, name="site")
    thread.start()
    try:
        end = time.monotonic() + START_SECONDS
        while not server.started:
            if time.monotonic() > end or not thread.is_alive():
                raise RuntimeError("the site did not start")
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window. Raises RuntimeError when it is not installed."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        raise RuntimeError("Chromium is not installed: run `make browser`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()
