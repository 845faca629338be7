"""A page as two pictures: what is printed stands where its box says, whatever the source is."""

from __future__ import annotations

import io
import os
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from indexer.errors import PageImageFailed
from indexer.model import PrintedSize
from indexer.page_images import rendering
from indexer.page_images.rendering import LARGE_WIDTH, SMALL_WIDTH, PageImages, render
from indexer.printed import Box
from tests.printed import ARTICLE, FAR, SIZE, encoded, pdf, scan

NEAR = 2.0
"""Points between a box and its block on the picture."""


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    assert image.format == "WEBP"
    return image


def dark_box(data: bytes, size: PrintedSize = SIZE) -> Box:
    """Where the picture is black, in points."""
    image = opened(data).convert("L").point(lambda value: 255 if value < 100 else 0)
    found = image.getbbox()
    assert found is not None
    scale = size.width / image.width
    return (found[0] * scale, found[1] * scale, found[2] * scale, found[3] * scale)


def assert_at(images: PageImages, box: Box) -> None:
    for data in (images.large, images.small):
        assert dark_box(data) == pytest.approx(box, abs=NEAR)


def test_a_pdf_page_is_drawn_in_two_sizes_with_its_blocks_in_their_places() -> None:
    images = render(pdf([ARTICLE]), 1, SIZE)
    assert opened(images.large).size == (LARGE_WIDTH, LARGE_WIDTH * 600 // 400)
    assert opened(images.small).size == (SMALL_WIDTH, SMALL_WIDTH * 600 // 400)
    assert_at(images, ARTICLE)


def test_the_place_chooses_the_page() -> None:
    assert_at(render(pdf([ARTICLE], [FAR]), 2, SIZE), FAR)
    two = encoded(scan([ARTICLE]), "TIFF", save_all=True, append_images=[scan([FAR])])
    assert_at(render(two, 2, SIZE), FAR)


def test_a_pdf_page_that_lies_on_its_side_is_set_upright() -> None:
    # /Rotate 90: the page is turned clockwise when it is shown, its left edge is then at the top.
    data = pdf([(40, 60, 80, 260)]).replace(b"/Rotate 0", b"/Rotate 90")
    assert b"/Rotate 90" in data
    size = PrintedSize(600, 400)
    found = dark_box(render(data, 1, size).large, size)
    assert found == pytest.approx((600 - 260, 40, 600 - 60, 80), abs=NEAR)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize("mode", ["1", "L", "RGB", "RGBA", "CMYK", "P", "I;16"])
def test_scans_of_all_formats_and_modes_are_drawn(form: str, mode: str) -> None:
    image = scan([ARTICLE])
    given_one = image.convert("I").point(lambda value: value * 257).convert("I;16") if mode == "I;16" else image.convert(mode)
    if (form, mode) in {(form, mode) for form in ("JPEG", "WEBP") for mode in ("RGBA", "CMYK", "P", "I;16", "1")} | {
        ("PNG", "CMYK")
    }:
        given_one = given_one.convert("RGB") if mode != "I;16" else image
    assert_at(render(encoded(given_one, form), 1, SIZE), ARTICLE)


def test_what_is_transparent_is_white() -> None:
    image = Image.new("RGBA", (1200, 1800), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (120, 180, 720, 780))
    assert_at(render(encoded(image, "PNG"), 1, SIZE), ARTICLE)


@pytest.mark.parametrize("skew", [-2.0, -0.5, 0.7, 3.0])
@pytest.mark.parametrize("expand", [False, True])
def test_a_crooked_scan_is_set_straight_so_that_the_boxes_fit(skew: float, expand: bool) -> None:
    """Whether the reader keeps the size of the scan when it turns it back, or widens it: here the scan is the widened one or not."""
    crooked = scan([ARTICLE]).rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
    size = PrintedSize(400, 600, skew)
    box = ARTICLE
    if expand:
        straight = crooked.rotate(-skew, expand=True)
        size = PrintedSize(straight.width / 3, straight.height / 3, skew)
        right, down = (size.width - 400) / 2, (size.height - 600) / 2
        box = (box[0] + right, box[1] + down, box[2] + right, box[3] + down)
    assert dark_box(render(encoded(crooked, "PNG"), 1, size).large, size) == pytest.approx(box, abs=NEAR)


def test_a_photograph_of_a_page_is_turned_as_its_camera_says() -> None:
    lying = scan([ARTICLE]).rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise by 90 degrees
    assert_at(render(encoded(lying, "JPEG", exif=exif), 1, SIZE), ARTICLE)


def test_a_small_scan_is_not_blown_up() -> None:
    images = render(encoded(scan([ARTICLE], pixels_a_point=1.0), "PNG"), 1, SIZE)
    assert opened(images.large).size == opened(images.small).size == (400, 600)


def test_an_endless_page_stays_within_what_webp_can_hold() -> None:
    long = PrintedSize(100, 14000)
    width, height = opened(render(pdf([(10, 10, 20, 20)], size=long), 1, long).large).size
    assert height <= 12_000 and width >= 80


@pytest.mark.parametrize("place", [0, 3])
def test_a_page_that_is_not_there_is_said(place: int) -> None:
    for data in (pdf([ARTICLE], [FAR]), encoded(scan([ARTICLE]), "TIFF", save_all=True, append_images=[scan([FAR])])):
        with pytest.raises(PageImageFailed) as caught:
            render(data, place, SIZE)
        assert caught.value.zh == f"原件里没有第 {place} 页。"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 no picture", "这种格式的原件画不成版面图"),
        (b"%PDF-1.7 and nothing more", "第 1 页画不成版面图"),
        (encoded(scan([ARTICLE]), "JPEG")[:900], "第 1 页画不成版面图"),
    ],
    ids=["zip", "pdf", "jpeg"],
)
def test_what_cannot_be_drawn_is_an_error_with_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(PageImageFailed) as caught:
        render(data, 1, SIZE)
    assert words in caught.value.zh


def test_without_its_library_the_command_that_installs_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(PageImageFailed, match=r"pip install 'bulletin-archive\[pdf\]'") as caught:
        render(pdf([ARTICLE]), 1, SIZE)
    assert "pip install 'bulletin-archive[pdf]'" in caught.value.zh


GOOD = [pdf([ARTICLE]), encoded(scan([ARTICLE], 1.0), "PNG"), encoded(scan([ARTICLE], 1.0), "JPEG")]


@given(st.sampled_from(GOOD), st.integers(0, 2000), st.binary(min_size=1, max_size=40), st.floats(-5, 5))
@settings(max_examples=20)
def test_damaged_sources_give_a_picture_or_the_error_and_nothing_else(data: bytes, at: int, bad: bytes, skew: float) -> None:
    at %= len(data)
    try:
        with pytest.MonkeyPatch.context() as patch:
            # What is left of the damage is drawn alike at any size.
            patch.setattr(rendering, "LARGE_WIDTH", 2 * SMALL_WIDTH)
            images = render(data[:at] + bad + data[at + len(bad) :], 1, PrintedSize(400, 600, skew))
    except PageImageFailed as error:
        assert error.zh and error.en
    else:
        assert opened(images.large).width >= opened(images.small).width


def test_rendering_leaves_no_file(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path_factory.mktemp("empty")
    monkeypatch.chdir(folder)
    render(pdf([ARTICLE]), 1, SIZE)
    assert not os.listdir(folder)  # noqa: PTH208
