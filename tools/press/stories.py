"""An article set into its cell: headline, byline, columns, photo, jump."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from indexer.printed import Box
from tools.press import words
from tools.press.faces import width_of
from tools.press.headings import Headings
from tools.press.orders import Body, Head, Jump, Order
from tools.press.photos import set_photo
from tools.press.plan import Cell, box_of
from tools.press.setting import SetLine, Slot, sentences, set_paragraphs
from tools.press.sheet import Frame, Rule, Run, Sheet, around, meet
from tools.press.style import Style
from tools.press.texts import Credit, Texts


@dataclass(slots=True)
class Setter:
    """Sets articles on one sheet."""

    chance: random.Random
    sheet: Sheet
    style: Style
    texts: Texts
    captions: list[dict[str, Any]] = field(default_factory=list)

    def story(self, cell: Cell, order: Order) -> dict[str, Any] | None:
        """Sets an article into its cell; its record, without id; None where it has no room."""
        marks = (
            len(self.sheet.runs),
            len(self.sheet.rules),
            len(self.sheet.frames),
            len(self.sheet.pictures),
            len(self.captions),
        )
        record = self._story(cell, order)
        if record is None:
            for things, mark in zip(
                (self.sheet.runs, self.sheet.rules, self.sheet.frames, self.sheet.pictures, self.captions), marks, strict=True
            ):
                del things[mark:]  # type: ignore[attr-defined]
        return record

    def _story(self, cell: Cell, order: Order) -> dict[str, Any] | None:
        style, chance, sheet = self.style, self.chance, self.sheet
        box = box_of(style, cell)
        if order.boxed:
            sheet.frames.append(Frame(box, style.frame))
            box = (box[0] + 8, box[1] + 8, box[2] - 8, box[3] - 8)
        count = cell.columns
        if count >= 3 and cell.bite is None and chance.random() < 0.2:
            count -= 1
        width = (box[2] - box[0] - (count - 1) * style.gutter) / count
        lefts = [box[0] + number * (width + style.gutter) for number in range(count)]
        credit = Credit() if order.briefs else (order.continues.credit if order.continues else self.texts.credit())
        head = Headings(chance, sheet, style, self.texts).heading(box, lefts, width, order, credit)
        if head is None:
            return None
        if order.continues:
            credit = Credit()
        top = head.bottom
        holes: list[Box] = []
        over = order.photo == "top" and head.taken is None
        if over:
            depth = min((box[2] - box[0]) * chance.uniform(0.4, 0.6), (box[3] - top) * 0.45)
            if depth < self._least_photo:
                return None
            where = chance.choice(["under", "under", "beside"]) if count >= 2 else "under"
            self.captions.append(set_photo(chance, sheet, style, self.texts, (box[0], top, box[2], top + depth), where))
            top += depth + style.leading * 0.8
        elif order.photo:
            hole = self._photo_hole(box, lefts, width, top, head.taken)
            if hole is None:
                return None
            holes.append(hole)
        bite = box_of(style, cell.bite) if cell.bite else None
        if bite and top > bite[1] - style.gap - (0 if order.plain else 3 * style.leading):
            return None
        slots = self._slots(lefts, width, top, box[3], holes, bite, head.taken)
        if len(slots) < 4 + (order.jump is not None) + (order.continues is not None):
            return None
        body = self._body(slots, order, credit)
        if body is None:
            return None
        self._print(body, slots, order)
        if style.divide == "columns":
            self._column_rules(lefts, width, slots, head.taken)
        printed = [line.slot for line in body.lines]
        boxes = [*head.boxes, *((s.x, s.y, s.x + s.width, s.y + style.size) for s in printed), *holes]
        if over:
            boxes.append(self.captions[-1]["photo_box"])
        whole = box_of(style, cell) if order.boxed else around(boxes)
        return self._record(head, body, order, credit, whole, count)

    @property
    def _least_photo(self) -> float:
        """Height that a photo and the longest caption of one narrow column need."""
        return 10 * self.style.size * 1.25 + 30

    def _photo_hole(self, box: Box, lefts: list[float], width: float, top: float, taken: int | None) -> Box | None:
        chance, style = self.chance, self.style
        count = len(lefts)
        span = 1 if count <= 2 else chance.choice([1, 2, min(3, count - 1)])
        places = [n for n in range(count - span + 1) if taken is None or not n <= taken < n + span]
        if not places:
            span, places = 1, [n for n in range(count) if n != taken]
        first = chance.choice(places[1:] or places)
        depth = min(chance.uniform(0.6, 0.9) * (span * width), (box[3] - top) * 0.5) + 3 * style.leading
        depth = min(depth, (box[3] - top) * 0.62)
        if depth < self._least_photo:
            return None
        free = box[3] - top - depth
        if free < 4 * style.leading:
            free = 0.0
        # No single line stands lost above or below a photo.
        start = top + chance.choice([0.0, free, free / 2] if free > 9 * style.leading else [0.0, free])
        hole = (lefts[first], start, lefts[first + span - 1] + width, start + depth)
        inner = (hole[0], hole[1] + (2 if start > top else 0), hole[2], hole[3] - 4)
        where = chance.choice(["under", "under", "under", "above"] + (["beside"] if span >= 2 else []))
        self.captions.append(set_photo(chance, self.sheet, style, self.texts, inner, where))
        return hole

    def _slots(
        self,
        lefts: list[float],
        width: float,
        top: float,
        bottom: float,
        holes: list[Box],
        bite: Box | None,
        taken: int | None,
    ) -> list[Slot]:
        style = self.style
        closed = list(holes)
        if bite:
            closed.append((bite[0] - style.gutter / 2, bite[1] - style.gap, bite[2] + style.gutter / 2, bite[3] + 9))
        slots: list[Slot] = []
        for number, left in enumerate(lefts):
            if number == taken:
                continue
            y = top
            while y + style.size <= bottom + 0.1:
                line = (left, y, left + width, y + style.leading)
                if not any(meet(line, hole) for hole in closed):
                    slots.append(Slot(left, y, width, number))
                y += style.leading
        return slots

    def _column_rules(self, lefts: list[float], width: float, slots: list[Slot], taken: int | None) -> None:
        style = self.style
        for number in range(len(lefts) - 1):
            if taken in (number, number + 1):
                continue
            x = lefts[number] + width + style.gutter / 2
            sides = [{s.y for s in slots if s.column == n} for n in (number, number + 1)]
            both = sorted(sides[0] & sides[1])
            start: float | None = None
            for place, y in enumerate(both):
                start = y if start is None else start
                if place + 1 == len(both) or both[place + 1] - y > style.leading * 1.5:
                    self.sheet.rules.append(Rule((x, start, x, y + style.size), 0.3))
                    start = None

    def _body(self, slots: list[Slot], order: Order, credit: Credit) -> Body | None:
        style = self.style
        free = len(slots) - (order.jump is not None) - (order.continues is not None)
        room = slots[1 if order.continues else 0 :][:free]
        start = (credit.raw or "") if credit.position == "start" else ""
        end = (credit.raw or "") if credit.position == "end" else ""
        if order.jump:
            return self._cut_body(room, start, order.jump, credit)
        if order.continues:
            return self._rest_body(room, order.continues)
        chance = self.chance
        paragraphs: list[str] = []
        heads: set[int] = set()
        lines: list[SetLine] | None = None
        misses = 0
        while misses < 5:
            if order.briefs:
                fresh = [self.texts.dress("▲") + self.texts.brief()]
            elif not paragraphs:
                fresh = [start + self.texts.lead()]
            elif order.subheads and len(paragraphs) > 2 and chance.random() < 0.35 and len(paragraphs) - 1 not in heads:
                fresh = [self.texts.dress(chance.choice(words.SUBHEADS)), self.texts.paragraph()]
                if fresh[0] in paragraphs:
                    continue
            else:
                fresh = [self.texts.paragraph()]
            wanted = [*paragraphs, *fresh]
            told = [*wanted[:-1], wanted[-1] + end]
            now = set_paragraphs(told, room, style.body, style.size)
            if now is None:
                misses += 1
                parts = sentences(fresh[0])
                if len(fresh) > 1 or (misses > 2 and len(parts) > 1):
                    short = "".join(parts[: max(1, len(parts) // 2)])
                    wanted = [*paragraphs, short]
                    told = [*paragraphs, short + end]
                    now = set_paragraphs(told, room, style.body, style.size) if len(fresh) == 1 else None
                if now is None:
                    continue
            elif len(fresh) > 1:
                heads.add(len(paragraphs))
            paragraphs, lines = wanted, now
            if lines[-1].slot == room[-1]:
                break
        if lines is None:
            return None
        return Body([*paragraphs[:-1], paragraphs[-1] + end], lines, frozenset(heads))

    def _cut_body(self, room: list[Slot], start: str, jump: Jump, credit: Credit) -> Body | None:
        """The first part of an article that runs over: as much as the place holds; the rest waits in the jump."""
        style = self.style
        paragraphs = [start + self.texts.lead()]
        tail = [Slot(-1, -1, room[0].width, -1)] * 400
        lines: list[SetLine] = []
        while len(lines) < len(room) + 12:
            paragraphs.append(self.texts.paragraph())
            lines = set_paragraphs(paragraphs, room + tail, style.body, style.size) or []
        kept = lines[: len(room)]
        told = [""] * (kept[-1].paragraph + 1)
        for number, paragraph in enumerate(paragraphs[: kept[-1].paragraph]):
            told[number] = paragraph
        piece = paragraphs[kept[-1].paragraph]
        if kept[-1].last:
            told[-1], after = piece, []
        else:
            told[-1] = _printed_part(piece, [line.text for line in kept if line.paragraph == kept[-1].paragraph])
            after = [piece[len(told[-1]) :].lstrip(" 　")]
        jump.rest = after + paragraphs[len(told) :]
        jump.cut = bool(after)
        jump.credit = credit
        return Body(told, kept, frozenset())

    def _rest_body(self, room: list[Slot], jump: Jump) -> Body | None:
        """The second part of an article: what the first left over, more where there is room, less where there is none."""
        style = self.style
        flush = frozenset({0}) if jump.cut else frozenset[int]()
        told: list[str] = []
        lines: list[SetLine] | None = None
        misses = 0
        waiting = list(jump.rest)
        while misses < 6:
            fresh = waiting.pop(0) if waiting else self.texts.paragraph()
            now = set_paragraphs([*told, fresh], room, style.body, style.size, flush)
            if now is None:
                waiting = []
                misses += 1
                if not told:
                    return None
                continue
            told.append(fresh)
            lines = now
        return Body(told, lines, frozenset()) if lines else None

    def _print(self, body: Body, slots: list[Slot], order: Order) -> None:
        style, sheet = self.style, self.sheet
        group, column = -1, -1
        for line in body.lines:
            if line.slot.column != column:
                group, column = sheet.new_group(), line.slot.column
            face = style.heads[0] if line.paragraph in body.heads else style.body
            heavy = style.layer == "fakebold" and line.paragraph in body.heads
            spacing = 0.0 if line.paragraph in body.heads else line.spacing
            sheet.runs.append(
                Run(line.text, line.slot.x + line.indent, line.slot.y, style.size, face, spacing, group, heavy=heavy)
            )
        if order.jump:
            self._jump_line(f"（下转第{order.jump.to}版）", slots[len(body.lines)], right=True)
        if order.continues:
            self._jump_line(f"（上接第{order.continues.page}版）", slots[0], right=False)

    def _jump_line(self, text: str, slot: Slot, *, right: bool) -> None:
        style = self.style
        x = slot.x + slot.width - width_of(text, style.aside, style.size) if right else slot.x
        self.sheet.runs.append(Run(text, x, slot.y, style.size, style.aside, 0.0, self.sheet.new_group()))

    def _record(self, head: Head, body: Body, order: Order, credit: Credit, box: Box, columns: int) -> dict[str, Any]:
        jump, continued = order.jump, order.continues
        who = continued.credit if continued else credit
        if jump:
            jump.headline = head.headline or ""
        return (
            {
                "headline": head.headline,
                "headline_lines": head.lines,
                "kicker": head.kicker,
                # The dashes before a subtitle are set with it and no part of it.
                "subtitle": head.subtitle.lstrip("—") if head.subtitle else None,
                "subtitle_raw": head.subtitle,
                "byline": {"raw": credit.raw, "position": credit.position, "agency": credit.agency}
                | ({"inherited": True} if continued else {}),
                "reporters": list(who.reporters),
                "correspondents": list(who.correspondents),
                "interns": list(who.interns),
                "photographers": list(who.photographers),
                "body": body.paragraphs,
                "subheads": [body.paragraphs[number] for number in sorted(body.heads)],
                "box": box,
                "headline_box": head.box,
                "columns": columns,
                "vertical_headline": head.taken is not None,
                "boxed": order.boxed,
                "briefs": order.briefs,
                "continues_to": {"page": jump.to, "raw": f"（下转第{jump.to}版）"} if jump else None,
                "continued_from": {"page": continued.page, "raw": f"（上接第{continued.page}版）"} if continued else None,
            }
            | ({"ends_mid_sentence": jump.cut} if jump else {})
            | ({"starts_mid_sentence": continued.cut} if continued else {})
        )


def _printed_part(paragraph: str, lines: list[str]) -> str:
    """So much of the paragraph as its lines print; blanks fall off at line ends."""
    at = 0
    for line in lines:
        at = paragraph.index(line, at) + len(line)
    return paragraph[:at]
