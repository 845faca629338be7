"""The lines of one page as a page: the values that a parsed page has, and the lines that could not be taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson

from indexer.extract.vocabulary import Vocabulary
from indexer.model import Kind, Page, ParseWarning, Record
from indexer.pages.doubts import missing_headline, no_article, warn
from indexer.pipeline import ParseOptions
from indexer.readers.ruined import is_ruined, lost
from indexer.record_lines.address import GivenId, given_id
from indexer.record_lines.faults import LineFault, LineWrong, fault, wrong_type
from indexer.record_lines.grouping import PageLines
from indexer.record_lines.ids import Numbering, check_kind
from indexer.record_lines.page_fields import PageFields
from indexer.record_lines.raw import read_object
from indexer.record_lines.record import Place, RecordReader
from indexer.record_lines.texts import has_markup, refuse_nul

MOST_RECORDS = 2_000
"""Records of one page; a page of small advertisements has some hundred."""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The page, without records where every line of it is wrong, and why which lines were left out."""

    page: Page
    faults: tuple[LineFault, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """One record of a line; `place` is its number in a line that is a whole page."""

    line: int
    place: int | None
    value: dict[str, Any]
    wrong: LineWrong | None = None
    own: GivenId | None = None


def read_page(lines: PageLines, options: ParseOptions, vocabulary: Vocabulary) -> ReadPage:
    """The page that the lines give: the same for the same lines, whatever else stands in their file.

    A given id of the archive's form keeps its kind and ordinal; the other records, faulty ones too, count on in file order.
    """
    fields = PageFields()
    numbering = Numbering(lines.page)
    items = [_checked(item, place, numbering) for place, item in enumerate(_items(lines, fields))]
    reader = RecordReader(lines.page, vocabulary, options.local_level)
    records: list[Record] = []
    doubtful: set[int] = set()
    faults: list[LineFault] = []
    line = 0
    for item in items:
        line += 1
        try:
            kind, ordinal = numbering.number(item.own, item.value)
            if item.wrong:
                raise item.wrong
            record = reader.read(item.value, Place(kind, ordinal, line))
        except LineWrong as wrong:
            faults.append(fault(item.line, wrong, lines.page.page_path, item.place))
            continue
        fields.note_unknown(item.value, own_id=item.own is not None, whole=item.place is not None)
        line = record.lines[-1].last
        if "warnings" not in item.value:
            doubtful.add(len(records))
        records.append(record)
    records = _doubted(records, doubtful) if doubtful else records
    return ReadPage(_page(lines, fields, records), tuple(faults))


def _items(lines: PageLines, fields: PageFields) -> Iterator[_Item]:
    for number, data in lines.lines:
        value: dict[str, Any] = {}
        try:
            value = read_object(data)
            fields.take(value)
            if "records" not in value:
                refuse_nul(data)
                yield _Item(number, None, value)
                continue
            records = value["records"]
            if not isinstance(records, list):
                raise wrong_type("records", "条目的数组", "a list of records")
            fields.take_whole(value)
        except LineWrong as wrong:
            yield _Item(number, None, value, wrong)
            continue
        for place, record in enumerate(records, 1):
            yield _of_page(number, place, record)


def _of_page(number: int, place: int, record: object) -> _Item:
    """A record of a line that is a whole page; what is wrong with one leaves the others alone."""
    if not isinstance(record, dict):
        return _Item(number, place, {}, wrong_type("records", "条目的数组", "a list of records"))
    try:
        refuse_nul(orjson.dumps(record))
    except LineWrong as wrong:
        return _Item(number, place, record, wrong)
    return _Item(number, place, record)


def _checked(item: _Item, place: int, numbering: Numbering) -> _Item:
    """The item with what its kind and its id have wrong."""
    if item.wrong:
        return item
    own = given_id(item.value.get("id"))
    try:
        if place >= MOST_RECORDS:
            zh = f"这一版已有 {MOST_RECORDS:,} 条，这一条没有收录。请检查版次 page 是不是都写成了同一个数。"
            raise LineWrong("page_too_long", zh, f"the page has {MOST_RECORDS:,} records already")
        check_kind(item.value)
        if own:
            numbering.reserve(own, item.value)
    except LineWrong as wrong:
        return replace(item, wrong=wrong, own=own)
    return replace(item, own=own) if own else item


def _doubted(records: Sequence[Record], doubtful: set[int]) -> list[Record]:
    """The records with the warnings that their texts give, where a record came without any of its own."""
    warned = warn(records)
    return [_with_missing(record, warned[place]) if place in doubtful else record for place, record in enumerate(records)]


def _with_missing(bare: Record, warned: Record) -> Record:
    line = bare.lines[0].first
    further: list[ParseWarning] = []
    if has_markup(bare.body):
        note = "正文里有网页标记（<p>、&nbsp; 一类），已照原样保留；请从原系统导出不带标记的文字，再收录一次。"
        further.append(ParseWarning("markup in text", (line,), note))
    if bare.kind is Kind.ARTICLE and bare.headline is None and bare.paragraphs and not bare.continued_from:
        further.append(missing_headline(bare, line))
    if is_ruined(bare.body) or is_ruined(bare.headline or ""):
        further.append(lost((line,)))
    return replace(warned, warnings=(*warned.warnings, *further)) if further else warned


def _page(lines: PageLines, fields: PageFields, records: list[Record]) -> Page:
    records.sort(key=lambda record: (record.lines[0].first, record.kind, record.ordinal))
    warnings = fields.own_warnings()
    if not fields.whole:
        ruined = [
            line for record in records for warning in record.warnings if warning.code == "mojibake" for line in warning.lines
        ]
        if ruined:
            warnings = (*warnings, lost(tuple(dict.fromkeys(ruined))))
        if not any(record.kind is Kind.ARTICLE for record in records):
            warnings = (*warnings, no_article())
    return Page(fields.identity(lines.page), tuple(records), fields.furniture, warnings, fields.coverage)
