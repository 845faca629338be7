"""The text of a source as its pages have it, to be shown beside what was understood."""

from __future__ import annotations

from indexer.model import SourceText
from indexer.pages.parts import PagePart, split_parts
from indexer.readers import read


def page_parts(text: str, pages: int) -> tuple[PagePart, ...]:
    """The parts of a text that gave so many pages; where they cannot be told apart, the whole text goes with every page."""
    parts = tuple(split_parts(text))
    return parts if len(parts) == pages else (PagePart(text),) * pages


def source_parts(data: bytes, name: str, encoding: str | None, pages: int) -> tuple[PagePart, ...]:
    """The parts of a source that was parsed with the same name and encoding."""
    source = read(data, name, encoding)
    return page_parts(source.text if isinstance(source, SourceText) else "", pages)


__all__ = ["PagePart", "page_parts", "source_parts"]
