"""The site without an engine: `archive` is a fake one with invented records, `site` asks the app and parses what it answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from indexer.settings import Settings
from tests.webui.fake_archive import FakeArchive, invented_records
from tests.webui.site import Site
from tests.webui.slow_archive import LONG
from webui.app import create_app
from webui.routes import early


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages wait for their searches, however long these take on a busy machine: so each has the status that its search deserves."""
    monkeypatch.setattr(early, "PATIENCE_SECONDS", LONG)


@pytest.fixture
def archive() -> FakeArchive:
    """Two issues of 《岚汀导报》."""
    return FakeArchive(invented_records())


@pytest.fixture
def site(archive: FakeArchive, tmp_path: Path) -> Iterator[Site]:
    """The site with that archive."""
    settings = Settings.from_env(home=tmp_path / "home", paper="lanting", paper_name="岚汀导报")
    with TestClient(create_app(settings, archive), follow_redirects=False) as client:
        yield Site(client)
