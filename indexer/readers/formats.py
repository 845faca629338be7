"""Which format a file is: by its first bytes, then by its suffix."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from indexer.readers.encodings import is_wide_text


@dataclass(frozen=True, slots=True)
class Format:
    """A format by the reader that is responsible for it, with its name in both languages."""

    reader: str
    zh: str
    en: str


TEXT = Format("text", "纯文本", "plain text")
WEBP = Format("image", "WebP 图片", "a WebP image")
BINARY = Format("binary", "二进制文件", "a binary file")

# First bytes, format. A ZIP may be a Word file, an OFD or an archive: its entries' names decide, see _zip.
SIGNATURES: tuple[tuple[bytes, Format], ...] = (
    (b"%PDF-", Format("pdf", "PDF 文件", "a PDF file")),
    (b"PK\x03\x04", Format("zip", "ZIP 压缩包", "a ZIP archive")),
    (b"PK\x05\x06", Format("zip", "空的 ZIP 压缩包", "an empty ZIP archive")),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        Format(
            "ole", "旧版 Word/WPS 文档（.doc、.wps），或加了密码的 .docx", "an old Word or WPS document, or an encrypted one"
        ),
    ),
    (b"AT&TFORM", Format("djvu", "DjVu 文件", "a DjVu file")),
    (b"%!PS", Format("print", "PostScript 文件", "a PostScript file")),
    (b"\xc5\xd0\xd3\xc6", Format("print", "EPS 文件", "an EPS file")),
    (b"\x06\x06\xed\xf5\xd8\x1d\x46\xe5\xbd\x31\xef\xe7\xfe\x74\xb7\x1d", Format("print", "InDesign 文件", "an InDesign file")),
    (b"{\\rtf", Format("rtf", "RTF 文档", "an RTF document")),
    (b"\xff\xd8\xff", Format("image", "JPEG 图片", "a JPEG image")),
    (b"\x89PNG\r\n\x1a\n", Format("image", "PNG 图片", "a PNG image")),
    (b"GIF8", Format("image", "GIF 图片", "a GIF image")),
    (b"II*\x00", Format("image", "TIFF 图片", "a TIFF image")),
    (b"MM\x00*", Format("image", "TIFF 图片", "a TIFF image")),
    (b"Rar!\x1a\x07", Format("archive", "RAR 压缩包", "a RAR archive")),
    (b"7z\xbc\xaf\x27\x1c", Format("archive", "7z 压缩包", "a 7z archive")),
    (b"\x1f\x8b", Format("archive", "gzip 压缩文件", "a gzip file")),
)
# Entry name inside a ZIP, format: python-docx and OFD readers know their files by these parts.
ZIP_PARTS: tuple[tuple[bytes, Format], ...] = (
    (b"word/", Format("docx", "Word 文档（.docx）", "a Word document")),
    (b"xl/", Format("xlsx", "Excel 表格（.xlsx）", "an Excel workbook")),
    (b"ppt/", Format("pptx", "PowerPoint 演示文稿（.pptx）", "a PowerPoint file")),
    (b"mimetypeapplication/epub+zip", Format("epub", "EPUB 电子书", "an EPUB book")),
    (b"mimetypeapplication/vnd.oasis.opendocument", Format("odt", "OpenDocument 文档", "an OpenDocument file")),
    (b"OFD.xml", Format("ofd", "OFD 版式文件", "an OFD document")),
)
# Text formats whose markup would end in the records; the content alone does not always tell.
SUFFIXES: dict[str, Format] = {
    ".html": Format("html", "网页（.html）", "a web page"),
    ".htm": Format("html", "网页（.htm）", "a web page"),
    ".xhtml": Format("html", "网页（.xhtml）", "a web page"),
    ".md": Format("markdown", "Markdown 文本（.md）", "Markdown text"),
    ".markdown": Format("markdown", "Markdown 文本（.markdown）", "Markdown text"),
    ".xml": Format("xml", "XML 文件", "an XML file"),
    ".json": Format("json", "JSON 文件", "a JSON file"),
    ".jsonl": Format("jsonl", "JSON 行文件", "a JSON Lines file"),
    ".mht": Format("mhtml", "网页存档（.mht）", "a web archive"),
    ".mhtml": Format("mhtml", "网页存档（.mhtml）", "a web archive"),
    ".csv": Format("csv", "CSV 表格", "a CSV table"),
}
# Documents that are zips: entries that all must be there (a name with / at its end: anything below it). Only at the root, for a zip of
# newspapers may well hold a folder word/.
DOCUMENT_ZIPS: tuple[tuple[str, ...], ...] = (
    ("[Content_Types].xml",),  # Word, Excel, PowerPoint, WPS
    ("word/document.xml",),
    ("xl/workbook.xml",),
    ("ppt/presentation.xml",),
    ("OFD.xml",),
    ("mimetype", "META-INF/"),  # OpenDocument, EPUB
)


def format_of(data: bytes, name: str) -> Format:
    """The format of the bytes; plain text where neither the bytes nor the suffix say otherwise."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    for signature, found in SIGNATURES:
        if data.startswith(signature):
            return _zip(data, found) if found.reader == "zip" else found
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return SUFFIXES[".html"]
    found_by_suffix = SUFFIXES.get(PurePosixPath(name.replace("\\", "/")).suffix.lower())
    if found_by_suffix:
        return found_by_suffix
    # Of the encodings of text only UTF-16 and UTF-32 have NUL bytes.
    if b"\x00" in data and not is_wide_text(data):
        return BINARY
    return TEXT


def is_zip(data: bytes) -> bool:
    """True when the first bytes are those of a zip, be it an archive or a document."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_document_zip(names: Sequence[str]) -> bool:
    """True when the entries are those of a document in the form of a zip, which is one source and not many."""
    return any(
        all(any(name == part or (part.endswith("/") and name.startswith(part)) for name in names) for part in parts)
        for parts in DOCUMENT_ZIPS
    )


def _zip(data: bytes, found: Format) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, struct.error, OSError, IndexError):
        # A damaged one; by accident these few bytes may stand in any large file.
        return next((special for part, special in ZIP_PARTS if part in data), found)
    if not is_document_zip(names):
        return found
    known = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape") + data[30:80]
    return next((special for part, special in ZIP_PARTS if part in known), found)
