"""The IIIF manifest: what a viewer needs to show an issue, with pictures where there are some."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from indexer.catalog import open_catalog
from indexer.page_images.making import make_missing
from indexer.settings import Settings
from tests.printed import ARTICLE, FAR, PHOTO, encoded, enter_printed, pdf, printed_records, scan
from tests.webui.fake_archive import FakeArchive
from tests.webui.search.corpus import record
from tests.webui.site import Site, one
from webui.app import create_app
from webui.exports.manifest import CONTEXT, UNPRINTED
from webui.webp import webp_pixels

BASE = "http://testserver"
MANIFEST = "/lanting/2024-11-05/manifest.json"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with a printed page and one that is only text."""
    home = tmp_path_factory.mktemp("printed")
    enter_printed(home, pdf([ARTICLE, FAR]))
    with open_catalog(home, write=True) as catalog:
        assert make_missing(catalog, home, 1).made == 1
        (version,) = catalog.pages.with_pictures()
    text = record(1, "文字版", "只有文字。", page=2, page_name="综合新闻", issue_number="1207")
    archive = FakeArchive([*printed_records(version.source_sha256, PHOTO), text])
    settings = Settings.from_env(home=home, paper="lanting", paper_name="岚汀导报")
    with TestClient(create_app(settings, archive), follow_redirects=False) as client:
        yield Site(client)


def ids(value: Any) -> list[str]:
    """Every id of the manifest."""
    if isinstance(value, dict):
        own = [value["id"]] if value.get("type") != "Image" and "id" in value else []
        return own + [found for inner in value.values() for found in ids(inner)]
    return [found for inner in value for found in ids(inner)] if isinstance(value, list) else []


def test_an_issue_leads_to_its_manifest_which_is_json_ld_that_others_may_read(printed: Site) -> None:
    link = one(printed.page("/lanting/2024-11-05/"), 'link[rel="alternate"][type*="iiif"]')
    assert link["href"] == MANIFEST and link["type"] == f'application/ld+json;profile="{CONTEXT}"'
    response = printed.get(MANIFEST)
    assert response.headers["content-type"] == link["type"] and response.headers["access-control-allow-origin"] == "*"
    made = response.json()
    assert made["@context"] == CONTEXT and made["type"] == "Manifest" and made["id"] == BASE + MANIFEST
    assert made["label"] == {"zh": ["岚汀导报 2024年11月5日"]} and made["navDate"] == "2024-11-05T00:00:00Z"
    assert {"label": {"zh": ["期号"]}, "value": {"zh": ["1207"]}} in made["metadata"]
    named = [one for one in ids(made) if not one.endswith("/lanting/2024-11-05/")]
    assert len(set(named)) == len(named) and all(one.startswith(BASE) for one in named)
    printed.page(made["homepage"][0]["id"].removeprefix(BASE))


def test_a_printed_page_is_a_canvas_as_large_as_its_picture(printed: Site) -> None:
    canvas, _ = printed.get(MANIFEST).json()["items"]
    assert canvas["type"] == "Canvas" and canvas["label"] == {"zh": ["第1版"]}
    ((annotation,),) = [page["items"] for page in canvas["items"]]
    assert annotation["motivation"] == "painting" and annotation["target"] == canvas["id"]
    for image in (annotation["body"], *canvas["thumbnail"]):
        response = printed.get(image["id"].removeprefix(BASE))
        assert response.headers["content-type"] == image["format"] == "image/webp"
        assert response.headers["access-control-allow-origin"] == "*"
        assert Image.open(io.BytesIO(response.content)).size == (image["width"], image["height"])
    assert (canvas["width"], canvas["height"]) == (annotation["body"]["width"], annotation["body"]["height"])


def test_the_text_of_a_record_stands_where_it_is_printed(printed: Site) -> None:
    canvas, _ = printed.get(MANIFEST).json()["items"]
    (article, caption, far, unplaced), (photo,) = [page["items"] for page in canvas["annotations"]]
    assert article["motivation"] == "supplementing"
    assert article["body"] == {
        "type": "TextualBody",
        "value": "环湖步道全线贯通\n步道长九公里。",
        "format": "text/plain",
        "language": "zh",
    }
    scale = canvas["width"] / 400
    for annotation, box in ((article, ARTICLE), (far, FAR), (photo, PHOTO)):
        target, _, place = annotation["target"].partition("#xywh=")
        assert target == canvas["id"]
        left, top, width, height = map(int, place.split(","))
        expected = [value * scale for value in box]
        assert all(abs(a - b) <= 1 for a, b in zip((left, top, left + width, top + height), expected, strict=True))
    assert caption["body"]["value"] == photo["body"]["value"] == "市民在步道上散步。"
    assert photo["motivation"] == "describing", "a caption says what is seen on its photo"
    assert unplaced["target"] == canvas["id"], "a record whose place is not known stands for the whole page"


def test_a_page_of_text_is_a_canvas_without_a_picture(printed: Site) -> None:
    _, canvas = printed.get(MANIFEST).json()["items"]
    assert (canvas["width"], canvas["height"]) == UNPRINTED and canvas["items"] == [] and "thumbnail" not in canvas
    assert canvas["annotations"][0]["items"][0]["target"] == canvas["id"]


def test_an_issue_without_pictures_has_a_manifest_and_no_issue_has_none(site: Site) -> None:
    assert "thumbnail" not in site.get(MANIFEST).json()
    site.page("/lanting/2024-11-06/manifest.json", 404)


@pytest.mark.parametrize(
    "options", [{}, {"lossless": True}, {"exif": b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00"}]
)
@pytest.mark.parametrize("pixels_a_point", [0.01, 0.37, 1.0])
def test_the_measures_of_every_form_of_webp_are_read(options: dict[str, Any], pixels_a_point: float) -> None:
    image = scan([ARTICLE], pixels_a_point)
    assert webp_pixels(encoded(image.convert("RGB"), "WEBP", **options)[:30]) == image.size


@pytest.mark.parametrize("data", [b"", b"RIFF", b"RIFF0000WEBPVP9 " + b"0" * 20, b"\x89PNG" + b"0" * 40])
def test_what_is_no_webp_is_told(data: bytes) -> None:
    with pytest.raises(ValueError):
        webp_pixels(data)
