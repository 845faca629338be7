"""The running text of a page: its lines in order without furniture and captions, and what two neighbours say about each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.pages.credit_lines import closing_credit, own_line_credit
from indexer.pages.lines import Line
from indexer.pages.titles import DATE_ONLY, SIDE_WIDTH, jump_to
from indexer.pages.typesetting import Typesetting


@dataclass(frozen=True, slots=True)
class Flow:
    """`rows` are the places of the running lines in `lines`; a place counts in `rows`."""

    lines: Sequence[Line]
    layout: Typesetting
    rows: Sequence[int]
    opens: frozenset[int]
    """Rows on which a byline, a jump or a salutation begins a text."""

    def line(self, place: int) -> Line:
        """The line at a place."""
        return self.lines[self.rows[place]]

    def begins_text(self, place: int) -> bool:
        """True when the row at a place opens a text."""
        return self.rows[place] in self.opens

    def parted(self, place: int) -> bool:
        """True when a caption or furniture stands between the row at a place and the one before, or nothing does."""
        return place == 0 or self.rows[place - 1] + 1 != self.rows[place]

    def indented(self, place: int) -> bool:
        """True when the row begins a paragraph by its indentation."""
        return self.layout.begins_paragraph(self.line(place))

    def over(self, place: int) -> bool:
        """True when the row is wider than the column: no line of a body is."""
        layout = self.layout
        return layout.column is not None and layout.measure(self.line(place)) > layout.column + 1.5

    def finished(self, place: int) -> bool:
        """True when a sentence ends on the row, and the column's edge is not what ended the line."""
        line = self.line(place)
        if not line.ends_sentence:
            return False
        return place + 1 == len(self.rows) or self.parted(place + 1) or not self.layout.broke_off(line, self.line(place + 1))

    def closed(self, place: int) -> bool:
        """True when the row is the last of its text: a byline at the end, a jump, the date under a notice."""
        text = self.line(place).text
        return bool(closing_credit(self.ending(place)) or own_line_credit(text) or jump_to(text) or DATE_ONLY.match(text))

    def continues(self, place: int) -> bool:
        """True when the row goes on in the middle of the sentence that the column's edge broke off above it."""
        if self.parted(place) or self.line(place).gap or self.indented(place) or self.over(place):
            return False
        above = self.line(place - 1)
        return not above.ends_sentence and not self.over(place - 1) and self.layout.full(above, 1)

    def piece(self, place: int) -> bool:
        """True for a line as long as the column without a blank line under it: running text rather than a title."""
        below = self.line(place + 1) if place + 1 < len(self.rows) else None
        return (
            self.layout.full(self.line(place), 1)
            and not self.over(place)
            and below is not None
            and below.gap == 0
            and not self.parted(place + 1)
        )

    def prose(self, place: int) -> bool:
        """True when running text stands at this place."""
        if place >= len(self.rows):
            return False
        line = self.line(place)
        if self.over(place):
            return line.ends_sentence
        return line.ends_sentence or line.width > SIDE_WIDTH or self.layout.full(line, 3)

    def ending(self, place: int) -> str:
        """The end of the paragraph that ends at this place: with the line above it, where a column may have torn a credit in two."""
        line = self.line(place)
        above = self.line(place - 1) if place else None
        return above.text + line.text if above is not None and self.layout.full(above) and line.gap == 0 else line.text
