"""Characters of OFD files have their places in points from the top left."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.errors import SourceError, SourceUnreadable
from indexer.readers.ofd import POINTS, OfdReader

ROOT = '<ofd:OFD xmlns:ofd="urn:o"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>'
DOCUMENT = (
    '<ofd:Document xmlns:ofd="urn:o"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 390 540</ofd:PhysicalBox></ofd:PageArea>'
    '<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>'
    '<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>'
)  # fmt: skip
FONTS = '<ofd:Res xmlns:ofd="urn:o"><ofd:Fonts><ofd:Font ID="5" FontName="宋体"/></ofd:Fonts></ofd:Res>'


def ofd(objects: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("OFD.xml", ROOT)
        archive.writestr("Doc_0/Document.xml", DOCUMENT)
        archive.writestr("Doc_0/PublicRes.xml", FONTS)
        page = f'<ofd:Page xmlns:ofd="urn:o"><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>'
        archive.writestr("Doc_0/Pages/Page_0/Content.xml", page)
    return target.getvalue()


TEXT = (
    '<ofd:TextObject Boundary="20 30 100 10" Font="5" Size="4">'
    '<ofd:TextCode X="0" Y="4" DeltaX="g 2 4.5 5">岚汀导报</ofd:TextCode></ofd:TextObject>'
)
TURNED = '<ofd:TextObject Boundary="50 60 10 40" Size="4" CTM="0 1 -1 0 5 0"><ofd:TextCode X="0" Y="0">转</ofd:TextCode></ofd:TextObject>'
DRAWN = '<ofd:PathObject Boundary="20 50 100 0.2"/><ofd:PathObject Boundary="20 60 100 50"/><ofd:ImageObject Boundary="20 200 60 40"/>'


def test_characters_stand_where_their_steps_say() -> None:
    source = OfdReader().read_pages(ofd(TEXT), "a.ofd", None)
    (page,) = source.pages
    assert (page.width, page.height) == pytest.approx((390 * POINTS, 540 * POINTS))
    assert "".join(glyph.text for glyph in page.glyphs) == "岚汀导报"
    assert [round(glyph.box[0] / POINTS, 2) for glyph in page.glyphs] == [20, 24.5, 29, 34]
    first = page.glyphs[0]
    assert first.size == pytest.approx(4 * POINTS)
    assert (first.font, first.angle) == ("宋体", 0)
    assert first.box[1] / POINTS == pytest.approx(30 + 4 - 0.88 * 4)


def test_a_turned_object_has_its_angle() -> None:
    (page,) = OfdReader().read_pages(ofd(TURNED), "a.ofd", None).pages
    assert page.glyphs[0].angle == 90


def test_rules_frames_and_pictures_are_told_apart() -> None:
    (page,) = OfdReader().read_pages(ofd(TEXT + DRAWN), "a.ofd", None).pages
    assert (len(page.rules), len(page.frames), len(page.pictures)) == (1, 1, 1)


def test_a_document_of_drawings_is_refused_with_what_to_do() -> None:
    with pytest.raises(SourceUnreadable, match="without characters") as caught:
        OfdReader().read_pages(ofd(DRAWN), "a.ofd", None)
    assert "PDF" in caught.value.zh


@given(st.integers(0, 3_000), st.binary(max_size=20), st.booleans())
@settings(max_examples=60)
def test_a_damaged_file_is_read_or_refused(place: int, noise: bytes, cut: bool) -> None:
    data = ofd(TEXT + DRAWN)
    place %= len(data)
    damaged = data[:place] + noise + (b"" if cut else data[place + len(noise) :])
    try:
        OfdReader().read_pages(damaged, "a.ofd", None)
    except SourceError as error:
        assert error.zh.startswith("a.ofd：")


@given(st.text(alphabet="g0123456789. -einf", max_size=40))
def test_any_steps_and_sizes_are_read_or_left(words: str) -> None:
    text = f'<ofd:TextObject Boundary="0 0 10 10" Size="{words}" CTM="{words}"><ofd:TextCode DeltaX="{words}">岚汀</ofd:TextCode></ofd:TextObject>'
    assert OfdReader().read_pages(ofd(text + TEXT), "a.ofd", None).pages[0].glyphs
