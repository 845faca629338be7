"""Sitemaps, robots and OpenSearch: what is there to be found is named, and nothing else."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from indexer.catalog import open_catalog
from indexer.settings import Settings
from tests.printed import ARTICLE, enter_printed, pdf, withdraw
from tests.webui.fake_archive import FakeArchive, invented_records
from tests.webui.site import Site
from webui.app import create_app
from webui.exports.sitemap import LISTS, Chunk, sitemap
from webui.search.results import IssueSummary

XMLNS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
BASE = "http://testserver"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home whose catalog knows one of the two issues."""
    enter_printed(tmp_path / "home", pdf([ARTICLE]), page=1)
    return tmp_path / "home"


@pytest.fixture
def mapped(home: Path) -> Iterator[Site]:
    """The site of that home."""
    with TestClient(create_app(Settings.from_env(home=home, paper="lanting"), FakeArchive(invented_records()))) as client:
        yield Site(client)


def entries(site: Site, path: str) -> dict[str, str | None]:
    """Address and time of every entry."""
    response = site.get(path)
    assert (
        response.headers["content-type"] == "application/xml"
        and response.headers["etag" if "lists" not in path else "content-type"]
    )
    found = ElementTree.fromstring(response.content)
    return {str(entry.findtext("s:loc", None, XMLNS)): entry.findtext("s:lastmod", None, XMLNS) for entry in found}


def test_the_sitemaps_name_every_page_of_the_archive_once(mapped: Site) -> None:
    index = entries(mapped, "/sitemap.xml")
    assert list(index) == [f"{BASE}/sitemap-{name}.xml" for name in ("lists", "lanting-2024-11", "lanting-2024-10")]
    named = [url for address in index for url in entries(mapped, address.removeprefix(BASE))]
    records = [f"{BASE}/{one['id']}" for one in invented_records()]
    pages = [f"{BASE}/lanting/{path}/" for path in ("2024-11-05", "2024-11-05/1", "2024-11-05/2", "2024-10-29", "2024-10-29/1")]
    assert sorted(named) == sorted([*records, *pages, *(BASE + path for path in LISTS)])
    for url in named:
        mapped.page(url.removeprefix(BASE))


def test_a_time_is_given_where_the_catalog_knows_it_and_moves_with_a_change(mapped: Site, home: Path) -> None:
    november, october = f"{BASE}/sitemap-lanting-2024-11.xml", f"{BASE}/sitemap-lanting-2024-10.xml"
    index = entries(mapped, "/sitemap.xml")
    changed = index[november]
    assert changed and abs((datetime.now(UTC) - datetime.fromisoformat(changed)).total_seconds()) < 600
    assert index[october] is None
    assert set(entries(mapped, november.removeprefix(BASE)).values()) == {changed}
    with open_catalog(home, write=True) as catalog:
        withdraw(catalog, "b")
        with catalog.transaction():
            catalog.corrections.append(1, "lanting/2024-11-05", b'{"at": "2090-01-01T00:00:00+00:00"}')
    assert entries(mapped, "/sitemap.xml")[november] == "2090-01-01T00:00:00+00:00"


@pytest.mark.parametrize("most", [1, 2, 3, 5, 7])
def test_a_month_with_too_many_addresses_stands_in_several_files(mapped: Site, most: int) -> None:
    whole = {name: list(entries(mapped, f"/sitemap-{name}.xml")) for name in ("lanting-2024-11", "lanting-2024-10")}
    app = mapped.client.app
    assert isinstance(app, FastAPI) and [len(urls) for urls in whole.values()] == [7, 3]
    app.state.sitemap_addresses = most
    lists, *files = entries(mapped, "/sitemap.xml")
    parts = [list(entries(mapped, address.removeprefix(BASE))) for address in files]
    assert [url for part in parts for url in part] == [url for urls in whole.values() for url in urls]
    assert all(1 <= len(part) <= most for part in parts) and len(parts) == -(-7 // most) + -(-3 // most)
    assert files[0] == f"{BASE}/sitemap-lanting-2024-11.xml" and files[1:2] != files[:1]
    mapped.page(f"/sitemap-lanting-2024-10.{-(-3 // most) + 1}.xml", 404)
    assert lists == f"{BASE}/sitemap-lists.xml"


@pytest.mark.parametrize(
    "name",
    [
        "lanting-2024-11.1",
        "lanting-2024-11.02",
        "lanting-2024-11.",
        "lanting-2024-11.9999999",
        "lanting-2024-12",
        "other-2024-11",
        "lanting-2024-13",
        "lanting-2024-1",
        "lanting",
        "-2024-11",
    ],
)
def test_a_sitemap_that_is_not_named_is_not_there(mapped: Site, name: str) -> None:
    mapped.page(f"/sitemap-{name}.xml", 404)


def test_an_empty_archive_has_a_sitemap_of_its_lists(site: Site, archive: FakeArchive) -> None:
    archive.records.clear()
    assert list(entries(site, "/sitemap.xml")) == [f"{BASE}/sitemap-lists.xml"]


@given(
    st.from_regex(r"[a-z0-9][a-z0-9-]{0,10}", fullmatch=True),
    st.dates(date(1850, 1, 1), date(2100, 1, 1)),
    st.integers(1, 999_999),
)
def test_the_name_of_a_chunk_is_read_back(paper: str, day: date, part: int) -> None:
    chunk = Chunk(paper, day.year, day.month, part)
    assert Chunk.named(chunk.name) == chunk
    assert chunk.first <= day <= chunk.last


@given(st.text(max_size=20))
def test_any_address_makes_a_sitemap_that_can_be_read(base: str) -> None:
    issue = IssueSummary("lanting", date(2024, 11, 5), 2, None, (1,), 1)
    body = sitemap(
        [issue],
        ["lanting/2024-11-05-e2/1/a1"],
        {"lanting/2024-11-05-e2": "2024-11-06T00:00:00+00:00"},
        f"http://h/{base.encode().hex()}%s%(base)s&<>",
    )
    assert body and len(ElementTree.fromstring(body)) == 3 and body.count("<lastmod>") == 3


def test_robots_name_the_sitemap(site: Site) -> None:
    robots = site.get("/robots.txt").text
    assert f"Sitemap: {BASE}/sitemap.xml\n" in robots
    assert "Disallow: /photos?*\n" in robots, "which the library does not know, so that it lets all of /photos be read"
    # By the library of crawlers: addresses without end are none of theirs, pages of the archive are.
    rules = RobotFileParser()
    rules.parse(robots.splitlines())
    for path in (
        "/search?q=x",
        "/search/facet?name=year",
        "/selection?id=x",
        "/export.csv",
        "/feed.atom",
        "/api/docs",
    ):
        assert not rules.can_fetch("*", BASE + path), path
    for path in ("/", "/photos", "/issues/?year=2024", "/reporters/", "/lanting/2024-11-05/1/a1", "/sitemap.xml", "/help"):
        assert rules.can_fetch("*", BASE + path), path


def test_a_browser_gets_suggestions_in_the_form_it_knows(site: Site) -> None:
    root = ElementTree.fromstring(site.get("/opensearch.xml").content)
    urls = {url.attrib["type"]: url.attrib["template"] for url in root.iter("{http://a9.com/-/spec/opensearch/1.1/}Url")}
    path = urls["application/x-suggestions+json"].removeprefix(BASE).replace("{searchTerms}", "步")
    response = site.get(path)
    assert response.json() == ["步", []] and response.headers["content-type"] == "application/x-suggestions+json"
    feed = urls["application/atom+xml"].removeprefix(BASE).replace("{searchTerms}", "步道").replace("{startPage?}", "1")
    assert site.get(feed).headers["content-type"].startswith("application/atom+xml")
