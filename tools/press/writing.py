"""The sheet as PDF, its text layer written in one of several ways: as programs write it, kindly or not."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tools.press.faces import ASCENT, advance, face
from tools.press.pictures import draw_photo
from tools.press.sheet import Run, Sheet
from tools.press.traditional import STANDING

RADICALS = {
    ord(radical): character
    for radical, character in zip(
        "⼀⼈⼒⼟⼤⼥⼦⼩⼭⼯⽇⽉⽊⽔⽕⽣⽤⽥⽩⽬⽯⽴⽼⾃⾏⾐⾔⾛⾜⾝⻋⾥⾦⻓⻔⾬⾯⻛⻝⾼",
        "一人力土大女子小山工日月木水火生用田白目石立老自行衣言走足身车里金长门雨面风食高",
        strict=True,
    )
}
_TO_RADICAL = {ord(character): chr(radical) for radical, character in RADICALS.items()}


def write_pdf(sheet: Sheet, layer: str, seed: int) -> bytes:
    """The page as PDF; layers: `tools.press.style.LAYERS`."""
    if layer == "ocrtext":
        return _behind_picture(sheet, _drawn(sheet, "natural", seed), seed)
    data = _drawn(sheet, layer, seed)
    # The same length, so that no offset of the file changes.
    return re.sub(rb"/ToUnicode \d+ 0 R", lambda m: b" " * len(m[0]), data) if layer == "notounicode" else data


def new_canvas(width: float, height: float, *, rotated: bool = False) -> tuple[Any, io.BytesIO]:
    """An empty page, points, origin at the lower left; `rotated`: the paper lies, /Rotate 90 sets it upright."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    # Of a turned page, reportlab itself exchanges both sides of the paper.
    canvas = Canvas(out, pagesize=(width, height), invariant=1, pageCompression=1)
    canvas.setAuthor("岚汀导报")
    canvas.setCreator("tools.press")
    if rotated:
        canvas.setPageRotation(90)
        canvas.transform(0, 1, -1, 0, height, 0)
    return canvas, out


def _drawn(sheet: Sheet, layer: str, seed: int) -> bytes:
    chance = random.Random(seed)
    canvas, out = new_canvas(sheet.width, sheet.height, rotated=layer == "rotated")
    _draw_graphics(canvas, sheet)
    for run in _ordered(sheet.runs, layer, chance):
        _write(canvas, sheet.height, run)
        if run.heavy:
            _write(canvas, sheet.height, replace(run, x=run.x + 0.3))
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw_graphics(canvas: Any, sheet: Sheet) -> None:
    from reportlab.lib.utils import ImageReader

    high = sheet.height
    for frame in sheet.frames:
        x0, y0, x1, y1 = frame.box
        canvas.setLineWidth(0.6)
        if frame.kind == "shaded":
            canvas.setFillGray(0.92)
            canvas.rect(x0, high - y1, x1 - x0, y1 - y0, stroke=0, fill=1)
            canvas.setFillGray(0)
            continue
        canvas.rect(x0, high - y1, x1 - x0, y1 - y0)
        if frame.kind == "double":
            canvas.rect(x0 + 2.5, high - y1 + 2.5, x1 - x0 - 5, y1 - y0 - 5)
    for rule in sheet.rules:
        canvas.setLineWidth(rule.width)
        canvas.line(rule.box[0], high - rule.box[1], rule.box[2], high - rule.box[3])
    for picture in sheet.pictures:
        x0, y0, x1, y1 = picture.box
        photo = ImageReader(io.BytesIO(draw_photo(picture.seed, x1 - x0, y1 - y0)))
        canvas.drawImage(photo, x0, high - y1, x1 - x0, y1 - y0)


def _ordered(runs: list[Run], layer: str, chance: random.Random) -> Iterator[Run]:
    """The runs in the order in which they are written."""
    groups: dict[int, list[Run]] = {}
    for run in runs:
        groups.setdefault(run.group, []).append(run)
    order = list(groups.values())
    if layer not in ("natural", "rotated", "fakebold", "radicals", "ocrtext"):
        chance.shuffle(order)
    for group in order:
        for run in group:
            if layer == "perchar":
                yield from _characters(run)
            elif layer == "radicals":
                yield replace(run, text=_with_radicals(run, chance))
            else:
                yield run


def _characters(run: Run) -> Iterator[Run]:
    place = run.y if run.vertical else run.x
    for character in run.text:
        if character not in " 　":
            yield replace(run, text=character, spacing=0.0, **({"y": place} if run.vertical else {"x": place}))  # type: ignore[arg-type]
        place += (run.size if run.vertical else advance(run.face, character) * run.size) + run.spacing


def _with_radicals(run: Run, chance: random.Random) -> str:
    """Some characters as their Kangxi radicals, which the face draws with the same glyph."""
    glyphs = face(run.face).face
    text = ""
    for character in run.text:
        radical = _TO_RADICAL.get(ord(character))
        if radical and chance.random() < 0.6:
            glyphs.charToGlyph[ord(radical)] = glyphs.charToGlyph[ord(character)]
            character = radical
        text += character
    return text


def _write(canvas: Any, high: float, run: Run, mode: int = 0) -> None:
    face(run.face)
    text = canvas.beginText()
    text.setFont(run.face, run.size)
    text.setTextRenderMode(mode)
    if run.vertical:
        for number, character in enumerate(run.text.translate(STANDING)):
            if character in " 　":
                continue
            inset = (1 - advance(run.face, character)) / 2 * run.size
            y = run.y + number * (run.size + run.spacing)
            text.setTextOrigin(run.x + inset, high - y - ASCENT * run.size)
            text.textOut(character)
    else:
        text.setTextOrigin(run.x, high - run.y - ASCENT * run.size)
        text.setCharSpace(run.spacing)
        text.textOut(run.text)
        text.setCharSpace(0)
    canvas.drawText(text)


def render(data: bytes, dpi: int) -> Any:
    """The first page of a PDF as a grey picture of Pillow."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        return document[0].render(scale=dpi / 72).to_pil().convert("L")


def _behind_picture(sheet: Sheet, data: bytes, seed: int) -> bytes:
    """A picture of the page with its text invisible over it, as scanners with recognition write it."""
    from reportlab.lib.utils import ImageReader

    picture = render(data, 120)
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=60)
    canvas, out = new_canvas(sheet.width, sheet.height, rotated=False)
    canvas.drawImage(ImageReader(jpeg), 0, 0, sheet.width, sheet.height)
    for run in _ordered(sheet.runs, "shuffled", random.Random(seed)):
        _write(canvas, sheet.height, run, mode=3)
    canvas.showPage()
    canvas.save()
    return out.getvalue()
