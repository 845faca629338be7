"""The fields of a record that are given: checked, cleaned, and made the values that extraction makes of a parsed page."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from indexer.extract.names import FOLD_INTERPUNCT
from indexer.model import (
    Byline,
    Credit,
    Dateline,
    DepartmentMention,
    EventDate,
    Jump,
    LineRange,
    ParseWarning,
    Person,
    Span,
)
from indexer.pages.credit_sources import HAN
from indexer.pages.lines import BLANKS
from indexer.record_json import ROLE_FIELDS
from indexer.record_lines.address import LARGEST_PAGE, calendar_day
from indexer.record_lines.faults import LineWrong, too_long, wrong_type
from indexer.record_lines.texts import LONGEST_TITLE, LONGEST_WORD, as_printed, printed_line

GIVEN = "given"
"""Rule of what was not found by one of ours but came with the line."""
NOWHERE = Span(0, 0)
"""Where the text of what is given is not known to stand."""
MOST_ITEMS = 1_000
LARGEST_LINE = 2_000_000_000
# 周　桐: padded to the width of three
_PADDED = re.compile(rf"(?<=[{HAN}])[ \u3000\t]+(?=[{HAN}])")
_BETWEEN = re.compile("[、，,；;]")


def items(value: object, field: str) -> list[Any]:
    """The list of a field; none for null. Raises LineWrong."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise wrong_type(field, "数组", "a list")
    if len(value) > MOST_ITEMS:
        raise too_long(field, MOST_ITEMS, "项", "items")
    return value


def names(value: object, field: str) -> tuple[str, ...]:
    """The names of a field, each once, without padding; a string may hold several with commas between."""
    given = _BETWEEN.split(value) if isinstance(value, str) else items(value, field)
    found: dict[str, None] = {}
    for name in given:
        if not isinstance(name, str):
            raise wrong_type(field, "姓名的数组", "a list of names")
        if len(name) > LONGEST_WORD:
            raise too_long(field, LONGEST_WORD)
        if cleaned := _cleaned(name):
            found[cleaned] = None
    return tuple(found)


@lru_cache(maxsize=4096)
def _cleaned(name: str) -> str:
    return _PADDED.sub("", name.strip(BLANKS)).translate(FOLD_INTERPUNCT)


def credits(value: dict[str, Any]) -> tuple[Credit, ...]:
    """The credits of the role fields that the record has, in the order of the contract."""
    return tuple(
        Credit(role, name, NOWHERE, GIVEN)
        for role, field in ROLE_FIELDS.items()
        if field in value
        for name in names(value[field], field)
    )


def byline(value: object) -> Byline | None:
    """The credit as printed, given as the object of the contract or as a string."""
    given = value if isinstance(value, dict) else {"raw": value}
    raw = as_printed(given.get("raw"), "byline", LONGEST_TITLE)
    return Byline(raw, _span(given.get("span")), GIVEN) if raw else None


def _span(value: object) -> Span:
    if value is None:
        return NOWHERE
    if isinstance(value, list) and len(value) == 2 and all(map(_is_line, value)) and value[0] <= value[1]:
        return Span(value[0], value[1])
    raise wrong_type("byline.span", "两个整数", "two whole numbers")


def dateline(value: object) -> Dateline | None:
    """The time words and the place, given as the object of the contract or as a string."""
    given = value if isinstance(value, dict) else {"raw": value}
    raw = as_printed(given.get("raw"), "dateline")
    return Dateline(raw, NOWHERE, printed_line(given.get("place"), "dateline.place")) if raw else None


def event_dates(value: object) -> tuple[EventDate, ...]:
    """The days named; a string stands for a single day."""
    return tuple(_event(given) for given in items(value, "event_dates"))


def _event(value: object) -> EventDate:
    given = {"from": value} if isinstance(value, str) else value
    if not isinstance(given, dict):
        raise wrong_type("event_dates", "{raw, from, to} 的数组", "a list of {raw, from, to}")
    first, last = _day(given.get("from")), _day(given.get("to"))
    first, last = first or last, last or first
    if first and last and first > last:
        raise LineWrong(
            "bad_event_date",
            f"event_dates 的 from（{first}）比 to（{last}）晚，两个日期可能写反了。",
            f"event_dates: {first} is after {last}",
        )
    begin, end = (day.isoformat() if day else "" for day in (first, last))
    raw = as_printed(given.get("raw"), "event_dates.raw") or begin
    return EventDate(raw, NOWHERE, begin, end, first, last, GIVEN)


def _day(value: object) -> date | None:
    if value is None or value == "":
        return None
    day = calendar_day(value) if isinstance(value, str) else None
    if day is None:
        shown = repr(value)[:40]
        raise LineWrong(
            "bad_event_date",
            f"event_dates 的日期 {shown} 不是历法上有的日子，请写成 2024-11-05 的形式，不知道的写 null。",
            f"event_dates: {shown} is no calendar day",
        )
    return day


def departments(value: object, known: Callable[[str], DepartmentMention]) -> tuple[DepartmentMention, ...]:
    """Every office given: by the object of the contract, or by its name alone, which `known` then makes a mention of."""
    found = []
    for given in items(value, "departments"):
        if isinstance(given, str):
            given = {"facet": given}
        if not isinstance(given, dict):
            raise wrong_type("departments", "部门的数组", "a list of departments")
        parts = [given.get(key) for key in _DEPARTMENT]
        for key, part in zip(_DEPARTMENT, parts, strict=True):
            if part is not None and not isinstance(part, bool if key == "confirmed" else str):
                raise wrong_type(
                    f"departments.{key}", "文字（confirmed 是 true 或 false）", "a string (confirmed: true or false)"
                )
        mention = _mention(*parts)
        if not isinstance(mention, str):
            found.append(mention)
        elif mention:
            found.append(known(mention))
    return tuple(found)


_DEPARTMENT = ("name", "level", "facet", "as_printed", "confirmed")


# The offices of a paper come again and again; to check and to make their values takes a third of the time of a line.
@lru_cache(maxsize=4096)
def _mention(
    name: str | None, level: str | None, facet: str | None, form: str | None, confirmed: bool | None
) -> DepartmentMention | str:
    """The mention; only the name as it is written where the rest has to be found."""
    name, level, facet, form = (
        printed_line(part, f"departments.{key}") or ""
        for key, part in zip(_DEPARTMENT, (name, level, facet, form), strict=False)
    )
    if name and facet:
        return DepartmentMention(name, level, facet, form or facet, confirmed is not False, NOWHERE, GIVEN)
    return facet or (name if level and name.startswith(level) else level + name if name else form)


def people(value: object) -> tuple[Person, ...]:
    """The persons given, as objects of name and title or by their names."""
    found: list[Person] = []
    for given in items(value, "people"):
        given = {"name": given} if isinstance(given, str) else given
        if not isinstance(given, dict):
            raise wrong_type("people", "{name, title} 的数组", "a list of {name, title}")
        name = given.get("name")
        title = printed_line(given.get("title"), "people.title") or ""
        found.extend(Person(cleaned, title, NOWHERE, GIVEN) for cleaned in names([] if name is None else [name], "people.name"))
    return tuple(found)


def jump(value: object, field: str) -> Jump | None:
    """The words that lead to another page, with what is known of the other part."""
    if value is None:
        return None
    if not isinstance(value, dict):
        raise wrong_type(field, "{raw, page} 或 null", "{raw, page} or null")
    page = value.get("page")
    if page is not None and not (_is_line(page) and 1 <= page <= LARGEST_PAGE):
        raise wrong_type(f"{field}.page", "版次或 null", "a page number or null")
    raw = as_printed(value.get("raw"), f"{field}.raw")
    other = printed_line(value.get("id"), f"{field}.id")
    return Jump(raw, page, other, printed_line(value.get("headline"), f"{field}.headline", LONGEST_TITLE)) if raw else None


def lines(value: object) -> tuple[LineRange, ...]:
    """The stretches of lines of the source; none where they are not given."""
    return tuple(_range(given) for given in items(value, "lines"))


def _range(value: object) -> LineRange:
    if isinstance(value, list) and len(value) == 2 and all(map(_is_line, value)) and 1 <= value[0] <= value[1]:
        return LineRange(value[0], value[1])
    raise wrong_type("lines", "[首行, 末行] 的数组", "a list of [first, last]")


def _is_line(value: object) -> bool:
    return type(value) is int and 0 <= value <= LARGEST_LINE


def box(value: object, field: str) -> tuple[float, float, float, float] | None:
    """A place on the printed page."""
    if value is None:
        return None
    if (
        isinstance(value, list)
        and len(value) == 4
        and all(type(edge) in (int, float) and math.isfinite(edge) for edge in value)
    ):
        return (value[0], value[1], value[2], value[3])
    raise wrong_type(field, "四个数或 null", "four numbers or null")


def warnings(value: object) -> tuple[ParseWarning, ...]:
    """The warnings given, of a record or of a page."""
    found = []
    for given in items(value, "warnings"):
        code = printed_line(given.get("code"), "warnings.code") if isinstance(given, dict) else None
        if code is None:
            raise wrong_type("warnings", "{code, lines, note} 的数组", "a list of {code, lines, note}")
        numbers = items(given.get("lines"), "warnings.lines")
        if not all(map(_is_line, numbers)):
            raise wrong_type("warnings.lines", "行号的数组", "a list of line numbers")
        found.append(ParseWarning(code, tuple(numbers), as_printed(given.get("note"), "warnings.note", LONGEST_TITLE) or ""))
    return tuple(found)
