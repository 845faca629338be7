"""The text of a source as its pages have it, to be shown beside what was understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from indexer.model import Page, SourceText
from indexer.pages.parts import PagePart, split_parts
from indexer.readers import read


def page_parts(text: str, pages: int) -> tuple[PagePart, ...]:
    """The parts of a text that gave so many pages; where they cannot be told apart, the whole text goes with every page."""
    parts = tuple(split_parts(text))
    return parts if len(parts) == pages else (PagePart(text),) * pages


def source_parts(data: bytes, name: str, encoding: str | None, pages: Sequence[Page]) -> tuple[PagePart, ...]:
    """The parts of a source that gave these pages, read with the same name and encoding; printed pages carry their text."""
    if any(page.text is not None for page in pages):
        return tuple(_printed_parts(page.text or "" for page in pages))
    source = read(data, name, encoding)
    return page_parts(source.text if isinstance(source, SourceText) else "", len(pages))


def _printed_parts(texts: Iterable[str]) -> Iterator[PagePart]:
    """The texts of printed pages one behind another, as their spans and lines count; a page without text has its part, too."""
    offset, first_line = 0, 1
    for text in texts:
        yield PagePart(text, first_line, offset)
        offset += len(text) + 1
        first_line += text.count("\n") + 1


__all__ = ["PagePart", "page_parts", "source_parts"]
