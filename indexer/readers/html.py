"""Saved web pages: 数字报 pages of newspapers and pages of government sites, without what stands around the article."""

from __future__ import annotations

import re

from indexer.errors import SourceTooLarge, SourceUnreadable
from indexer.model import SourceText
from indexer.readers.encodings import decode
from indexer.readers.extras import require
from indexer.readers.text import text_warnings, with_plain_ends
from indexer.readers.written import written

LARGEST = 20_000_000
"""Bytes of a page without what it loads; the largest saved pages of newspapers have two million."""
_CHARSET = re.compile(rb"<meta[^<>]{0,500}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,30})", re.I)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^<>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_\-]{2,30})", re.I)


class HtmlReader:
    """Reads the main text of a saved web page."""

    name = "html"

    def read(self, data: bytes, source: str, encoding: str | None) -> SourceText:
        """The lines of the article or articles, with date and page name in front where the page says them.

        Raises ReaderMissing without the extra, SourceTooLarge, EncodingUnknown, SourceUnreadable for a page of frames or without text.
        """
        require("html", "selectolax.lexbor", source, "读网页")
        from indexer.readers.web import read_web_page

        if len(data) > LARGEST:
            raise SourceTooLarge(
                f"{source}：网页有 {len(data) / 1_000_000:.0f} MB，一张报纸网页没有这么大，未收录。请用浏览器「另存为」时选「仅 HTML」，或只存正文。",
                f"{source} is a web page of {len(data)} bytes, more than {LARGEST}",
            )
        declared = _XML_ENCODING.search(data[:1024]) or _CHARSET.search(data[:8192])
        text, used = decode(data, source, encoding, declared[1].decode("ascii") if declared else None)
        page = read_web_page(with_plain_ends(text, source))
        if not page.pieces:
            raise SourceUnreadable(_without_text(source, page.framed), f"{source} is a web page without text of its own")
        lines, roles = written(page.pieces)
        return SourceText(lines, used, self.name, text_warnings(lines, used), roles)


def _without_text(source: str, framed: bool) -> str:
    if framed:
        return f"{source}：这个网页只是框架，正文在另外的网页里，未收录。请在浏览器里单独打开正文那一框，另存后再收录。"
    return f"{source}：网页里没有正文文字（可能是图片，或要联网才显示），未收录。请在浏览器里打开，等文字显示后另存为「网页，全部」再收录。"
