"""From a laid-out page to a page of records: its lines as a text in reading order, and each record's place in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from indexer.model import (
    Furniture,
    IssueIdentity,
    Jump,
    Kind,
    LineRange,
    Page,
    PageLabel,
    Paragraph,
    ParseWarning,
    Record,
    Span,
)
from indexer.pages.coverage import coverage
from indexer.pages.credit_lines import own_line_credit
from indexer.pages.doubts import missing_headline, no_article, spread, warn
from indexer.pages.furniture import furniture_reason
from indexer.pages.jump_lines import without_jumps
from indexer.pages.layout.boxes import union
from indexer.pages.layout.values import LaidOutLine, LaidOutPage, LaidOutRecord, PrintedLine
from indexer.pages.lines import Line, split_lines
from indexer.pages.titles import SUBTITLE_MARK, title_goes_on
from indexer.printed import Box

_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class PrintedText:
    """The text of a laid-out page, a printed line a line: head, records, furniture."""

    text: str
    numbers: dict[int, int]
    """By identity of the printed line, its number."""
    head: int
    """So many lines are the head's."""
    boxes: tuple[Box, ...]
    """Where each line is printed."""


def printed_text(page: LaidOutPage) -> PrintedText:
    """The lines of a page in reading order, as the text that spans and line numbers count in."""
    ordered = [*_rows(page.head)]
    head = len(ordered)
    for record in page.records:
        ordered.extend(
            (*record.kicker, *record.headline, *record.subtitle, *record.byline, *(item.line for item in record.body))
        )
    ordered.extend(page.furniture)
    return PrintedText(
        "\n".join(line.text for line in ordered),
        {id(line): number for number, line in enumerate(ordered, 1)},
        head,
        tuple(line.box for line in ordered),
    )


def _rows(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    return sorted(lines, key=lambda line: (round(line.box[1] / max(4.0, line.size)), line.box[0]))


def head_lines(text: PrintedText, first_line: int = 1, offset: int = 0) -> list[Line]:
    """The lines of the page's head, as identity and masthead read them."""
    return split_lines("\n".join(text.text.split("\n")[: text.head]), first_line, offset) if text.head else []


def parse_laid_out(
    page: LaidOutPage,
    text: PrintedText,
    identity: IssueIdentity | None,
    *,
    label: PageLabel | None = None,
    paper_name: str = "",
    offset: int = 0,
    first_line: int = 1,
    warnings: Sequence[ParseWarning] = (),
) -> Page:
    """The page as records without extracted values; spans count from `offset`, lines from `first_line`."""
    builder = _Builder(text, offset, first_line)
    counts: Counter[Kind] = Counter()
    records = []
    furniture = [builder.furniture(line, "masthead") for line in page.head]
    furniture.extend(builder.furniture(line, furniture_reason(line.text, paper_name) or "foot") for line in page.furniture)
    for found in page.records:
        counts[found.kind] += 1
        records.append(builder.record(found, counts[found.kind]))
    done = spread(warn(records), ())
    if not any(record.kind is Kind.ARTICLE for record in done):
        warnings = (*warnings, no_article())
    understood = Page(
        identity,
        done,
        tuple(furniture),
        tuple(warnings),
        1.0,
        None if identity else label,
        text.text,
        line_boxes=text.boxes,
    )
    return replace(understood, coverage=coverage(understood, split_lines(text.text, first_line, offset)))


class _Builder:
    def __init__(self, text: PrintedText, offset: int, first_line: int) -> None:
        self._numbers = text.numbers
        self._first = first_line - 1
        self._starts = [offset]
        for line in text.text.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)

    def number(self, line: PrintedLine) -> int:
        return self._numbers[id(line)] + self._first

    def span(self, line: PrintedLine) -> Span:
        start = self._starts[self._numbers[id(line)] - 1]
        return Span(start, start + len(line.text))

    def furniture(self, line: PrintedLine, reason: str) -> Furniture:
        number = self.number(line)
        return Furniture(line.text, LineRange(number, number), reason)

    def record(self, found: LaidOutRecord, ordinal: int) -> Record:
        paragraphs, jumps = self._paragraphs(found.body)
        head = [*found.kicker, *found.headline, *found.subtitle, *found.byline]
        numbers = sorted(self.number(line) for line in (*head, *(item.line for item in found.body)))
        record = Record(
            kind=found.kind,
            ordinal=ordinal,
            headline=joined_title(found.headline),
            headline_span=Span(self.span(found.headline[0]).start, self.span(found.headline[-1]).end)
            if found.headline
            else None,
            paragraphs=paragraphs,
            lines=(LineRange(numbers[0], numbers[-1]),),
            kicker=joined_title(found.kicker),
            subtitle=_without_mark(joined_title(found.subtitle)),
            box=_rounded(found.box),
            head_box=_around(line.box for line in head),
            photo_box=_rounded(found.photo) if found.photo else None,
            continues_to=jumps[0],
            continued_from=jumps[1],
            byline_line=Span(self.span(found.byline[0]).start, self.span(found.byline[-1]).end) if found.byline else None,
        )
        if found.kind is Kind.ARTICLE and not found.headline and found.body and not record.continued_from:
            return replace(record, warnings=(missing_headline(record, self.number(found.body[0].line)),))
        return record

    def _paragraphs(self, body: Sequence[LaidOutLine]) -> tuple[tuple[Paragraph, ...], tuple[Jump | None, Jump | None]]:
        without = without_jumps([(item.line.text, self.span(item.line).start) for item in body])
        groups: list[list[_Piece]] = []
        last = None
        for item, (text, start) in zip(body, without.lines, strict=True):
            if not text:
                continue
            if item.begins or not groups or (last is not None and own_line_credit(last)):
                groups.append([])
            groups[-1].append(_Piece(text, start, self.number(item.line), item.line.box))
            last = text if len(groups[-1]) == 1 else None
        return tuple(map(_paragraph, groups)), (without.continues_to, without.continued_from)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a line has of a paragraph: the text, where it stands in the source, the line's number and place."""

    text: str
    start: int
    line: int
    box: Box


def _paragraph(pieces: Sequence[_Piece]) -> Paragraph:
    text = pieces[0].text
    for piece in pieces[1:]:
        text += (" " if _LATIN.match(text[-1]) and _LATIN.match(piece.text[0]) else "") + piece.text
    return Paragraph(
        text,
        tuple(dict.fromkeys(piece.line for piece in pieces)),
        tuple(Span(piece.start, piece.start + len(piece.text)) for piece in pieces),
        _around(piece.box for piece in pieces),
    )


def _around(boxes: Iterable[Box]) -> Box | None:
    """The box around all, None for none."""
    found = list(boxes)
    return _rounded(union(found)) if found else None


def _rounded(box: Box) -> Box:
    """Tenths of a point: less than the width of a stroke."""
    x0, y0, x1, y1 = box
    return (round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1))


def joined_title(lines: Sequence[PrintedLine]) -> str | None:
    """The lines of a title as one: with a blank between, but where the second goes on in the middle of the first."""
    if not lines:
        return None
    text = lines[0].text
    for line in lines[1:]:
        text += ("" if title_goes_on(text, line.text) else " ") + line.text
    return text


def _without_mark(text: str | None) -> str | None:
    return SUBTITLE_MARK.sub("", text).strip() if text else text
