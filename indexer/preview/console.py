"""The previews on a terminal or in a pipe: plain rows, no boxes; every sign is there without colour, too."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from indexer.preview.view import LEGEND, Block, Fate, LineView, Note, PageView
from indexer.preview.words import visible

BESIDE_FROM = 64
"""Columns from which on notes stand beside the source; on a narrower terminal they stand below it."""
SIGN, NUMBER, GAP = 3, 5, 2
_STYLES = {Fate.RECORD: "", Fate.FURNITURE: "dim", Fate.UNASSIGNED: "bold magenta", Fate.SEVERAL: "bold red"}
_WARNED = "yellow"


def open_console(file: object | None = None) -> Console:
    """A console on stdout that cuts nothing off; signs that the terminal's encoding does not have are written as \\u escapes."""
    stream = file or sys.stdout
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure and getattr(stream, "errors", "strict") == "strict":
        reconfigure(errors="backslashreplace")
    return Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=True)  # type: ignore[arg-type]


def say(console: Console, text: str = "", style: str = "", indent: int = 0) -> None:
    """A line of text, broken at the width of the console, never cut; later rows are indented by two more."""
    room = max(20, console.width - indent)
    rows = wrap(visible(text), room, room - 2)
    for number, row in enumerate(rows):
        console.print(Text(" " * (indent + (2 if number else 0)) + row, style))


def show_page(console: Console, page: PageView) -> None:
    """The page: a title, then every line of the source with what it became."""
    say(console, page.title, "bold")
    say(console, LEGEND, "dim")
    for warning in page.warnings:
        say(console, f"！ 提醒（整版）　{warning.label}：{warning.text}", _WARNED)
    if not page.dated:
        say(console, "没有出版日期：事件日期不换算，条目没有编号。可加 --issue-date YYYY-MM-DD。", "dim")
    if not page.blocks:
        say(console, "？ 文件里没有文字。请检查文件是否导出或下载完整。", _WARNED)
    for block in page.blocks:
        _show_block(console, block)


def _show_block(console: Console, block: Block) -> None:
    console.print()
    if block.record:
        again = "（续）" if block.again else ""
        headline = "" if block.again else f" {block.headline or '（无标题）'}"
        say(console, f"【{block.title}{again}】{headline}", "bold")
    for fact in block.facts:
        say(console, f"{fact.label}：{fact.text}", indent=SIGN)
    for warning in block.warnings:
        say(console, f"！ 提醒　{warning.label}：{warning.text}", _WARNED)
    for line in block.lines:
        _show_line(console, line)


def _show_line(console: Console, line: LineView) -> None:
    style = _WARNED if line.warnings and line.fate is Fate.RECORD else _STYLES[line.fate]
    head = line.sign + " " * (SIGN - cell_len(line.sign)) + f"{line.number:>{NUMBER}}" + " " * GAP
    blank = " " * cell_len(head)
    room = max(20, console.width - len(blank))
    below = console.width < BESIDE_FROM
    beside = room - 2 if below else (room - GAP) * 2 // 5
    width = room if below else room - GAP - beside
    left = wrap(visible(line.text.expandtabs(4)), width, width)
    right = list(_hanging(_note_texts(line), beside))
    if below:
        rows = [*left, *("→ " + note for note in right)]
    else:
        pairs = zip_longest(left, right, fillvalue="")
        rows = [text + " " * (width - cell_len(text) + GAP) + note if note else text for text, note in pairs]
    # One print for a source line, however long: a page of a million characters in one line is a case that occurs.
    console.print(Text("\n".join((head if place == 0 else blank) + row for place, row in enumerate(rows)), style))


def _hanging(notes: Iterable[str], width: int) -> Iterator[str]:
    """Each note broken at the width, its later rows indented."""
    for note in notes:
        first, *rest = wrap(note, width, width - 2)
        yield first
        yield from ("  " + row for row in rest)


def _note_texts(line: LineView) -> Iterator[str]:
    for warning in line.warnings:
        yield f"！{note_text(warning)}"
    for note in line.notes:
        yield note_text(note)


def note_text(note: Note) -> str:
    """The note as one text: 记者：乔知远 〔own-line〕."""
    text = visible(f"{note.label}：{note.text}" if note.text else note.label)
    return f"{text} 〔{note.rule}〕" if note.rule else text


def wrap(text: str, first: int, later: int) -> list[str]:
    """The text in rows of so many columns, a Hanzi counting two; nothing is left out.

    A word of letters stays whole where a blank is near, and no row begins with a closing mark.
    """
    rows: list[str] = []
    start, width, room = 0, 0, first
    place = 0
    while place < len(text):
        char = text[place]
        columns = 1 if " " <= char <= "~" else 2 if "一" <= char <= "鿿" else cell_len(char)
        if width + columns <= room or place == start:
            width += columns
            place += 1
            continue
        place = _break_before(text, start, place)
        rows.append(text[start:place])
        start, width, room = place, 0, later
    rows.append(text[start:])
    return rows


def _break_before(text: str, start: int, place: int) -> int:
    """Where to break a row that is full at `place`; a third of the row stays at least."""
    least = start + (place - start + 2) // 3
    cut = place
    if text[place] in _NEVER_FIRST:
        while cut > least and text[cut] in _NEVER_FIRST:
            cut -= 1
        return cut if text[cut] not in _NEVER_FIRST else place
    while cut > least and text[cut] in _WORD and text[cut - 1] in _WORD:
        cut -= 1
    return cut if not (text[cut] in _WORD and text[cut - 1] in _WORD) else place


_NEVER_FIRST = frozenset("，。；：！？、）」』”’》】〕…,;!?)")
_WORD = frozenset(map(chr, range(0x21, 0x7F))) | {"〔", "〕"}
