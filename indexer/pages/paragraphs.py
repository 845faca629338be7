"""From the lines of a body to its paragraphs: pieces cut by column gaps and column widths are joined again, nothing is mended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.model import Jump, Paragraph, Span
from indexer.pages.credit_lines import opening_credit
from indexer.pages.jump_lines import without_jumps
from indexer.pages.lines import Line
from indexer.pages.titles import NUMBERED, SIGNATURE
from indexer.pages.typesetting import INDENT, Typesetting

_LETTER = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Body:
    """The paragraphs of a record and the jump lines taken out of them."""

    paragraphs: tuple[Paragraph, ...]
    continues_to: Jump | None
    continued_from: Jump | None


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    start: int
    line: Line


def join_lines(lines: Sequence[Line], layout: Typesetting, *, each: bool = False) -> Body:
    """The body out of its lines; `each` makes every line that does not end in mid-sentence a paragraph of its own (notices)."""
    body = without_jumps([(line.text, line.start) for line in lines])
    groups: list[list[_Piece]] = []
    before: Line | None = None
    for line, (text, start) in zip(lines, body.lines, strict=True):
        if not text:
            continue
        piece = _Piece(text, start, line)
        if before is None or not groups or _begins(line, before, layout, each=each):
            groups.append([piece])
        else:
            groups[-1].append(piece)
        before = line
    return Body(tuple(_paragraph(group) for group in groups), body.continues_to, body.continued_from)


def _begins(line: Line, before: Line, layout: Typesetting, *, each: bool) -> bool:
    """True when a line begins a paragraph."""
    if opening_credit(line.text):
        return True
    if max(before.text.rfind("("), before.text.rfind("（")) > max(before.text.rfind(")"), before.text.rfind("）")):
        return False  # 本报讯(记者乔知 / 远 江雁): a bracket that is open goes on, wherever the column was cut
    if layout.indents:
        if layout.begins_paragraph(line):
            return True
        if layout.column is not None and line.indent < INDENT:
            return each and not layout.full(before)
    if NUMBERED.match(line.text) and before.text[-1] in "：:；;。！？":
        return True
    if before.ends_sentence:
        return layout.column is None or not layout.broke_off(before, line) or bool(line.gap and layout.blank_between)
    if layout.column is not None and not layout.full(before) and before.text[-1] not in "，、；,;":
        # In a column a line that is short and unfinished is a subhead, a signature or verse.
        return True
    if not layout.cut and before.width < 30 and layout.column is None:
        # No line of the page is cut, so a short one without an end is a subhead or verse.
        return True
    if each:
        return bool(SIGNATURE.search(before.text) or line.width < 20 or before.width < 20)
    return before.text[-1] in "：:" and not layout.cut


def _paragraph(pieces: Sequence[_Piece]) -> Paragraph:
    text = pieces[0].text
    for piece in pieces[1:]:
        # Two Latin words torn apart need their blank back; between Hanzi, and inside numbers, there was none.
        blank = " " if _LETTER.match(text[-1]) and _LETTER.match(piece.text[0]) else ""
        text += blank + piece.text
    return Paragraph(
        text,
        tuple(dict.fromkeys(piece.line.number for piece in pieces)),
        tuple(Span(piece.start, piece.start + len(piece.text)) for piece in pieces),
    )
