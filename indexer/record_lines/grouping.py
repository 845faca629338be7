"""The lines of one page together, wherever they stand in the file; memory does not grow with the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from indexer.errors import EncodingUnknown, SourceUnreadable
from indexer.model import IssueIdentity
from indexer.pipeline import ParseOptions
from indexer.record_lines.address import address_of
from indexer.record_lines.faults import LineFault, LineWrong, fault
from indexer.record_lines.raw import RawLine, json_of, raw_lines, read_object

MOST_LINES = 2_000
"""Lines of one page. A page of small advertisements has some hundred."""
MOST_BYTES = 32 * 1024 * 1024
"""Bytes of one page: so much is held in memory at once."""
NOT_UTF8_BEFORE_GIVING_UP = 1_000

# Temporary and private: SQLite keeps it in memory while it is small and spills it into a file that nobody sees.
_TABLES = """
pragma journal_mode = off;
pragma synchronous = off;
create table page (id integer primary key, paper text, issue_date text, edition integer, number integer,
    lines integer not null default 0, bytes integer not null default 0, unique (paper, issue_date, edition, number));
create table run (page integer, offset integer, end integer, first_line integer, lines integer,
    primary key (page, offset)) without rowid;
"""


@dataclass(frozen=True, slots=True)
class PageLines:
    """All lines of one page, in file order; `page` has neither issue number nor name, which `read_page` finds."""

    page: IssueIdentity
    lines: tuple[tuple[int, bytes], ...]
    """Number of the line and its bytes."""

    @property
    def size(self) -> int:
        """The bytes of all lines."""
        return sum(len(line) for _, line in self.lines)


@dataclass(slots=True)
class _Run:
    """Lines of one page that follow each other in the file without a gap; `before` and `bytes_before` count the page's earlier runs."""

    page: IssueIdentity
    row: int
    before: int
    bytes_before: int
    offset: int
    end: int
    first_line: int
    lines: int = 0

    def goes_on(self, page: IssueIdentity, line: RawLine) -> bool:
        """True for a line that stands right behind this run and belongs to its page."""
        return line.offset == self.end and page == self.page

    def has_room(self, line: RawLine) -> bool:
        """True while the page stays within the limits with one more line."""
        return self.before + self.lines < MOST_LINES and self.bytes_before + line.end - self.offset <= MOST_BYTES


def grouped(file: BinaryIO, options: ParseOptions) -> Iterator[PageLines | LineFault]:
    """Each page of the file with its lines, in the order in which the pages first appear; before them the lines of no page, with the reason.

    The file is read twice and must not change meanwhile; it must be able to seek. A line that names its page and is wrong otherwise
    is among the lines of its page. Raises EncodingUnknown for a file that is not UTF-8, SourceUnreadable for JSON spread over
    lines and where there is no room for the temporary table of lines.
    """
    with closing(sqlite3.connect("")) as table:
        try:
            table.executescript(_TABLES)
            yield from _enter(file, options, table)
            yield from _pages(file, table)
        except sqlite3.Error as error:
            raise SourceUnreadable(
                f"临时文件写不下去（{error}）。请检查系统临时目录所在的磁盘是否已满。",
                f"the temporary table of lines cannot be written: {error}",
            ) from error


def _enter(file: BinaryIO, options: ParseOptions, table: sqlite3.Connection) -> Iterator[LineFault]:
    """Notes for every line which page it belongs to; yields those that belong to none or find no room in it."""
    run: _Run | None = None
    # Lines in another encoding, until one in UTF-8 shows that they are only damaged.
    doubted: list[LineFault] | None = []
    for line in raw_lines(file):
        try:
            value = read_object(line.data)
            if doubted is not None and line.data and not line.data.isascii():
                yield from doubted
                doubted = None
            page = address_of(value, options)
        except LineWrong as wrong:
            found = fault(line.number, wrong)
            if doubted is None or wrong.reason != "not_utf8":
                yield found
                continue
            doubted.append(found)
            if len(doubted) >= NOT_UTF8_BEFORE_GIVING_UP:
                break
            continue
        if run is None or not run.goes_on(page, line):
            _store(run, table)
            run = _begin(page, line, table)
        if run.has_room(line):
            run.end, run.lines = line.end, run.lines + 1
        else:
            yield fault(line.number, _no_room(), page.page_path)
    _store(run, table)
    if doubted:
        raise EncodingUnknown(
            f"从第 {doubted[0].line} 行起不是 UTF-8 编码。.jsonl 请另存为 UTF-8 再收录。",
            f"not UTF-8 from line {doubted[0].line} on; a .jsonl file is UTF-8",
        )


def _begin(page: IssueIdentity, line: RawLine, table: sqlite3.Connection) -> _Run:
    key = (page.paper, page.issue_date.isoformat(), page.edition, page.page)
    table.execute("insert or ignore into page (paper, issue_date, edition, number) values (?, ?, ?, ?)", key)
    row, lines, size = table.execute(
        "select id, lines, bytes from page where paper = ? and issue_date = ? and edition = ? and number = ?", key
    ).fetchone()
    return _Run(page, row, lines, size, line.offset, line.offset, line.number)


def _store(run: _Run | None, table: sqlite3.Connection) -> None:
    if run and run.lines:
        table.execute("insert into run values (?, ?, ?, ?, ?)", (run.row, run.offset, run.end, run.first_line, run.lines))
        table.execute(
            "update page set lines = lines + ?, bytes = bytes + ? where id = ?", (run.lines, run.end - run.offset, run.row)
        )


def _no_room() -> LineWrong:
    return LineWrong(
        "page_too_long",
        f"这一版已有 {MOST_LINES:,} 行或 {MOST_BYTES // 1024 // 1024} MB，后面的没有收录。请检查版次 page 是不是都写成了同一个数。",
        f"the page has {MOST_LINES:,} lines or {MOST_BYTES:,} bytes already; is the page number the same everywhere?",
    )


def _pages(file: BinaryIO, table: sqlite3.Connection) -> Iterator[PageLines]:
    rows = table.execute("select id, paper, issue_date, edition, number from page where lines > 0 order by id")
    for row, paper, day, edition, number in rows:
        lines: list[tuple[int, bytes]] = []
        runs = table.execute("select offset, end, first_line, lines from run where page = ? order by offset", (row,))
        for offset, end, first_line, count in runs:
            file.seek(offset)
            data = file.read(end - offset)
            pieces = data.split(b"\n", count - 1) if count > 1 else [data]
            lines.extend((first_line + place, json_of(piece)) for place, piece in enumerate(pieces))
        yield PageLines(IssueIdentity(paper, date.fromisoformat(day), number, edition), tuple(lines))
