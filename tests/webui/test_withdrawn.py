"""What was taken out of the archive is told from what was never in it: 410 with ways on, not 404."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from indexer.catalog import open_catalog
from indexer.settings import Settings
from tests.printed import ARTICLE, enter_printed, pdf, withdraw
from tests.webui.fake_archive import FakeArchive
from tests.webui.site import Site, text, texts
from webui.app import create_app


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """An archive whose only page was entered and withdrawn."""
    enter_printed(tmp_path, pdf([ARTICLE]))
    with open_catalog(tmp_path, write=True) as catalog:
        withdraw(catalog, "b")
    settings = Settings.from_env(home=tmp_path, paper="lanting", paper_name="岚汀导报")
    with TestClient(create_app(settings, FakeArchive()), follow_redirects=False) as client:
        yield Site(client)


@pytest.mark.parametrize(
    ("path", "word"),
    [("/lanting/2024-11-05/", "这一期"), ("/lanting/2024-11-05/1/", "这一版"), ("/lanting/2024-11-05/1/a1", "这一条")],
)
def test_what_was_withdrawn_is_gone_and_the_page_says_so(site: Site, path: str, word: str) -> None:
    soup = site.page(path, 410)
    assert text(soup, "h1") == "已经撤下"
    assert word in text(soup, ".notice")
    assert texts(soup, ".notice .tags a") == ["返回首页", "按期浏览", "图片", "记者", "部门", "帮助"]
    assert soup.select("form[role=search]")


@pytest.mark.parametrize(
    "path",
    ["/lanting/2024-11-05/2/", "/lanting/2024-11-05/1/a9", "/lanting/2024-11-06/", "/lanting/2024-02-31/", "/nowhere"],
)
def test_what_was_never_there_is_not_found(site: Site, path: str) -> None:
    soup = site.page(path, 404)
    assert texts(soup, ".notice .tags a")[0] == "返回首页" and "/help" in [str(a["href"]) for a in soup.select(".tags a")]


def test_programs_are_told_in_the_same_way(site: Site) -> None:
    assert site.get("/lanting/2024-11-05/1/a1.webp", 410).status_code == 410
