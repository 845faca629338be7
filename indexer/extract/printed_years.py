"""The year that stands before a month in another form than four digits: 去年, 18年, 民国二十六年, 同年, 每年."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from indexer.extract.resolving import two_digit_year
from indexer.pages.numerals import YEAR, number

# Four digits, and 两千年, 二千零四年 as they are said.
LONG_YEAR = rf"(?:{YEAR}|[两二]千[〇一二三四五六七八九十]{{0,4}})"
_OFFSETS = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "大前": -3, "明": 1, "后": 2}
_OFFSET = re.compile(r"(大前|[今本去上前明后]) ?年(?:的| )?$")  # 去年11月3日
_RECURRING = re.compile(r"(?:每|历|逐|往|各|常|年)(?:一)?年(?:的| )?$")  # 每年3月5日: a custom, no day
_REPUBLIC = re.compile(r"民国 ?(元|\d{1,3}|[一二三四五六七八九十]{1,3}) ?年(?:的| )?$")  # 民国二十六年七月七日
# 18年10月1日, 自〇八年三月一日起; not 康熙20年, 近18年, 第18年, and not the second half of 1018年.
_SHORT = re.compile(
    r"(?:^|[^一-鿿㐀-䶿〇\d.．\-/]|[从自于在至到和及与是为以他她我你们])(\d{2}|〇[一二三四五六七八九〇]|[九八七一二][一二三四五六七八九〇]) ?年(?: )?$"
)
_SAME = re.compile(r"([同当次翌]) ?年(?:的| )?$")  # 1949年…，同年10月1日
_ANY = re.compile(r"年(?:的| )?$")
_EARLIER = re.compile(rf"(?<!\d)({YEAR}) ?年")
_WINDOW = 12


class Recurring(Enum):
    """A day that comes again every year is no day of the calendar."""

    YES = "every year"


@dataclass(frozen=True, slots=True)
class YearBefore:
    """Where the year begins, and which it is; None when one is printed that nobody can tell (康熙三年)."""

    start: int
    year: int | None


def year_before(folded: str, start: int, issue_date: date | None) -> YearBefore | Recurring | None:
    """The year printed straight before the month at `start`; None when there is none."""
    if start == 0 or folded[start - 1] not in "年的 ":
        return None
    window = max(0, start - _WINDOW)
    # A Hanzi before the window, so that `^` is only the real beginning of the text.
    before = folded[window:start] if window == 0 else "文" + folded[window:start]
    shift = window - (window > 0)
    if not _ANY.search(before):
        return None
    if _RECURRING.search(before):
        return Recurring.YES
    if found := _REPUBLIC.search(before):
        return YearBefore(shift + found.start(), 1911 + (1 if found[1] == "元" else number(found[1])))
    if found := _OFFSET.search(before):
        return YearBefore(shift + found.start(), issue_date.year + _OFFSETS[found[1]] if issue_date else None)
    if found := _SAME.search(before):
        year = _earlier_year(folded, start)
        return YearBefore(shift + found.start(), None if year is None else year + (found[1] in "次翌"))
    if found := _SHORT.search(before):
        return YearBefore(shift + found.start(1), two_digit_year(number(found[1]), issue_date) if issue_date else None)
    return YearBefore(start, None)


def _earlier_year(folded: str, start: int) -> int | None:
    """The last year printed in full in the 200 characters before; 同年 points to it."""
    years = [found[1] for found in _EARLIER.finditer(folded, max(0, start - 200), start)]
    return number(years[-1]) if years else None
