"""The lines of a page, with what a line alone says about itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from indexer.model import Span

BLANKS = " \t\u3000\xa0\u2002\u2003\u2009\ufeff\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"
# A sentence is closed by 。！？… and by a closing mark after one of them; half-width forms occur on pages set in print systems.
_SENTENCE_END = re.compile(r"[。！？!?…][”’\"'」』）)》】]*$|[.][”\"]?$")
_NARROW = re.compile(r"[\x00-\u1fff]")
# A line that stops at one of these cannot be a title on its own: the sentence goes on.


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: `text` without outer blanks, `start` where that text stands in the source."""

    number: int
    start: int
    text: str
    indent: float
    """Blanks in front, in widths of a Hanzi."""
    gap: int
    """Blank lines between this line and the one before, without those that stand between all lines of the page."""
    width: float
    """Printed width in Hanzi: characters below U+2000 count as half."""

    @property
    def span(self) -> Span:
        """Where the text stands in the source."""
        return Span(self.start, self.start + len(self.text))

    @property
    def ends_sentence(self) -> bool:
        """True when the line ends in 。！？… or in a closing mark behind one of them."""
        return _SENTENCE_END.search(self.text[-6:]) is not None


def printed_width(text: str) -> float:
    """Width of a text in Hanzi; letters, digits and half-width punctuation count as half."""
    if text.isascii():
        return len(text) / 2
    return len(text) - len(_NARROW.findall(text)) / 2


def split_lines(text: str, first_number: int = 1, offset: int = 0) -> list[Line]:
    """The lines that are not blank, numbered from `first_number`; `offset` is the place of `text` in the source.

    Lines end at \\n only: U+2028, U+0085 and form feed stay inside a line.
    """
    lines = []
    start = offset
    gap = 0
    for number, raw in enumerate(text.split("\n"), first_number):
        stripped = raw.strip(BLANKS)
        if stripped:
            lead = len(raw) - len(raw.lstrip(BLANKS))
            lines.append(Line(number, start + lead, stripped, printed_width(raw[:lead]), gap, printed_width(stripped)))
            gap = 0
        else:
            gap += 1
        start += len(raw) + 1
    return _without_usual_gap(lines)


def _without_usual_gap(lines: list[Line]) -> list[Line]:
    """Blank lines count only beyond those that the converter put between all lines (a few may lack them)."""
    gaps = sorted(line.gap for line in lines[1:])
    usual = gaps[len(gaps) // 20] if gaps else 0
    return [replace(line, gap=max(0, line.gap - usual)) for line in lines] if usual else lines
