"""A page beside its source: every line once, in order, with what it became."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.model import Furniture, LineRange, Page
from indexer.pages.furniture import FURNITURE as FURNITURE_RULES
from indexer.pages.lines import BLANKS
from indexer.preview.parts import page_parts
from indexer.preview.view import Fate, LineView, PageView, view_page
from indexer.preview.words import FURNITURE
from tests.indexer.preview.pages import BROKEN_OFF, GOOD, HEADLESS, STRAY, parsed


def view(text: str) -> PageView:
    (page,), (part,) = parsed(text)
    return view_page(page, part)


def lines_of(page: PageView) -> list[LineView]:
    return [line for block in page.blocks for line in block.lines]


def notes(line: LineView) -> dict[str, str]:
    return {note.label: note.text for note in line.notes}


PIECES = st.sampled_from(
    [
        "岚汀新区举办厨艺赛",
        "本报讯（记者乔知远）近日，湖边热闹。",
        "",
        "　",
        "乔木 摄",
        "扫一扫",
        "甲",
        "\x0b",
        "a\x85b",
        "11月4日，晴。",
    ]
)


@given(st.lists(PIECES, max_size=25), st.sampled_from(["\n", "\n\n", "\f", "\n\f\n"]))
def test_every_line_is_shown_exactly_once_and_in_order(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    pages, parts = parsed(text)
    shown = [
        (line.number, line.text) for page, part in zip(pages, parts, strict=True) for line in lines_of(view_page(page, part))
    ]
    whole = [
        (number, piece) for number, line in enumerate(text.split("\n"), 1) for piece in line.split("\f") if piece.strip(BLANKS)
    ]
    assert shown == whole


def test_values_stand_beside_the_line_they_were_read_from() -> None:
    page = view(GOOD)
    masthead, title, body, caption, code = lines_of(page)
    assert notes(masthead) == {"报头": ""} and masthead.fate is Fate.FURNITURE
    assert notes(title) == {"标题": ""}
    assert notes(body) == {
        "第1段": "",
        "记者": "乔知远",
        "通讯员": "沈知秋",
        "电头": "11月4日上午",
        "日期": "11月4日 = 2024-11-04",
        "部门": "区民政局",
    }
    assert all(note.rule for note in body.notes if note.label in ("记者", "通讯员"))
    assert notes(caption)["摄影"] == "乔木"
    assert notes(code) == {"二维码文字": ""}
    assert [block.title for block in page.blocks] == ["", "报道 1", "图片说明 1", ""]
    assert page.title == "ltdb 2024-11-05 第1188期 第1版 要闻"


def test_without_an_issue_date_days_are_shown_as_not_resolved() -> None:
    (parsed_page,), (part,) = parsed(HEADLESS.replace("近日", "11月4日"), "a.txt", require_date=False)
    page = view_page(parsed_page, part)
    assert not page.dated
    assert notes(lines_of(page)[0])["日期"] == "11月4日 未换算"


def test_a_warning_marks_its_lines_and_says_its_sentence_once() -> None:
    page = view(BROKEN_OFF)
    marked = {line.number: [note.label for note in line.warnings] for line in page.marked}
    assert marked == {3: ["日期不存在"], 5: ["文末断开"]}
    assert all(line.sign == "！" for line in page.marked)


def test_a_line_of_no_record_is_marked_as_such() -> None:
    first = lines_of(view(STRAY))[0]
    assert (first.fate, first.sign, first.notes[0].label) == (Fate.UNASSIGNED, "？", "未归入条目")


def test_a_line_that_the_page_lost_is_shown_and_marked() -> None:
    (page,), (part,) = parsed(GOOD)
    lost = lines_of(view_page(replace(page, furniture=()), part))[0]
    assert (lost.sign, lost.notes[0].label) == ("？", "没有归属")


def test_a_line_with_two_owners_is_marked() -> None:
    (page,), (part,) = parsed(GOOD)
    doubled = replace(page, furniture=(*page.furniture, Furniture("x", LineRange(3, 3), "slogan")))
    line = next(line for line in lines_of(view_page(doubled, part)) if line.number == 3)
    assert (line.sign, line.notes[0].text) == ("×", "报道 1、口号")


def test_a_record_goes_on_behind_a_caption_that_stands_in_it() -> None:
    (page,), (part,) = parsed(GOOD)
    article, caption = page.records
    cut = replace(article, lines=(LineRange(3, 5), LineRange(9, 9)))
    mixed: Page = replace(page, records=(cut, caption), furniture=page.furniture[:1])
    blocks = view_page(mixed, part).blocks
    assert [(block.title, block.again) for block in blocks] == [
        ("", False),
        ("报道 1", False),
        ("图片说明 1", False),
        ("报道 1", True),
    ]


def test_the_second_page_of_a_file_keeps_the_numbers_of_the_file() -> None:
    pages, parts = parsed(GOOD + "\f" + BROKEN_OFF)
    second = view_page(pages[1], parts[1])
    first_line = lines_of(second)[0]
    assert first_line.number == GOOD.count("\n") + 1
    assert notes(lines_of(second)[1])["记者"] == "沈雁秋"


def test_parts_that_do_not_match_the_pages_show_the_whole_text() -> None:
    assert [part.text for part in page_parts("甲\f乙\f丙", 2)] == ["甲\f乙\f丙"] * 2


@pytest.mark.parametrize(
    "reason", sorted({rule.reason for rule in FURNITURE_RULES} | {"masthead", "slogan", "page-photo-credit"})
)
def test_every_reason_of_furniture_has_a_chinese_word(reason: str) -> None:
    assert reason in FURNITURE
