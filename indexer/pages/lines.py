"""The lines of a page, with what a line alone says about itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.model import Span

BLANKS = " \t\u3000\xa0\u2002\u2003\u2009\ufeff\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"
# A sentence is closed by 。！？… and by a closing mark after one of them; half-width forms occur on pages set in print systems.
# A closing mark alone on its line was pushed there by the column's edge.
_SENTENCE_END = re.compile(r"[。！？!?…][”’\"'」』）)》】]*$|[.][”\"]?$|^[”’」』）)》】]+$")
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
    ends_sentence: bool
    """The line ends in 。！？… or in a closing mark behind one of them; asked for many times, so found once."""

    @property
    def span(self) -> Span:
        """Where the text stands in the source."""
        return Span(self.start, self.start + len(self.text))


def printed_width(text: str) -> float:
    """Width of a text in Hanzi; letters, digits and half-width punctuation count as half."""
    if text.isascii():
        return len(text) / 2
    return len(text) - len(_NARROW.findall(text)) / 2


def split_lines(text: str, first_number: int = 1, offset: int = 0) -> list[Line]:
    """The lines that are not blank, numbered from `first_number`; `offset` is the place of `text` in the source.

    Lines end at \\n only: U+2028, U+0085 and form feed stay inside a line.
    """
    found: list[tuple[int, int, str, str]] = []
    gaps: list[int] = []
    start = offset
    gap = 0
    for number, raw in enumerate(text.split("\n"), first_number):
        stripped = raw.strip(BLANKS)
        if stripped:
            lead = raw[: len(raw) - len(raw.lstrip(BLANKS))]
            found.append((number, start + len(lead), stripped, lead))
            gaps.append(gap)
            gap = 0
        else:
            gap += 1
        start += len(raw) + 1
    usual = _usual_gap(gaps)
    return [
        Line(
            number=number,
            start=place,
            text=stripped,
            indent=printed_width(lead) if lead else 0.0,
            gap=max(0, gap - usual),
            width=printed_width(stripped),
            ends_sentence=_SENTENCE_END.search(stripped[-6:]) is not None,
        )
        for (number, place, stripped, lead), gap in zip(found, gaps, strict=True)
    ]


def _usual_gap(gaps: Sequence[int]) -> int:
    """Blank lines that the converter put between all lines (a few may lack them)."""
    followers = sorted(gaps[1:])
    return followers[len(followers) // 20] if followers else 0
