"""Lines: paragraphs broken to the places that a column leaves for them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tools.press.faces import width_of

# No line begins with one of the first, none ends with one of the second.
NOT_FIRST = "，。、；：！？）》”’」』】〉…—%℃·"
NOT_LAST = "（《“‘「『【〈"
_UNITS = re.compile(r"[A-Za-z0-9.,%‰+/@-]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one line."""

    x: float
    y: float
    width: float
    column: int


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line in its place."""

    slot: Slot
    text: str
    indent: float
    spacing: float
    paragraph: int
    last: bool


def _line(units: list[str], width: float, face: str, size: float) -> int:
    """How many of the units the line takes."""
    room, count = width + 0.01, 0
    while count < len(units):
        room -= width_of(units[count], face, size)
        if room < 0:
            break
        count += 1
    if count == len(units) or count == 0:
        return max(count, 1) if units else 0
    cut = count
    while cut > 1 and (units[cut][0] in NOT_FIRST or units[cut - 1] in NOT_LAST):
        cut -= 1
    return cut


def set_paragraphs(
    paragraphs: list[str], slots: list[Slot], face: str, size: float, flush: frozenset[int] = frozenset()
) -> list[SetLine] | None:
    """The paragraphs as lines, two ems indented (not those in `flush`); None where the slots do not hold them."""
    lines: list[SetLine] = []
    at = 0
    for number, paragraph in enumerate(paragraphs):
        units = _UNITS.findall(paragraph)
        first = True
        while units:
            if at >= len(slots):
                return None
            slot = slots[at]
            indent = 2 * size if first and number not in flush else 0.0
            room = slot.width - indent
            count = _line(units, room, face, size)
            if width_of("".join(units[:count]), face, size) > room + 0.5 * size:
                return None
            text = "".join(units[:count])
            units = units[count:]
            while units and units[0] in " 　":
                units = units[1:]
            shown = text.rstrip(" 　") if units else text
            slack = room - width_of(shown, face, size)
            spacing = slack / (len(shown) - 1) if units and len(shown) > 1 else 0.0
            lines.append(SetLine(slot, shown, indent, spacing, number, not units))
            at += 1
            first = False
    return lines


def sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph, their closing marks with them."""
    return re.findall(r"[^。！？]+[。！？][”’」』）]?|[^。！？]+$", paragraph)


def broken_headline(text: str, width: float, face: str, size: float, most: int) -> list[str] | None:
    """The headline as at most so many lines of about one length; at its blank where it has one and two lines; None where it is too wide."""
    whole = width_of(text, face, size)
    if whole <= width:
        return [text]
    if " " in text and most >= 2:
        parts = text.split(" ", 1)
        if all(width_of(part, face, size) <= width for part in parts):
            return parts
    for count in range(2, most + 1):
        if whole / count > width:
            continue
        units = _UNITS.findall(text)
        lines: list[str] = []
        for left in range(count, 0, -1):
            room = width_of("".join(units), face, size) / left + (size if left > 1 else 0)
            taken = _line(units, min(width, room), face, size) if left > 1 else len(units)
            lines.append("".join(units[:taken]).strip())
            units = units[taken:]
        if all(lines) and not units and all(width_of(line, face, size) <= width for line in lines):
            return lines
    return None
