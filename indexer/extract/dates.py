"""Event dates: days that the text names, as intervals against the issue date. A day that does not exist stays unresolved, with a warning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from indexer.extract.located import Located
from indexer.model import EventDate, ParseWarning
from indexer.pages.numerals import DAY, MONTH, YEAR, fold_numerals, number

_DASH = r"(?:至|到|[—－–―~～\-]{1,2})"
_YEAR = rf"(?:(?P<year>{YEAR}) ?年 ?)?"
# 11月13日, 2021年3月5日, 二〇二一年十一月十三日, 10月18日至19日, 10月18—19日, 9月29日—10月15日, 12月30日至2022年1月3日
DAYS = re.compile(
    rf"(?<![\d〇一二三四五六七八九十]){_YEAR}(?P<month>{MONTH}) ?月(?:份)? ?(?P<day>{DAY}) ?"
    rf"(?:(?P<unit>[日号])|(?={_DASH} ?{DAY} ?[日号]))"
    rf"(?: ?{_DASH} ?(?:(?P<year2>{YEAR}) ?年 ?)?(?:(?P<month2>{MONTH}) ?月 ?)?(?P<day2>{DAY}) ?[日号])?"
)
# 11月9日、10日: further days of the same month
MORE_DAYS = re.compile(rf"(?:[、和及]|以及) ?(?P<day>{DAY}) ?[日号]")
# 2021-11-13, 2021.11.13, 2021/11/13 in notices and tables
NUMERIC = re.compile(
    r"(?<![\d.\-/])(?P<year>(?:19|20)\d{2})(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?![\d.\-/])"
)
# 10日下午, 13日: a day alone counts where the text has said which month, or where a time of day stands behind it
DAY_ALONE = re.compile(
    rf"(?<![\d〇一二三四五六七八九十月百千万第两几每点.．年前后期、至到—\-～~])(?P<day>\d{{1,2}}|[一二三]?十[一二三四五六七八九]?) ?日(?:(?: ?{_DASH} ?)(?P<day2>\d{{1,2}}) ?日)?(?=上午|下午|中午|晚|凌晨|清晨|早|傍晚|夜|，|,|起|在|至|从|召开|举行)"
)
# Words that lead to a day to come: without them a month and day is the last one on or before the issue.
_COMING = re.compile(
    r"(?:将于|将在|拟于|定于|计划于|预计|预计于|预计在|定在|有望于|有望在|截止(?:日期|时间)?(?:为|：|:)?|报名时间(?:为|：|:)?)$"
)
_COMING_AFTER = re.compile(r"^(?:前|之前|以前|截止|止)")
_LUNAR_BEFORE = re.compile(r"(?:农历|阴历|夏历)[^。，]{0,6}$")
RELATIVE = {"今日": 0, "今天": 0, "昨日": -1, "昨天": -1, "前日": -2, "前天": -2}
_RELATIVE = re.compile(r"^(今日|今天|昨日|昨天|前日|前天)(?=上午|下午|中午|晚|凌晨|清晨|早|，|,|起|从|在)")


@dataclass(frozen=True, slots=True)
class FoundDates:
    """The dates of one text, and what is wrong with some of them."""

    events: tuple[EventDate, ...]
    warnings: tuple[ParseWarning, ...]
    month: int | None
    """The month last named, for a day alone in the next paragraph."""


@dataclass(frozen=True, slots=True)
class _Day:
    year: int | None
    month: int
    day: int

    @property
    def printed(self) -> str:
        year = "-" if self.year is None else f"{self.year:04d}"
        return f"{year}-{self.month:02d}-{self.day:02d}"


def find_dates(
    text: Located, issue_date: date | None, lines: tuple[int, ...], month: int | None = None, opening_end: int | None = None
) -> FoundDates:
    """The days that a text names, in order.

    `month` is the month named before this text; `opening_end` is the place behind the byline, where 昨日 and a day alone count.
    """
    folded = fold_numerals(text.text)
    events: list[tuple[int, EventDate]] = []
    warnings: list[ParseWarning] = []
    taken: list[tuple[int, int]] = []
    if "日" in folded or "号" in folded:
        for start, end, first, last, rule in _days(folded):
            if _LUNAR_BEFORE.search(folded[max(0, start - 12) : start]):
                continue
            taken.append((start, end))
            month = last.month
            event, warning = _event(text, start, end, first, last, rule, issue_date, folded, lines)
            events.append((start, event))
            warnings.extend(warning)
    for found in NUMERIC.finditer(folded):
        day = _Day(int(found["year"]), int(found["month"]), int(found["day"]))
        if day.month > 12 or day.day > 31:
            continue
        event, warning = _event(text, found.start(), found.end(), day, day, "numeric", issue_date, folded, lines)
        events.append((found.start(), event))
        warnings.extend(warning)
    if opening_end is not None and issue_date is not None:
        relative = _relative(text, folded, opening_end, issue_date, dated=any(start < opening_end for start, _ in taken))
        if relative:
            events.append(relative)
    if "日" in folded:
        events.extend(_alone(text, folded, taken, issue_date, opening_end))
    events.sort(key=lambda pair: pair[0])
    return FoundDates(tuple(event for _, event in events), tuple(warnings), month)


def _days(folded: str) -> Iterator[tuple[int, int, _Day, _Day, str]]:
    position = 0
    while found := DAYS.search(folded, position):
        first = _Day(number(found["year"]) if found["year"] else None, number(found["month"]), number(found["day"]))
        last, rule, end = first, "month-day", found.end()
        if found["day2"]:
            last = _Day(
                number(found["year2"]) if found["year2"] else first.year,
                number(found["month2"]) if found["month2"] else first.month,
                number(found["day2"]),
            )
            rule = "range"
        elif not found["unit"]:
            # 10月18 without 日 and without a range behind it is no day.
            position = found.end()
            continue
        yield found.start(), end, first, last, rule
        position = end
        while more := MORE_DAYS.match(folded, position):
            day = _Day(first.year, last.month, number(more["day"]))
            yield more.start("day"), more.end(), day, day, "further-day"
            position = more.end()


def _event(
    text: Located,
    start: int,
    end: int,
    first: _Day,
    last: _Day,
    rule: str,
    issue_date: date | None,
    folded: str,
    lines: tuple[int, ...],
) -> tuple[EventDate, list[ParseWarning]]:
    raw = text.text[start:end]
    span = text.span(start, end)
    coming = bool(_COMING.search(folded[max(0, start - 8) : start])) or bool(_COMING_AFTER.match(folded[end : end + 3]))
    resolved = resolve(first, last, issue_date, coming=coming)
    warnings = []
    if not (_exists(first) and _exists(last)) or (issue_date is not None and resolved is None):
        warnings.append(ParseWarning("impossible date", lines, f"「{raw}」不是存在的日子,没有换算。"))
    return EventDate(
        raw, span, first.printed, last.printed, resolved[0] if resolved else None, resolved[1] if resolved else None, rule
    ), warnings


def _exists(day: _Day) -> bool:
    """True when the day is in the calendar of its year, or of a leap year where no year is printed."""
    return _date(day.year or 2000, day.month, day.day) is not None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def resolve(first: _Day, last: _Day, issue_date: date | None, *, coming: bool = False) -> tuple[date, date] | None:
    """The interval in the calendar; None when a day does not exist, or when neither a year nor an issue date is known.

    Without a year the first day is the last one on or before the issue; after 将于, 定于, 截止 it is the next one on or after it.
    """
    if first.year is None and issue_date is None:
        return None
    if first.year is not None:
        begin = _date(first.year, first.month, first.day)
    else:
        assert issue_date is not None
        begin = _date(issue_date.year, first.month, first.day)
        if coming:
            if begin is not None and begin < issue_date:
                begin = _date(issue_date.year + 1, first.month, first.day)
        elif (first.month, first.day) > (issue_date.month, issue_date.day):
            begin = _date(issue_date.year - 1, first.month, first.day)
    if begin is None:
        return None
    end = _date(last.year if last.year is not None and last.year != first.year else begin.year, last.month, last.day)
    if end is not None and end < begin:
        end = _date(begin.year + 1, last.month, last.day)
    return (begin, end) if end is not None else None


def _relative(text: Located, folded: str, opening_end: int, issue_date: date, *, dated: bool) -> tuple[int, EventDate] | None:
    """今日 or 昨日 straight behind the byline; with a dateline of its own (12月31日电) the word means that day's, so it is left."""
    start = opening_end
    while start < len(folded) and folded[start] == " ":
        start += 1
    found = _RELATIVE.match(folded[start : start + 8])
    if found is None or dated:
        return None
    day = issue_date + timedelta(days=RELATIVE[found[1]])
    end = start + len(found[1])
    printed = day.isoformat()
    return start, EventDate(text.text[start:end], text.span(start, end), printed, printed, day, day, "relative")


def _alone(
    text: Located,
    folded: str,
    taken: list[tuple[int, int]],
    issue_date: date | None,
    opening_end: int | None,
) -> Iterator[tuple[int, EventDate]]:
    """A day without its month, straight behind the byline: 10日下午."""
    if opening_end is None:
        return
    start = opening_end
    while start < len(folded) and folded[start] == " ":
        start += 1
    found = DAY_ALONE.match(folded, start)
    if found is None or any(begin <= found.start() < end for begin, end in taken):
        return
    first, last = number(found["day"]), number(found["day2"] or found["day"])
    if not 1 <= first <= 31 or not 1 <= last <= 31:
        return
    end = found.end("day2") + 1 if found["day2"] else found.end("day") + 1
    raw, span = text.text[found.start() : end], text.span(found.start(), end)
    if issue_date is None:
        yield found.start(), EventDate(raw, span, f"---{first:02d}", f"---{last:02d}", None, None, "day-alone")
        return
    begin = issue_date.replace(day=1)
    for _ in range(12):
        day = _date(begin.year, begin.month, first)
        if day is not None and day <= issue_date:
            until = _date(begin.year, begin.month, last) or day
            yield found.start(), EventDate(raw, span, day.isoformat(), until.isoformat(), day, max(day, until), "day-alone")
            return
        begin = (begin - timedelta(days=1)).replace(day=1)
