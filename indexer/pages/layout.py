"""How the text of a page is set: indented paragraphs or not, broken at a column width or not, cut by column gaps or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.pages.lines import Line

LONG = 40
"""From this width on a line is a paragraph or a piece of one, and never a title."""


@dataclass(frozen=True, slots=True)
class Layout:
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

    def full(self, line: Line, tolerance: float = 1.5) -> bool:
        """True when the line was broken at the column's edge; marks that hang or are pushed over make a difference of one."""
        return self.column is not None and self.measure(line) >= self.column - tolerance


def read_layout(lines: Sequence[Line]) -> Layout:
    """The layout of a page; a page of few lines has none of the signs."""
    if not lines:
        return Layout(False, None, False, False, False, 0)
    column, by_length = _column(lines)
    opening = [line for line in lines if line.ends_sentence or line.width >= 12]
    indented = sum(1 for line in opening if 1.5 <= line.indent <= 3)
    # A paragraph of a column may have twenty lines, of which one is indented.
    indents = indented >= 2 and indented * (25 if column else 3) >= len(opening)
    followers = lines[1:]
    adjacent = sum(1 for line in followers if line.gap == 0)
    long_lines = [line for line in lines if line.width >= LONG]
    unfinished = sum(1 for line in long_lines if not line.ends_sentence and not line.text.endswith(("：", ":", "）", ")")))
    cut = bool(column) or unfinished * 20 > len(long_lines)
    gaps = sorted(line.gap for line in followers)
    usual = gaps[len(gaps) // 2] if gaps else 0
    return Layout(indents, column, by_length, adjacent * 2 >= len(followers) > 0, cut, usual)


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
