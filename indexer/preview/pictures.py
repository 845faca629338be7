"""The pictures of a source's pages for its report, as data URIs: drawn where files are read, within the same limits."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.errors import PageImageFailed, SourceError
from indexer.model import Page, PrintedSize
from indexer.readers.guard import guard_here
from indexer.readers.pace import page_begins

MOST_PICTURES = 60
"""Pages of one report; beyond them a report weighs more than a browser likes to open."""
MOST_LARGE = 8
"""Pages of a report up to which the print on the pictures can be read."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of a page as a data URI, or why there is none."""

    uri: str = ""
    note: str = ""


class PageDrawer:
    """Draws the pages of a source; it works in the reader process."""

    def draw(self, data: bytes, sizes: Sequence[PrintedSize], large: bool) -> list[bytes | str]:
        """By page its picture as WebP, or why it has none, in Chinese."""
        # Here, so that the command that starts the process does not wait for the libraries.
        from indexer.page_images.rendering import render

        drawn: list[bytes | str] = []
        for place, size in enumerate(sizes, 1):
            page_begins(place)
            try:
                images = render(data, place, size)
                drawn.append(images.large if large else images.small)
            except PageImageFailed as error:
                drawn.append(error.zh)
        return drawn


def pictures(data: bytes, name: str, pages: Sequence[Page]) -> list[Picture]:
    """A picture for every page of a printed source, in order; of any other source none, and no reason either."""
    sizes = [page.printed for page in pages if page.printed is not None]
    if len(sizes) != len(pages):
        return [Picture()] * len(pages)
    shown = sizes[:MOST_PICTURES]
    try:
        drawn: list[bytes | str] = guard_here().read(PageDrawer(), "draw", name, data, shown, len(pages) <= MOST_LARGE)
    except SourceError as error:
        return [Picture(note=f"没有版面图，只画出框线。{error.zh}")] * len(pages)
    found = [Picture(note=f"没有版面图，只画出框线。{one}") if isinstance(one, str) else Picture(_uri(one)) for one in drawn]
    rest = Picture(note=f"报告只带前 {MOST_PICTURES} 页的版面图；其余各页只画出框线。")
    return [*found, *[rest] * (len(pages) - len(found))]


def _uri(webp: bytes) -> str:
    return "data:image/webp;base64," + base64.b64encode(webp).decode("ascii")
