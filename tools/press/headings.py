"""Headlines: over the columns or upright beside them, with kicker, subtitle and the line of the byline."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from indexer.printed import Box
from tools.press.faces import width_of
from tools.press.orders import Head, Order
from tools.press.photos import centred
from tools.press.setting import broken_headline
from tools.press.sheet import Run, Sheet, around
from tools.press.style import Style
from tools.press.texts import Credit, Texts


@dataclass(frozen=True, slots=True)
class Headings:
    """Sets headlines on one sheet."""

    chance: random.Random
    sheet: Sheet
    style: Style
    texts: Texts

    def heading(self, box: Box, lefts: list[float], width: float, order: Order, credit: Credit) -> Head | None:
        style, chance, sheet = self.style, self.chance, self.sheet
        count = len(lefts)
        face = chance.choice(style.heads)
        group = sheet.new_group()
        heavy = style.layer == "fakebold"
        if order.vertical and count >= 3 and not order.continues and not order.briefs:
            head = self._vertical_heading(box, lefts, width, face, group, credit)
            if head:
                return head
        if order.continues and not order.continues.headline:
            return Head(None, [], None, None, [], box[1], None)
        least, most = {1: (13.0, 18.0), 2: (16.0, 24.0), 3: (20.0, 32.0)}.get(count, (24.0, 42.0))
        largest = min(most * (1.15 if order.lead else 1.0), (box[3] - box[1]) * 0.16)
        lines: list[str] | None = None
        size = largest
        headline = ""
        for _ in range(30):
            headline = self._headline(order)
            size = max(chance.uniform(least, most), least) if not order.lead else largest
            lines = broken_headline(headline, (box[2] - box[0]) * 0.97, face, size, 3 if count <= 2 else 2)
            if lines:
                break
            least = max(least - 0.4, style.size * 1.35)
            most = max(most - 1.0, least)
            largest = most
        if lines is None:
            return None
        y = box[1] + 2
        boxes: list[Box] = []
        kicker = subtitle = None
        if (order.lead or (count >= 2 and chance.random() < 0.25)) and not order.briefs and not order.continues:
            kicker = self._fitting(self.texts.kicker, style.aside, max(size * 0.5, style.size * 1.25), box)
            if order.lead or chance.random() < 0.5:
                subtitle = self._fitting(self.texts.subtitle, style.aside, max(size * 0.48, style.size * 1.2), box)
        small = max(size * 0.5, style.size * 1.25)
        middle = style.centred or order.briefs
        if kicker:
            boxes.append(self._line(kicker, style.aside, small, box, y, sheet.new_group(), middle))
            y += small * 1.5
        for line in lines:
            boxes.append(self._line(line, face, size, box, y, group, middle, heavy))
            y += size * 1.22
        headline_boxes = boxes[1 if kicker else 0 :]
        if subtitle:
            small = max(size * 0.48, style.size * 1.2)
            y += 2
            boxes.append(self._line(subtitle, style.aside, small, box, y, sheet.new_group(), middle))
            y += small * 1.4
        if credit.position == "line" and credit.raw and not order.continues:
            if width_of(credit.raw, style.aside, style.size) > box[2] - box[0]:
                return None
            y += 2
            boxes.append(self._line(credit.raw, style.aside, style.size, box, y, sheet.new_group(), middle))
            y += style.size * 1.4
        return Head(headline, lines, kicker, subtitle, boxes, y + style.leading * 0.5, around(headline_boxes))

    def _headline(self, order: Order) -> str:
        if order.briefs:
            return self.texts.dress(self.chance.choice(["简讯", "一周简讯", "短新闻"]))
        if order.continues:
            return order.continues.headline
        return self.texts.headline()

    def _fitting(self, draw: Any, face: str, size: float, box: Box) -> str | None:
        for _ in range(6):
            text: str = draw()
            if width_of(text, face, size) <= box[2] - box[0]:
                return text
        return None

    def _line(
        self, text: str, face: str, size: float, box: Box, y: float, group: int, middle: bool, heavy: bool = False
    ) -> Box:
        if middle:
            return centred(self.sheet, text, face, size, box, y, group, heavy=heavy).box
        run = Run(text, box[0], y, size, face, 0.0, group, heavy=heavy)
        self.sheet.runs.append(run)
        return run.box

    def _vertical_heading(
        self, box: Box, lefts: list[float], width: float, face: str, group: int, credit: Credit
    ) -> Head | None:
        """A headline from top to bottom in the place of one column: the first, the last, or one between."""
        if credit.position == "line":
            return None
        chance = self.chance
        headline = self.texts.headline(plain=True)
        parts = headline.split(" ") if " " in headline else [headline]
        if len(parts) == 1 and len(headline) > 10:
            parts = [headline[: len(headline) // 2], headline[len(headline) // 2 :]]
        size = min(width / (1.35 * len(parts)), (box[3] - box[1]) / max(map(len, parts)) / 1.12, 34.0)
        if size < 1.7 * self.style.size:
            return None
        taken = chance.choice([0, len(lefts) - 1, chance.randint(1, len(lefts) - 2)])
        middle = lefts[taken] + width / 2
        span = size * (1.35 * len(parts) - 0.35)
        boxes: list[Box] = []
        longest = size * (1.12 * max(map(len, parts)) - 0.12)
        y = box[1] + (0 if chance.random() < 0.4 else max((box[3] - box[1] - longest) / 2, 0))
        for number, part in enumerate(parts):
            x = middle + span / 2 - size - number * 1.35 * size
            run = Run(part, x, y, size, face, 0.12 * size, group, vertical=True)
            self.sheet.runs.append(run)
            boxes.append(run.box)
        return Head(headline, parts, None, None, boxes, box[1], around(boxes), taken)
