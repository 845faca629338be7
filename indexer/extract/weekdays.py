"""Days told by their weekday: 上周五, 这个星期一, 下下周日, 本周末, 5月的第二个星期日. A week begins on Monday."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from indexer.extract.printed_years import LONG_YEAR, Recurring, year_before
from indexer.extract.resolving import Named
from indexer.extract.running_words import CLAUSE_END, EVENT, PART_OF_DAY, at_opening, quoted
from indexer.pages.numerals import MONTH, number

_WEEKDAYS = {letter: place for place, letter in enumerate("一二三四五六日")} | {"天": 6}
_WEEK = r"(?:星期|礼拜|周)"
_WEEKS = {"上上": -2, "上": -1, "下下": 2, "下": 1, "本": 0, "这": 0}
_DASH = r"(?:至|到|[—－–―~～\-]{1,2})"
# 上周五, 上个星期五, 这个礼拜天, 下次的星期一 is the next one; with a second end 上周五至周日
_TOLD = re.compile(
    rf"(?P<which>上上|下下|[上下本这])(?:一?个|(?<=下)次的?|周的?)?(?P<week>{_WEEK})(?P<day>[一二三四五六日天末])"
    rf"(?: ?{_DASH} ?(?:{_WEEK})(?P<day2>[一二三四五六日天]))?"
)
# 这周三次, 本周一批: a count of the week's. 星期 and 礼拜 cannot be counted so.
_COUNTED = re.compile(r"[次个年月天人家名场届批项条件支位座辆度倍种类组篇部岁号级轮期些直共样般定律致路流连切番半份间段户台套]")
_MADE_OF_DAYS = re.compile(r"(?:每|逢|隔|各|历|往)(?:年|月|周|个)?[^，。；]{0,4}$")
# 星期一, 周三下午 alone: only as a whole text, behind the byline, or where 将于 leads to it; anywhere else it may be a timetable.
_ALONE = re.compile(
    rf"(?<![上下本这每逢个一二三四五六日天\d至到、—\-])(?P<week>{_WEEK})(?P<day>[一二三四五六日天])(?P<after>{PART_OF_DAY}?)"
)
_PLANNED = re.compile(r"(?:将于|定于|拟于|将在|定在|拟在)$")
_PRONOUN_BEHIND, _LEAD = re.compile(r"[你您我他她它咱]"), re.compile(r"[你您我他她它咱们在于]$")
_LIST = re.compile(rf"(?:[、和及]|{_DASH})")
# 8月的最后一个星期一, 2021年5月的第二个星期日
_NTH = re.compile(
    rf"(?<![\d一二三四五六七八九十])(?:(?P<year>{LONG_YEAR}) ?年 ?)?(?P<month>{MONTH}) ?月(?:份)?的?(?P<which>最后|第[一二三四五1-5])(?:一)?个"
    rf"{_WEEK}(?P<day>[一二三四五六日天])"
)


def weekdays(folded: str, base: date, opening_end: int | None, *, lone: bool) -> Iterator[Named]:
    """The weekdays that mean one day, told from `base`."""
    monday = base - timedelta(days=base.weekday())
    for found in _TOLD.finditer(folded):
        if _MADE_OF_DAYS.search(folded[max(0, found.start() - 6) : found.start()]) or quoted(folded, found.start()):
            continue
        if found["week"] == "周" and not found["day2"] and _COUNTED.match(folded, found.end()):
            continue
        week = monday + timedelta(weeks=_WEEKS[found["which"]])
        weekend = found["day"] == "末"
        begin = week + timedelta(days=5 if weekend else _WEEKDAYS[found["day"]])
        until = begin + timedelta(days=1) if weekend else begin
        if begin > base and folded.endswith("过去的", 0, found.start()):
            # 刚刚过去的这个周末, on a Monday
            begin, until = begin - timedelta(weeks=1), until - timedelta(weeks=1)
        if found["day2"]:
            until = week + timedelta(days=_WEEKDAYS[found["day2"]])
        if begin <= until:
            yield _named(found.start(), found.end(), begin, until)
    yield from _alone(folded, base, opening_end, lone=lone)
    yield from _nth(folded, base, lone=lone)


def _named(start: int, end: int, begin: date, until: date) -> Named:
    return Named(start, end, begin.isoformat(), until.isoformat(), (begin, until), "weekday")


def _alone(folded: str, base: date, opening_end: int | None, *, lone: bool) -> Iterator[Named]:
    for found in _ALONE.finditer(folded):
        start = found.start()
        before, after = folded[max(0, start - 4) : start], folded[found.end() : found.end() + 8]
        planned = bool(_PLANNED.search(before))
        asked = lone and _PRONOUN_BEHIND.match(after) and found["week"] != "周"
        whole = (
            lone
            and at_opening(folded, start, opening_end or 0)
            and (found["after"] or asked or re.match(rf" ?{CLAUSE_END}", after))
        )
        whole = whole or (lone and _LEAD.search(before) and not _COUNTED.match(after))
        behind = at_opening(folded, start, opening_end)
        if not (planned or whole or (behind and (found["after"] or re.match(rf"[，,]|{EVENT}", after)))):
            continue
        if _LIST.match(after) or quoted(folded, start):
            continue
        # On or before the day of writing; behind 将于 on or after it.
        ahead = (_WEEKDAYS[found["day"]] - base.weekday()) % 7
        day = base + timedelta(days=ahead if planned or ahead == 0 else ahead - 7)
        yield _named(start, found.end("day"), day, day)


def _nth(folded: str, base: date, *, lone: bool) -> Iterator[Named]:
    """A weekday counted in its month; without a year it may be the rule for a festival, so only a lone sentence counts."""
    for found in _NTH.finditer(folded):
        before = year_before(folded, found.start(), base) if not found["year"] else None
        if isinstance(before, Recurring) or (before is not None and before.year is None) or quoted(folded, found.start()):
            continue
        year = number(found["year"]) if found["year"] else before.year if before else None
        if year is None and not lone:
            continue
        month, weekday, which = number(found["month"]), _WEEKDAYS[found["day"]], found["which"]
        if not 1 <= month <= 12:
            continue
        day = _nth_day(year or base.year, month, weekday, which)
        if year is None and day is not None and day > base:
            day = _nth_day(base.year - 1, month, weekday, which)
        if day is not None:
            yield _named(before.start if before else found.start(), found.end(), day, day)


def _nth_day(year: int, month: int, weekday: int, which: str) -> date | None:
    length = monthrange(year, month)[1]
    days = [day for day in range(1, length + 1) if date(year, month, day).weekday() == weekday]
    place = -1 if which.startswith("最") else (number(which[1:]) - 1)
    return date(year, month, days[place]) if place < len(days) else None
