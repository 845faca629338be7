"""Documents that say what a heading is, written as the lines of a text page: the one form that the page parser understands.

Headlines stand on lines of their own after a blank line; paragraphs are indented, so that a short one is no headline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.model import LineRole as Role

INDENT = "　　"
CELL = "　"
"""What stands between the cells of a row."""
_BLANKS = re.compile(r"[\s\u200b\ufeff\u2060\xad]+")
_NUMBERED = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}[、.．章节部]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:\.\d{1,2})*[、.．)）\s])"
)


_TITLES = {Role.KICKER, Role.TITLE, Role.SUBTITLE}
_TOGETHER = (Role.HEAD, Role.ROW)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a document in its order; `level` is that of a heading, 1 the highest."""

    role: Role
    text: str
    level: int = 0


def written(pieces: Sequence[Piece]) -> tuple[str, tuple[Role | None, ...]]:
    """The pieces as a text page and what each of its lines is; a piece is one line or more, none is left out.

    A document without headlines says nothing: its lines have no roles, and the rules for plain text find what they are.
    """
    lines: list[str] = []
    roles: list[Role | None] = []
    last: Role | None = None
    for piece in with_subheads(pieces):
        texts = [text for line in piece.text.split("\n") if (text := one_line(line))]
        if not texts:
            continue
        if lines and (last is not piece.role or piece.role not in _TOGETHER) and {last, piece.role} - _TITLES:
            lines.append("")
            roles.append(None)
        lines.extend(INDENT + text if piece.role in (Role.TEXT, Role.ROW) else text for text in texts)
        roles.extend(piece.role for _ in texts)
        last = piece.role
    return "".join(line + "\n" for line in lines), (*roles, None) if Role.TITLE in roles else ()


def with_subheads(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with those headings as text that stand inside an article.

    A heading with text of its own before the next deeper one is a headline, and what is below it are its subheads; a heading that only
    holds other headings is the name of a section. Numbered headings (一、) are subheads wherever there is text above.
    """
    found: list[Piece] = []
    article = 0
    for place, piece in enumerate(pieces):
        if piece.role is not Role.TITLE or not piece.level:
            found.append(piece)
            continue
        inside = article and (piece.level > article or _NUMBERED.match(piece.text))
        if inside:
            found.append(Piece(Role.TEXT, piece.text))
            continue
        following = next((after for after in pieces[place + 1 :] if after.text.strip()), None)
        if following is not None and following.role is Role.TITLE and following.level > piece.level:
            article = 0
            found.append(Piece(Role.SECTION, piece.text))
            continue
        article = piece.level
        found.append(piece)
    return tuple(found)


def one_line(text: str) -> str:
    """The text with runs of blanks, also of those that nobody sees, as one; ideographic spaces inside stay as they are."""
    return _BLANKS.sub(lambda run: _blank(run[0]), text).strip()


def _blank(run: str) -> str:
    if "\u3000" in run:
        return "\u3000"
    return " " if any(character.isspace() for character in run) else ""
