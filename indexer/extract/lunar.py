"""Days of the lunar calendar (农历正月初一, 腊月廿三, 大年三十), converted only where one day can be meant. Record 0007 says why so strictly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from lunar_python import LunarYear  # type: ignore[import-untyped]

from indexer.extract.coming import Coming, coming
from indexer.extract.printed_years import LONG_YEAR, Recurring, year_before
from indexer.extract.resolving import Named
from indexer.extract.running_words import quoted
from indexer.pages.numerals import number

_MARK = r"(?:农历|阴历|夏历|旧历)"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_YEAR = rf"(?:(?P<year>{LONG_YEAR}) ?年 ?)?"
_DAY = r"(?P<day>初[一二三四五六七八九十]|二十[一二三四五六七八九]?|三十|十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅|\d{1,2}(?=日))"
_MONTH = r"(?P<leap>闰)?(?P<month>正|冬|腊|十[一二]?|[一二三四五六七八九]|\d{1,2}(?=月(?:初|[廿]|\d{1,2}日)))月"
# Three forms: with 农历 before it, with a month or a day that only this calendar has, and the days of the New Year.
_LUNAR = re.compile(
    rf"(?P<before>{_YEAR})(?P<mark>{_MARK})?(?P<cycle>[{_STEMS}][{_BRANCHES}](?:[鼠牛虎兔龙蛇马羊猴鸡狗猪])?年)?"
    rf"(?P<again>(?:{LONG_YEAR}) ?年)?(?:{_MONTH}{_DAY}|(?P<newyear>大年)(?P<eve>三十|初[一二三四五六七八九十]))日?"
    rf"(?:(?:至|到|[—－–―~～\-]{{1,2}})(?P<until>初[一二三四五六七八九十]|[二廿]十?[一二三四五六七八九]|十[一二三四五六七八九])日?)?"
)
# Customs are no events: 民间有正月十五闹元宵的习俗, 农历八月十五是中秋节, 每年农历三月初三.
_CUSTOM_BEFORE = re.compile(
    r"(?:每|历|逐|往|常)年?[^，。；]{0,6}$|(?:民间|旧时|古时|古代|古人|传统上|俗话|谚语|相传|传说|有句|讲究|从前|过去)[^。]{0,12}$"
)
_CUSTOM_AFTER = re.compile(
    r"^[^。，]{0,2}(?:是|为|即|又称|又叫|俗称|也称|称为)|^[^。]{0,16}(?:习俗|风俗|传统|民俗|俗称|老话|讲究|谚语)"
)
# 2月12日（农历正月初一）, 2月12日，农历正月初一: the day is printed already.
_PRINTED_BEFORE = re.compile(r"[日号] ?[（(，,、/]? ?(?:星期[一二三四五六日天] ?[，,、/]? ?)?$")
_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_ONLY_LUNAR_MONTH = frozenset("正冬腊")
# In these years two libraries that compute it differently agree on every month (record 0007); 2089 is the first where they do not.
FIRST_YEAR, LAST_YEAR = 1900, 2088
_FAR = 180  # days


@dataclass(frozen=True, slots=True)
class LunarDay:
    """Month 1 to 12 (`leap` for 闰) and day 1 to 30; day 0 is the eve of the month, as 大年三十 is of the first."""

    month: int
    day: int
    leap: bool = False


def lunar_days(folded: str, issue_date: date | None) -> Iterator[Named]:
    """Every lunar day printed; one that stays open has no interval and no warning."""
    for found in _LUNAR.finditer(folded):
        day = _read(found)
        if day is None:
            continue
        start = found.start()
        before = folded[max(0, start - 16) : start]
        custom = _CUSTOM_BEFORE.search(before) or _CUSTOM_AFTER.match(folded[found.end() : found.end() + 20])
        if custom or _PRINTED_BEFORE.search(before) or quoted(folded, start):
            yield Named(start, found.end(), "", "", None, "no-day")
            continue
        resolved = _resolved(folded, found, day, issue_date)
        until = _until(resolved, day, found["until"]) if resolved else None
        if resolved is None or until is None:
            yield Named(start, found.end(), "", "", None, "lunar")
        else:
            yield Named(start, found.end(), resolved.isoformat(), until.isoformat(), (resolved, until), "lunar")


def _read(found: re.Match[str]) -> LunarDay | None:
    """The lunar day, or None where the letters may as well name a day of the common calendar: 八月十五, 十月二十."""
    if found["newyear"]:
        return LunarDay(1, 0 if found["eve"] == "三十" else _number(found["eve"]))
    sure = found["mark"] or found["leap"] or found["cycle"] or found["month"] in _ONLY_LUNAR_MONTH or found["day"][0] in "初廿"
    month, day = _MONTHS.get(found["month"]) or number(found["month"]), _number(found["day"])
    return LunarDay(month, day, bool(found["leap"])) if sure and 1 <= month <= 12 and 1 <= day <= 30 else None


def _until(begin: date, day: LunarDay, until: str | None) -> date | None:
    """大年初一到初三: the end in the same month, or None when it is not behind the beginning."""
    last = _number(until) if until else day.day
    return begin + timedelta(days=last - day.day) if day.day <= last <= 30 and (day.day or not until) else None


def _number(day: str) -> int:
    return number(day.removeprefix("初"))


def _resolved(folded: str, found: re.Match[str], day: LunarDay, issue_date: date | None) -> date | None:
    printed = found["year"] or (found["again"] or "").rstrip("年 ")
    year: int | None = number(printed) if printed else None
    if year is None:
        before = year_before(folded, found.start(), issue_date)
        if isinstance(before, Recurring) or (before is not None and before.year is None):
            return None
        year = before.year if before else None
    if year is None and issue_date is None:
        return None
    if found["cycle"]:
        named = _cycle_year(found["cycle"], year or (issue_date.year if issue_date else 0))
        return to_date(named, day) if named else None
    if year is not None:
        return _in_year(year, day)
    assert issue_date is not None
    words = coming(folded, found.start(), found.end())
    return nearest(day, issue_date, ahead=words is not Coming.NO)


def _in_year(year: int, day: LunarDay) -> date | None:
    """腊月廿三 of 2020 may mean the lunar year (4 February 2021) or the printed one (17 January 2020): None where these differ.

    2015年大年三十 as well: the eve of that year's first day, or its own last day.
    """
    if day.day == 0:
        return None
    by_lunar_year = to_date(year, day)
    in_printed_year = [found for lunar in (year - 1, year) if (found := to_date(lunar, day)) and found.year == year]
    return by_lunar_year if by_lunar_year and in_printed_year == [by_lunar_year] else None


def _cycle_year(cycle: str, near: int) -> int | None:
    """辛丑年 within one year of the given one; sixty years away it means something else."""
    place = next((n for n in range(60) if _STEMS[n % 10] + _BRANCHES[n % 12] == cycle[:2]), None)
    return next((year for year in (near, near - 1, near + 1) if (year - 4) % 60 == place), None)


def nearest(day: LunarDay, issue_date: date, *, ahead: bool) -> date | None:
    """The last such day on or before the issue, or the next one (`ahead`).

    None where that lies more than half a year off: then the text may as well speak of the other side.
    """
    days = [found for year in (-2, -1, 0, 1) if (found := to_date(issue_date.year + year, day))]
    found = (
        min((d for d in days if d >= issue_date), default=None)
        if ahead
        else max((d for d in days if d <= issue_date), default=None)
    )
    return found if found and abs((found - issue_date).days) <= _FAR else None


def to_date(year: int, day: LunarDay) -> date | None:
    """The date of a day of a lunar year; None when that year has no such day, or is outside the tables."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    begin, length = _months(year).get((day.month, day.leap), (None, 0))
    return begin + timedelta(days=day.day - 1) if begin and day.day <= length else None


@lru_cache(maxsize=256)
def _months(year: int) -> dict[tuple[int, bool], tuple[date, int]]:
    """First day and length of the months of a lunar year, by number and leap."""
    # The constructor, not fromYear: that keeps the last year in one place for all threads.
    # The library gives the Julian day of noon; its day 1721425 is the one before ordinal 1.
    return {
        (abs(month.getMonth()), month.getMonth() < 0): (
            date.fromordinal(round(month.getFirstJulianDay()) - 1721425),
            month.getDayCount(),
        )
        for month in LunarYear(year).getMonths()
        if month.getYear() == year
    }
