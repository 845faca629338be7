"""The lines of a `.jsonl` file as bytes, in bounded memory however long the file or a line is."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO

import orjson

from indexer.errors import EncodingUnknown, SourceUnreadable
from indexer.record_lines.faults import LineWrong

LONGEST_LINE = 8 * 1024 * 1024
"""Bytes. A page of a broadsheet with all that is known of it has a hundred thousand."""
SKIPPED_AT_ONCE = 1024 * 1024
_BLANKS = b" \t\r\n"


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line that is not blank: `data` is what is JSON in it, `[offset, end)` the bytes of the file that it takes with its line end.

    A file that is one object over several lines (`bulletin parse --json` of a file with one page) is one line.
    """

    number: int
    offset: int
    end: int
    data: bytes | None
    """None for a line longer than `LONGEST_LINE`."""


def raw_lines(file: BinaryIO) -> Iterator[RawLine]:
    """The lines that are not blank, ended by \\n alone: U+2028 and form feeds stay inside a line.

    Raises EncodingUnknown for UTF-16, SourceUnreadable for JSON that is spread over lines and is no single object.
    """
    file.seek(0)
    number = offset = 0
    first = True
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if first:
            _refuse_utf16(line)
        end = offset + len(line)
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            end += _skip_line(file)
            yield RawLine(number, offset, end, None)
            first = False
        elif data := json_of(line):
            if first and data in (b"{", b"["):
                yield _spread(file, number, offset)
                return
            yield RawLine(number, offset, end, data)
            first = False
        offset = end


def json_of(line: bytes) -> bytes:
    """The line without blanks around it and without a byte order mark, which stands inside where files were joined; may be empty."""
    return line.strip(_BLANKS).removeprefix(codecs.BOM_UTF8).strip(_BLANKS)


def read_object(data: bytes | None) -> dict[str, Any]:
    """The JSON object of a line; raises LineWrong, saying where, for everything else."""
    if data is None:
        raise LineWrong(
            "line_too_long",
            f"这一行超过 {LONGEST_LINE // 1024 // 1024} MB，没有收录。请检查是不是少了换行：每行一个 JSON 对象。",
            f"the line is longer than {LONGEST_LINE:,} bytes; is a line end missing?",
        )
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise _not_json(data, error) from error
    if not isinstance(value, dict):
        what = "一个数组，请把数组里的每个对象各写成一行" if isinstance(value, list) else "别的值"
        raise LineWrong(
            "not_an_object",
            f"这一行应当是一个 JSON 对象（{{…}}），却是{what}。",
            f"not a JSON object but {type(value).__name__}",
        )
    return value


def _not_json(data: bytes, error: orjson.JSONDecodeError) -> LineWrong:
    if not is_utf8(data):
        return LineWrong("not_utf8", "这一行不是 UTF-8 编码，请另存为 UTF-8。", "not UTF-8")
    if b"\x00" in data:
        return LineWrong("nul", "这一行里有空字符（NUL），文件可能已经损坏。", "the line holds NUL characters")
    zh = f"这一行不是完整的 JSON（第 {error.colno} 个字符处读不下去）。每行应当是一个 JSON 对象。"
    return LineWrong("not_json", zh, f"not JSON: {error}")


def is_utf8(data: bytes) -> bool:
    """True for bytes that decode as UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _skip_line(file: BinaryIO) -> int:
    """Reads on to the end of the line, keeping nothing; the bytes passed."""
    passed = 0
    while piece := file.readline(SKIPPED_AT_ONCE):
        passed += len(piece)
        if piece.endswith(b"\n"):
            break
    return passed


def _refuse_utf16(line: bytes) -> None:
    # With the mark, or, without one, an ASCII bracket and its empty half.
    if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or line[:2] in (b"{\x00", b"\x00{"):
        raise EncodingUnknown("文件是 UTF-16 编码。.jsonl 请另存为 UTF-8 再收录。", "the file is UTF-16; save it as UTF-8")


def _spread(file: BinaryIO, number: int, offset: int) -> RawLine:
    """The object that begins on this line and takes the rest of the file."""
    file.seek(offset)
    data = file.read(LONGEST_LINE + 1)
    if len(data) <= LONGEST_LINE:
        with suppress(orjson.JSONDecodeError):
            orjson.loads(json_of(data))
            return RawLine(number, offset, offset + len(data), json_of(data))
    raise SourceUnreadable(
        "JSON 写成了多行。.jsonl 要求每行一个完整的 JSON 对象；请重新导出，或用 jq -c . 改成一行一个。",
        "the JSON is spread over several lines; a .jsonl file has one object a line (jq -c .)",
    )
