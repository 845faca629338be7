"""The reader of PDF files; its libraries are loaded when the first one is read."""

from __future__ import annotations

from pathlib import Path

from indexer.errors import SourceUnreadable
from indexer.printed import PrintedSource


class PdfReader:
    """Reads the pages of PDF files."""

    name = "pdf"

    def read_pages(self, data: bytes, source: str, recognized: Path | None) -> PrintedSource:
        """The printed pages; raises SourceUnreadable for a file that is encrypted, damaged or empty, or where the extra is missing."""
        try:
            from indexer.readers.pdf.document import read_document
        except ImportError as error:
            raise SourceUnreadable(
                f"{source}：读 PDF 要用 pypdfium2，本机没有装。请运行 pip install 'bulletin-archive[pdf]'，再收录一次。",
                f"{source} is a PDF; reading it needs pip install 'bulletin-archive[pdf]' ({error})",
            ) from error
        return PrintedSource(read_document(data, source, recognized), self.name)
