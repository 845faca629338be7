"""A PDF file, page by page: from its text layer where that can be read, else from its picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2

from indexer.errors import SourceError, SourceTooLarge, SourceUnreadable
from indexer.model import ParseWarning
from indexer.printed import Box, Glyph, PrintedPage
from indexer.readers.pace import page_begins
from indexer.readers.pdf.characters import Characters, is_sound, read_characters
from indexer.readers.pdf.graphics import Graphics, read_graphics
from indexer.readers.pdf.placing import Placing
from indexer.readers.pdf.repairs import with_plain_letters, without_doubles

MOST_PAGES = 500
"""Pages of one file: it is one issue."""
RENDERED_DPI = 200
"""Dots an inch at which a page without a sound text layer is drawn to be recognised; body type of 8 points is 22 pixels high."""
LIKE = 0.5
"""Share from which on a picture that was seen on a page and one that the file places there are the same."""
LARGEST_PAGE = 6_000.0
"""Points of the longer side, two metres; beyond that a page is a plan, and its picture would fill memory."""


def read_document(data: bytes, source: str, recognized: Path | None) -> tuple[PrintedPage, ...]:
    """The printed pages; raises SourceUnreadable or SourceTooLarge."""
    document = opened(data, source)
    try:
        if len(document) > MOST_PAGES:
            raise SourceTooLarge(
                f"{source}：这份 PDF 有 {len(document)} 页，一期报纸没有这么多（上限 {MOST_PAGES}），未收录。请把各期分成各自的文件。",
                f"{source} has {len(document)} pages; give each issue a file of its own",
            )
        return tuple(_page(document, place, source, recognized) for place in range(len(document)))
    finally:
        document.close()


def opened(data: bytes, source: str) -> Any:
    """The document; raises SourceUnreadable."""
    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise SourceUnreadable(
                f"{source}：这份 PDF 加了密码，不能读。请在阅读软件里输入密码，另存为不加密的 PDF，再收录。",
                f"{source} is an encrypted PDF",
            ) from error
        raise SourceUnreadable(
            f"{source}：这份 PDF 已损坏或不完整，打不开。请重新下载或导出，再收录。", f"{source} is a damaged PDF: {error}"
        ) from error
    if not pages:
        document.close()
        raise SourceUnreadable(f"{source}：这份 PDF 没有页。请检查导出是否完整。", f"{source} is a PDF without pages")
    return document


def _page(document: Any, place: int, source: str, recognized: Path | None) -> PrintedPage:
    try:
        page_begins(place + 1)
        page = document[place]
    except pypdfium2.PdfiumError as error:
        raise SourceUnreadable(
            f"{source}：第 {place + 1} 页已损坏，打不开。请重新下载或导出，再收录。",
            f"{source}: page {place + 1} is damaged: {error}",
        ) from error
    try:
        left, bottom, right, top = page.get_bbox()
        placing = Placing(left, bottom, right, top, page.get_rotation() % 360)
        text_page = page.get_textpage()
        try:
            characters = read_characters(text_page, placing)
        finally:
            text_page.close()
        graphics = read_graphics(page, placing)
        if _is_readable(characters, graphics):
            return _printed(placing, graphics, characters.seen)
        if not characters.seen and not characters.hidden and not graphics.background and not graphics.pictures:
            return _printed(placing, graphics, ())
        return _recognised(page, place, placing, graphics, characters, source, recognized)
    finally:
        page.close()


def _is_readable(characters: Characters, graphics: Graphics) -> bool:
    """True when the text layer is what a reader sees: sound, and not a few words stamped on the picture of a page."""
    if not is_sound(characters):
        return False
    return not (graphics.background and len(characters.seen) < 200)


def _printed(placing: Placing, graphics: Graphics, glyphs: tuple[Glyph, ...]) -> PrintedPage:
    width, height = placing.size
    repaired = with_plain_letters(without_doubles(glyphs))
    return PrintedPage(width, height, repaired, tuple(graphics.rules), tuple(graphics.frames), tuple(graphics.pictures))


def _recognised(
    page: Any, place: int, placing: Placing, graphics: Graphics, characters: Characters, source: str, recognized: Path | None
) -> PrintedPage:
    """The page as it looks; where nothing can recognise it, its hidden text if it has some, else a page without text and a warning."""
    from indexer.readers.scan import recognized_page

    if max(placing.size) > LARGEST_PAGE:
        raise SourceTooLarge(
            f"{source}：第 {place + 1} 页有 {placing.size[0]:.0f}×{placing.size[1]:.0f} 点，比任何报纸都大，未收录。",
            f"{source}: page {place + 1} is larger than any newspaper",
        )
    try:
        picture = page.render(scale=RENDERED_DPI / 72, grayscale=True).to_numpy()
        found = recognized_page(picture.reshape(picture.shape[:2]), RENDERED_DPI, recognized)
    except SourceError as error:
        hidden = characters.hidden
        glyphs = hidden if len(hidden) > len(characters.seen) else ()
        note = (
            f"第 {place + 1} 页的文字层不可读，要用文字识别：{error.zh}"
            if not glyphs
            else f"第 {place + 1} 页用的是文件里隐藏的识别文字：{error.zh}"
        )
        return replace(_printed(placing, graphics, glyphs), warnings=(ParseWarning("unreadable text", (), note),))
    found = replace(found, pictures=tuple(_as_placed(picture, graphics.pictures) for picture in found.pictures))
    if characters.seen:
        note = f"第 {place + 1} 页的文字层不可读（字体没有或用错了对照表），文字是从版面图识别的。"
        found = replace(found, warnings=(ParseWarning("text recognised", (), note), *found.warnings))
    return found


def _as_placed(seen: Box, placed: Sequence[Box]) -> Box:
    """A picture that was seen on a page, as the file places it; as it was seen where the file has none like it."""
    like = max(placed, key=lambda box: _overlap(seen, box), default=seen)
    return like if _overlap(seen, like) >= LIKE else seen


def _overlap(one: Box, other: Box) -> float:
    """Area that two boxes share, of the area that either covers."""
    width = max(0.0, min(one[2], other[2]) - max(one[0], other[0]))
    height = max(0.0, min(one[3], other[3]) - max(one[1], other[1]))
    areas = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return width * height / max(1.0, areas - width * height)
