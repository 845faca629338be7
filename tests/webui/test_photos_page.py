"""The wall of photos: captions alone, each with its photo cut out of the picture of its page; and the views of results."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from fastapi.testclient import TestClient
from PIL import Image

from indexer.catalog import open_catalog
from indexer.page_images.making import make_missing
from indexer.settings import Settings
from tests.printed import ARTICLE, FAR, PHOTO, enter_printed, pdf, printed_records
from tests.webui.fake_archive import FakeArchive
from tests.webui.site import Site, address, one, text, texts
from webui.app import create_app
from webui.photo_crops import guessed_box
from webui.search.results import Copies
from webui.words import WORDS

SAMPLES = Path(__file__).parent.parent.parent / "samples-print" / "岚汀导报" / "2024-11-12"
TRUTH = SAMPLES.parent.parent.parent / "tests" / "data" / "samples-print" / "2024-11-12"
PAGE = "/lanting/2024-11-05/1/"


@pytest.fixture
def printed(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Site]:
    """A site with a printed page that has a caption on it; its photo has the box that the test asks for."""
    sha256 = enter_printed(tmp_path, pdf([ARTICLE, FAR]))
    with open_catalog(tmp_path, write=True) as catalog:
        make_missing(catalog, tmp_path, 1)
    archive = FakeArchive(printed_records(sha256, getattr(request, "param", None)))
    settings = Settings.from_env(home=tmp_path, paper="lanting", paper_name="岚汀导报")
    with TestClient(create_app(settings, archive), follow_redirects=False) as client:
        yield Site(client)


@pytest.mark.parametrize("name", ["02", "03", "04"])
def test_the_photo_is_found_beside_its_caption(name: str) -> None:
    """Beside, under and above it, as the makers of the samples set them."""
    grey = pypdfium2.PdfDocument(str(SAMPLES / f"{name}.pdf"))[0].render(scale=2).to_pil().convert("L")
    for caption in json.loads((TRUTH / f"{name}.expected.json").read_text(encoding="utf-8"))["captions"]:
        found = guessed_box(grey, 2, tuple(caption["box"]))
        assert found is not None
        assert found == pytest.approx(caption["photo_box"], abs=4)


def test_text_is_no_photo() -> None:
    grey = pypdfium2.PdfDocument(str(SAMPLES / "01.pdf"))[0].render(scale=2).to_pil().convert("L")
    article = json.loads((TRUTH / "01.expected.json").read_text(encoding="utf-8"))["articles"][0]
    x0, _, x1, y1 = article["box"]
    assert guessed_box(grey, 2, (x0, y1 - 12, x1, y1)) is None


def test_photos_are_captions_with_pictures_where_their_page_has_one(printed: Site) -> None:
    soup = printed.page("/photos")
    assert text(soup, ".total") == "共 1 条"
    assert texts(soup, ".photo h2") == ["市民在步道上散步。"]
    frame = one(soup, ".photo-frame")
    assert frame["href"] == f"{PAGE}c1?view=photos" and frame["aria-hidden"] == "true" and frame["tabindex"] == "-1"
    picture = printed.get(str(one(frame, "img")["src"]))
    assert picture.headers["content-type"] == "image/webp"
    assert Image.open(io.BytesIO(picture.content)).width > 100
    assert text(soup, ".photo-note") == WORDS["photo_unknown"]
    tag = picture.headers["etag"]
    assert printed.client.get(f"{PAGE}c1.webp", headers={"If-None-Match": tag}).status_code == 304
    printed.get(f"{PAGE}a3.webp", 404)


@pytest.mark.parametrize("printed", [PHOTO], indirect=True)
def test_a_photo_whose_place_is_known_is_cut_there_and_is_the_picture_of_its_record(printed: Site) -> None:
    soup = printed.page("/photos")
    assert not soup.select(".photo-note")
    width, height = Image.open(io.BytesIO(printed.get(str(one(soup, ".photo-frame img")["src"])).content)).size
    assert width / height == pytest.approx((PHOTO[2] - PHOTO[0]) / (PHOTO[3] - PHOTO[1]), rel=0.02)
    record = printed.page(f"{PAGE}c1")
    assert f'"contentUrl": "http://testserver{PAGE}c1.webp"' in one(record, "script[type='application/ld+json']").get_text()
    assert one(record, "meta[property='og:image']")["content"] == f"http://testserver{PAGE}c1.webp"


@pytest.mark.parametrize("printed", [(-50.0, 500.0, 900.0, 9000.0), (900.0, 900.0, 950.0, 950.0)], indirect=True)
def test_a_box_that_is_not_on_its_page_is_cut_as_far_as_it_is(printed: Site) -> None:
    assert Image.open(io.BytesIO(printed.get(f"{PAGE}c1.webp").content)).width > 100


def test_without_a_picture_a_caption_is_its_text(site: Site) -> None:
    soup = site.page("/photos")
    assert texts(soup, ".photo h2") == ["市民在环湖步道上散步。本报记者 柯木 摄"]
    assert not soup.select(".photo img")


def test_photos_are_narrowed_by_photographer_and_date_and_stay_photos(site: Site) -> None:
    soup = site.page("/photos")
    assert text(soup, ".facet-reporter .roles a[aria-current]") == "摄影"
    assert not soup.select(".facet-kind, .chips")
    link = address(soup, ".facet-reporter .selected, .facet-reporter li a")
    assert link.startswith("/photos?photographer=")
    narrowed = site.page(link)
    assert text(narrowed, ".total") == "共 1 条" and address(narrowed, ".chips .clear") == "/photos"
    assert one(narrowed, "form.dates")["action"] == one(narrowed, "form[role=search]")["action"] == "/photos"
    assert text(site.page("/photos?from=2025-01-01"), ".total") == "共 0 条"


def test_the_view_is_chosen_and_kept_in_every_link(site: Site) -> None:
    soup = site.page("/search?q=步道&view=compact&year=2024")
    assert texts(soup, ".views a") == ["详细", "简表", "图片"]
    assert text(soup, ".views a[aria-current]") == "简表"
    assert not soup.select(".fragment")
    kept = [str(a["href"]) for a in soup.select(".sorts a, .facet li a, .chip, .clear, .hits h2 a")]
    assert kept and all("view=compact" in href for href in kept)
    assert "view" not in str(one(soup, "link[rel=canonical]")["href"])
    assert not [a for a in soup.select(".files a") if "view" in str(a["href"])]
    assert site.get("/search?q=步道&view=photos", 308).headers["location"] == "/photos?q=%E6%AD%A5%E9%81%93"
    site.page("/search?view=wall", 400)


def test_a_record_leads_back_to_the_view_one_came_from(site: Site) -> None:
    caption = address(site.page("/photos?q=步道"), ".photo h2 a")
    assert address(site.page(caption), ".crumbs .back") == "/photos?q=%E6%AD%A5%E9%81%93"


def test_the_same_text_is_folded_under_the_first_hit_and_still_counted(site: Site, archive: FakeArchive) -> None:
    first, second = archive.records[0], archive.records[4]
    archive.copies = {first.id: Copies((second,)), second.id: Copies((first,))}
    soup = site.page("/search?q=步道")
    assert text(soup, ".total") == "共 4 条"
    assert len(soup.select(".hits > .hit")) == 3
    assert text(soup, ".folded summary") == "另有 1 条文字相同，合在这里，都计入总数"
    assert address(soup, ".folded li a").startswith(f"/{second.id}?")


def test_each_hit_can_be_cited_and_its_lasting_address_copied(site: Site) -> None:
    hit = site.page("/search?q=步道").select(".hit")[0]
    assert text(hit, ".deeds a") == "引用" and address(hit, ".deeds a") == "/lanting/2024-11-05/1/a1#cite"
    button = one(hit, "button.copy")
    assert (button["type"], button["data-copy"]) == ("button", "/lanting/2024-11-05/1/a1")


def test_help_has_examples_that_find_something_or_say_so(site: Site) -> None:
    soup = site.page("/help")
    examples = [str(a["href"]) for a in soup.select(".examples a")]
    assert len(examples) > 10 and not [href for href in examples if "%7B" in href]
    for href in examples:
        assert site.page(href)
    assert "记者:乔知远" in texts(soup, ".examples a")
