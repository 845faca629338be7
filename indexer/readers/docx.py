"""Word files (.docx), read from their XML: nothing is loaded that they point to, so that a broken relationship does no harm.

Of tracked changes what was inserted is kept and what was deleted is left out: the text as if all changes were accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.errors import SourceUnreadable
from indexer.model import LineRole as Role
from indexer.model import SourceText
from indexer.readers.parts import Element, Parts
from indexer.readers.text import text_warnings
from indexer.readers.written import CELL, INDENT, Piece, one_line, written

# Deleted text, what a text box is for programs that know none, field codes (PAGE \* MERGEFORMAT), pronunciation over Hanzi.
_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "rt", "pPr", "rPr", "tblPr", "sdtPr", "sectPr"})
_BOXES = frozenset({"txbxContent"})
_HEADING = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.I)
_TITLE_STYLES = {"title": 1, "标题": 1, "文章标题": 1, "主标题": 1}
_SUBTITLE_STYLES = frozenset({"subtitle", "副标题"})
_CAPTION_STYLES = frozenset({"caption", "题注", "图片说明"})
_CREDITED = re.compile(r"^(?:图为|图[一二三]?[:：])|(?:[\u4e00-\u9fff·]{2,4}|记者)[ 　]*[/／]?(?:摄|摄影报道|供图)[）)]?$")
LONGEST_CAPTION = 200
LONGEST_HEADING = 80


class DocxReader:
    """Reads the text of Word files."""

    name = "docx"

    def read(self, data: bytes, source: str, encoding: str | None) -> SourceText:
        """The paragraphs, tables, text boxes and notes; `encoding` says nothing of XML.

        Raises SourceUnreadable for a damaged file and one without text, SourceTooLarge for one that unpacks to too much.
        """
        del encoding
        parts = Parts(data, source, " Word 文档")
        document = parts.xml("word/document.xml")
        body = document.first("body") if document else None
        if body is None:
            raise parts.damaged("no word/document.xml with a body")
        styles = _styles(parts.xml("word/styles.xml"))
        pieces = [*_Body(styles).pieces(body), *_notes(parts, styles)]
        if not pieces:
            raise SourceUnreadable(
                f"{source}：这个 Word 文档里没有文字（可能只有图片），未收录。图片请另存为 JPEG 或 PNG 再收录。",
                f"{source} is a Word document without text",
            )
        text, roles = written(pieces) if any(piece.role is Role.TITLE for piece in pieces) else (_unmarked(pieces), ())
        return SourceText(text, "utf-8", self.name, text_warnings(text, "utf-8"), roles)


class _Body:
    """The pieces of a story, text boxes behind the paragraph that they are anchored in."""

    def __init__(self, styles: dict[str, str]) -> None:
        self.styles = styles
        self.boxes: list[Element] = []

    def pieces(self, story: Element) -> Iterator[Piece]:
        for child in story.children:
            if child.name == "p":
                yield from self._paragraph(child)
            elif child.name == "tbl":
                yield from self._table(child)
            elif child.name not in _LEFT_OUT:
                # Content controls, custom XML and inserted paragraphs hold paragraphs.
                yield from self.pieces(child)
                continue
            boxes, self.boxes = self.boxes, []
            for box in boxes:
                yield from self.pieces(box)

    def _paragraph(self, paragraph: Element) -> Iterator[Piece]:
        text = "".join(self._text(paragraph)).strip("\n")
        if not one_line(text):
            return
        role, level = self._role(paragraph, text)
        if role is Role.TEXT and paragraph.first("pPr", "ind") is not None and _indented(paragraph):
            text = INDENT + text.lstrip(" \u3000")
        if "\f" not in text:
            yield Piece(role, text, level)
            return
        for part in filter(str.strip, text.split("\f")):
            yield Piece(role, part, level)

    def _role(self, paragraph: Element, text: str) -> tuple[Role, int]:
        properties = paragraph.first("pPr")
        style = properties.first("pStyle") if properties else None
        name = self.styles.get(style.attributes.get("val", ""), "") if style else ""
        outline = properties.first("outlineLvl") if properties else None
        heading = _HEADING.match(name)
        if len(text) <= LONGEST_HEADING:
            if heading:
                return Role.TITLE, int(heading[1])
            if name in _TITLE_STYLES:
                return Role.TITLE, _TITLE_STYLES[name]
            if name in _SUBTITLE_STYLES:
                return Role.SUBTITLE, 0
            if outline is not None and outline.attributes.get("val", "9") in "01234567":
                return Role.TITLE, int(outline.attributes["val"]) + 1
        if name in _CAPTION_STYLES or (len(text) <= LONGEST_CAPTION and _CREDITED.search(text) and "讯" not in text[:12]):
            return Role.CAPTION, 0
        return Role.TEXT, 0

    def _table(self, table: Element) -> Iterator[Piece]:
        """Rows as lines; a cell with several paragraphs holds text (a page laid out by a table), which stays paragraphs."""
        for row in _rows(table):
            cells = [list(self.pieces(cell)) for cell in row.named("tc")]
            if all(len(cell) <= 1 for cell in cells):
                line = CELL.join(one_line(cell[0].text) for cell in cells if cell)
                if line:
                    yield Piece(Role.ROW, line)
            else:
                for cell in cells:
                    yield from cell

    def _text(self, element: Element) -> Iterator[str]:
        for child in element.children:
            if child.name in _LEFT_OUT:
                continue
            if child.name in _BOXES:
                self.boxes.append(child)
            elif child.name == "t":
                yield child.text
            elif child.name in ("tab", "ptab"):
                yield "\t"
            elif child.name == "br":
                yield "\f" if child.attributes.get("type") == "page" else "\n"
            elif child.name == "cr":
                yield "\n"
            elif child.name == "noBreakHyphen":
                yield "-"
            elif child.name == "sym":
                # A letter of a font of signs (Wingdings): which one is meant the file does not say.
                yield "□"
            else:
                yield from self._text(child)


def _rows(table: Element) -> Iterator[Element]:
    for child in table.children:
        if child.name == "tr":
            yield child
        elif child.name not in _LEFT_OUT:
            yield from _rows(child)


def _indented(paragraph: Element) -> bool:
    indent = paragraph.first("pPr", "ind")
    if indent is None:
        return False
    return any(indent.attributes.get(name, "0") not in ("0", "") for name in ("firstLine", "firstLineChars"))


def _styles(root: Element | None) -> dict[str, str]:
    """Id of a style, its name in small letters."""
    found = {}
    for style in root.named("style") if root else ():
        name = style.first("name")
        if name is not None:
            found[style.attributes.get("styleId", "")] = name.attributes.get("val", "").lower()
    return found


def _notes(parts: Parts, styles: dict[str, str]) -> Iterator[Piece]:
    """Footnotes and endnotes behind the text, without their separators."""
    for name in ("footnotes", "endnotes"):
        root = parts.xml(f"word/{name}.xml")
        for note in root.children if root else ():
            if note.attributes.get("type") in (None, "normal"):
                yield from _Body(styles).pieces(note)


def _unmarked(pieces: list[Piece]) -> str:
    """A document without headings: its paragraphs as they stand, a blank line around titles that only their place tells."""
    lines: list[str] = []
    for piece in pieces:
        for line in piece.text.split("\n"):
            text = one_line(line)
            if text:
                indented = line.startswith(INDENT) or piece.role is Role.ROW
                if lines and (not indented or not lines[-1].startswith(INDENT)):
                    lines.append("")
                lines.append(INDENT + text if indented else text)
    return "".join(line + "\n" for line in lines)
