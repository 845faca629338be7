"""A page as people read it: every line of the source once, in order, with what it became; the same for terminal and HTML."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from indexer.model import EventDate, Jump, Page, ParseWarning, Record, Span
from indexer.pages.lines import BLANKS
from indexer.preview.parts import PagePart
from indexer.preview.words import KINDS, ROLES, UNASSIGNED, furniture_label, line_ranges, warning_label


class Fate(Enum):
    """What became of a line, with the sign that stands before it."""

    RECORD = ""
    FURNITURE = "·"
    UNASSIGNED = "？"
    SEVERAL = "×"
    """In more than one record, or in a record and in furniture: a fault of the program."""

    @property
    def css(self) -> str:
        """The class of the line in the HTML page."""
        return self.name.lower()


WARNED = "！"
LEGEND = "！ 有提醒　？ 没有归入条目　· 版面附件（不进检索）　× 归属重复；空行不列出"


@dataclass(frozen=True, slots=True)
class Note:
    """Something read from a line: 记者, 乔知远, and the rule that found it where it is one of a table."""

    label: str
    text: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of the source that is not blank."""

    number: int
    text: str
    fate: Fate
    notes: tuple[Note, ...] = ()
    warnings: tuple[Note, ...] = ()

    @property
    def sign(self) -> str:
        """What marks the line where there is no colour."""
        return self.fate.value if self.fate in (Fate.UNASSIGNED, Fate.SEVERAL) else WARNED if self.warnings else self.fate.value


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines with one owner; `again` where the record began further up and a caption or a slogan stood between."""

    lines: tuple[LineView, ...]
    title: str = ""
    """Kind and ordinal: 报道 2; empty for lines of no record."""
    headline: str = ""
    again: bool = False
    facts: tuple[Note, ...] = ()
    warnings: tuple[Note, ...] = ()
    """Warnings of the record that name no line."""

    @property
    def record(self) -> bool:
        """True for lines of a record."""
        return bool(self.title)


@dataclass(frozen=True, slots=True)
class PageView:
    """A page with its blocks in the order of the source; `warnings` are those of the page as a whole, all of them."""

    title: str
    blocks: tuple[Block, ...]
    warnings: tuple[Note, ...]
    dated: bool

    @property
    def marked(self) -> tuple[LineView, ...]:
        """The lines to look at: with a warning, in no record, or in several."""
        lines = (line for block in self.blocks for line in block.lines)
        return tuple(line for line in lines if line.sign not in (Fate.RECORD.value, Fate.FURNITURE.value))


def page_title(page: Page) -> str:
    """The page in words: ltdb 2024-11-05 第1188期 第1版 要闻."""
    known = page.identity or page.label
    if known is None:
        return "无日期"
    issue_date = page.identity.issue_date.isoformat() if page.identity else "无日期"
    parts = [known.paper, issue_date]
    if known.issue_number:
        parts.append(f"第{known.issue_number}期")
    if known.page:
        parts.append(f"第{known.page}版")
    if known.page_name:
        parts.append(known.page_name)
    return " ".join(parts)


def view_page(page: Page, part: PagePart) -> PageView:
    """The page beside its source; every line of `part` that is not blank is in exactly one block."""
    owners: defaultdict[int, list[int]] = defaultdict(list)
    for place, record in enumerate(page.records):
        for stretch in record.lines:
            for number in range(stretch.first, stretch.last + 1):
                owners[number].append(place)
    reasons: defaultdict[int, list[str]] = defaultdict(list)
    for furniture in page.furniture:
        for number in range(furniture.lines.first, furniture.lines.last + 1):
            reasons[number].append(furniture.reason)
    notes: defaultdict[int, list[Note]] = defaultdict(list)
    for record in page.records:
        for number, note in _record_notes(record, part):
            notes[number].append(note)
    warnings = _line_warnings(page)
    rows: list[tuple[int | None, LineView]] = []
    for number, text in enumerate(part.lines, part.first_line):
        if not text.strip(BLANKS):
            continue
        places, why = owners.get(number, []), reasons.get(number, [])
        fate = _fate(len(places), why)
        said = tuple(_merged(notes.get(number, [])))
        if fate is Fate.SEVERAL:
            names = [record_title(page.records[place]) for place in places] + [furniture_label(reason) for reason in why]
            said = (Note("归属重复", "、".join(names)), *said)
        elif fate is not Fate.RECORD:
            said = (Note(furniture_label(why[0]) if why else "没有归属"), *said)
        rows.append((places[0] if places else None, LineView(number, text, fate, said, warnings.get(number, ()))))
    blocks = tuple(_blocks(rows, page))
    return PageView(page_title(page), blocks, tuple(map(_warning_note, page.warnings)), page.identity is not None)


def record_title(record: Record) -> str:
    """Kind and ordinal: 报道 2."""
    return f"{KINDS.get(record.kind.value, record.kind.value)} {record.ordinal}"


def _fate(records: int, reasons: list[str]) -> Fate:
    if records + len(reasons) > 1:
        return Fate.SEVERAL
    if records:
        return Fate.RECORD
    return Fate.UNASSIGNED if not reasons or reasons[0] == UNASSIGNED else Fate.FURNITURE


def _blocks(rows: Sequence[tuple[int | None, LineView]], page: Page) -> Iterator[Block]:
    seen: set[int] = set()
    start = 0
    for end in range(1, len(rows) + 1):
        if end < len(rows) and rows[end][0] == rows[start][0]:
            continue
        place = rows[start][0]
        lines = tuple(line for _, line in rows[start:end])
        start = end
        if place is None:
            yield Block(lines)
            continue
        record = page.records[place]
        again = place in seen
        seen.add(place)
        yield Block(
            lines,
            record_title(record),
            record.headline or "",
            again,
            () if again else tuple(_facts(record)),
            () if again else tuple(_warning_note(warning) for warning in record.warnings if not warning.lines),
        )


def _facts(record: Record) -> Iterator[Note]:
    """What is not on one line: the parts of the title as joined, and jumps."""
    if record.kicker:
        yield Note("引题", record.kicker)
    if record.subtitle:
        yield Note("副题", record.subtitle)
    if record.continued_from:
        yield Note("上接", _jump(record.continued_from))
    if record.continues_to:
        yield Note("下转", _jump(record.continues_to))


def _jump(jump: Jump) -> str:
    return " ".join(filter(None, (jump.raw, jump.record, jump.headline)))


def _record_notes(record: Record, part: PagePart) -> Iterator[tuple[int, Note]]:
    """Line number and note, for everything that was read from the record; what cannot be placed goes with its first line."""
    own = {number for stretch in record.lines for number in range(stretch.first, stretch.last + 1)}
    first = min(own, default=part.first_line)

    def line(span: Span) -> int:
        number = part.line_at(span.start)
        return number if number in own else first

    if record.headline_span:
        for number in range(line(record.headline_span), part.line_at(record.headline_span.end - 1) + 1):
            if number in own and part.lines[number - part.first_line].strip(BLANKS):
                yield number, Note(_title_part(record, part.lines[number - part.first_line]))
    for count, paragraph in enumerate(record.paragraphs, 1):
        for place, number in enumerate(dict.fromkeys(paragraph.lines)):
            yield number, Note(f"第{count}段" if place == 0 else f"接第{count}段")
    if record.byline and not record.credits:
        yield line(record.byline.span), Note("署名", "没有人名", record.byline.rule)
    for credit in record.credits:
        yield line(credit.span), Note(ROLES.get(credit.role, credit.role), credit.name, credit.rule)
    if record.dateline:
        place_name = f"（{record.dateline.place}）" if record.dateline.place else ""
        yield line(record.dateline.span), Note("电头", record.dateline.raw + place_name)
    for event in record.event_dates:
        yield line(event.span), Note("日期", _event(event))
    for mention in record.departments:
        yield line(mention.span), Note("部门", mention.facet + ("" if mention.confirmed else "（待确认）"))
    for person in record.people:
        yield line(person.span), Note("人物", f"{person.name}（{person.title}）" if person.title else person.name)


def _title_part(record: Record, text: str) -> str:
    bare = _bare(text)
    for label, whole in (("标题", record.headline), ("引题", record.kicker), ("副题", record.subtitle)):
        if whole and bare in _bare(whole):
            return label
    return "标题"


def _bare(text: str) -> str:
    return "".join(text.split())


def _event(event: EventDate) -> str:
    if event.from_ is None:
        return f"{event.raw} 未换算"
    return f"{event.raw} = {event.from_}" + ("" if event.to in (None, event.from_) else f" 至 {event.to}")


def _merged(notes: Sequence[Note]) -> list[Note]:
    """Notes of one label and rule as one, each value once: 部门 区财政局、区水利局."""
    grouped: dict[tuple[str, str], dict[str, None]] = {}
    for note in notes:
        grouped.setdefault((note.label, note.rule), {})[note.text] = None
    return [Note(label, "、".join(filter(None, texts)), rule) for (label, rule), texts in grouped.items()]


def _warning_note(warning: ParseWarning) -> Note:
    lines = f"（行 {line_ranges(warning.lines)}）" if warning.lines else ""
    return Note(warning_label(warning.code), warning.note + lines)


def _line_warnings(page: Page) -> dict[int, tuple[Note, ...]]:
    """The warnings of each line; the sentence stands on the first line that a warning names, its short form on the others."""
    found: defaultdict[int, dict[Note, None]] = defaultdict(dict)
    every = [*page.warnings, *(warning for record in page.records for warning in record.warnings)]
    for warning in every:
        for place, number in enumerate(sorted(set(warning.lines))):
            note = Note(warning_label(warning.code), warning.note if place == 0 else "")
            found[number][note] = None
    return {number: tuple(notes) for number, notes in found.items()}


__all__ = ["LEGEND", "WARNED", "Block", "Fate", "LineView", "Note", "PageView", "page_title", "record_title", "view_page"]
