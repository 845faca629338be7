"""The reader of PDF files; its libraries are loaded when the first one is read."""

from __future__ import annotations

from pathlib import Path

from indexer.printed import PrintedSource
from indexer.readers.extras import require


class PdfReader:
    """Reads the pages of PDF files."""

    name = "pdf"

    def read_pages(self, data: bytes, source: str, recognized: Path | None) -> PrintedSource:
        """The printed pages; raises ReaderMissing without the extra, SourceUnreadable for a file that is encrypted, damaged or empty."""
        require("pdf", "pypdfium2", source, "读 PDF")
        from indexer.readers.pdf.document import read_document

        return PrintedSource(read_document(data, source, recognized), self.name)
