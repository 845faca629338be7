"""A real browser before a really served site: the real engine, the sample bulletin, Chromium.

Nothing is skipped: when the engine or Chromium cannot start, every test here fails. Each test's visitor also notes every request of
the browser and every message of its console: a request that leaves 127.0.0.1, or an error, fails the test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch
from playwright.sync_api import Browser, BrowserContext, Page, Response

from indexer.engine.state import EngineState
from indexer.settings import Settings
from tests.webui.slow_archive import LONG
from tools.live_site import DESKTOP, PAPER, PAPER_NAME, PHONE, chromium, load_samples, serving
from webui.app import create_app
from webui.routes import early

TIMEOUT_MS = 15_000


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages wait for their searches, however long these take on a busy machine: so each has the status that its search deserves."""
    monkeypatch.setattr(early, "PATIENCE_SECONDS", LONG)


@pytest.fixture(scope="session")
def sample_settings(tmp_path_factory: pytest.TempPathFactory, engine: EngineState, client: Elasticsearch) -> Iterator[Settings]:
    """An archive with the samples in it."""
    alias = f"browser{uuid4().hex[:10]}"
    home = tmp_path_factory.mktemp("browser-home")
    settings = Settings.from_env(home=home, elasticsearch_url=engine.address, alias=alias, paper=PAPER, paper_name=PAPER_NAME)
    load_samples(client, settings)
    yield settings
    for index in client.indices.get(index=f"{alias}*").body:
        client.indices.delete(index=index)


@pytest.fixture(scope="session")
def site(sample_settings: Settings) -> Iterator[str]:
    """The address of the site."""
    with serving(create_app(sample_settings)) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with chromium() as browser:
        yield browser


@dataclass
class Visitor:
    """Somebody with a browser: where they are, and what their browser asked for on the way."""

    address: str
    page: Page
    requests: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def open(self, path: str, status: int = 200) -> Page:
        """Types an address of the site."""
        response = self.page.goto(self.address + path)
        assert response is not None and response.status == status, path
        return self.page

    @property
    def path(self) -> str:
        """Where they are, without the host."""
        return self.page.url.removeprefix(self.address)

    def total(self) -> int:
        """The number of records that the page of results says it found."""
        return int(self.page.locator(".total").inner_text().split()[1].replace(",", ""))


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Callable[..., Visitor]]:
    """Makes visitors; `address` for another site than the samples', the rest as Playwright's contexts take it."""
    visitors: list[tuple[Visitor, BrowserContext]] = []

    def visit(address: str = site, **options: Any) -> Visitor:
        context = browser.new_context(locale="zh-CN", **{"viewport": DESKTOP, **options})
        context.set_default_timeout(TIMEOUT_MS)
        visitor = Visitor(address, context.new_page())
        visitor.page.on("request", lambda request: visitor.requests.append(request.url))
        visitor.page.on("pageerror", lambda error: visitor.troubles.append(str(error)))
        visitor.page.on("response", lambda response: visitor.troubles.extend(_trouble(response)))
        visitors.append((visitor, context))
        return visitor

    yield visit
    for visitor, context in visitors:
        context.close()
        assert visitor.requests, "the browser asked for nothing"
        hosts = {urlsplit(url).netloc for url in visitor.requests}
        assert hosts == {urlsplit(visitor.address).netloc}, hosts
        assert not visitor.troubles


def _trouble(response: Response) -> list[str]:
    is_page = response.request.is_navigation_request()
    return [] if is_page or response.ok else [f"{response.status} {response.url}"]


@pytest.fixture(
    params=[
        {"viewport": DESKTOP},
        {"viewport": PHONE, "has_touch": True, "is_mobile": True},
        {"viewport": DESKTOP, "java_script_enabled": False},
        {"viewport": DESKTOP, "color_scheme": "dark"},
    ],
    ids=["desktop", "phone", "no-script", "dark"],
)
def visitor(request: pytest.FixtureRequest, visit: Callable[..., Visitor]) -> Visitor:
    """One of four: at a desk, with a phone, without script, in the dark."""
    return visit(**request.param)
