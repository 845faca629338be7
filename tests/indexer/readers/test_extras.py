from __future__ import annotations

import sys
from typing import Any

import pytest

from indexer.errors import ReaderMissing
from indexer.readers.extras import require
from indexer.readers.html import HtmlReader
from indexer.readers.pdf.reader import PdfReader
from indexer.readers.scan import ScanReader, recognized_page


def test_a_library_that_is_missing_is_said_with_the_command_that_brings_it() -> None:
    with pytest.raises(ReaderMissing) as caught:
        require("html", "no_such_library.part", "2031-03-01/01.html", "读网页")
    assert caught.value.zh.startswith("2031-03-01/01.html：读网页要用 no_such_library")
    assert "pip install 'bulletin-archive[html]'" in caught.value.zh
    assert "pip install 'bulletin-archive[html]'" in caught.value.en


def test_a_library_that_is_there_is_given() -> None:
    assert require("html", "json", "a.html", "读网页").loads("1") == 1


@pytest.mark.parametrize(
    ("library", "extra", "reading", "task"),
    [
        (
            "pypdfium2",
            "pdf",
            lambda: PdfReader().read_pages(b"%PDF-1.4", "2031-03-01/01.pdf", None),
            "2031-03-01/01.pdf：读 PDF",
        ),
        (
            "rapidocr",
            "ocr",
            lambda: ScanReader().read_pages(b"II*", "2031-03-01/02.tif", None),
            "2031-03-01/02.tif：读图片和扫描件",
        ),
        (
            "onnxruntime",
            "ocr",
            lambda: ScanReader().read_pages(b"II*", "2031-03-01/02.tif", None),
            "2031-03-01/02.tif：读图片和扫描件",
        ),
        # A page of a PDF that has to be recognised: the warning around the sentence names the file.
        ("rapidocr", "ocr", lambda: recognized_page(None, 200.0, None), "读图片和扫描件"),
        (
            "selectolax.lexbor",
            "html",
            lambda: HtmlReader().read(b"<html>", "2031-03-01/03.html", None),
            "2031-03-01/03.html：读网页",
        ),
    ],
)
def test_every_reader_says_in_one_way_what_it_lacks(
    library: str, extra: str, reading: Any, task: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ReaderMissing) as caught:
        reading()
    assert caught.value.zh.startswith(f"{task}要用 {library.split('.')[0]}，本机没有装。")
    assert f"pip install 'bulletin-archive[{extra}]'" in caught.value.zh
    assert f"pip install 'bulletin-archive[{extra}]'" in caught.value.en
