"""A search as BibTeX, RIS and a Word document."""

from __future__ import annotations

import io
import re
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from indexer.settings import Settings
from tests.webui.fake_archive import FakeArchive, details
from tests.webui.search.corpus import record
from tests.webui.site import Site
from webui.citations.citation import Citation, make_citation
from webui.exports.word_list import word_list
from webui.search.request import SearchRequest
from webui.search.results import RecordView

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SETTINGS = Settings.from_env(paper="lanting", paper_name="岚汀导报")


def cite(view: RecordView) -> Citation:
    return make_citation(view, SETTINGS, "http://archive.example/", date(2026, 11, 30))


def paragraphs(document: bytes) -> list[tuple[str, str]]:
    """Style and text of each paragraph of a Word document."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        assert package.testzip() is None
        for name in package.namelist():
            ElementTree.fromstring(package.read(name))
        body = ElementTree.fromstring(package.read("word/document.xml"))
    return [
        (
            str(paragraph.find(f"{WORD}pPr/{WORD}pStyle").get(f"{WORD}val")),  # type: ignore[union-attr]
            "".join(text.text or "" for text in paragraph.iter(f"{WORD}t")),
        )
        for paragraph in body.iter(f"{WORD}p")
    ]


@pytest.mark.parametrize("ending", ["bib", "ris", "docx"])
def test_all_records_of_the_search_stand_in_the_file_in_its_order(site: Site, archive: FakeArchive, ending: str) -> None:
    answer = site.get(f"/export.{ending}?q=步道&size=1&page=2")
    ids = [hit.id for hit in archive.search(SearchRequest(text="步道", size=100)).hits]
    assert len(ids) > 2
    match ending:
        case "bib":
            found = [key.replace(":", "/") for key in re.findall(r"^@article\{(.+),$", answer.text, re.MULTILINE)]
            assert answer.text == "\n".join(site.get(f"/{record_id}.bib").text for record_id in ids)
        case "ris":
            found = [key.replace(":", "/") for key in re.findall(r"^ID  - (.+)\r$", answer.text, re.MULTILINE)]
            assert answer.text == "".join(site.get(f"/{record_id}.ris").text for record_id in ids)
        case _:
            cited = [text for style, text in paragraphs(answer.content) if style == "Bibliography"]
            found = [re.findall(r"http://testserver/(.+)\.$", text)[0] for text in cited]
            assert cited == [f"[{n}] {site.get(f'/{i}.gbt7714').text.strip()}" for n, i in enumerate(ids, 1)]
    assert found == ids
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="search.{ending}"')


def test_a_word_list_says_what_it_is_and_shows_the_first_words(site: Site) -> None:
    found = paragraphs(site.get("/export.docx?q=步道&kind=caption").content)
    assert found[0] == ("Title", "步道、图片说明：引文清单")
    assert found[1][1].startswith("岚汀导报，")
    assert found[2:4] == [("Heading1", "市民在环湖步道上散步"), ("Normal", "市民在环湖步道上散步。本报记者 柯木 摄")]


def test_a_search_that_finds_nothing_gives_files_without_an_entry(site: Site) -> None:
    assert site.get("/export.bib?q=无此词").text == site.get("/export.ris?q=无此词").text == ""
    assert [style for style, _ in paragraphs(site.get("/export.docx?q=无此词").content)] == ["Title", "Normal"]


@hypothesis_settings(deadline=None)  # the first one reads the tables
@given(st.text(max_size=40), st.text(max_size=20))
def test_any_text_makes_a_document_that_can_be_read(text: str, host: str) -> None:
    view = RecordView("lanting/2024-11-05/1/a1", record(1, text, text, reporters=[text]))
    citation = make_citation(view, SETTINGS, f"http://{host}/", date(2026, 11, 30))
    document = b"".join(word_list([(view, citation)], "2015", f"题{text}", f"说明{text}"))
    assert paragraphs(document)[2] == ("Heading1", citation.title)


@pytest.mark.parametrize("text", ["%EF%BF%BE", "%EF%BF%BF", "%00", "%0C", "%1B"])
def test_a_query_that_xml_cannot_hold_makes_a_document_that_can_be_read(site: Site, text: str) -> None:
    """The document bears the query as its title."""
    assert paragraphs(site.get(f"/export.docx?q={text}").content)[0][0] == "Title"


def test_memory_does_not_grow_with_the_list() -> None:
    def cited() -> Iterator[tuple[RecordView, Citation]]:
        for number in range(1, 4_001):
            document = record(number, f"标题{number}", "步道" * 40, details=details())
            view = RecordView(document["id"], document)
            yield view, cite(view)

    tracemalloc.start()
    try:
        written = sum(len(piece) for piece in word_list(cited(), "2015", "题", "说明"))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert written > 50_000
    assert peak < 1_500_000, "the text of the document is four times as long"
