"""From bytes to text: one reader a format, chosen by what the bytes are, then by the name.

Readers are narrow: a reader turns bytes into a `SourceText`, or into a `PrintedSource` where it knows the places of the characters, and
knows nothing of articles. A format that no reader knows is refused with a sentence that names it and says what is read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from indexer.errors import SourceUnreadable
from indexer.model import SourceText
from indexer.printed import PrintedSource
from indexer.readers import text
from indexer.readers.docx import DocxReader
from indexer.readers.formats import format_of
from indexer.readers.guard import guard_here
from indexer.readers.html import HtmlReader
from indexer.readers.markdown import MarkdownReader
from indexer.readers.ofd import OfdReader
from indexer.readers.pdf import PdfReader
from indexer.readers.scan import ScanReader


class Reader(Protocol):
    """One format: `name` is kept with every page, `read` turns the bytes into text."""

    name: str

    def read(self, data: bytes, source: str, encoding: str | None) -> SourceText | PrintedSource:
        """The text of the source, or its printed pages; raises SourceUnreadable or EncodingUnknown."""


class PrintReader(Protocol):
    """A format of printed pages, whose characters have places; some of them have to be recognised."""

    name: str

    def read_pages(self, data: bytes, source: str, recognized: Path | None) -> PrintedSource:
        """The printed pages; what was recognised is kept in the folder `recognized`, where there is one. Raises SourceUnreadable."""


# Readers of print are guarded all of them (see `guard`), of the others these: plain text harms nobody.
GUARDED = frozenset({"html", "docx"})
READERS: dict[str, Reader] = {
    "text": text.TextReader(),
    "markdown": MarkdownReader(),
    "html": HtmlReader(),
    "docx": DocxReader(),
}
PRINT_READERS: dict[str, PrintReader] = {"pdf": PdfReader(), "image": ScanReader(), "ofd": OfdReader()}
READ_NOW = (
    "PDF、OFD、扫描图片（JPEG、PNG、TIFF、WebP）、Word（.docx）、网页（.html）、Markdown（.md）和纯文本"
    "（.txt，编码 UTF-8、UTF-16、GB18030/GBK、Big5，或用 --encoding 指明的其他编码）"
)
_AS_DOCX = "请用 Word 或 WPS 打开，另存为 .docx 再收录；打开时要密码的，先去掉密码。"
# Reader of the format → what to do with such a file.
ADVICE = {
    "zip": "请先解压，再收录解出的文件夹。",
    "archive": "请先解压，再收录解出的文件夹。",
    "binary": "它可能是别的格式改成了 .txt，也可能已经损坏：请用做它的软件打开，另存为 UTF-8 的 .txt；不是报纸的就移出文件夹。",
    "ole": _AS_DOCX,
    "rtf": _AS_DOCX,
    "odt": _AS_DOCX,
    "pptx": "请在演示软件里另存为 PDF 再收录。",
    "xlsx": "请把其中的文章复制到 Word 或 .txt 文件里再收录；是一行一篇的目录，另存为 JSON Lines 再收录；不是报纸的就移出文件夹。",
    "mhtml": "请在浏览器里打开，另存为「网页，仅 HTML」再收录。",
    "epub": "请用阅读软件或转换软件另存为 .docx 或 PDF 再收录。",
    "print": "这是排版软件自己的格式：请在排版软件里输出成 PDF 再收录。",
    "djvu": "请用阅读软件导出成 PDF 再收录。",
}
OTHERWISE = "请用做它的软件打开，另存为 UTF-8 的 .txt 再收录；不是报纸的就移出文件夹。"


def read(data: bytes, name: str, encoding: str | None = None, recognized: Path | None = None) -> SourceText | PrintedSource:
    """The text or the printed pages of a source file; `name` is its path as reported, `encoding` overrides the detection.

    `recognized` is the folder where text that was recognised on pictures is kept, so that it is not recognised again.

    Raises SourceUnreadable for a format that no reader of this version knows, EncodingUnknown for text that does not decode, and what
    `guard` raises for a file that takes too much.
    """
    found = format_of(data, name)
    if found.reader in PRINT_READERS:
        printed: PrintedSource = guard_here().read(PRINT_READERS[found.reader], "read_pages", name, data, name, recognized)
        return printed
    reader = READERS.get(found.reader)
    if reader is None:
        raise SourceUnreadable(
            f"{name}：这是{' ' if found.zh[0].isascii() else ''}{found.zh}，本版程序还不能读。{ADVICE.get(found.reader, OTHERWISE)}现在能读的是{READ_NOW}。",
            f"{name} is {found.en}, which this version does not read (it reads PDF, OFD, pictures of pages, Word, web pages, Markdown and plain text)",
        )
    if found.reader in GUARDED:
        read_there: SourceText | PrintedSource = guard_here().read(reader, "read", name, data, name, encoding)
        return read_there
    return reader.read(data, name, encoding)


__all__ = ["READERS", "Reader", "read"]
