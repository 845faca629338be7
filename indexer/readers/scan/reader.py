"""The reader of picture files; its libraries are loaded when the first picture is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from indexer.printed import PrintedPage, PrintedSource
from indexer.readers.extras import require
from indexer.readers.pace import page_begins, reads_alone

if TYPE_CHECKING:
    from indexer.readers.scan.kept import Kept


class ScanReader:
    """Reads JPEG, PNG, TIFF (all its pages), WebP and GIF pictures of pages."""

    name = "scan"

    def read_pages(self, data: bytes, source: str, recognized: Path | None) -> PrintedSource:
        """The printed pages; raises ReaderMissing without the extra, SourceUnreadable (damaged, empty) or SourceTooLarge."""
        _require_recognition(source)
        from indexer.readers.scan.kept import KeptFolder
        from indexer.readers.scan.page import read_page
        from indexer.readers.scan.picture import pictures

        kept = KeptFolder(recognized) if recognized else None
        pages = []
        page_begins(1)
        for number, picture in enumerate(pictures(data, source), 2):
            pages.append(read_page(picture.grey, picture.dpi, kept, cores_here()))
            page_begins(number)
        return PrintedSource(tuple(pages), self.name)


def cores_here() -> int:
    """How many cores recognition takes in this process: one in a worker, of which there are as many as cores; 0, all, where it is alone."""
    return 0 if reads_alone() else 1


def scan_page(picture: Any, dpi: float, kept: Kept | None = None, threads: int = 0) -> PrintedPage:
    """The printed page of a Pillow picture or an array of grey or RGB rows; `threads` cores are used, 0 for all.

    Raises ReaderMissing where the extra is missing.
    """
    _require_recognition()
    from indexer.readers.scan.page import read_page

    return read_page(picture, dpi, kept, threads)


def _require_recognition(source: str = "") -> None:
    """Both libraries, of which the first loads the second only when it recognises."""
    for library in ("rapidocr", "onnxruntime"):
        require("ocr", library, source, "读图片和扫描件")


def recognized_page(picture: Any, dpi: float, recognized: Path | None) -> PrintedPage:
    """The printed page of a picture in memory, kept in the folder `recognized`; raises ReaderMissing where the extra is missing."""
    from indexer.readers.scan.kept import KeptFolder

    return scan_page(picture, dpi, KeptFolder(recognized) if recognized else None, cores_here())
