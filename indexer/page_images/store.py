"""`page-images/` of an archive home: two files for each printed page, whole or absent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.catalog import PageVersion
from indexer.catalog.originals import PART, write_whole

if TYPE_CHECKING:
    from indexer.page_images.rendering import PageImages

RENDERING = 1
"""Raised when pictures are made otherwise than before: those of before are then missing, and made again."""


class Size(StrEnum):
    """The two sizes of a picture, as its file and its address call them."""

    LARGE = "page"
    SMALL = "page-small"


@dataclass(frozen=True, slots=True)
class ImageKey:
    """Which picture: of which source, which page of it, how it was set straight. Another one of these is another picture."""

    source_sha256: str
    place: int
    skew: float = 0.0

    @classmethod
    def of(cls, version: PageVersion) -> ImageKey | None:
        """That of a page version; None where it has no picture."""
        printed = version.printed
        return None if printed is None else cls(version.source_sha256, version.place_in_source, printed.skew)

    def name(self, size: Size) -> str:
        """`ab/abcdef…-PLACE-r1-s+40-page.webp`: the skew in hundredths of a degree."""
        sha256 = self.source_sha256
        return f"{sha256[:2]}/{sha256}-{self.place}-r{RENDERING}-s{round(self.skew * 100):+d}-{size}.webp"


class PageImageStore:
    """The pictures of an archive home. They can be made again from the originals."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def of(cls, home: Path) -> PageImageStore:
        """Those of an archive home."""
        return cls(home / "page-images")

    def path(self, key: ImageKey, size: Size) -> Path:
        """Where the picture stands, or would stand."""
        return self.root / key.name(size)

    def holds(self, key: ImageKey) -> bool:
        """True when both sizes are there."""
        return all(_has_content(self.path(key, size)) for size in Size)

    def store(self, key: ImageKey, images: PageImages) -> None:
        """Stores both sizes, on disk before it returns; storing twice is storing once. Raises OSError."""
        for size, data in ((Size.SMALL, images.small), (Size.LARGE, images.large)):
            write_whole(self.path(key, size), data)

    def leftovers(self) -> Iterator[Path]:
        """Parts of files whose writing was cut off; nothing refers to them."""
        yield from sorted(self.root.glob(f"*/{PART}*"))


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False
