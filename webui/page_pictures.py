"""The pictures of printed pages as the archive home has them: of the version that is shown now, and of no other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import structlog

from indexer.catalog import IssueIdentity, PageVersion, has_catalog, open_catalog
from indexer.errors import ArchiveError, NotInArchive
from indexer.page_images.store import ImageKey, PageImageStore, Size
from webui.webp import HEAD, webp_pixels

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class PageAddress:
    """The paper, day, edition and number of a page."""

    paper: str
    day: date
    edition: int
    page: int


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The picture of a page; its measures are points, what the boxes of the page's records count in."""

    width: float
    height: float
    source_sha256: str
    """The source that it was made from: boxes of records of another one mean another picture."""
    store: PageImageStore
    key: ImageKey

    def tag(self, size: Size) -> str:
        """Names the content: another picture has another one, the same always the same."""
        return hashlib.sha256(self.key.name(size).encode()).hexdigest()[:20]

    def pixels(self, size: Size) -> tuple[int, int]:
        """Width and height of the file. Raises NotInArchive when it was removed meanwhile, or is no picture."""
        try:
            with self.store.path(self.key, size).open("rb") as file:
                return webp_pixels(file.read(HEAD))
        except (OSError, ValueError) as error:
            raise NotInArchive("这一版没有版面图。", f"the picture cannot be read: {error}") from error

    def read(self, size: Size) -> bytes:
        """The WebP file. Raises NotInArchive when it was removed meanwhile."""
        try:
            return self.store.path(self.key, size).read_bytes()
        except OSError as error:
            raise NotInArchive("这一版没有版面图。", f"the picture cannot be read: {error.strerror}") from error


class PagePictures:
    """Finds the pictures of an archive home. The catalog is asked each time: a page that was withdrawn has none from then on."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._store = PageImageStore.of(home)

    def find(self, paper: str, day: date, edition: int, page: int) -> PagePicture | None:
        """The picture of a page; None where it has none, or none is there."""
        address = PageAddress(paper, day, edition, page)
        return self.find_all([address]).get(address)

    def find_all(self, addresses: Iterable[PageAddress]) -> dict[PageAddress, PagePicture]:
        """The pictures of those of these pages that have one; the catalog is opened once."""
        if not has_catalog(self._home):
            return {}
        try:
            with open_catalog(self._home, write=False) as catalog:
                versions = {
                    address: catalog.pages.current(IssueIdentity(address.paper, address.day, address.page, address.edition))
                    for address in dict.fromkeys(addresses)
                }
        except ArchiveError as error:
            # The search does not need the catalog, and a page without its picture is still a page.
            log.warning("no page pictures", reason=error.en)
            return {}
        found = ((address, self._picture(version)) for address, version in versions.items() if version)
        return {address: picture for address, picture in found if picture}

    def _picture(self, version: PageVersion) -> PagePicture | None:
        key = ImageKey.of(version)
        if version.printed is None or key is None or not self._store.holds(key):
            return None
        return PagePicture(version.printed.width, version.printed.height, version.source_sha256, self._store, key)
