"""How the text of a page is set: indented paragraphs or not, broken at a column width or not, cut by column gaps or not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.pages.credit_lines import photo_credit
from indexer.pages.lines import Line, printed_width
from indexer.pages.titles import jump_to

LONG = 40
"""From this width on a line is a paragraph or a piece of one, and never a title."""
INDENT, DEEPEST_INDENT = 1.5, 4
"""Paragraphs are indented by two Hanzi; converters make 1.5 to 4 of them."""
# What print never parts: a word or number in Latin type, and a character with the marks that may not stand alone at an edge
# (JLREQ and CLREQ, "prohibition rules for line start and line end").
_UNIT = re.compile(r"[“‘《〈（(「『【]*(?:[A-Za-z0-9.,%‰+\-/]+|.)[，。、；：！？,.;:!?”’》〉）)」』】…%‰]*")


@dataclass(frozen=True, slots=True)
class Typesetting:
    """What holds for the page as a whole."""

    indents: bool
    """Paragraphs begin with blanks (　　本报讯), so a line without them goes on."""
    column: float | None
    """Measure at which lines are broken, in Hanzi or characters; None when a line is a paragraph or an irregular piece of one."""
    by_length: bool
    """The measure counts characters and not widths."""
    blank_between: bool
    """Some lines follow one another without a blank line, so that a blank line means something."""
    cut: bool
    """Long lines end in mid-sentence: columns were joined, and an unfinished line may go on."""
    usual_gap: int
    """Blank lines that usually stand between lines."""

    def measure(self, line: Line) -> float:
        """The line's extent, blanks in front included, in the unit of `column`."""
        return (len(line.text) if self.by_length else line.width) + line.indent

    def begins_paragraph(self, line: Line) -> bool:
        """True when the line's indentation says so; a deeper one is that of a centred title, a name or verse."""
        return self.indents and INDENT <= line.indent <= DEEPEST_INDENT

    def full(self, line: Line, tolerance: float = 1.5) -> bool:
        """True when the line was broken at the column's edge; marks that hang or are pushed over make a difference of one."""
        return self.column is not None and self.measure(line) >= self.column - tolerance

    def broke_off(self, line: Line, below: Line) -> bool:
        """True when the column's edge, and not the end of a paragraph, ended the line: what begins the next one had no room.

        Only this tells the two apart where a sentence ends near the edge: a line two short of 22 goes on when `2021年` follows.
        """
        if self.column is None:
            return False
        room = self.column - self.measure(line)
        if room <= 0:
            return True
        unit = _UNIT.match(below.text)
        wanted = unit[0] if unit else below.text[:1]
        return (len(wanted) if self.by_length else printed_width(wanted)) > room


MARKED = Typesetting(True, None, False, True, False, 0)
"""Of a document that marks its headlines: every line is a paragraph and indented."""


def read_typesetting(lines: Sequence[Line]) -> Typesetting:
    """The layout of a page; a page of few lines has none of the signs."""
    if not lines:
        return Typesetting(False, None, False, False, False, 0)
    column, by_length = _column(lines)
    opening = [line for line in lines if line.ends_sentence or line.width + line.indent >= 12]
    # Centred headlines are indented, too, but end no sentence and are shorter than the column.
    long = column - 1.5 if column and not by_length else column or LONG
    indented = sum(
        1
        for line in opening
        if INDENT <= line.indent <= 3
        and (line.ends_sentence or (len(line.text) if by_length else line.width) + line.indent >= long)
    )
    # A paragraph of a column may have twenty lines, of which one is indented.
    indents = indented >= 2 and indented * (25 if column else 3) >= len(opening)
    followers = lines[1:]
    adjacent = sum(1 for line in followers if line.gap == 0)
    long_lines = [line for line in lines if line.width >= LONG]
    unfinished = sum(
        1
        for place, line in enumerate(lines)
        if line.width >= LONG
        and not line.ends_sentence
        and not line.text.endswith(("：", ":", "）", ")"))
        and not photo_credit(line.text)
        # A paragraph that goes on on another page (下转第3版) is no sign that columns were joined.
        and not any(jump_to(near.text) for near in lines[place : place + 2])
    )
    cut = bool(column) or (unfinished * 20 > len(long_lines) and unfinished > 1)
    gaps = sorted(line.gap for line in followers)
    usual = gaps[len(gaps) // 2] if gaps else 0
    return Typesetting(indents, column, by_length, adjacent * 2 >= len(followers) > 0, cut, usual)


def _column(lines: Sequence[Line]) -> tuple[float | None, bool]:
    """The measure at which lines are broken and whether it counts characters; most lines are of it, few are longer.

    Print breaks at a width, where digits are half as wide; some converters break at a number of characters. The measure that
    more lines agree on is the right one.
    """
    if len(lines) < 6:
        return None, False
    by_width = _agreed([round(line.width + line.indent) for line in lines])
    by_length = _agreed([len(line.text) + round(line.indent) for line in lines])
    if by_length[1] > by_width[1]:
        return by_length[0], True
    return by_width[0], False


def _agreed(measures: list[int]) -> tuple[float | None, int]:
    counts = Counter(measures)
    best, share = None, 0
    for measure in counts:
        near = counts[measure - 1] + counts[measure] + counts[measure + 1]
        if 8 <= measure <= LONG and near > share:
            best, share = measure, near
    if best is None:
        return None, 0
    # The centre of three neighbours may be the one below the true measure.
    best = max((best - 1, best, best + 1), key=lambda measure: (counts[measure], measure))
    longer = sum(count for measure, count in counts.items() if measure > best + 2)
    return (float(best), share) if share * 10 >= 3 * len(measures) and longer * 8 <= len(measures) else (None, 0)
