"""Notices, lists of lost papers and adverts, set into their cells."""

from __future__ import annotations

from typing import Any

from indexer.printed import Box
from tools.press import words
from tools.press.faces import width_of
from tools.press.photos import centred
from tools.press.plan import Cell, box_of
from tools.press.setting import Slot, set_paragraphs
from tools.press.sheet import Frame, Run
from tools.press.stories import Setter


def set_notice(setter: Setter, cell: Cell, kind: str) -> dict[str, Any] | None:
    """A notice (公告, 遗失声明) or an advert (广告) in a frame; its record without id; None where it has no room."""
    box = box_of(setter.style, cell)
    inner = (box[0] + 9, box[1] + 9, box[2] - 9, box[3] - 9)
    record = _advert(setter, inner) if kind == "广告" else _notice(setter, inner, lost=kind == "遗失声明")
    if record is None:
        return None
    setter.sheet.frames.append(Frame(box, "double" if kind == "广告" else setter.style.frame))
    return {**record, "box": box}


def _advert(setter: Setter, box: Box) -> dict[str, Any] | None:
    title, lines = setter.chance.choice(words.ADVERTS)
    title = setter.texts.dress(title)
    told = [setter.texts.fill(line) for line in lines]
    face = setter.style.heads[0]
    width = box[2] - box[0]
    size = min(48.0, width / width_of(title, face, 1) * 0.92, (box[3] - box[1]) * 0.4)
    small = min(size * 0.45, 15.0, *(width / width_of(line, setter.style.aside, 1) for line in told))
    height = size * 1.5 + len(told) * small * 1.7
    if size < 14 or small < setter.style.size * 0.9 or height > box[3] - box[1]:
        return None
    y = box[1] + (box[3] - box[1] - height) / 2
    centred(setter.sheet, title, face, size, box, y, setter.sheet.new_group())
    y += size * 1.5
    group = setter.sheet.new_group()
    for line in told:
        centred(setter.sheet, line, setter.style.aside, small, box, y, group)
        y += small * 1.7
    return {"kind": "广告", "title": title, "text": told}


def _notice(setter: Setter, box: Box, *, lost: bool) -> dict[str, Any] | None:
    style, texts, chance, sheet = setter.style, setter.texts, setter.chance, setter.sheet
    title = texts.dress("遗失声明" if lost else chance.choice(["公告", "停水公告", "招标公告", "通告"]))
    if lost:
        told = [texts.fill(line) for line in chance.sample(words.LOST, 4)]
        signed: list[str] = []
    else:
        told = [texts.fill(chance.choice(words.NOTICE_TEXTS)), texts.dress("由此带来的不便，敬请谅解。咨询电话：36512。")]
        office = "岚汀新区" + chance.choice(words.OFFICES)[1:]
        signed = [texts.dress(office), texts.dress("2024年10月28日")]
    wide = max((width_of(line, style.aside, 1) for line in signed), default=0)
    for number in range(16, 2, -1):
        size = style.size * (0.9 + 0.05 * number)
        if wide * size > box[2] - box[0] or size > 17:
            continue
        leading, big = size * 1.65, max(size * 1.6, 15.0)
        room = int((box[3] - box[1] - big * 1.7) / leading)
        slots = [Slot(box[0], box[1] + big * 1.7 + n * leading, box[2] - box[0], 0) for n in range(max(room, 0))]
        lines = set_paragraphs(told, slots[: max(len(slots) - len(signed), 0)], style.aside, size)
        if lines:
            break
    else:
        return None
    centred(sheet, title, style.heads[0], big, box, box[1], sheet.new_group())
    group = sheet.new_group()
    for line in lines:
        sheet.runs.append(Run(line.text, line.slot.x + line.indent, line.slot.y, size, style.aside, line.spacing, group))
    for number, line_text in enumerate(signed):
        x = box[2] - width_of(line_text, style.aside, size) - (size if box[2] - box[0] > 14 * size else 0)
        sheet.runs.append(Run(line_text, max(x, box[0]), slots[len(lines) + number].y, size, style.aside, 0.0, group))
    return {"kind": "公告", "title": title, "text": [*told, *signed]}
