"""What was in the archive and was taken back is a 410 that helps; what never was is a 404."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from indexer.catalog import open_catalog
from indexer.settings import Settings
from tests.printed import ARTICLE, FAR, enter_printed, pdf, withdraw
from tests.webui.fake_archive import FakeArchive, invented_records
from tests.webui.site import Site, one, text
from webui.app import create_app

GONE = ("/lanting/2024-11-05/3/a1", "/lanting/2024-11-05/3/", "/lanting/2024-11-05/3/a1?q=步道")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with pages 1 and 3, of which the third was taken back."""
    home = tmp_path / "home"
    enter_printed(home, pdf([ARTICLE, FAR]), page=1, batch="留下")
    enter_printed(home, pdf([FAR]), page=3, batch="撤下")
    with open_catalog(home, write=True) as catalog:
        withdraw(catalog, "撤下")
    return home


@pytest.fixture
def purged(home: Path) -> Iterator[Site]:
    """The site of that home; the index has followed."""
    settings = Settings.from_env(home=home, paper="lanting", paper_name="岚汀导报")
    with TestClient(create_app(settings, FakeArchive(invented_records())), follow_redirects=False) as client:
        yield Site(client)


@pytest.mark.parametrize("path", GONE)
def test_a_page_says_that_it_was_taken_back_and_leads_on(purged: Site, path: str) -> None:
    soup = purged.page(path, 410)
    assert "撤下" in text(soup, "h1") and "曾经收录" in text(soup, ".notice")
    assert one(soup, "#q") and soup.select('.notice a[href="/"]')


@pytest.mark.parametrize("path", ["records/lanting/2024-11-05/3/a1", "pages/lanting/2024-11-05/3"])
def test_programs_are_told_likewise(purged: Site, path: str) -> None:
    error = purged.get(f"/api/v1/{path}", 410).json()["error"]
    assert error["code"] == "withdrawn" and "lanting/2024-11-05/3" in error["message"]


@pytest.mark.parametrize(
    "path",
    [
        "/lanting/2024-11-05/3/a2",
        "/lanting/2024-11-05/4/",
        "/lanting/2024-11-05/1/page.webp",
        "/lanting/2024-11-06/",
        "/lanting/2024-02-30/1/a1",
        "/other/2024-11-05/3/a1",
    ],
)
def test_what_never_was_is_not_taken_back(purged: Site, path: str) -> None:
    purged.page(path, 404)


def test_an_issue_is_gone_with_its_last_page(purged: Site, home: Path) -> None:
    with open_catalog(home, write=True) as catalog:
        withdraw(catalog, "留下")
    app = create_app(Settings.from_env(home=home, paper="lanting"), FakeArchive())
    with TestClient(app, follow_redirects=False) as client:
        for path in ("/lanting/2024-11-05/", "/lanting/2024-11-05/1/a1", "/lanting/2024-11-05/manifest.json"):
            Site(client).page(path, 410)
        assert Site(client).get("/api/v1/issues/lanting/2024-11-05", 410).json()["error"]["code"] == "withdrawn"
    purged.page("/lanting/2024-11-05/")


def test_a_catalog_that_cannot_be_read_makes_it_a_404(purged: Site, home: Path) -> None:
    (home / "catalog.sqlite").write_bytes(b"no database" * 1000)
    purged.page(GONE[0], 404)
    assert "<lastmod>" not in purged.get("/sitemap.xml").text
