"""Photos with their captions: set at a place, and told as the gold tells them."""

from __future__ import annotations

import random
from typing import Any

from indexer.printed import Box
from tools.press.faces import width_of
from tools.press.setting import Slot, set_paragraphs
from tools.press.sheet import Picture, Run, Sheet, around
from tools.press.style import Style
from tools.press.texts import CaptionText, Texts


def caption_lines(style: Style, text: str, width: float) -> int:
    """How many lines a caption takes."""
    size = style.size * 0.92
    lines = set_paragraphs([text], [Slot(0, 0, width, 0)] * 60, style.aside, size, frozenset({0}))
    return len(lines or [])


def set_caption(sheet: Sheet, style: Style, text: str, x: float, y: float, width: float) -> list[Box]:
    """Sets a caption; gives the boxes of its lines."""
    size, leading = style.size * 0.92, style.size * 1.25
    group = sheet.new_group()
    slots = [Slot(x, y + number * leading, width, 0) for number in range(60)]
    boxes: list[Box] = []
    for line in set_paragraphs([text], slots, style.aside, size, frozenset({0})) or []:
        run = Run(line.text, line.slot.x, line.slot.y, size, style.aside, line.spacing, group)
        sheet.runs.append(run)
        boxes.append(run.box)
    return boxes


def set_photo(chance: random.Random, sheet: Sheet, style: Style, texts: Texts, box: Box, where: str) -> dict[str, Any]:
    """A photo with its caption under, above or beside it, inside the box; gives the caption's record without id."""
    x0, y0, x1, y1 = box
    caption = texts.caption(short=(x1 - x0) < 12 * style.size)
    leading = style.size * 1.25
    if where == "beside":
        share = (x1 - x0) * 0.64
        photo = (x0, y0, x0 + share, y1)
        width = x1 - x0 - share - 8
        height = caption_lines(style, caption.text, width) * leading
        if height > y1 - y0:
            return set_photo(chance, sheet, style, texts, box, "under")
        boxes = set_caption(sheet, style, caption.text, photo[2] + 8, y1 - height, width)
    else:
        height = caption_lines(style, caption.text, x1 - x0) * leading
        if where == "above":
            photo = (x0, y0 + height + 4, x1, y1)
            boxes = set_caption(sheet, style, caption.text, x0, y0, x1 - x0)
        else:
            photo = (x0, y0, x1, y1 - height - 4)
            boxes = set_caption(sheet, style, caption.text, x0, y1 - height, x1 - x0)
    sheet.pictures.append(Picture(photo, chance.randint(0, 10**6)))
    return caption_record(caption, around(boxes), photo, beside=where == "beside")


def caption_record(caption: CaptionText, box: Box, photo: Box, *, beside: bool) -> dict[str, Any]:
    """A caption in the keys of the gold."""
    return {
        "text": caption.text,
        "description": caption.description,
        "credit_raw": caption.credit,
        "photographer": list(caption.photographer),
        "provided_by": caption.provided_by,
        "agency": caption.agency,
        "box": box,
        "photo_box": photo,
        "beside": beside,
    }


def centred(sheet: Sheet, text: str, face: str, size: float, box: Box, y: float, group: int, *, heavy: bool = False) -> Run:
    """Sets a line in the middle of a box."""
    left = box[0] + (box[2] - box[0] - width_of(text, face, size)) / 2
    run = Run(text, left, y, size, face, 0.0, group, heavy=heavy)
    sheet.runs.append(run)
    return run
