"""How single values of an address are read: what a person or program sent becomes a value, or an error that says what is wanted."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from indexer.errors import QueryError
from mappings.folding import as_seen
from webui.search.facets import ROLES, Facet, RoleName

_NUMBER = re.compile(r"[0-9]{1,9}")
_YEAR = re.compile(r"[12][0-9]{3}")
_MONTH = re.compile(r"[12][0-9]{3}-[0-9]{2}")
_DAY = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")
_MONTH_DAY = re.compile(r"[0-9]{2}-[0-9]{2}")
_LEAP_YEAR = 2024  # any year with a 29 February
# Control characters, half surrogates (a command line in another encoding), and U+2028/2029: nothing of this is ever printed.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def printable(text: str) -> str:
    """The text with a blank for everything that is never printed, and none at its ends."""
    return _UNPRINTABLE.sub(" ", text).strip()


def typed(text: str) -> str:
    """The query text, printable and without what nobody sees.

    Where nothing else was typed it is U+FFFD, which stands nowhere: a pasted zero byte is no wish to see everything.
    """
    shown = printable(as_seen(text).text)
    return shown or ("\ufffd" if text.strip() else "")


def read_values(facet: Facet, values: Iterable[str]) -> tuple[Any, ...]:
    """The values of a facet, each once. Raises QueryError for one that cannot be one of its values."""
    return tuple(dict.fromkeys(_read_value(facet, value) for value in values))


def _read_value(facet: Facet, value: str) -> str | int:
    if facet.kind == "number":
        return read_number(facet.name, value, 1, 999)
    if facet.kind == "year":
        if not _YEAR.fullmatch(value):
            raise refused(facet.name, value, "请写四位年份，如 2021", "a year of four digits")
        return int(value)
    if facet.kind == "month":
        if not _MONTH.fullmatch(value) or not 1 <= int(value[5:]) <= 12:
            raise refused(facet.name, value, "请写成 2021-11 的样子", "a month such as 2021-11")
        return value
    if facet.kind == "month_day":
        return _read_month_day(facet.name, value)
    if facet.value_labels and value not in facet.value_labels:
        allowed = "、".join(facet.value_labels)
        raise refused(facet.name, value, f"可用的值：{allowed}", f"one of {', '.join(facet.value_labels)}")
    return value


def _read_month_day(name: str, value: str) -> str:
    """A day of any year; 29 February is one."""
    try:
        if _MONTH_DAY.fullmatch(value):
            date(_LEAP_YEAR, int(value[:2]), int(value[3:]))
            return value
    except ValueError:
        pass
    raise refused(name, value, "请写成月-日，如 11-16、02-29", "a day of any year such as 11-16")


def read_role(value: str) -> RoleName:
    """The role that is named. Raises QueryError for anything else."""
    if value in ROLES:
        return value
    raise refused("role", value, f"可用的值：{'、'.join(ROLES)}", f"one of {', '.join(ROLES)}")


def read_number(name: str, value: str, least: int, largest: int | None) -> int:
    """The number that a parameter spells. Raises QueryError for anything else, and beyond its limits."""
    if _NUMBER.fullmatch(value) and int(value) >= least and (largest is None or int(value) <= largest):
        return int(value)
    limits = f"{least} 到 {largest} 之间的整数" if largest else f"不小于 {least} 的整数"
    raise refused(name, value, f"请写{limits}", f"a whole number from {least}" + (f" to {largest}" if largest else ""))


def read_day(name: Literal["from", "to", "event_from", "event_to"], value: str) -> date:
    """A day; a whole year or month stands for its first day in `from` and for its last day in `to`, as in `event_…`. Raises QueryError."""
    is_first = name.endswith("from")
    try:
        if _DAY.fullmatch(value):
            return date(int(value[:4]), int(value[5:7]), int(value[8:]))
        if _MONTH.fullmatch(value):
            year, month = int(value[:4]), int(value[5:])
            return date(year, month, 1 if is_first else monthrange(year, month)[1])
        if _YEAR.fullmatch(value):
            return date(int(value), 1, 1) if is_first else date(int(value), 12, 31)
    except ValueError:
        pass
    raise refused(
        name, value, "请写真实的日期，如 2021-11-16（也可只写 2021-11 或 2021）", "a date such as 2021-11-16, 2021-11 or 2021"
    )


def refused(name: str, value: str, advice_zh: str, advice_en: str) -> QueryError:
    """The error for a value that cannot be used, with what is wanted instead."""
    shown = shortened(value)
    return QueryError(
        f"参数 {name} 的值“{shown}”不能使用：{advice_zh}。",
        f"parameter {name} has the value {shown!r}; wanted: {advice_en}",
        name,
    )


def shortened(text: str) -> str:
    """So much of a text that somebody sent as an error may repeat."""
    return text if len(text) <= 40 else text[:40] + "…"
