"""The drawing of a printed page: every record is a box with its number, everything else a box of another colour, and all lead to the list."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from click.testing import CliRunner
from PIL import Image

from indexer.cli import main
from indexer.model import Furniture, LineRange, Page, ParsedSource, ParseWarning, PrintedSize
from indexer.pipeline import ParseOptions, parse_source
from indexer.preview.drawing import PageDrawing, draw_page
from indexer.preview.parts import PagePart, source_parts
from indexer.preview.pictures import MOST_PICTURES, pictures
from tests.indexer.preview.pages import GOOD, parsed
from tests.indexer.preview.test_html import assert_self_contained

SAMPLE = Path(__file__).parents[3] / "samples-print/岚汀导报/2024-11-12/03.pdf"


@pytest.fixture(scope="module")
def printed() -> tuple[Page, PagePart]:
    """A page with articles, a caption, a picture and furniture."""
    data = SAMPLE.read_bytes()
    source = parse_source(data, "2024-11-12/03.pdf", ParseOptions("ltdb", "岚汀导报"))
    assert isinstance(source, ParsedSource), source
    (page,) = source.pages
    (part,) = source_parts(data, SAMPLE.name, None, source.pages)
    return page, part


def drawn(page: Page, part: PagePart) -> PageDrawing:
    drawing = draw_page(page, part, "p1")
    assert drawing is not None
    return drawing


def test_every_record_has_a_box_with_its_number_kind_and_headline_and_leads_to_its_text(printed: tuple[Page, PagePart]) -> None:
    page, part = printed
    drawing = drawn(page, part)
    assert [entry.number for entry in drawing.entries] == [*range(1, len(page.records) + 1)]
    marks = {mark.anchor: mark for mark in drawing.marks if mark.tag}
    assert len(marks) == len(page.records)
    for entry, record in zip(drawing.entries, page.records, strict=True):
        mark = marks[entry.target]
        assert (mark.box, mark.target, mark.look) == (record.box, entry.anchor, record.kind.value)
        assert mark.tag and mark.tag.text.startswith(f"{entry.number} {entry.kind_label}")
        assert (record.headline or record.body[:5]) in mark.title
        assert entry.paragraphs == tuple(paragraph.text for paragraph in record.paragraphs)
        assert entry.id == f"ltdb/2024-11-12/3/{record.kind.letter}{record.ordinal}"
    # What lies within another box comes behind it, so that it can be pointed at.
    sizes = [mark.width * mark.height for mark in drawing.marks if mark.tag]
    assert sizes == sorted(sizes, reverse=True)


def test_every_line_of_the_page_lies_in_a_record_or_is_marked_as_something_else(printed: tuple[Page, PagePart]) -> None:
    page, part = printed
    drawing = drawn(page, part)
    assert len(page.line_boxes) == len(part.lines)
    furniture = {mark.box for mark in drawing.marks if mark.look == "furniture"}
    assert len(furniture) == len(drawing.strays) == len(page.furniture) > 0
    for x0, y0, x1, y1 in page.line_boxes:
        inside = [
            m
            for m in drawing.marks
            if m.tag and m.box[0] - 1 <= x0 and m.box[1] - 1 <= y0 and x1 <= m.box[2] + 1 and y1 <= m.box[3] + 1
        ]
        assert inside or (x0, y0, x1, y1) in furniture
    assert [mark.box for mark in drawing.marks if mark.look == "picture"] == [*page.pictures] != []


def test_lines_that_nobody_claims_and_doubtful_ones_are_marked(printed: tuple[Page, PagePart]) -> None:
    page, part = printed
    first, *rest = page.furniture
    line = page.records[0].lines[0].first
    doubtful = ParseWarning("ocr doubtful", (line, 9999), "这一行看不清。")
    unclaimed = Furniture("甲乙", LineRange(rest[0].lines.first, rest[0].lines.last), "unassigned")
    drawing = drawn(replace(page, furniture=(unclaimed, *rest[1:]), warnings=(doubtful,)), part)
    assert [(stray.label, stray.look) for stray in drawing.strays if stray.look == "stray"] == [
        ("未归入条目", "stray"),
        ("没有归属", "stray"),
    ]
    assert drawing.strays[-1].text == first.text
    assert [(mark.box, mark.title) for mark in drawing.marks if mark.look == "doubt"] == [
        (page.line_boxes[line - part.first_line], "识别不确定：这一行看不清。")
    ]


def test_a_text_has_no_drawing() -> None:
    pages, parts = parsed(GOOD)
    assert draw_page(pages[0], parts[0], "p1") is None
    assert pictures(GOOD.encode(), "01.txt", pages)[0].uri == ""


def test_pages_that_cannot_be_drawn_say_why(printed: tuple[Page, PagePart]) -> None:
    page, _ = printed
    (one,) = pictures("<不是图>".encode(), "坏.ofd", [page])
    assert one.uri == "" and one.note.startswith("没有版面图，只画出框线。")
    flat = replace(page, printed=PrintedSize(0.0, 0.0))
    assert draw_page(flat, PagePart(""), "p1") is None
    many = pictures(SAMPLE.read_bytes()[:100], "坏.pdf", [page] * (MOST_PICTURES + 1))
    assert len(many) == MOST_PICTURES + 1 and f"前 {MOST_PICTURES} 页" in many[-1].note


def test_the_report_on_a_printed_page_shows_the_picture_with_boxes_that_lead_to_the_list_and_back(tmp_path: Path) -> None:
    report = tmp_path / "报告.html"
    done = CliRunner().invoke(
        main, ["parse", str(SAMPLE), "--report", str(report)], env={"BULLETIN_HOME": str(tmp_path / "home")}
    )
    assert done.exit_code == 0, done.output
    soup = assert_self_contained(report.read_text(encoding="utf-8"))
    image = soup.select_one("svg image")
    assert isinstance(image, Tag)
    kind, _, data = str(image["href"]).partition(",")
    assert kind == "data:image/webp;base64"
    assert Image.open(io.BytesIO(base64.b64decode(data))).width == 2200
    ids = [str(tag["id"]) for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    targets = [str(link["href"])[1:] for link in soup.select("svg a, .entries h3 a, .strays a")]
    assert set(targets) <= set(ids) and len(targets) == 2 * len(soup.select(".entries > li, .strays > li"))
    assert not soup.select(".strip") and "版面附件" in soup.select(".key")[0].get_text()
    assert not re.search(r"\bon\w+=", report.read_text(encoding="utf-8").replace(data, ""))


def test_without_a_picture_the_lines_are_drawn_as_strips_and_names_stay_text(printed: tuple[Page, PagePart]) -> None:
    from indexer.preview.html import page_report
    from indexer.preview.totals import Tally
    from indexer.preview.view import view_page

    page, part = printed
    attack = '"><script>alert(1)</script>'
    page = replace(page, records=(replace(page.records[0], headline=attack), *page.records[1:]))
    drawing = draw_page(page, part, "p1", "", "没有版面图。")
    html = page_report("03.ofd", [view_page(page, part)], Tally().totals(), [drawing])
    soup: BeautifulSoup = assert_self_contained(html)
    assert not soup.select("svg image") and len(soup.select("svg .strip")) == len(page.line_boxes)
    assert "没有版面图。" in soup.get_text()
    assert attack in soup.select(".entries h3")[0].get_text() and attack in soup.select("svg")[0].get_text()
