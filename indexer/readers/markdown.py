"""Markdown, also with HTML inside: headings, paragraphs, pictures with their captions, tables; marks of emphasis are taken off."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from indexer.model import LineRole as Role
from indexer.model import SourceText
from indexer.readers.encodings import decode
from indexer.readers.text import text_warnings, with_plain_ends
from indexer.readers.written import CELL, Piece, one_line, written

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t　]*(.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
_PICTURE = re.compile(r"!\[([^\]\n]{0,500})\]\([^()\n]{0,2000}\)|!\[([^\]\n]{0,500})\]\[[^\]\n]{0,200}\]")
_LINK = re.compile(r"\[([^\[\]\n]{1,1000})\](?:\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)|\[[^\]\n]{0,200}\])")
_LINK_ALONE = re.compile(rf"^\s*(?:{_LINK.pattern})\s*$")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:[ \t]+\S+.*$")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_STRONG = re.compile(r"(\*\*\*|\*\*|~~)(?=\S)([^\n]{1,5000}?\S|\S)\1")
_EMPHASIS = re.compile(r"(?<!\*)\*(?=[^\s*])([^*\n]{1,5000})(?<=[^\s*])\*(?!\*)")
# Underscores inside words are letters (a_b), as in CommonMark.
_UNDERSCORES = re.compile(r"(?<![0-9A-Za-z_])(__?)(?=\S)([^_\n]{1,5000})(?<=\S)\1(?![0-9A-Za-z_])")
_CODE = re.compile(r"(`+)([^`\n]{1,5000})\1")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_QUOTE = re.compile(r"^ {0,3}(?:> ?)+")
_BULLET = re.compile(r"^[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?")
_TABLE_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_TAG_ENDS_LINE = re.compile(
    r"<\s*(?:br|hr)\b[^<>]*>|</?\s*(?:p|div|h[1-6]|li|ul|ol|tr|table|blockquote|section|article|figure|center)\b[^<>]*>", re.I
)
_TAG_IMAGE = re.compile(r"<\s*img\b[^<>]*?\b(?:alt|title)\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)')[^<>]*>", re.I)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,2000}>")
_UNSEEN = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.I | re.S)
_FRONT = re.compile(r"\A---[ \t]*\n(.{0,5000}?\n)---[ \t]*\n", re.S)
_FRONT_FIELD = re.compile(r"^(title|date|page|author)[ \t]*:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.M)
_FILE_NAME = re.compile(r"^[\w.\-% ]{0,80}(?:\.(?:jpe?g|png|gif|webp|bmp|svg))?$", re.I | re.A)


class MarkdownReader:
    """Reads Markdown as a text page."""

    name = "markdown"

    def read(self, data: bytes, source: str, encoding: str | None) -> SourceText:
        """The lines of the page; raises EncodingUnknown and SourceUnreadable as the reader of plain text does."""
        text, used = decode(data, source, encoding)
        text = with_plain_ends(text, source)
        page, roles = written(tuple(_pieces(text)))
        return SourceText(page, used, self.name, text_warnings(page, used), roles)


def _pieces(text: str) -> Iterator[Piece]:
    front = _FRONT.match(text)
    if front:
        fields = dict(_FRONT_FIELD.findall(front[1]))
        if "date" in fields:
            yield Piece(Role.HEAD, fields["date"][:10])
        if "title" in fields:
            yield Piece(Role.TITLE, fields["title"], 1)
        text = text[front.end() :]
    text = _UNSEEN.sub("", text)
    paragraph: list[str] = []
    fence = ""
    for line in text.split("\n"):
        opens = _FENCE.match(line)
        if fence:
            if opens and opens[1].startswith(fence):
                fence = ""
            elif line.strip():
                yield Piece(Role.TEXT, line)
            continue
        if opens:
            yield from _paragraph(paragraph)
            fence = opens[1]
            continue
        line = _QUOTE.sub("", line)
        heading = _HEADING.match(line)
        underline = _UNDERLINE.match(line)
        if underline and len(paragraph) == 1 and "|" not in paragraph[0]:
            title = _plain(paragraph.pop())
            yield Piece(Role.TITLE, title, 1 if underline[1][0] == "=" else 2)
        elif heading and (heading[1] != "#" or line.lstrip()[1:2] in (" ", "\t", "　")):
            yield from _paragraph(paragraph)
            yield Piece(Role.TITLE, _plain(heading[2]), len(heading[1]))
        elif not line.strip() or _RULE.match(line) or _DEFINITION.match(line):
            yield from _paragraph(paragraph)
        elif "|" in line and (line.lstrip().startswith("|") or _TABLE_RULE.match(line)):
            yield from _paragraph(paragraph)
            if not _TABLE_RULE.match(line):
                cells = (_plain(cell) for cell in line.strip().strip("|").split("|"))
                yield Piece(Role.ROW, CELL.join(filter(None, cells)))
        else:
            if _BULLET.match(line):
                yield from _paragraph(paragraph)
                line = _BULLET.sub("", line)
            paragraph.append(line)
            if line.endswith(("  ", "\\")):
                paragraph[-1] = line.rstrip(" \\")
                yield from _paragraph(paragraph)
    yield from _paragraph(paragraph)


def _paragraph(lines: list[str]) -> Iterator[Piece]:
    """The pieces of a paragraph; its lines stay lines, for in Chinese text each is mostly a paragraph of its own."""
    for line in lines:
        captions = [one_line(_caption(match)) for match in _PICTURE.finditer(line)]
        captions += [html.unescape(match[1] or match[2] or "") for match in _TAG_IMAGE.finditer(line)]
        for part in _TAG_ENDS_LINE.split(_PICTURE.sub("", line)):
            text = _plain(part)
            if text:
                yield Piece(Role.LINK if _LINK_ALONE.match(part) and len(text) <= 8 else Role.TEXT, text)
        for caption in captions:
            if not _FILE_NAME.match(caption):
                yield Piece(Role.CAPTION, caption)
    lines.clear()


def _caption(match: re.Match[str]) -> str:
    return match[1] or match[2] or ""


def _plain(text: str) -> str:
    """The text without marks: what a reader of the rendered page sees."""
    text = _PICTURE.sub(_caption, text)
    text = _AUTOLINK.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    text = _TAG.sub("", text)
    text = _CODE.sub(r"\2", text)
    for _ in range(3):
        text = _STRONG.sub(r"\2", text)
    text = _UNDERSCORES.sub(r"\2", _EMPHASIS.sub(r"\1", text))
    return one_line(html.unescape(_ESCAPED.sub(r"\1", text)))
