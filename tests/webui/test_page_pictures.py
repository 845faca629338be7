"""Pages as they are printed: the picture beside the text, the records as areas on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from indexer.catalog import open_catalog
from indexer.page_images.making import make_missing
from indexer.settings import Settings
from tests.printed import ARTICLE, FAR, enter_printed, pdf, printed_records, withdraw
from tests.webui.fake_archive import FakeArchive, invented_records
from tests.webui.site import Site, one, text
from webui.app import create_app

PAGE = "/lanting/2024-11-05/1/"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a printed page and its picture."""
    home = tmp_path_factory.mktemp("printed")
    enter_printed(home, pdf([ARTICLE, FAR]))
    with open_catalog(home, write=True) as catalog:
        assert make_missing(catalog, home, 1).made == 1
    return home


@pytest.fixture
def printed(home: Path) -> Iterator[Site]:
    """The site of the printed page."""
    with open_catalog(home, write=False) as catalog:
        (version,) = catalog.pages.with_pictures()
    settings = Settings.from_env(home=home, paper="lanting", paper_name="岚汀导报")
    archive = FakeArchive(printed_records(version.source_sha256))
    with TestClient(create_app(settings, archive), follow_redirects=False) as client:
        yield Site(client)


def test_the_picture_stands_beside_the_list_with_the_records_as_links_on_it(printed: Site) -> None:
    soup = printed.page(PAGE)
    image = one(soup, ".facsimile img")
    assert image["alt"] == "第1版的版面图"
    assert (image["width"], image["height"]) == ("400", "600")
    assert str(image["src"]).startswith(f"{PAGE}page-small.webp?v=") and f"{PAGE}page.webp?v=" in str(image["srcset"])
    areas = one(soup, ".areas")
    assert areas["viewbox"] == "0.0 0.0 400.0 600.0" and areas["role"] == "group" and areas["aria-label"]
    links = [
        (str(a["href"]), a["aria-label"], {k: float(str(v)) for k, v in one(a, "rect").attrs.items()})
        for a in areas.select("a")
    ]
    assert links == [
        ("/lanting/2024-11-05/1/a1", "环湖步道全线贯通", {"x": 40, "y": 60, "width": 200, "height": 200}),
        ("/lanting/2024-11-05/1/c1", "图片说明 市民在步道上散步。", {"x": 60, "y": 200, "width": 100, "height": 40}),
        ("/lanting/2024-11-05/1/a2", "图书馆夜间开放", {"x": 260, "y": 300, "width": 120, "height": 260}),
    ]
    assert [str(item["id"]) for item in soup.select(".hits > .hit")] == ["a1", "c1", "a2", "a3"]
    assert not soup.select("[style]"), "the site's policy forbids them"


def test_a_small_area_on_a_large_one_comes_after_it_whatever_is_printed_first(home: Path) -> None:
    with open_catalog(home, write=False) as catalog:
        (version,) = catalog.pages.with_pictures()
    article, caption, far, _ = printed_records(version.source_sha256)
    settings = Settings.from_env(home=home, paper="lanting")
    archive = FakeArchive([caption, far, article])
    with TestClient(create_app(settings, archive)) as client:
        hrefs = [str(a["href"]).rpartition("/")[2] for a in Site(client).page(PAGE).select(".areas a")]
    assert hrefs == ["a1", "c1", "a2"]


def test_the_record_page_shows_where_it_is_printed_and_the_print_itself(printed: Site) -> None:
    soup = printed.page(f"{PAGE}a2")
    place = one(soup, ".whereabouts")
    assert place["href"] == f"{PAGE}#a2"
    assert one(place, "rect").attrs == {"x": "260.0", "y": "300.0", "width": "120.0", "height": "260.0"}
    clip = one(soup, ".clip svg")
    assert clip["viewbox"] == "254.0 294.0 132.0 272.0"
    assert (clip["width"], clip["height"]) == ("198", "408")
    assert clip["aria-label"] == "版面原样 图书馆夜间开放"
    assert str(one(clip, "image")["href"]).startswith(f"{PAGE}page.webp?v=")


def test_a_record_whose_place_is_not_known_has_no_cutting(printed: Site) -> None:
    soup = printed.page(f"{PAGE}a3")
    assert not soup.select(".clip, .whereabouts")
    assert text(soup, ".story h1") == "没有位置的一条"


@pytest.mark.parametrize("name", ["page.webp", "page-small.webp"])
def test_a_picture_is_answered_with_its_kind_and_can_be_asked_for_again(printed: Site, name: str) -> None:
    answer = printed.get(f"{PAGE}{name}")
    assert answer.headers["content-type"] == "image/webp"
    assert answer.content[:4] == b"RIFF" and answer.content[8:12] == b"WEBP"
    assert answer.headers["cache-control"] == "public, max-age=300, must-revalidate"
    tag = answer.headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = printed.client.get(f"{PAGE}{name}", headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert printed.client.get(f"{PAGE}{name}", headers={"If-None-Match": '"other"'}).status_code == 200
    head = printed.client.head(f"{PAGE}{name}")
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) == len(answer.content)


def test_the_two_sizes_are_two_pictures(printed: Site) -> None:
    large, small = printed.get(f"{PAGE}page.webp"), printed.get(f"{PAGE}page-small.webp")
    assert large.headers["etag"] != small.headers["etag"]
    assert len(large.content) > len(small.content)


@pytest.mark.parametrize(
    "path",
    [
        "/lanting/2024-11-05/2/page.webp",
        "/lanting/2024-11-05-e2/1/page.webp",
        "/lanting/2024-13-05/1/page.webp",
        "/lanting/2024-11-05/0/page-small.webp",
        "/Other/2024-11-05/1/page.webp",
        "/lanting/2024-11-05/1/page-huge.webp",
        "/lanting/2024-11-05/1/..%2Fcatalog.sqlite",
    ],
)
def test_other_addresses_are_not_found_and_tell_nothing_of_the_home(printed: Site, home: Path, path: str) -> None:
    answer = printed.get(path, 404)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert str(home) not in answer.text and "page-images" not in answer.text


def test_a_page_of_text_looks_as_it_did(site: Site) -> None:
    soup = site.page(PAGE)
    assert not soup.select(".print, .spread, script[src*=print]")
    assert not site.page(f"{PAGE}a1").select(".clip, .whereabouts")
    site.get(f"{PAGE}page.webp", 404)


def test_boxes_of_another_source_are_not_drawn_on_the_picture(home: Path) -> None:
    settings = Settings.from_env(home=home, paper="lanting")
    with TestClient(create_app(settings, FakeArchive(printed_records("cd" * 32)))) as client:
        soup = Site(client).page(PAGE)
        assert soup.select(".facsimile img") and not soup.select(".areas")


def test_a_withdrawn_page_shows_its_picture_no_more_and_the_earlier_one_again(tmp_path: Path) -> None:
    enter_printed(tmp_path, pdf([FAR]), batch="first")
    newer = enter_printed(tmp_path, pdf([ARTICLE]), batch="second")
    settings = Settings.from_env(home=tmp_path, paper="lanting")
    with (
        open_catalog(tmp_path, write=True) as catalog,
        TestClient(create_app(settings, FakeArchive(invented_records()))) as client,
    ):
        site = Site(client)
        make_missing(catalog, tmp_path, 1)
        second = site.get(f"{PAGE}page.webp")
        withdraw(catalog, "second")
        site.get(f"{PAGE}page.webp", 404)  # the earlier one is not drawn yet; the newer one is on disk and not shown
        assert list(tmp_path.glob(f"page-images/*/{newer}*"))
        make_missing(catalog, tmp_path, 1)
        first = site.get(f"{PAGE}page.webp")
        assert first.content != second.content and first.headers["etag"] != second.headers["etag"]
        withdraw(catalog, "first")
        site.get(f"{PAGE}page.webp", 410)
        assert not site.page(PAGE).select(".print")
