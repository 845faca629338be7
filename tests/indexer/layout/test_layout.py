from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.model import Kind
from indexer.pages.layout import LaidOutPage, LaidOutRecord, lay_out
from indexer.printed import Glyph, PrintedPage
from tests.indexer.layout.sheet import BODY, LEADING, Sheet

LAKE = [
    "本报讯（记者 乔知远）沄河湿地近日迎来今年第一批候鸟，巡护员在东岸记下了三百余只，比去年同期多了两成。",
    "湿地管护站介绍，今年春天补种的芦苇已经成片，浅滩水深保持在二十厘米上下，正合涉禽觅食。",
    "下一步，管护站将在西岸增设两处观鸟台，并请志愿者轮流值守。",
]
ROAD = [
    "本报讯（记者 沈雁秋）岚汀新区望溪路改造工程昨天全线通车，双向四车道，两侧各有三米宽的慢行道。",
    "施工期间借用的临时便道已经复绿，沿线公交站点同时恢复停靠。",
]
COLUMNS = [(40.0, 0.0), (158.0, 0.0), (276.0, 0.0), (394.0, 0.0)]


def text_of(record: LaidOutRecord) -> list[str]:
    paragraphs: list[str] = []
    for item in record.body:
        if item.begins:
            paragraphs.append("")
        paragraphs[-1] += item.line.text
    return [paragraph.replace("\u3000", "").replace(" ", "") for paragraph in paragraphs]


def plain(texts: list[str]) -> list[str]:
    return [text.replace(" ", "") for text in texts]


def headline(record: LaidOutRecord) -> str:
    return "".join(line.text for line in record.headline)


def by_headline(page: LaidOutPage) -> dict[str, LaidOutRecord]:
    return {headline(record): record for record in page.records}


def two_articles(gap: float = 24.0) -> Sheet:
    sheet = Sheet()
    sheet.line("沄河湿地迎来候鸟", 60, 60, 18, "hei")
    sheet.paragraphs(LAKE, COLUMNS[:2], 96, 8)
    sheet.line("望溪路改造通车", 290, 60, 18, "hei")
    sheet.paragraphs(ROAD, [(276.0 + gap - 24, 0), (394.0 + gap - 24, 0)], 96, 5)
    return sheet


def test_columns_are_read_down_and_each_text_goes_to_the_headline_over_it() -> None:
    found = by_headline(lay_out(two_articles().page))
    assert text_of(found["沄河湿地迎来候鸟"]) == plain(LAKE)
    assert text_of(found["望溪路改造通车"]) == plain(ROAD)


@given(st.integers(0, 10_000))
@settings(max_examples=25)
def test_the_order_in_which_characters_were_written_does_not_matter(seed: int) -> None:
    page = two_articles().page
    glyphs = list(page.glyphs)
    random.Random(seed).shuffle(glyphs)
    shuffled = lay_out(replace(page, glyphs=tuple(glyphs)))
    assert [text_of(record) for record in shuffled.records] == [text_of(record) for record in lay_out(page).records]


def test_a_rule_parts_two_texts_that_no_headline_parts() -> None:
    sheet = Sheet()
    sheet.line("沄河湿地迎来候鸟", 60, 60, 18, "hei")
    sheet.paragraphs(LAKE, COLUMNS[:2], 96, 8)
    sheet.rules.append((34.0, 214.0, 560.0, 214.6))
    sheet.paragraphs(ROAD, COLUMNS[:2], 224, 5)
    found = lay_out(sheet.page).records
    assert [text_of(record) for record in found] == [plain(LAKE), plain(ROAD)]


def test_a_column_beside_a_narrow_headline_belongs_to_it() -> None:
    sheet = Sheet()
    sheet.line("候鸟来了", 150, 60, 22, "hei")
    sheet.paragraphs(LAKE, COLUMNS[:3], 96, 6)
    (record,) = lay_out(sheet.page).records
    assert headline(record) == "候鸟来了"
    assert text_of(record) == plain(LAKE)


def test_an_upright_headline_takes_the_column_beside_it_also_over_a_rule() -> None:
    sheet = Sheet()
    sheet.paragraphs(LAKE, COLUMNS[:1], 60, 16)
    sheet.rules.append((154.0, 60.0, 154.5, 260.0))
    sheet.upright("候鸟来到沄河", 200, 62, 20)
    sheet.upright("湿地更热闹了", 174, 62, 20)
    (record,) = lay_out(sheet.page).records
    assert headline(record) == "候鸟来到沄河湿地更热闹了"
    assert text_of(record) == plain(LAKE)


def test_kicker_and_subtitle_are_told_by_size_and_place() -> None:
    sheet = Sheet()
    sheet.line("管护一年见成效", 80, 40, 12, "kai")
    sheet.line("沄河湿地迎来候鸟", 60, 60, 20, "hei")
    sheet.line("——东岸记下三百余只", 70, 86, 12, "kai")
    sheet.paragraphs(LAKE, COLUMNS[:2], 110, 8)
    (record,) = lay_out(sheet.page).records
    assert [line.text for line in record.kicker] == ["管护一年见成效"]
    assert headline(record) == "沄河湿地迎来候鸟"
    assert [line.text for line in record.subtitle] == ["——东岸记下三百余只"]


def test_a_writers_line_is_neither_title_nor_text() -> None:
    sheet = Sheet()
    sheet.line("沄河湿地迎来候鸟", 60, 60, 20, "hei")
    sheet.line("本报记者 乔知远 文/图", 90, 88, 9.5, "kai")
    sheet.paragraphs(LAKE[1:], COLUMNS[:2], 110, 5)
    (record,) = lay_out(sheet.page).records
    assert [line.text for line in record.byline] == ["本报记者 乔知远 文/图"]
    assert text_of(record) == plain(LAKE[1:])


def test_text_flows_around_a_picture_and_its_caption_is_a_record_of_its_own() -> None:
    sheet = Sheet()
    sheet.line("沄河湿地迎来候鸟", 60, 60, 20, "hei")
    sheet.pictures.append((158.0, 92.0, 266.0, 150.0))
    sheet.line("候鸟在浅滩。沈雁秋 摄", 158, 153, 8, "kai")
    sheet.paragraphs(LAKE, [(40.0, 0), (158.0, 174.0)], 96, 9)
    found = lay_out(sheet.page).records
    assert [text_of(record) for record in found if record.kind is Kind.CAPTION] == [["候鸟在浅滩。沈雁秋摄"]]
    assert [text_of(record) for record in found if record.kind is Kind.ARTICLE] == [plain(LAKE)]


def test_a_frame_holds_its_text_together() -> None:
    sheet = two_articles()
    sheet.frames.append((270.0, 300.0, 520.0, 400.0))
    sheet.line("公告", 370, 310, 14, "hei")
    sheet.line("　　望溪路十一月八日夜间封闭施工。", 290, 335, 10, "kai")
    sheet.line("岚汀新区交通局", 400, 352, 10, "kai")
    found = [record for record in lay_out(sheet.page).records if record.kind is Kind.NOTICE]
    assert [headline(record) for record in found] == ["公告"]
    assert text_of(found[0]) == ["望溪路十一月八日夜间封闭施工。", "岚汀新区交通局"]


def test_a_table_is_rows_of_text() -> None:
    sheet = Sheet()
    sheet.line("沄河水质", 60, 60, 18, "hei")
    for row in range(4):
        sheet.rules.append((40.0, 90.0 + 20 * row, 260.0, 90.5 + 20 * row))
    for column in range(4):
        sheet.rules.append((40.0 + 73 * column, 90.0, 40.5 + 73 * column, 150.0))
    for row, cells in enumerate((("断面", "上年", "本年"), ("东岸", "三类", "二类"), ("西岸", "二类", "二类"))):
        for column, cell in enumerate(cells):
            sheet.line(cell, 50 + 73 * column, 95 + 20 * row)
    (record,) = lay_out(sheet.page).records
    assert [item.line.text for item in record.body] == ["断面　上年　本年", "东岸　三类　二类", "西岸　二类　二类"]


def test_a_page_set_from_top_to_bottom_is_read_from_the_right() -> None:
    sheet = Sheet()
    sheet.upright("沄河晨雾", 500, 60, 20, 1.05)
    for place, line in enumerate(
        ("　　晨雾从芦苇间升起来", "漫过石桥又漫过渡口。", "　　摇橹的人说今年水清", "看得见底下的青石板。")
    ):
        sheet.upright(line.replace("　", ""), 470 - place * 16, 60 + 20 * (line[0] == "　"), 10, 1.0)
    (record,) = lay_out(sheet.page).records
    assert headline(record) == "沄河晨雾"
    assert text_of(record) == ["晨雾从芦苇间升起来漫过石桥又漫过渡口。", "摇橹的人说今年水清看得见底下的青石板。"]


def test_the_head_with_the_date_and_the_foot_with_the_staff_are_no_records() -> None:
    sheet = two_articles()
    sheet.line("2 综合新闻", 40, 20, 12, "hei")
    sheet.line("2024年11月5日 星期二", 240, 22, 9, "kai")
    sheet.rules.append((34.0, 38.0, 560.0, 38.6))
    sheet.line("责任编辑：苏晚 版式：林棠", 200, 815, 9, "kai")
    found = lay_out(sheet.page)
    assert [line.text for line in found.head] == ["2 综合新闻", "2024年11月5日 星期二"]
    assert [line.text for line in found.furniture] == ["责任编辑：苏晚 版式：林棠"]
    assert len(found.records) == 2


def test_paragraphs_without_indentation_begin_after_a_line_that_ends_short() -> None:
    sheet = Sheet()
    sheet.line("沄河湿地迎来候鸟", 60, 60, 18, "hei")
    sheet.paragraphs(LAKE, COLUMNS[:2], 96, 8, indent=0)
    (record,) = lay_out(sheet.page).records
    assert text_of(record) == plain(LAKE)


@st.composite
def scattered(draw: st.DrawFn) -> PrintedPage:
    count = draw(st.integers(0, 60))
    glyphs = tuple(
        Glyph(
            draw(st.sampled_from("岚汀新区望溪路3.。，“")),
            (
                x := draw(st.floats(0, 560)),
                y := draw(st.floats(0, 800)),
                x + (size := draw(st.sampled_from((7.0, 9.0, 18.0)))),
                y + size,
            ),
            size,
            draw(st.sampled_from(("", "song", "kai"))),
            draw(st.sampled_from((0, 0, 0, 90, 180))),
        )
        for _ in range(count)
    )
    rules = tuple(
        (x, y, x + 80.0, y + 0.5) for x, y in draw(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 800)), max_size=3))
    )
    frames = tuple(
        (x, y, x + 200.0, y + 120.0) for x, y in draw(st.lists(st.tuples(st.floats(0, 400), st.floats(0, 700)), max_size=2))
    )
    return PrintedPage(600, 840, glyphs, rules, frames)


@given(scattered())
@settings(max_examples=60)
def test_no_character_is_lost_or_doubled_whatever_the_page(page: PrintedPage) -> None:
    found = lay_out(page)
    lines = [*found.head, *found.furniture]
    for record in found.records:
        lines.extend((*record.kicker, *record.headline, *record.subtitle, *record.byline, *(item.line for item in record.body)))
    given_text = sorted(glyph.text for glyph in page.glyphs)
    assert sorted("".join(line.text for line in lines).replace(" ", "").replace("\u3000", "")) == given_text


def test_the_measure_of_the_sheet_is_that_of_the_columns() -> None:
    assert 12 * BODY < COLUMNS[1][0] - COLUMNS[0][0] < 12 * BODY + LEADING


def test_a_rule_near_the_top_with_text_over_it_is_no_foot_of_a_head() -> None:
    sheet = Sheet()
    for place in range(6):
        sheet.line("沄河湿地管护站的巡护员每天沿着东岸走一趟" * 3, 40, 10 + place * 11, 8)
    sheet.rules.append((30.0, 80.0, 560.0, 80.6))
    found = lay_out(sheet.page)
    assert found.head == ()
    assert found.records


def test_characters_without_extent_are_not_lost() -> None:
    glyphs = tuple(
        Glyph(character, (100.0, 200.0 + place, 100.0, 200.0 + place), 9.0) for place, character in enumerate("岚汀")
    )
    found = lay_out(PrintedPage(600, 800, glyphs))
    assert sorted("".join(item.line.text for record in found.records for item in record.body)) == sorted("岚汀")
