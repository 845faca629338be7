"""A PDF file, page by page."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from indexer.errors import SourceUnreadable
from indexer.model import ParseWarning
from indexer.printed import PrintedPage, PrintedSource
from indexer.readers.pdf.characters import is_sound, read_characters
from indexer.readers.pdf.graphics import read_graphics
from indexer.readers.pdf.placing import Placing
from indexer.readers.pdf.repairs import with_plain_letters, without_doubles


class PdfReader:
    """Reads PDF pages with PDFium."""

    name = "pdf"

    def read(self, data: bytes, source: str, encoding: str | None) -> PrintedSource:
        """The printed pages; raises SourceUnreadable for a file that is encrypted, damaged or has no page."""
        del encoding
        document = opened(data, source)
        try:
            return PrintedSource(tuple(_page(document, place) for place in range(len(document))), self.name)
        finally:
            document.close()


def opened(data: bytes, source: str) -> Any:
    """The document; raises SourceUnreadable."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise SourceUnreadable(
                f"{source}：这份 PDF 加了密码，不能读。请用有密码的人另存为不加密的 PDF，再收录。",
                f"{source} is an encrypted PDF",
            ) from error
        raise SourceUnreadable(
            f"{source}：这份 PDF 已损坏或不完整，打不开。请重新下载或导出，再收录。", f"{source} is a damaged PDF: {error}"
        ) from error
    if not len(document):
        document.close()
        raise SourceUnreadable(f"{source}：这份 PDF 没有页。", f"{source} is a PDF without pages")
    return document


def _page(document: Any, place: int) -> PrintedPage:
    page = document[place]
    try:
        box = page.get_bbox() if hasattr(page, "get_bbox") else page.get_mediabox()
        placing = Placing(*box, rotation=page.get_rotation() % 360)
        text_page = page.get_textpage()
        try:
            characters = read_characters(text_page, placing)
        finally:
            text_page.close()
        graphics = read_graphics(page, placing)
        width, height = placing.size
        sound = is_sound(characters)
        warnings = () if sound else (_unreadable(place + 1),)
        glyphs = with_plain_letters(without_doubles(characters.seen))
        return PrintedPage(
            width,
            height,
            glyphs if sound else (),
            tuple(graphics.rules),
            tuple(graphics.frames),
            tuple(graphics.pictures),
            warnings=warnings,
        )
    finally:
        page.close()


def _unreadable(number: int) -> ParseWarning:
    note = f"第 {number} 页没有可读的文字层（扫描件，或字体没有对照表），本机没有文字识别组件，只能存图。"
    return ParseWarning("unreadable text", (), note)
