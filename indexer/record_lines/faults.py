"""What is wrong with a line: the error inside this room, and the value that leaves it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from indexer.errors import SourceError


class LineWrong(SourceError):
    """A line, or one record of it, cannot be taken in; `reason` is the code of its `LineFault`."""

    code: ClassVar[str] = "bad_line"

    def __init__(self, reason: str, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class LineFault:
    """Why a line of a `.jsonl` file (or one record of a line that is a whole page) was left out; the sentences name the line."""

    line: int
    """Counted from 1 in the file, blank lines included."""
    code: str
    zh: str
    en: str
    page: str | None = None
    """`PAPER/YYYY-MM-DD/PAGE` where the line says so much."""


def fault(line: int, wrong: LineWrong, page: str | None = None, place: int | None = None) -> LineFault:
    """The fault of a line; `place` is that of the record, counted from 1, in a line that is a whole page."""
    zh = f"第 {line} 行" if place is None else f"第 {line} 行第 {place} 条"
    en = f"line {line}" if place is None else f"line {line}, record {place}"
    return LineFault(line, wrong.reason, f"{zh}：{wrong.zh}", f"{en}: {wrong.en}", page)


def wrong_type(field: str, zh: str, en: str) -> LineWrong:
    """The error of a field whose value is of another type than it must be."""
    return LineWrong("wrong_type", f"字段 {field} 应当是{zh}。", f"{field} must be {en}")


def too_long(field: str, most: int, unit_zh: str = "个字", unit_en: str = "characters") -> LineWrong:
    """The error of a value that is longer than anything printed."""
    zh = f"字段 {field} 超过 {most:,} {unit_zh}，报纸上没有这么长的；请检查导出的数据。"
    return LineWrong("too_long", zh, f"{field} has more than {most:,} {unit_en}, longer than anything printed")
