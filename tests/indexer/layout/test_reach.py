"""Which columns a headline has: by the white beside it, across the rules of its own columns, on both sides of an upright one."""

from __future__ import annotations

import pytest

from indexer.model import Kind
from indexer.pages.layout import lay_out
from tests.indexer.layout.sheet import LEADING, Sheet
from tests.indexer.layout.test_layout import COLUMNS, LAKE, ROAD, by_headline, headline, plain, text_of

DEEP = [*LAKE, *ROAD[1:]]
UNSIGNED = ["岚汀新区望溪路改造工程昨天全线通车，双向四车道，两侧各有三米宽的慢行道。", *ROAD[1:]]


def column_rules(sheet: Sheet, places: list[float], top: float, bottom: float) -> None:
    sheet.rules.extend((x, top, x + 0.5, bottom) for x in places)


def test_a_headline_set_flush_left_has_the_columns_under_the_white_beside_it_across_their_rules() -> None:
    sheet = Sheet()
    sheet.line("候鸟来了", 40, 60, 22, "hei")
    sheet.paragraphs(LAKE, COLUMNS[:3], 96, 6)
    column_rules(sheet, [152.5, 270.5], 94, 178)
    (record,) = lay_out(sheet.page).records
    assert headline(record) == "候鸟来了"
    assert text_of(record) == plain(LAKE)


def test_a_small_centred_title_over_a_gutter_has_both_columns_and_none_of_the_next_article() -> None:
    sheet = Sheet()
    sheet.line("简讯", 140, 62, 16, "hei")
    sheet.paragraphs(UNSIGNED, COLUMNS[:2], 96, 4)
    sheet.line("沄河湿地迎来候鸟", 318, 60, 18, "hei")
    sheet.paragraphs(LAKE, COLUMNS[2:], 96, 8)
    found = by_headline(lay_out(sheet.page))
    assert text_of(found["简讯"]) == plain(UNSIGNED)
    assert text_of(found["沄河湿地迎来候鸟"]) == plain(LAKE)


def test_of_two_headlines_flush_with_their_columns_the_left_one_has_the_white_between() -> None:
    sheet = Sheet()
    sheet.line("候鸟来了", 40, 60, 18, "hei")
    sheet.paragraphs(LAKE, COLUMNS[:3], 96, 6)
    sheet.line("望溪路通", 394, 60, 18, "hei")
    sheet.paragraphs(ROAD, COLUMNS[3:], 96, 12)
    found = by_headline(lay_out(sheet.page))
    assert text_of(found["候鸟来了"]) == plain(LAKE)
    assert text_of(found["望溪路通"]) == plain(ROAD)


def test_a_column_under_a_picture_with_its_caption_belongs_to_the_headline_beside_which_the_picture_stands() -> None:
    sheet = Sheet()
    sheet.line("候鸟来了", 40, 60, 18, "hei")
    sheet.paragraphs(LAKE, [(40.0, 96.0), (158.0, 200.0)], 96, 10)
    column_rules(sheet, [152.5], 198, 332)
    sheet.pictures.append((158.0, 96.0, 266.0, 180.0))
    sheet.line("湿地的候鸟。江雁 摄", 160, 184, 7.5, "kai")
    found = by_headline(lay_out(sheet.page))
    assert text_of(found["候鸟来了"]) == plain(LAKE)
    assert [record.kind for record in lay_out(sheet.page).records] == [Kind.ARTICLE, Kind.CAPTION]


@pytest.mark.parametrize("ruled", [False, True])
def test_an_upright_headline_at_the_right_has_all_columns_to_its_left(ruled: bool) -> None:
    sheet = Sheet()
    sheet.paragraphs(LAKE, COLUMNS[:3], 66, 5)
    sheet.upright("候鸟来了", 406, 64, 20)
    if ruled:
        column_rules(sheet, [152.5, 270.5], 64, 132)
    (record,) = lay_out(sheet.page).records
    assert headline(record) == "候鸟来了"
    assert text_of(record) == plain(LAKE)


def test_an_upright_headline_between_columns_has_those_on_both_sides() -> None:
    sheet = Sheet()
    sheet.paragraphs(LAKE, [(40.0, 0.0), (290.0, 0.0)], 66, 9)
    sheet.upright("沄河湿地", 212, 70, 22)
    sheet.upright("迎来候鸟", 180, 70, 22)
    (record,) = lay_out(sheet.page).records
    assert headline(record) == "沄河湿地迎来候鸟"
    assert text_of(record) == plain(LAKE)


def test_an_upright_headline_beside_a_picture_has_the_columns_under_the_picture() -> None:
    sheet = Sheet()
    sheet.frames.append((34.0, 50.0, 330.0, 320.0))
    sheet.pictures.append((40.0, 60.0, 260.0, 150.0))
    sheet.paragraphs(LAKE, COLUMNS[:2], 170, 9)
    sheet.upright("候鸟来了", 290, 64, 24)
    (record,) = lay_out(sheet.page).records
    assert headline(record) == "候鸟来了"
    assert text_of(record) == plain(LAKE)


def test_a_text_that_opens_with_a_dateline_belongs_to_nothing_above_it() -> None:
    sheet = Sheet()
    sheet.line("沄河湿地迎来候鸟", 60, 60, 18, "hei")
    sheet.paragraphs(LAKE, COLUMNS[:2], 96, 8)
    sheet.paragraphs(ROAD, COLUMNS[:2], 96 + 9 * LEADING + 20, 5)
    found = lay_out(sheet.page).records
    assert [text_of(record) for record in found] == [plain(LAKE), plain(ROAD)]


def test_nothing_goes_on_under_a_jump() -> None:
    sheet = Sheet()
    sheet.line("沄河湿地迎来候鸟", 60, 60, 18, "hei")
    sheet.paragraphs([*LAKE, "（下转第4版）"], COLUMNS[:2], 96, 8)
    sheet.paragraphs(UNSIGNED, COLUMNS[1:2], 96 + 9 * LEADING, 8)
    found = lay_out(sheet.page).records
    assert [text_of(record) for record in found] == [plain([*LAKE, "（下转第4版）"]), plain(UNSIGNED)]


def test_a_line_in_the_size_of_the_text_but_of_another_type_under_a_headline_is_its_subtitle_once() -> None:
    sheet = Sheet()
    sheet.line("沄河湿地迎来候鸟", 75, 60, 18, "hei")
    sheet.line("三百余只在东岸", 115, 84, 9, "kai")
    sheet.paragraphs(LAKE, COLUMNS[:2], 110, 8)
    page = sheet.page
    laid_out = lay_out(page)
    (record,) = laid_out.records
    assert [line.text for line in record.subtitle] == ["三百余只在东岸"]
    assert text_of(record) == plain(LAKE)


def test_every_character_of_these_pages_is_in_one_place() -> None:
    sheet = Sheet()
    sheet.line("沄河湿地迎来候鸟", 60, 60, 18, "hei")
    sheet.line("——写在候鸟季开始的时候", 80, 84, 13, "kai")
    sheet.paragraphs(DEEP, COLUMNS[:3], 110, 8)
    laid_out = lay_out(sheet.page)
    lines = [*laid_out.head, *laid_out.furniture]
    for record in laid_out.records:
        lines.extend([*record.kicker, *record.headline, *record.subtitle, *record.byline])
        lines.extend(item.line for item in record.body)
    printed = "".join(line.text for line in lines).replace(" ", "").replace("\u3000", "")
    assert sorted(printed) == sorted(glyph.text for glyph in sheet.page.glyphs if glyph.text.strip())


def test_the_last_letters_of_a_short_notice_stay_behind_the_line_that_they_end() -> None:
    sheet = Sheet()
    sheet.frames.append((30.0, 50.0, 260.0, 190.0))
    sheet.line("遗失声明", 100, 60, 16, "hei")
    for row, text in enumerate(
        ["\u3000\u3000乔知远遗失船员证，编号略，声明作", "废。", "\u3000\u3000沈雁秋遗失身份证，声明作废。"]
    ):
        sheet.line(text, 45, 90 + 18 * row)
    sheet.line("2024年11月8日", 140, 160)
    (record,) = lay_out(sheet.page).records
    assert record.kind is Kind.NOTICE
    assert text_of(record) == ["乔知远遗失船员证，编号略，声明作废。", "沈雁秋遗失身份证，声明作废。", "2024年11月8日"]


def test_a_short_text_in_a_frame_with_its_writer_is_an_article() -> None:
    sheet = Sheet()
    sheet.frames.append((30.0, 50.0, 200.0, 190.0))
    sheet.line("新桥昨天通车", 60, 60, 16, "hei")
    sheet.paragraphs(["岚汀新桥昨天通车，两岸来往只要三分钟。（本报记者 乔知远）"], COLUMNS[:1], 90, 8)
    (record,) = lay_out(sheet.page).records
    assert record.kind is Kind.ARTICLE
