"""Days printed with their month: 11月13日, 10月18日至19日, 本月10日, 2021-11-13, and the lists 3月5日、6日和9日."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from indexer.extract.coming import Coming, coming, may_come
from indexer.extract.printed_years import LONG_YEAR, Recurring, year_before
from indexer.extract.resolving import Day, Interval, Named, month_before, resolve
from indexer.pages.numerals import DAY as PLAIN_DAY
from indexer.pages.numerals import MONTH, YEAR, number

DAY = rf"(?:{PLAIN_DAY}|卅一?)"
DASH = r"(?:至|到|[—－–―~～\-]{1,2})"
# Between the two ends of a range: 10月18日上午9时至19日下午5时, 10月18日（星期一）至22日.
CLOCK = (
    r"(?:[（(](?:星期|周)[一二三四五六日天][）)])?"
    r"(?:上午|下午|中午|正午|午后|晚间|晚上?|早上|早晨|早间?|凌晨|清晨|清早|傍晚|夜间|夜里|深夜)?"
    r"(?: ?[\d一二三四五六七八九十两]{1,3} ?(?:时|点|[:：])(?:整|半|[\d一二三四五六七八九十]{1,3} ?(?:分|刻)?)?)?"
)
_LEFT = r"(?<![\d〇一二三四五六七八九十])"
_LATER = rf" ?{CLOCK} ?{DASH} ?(?:(?P<year2>{LONG_YEAR}) ?年 ?|(?P<turn>[次翌]年) ?)?(?:(?P<month2>{MONTH}) ?月 ?)?(?P<day2>{DAY}) ?[日号]"
_LISTED = rf"(?:[、和及] ?{DAY} ?){{1,9}}[日号]"  # 3月5、6、9日
# 11月13日, 2021年3月5日, 二〇二一年十一月十三日, 10月18日至19日, 10月18—19日, 9月29日—10月15日, 12月30日至2022年1月3日
DAYS = re.compile(
    rf"{_LEFT}(?:(?P<year>{LONG_YEAR}) ?年(?: |的)?)?(?P<month>{MONTH}) ?月(?:份|的)? ?(?P<day>{DAY}) ?"
    rf"(?:(?P<unit>[日号])|(?={DASH} ?{DAY} ?[日号])|(?P<listed>(?={_LISTED})))(?:{_LATER})?"
)
_HEAD = re.compile(r"[\d〇一二三四五六七八九十两][\d〇一二三四五六七八九十两千 年的]{0,14}月")
_REACH = 70  # characters: the longest range with its clock times and its list
# 11月9日、10日: further days of the same month, and 、10日至12日
MORE_DAYS = re.compile(
    rf"(?:[、和及与]|以及) ?(?P<day>{DAY}) ?(?:(?P<unit>[日号])|(?P<listed>(?={_LISTED}))|(?={DASH}))(?: ?{DASH} ?(?P<day2>{DAY}) ?[日号])?"
)
_IN_MONTH = re.compile(
    rf"(?P<which>[本上下]|这个?|[上下]个) ?月(?:份)?的? ?(?P<day>{DAY}) ?(?:[日号](?![内间前后]?内)|(?={DASH} ?{DAY} ?日))"
    rf"(?: ?{CLOCK} ?{DASH} ?(?P<day2>{DAY}) ?[日号])?"  # 本月10日, 上月28日, 下月5日至8日
)
_PERHAPS_IN_MONTH = re.compile(r"[本上下这个] ?月")
_MONTHS_BACK = {"本": 0, "这": 0, "上": 1, "下": -1}
_NO_UNIT_END = r"(?=$|[，。、；：！？,;!?）)的 ]|上午|下午|晚|早|凌晨|中午)"
# 2019年12月31，: 日 was forgotten
_FORGOTTEN = re.compile(rf"{_LEFT}(?P<year>{YEAR}) ?年 ?(?P<month>\d{{1,2}}) ?月 ?(?P<day>\d{{1,2}}){_NO_UNIT_END}")
# 二〇〇四年八月十六, 一月二十三: without 日 only in Hanzi, and only where no lunar day can be meant (a year in front, 一月, the 31st).
_NO_UNIT = re.compile(
    rf"{_LEFT}(?:(?P<year>{LONG_YEAR}) ?年 ?)?(?P<month>十[一二]?|[一二三四五六七八九])月"
    rf"(?P<day>二十[一二三四五六七八九]?|三十一?|十[一二三四五六七八九]?){_NO_UNIT_END}"
)
_PERHAPS_WITHOUT = re.compile(r"月 ?(?:\d{1,2}|[一二三四五六七八九十]{2,3})(?![\d日号])")
_PERHAPS_NUMERIC = re.compile(r"[\d期间至止于](?:(?<=\d)[-./ ]\d{1,2}[-./ ]\d|(?<=[期间至止于])[^\d]{0,3}\d{8})")
_LISTING = re.compile(r" ?(?:[、和及与]|以及) ?")
# 2021-11-13, 2021.11.13, 2021/11/13, 2021 11 13 in notices and tables; with a later end 2021.11.13—11.15
NUMERIC = re.compile(
    r"(?<![\d.\-/A-Za-z])(?P<year>[12]\d{3})(?P<mark>[-./ ])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"(?: ?(?:至|到|[—－–―~～]{1,2}|(?:(?<=[./]\d)|(?<=[./]\d\d))-) ?(?:(?P<year2>[12]\d{3})(?P=mark))?(?:(?P<month2>\d{1,2})(?P=mark))?(?P<day2>\d{1,2}))?"
    r"(?![\d\-/]|[.．]\d|(?P=mark)\d)"
)
# 20211113 is a number like any other, unless a word says that it is a date.
_COMPACT = re.compile(
    r"(?:日期|时间|截至|截止|发布于|更新于)(?:为|是)?[:： ]{0,2}(?P<date>(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d))(?!\d)"
)
# Days. A deadline that was due two months ago is more likely told of than one ten months ahead.
_JUST_PAST = 60
_LONG_GONE = 300


def printed_days(folded: str, issue_date: date | None) -> Iterator[Named]:
    """Every day with its month printed, in no order; a text folded by `fold_numerals`."""
    if "日" in folded or "号" in folded:
        yield from _with_unit(folded, issue_date)
        if issue_date is not None and _PERHAPS_IN_MONTH.search(folded):
            yield from _in_month(folded, issue_date)
    if _PERHAPS_WITHOUT.search(folded):
        yield from _without_unit(folded, issue_date)
    if _PERHAPS_NUMERIC.search(folded):
        yield from _numeric(folded, issue_date)


def _with_unit(folded: str, issue_date: date | None) -> Iterator[Named]:
    position = 0
    before_it: Named | None = None
    while found := _next(folded, position):
        position = found.end()
        if not found["unit"] and not found["day2"] and found["listed"] is None:
            # 10月18 without 日 and without a range or a list behind it is no day.
            continue
        start, year, known = found.start(), number(found["year"]) if found["year"] else None, True
        if year is None:
            before = year_before(folded, start, issue_date)
            if isinstance(before, Recurring):
                continue
            if before is not None:
                start, year, known = before.start, before.year, before.year is not None
        first = Day(year, number(found["month"]), number(found["day"]))
        last = Day(
            number(found["year2"]) if found["year2"] else None if found["day2"] else year,
            number(found["month2"]) if found["month2"] else first.month,
            number(found["day2"]) if found["day2"] else first.day,
        )
        rule = "range" if found["day2"] else "month-day"
        if found["turn"]:
            # 12月30日至次年1月2日 turns the year by itself; 10月1日至次年12月1日 is longer than a year: not what is read here.
            known = known and last.month < first.month
        day = named(folded, start, position, first, last, rule, issue_date, known=known)
        if before_it is not None and year is None and known and _LISTING.fullmatch(folded, before_it.end, start):
            day = _in_list(day, first, last, before_it)
        yield day
        while more := MORE_DAYS.match(folded, position):
            begin = Day(year, last.month, number(more["day"]))
            until = Day(year, last.month, number(more["day2"])) if more["day2"] else begin
            if not (more["day2"] or more["unit"] or more["listed"] is not None):
                break
            further = named(folded, more.start("day"), more.end(), begin, until, "further-day", issue_date, known=known)
            yield _in_list(further, begin, until, day) if year is None and known else further
            position = more.end()
        before_it = replace(day, end=position)


def _next(folded: str, position: int) -> re.Match[str] | None:
    """The first day from `position` on: DAYS is only tried where a number leads to 月, for it is slow on other text."""
    while head := _HEAD.search(folded, position):
        found = DAYS.search(folded, max(position, head.start()), head.end() + _REACH)
        if found:
            return found
        position = head.end()
    return None


def _in_list(day: Named, first: Day, last: Day, before: Named) -> Named:
    """2020年3月5日、4月8日; 将于2月6日和7日: a further day of a list lies in the year of the one before it, where it is the later one."""
    if before.interval is None:
        return replace(day, interval=None) if day.interval else day
    year = before.interval[1].year
    interval = resolve(Day(year, first.month, first.day), Day(year, last.month, last.day), None)
    return replace(day, interval=interval) if interval and interval[0] >= before.interval[1] else day


def _in_month(folded: str, issue_date: date) -> Iterator[Named]:
    for found in _IN_MONTH.finditer(folded):
        year, month = month_before(issue_date, _MONTHS_BACK[found["which"][0]])
        first = Day(year, month, number(found["day"]))
        last = Day(year, month, number(found["day2"])) if found["day2"] else first
        yield named(folded, found.start(), found.end(), first, last, "named-month", issue_date)


def _without_unit(folded: str, issue_date: date | None) -> Iterator[Named]:
    for found in _NO_UNIT.finditer(folded):
        year = number(found["year"]) if found["year"] else None
        day = Day(year, number(found["month"]), number(found["day"]))
        if year is None and (year_before(folded, found.start(), issue_date) or (found["month"] != "一" and day.day != 31)):
            continue
        yield named(folded, found.start(), found.end(), day, day, "without-unit", issue_date)
    for found in _FORGOTTEN.finditer(folded):
        day = Day(number(found["year"]), int(found["month"]), int(found["day"]))
        if day.exists:
            yield named(folded, found.start(), found.end(), day, day, "without-unit", issue_date)


def _numeric(folded: str, issue_date: date | None) -> Iterator[Named]:
    for found in NUMERIC.finditer(folded):
        old, plain = not found["year"].startswith(("19", "20")), len(found["month"]) == 2 and len(found["day"]) == 2
        if (found["mark"] == " " or old) and not (plain and found["mark"] in " -"):
            continue
        if found["mark"] == " " and re.search(r"\d $", folded[max(0, found.start() - 2) : found.start()]):
            # A row of figures: 1520 2021 11 13.
            continue
        first = Day(int(found["year"]), int(found["month"]), int(found["day"]))
        last = Day(*(int(found[part + "2"] or found[part]) for part in ("year", "month", "day")))
        if any(day.month > 12 or day.day > 31 or day.month < 1 or day.day < 1 for day in (first, last)):
            continue
        yield named(folded, found.start(), found.end(), first, last, "numeric", issue_date)
    for found in _COMPACT.finditer(folded):
        day = Day(int(found["year"]), int(found["month"]), int(found["day"]))
        if day.exists:
            yield named(folded, *found.span("date"), day, day, "numeric", issue_date)


def named(
    folded: str, start: int, end: int, first: Day, last: Day, rule: str, issue_date: date | None, *, known: bool = True
) -> Named:
    """The named day; `known` is False where a year is printed that nobody can tell: then it stays open, without a warning."""
    interval = _interval(folded, start, end, first, last, issue_date) if known else None
    if last.year is None:
        # The year of the first day, or the one behind it: 2020年12月30日至1月2日.
        last = replace(last, year=interval[1].year if interval and first.year else first.year)
    if not known:
        return Named(start, end, first.printed, last.printed, None, rule)
    open_year = first.year is None and last.year is None and issue_date is None
    impossible = not (first.exists and last.exists) or (interval is None and not open_year)
    return Named(start, end, first.printed, last.printed, interval, rule, impossible, first.year is not None)


def _interval(folded: str, start: int, end: int, first: Day, last: Day, issue_date: date | None) -> Interval | None:
    past = resolve(first, last, issue_date)
    if first.year is not None or last.year is not None or issue_date is None:
        return past
    words = coming(folded, start, end)
    gone = (issue_date - past[1]).days if past else _LONG_GONE
    due = words is Coming.DEADLINE and gone > _JUST_PAST
    if words is Coming.PLANNED or due or (gone >= _LONG_GONE and may_come(folded, start, end)):
        return resolve(first, last, issue_date, coming=True)
    return past


__all__ = ["CLOCK", "DASH", "DAY", "MORE_DAYS", "named", "printed_days"]
