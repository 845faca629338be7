"""Publishing days: the weekdays on which a paper comes out, as an archivist writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable

Weekdays = frozenset[int]
"""Days of the week, Monday is 0."""

NAMES = "一二三四五六日"
_EVERY = {"每天", "每日", "天天", "日报"}
_WORKING = {"工作日"}
_FORMS = {**{name: day for day, name in enumerate(NAMES)}, "天": 6, **{str(day + 1): day for day in range(7)}}
_PREFIX = re.compile(r"星期|礼拜|周|每")
_DAYS = re.compile(r"([一二三四五六日天1-7])(?: ?[-－–—~～至到] ?([一二三四五六日天1-7]))?")
_BETWEEN = re.compile(r"[\s,，、。;；和及/|]*")


def read_weekdays(text: str) -> Weekdays:
    """The days that are written: 二,五 · 周二、周五 · 星期一至五 · 2,5 · 每天 · 工作日.

    Raises ValueError when something else stands there, or nothing.
    """
    words = text.strip()
    if words in _EVERY:
        return frozenset(range(7))
    if words in _WORKING:
        return frozenset(range(5))
    bare = _PREFIX.sub("", words)
    days: set[int] = set()
    for found in _DAYS.finditer(bare):
        first = _FORMS[found[1]]
        last = _FORMS[found[2]] if found[2] else first
        # 六至一 goes over the end of the week.
        days.update((first + step) % 7 for step in range((last - first) % 7 + 1))
    if not days or _BETWEEN.fullmatch(_DAYS.sub("", bare)) is None:
        raise ValueError(text)
    return frozenset(days)


def weekday_name(day: int) -> str:
    """周一 … 周日."""
    return f"周{NAMES[day]}"


def weekdays_text(days: Iterable[int]) -> str:
    """周二、周五; 每天 for all seven."""
    ordered = sorted(set(days))
    return "每天" if len(ordered) == 7 else "、".join(weekday_name(day) for day in ordered)
