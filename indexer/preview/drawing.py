"""A printed page as a drawing: the boxes of what was understood on it, in reading order, beside the list of its records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.documents import record_id
from indexer.model import Page, ParseWarning, Record
from indexer.preview.parts import PagePart
from indexer.preview.words import KINDS, ROLES, UNASSIGNED, furniture_label, warning_label

Box = tuple[float, float, float, float]

TAG_SHARE = 1 / 64
"""Of the page's width: the size of type on the tags, ten pixels on a desktop."""
TAG_LEADING = 1.4
"""Height of a tag in sizes of its type."""
DOUBTFUL = frozenset({"ocr doubtful", "unreadable text", "mojibake", "unassigned lines"})
"""Warnings whose lines are marked: what stands there was not read, or may have been read wrongly."""


@dataclass(frozen=True, slots=True)
class Tag:
    """The words on a box: number, kind and headline, cut to the width of the box; baseline and left edge of the type."""

    text: str
    x: float
    y: float
    top: float
    width: float
    height: float
    size: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A box on the drawing; `look` is its colour: the kind of a record, furniture, picture, stray or doubt."""

    look: str
    box: Box
    title: str
    """What is said where the pointer rests."""
    anchor: str = ""
    """Its own id; empty where nothing leads to it."""
    target: str = ""
    """The id in the list that it leads to; empty for none."""
    tag: Tag | None = None

    @property
    def width(self) -> float:
        """In points."""
        return max(0.0, self.box[2] - self.box[0])

    @property
    def height(self) -> float:
        """In points."""
        return max(0.0, self.box[3] - self.box[1])


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in the list beside the drawing."""

    number: int
    """In reading order, counted from 1."""
    id: str
    """Its address; empty for a page without a date."""
    kind: str
    kind_label: str
    headline: str
    facts: tuple[str, ...]
    paragraphs: tuple[str, ...]
    warnings: tuple[str, ...]
    anchor: str
    target: str
    """The id of its box; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Stray:
    """What belongs to no record, in the list: furniture, or lines that nobody claims."""

    label: str
    text: str
    anchor: str
    target: str
    look: str


@dataclass(frozen=True, slots=True)
class PageDrawing:
    """Everything that the report draws of a page; lengths are points."""

    width: float
    height: float
    image: str
    """The picture of the page as a data URI; empty where there is none."""
    note: str
    """Why there is none."""
    strips: tuple[Box, ...]
    """Where lines are printed: drawn where there is no picture."""
    marks: tuple[Mark, ...]
    entries: tuple[Entry, ...]
    strays: tuple[Stray, ...]


def draw_page(page: Page, part: PagePart, key: str, image: str = "", note: str = "") -> PageDrawing | None:
    """The drawing of a printed page, None for a page of a text; `key` begins the ids, so that those of several pages differ."""
    if page.printed is None or page.printed.width <= 0 or page.printed.height <= 0:
        return None
    boxes = dict(enumerate(page.line_boxes, part.first_line))
    marks = [Mark("picture", box, "图片：里面的文字不读") for box in page.pictures]
    found = list(_strays(page, part, boxes, key))
    marks.extend(Mark(stray.look, box, f"{stray.label}：{stray.text}", stray.target, stray.anchor) for stray, box in found)
    size = page.printed.width * TAG_SHARE
    # A caption within the frame of its article comes last, so that it lies on top and can be pointed at.
    records = sorted(enumerate(page.records, 1), key=lambda item: -_area(item[1]))
    for number, record in records:
        if record.box is not None:
            marks.append(_record_mark(number, record, key, size))
    marks.extend(_doubts(page, boxes))
    return PageDrawing(
        page.printed.width,
        page.printed.height,
        image,
        note,
        () if image else page.line_boxes,
        tuple(marks),
        tuple(_entry(number, record, page, key) for number, record in enumerate(page.records, 1)),
        tuple(stray for stray, _ in found),
    )


def _area(record: Record) -> float:
    x0, y0, x1, y1 = record.box or (0.0, 0.0, 0.0, 0.0)
    return (x1 - x0) * (y1 - y0)


def _record_mark(number: int, record: Record, key: str, size: float) -> Mark:
    assert record.box is not None
    label = KINDS.get(record.kind.value, record.kind.value)
    title = f"{number} {label} {_name(record)}"
    return Mark(record.kind.value, record.box, title, f"{key}-b{number}", f"{key}-r{number}", _tag(title, record.box, size))


def _tag(title: str, box: Box, size: float) -> Tag:
    room = max(4, int((box[2] - box[0]) / size) - 1)
    text = title if _ems(title) <= room else _cut(title, room - 1) + "…"
    height = size * TAG_LEADING
    # Above the box; at the top edge of the page within it.
    top = box[1] - height if box[1] >= height else box[1]
    return Tag(text, box[0] + size * 0.35, top + size * 1.05, top, (_ems(text) + 0.7) * size, height, size)


def _ems(text: str) -> float:
    """Width in Hanzi, as a browser sets it: digits and Latin letters are half as wide and a little more."""
    return sum(0.58 if letter < "\u2000" else 1.0 for letter in text)


def _cut(text: str, room: float) -> str:
    end = 0
    while end < len(text) and _ems(text[: end + 1]) <= room:
        end += 1
    return text[:end]


def _strays(page: Page, part: PagePart, boxes: dict[int, Box], key: str) -> Iterator[tuple[Stray, Box]]:
    """Furniture, then lines that are in no record and no furniture, each with its place."""
    owned = {n for record in page.records for stretch in record.lines for n in range(stretch.first, stretch.last + 1)}
    count = 0
    for item in page.furniture:
        look = "stray" if item.reason == UNASSIGNED else "furniture"
        for number in range(item.lines.first, item.lines.last + 1):
            owned.add(number)
            if number in boxes:
                count += 1
                text = part.lines[number - part.first_line]
                yield Stray(furniture_label(item.reason), text, f"{key}-f{count}", f"{key}-g{count}", look), boxes[number]
    for number, text in enumerate(part.lines, part.first_line):
        if number in boxes and number not in owned and text.strip():
            count += 1
            yield Stray("没有归属", text, f"{key}-f{count}", f"{key}-g{count}", "stray"), boxes[number]


def _doubts(page: Page, boxes: dict[int, Box]) -> Iterator[Mark]:
    said: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for warning in _warnings(page):
        if warning.code in DOUBTFUL:
            for number in warning.lines:
                said[number][f"{warning_label(warning.code)}：{warning.note}"] = None
    for number, notes in sorted(said.items()):
        if number in boxes:
            yield Mark("doubt", boxes[number], "；".join(notes))


def _warnings(page: Page) -> Iterator[ParseWarning]:
    yield from page.warnings
    for record in page.records:
        yield from record.warnings


def _entry(number: int, record: Record, page: Page, key: str) -> Entry:
    credits = {label: record.names(role) for role, label in ROLES.items()}
    facts = [f"{label} {'、'.join(names)}" for label, names in credits.items() if names]
    titles = (("引题", record.kicker), ("副题", record.subtitle))
    return Entry(
        number,
        record_id(page.identity, record) if page.identity else "",
        record.kind.value,
        KINDS.get(record.kind.value, record.kind.value),
        record.headline or "",
        tuple([f"{label} {text}" for label, text in titles if text] + facts + list(_jumps(record))),
        tuple(paragraph.text for paragraph in record.paragraphs),
        tuple(f"{warning_label(warning.code)}：{warning.note}" for warning in record.warnings),
        f"{key}-r{number}",
        f"{key}-b{number}" if record.box is not None else "",
    )


def _jumps(record: Record) -> Sequence[str]:
    return [jump.raw for jump in (record.continued_from, record.continues_to) if jump]


def _name(record: Record) -> str:
    return record.headline or next((paragraph.text for paragraph in record.paragraphs), "（无标题）")
