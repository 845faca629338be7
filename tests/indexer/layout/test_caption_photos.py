"""Which photo a caption speaks of, on pages set by hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer.model import Kind
from indexer.pages.layout import lay_out
from indexer.pages.layout.caption_photos import LEAST_SIDE, whole_photos
from indexer.printed import Box
from tests.indexer.layout.sheet import Sheet

CREDIT = "沈雁秋 摄"
UPPER, LOWER = (100.0, 100.0, 300.0, 200.0), (100.0, 230.0, 300.0, 330.0)
LEFT, RIGHT = (100.0, 100.0, 250.0, 200.0), (258.0, 100.0, 408.0, 200.0)


def sheet(*pictures: Box) -> Sheet:
    return Sheet(pictures=list(pictures))


def photos(of: Sheet) -> dict[str, Box | None]:
    """By the first two characters of a caption the box of its photo."""
    found = [record for record in lay_out(of.page).records if record.kind is Kind.CAPTION]
    return {record.body[0].line.text[:2]: record.photo for record in found}


def test_each_caption_has_the_photo_over_it_though_another_follows_below() -> None:
    page = sheet(UPPER, LOWER)
    page.line(f"候鸟在浅滩。{CREDIT}", 100, 206, 8, "kai")
    page.line(f"渡口的石桥。{CREDIT}", 100, 336, 8, "kai")
    assert photos(page) == {"候鸟": UPPER, "渡口": LOWER}


def test_captions_over_their_photos_have_those_below_them() -> None:
    page = sheet(UPPER, LOWER)
    page.line(f"候鸟在浅滩。{CREDIT}", 100, 89, 8, "kai")
    page.line(f"渡口的石桥。{CREDIT}", 100, 219, 8, "kai")
    assert photos(page) == {"候鸟": UPPER, "渡口": LOWER}


def test_a_caption_beside_a_photo_has_it() -> None:
    page = sheet(UPPER)
    page.line(f"候鸟在浅滩。{CREDIT}", 306, 190, 8, "kai")
    assert photos(page) == {"候鸟": UPPER}


def test_a_caption_that_says_on_which_side_its_photo_is_has_that_one() -> None:
    page = sheet(UPPER, LOWER)
    page.line(f"下图为渡口。{CREDIT}", 100, 206, 8, "kai")
    assert photos(page) == {"下图": LOWER}


def test_words_that_only_look_like_a_side_say_none() -> None:
    page = sheet(UPPER, LOWER)
    page.line(f"读者逛线下图书展。{CREDIT}", 100, 206, 8, "kai")
    assert photos(page) == {"读者": UPPER}


def test_one_caption_along_a_row_of_photos_has_the_box_around_all() -> None:
    page = sheet(LEFT, RIGHT)
    page.line(f"候鸟在浅滩，渡口的石桥，岸上的人家，水边的芦苇，都在这几幅画面里。{CREDIT}", 100, 206, 8, "kai")
    assert photos(page) == {"候鸟": (100.0, 100.0, 408.0, 200.0)}


def test_a_caption_that_speaks_of_several_photos_has_the_box_around_them() -> None:
    page = sheet(UPPER, (100.0, 206.0, 300.0, 306.0), (320.0, 400.0, 420.0, 500.0))
    page.line(f"上图为浅滩，组图为渡口。{CREDIT}", 100, 312, 8, "kai")
    assert photos(page) == {"上图": (100.0, 100.0, 300.0, 306.0)}


def test_what_is_printed_between_two_photos_is_in_no_photo() -> None:
    page = sheet(LEFT, RIGHT)
    page.line("湖岸", 246, 150, 12)
    page.line(f"候鸟在浅滩，渡口的石桥，岸上的人家，水边的芦苇，都在这几幅画面里。{CREDIT}", 100, 206, 8, "kai")
    assert photos(page)["候鸟"] in (LEFT, (100.0, 100.0, 408.0, 200.0))


def test_a_caption_without_a_picture_near_it_has_no_photo() -> None:
    page = sheet((300.0, 500.0, 400.0, 600.0))
    page.line(f"图为候鸟在浅滩。{CREDIT}", 100, 206, 8, "kai")
    assert photos(page) == {"图为": None}


def test_a_small_mark_beside_a_caption_is_no_photo() -> None:
    page = sheet((70.0, 190.0, 94.0, 214.0), UPPER)
    page.line(f"候鸟在浅滩。{CREDIT}", 100, 206, 8, "kai")
    assert photos(page) == {"候鸟": UPPER}


def test_strips_of_one_photo_are_one() -> None:
    strips = [(100.0, 100.0 + 20 * number, 300.0, 120.0 + 20 * number) for number in (3, 0, 4, 1, 2)]
    assert whole_photos(strips) == [UPPER]
    assert whole_photos([UPPER, UPPER, LOWER]) == [UPPER, LOWER]
    assert whole_photos([UPPER] * 50_000) == []


SIDES = st.floats(0, 800, allow_nan=False)
BOXES = st.builds(lambda x, y, w, h: (x, y, x + w, y + h), SIDES, SIDES, st.floats(1, 400), st.floats(1, 400))


@given(st.lists(BOXES, max_size=12))
def test_joining_strips_ends_and_goes_nowhere_where_no_strip_was(boxes: list[Box]) -> None:
    whole = whole_photos(boxes)
    assert len(whole) <= len(boxes)
    for box in whole:
        assert min(box[2] - box[0], box[3] - box[1]) >= LEAST_SIDE
        assert all(edge in {other[side] for other in boxes} for side, edge in enumerate(box))
