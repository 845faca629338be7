"""What is read, in which encoding, and what is refused with which sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import EncodingUnknown, SourceUnreadable
from indexer.model import SourceText
from indexer.readers import read as read_source

TEXT = "本报讯(记者乔镕知)汀岸小学办起喆学社。"


def read(data: bytes, name: str, encoding: str | None = None) -> SourceText:
    source = read_source(data, name, encoding)
    assert isinstance(source, SourceText)
    return source


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_text_is_read_in_the_encodings_of_newsrooms(encoding: str) -> None:
    assert read(TEXT.encode(encoding), "a.txt").text == TEXT


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_utf_16_is_read_by_its_mark(mark: bytes, encoding: str) -> None:
    source = read(mark + TEXT.encode(encoding), "a.txt")
    assert (source.text, source.encoding) == (TEXT, encoding)


def test_four_byte_characters_of_gb18030_are_read() -> None:
    assert read("汀岸𬭎学堂与㐂乐书屋".encode("gb18030"), "a.txt").text == "汀岸𬭎学堂与㐂乐书屋"


def test_a_named_encoding_goes_before_detection() -> None:
    data = "會議紀要：防汛工作".encode("big5")
    assert read(data, "a.txt", "big5").text == "會議紀要：防汛工作"


def test_a_named_encoding_that_does_not_fit_is_refused_with_the_place() -> None:
    with pytest.raises(EncodingUnknown, match="byte") as caught:
        read(TEXT.encode("gb18030"), "a.txt", "utf-8")
    assert "字节" in caught.value.zh


def test_an_encoding_that_does_not_exist_is_refused() -> None:
    with pytest.raises(EncodingUnknown, match="no encoding named"):
        read(b"a", "a.txt", "latin-99")


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(EncodingUnknown):
        read(b"\xff\x80\xff\x80\x81", "a.txt")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"PK\x03\x04....word/document.xml", "Word"),
        (b"PK\x03\x04....OFD.xml", "OFD"),
        (b"PK\x03\x04....01.txt", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word/WPS"),
        (b"<!DOCTYPE html><html>", "网页"),
        (b"a\x00b\x00\x01", "二进制"),
    ],
)
def test_other_formats_are_refused_by_name_with_what_is_read(data: bytes, word: str) -> None:
    with pytest.raises(SourceUnreadable) as caught:
        read(data, "a.txt")
    assert word in caught.value.zh and ".txt" in caught.value.zh


def test_line_ends_become_one_form_and_nothing_else_changes() -> None:
    assert read("甲\r\n乙\r丙\n　丁 \u2028".encode(), "a.txt").text == "甲\n乙\n丙\n　丁 \u2028"


@pytest.mark.parametrize("ruined", ["锟斤拷锟斤拷会议锟斤拷", "会议\ufffd\ufffd"])
def test_text_ruined_before_is_read_with_a_warning_and_its_lines(ruined: str) -> None:
    source = read(f"好的一行\n{ruined}".encode(), "a.txt")
    assert [(warning.code, warning.lines) for warning in source.warnings] == [("mojibake", (2,))]


def test_an_empty_file_is_text() -> None:
    assert read(b"", "a.txt").text == ""


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00\r\ufeff")))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    data = text.encode()
    if data.startswith((b"%PDF-", b"PK", b"GIF8", b"{\\rtf", b"II*", b"MM", b"Rar!")) or text.lower().lstrip().startswith("<"):
        return
    assert read(data, "a.txt").text == text
