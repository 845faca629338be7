"""Invented printed pages: a PDF with black blocks where its records stand, the same as a scan, and a home that holds them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from indexer.catalog import Catalog, Originals, PageVersion, deflated, open_catalog
from indexer.documents import stored_line
from indexer.model import IssueIdentity, PrintedSize
from indexer.printed import Box
from tests.webui.fake_archive import details
from tests.webui.search.corpus import record

DAY = date(2024, 11, 5)
SIZE = PrintedSize(400, 600)
ARTICLE, CAPTION, FAR = (40.0, 60.0, 240.0, 260.0), (60.0, 200.0, 160.0, 240.0), (260.0, 300.0, 380.0, 560.0)
"""A headline article, the caption in it, another article."""
PHOTO = (60.0, 100.0, 160.0, 196.0)
"""What the caption speaks of."""


def pdf(*pages: Sequence[Box], size: PrintedSize = SIZE) -> bytes:
    """A PDF, a page for each of the sequences of black blocks."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(size.width, size.height), invariant=1)
    for blocks in pages:
        for x0, y0, x1, y1 in blocks:
            canvas.rect(x0, size.height - y1, x1 - x0, y1 - y0, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def scan(blocks: Sequence[Box], pixels_a_point: float = 3.0, size: PrintedSize = SIZE) -> Image.Image:
    """The same page as a scan in greys."""
    image = Image.new("L", (round(size.width * pixels_a_point), round(size.height * pixels_a_point)), 255)
    draw = ImageDraw.Draw(image)
    for box in blocks:
        draw.rectangle([value * pixels_a_point for value in box], fill=0)
    return image


def encoded(image: Image.Image, form: str, **options: Any) -> bytes:
    """The image as a file of this format."""
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def enter_printed(home: Path, data: bytes, *, page: int = 1, place: int = 1, size: PrintedSize = SIZE, batch: str = "b") -> str:
    """Stores the source and enters a page of it by hand; returns its hash."""
    sha256 = Originals.of(home).store(data)
    with open_catalog(home, write=True) as catalog, catalog.transaction():
        number = catalog.batches.begin(batch).id
        catalog.sources.add(sha256, len(data), "2024-11-05/报纸.pdf")
        identity = IssueIdentity("lanting", DAY, page)
        ids = (f"{identity.page_path}/a1",)
        version = PageVersion(
            identity, 1, sha256, "2024-11-05/报纸.pdf", place, number, sha256[:8], ids, 0, 1.0, "1", printed=size
        )
        document = record(1, "环湖步道全线贯通", "步道长九公里。", page=page, source_sha256=sha256, details=details())
        catalog.pages.enter(version, deflated([stored_line(document)]))
        catalog.batches.finish(number)
    return sha256


def printed_records(sha256: str, photo: Box | None = None) -> list[dict[str, Any]]:
    """The records of the page with `ARTICLE`, `CAPTION` and `FAR` on it, as the index has them; `photo` is the caption's."""
    shown = list(photo) if photo else None
    common: dict[str, Any] = {"source_sha256": sha256, "reader": "pdf", "source_name": "2024-11-05/报纸.pdf"}
    return [
        record(1, "环湖步道全线贯通", "步道长九公里。", details=details(box=list(ARTICLE)), **common),
        record(
            1,
            None,
            "市民在步道上散步。",
            kind="caption",
            details=details(box=list(CAPTION), photo_box=shown),
            first_line=15,
            **common,
        ),
        record(2, "图书馆夜间开放", "开放到晚上十点。", details=details(box=list(FAR)), **common),
        record(3, "没有位置的一条", "不知道印在哪里。", details=details(), **common),
    ]


def withdraw(catalog: Catalog, batch: str) -> None:
    """Takes the batch of this name back, as a purge does in the catalog."""
    found = catalog.batches.find(batch)
    assert found is not None
    with catalog.transaction():
        catalog.pages.withdraw(found.id)
