"""The geometry of scans, on pages of shapes: no font and no model is needed."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from indexer.errors import SourceTooLarge, SourceUnreadable
from indexer.printed import Glyph, PrintedPage
from indexer.readers.formats import format_of
from indexer.readers.scan import picture
from indexer.readers.scan.kept import KeptFolder, packed, unpacked
from indexer.readers.scan.marks import Pixels, find_marks
from indexer.readers.scan.picture import Grey, pictures
from indexer.readers.scan.repairs import repaired
from indexer.readers.scan.straight import even_paper, skew_of, turned_straight

DPI = 200.0
POINT = DPI / 72


def paper(width: int = 1200, height: int = 1600) -> Grey:
    return np.full((height, width), 255, np.uint8)


def characters(page: Grey, box: Pixels, side: int = 20) -> None:
    """Rows of blocks with white in them, as print has."""
    for y in range(box[1], box[3] - side, side * 3 // 2):
        for x in range(box[0], box[2] - side, side + 3):
            for stroke in range(0, side, 6):
                page[y + stroke : y + stroke + 3, x : x + side - (stroke % 4)] = 40
            page[y : y + side, x + side // 2 : x + side // 2 + 3] = 40


def near(found: Pixels, drawn: Pixels, by: float = 4) -> bool:
    return all(abs(one - other) <= by for one, other in zip(found, drawn, strict=True))


def saved(image: Image.Image, form: str, **more: object) -> bytes:
    data = io.BytesIO()
    image.save(data, form, **more)
    return data.getvalue()


@pytest.mark.parametrize("angle", [-2.0, -0.6, 0.0, 0.35, 1.5])
def test_the_angle_is_measured_within_a_twentieth_of_a_degree_and_taken_away(angle: float) -> None:
    page = paper()
    characters(page, (100, 150, 560, 1450))
    characters(page, (640, 150, 1100, 1450))
    turned = turned_straight(page, -angle) if angle else page
    found = skew_of(turned)
    assert found == pytest.approx(angle, abs=0.05)
    assert abs(skew_of(turned_straight(turned, found))) <= 0.05


@pytest.mark.parametrize(("dark", "thick"), [(0, 2), (120, 2), (195, 2), (200, 3), (0, 8)])
def test_rules_are_found_dark_and_light_thin_and_bold(dark: int, thick: int) -> None:
    page = paper()
    characters(page, (100, 100, 560, 700))
    characters(page, (640, 100, 1100, 700))
    page[760 : 760 + thick, 100:1100] = dark
    page[100:700, 600 : 600 + thick] = dark
    found = find_marks(page, DPI, page)
    assert len(found.rules) == 2
    level, upright = sorted(found.rules, key=lambda rule: rule[3] - rule[1])
    assert near(level, (100, 760, 1100, 760 + thick), by=6) and near(upright, (600, 100, 600 + thick, 700), by=6)


def test_a_dotted_rule_is_one_rule() -> None:
    page = paper()
    characters(page, (100, 100, 1100, 500))
    for x in range(100, 1100, 9):
        page[560:563, x : x + 4] = 0
    (rule,) = find_marks(page, DPI, page).rules
    assert near(rule, (100, 560, 1100, 563), by=10)


def test_rows_of_characters_are_no_rules_at_any_size() -> None:
    page = paper()
    for number, side in enumerate((12, 14, 18, 24, 40, 80)):
        characters(page, (80, 40 + number * 250, 1120, 270 + number * 250), side)
    marks = find_marks(page, DPI, page)
    assert not marks.rules and not marks.frames and not marks.pictures


def test_a_drawn_box_and_a_shaded_one_are_frames_and_a_rule_near_a_box_stays_a_rule() -> None:
    page = paper()
    cv2.rectangle(page, (100, 100), (560, 600), 0, 2)
    characters(page, (140, 140, 520, 560))
    page[100:600, 640:1100] = 215
    characters(page, (680, 140, 1060, 560))
    page[612:615, 100:1100] = 0
    marks = find_marks(page, DPI, page)
    assert len(marks.frames) == 2
    assert any(near(frame, (100, 100, 561, 601)) for frame in marks.frames)
    assert any(near(frame, (640, 100, 1100, 600), by=6) for frame in marks.frames)
    assert len(marks.rules) == 1 and near(marks.rules[0], (100, 612, 1100, 615))


def test_a_photo_is_a_picture_with_what_is_written_in_it() -> None:
    page = paper()
    tones = np.random.default_rng(3).integers(60, 180, (400, 600))
    page[200:600, 300:900] = cv2.GaussianBlur(tones.astype(np.uint8), (0, 0), 3)
    characters(page, (400, 300, 600, 400))
    marks = find_marks(page, DPI, page)
    assert len(marks.pictures) == 1 and near(marks.pictures[0], (300, 200, 900, 600), by=8)
    assert not marks.rules and not marks.frames


def sky_and_ground(page: Grey, x0: int, y0: int, x1: int, y1: int) -> None:
    """A photo whose upper half is hardly darker than the paper."""
    page[y0 : (y0 + y1) // 2, x0:x1] = 238
    tones = np.random.default_rng(5).integers(30, 130, (y1 - (y0 + y1) // 2, x1 - x0))
    page[(y0 + y1) // 2 : y1, x0:x1] = cv2.GaussianBlur(tones.astype(np.uint8), (0, 0), 3)


@pytest.mark.parametrize(("framed", "level"), [(False, 255), (True, 255), (True, 236)])
def test_a_photo_with_a_light_sky_ends_where_the_paper_begins(framed: bool, level: int) -> None:
    page = paper()
    page[:] = level
    characters(page, (300, 60, 900, 180))
    sky_and_ground(page, 300, 200, 900, 600)
    page[200:400, 300:900] = level - 17
    if framed:
        cv2.rectangle(page, (300, 200), (899, 599), 90, 2)
    characters(page, (300, 620, 900, 1200))
    (photo,) = find_marks(even_paper(page), DPI, page).pictures
    assert near(photo, (300, 200, 900, 600), by=8)


def test_a_caption_between_a_photo_and_the_rule_over_both_is_not_in_the_photo() -> None:
    page = paper()
    page[150:153, 300:900] = 0
    characters(page, (300, 180, 900, 260))
    sky_and_ground(page, 300, 290, 900, 600)
    (photo,) = find_marks(even_paper(page), DPI, page).pictures
    assert near(photo, (300, 290, 900, 600), by=8)


def line(text: str, left: float = 100.0, size: float = 9.0) -> list[Glyph]:
    return [Glyph(letter, (left + at * size, 50.0, left + (at + 1) * size, 59.0), size) for at, letter in enumerate(text)]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("2O24年", "2024年"),
        ("1一5月", "1—5月"),
        ("二0二四年", "二〇二四年"),
        ("VOA", "VOA"),
        ("第一一中学", "第一一中学"),
        ("O2", "O2"),
        ("十一月", "十一月"),
    ],
)
def test_only_what_its_neighbours_prove_is_repaired(read: str, meant: str) -> None:
    assert "".join(glyph.text for glyph in repaired(line(read), paper(), DPI)) == meant


@pytest.mark.parametrize(("gap", "expected"), [(1.0, "——岚汀"), (20.0, "岚汀")])
def test_a_dash_that_was_not_recognised_is_put_before_its_line_and_never_from_another_column(gap: float, expected: str) -> None:
    page = paper()
    middle, end = round(54.5 * POINT), round((100 - gap) * POINT)
    for part in (2, 1):
        start = end - round(part * 9 * POINT)
        page[middle : middle + 2, start : start + round(8 * POINT)] = 60
    assert "".join(glyph.text for glyph in repaired(line("岚汀"), page, DPI)) == expected


def test_a_page_comes_back_from_the_folder_as_it_was_and_a_damaged_one_is_read_again(tmp_path: Path) -> None:
    page = PrintedPage(100.0, 200.0, tuple(line("岚汀新区")), rules=((1.0, 2.0, 50.0, 3.0),), scanned=True, skew=0.5)
    kept = KeptFolder(tmp_path / "ocr-cache")
    assert kept.get("ab12") is None
    kept.put("ab12", packed(page))
    data = kept.get("ab12")
    assert data is not None and unpacked(data) == page
    assert [path.name for path in (tmp_path / "ocr-cache").rglob("*") if path.is_file()] == ["ab12.z"]
    assert unpacked(data[:-9]) is None and unpacked(b"") is None


def test_every_page_of_a_tiff_is_read_upright_and_with_its_resolution() -> None:
    first, second = Image.new("L", (900, 1300), 255), Image.new("L", (800, 1200), 255)
    found = list(pictures(saved(first, "TIFF", save_all=True, append_images=[second], dpi=(150, 150)), "a.tif"))
    assert [one.grey.shape for one in found] == [(1300, 900), (1200, 800)] and found[0].dpi == 150
    turned = Image.Exif()
    turned[0x0112] = 6
    (one,) = pictures(saved(first, "JPEG", exif=turned), "a.jpg")
    assert one.grey.shape == (900, 1300)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "TIFF"])
def test_every_form_of_picture_is_known_by_its_bytes_and_a_cut_one_is_refused_with_its_name(form: str) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (300, 200)).astype(np.uint8)
    data = saved(Image.fromarray(noise), form)
    assert format_of(data, "a.bin").reader == "image"
    assert len(list(pictures(data, "a.bin"))) == 1
    with pytest.raises(SourceUnreadable, match=r"a\.bin"):
        list(pictures(data[: len(data) // 2] if form != "TIFF" else data[:40], "a.bin"))


def test_a_picture_that_is_too_large_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "MOST_PIXELS", 1000)
    with pytest.raises(SourceTooLarge) as caught:
        list(pictures(saved(Image.new("L", (50, 50)), "PNG"), "a.png"))
    assert "50×50" in caught.value.zh
