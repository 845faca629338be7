"""Recognised pages, packed to be kept, and the folder that keeps them."""

from __future__ import annotations

import json
import os
import tempfile
import zlib
from pathlib import Path
from typing import Any, Protocol

from indexer.model import ParseWarning
from indexer.printed import Glyph, PrintedPage

FORM = 1
"""Of the packing; a page that was packed in another form is read again."""


class Kept(Protocol):
    """Where recognised pages are kept: a changed parser must not recognise them again."""

    def get(self, key: str) -> bytes | None:
        """What was kept under a key."""

    def put(self, key: str, data: bytes) -> None:
        """Keeps it, whole or not at all."""


def packed(page: PrintedPage) -> bytes:
    """The page as deflated JSON."""
    glyphs = [[g.text, *(round(v, 2) for v in g.box), round(g.size, 2), g.run, round(g.confidence, 3)] for g in page.glyphs]
    as_json = {
        "form": FORM,
        "size": [page.width, page.height],
        "skew": page.skew,
        "glyphs": glyphs,
        "rules": page.rules,
        "frames": page.frames,
        "pictures": page.pictures,
        "doubts": [warning.note for warning in page.warnings],
    }
    return zlib.compress(json.dumps(as_json, ensure_ascii=False, separators=(",", ":")).encode())


def unpacked(data: bytes) -> PrintedPage | None:
    """The page that was packed; None for what is damaged or of another form."""
    try:
        found: dict[str, Any] = json.loads(zlib.decompress(data))
        return _page(found) if found["form"] == FORM else None
    except (zlib.error, ValueError, KeyError, TypeError):
        return None


def _page(found: dict[str, Any]) -> PrintedPage:
    width, height = found["size"]
    return PrintedPage(
        width,
        height,
        tuple(
            Glyph(text, (x0, y0, x1, y1), size, "", 0, run, score) for text, x0, y0, x1, y1, size, run, score in found["glyphs"]
        ),
        tuple(map(tuple, found["rules"])),
        tuple(map(tuple, found["frames"])),
        tuple(map(tuple, found["pictures"])),
        scanned=True,
        skew=found["skew"],
        warnings=tuple(ParseWarning("ocr doubtful", (), note) for note in found["doubts"]),
    )


class KeptFolder:
    """A folder of recognised pages, one file a page."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """What was kept; None where there is nothing, or nothing that can be opened."""
        try:
            return self._path(key).read_bytes()
        except OSError:
            return None

    def put(self, key: str, data: bytes) -> None:
        """Keeps it under a name of its own first, so that nobody reads half of it; a full disk only means that it is read again."""
        path = self._path(key)
        name = ""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(path)
        except OSError:
            if name:
                Path(name).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.z"
