"""Whether the text of a printed page was read or recognised is kept with its records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from indexer.documents import Provenance, to_document
from indexer.extract.vocabulary import shipped
from indexer.model import Page, ParsedSource, Recognition
from indexer.pipeline import ParseOptions, parse_source, printed_pages
from indexer.printed import PrintedPage, PrintedSource
from tests.indexer.layout.test_layout import two_articles

OPTIONS = ParseOptions("lanting", issue_date=date(2024, 11, 5))
TYPESET = two_articles().page


def recognised(confidence: float) -> PrintedPage:
    """The same page as a scan: every second character is sure."""
    glyphs = (replace(glyph, confidence=1.0 if place % 2 else confidence) for place, glyph in enumerate(TYPESET.glyphs))
    return replace(TYPESET, scanned=True, glyphs=tuple(glyphs))


def parsed(page: PrintedPage) -> Page:
    (found,) = printed_pages(PrintedSource((page,), "pdf"), "2024-11-05/01.pdf", OPTIONS, shipped())
    return found


def test_a_page_says_how_its_characters_were_had() -> None:
    assert parsed(TYPESET).recognition == Recognition(False, None)
    assert parsed(replace(TYPESET, scanned=True, glyphs=())).recognition == Recognition(True, None)
    found = parsed(recognised(0.9)).recognition
    assert found is not None and found.recognised
    assert found.confidence == pytest.approx(0.95, abs=0.001)


def test_a_record_of_a_scan_keeps_how_sure_its_page_was_and_one_of_a_text_keeps_nothing() -> None:
    page = parsed(recognised(0.9))
    assert page.identity is not None
    provenance = Provenance("01.pdf", "0" * 64, "pdf", "", "b", page.recognition)
    found = to_document(page.identity, page.records[0], provenance)["details"]["recognition"]
    assert found == {"recognised": True, "confidence": pytest.approx(0.95, abs=0.001)}

    source = parse_source("步道贯通\n本报讯（记者 乔知远）昨天贯通。\n".encode(), "2024-11-05/01.txt", OPTIONS)
    assert isinstance(source, ParsedSource)
    (text,) = source.pages
    assert text.identity is not None and text.recognition is None
    document = to_document(
        text.identity, text.records[0], Provenance("01.txt", "0" * 64, "text", "utf-8", "b", text.recognition)
    )
    assert "recognition" not in document["details"]
