"""A whole page: masthead or page head, footer, articles, photos, notices; and its truth in the keys of the gold."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass, field, replace
from typing import Any

from tools.press import words
from tools.press.faces import width_of
from tools.press.notices import set_notice
from tools.press.orders import Jump, Order
from tools.press.photos import centred, set_photo
from tools.press.plan import Cell, box_of, plan_cells
from tools.press.sheet import Rule, Run, Sheet, meet, run_stood_up, stood_up
from tools.press.stories import Setter
from tools.press.style import Style
from tools.press.texts import Texts
from tools.press.traditional import dress_traditional

NEWSPAPER = "岚汀导报"
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Issue:
    """Which issue a page belongs to."""

    date: datetime.date
    number: int
    pages: int

    @property
    def date_raw(self) -> str:
        """As printed."""
        return f"{self.date.year}年{self.date.month}月{self.date.day}日"

    @property
    def weekday(self) -> str:
        """星期二."""
        return "星期" + WEEKDAYS[self.date.weekday()]

    @property
    def lunar(self) -> str:
        """农历甲辰年九月廿七."""
        from lunar_python import Solar  # type: ignore[import-untyped]

        day = Solar.fromYmd(self.date.year, self.date.month, self.date.day).getLunar()
        return f"农历{day.getYearInGanZhi()}年{day.getMonthInChinese()}月{day.getDayInChinese()}"


@dataclass(slots=True)
class Printed:
    """A page ready for writing, and its truth."""

    style: Style
    sheet: Sheet
    truth: dict[str, Any] = field(default_factory=dict)


def make_page(
    chance: random.Random, style: Style, issue: Issue, number: int, jumps_out: list[Jump], jumps_in: list[Jump]
) -> Printed:
    """One page; articles of `jumps_out` run over to later pages, those of `jumps_in` come from earlier ones (emptied when set)."""
    sheet = Sheet(style.width, style.height)
    texts = Texts(chance, dress_traditional if style.vertical else str)
    setter = Setter(chance, sheet, style, texts)
    section = "要闻" if number == 1 else chance.choice(words.SECTIONS[1:])
    furniture: list[dict[str, Any]] = []
    head = _masthead if number == 1 and not style.vertical else _page_head
    masthead, top = head(setter, issue, number, section, furniture)
    staff, bottom = _footer(setter, furniture)
    cells = plan_cells(chance, style, top, bottom)
    articles: list[dict[str, Any]] = []
    captions: list[dict[str, Any]] = []
    notices: list[dict[str, Any]] = []
    lead = max(cells, key=lambda cell: (not cell.inside, cell.columns * cell.height * (2 if cell.top < top + 5 else 1)))
    for cell in cells:
        if cell is not lead and not cell.bite and _elsewise(setter, cell, bottom, captions, notices):
            continue
        before = len(setter.captions)
        record = None
        for attempt in range(8):
            order = _order(chance, style, cell, lead=cell is lead, attempt=attempt)
            order = _with_jump(order, cell, jumps_out, jumps_in, number)
            record = setter.story(cell, order)
            if record:
                break
        if record is None:
            continue
        for jump, out in ((order.jump, True), (order.continues, False)):
            if jump:
                (jumps_out if out else jumps_in).remove(jump)
        record["id"] = f"p{number}-a{len(articles) + 1}"
        articles.append(record)
        captions += setter.captions[before:]
    _dividers(setter, cells)
    for name, things in (("c", captions), ("n", notices)):
        for place, thing in enumerate(things, 1):
            thing["id"] = f"p{number}-{name}{place}"
    truth = {
        "schema": 1,
        "box_unit": "points, origin top left, [x0, y0, x1, y1]",
        "text_layer": style.layer,
        "style": {
            "paper": style.paper,
            "columns": style.columns,
            "divide": style.divide,
            "body": style.body,
            "size": style.size,
        },
        "page": number,
        "page_name": texts.dress(section),
        "page_size": [style.width, style.height],
        "masthead": masthead,
        "articles": articles,
        "captions": captions,
        "notices": notices,
        "furniture": furniture,
        "staff": staff,
    }
    printed = Printed(style, sheet, truth)
    return _stood_up(printed) if style.vertical else printed


def _order(chance: random.Random, style: Style, cell: Cell, *, lead: bool, attempt: int) -> Order:
    """What the article is to be; the later the attempt, the plainer."""
    if attempt >= 5:
        return Order(plain=True)
    photo = None
    if cell.height > 260 and chance.random() < 0.4 and attempt < 3:
        photo = chance.choice(["top", "in", "in"]) if not cell.bite and cell.columns >= 2 else "top"
        if cell.bite and cell.bite.columns * 2 > cell.columns:
            photo = None
    briefs = not lead and cell.columns <= 2 and chance.random() < 0.15
    return Order(
        lead=lead,
        boxed=not cell.bite and not lead and chance.random() < 0.14,
        vertical=not style.vertical and not lead and not cell.bite and cell.height < 420 and chance.random() < 0.35,
        photo=None if briefs else photo,
        briefs=briefs,
        subheads=lead or chance.random() < 0.25,
    )


def _with_jump(order: Order, cell: Cell, jumps_out: list[Jump], jumps_in: list[Jump], number: int) -> Order:
    if order.briefs or cell.bite or cell.inside:
        return order
    for jump in jumps_in:
        if jump.to == number and jump.rest:
            return Order(boxed=order.boxed, continues=jump)
    for jump in jumps_out:
        if jump.page == number and not jump.rest:
            return Order(lead=order.lead, boxed=order.boxed, photo=order.photo, jump=jump)
    return order


def _elsewise(setter: Setter, cell: Cell, bottom: float, captions: list[dict[str, Any]], notices: list[dict[str, Any]]) -> bool:
    """A picture on its own, a notice or an advert in the cell, by chance."""
    chance, style = setter.chance, setter.style
    low = cell.bottom > bottom - 2
    if low and not cell.inside and chance.random() < 0.4 and cell.height < 330:
        kinds = ["公告", "遗失声明"] if cell.columns <= 2 else ["广告", "公告", "广告"]
        record = set_notice(setter, cell, chance.choice(kinds))
        if record:
            notices.append(record)
            return True
    if cell.columns >= 2 and cell.height < 420 and chance.random() < 0.12:
        where = chance.choice(["under", "beside", "above"])
        captions.append(set_photo(chance, setter.sheet, style, setter.texts, box_of(style, cell), where))
        return True
    return False


def _masthead(
    setter: Setter, issue: Issue, number: int, _section: str, furniture: list[dict[str, Any]]
) -> tuple[dict[str, Any], float]:
    """The head of page one; where the articles begin."""
    style, sheet, chance = setter.style, setter.sheet, setter.chance
    group = sheet.new_group()
    box = (style.margin, style.margin, style.width - style.margin, 0.0)
    big = min(style.width / 9, 96.0)
    face = chance.choice(["wenkai-bold", "kai"])
    if chance.random() < 0.5:
        name = Run(NEWSPAPER, box[0], box[1], big, face, big * 0.12, group)
    else:
        name = Run(NEWSPAPER, (style.width - big * 4.4) / 2, box[1], big, face, big * 0.12, group)
    sheet.runs.append(name)
    sponsor = Run(
        "中共岚汀新区工作委员会　岚汀新区管理委员会主办", box[0], box[1] + big * 1.12, 8.0, style.aside, 0.0, sheet.new_group()
    )
    sheet.runs.append(sponsor)
    furniture.append({"text": sponsor.text, "kind": "publisher", "box": sponsor.box})
    y = box[1] + big * 1.12 + 16
    line = f"{issue.date_raw}   {issue.weekday}   {issue.lunar}   第{issue.number}期   今日{issue.pages}版"
    size = 10.5 if width_of(line, "microhei", 10.5) < box[2] - box[0] - 60 else 8.0
    sheet.runs.append(Run(line, box[0], y, size, "microhei", 0.0, sheet.new_group()))
    page = f"第{number}版"
    sheet.runs.append(Run(page, box[2] - width_of(page, "microhei", size), y, size, "microhei", 0.0, sheet.new_group()))
    sheet.rules.append(Rule((box[0], y + size * 1.6, box[2], y + size * 1.6), 1.0))
    bottom = y + size * 1.6
    return {
        "newspaper": NEWSPAPER,
        "date": issue.date.isoformat(),
        "date_raw": issue.date_raw,
        "weekday": issue.weekday,
        "lunar": issue.lunar,
        "issue_number": str(issue.number),
        "pages_today": issue.pages,
        "box": (box[0], box[1], box[2], bottom),
        "raw": [line, page],
    }, bottom + 10


def _page_head(
    setter: Setter, issue: Issue, number: int, section: str, _furniture: list[dict[str, Any]]
) -> tuple[dict[str, Any], float]:
    """The head of an inner page: number and name left or right, date between, the paper on the other side."""
    style, sheet, chance = setter.style, setter.sheet, setter.chance
    dress = setter.texts.dress
    left, right, y = style.margin, style.width - style.margin, style.margin
    paper = dress(NEWSPAPER)
    label = dress(chance.choice([f"{number} {section}", f"第{number}版 {section}", f"{section}　{number}版"]))
    date = dress(f"{issue.date_raw} {issue.weekday}")
    face = style.heads[0]
    sides = [(label, face, 14.0), (paper, face, 12.0)]
    if chance.random() < 0.5:
        sides.reverse()
    sheet.runs.append(Run(sides[0][0], left, y + 14 - sides[0][2], sides[0][2], sides[0][1], 0.0, sheet.new_group()))
    centred(sheet, date, style.aside, 9.0, (left, y, right, y), y + 5, sheet.new_group())
    x = right - width_of(sides[1][0], sides[1][1], sides[1][2])
    sheet.runs.append(Run(sides[1][0], x, y + 14 - sides[1][2], sides[1][2], sides[1][1], 0.0, sheet.new_group()))
    sheet.rules.append(Rule((left, y + 18, right, y + 18), 0.8))
    return {
        "newspaper": paper,
        "date": issue.date.isoformat(),
        "date_raw": issue.date_raw,
        "weekday": issue.weekday,
        "lunar": None,
        "issue_number": None,
        "pages_today": None,
        "box": (left, y, right, y + 18),
        "raw": [label, date, paper],
    }, y + 30


def _footer(setter: Setter, furniture: list[dict[str, Any]]) -> tuple[dict[str, str], float]:
    """The line of staff at the foot; where the articles end."""
    style, sheet = setter.style, setter.sheet
    dress = setter.texts.dress
    editor, layout, proof = (dress(name) for name in setter.chance.sample(words.STAFF, 3))
    padded = [f"{n[0]}　{n[1]}" if len(n) == 2 else n for n in (editor, layout, proof)]
    text = dress("责任编辑：{}　版式：{}　校对：{}　热线：36512").format(*padded)
    y = style.height - style.margin - 8
    sheet.rules.append(Rule((style.margin, y - 4, style.width - style.margin, y - 4), 0.5))
    box = (style.margin, y, style.width - style.margin, y)
    run = centred(sheet, text, style.aside, 8.0, box, y, sheet.new_group())
    furniture.append({"text": text, "kind": "footer", "box": run.box})
    return {"editor": editor, "layout": layout, "proofreader": proof}, y - 10


def _dividers(setter: Setter, cells: list[Cell]) -> None:
    """Rules between the cells, where the page has them: below each and at its right, never through a neighbour."""
    style, sheet = setter.style, setter.sheet
    if style.divide == "white":
        cells = [cell for cell in cells if cell.inside]
    printed = [run.box for run in sheet.runs] + [picture.box for picture in sheet.pictures]
    framed = [frame.box for frame in sheet.frames]
    for cell in cells:
        box = box_of(style, cell)
        rules = []
        if cell.inside:
            side = box[0] - style.gutter / 2 if cell.first else box[2] + style.gutter / 2
            rules.append((box[0], box[1] - style.gap / 2, box[2], box[1] - style.gap / 2))
            if style.divide != "white":
                rules.append((side, box[1], side, box[3]))
        else:
            rules.append((box[0], box[3] + style.gap / 2, box[2], box[3] + style.gap / 2))
            if cell.end < style.columns:
                rules.append((box[2] + style.gutter / 2, box[1], box[2] + style.gutter / 2, box[3]))
        for rule in rules:
            thick = (rule[0] - 0.6, rule[1] - 0.6, rule[2] + 0.6, rule[3] + 0.6)
            if rule[3] < sheet.height - style.margin - 14 and not any(meet(thick, b, 0.1) for b in (*printed, *framed)):
                sheet.rules.append(Rule(rule, 0.5))


def _stood_up(printed: Printed) -> Printed:
    """The lying page in columns of vertical text."""
    sheet = printed.sheet
    right, top = sheet.height, 0.0
    turned = Sheet(sheet.height, sheet.width)
    turned.runs = [run_stood_up(run, right, top) for run in sheet.runs]
    turned.rules = [Rule(stood_up(rule.box, right, top), rule.width) for rule in sheet.rules]
    turned.frames = [replace(frame, box=stood_up(frame.box, right, top)) for frame in sheet.frames]
    turned.pictures = [replace(picture, box=stood_up(picture.box, right, top)) for picture in sheet.pictures]

    def turn(value: Any, key: str = "") -> Any:
        if key in ("box", "headline_box", "photo_box") and value:
            return stood_up(value, right, top)
        if isinstance(value, dict):
            return {name: turn(part, name) for name, part in value.items()}
        return [turn(part) for part in value] if isinstance(value, list) else value

    truth = turn(printed.truth)
    truth["page_size"] = [turned.width, turned.height]
    truth["vertical_text"] = True
    return Printed(printed.style, turned, truth)
