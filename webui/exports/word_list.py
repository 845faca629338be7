"""A search as a Word document (Office Open XML) for memos: headline, first words and citation of each record. Pure.

The libraries that write such documents hold the whole of them in memory, some kilobytes a record; here a record is written, compressed and
handed on before the next is read, so that fifty
thousand take no more memory than ten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from webui.citations.citation import Citation, plain
from webui.citations.gbt7714 import gbt7714
from webui.pages.items import description
from webui.search.results import RecordView

_PIECE = 1 << 16
"""Bytes that are handed on at once."""
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_MAIN}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "word/styles.xml": f'<w:styles xmlns:w="{_WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/><w:sz w:val="21"/>'
    '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:line="320" w:lineRule="atLeast"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:spacing w:after="120"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:keepNext/><w:spacing w:before="280"/><w:outlineLvl w:val="0"/></w:pPr>'
    '<w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/><w:sz w:val="24"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Bibliography"><w:name w:val="Bibliography"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:ind w:left="420" w:hanging="420"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr></w:style></w:styles>',
}
_BEGIN = f'{_HEAD}<w:document xmlns:w="{_WORD}"><w:body>'
_END = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/>'
    "</w:sectPr></w:body></w:document>"
)


def word_list(cited: Iterable[tuple[RecordView, Citation]], edition: str, title: str, about: str) -> Iterator[bytes]:
    """The document, in pieces; citations are numbered from 1 and follow this edition of GB/T 7714."""
    pipe = _Pipe()
    with ZipFile(pipe, "w", ZIP_DEFLATED) as package:
        for name, content in _PARTS.items():
            package.writestr(_part(name), _HEAD + content)
        with package.open(_part("word/document.xml"), "w") as document:
            document.write(
                (_BEGIN + _paragraph("Title", _run(plain(title))) + _paragraph("Normal", _run(plain(about)))).encode()
            )
            for number, (view, citation) in enumerate(cited, 1):
                document.write(_entry(number, view, citation, edition).encode())
                if pipe.size >= _PIECE:
                    yield pipe.taken()
            document.write(_END.encode())
    yield pipe.taken()


class _Pipe:
    """What a package is written to, without a way back, so that what was written can be handed on."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self.size = 0

    def write(self, piece: bytes, /) -> int:
        self._pieces.append(bytes(piece))
        self.size += len(piece)
        return len(piece)

    def flush(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        """What was written can still be taken."""

    def taken(self) -> bytes:
        """All that was written since it was last taken."""
        together = b"".join(self._pieces)
        self._pieces.clear()
        self.size = 0
        return together


def _part(name: str) -> ZipInfo:
    # Without the time of day: the same search gives the same file.
    info = ZipInfo(name)
    info.compress_type = ZIP_DEFLATED
    return info


def _entry(number: int, view: RecordView, citation: Citation, edition: str) -> str:
    before, url, after = gbt7714(citation, edition).partition(citation.url or "\n")
    reference = _run(f"[{number}] {before}") + (_link(url) if url else "") + _run(after)
    paragraphs = [_paragraph("Heading1", _run(citation.title)), _paragraph("Bibliography", reference)]
    opening = plain(description(view))
    if opening:
        paragraphs.insert(1, _paragraph("Normal", _run(opening)))
    return "".join(paragraphs)


def _paragraph(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _link(url: str) -> str:
    # As a field: a hyperlink of its own would need a list of all addresses beside the text, at the end of the file.
    field = escape(f' HYPERLINK "{url}" ')
    instruction = f'<w:r><w:instrText xml:space="preserve">{field}</w:instrText></w:r>'
    look = '<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr>'
    shown = f"<w:r>{look}<w:t>{escape(url)}</w:t></w:r>"
    return _mark("begin") + instruction + _mark("separate") + shown + _mark("end")


def _mark(place: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{place}"/></w:r>'
