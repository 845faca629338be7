"""Text with the way back to the source: what is found in a joined paragraph is given as a span of the page."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from indexer.model import Paragraph, Record, SourceText, Span


@dataclass(frozen=True, slots=True)
class Located:
    """A text made of pieces of the source; `starts` are places in the text, `sources` the places of these pieces in the source."""

    text: str
    starts: tuple[int, ...]
    sources: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the source from the character at `start` to the one before `end`."""
        return Span(self._place(start), self._place(end - 1) + 1)

    def _place(self, position: int) -> int:
        piece = bisect_right(self.starts, position) - 1
        return self.sources[piece] + position - self.starts[piece]


def located_paragraph(paragraph: Paragraph) -> Located:
    """The paragraph's text with its places; a blank put in at a join counts as the end of the piece before it."""
    starts, sources = [], []
    position = 0
    for number, span in enumerate(paragraph.spans):
        if number and position < len(paragraph.text):
            # join_lines puts a blank only between two letters; the pieces themselves begin with no blank.
            position += paragraph.text[position] == " "
        starts.append(position)
        sources.append(span.start)
        position += span.end - span.start
    return Located(paragraph.text, tuple(starts), tuple(sources))


def located_headline(record: Record, source: SourceText, offset: int = 0) -> Located | None:
    """The title lines of a record as they stand in the source."""
    if record.headline_span is None:
        return None
    text = source.text[record.headline_span.start - offset : record.headline_span.end - offset].replace("\n", " ")
    return Located(text, (0,), (record.headline_span.start,))
