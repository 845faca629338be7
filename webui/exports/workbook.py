"""A search as a workbook (XLSX): the same columns as the table, every cell a text that is never run. Written row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from webui.exports.table import HEADINGS, cells
from webui.search.results import RecordView
from webui.words import WORDS

MOST_ROWS = 1_048_575
"""Records on one sheet: Excel has 1,048,576 rows, one of which is the heading. Further ones come on another sheet."""
LONGEST_CELL = 32_767
"""Characters of a cell, as Excel counts them (UTF-16); what is longer goes on in cells behind the last column."""
WIDTHS = {"编号": 26, "出版日期": 12, "版名": 14, "标题": 44, "正文": 60, "部门": 30, "网址": 40}

_HALVES = re.compile("[\ud800-\udfff]")
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_workbook(records: Iterable[RecordView], base_url: str, target: BinaryIO, most_rows: int = MOST_ROWS) -> None:
    """Writes the workbook of these records, in their order, into `target`; a record takes memory only while it is written."""
    with xlsxwriter.Workbook(target, _OPTIONS) as book:
        bold = book.add_format({"bold": True})
        number = 0
        sheet: Worksheet | None = None
        for view in records:
            if sheet is None or number == most_rows:
                sheet, number = _sheet(book, bold), 0
            number += 1
            for column, part in enumerate(_parts(cells(view, base_url))):
                sheet.write_string(number, column, part)
        if sheet is None:
            _sheet(book, bold)


def _sheet(book: xlsxwriter.Workbook, bold: object) -> Worksheet:
    number = len(book.worksheets()) + 1
    sheet: Worksheet = book.add_worksheet(WORDS["results"] if number == 1 else f"{WORDS['results']}{number}")
    sheet.freeze_panes(1, 0)
    for column, heading in enumerate((*HEADINGS, WORDS["text_goes_on"])):
        sheet.set_column(column, column, WIDTHS.get(heading, 10))
        sheet.write_string(0, column, heading, bold)
    return sheet


def _parts(row: list[str]) -> list[str]:
    """The cells, what is too long for one cut, its rest behind the last."""
    kept, rest = [], []
    for text in row:
        first, *others = _cut(_HALVES.sub("\ufffd", text))
        kept.append(first)
        rest += others
    return kept + rest


def _cut(text: str) -> list[str]:
    pieces, size, start = [], 0, 0
    if len(text) * 2 <= LONGEST_CELL:
        return [text]
    for place, character in enumerate(text):
        units = 2 if character > "\uffff" else 1
        if size + units > LONGEST_CELL:
            pieces.append(text[start:place])
            size, start = 0, place
        size += units
    return [*pieces, text[start:]]
