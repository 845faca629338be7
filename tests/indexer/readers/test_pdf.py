from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from indexer.errors import SourceError, SourceUnreadable
from indexer.printed import PrintedPage
from indexer.readers.pdf import PdfReader
from indexer.readers.pdf.characters import is_common
from indexer.readers.pdf.placing import Placing
from indexer.readers.pdf.repairs import plain_letter

registerFont(UnicodeCIDFont("STSong-Light"))
SIZE = (600, 800)


def pdf(draw: Callable[[Canvas], None], size: tuple[int, int] = SIZE, **options: object) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size, **options)
    canvas.setFont("STSong-Light", 12)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def page_of(data: bytes) -> PrintedPage:
    return PdfReader().read_pages(data, "a.pdf", None).pages[0]


def text_of(page: PrintedPage) -> str:
    return "".join(glyph.text for glyph in page.glyphs)


def test_characters_have_their_place_from_the_top_left() -> None:
    page = page_of(pdf(lambda canvas: canvas.drawString(100, 700, "岚汀新区")))
    assert (page.width, page.height) == SIZE
    assert text_of(page) == "岚汀新区"
    first = page.glyphs[0]
    assert first.size == pytest.approx(12)
    assert first.box[0] == pytest.approx(100, abs=1)
    assert first.box[3] == pytest.approx(800 - 700, abs=4)


def test_what_is_printed_twice_for_boldness_is_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        for shift in (0, 0.3):
            canvas.drawString(100 + shift, 700, "望溪路望溪路")

    assert text_of(page_of(pdf(draw))) == "望溪路望溪路"


def test_hidden_text_is_not_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "看得见")
        hidden = canvas.beginText(100, 600)
        hidden.setTextRenderMode(3)
        hidden.textOut("看不见")
        canvas.drawText(hidden)

    assert text_of(page_of(pdf(draw))) == "看得见"


def test_rules_frames_and_pictures_are_told_apart() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "岚汀导报")
        canvas.line(50, 500, 550, 500)
        canvas.rect(60, 300, 200, 100)
        canvas.setFillGray(0.5)
        canvas.rect(400, 650, 300, 0.5, stroke=0, fill=1)

    page = page_of(pdf(draw))
    assert [tuple(round(side) for side in rule) for rule in page.rules] == [(50, 300, 550, 300), (400, 150, 700, 150)]
    assert [tuple(round(side) for side in frame) for frame in page.frames] == [(60, 400, 260, 500)]
    assert page.pictures == ()


def test_an_encrypted_file_is_refused_with_what_to_do() -> None:
    data = pdf(lambda canvas: canvas.drawString(100, 700, "密"), encrypt=StandardEncryption("secret", canPrint=0))
    with pytest.raises(SourceUnreadable, match="encrypted") as caught:
        page_of(data)
    assert "密码" in caught.value.zh and "另存" in caught.value.zh


@given(st.integers(0, 2_000), st.binary(max_size=40), st.booleans())
@settings(max_examples=60)
def test_a_damaged_file_is_read_or_refused(place: int, noise: bytes, cut: bool) -> None:
    # Small: many are recognised, since nothing is left of their text.
    data = pdf(lambda canvas: canvas.drawString(10, 70, "岚汀新区望溪路"), (150, 100))
    place %= len(data)
    damaged = data[:place] + noise + (b"" if cut else data[place + len(noise) :])
    try:
        PdfReader().read_pages(damaged, "a.pdf", None)
    except SourceError as error:
        assert error.zh.startswith("a.pdf：")


def test_a_page_turned_by_a_quarter_lies_as_it_is_shown() -> None:
    placing = Placing(0, 0, 600, 800, 90)
    assert placing.size == (800, 600)
    assert placing.box(0, 0, 10, 20) == (0, 0, 20, 10)
    assert placing.angle(90) == 0
    assert Placing(0, 0, 600, 800, 270).box(0, 0, 10, 20) == (780, 590, 800, 600)


@pytest.mark.parametrize(
    ("printed", "meant"), [("⽅", "方"), ("⻓", "长"), ("⼈", "人"), ("ﬁ", "fi"), ("岚", "岚"), ("豈", "豈")]
)
def test_look_alikes_become_the_letters_that_people_type(printed: str, meant: str) -> None:
    assert plain_letter(printed) == meant


def test_common_hanzi_are_those_of_every_text() -> None:
    assert all(map(is_common, "岚汀新区召开会议"[2:]))
    assert is_common("會")
    assert not any(map(is_common, "兪卟"))


def test_a_page_that_says_nothing_and_cannot_be_recognised_keeps_its_picture_and_a_warning(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import indexer.readers.scan as scan

    def missing(*_: object) -> PrintedPage:
        raise SourceUnreadable("没有装识别组件。", "no recognition here")

    monkeypatch.setattr(scan, "recognized_page", missing)

    def draw(canvas: Canvas) -> None:
        canvas.drawInlineImage(picture(), 0, 0, 600, 800)

    page = PdfReader().read_pages(pdf(draw), "a.pdf", tmp_path).pages[0]
    assert page.glyphs == ()
    assert [warning.code for warning in page.warnings] == ["unreadable text"]
    assert "没有装识别组件" in page.warnings[0].note


def test_of_a_picture_that_is_clipped_only_what_is_seen_counts() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "岚汀导报")
        canvas.saveState()
        window = canvas.beginPath()
        window.rect(100, 400, 150, 100)
        canvas.clipPath(window, stroke=0, fill=0)
        canvas.drawInlineImage(picture(), 50, 300, 300, 400)
        canvas.restoreState()
        canvas.drawInlineImage(picture(), 400, 300, 90, 120)

    found = [tuple(round(side) for side in box) for box in page_of(pdf(draw)).pictures]
    assert found == [(100, 300, 250, 400), (400, 380, 490, 500)]


def picture() -> object:
    from PIL import Image

    return Image.new("L", (60, 80), 200)
