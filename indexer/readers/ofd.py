"""OFD files (GB/T 33190): pages of characters with their places, in millimetres from the top left, read from their XML.

Pictures of whole pages are not recognised here: a document without characters is refused with a sentence that says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath

from indexer.errors import SourceUnreadable
from indexer.printed import Box, Glyph, PrintedPage, PrintedSource
from indexer.readers.pace import page_begins
from indexer.readers.parts import Element, Parts

POINTS = 72 / 25.4
"""In a millimetre."""
ASCENT = 0.88
"""Share of the type size above the baseline; fonts in use have 0.86 to 0.88."""
THIN, LONG = 1.5, 10.0
"""Points: a rule is thinner than the one and longer than the other."""
MOST_GLYPHS = 400_000
"""Characters of a page, its text repeated by DeltaX of any length included."""
_NO_TURN = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class OfdReader:
    """Reads the pages of OFD files."""

    name = "ofd"

    def read_pages(self, data: bytes, source: str, recognized: Path | None) -> PrintedSource:
        """The printed pages; raises SourceUnreadable for a damaged file and for one without characters, SourceTooLarge."""
        del recognized
        parts = Parts(data, source, " OFD 文件")
        pages = tuple(_pages(parts))
        if not pages:
            raise parts.damaged("no page is listed")
        if not any(page.glyphs for page in pages):
            raise SourceUnreadable(
                f"{source}：这个 OFD 文件的 {len(pages)} 页里没有文字，只有图形或图片，未收录。请用 OFD 阅读器打印成 PDF 或导出成图片，再收录。",
                f"{source} is an OFD document of {len(pages)} pages without characters; print it to PDF",
            )
        return PrintedSource(pages, self.name)


@dataclass(frozen=True, slots=True)
class _Document:
    """What holds for all pages of a document: size, names of fonts, templates by id."""

    parts: Parts
    folder: str
    area: Element | None
    fonts: dict[str, str]
    templates: dict[str, str]


def _pages(parts: Parts) -> Iterator[PrintedPage]:
    root = parts.xml("OFD.xml")
    number = 0
    for body in root.named("DocBody") if root else ():
        place = body.first("DocRoot")
        path = _path("", place.text) if place else ""
        document = parts.xml(path)
        if document is None:
            raise parts.damaged(f"no {path or 'DocRoot'}")
        shared = _shared(parts, dirname(path), document.first("CommonData"))
        listed = document.first("Pages")
        for page in listed.named("Page") if listed else ():
            number += 1
            page_begins(number)
            content = _path(shared.folder, page.attributes.get("BaseLoc", ""))
            yield _page(shared, parts.xml(content))


def _shared(parts: Parts, folder: str, common: Element | None) -> _Document:
    fonts: dict[str, str] = {}
    templates: dict[str, str] = {}
    for child in common.children if common else ():
        if child.name in ("PublicRes", "DocumentRes"):
            resources = parts.xml(_path(folder, child.text))
            for font in resources.first("Fonts").named("Font") if resources and resources.first("Fonts") else ():  # type: ignore[union-attr]
                fonts[font.attributes.get("ID", "")] = font.attributes.get("FontName", "")
        elif child.name == "TemplatePage":
            templates[child.attributes.get("ID", "")] = _path(folder, child.attributes.get("BaseLoc", ""))
    return _Document(parts, folder, common.first("PageArea") if common else None, fonts, templates)


def _page(document: _Document, page: Element | None) -> PrintedPage:
    """The page with its templates under it; one whose part is missing is blank."""
    own = page.first("Area") if page else None
    x0, y0, width, height = _size(own) or _size(document.area) or (0.0, 0.0, 210.0, 297.0)
    printed = _Printed(document, x0, y0)
    for template in page.named("Template") if page else ():
        printed.add(document.parts.xml(document.templates.get(template.attributes.get("TemplateID", ""), "")))
    printed.add(page)
    return PrintedPage(
        width * POINTS,
        height * POINTS,
        tuple(printed.glyphs),
        rules=tuple(printed.rules),
        frames=tuple(printed.frames),
        pictures=tuple(printed.pictures),
    )


class _Printed:
    """What was found on a page so far."""

    def __init__(self, document: _Document, x0: float, y0: float) -> None:
        self.document = document
        self.origin = (x0, y0)
        self.glyphs: list[Glyph] = []
        self.rules: list[Box] = []
        self.frames: list[Box] = []
        self.pictures: list[Box] = []
        self.runs = 0

    def add(self, page: Element | None) -> None:
        content = page.first("Content") if page else None
        for layer in content.named("Layer") if content else ():
            self._objects(layer)

    def _objects(self, block: Element) -> None:
        for item in block.children:
            if item.attributes.get("Visible", "true").lower() == "false":
                continue
            if item.name == "PageBlock":
                self._objects(item)
                continue
            boundary = _numbers(item.attributes.get("Boundary", ""))
            if len(boundary) != 4:
                continue
            if item.name == "TextObject":
                self._text(item, boundary)
            elif item.name == "PathObject":
                self._path(item, self._box(boundary))
            elif item.name == "ImageObject":
                self.pictures.append(self._box(boundary))

    def _box(self, boundary: list[float]) -> Box:
        x, y, width, height = boundary
        x, y = x - self.origin[0], y - self.origin[1]
        return (x * POINTS, y * POINTS, (x + width) * POINTS, (y + height) * POINTS)

    def _path(self, item: Element, box: Box) -> None:
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) <= THIN and max(width, height) >= LONG:
            self.rules.append(box)
        elif min(width, height) >= LONG and item.attributes.get("Stroke", "true").lower() != "false":
            self.frames.append(box)

    def _text(self, item: Element, boundary: list[float]) -> None:
        size = next(iter(_numbers(item.attributes.get("Size", ""))), 0.0)
        matrix = _numbers(item.attributes.get("CTM", ""))
        a, b, c, d, e, f = matrix if len(matrix) == 6 else _NO_TURN
        stretch = next(iter(_numbers(item.attributes.get("HScale", ""))), 1.0)
        scale = math.hypot(c, d)
        if size * scale <= 0 or not math.isfinite(size * scale):
            return
        self.runs += 1
        angle = round(math.degrees(math.atan2(b, a)) / 90) % 4 * 90
        font = self.document.fonts.get(item.attributes.get("Font", ""), "")
        x = y = 0.0
        for code in item.named("TextCode"):
            x = next(iter(_numbers(code.attributes.get("X", ""))), x)
            y = next(iter(_numbers(code.attributes.get("Y", ""))), y)
            text = code.text.strip("\r\n\t")
            right = _deltas(code.attributes.get("DeltaX", ""), len(text))
            down = _deltas(code.attributes.get("DeltaY", ""), len(text))
            for place, character in enumerate(text):
                if len(self.glyphs) >= MOST_GLYPHS:
                    return
                usual = size * stretch * (0.5 if character.isascii() else 1.0)
                step = right[place] if place < len(right) else 0.0 if down else usual
                advance = usual if step <= 0 else min(step, usual) if place < len(right) else usual
                corners = [
                    (a * px + c * py + e + boundary[0] - self.origin[0], b * px + d * py + f + boundary[1] - self.origin[1])
                    for px in (x, x + advance)
                    for py in (y - ASCENT * size, y + (1 - ASCENT) * size)
                ]
                box = (
                    min(corner[0] for corner in corners) * POINTS,
                    min(corner[1] for corner in corners) * POINTS,
                    max(corner[0] for corner in corners) * POINTS,
                    max(corner[1] for corner in corners) * POINTS,
                )
                if all(map(math.isfinite, box)):
                    self.glyphs.append(Glyph(character, box, size * scale * POINTS, font, angle, self.runs))
                x += step
                y += down[place] if place < len(down) else 0.0


def _deltas(text: str, most: int) -> list[float]:
    """The steps between characters; `g 5 3.2` is five times 3.2."""
    words = text.split()
    found: list[float] = []
    place = 0
    while place < len(words) and len(found) < most:
        if words[place] == "g" and place + 2 < len(words):
            times = _numbers(words[place + 1])
            found.extend(_numbers(words[place + 2])[:1] * min(most, int(times[0]) if times and times[0] >= 0 else 0))
            place += 3
        else:
            found.extend(_numbers(words[place]))
            place += 1
    return found[:most]


def _numbers(text: str) -> list[float]:
    found = []
    for word in text.split():
        try:
            value = float(word)
        except ValueError:
            return []
        if not math.isfinite(value):
            return []
        found.append(value)
    return found


def _size(area: Element | None) -> tuple[float, float, float, float] | None:
    box = area.first("PhysicalBox") if area else None
    numbers = _numbers(box.text) if box else []
    return (numbers[0], numbers[1], numbers[2], numbers[3]) if len(numbers) == 4 and min(numbers[2:]) > 0 else None


def _path(folder: str, location: str) -> str:
    location = location.strip()
    return normpath(location.lstrip("/") if location.startswith("/") else join(folder, location))
