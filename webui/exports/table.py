"""A search as a table (CSV) that a spreadsheet opens by a double click, and as JSON lines for programs. Pure."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from webui.record_payload import record_payload
from webui.search.results import RecordView
from webui.words import KIND_LABELS

BYTE_ORDER_MARK = "\ufeff"
"""Without it a spreadsheet of a Chinese Windows takes UTF-8 for GBK."""

_RUNNABLE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that begins so is a formula to some spreadsheets (OWASP, CSV injection); the wide forms count in Chinese editions."""


_OTHER_BREAKS = re.compile("[\x85\u2028\u2029]")
"""What many programs take for the end of a line, and JSON does not escape; only a line feed ends one here."""


def _names(key: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda source: "；".join(source.get(key, ()))


def _text(key: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda source: str(source.get(key) or "")


COLUMNS: tuple[tuple[str, Callable[[Mapping[str, Any]], str]], ...] = (
    ("编号", _text("id")),
    ("出版日期", _text("issue_date")),
    ("报纸", _text("paper")),
    ("期号", _text("issue_number")),
    ("版次", _text("page")),
    ("版名", _text("page_name")),
    ("类型", lambda source: KIND_LABELS.get(source["kind"], source["kind"])),
    ("引题", _text("kicker")),
    ("标题", _text("headline")),
    ("副题", _text("subtitle")),
    ("记者", _names("reporters")),
    ("通讯员", _names("correspondents")),
    ("实习生", _names("interns")),
    ("摄影", _names("photographers")),
    ("部门", _names("departments")),
    ("人物", _names("people")),
    ("正文", _text("body")),
)
"""Heading and content of each column; the address of the record's page is the last one, beside these."""

HEADINGS = (*(heading for heading, _ in COLUMNS), "网址")


def cells(view: RecordView, base_url: str) -> list[str]:
    """What stands under the headings in the row of a record."""
    return [*(content(view.source) for _, content in COLUMNS), f"{base_url.rstrip('/')}/{view.id}"]


def csv_lines(records: Iterable[RecordView], base_url: str) -> Iterator[str]:
    """The heading and a line a record, as RFC 4180 has it; several names in a cell are parted by ；.

    No cell runs in a spreadsheet: one that begins like a formula gets an apostrophe in front.
    """
    yield BYTE_ORDER_MARK + _line(HEADINGS)
    for view in records:
        yield _line(map(_harmless, cells(view, base_url)))


def json_lines(records: Iterable[RecordView]) -> Iterator[str]:
    """A line a record, in the form of `/api/v1/records/{id}`, without what is near it."""
    for view in records:
        line = json.dumps(record_payload(view), ensure_ascii=False)
        yield _OTHER_BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", line) + "\n"


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RUNNABLE) else cell


def _line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()
