"""The Chinese date specifications of Microsoft Recognizers: which a newspaper prints, and whether their days are found.

Of two resolutions the past one counts, as the archive reads 11月13日. A specification is in scope when the words of one of its results name
calendar days: a day, both ends of a range, or a day with its time (of which the day counts). The rest is out of scope by OUT_OF_SCOPE; there
nothing must be found that is wrong.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from lunar_python import Solar  # type: ignore[import-untyped]

from evaluation.scores import Score, Tally, share
from indexer.extract.dates import find_dates
from indexer.extract.located import Located

FILES = ("DateParser", "DatePeriodParser", "DateTimeModel", "HolidayParser")
# Class of a result, what it looks like, and why no day is asked of it.
OUT_OF_SCOPE = {
    "nothing": "the specification finds nothing (电话号码, 12号 in one of the files): no day may be found",
    "set": "每天, 每周一: comes again and again, no day of the calendar",
    "duration": "6天, 半个月: a length",
    "time": "晚上九点, 从五点到六点: a time of day without its day",
    "counted time": "10分钟之前, 之后5分钟: told from the hour of writing, which a newspaper does not have",
    "month, year or season": "明年四月, 2008年, 上半年, 下周, 本世纪20年代: a stretch named as a whole; as an event it would be of thirty days or more, or of a week",
    "counted stretch": "前1周, 近三年, 去年的前10天, 2021年的第二周: counted, not named by days",
    "lately": "最近: no date by issue 4 (近日, 连日来)",
    "holiday": "元旦, 端午节: an occasion by name (国庆节期间, 迎新年), hardly ever the day itself",
    "lunar": "正月初一, 大年三十: the specification gives the number without converting it (1 January), which is the wrong day; ours is checked by converting it back",
    "Hanzi without 日": "六月十五 without a year: print uses this form for lunar days",
    "号 alone": "12号 alone: a house, a bus or a file; the two files contradict each other",
    "era or old year": "康熙三年, 神龙二年, 三六七年: before the common calendar",
    "Latin order": "13.5.2015, 3-7-07, 12-11-10: day, month and year in an order that Chinese print does not use, or only two digits of the year",
}
_DAY_TIMEX = re.compile(r"^(?:XXXX|\d{4})-(?:(?:XX|\d\d)-\d\d|WXX-\d|W\d\d-\d|W\d\d-WE|\d\d-WXX-\d-#?-?\d)(?:T[\dA-Z:]*)?$")
# The words of a day: 13日, 12号, 周五, 昨天, 今晚, 5天前, 2010-01-29, and Hanzi without 日.
_DAY_WORDS = re.compile(
    r"[日号號]|(?:周|週|星期|礼拜|禮拜)[一二三四五六日天末]|[今昨明前后後][天日晚晨早夜]|天[前后後]|\d[-./ ]\d{1,2}[-./ ]\d|月[二三]?十|[週周]末"
)
_LUNAR_WORDS = re.compile(r"农历|阴历|正月|腊月|冬月|初[一二三四五六七八九十]|廿|大年")
_LATIN = re.compile(r"^\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2})\b")
_COUNTED = re.compile(r"[前后後近]\s*[一二三四五六七八九十\d]|过去|第|最[后後]|半[年周]")
_NO_UNIT = re.compile(r"^[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{2,3}$")

Interval = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Result:
    """One expected result: its class (None: in scope) and its days (None: not resolved)."""

    outside: str | None
    days: Interval | None


@dataclass(frozen=True, slots=True)
class Specification:
    """A sentence, the day on which it is written, and what is in it."""

    file: str
    text: str
    reference: date | None
    results: tuple[Result, ...]

    @property
    def in_scope(self) -> bool:
        """True when it names a day that a newspaper would print so."""
        return any(result.outside is None for result in self.results)


def specifications(shared: Path) -> Iterator[Specification]:
    """All specifications of the four files, in order."""
    for file in FILES:
        path = shared / "data" / "dates" / f"recognizers-zh-{file}.json"
        for item in json.loads(path.read_text(encoding="utf-8-sig")):
            reference = item.get("Context", {}).get("ReferenceDateTime", "")[:10]
            results = tuple(_result(file, result) for result in item["Results"]) or (Result("nothing", None),)
            yield Specification(file, item["Input"], date.fromisoformat(reference) if reference else None, results)


def _result(file: str, result: dict[str, Any]) -> Result:
    if "TypeName" in result:
        kind = result["TypeName"].removeprefix("datetimeV2.")
        values = (result.get("Resolution") or {}).get("values") or [{}]
        timex, past = values[0].get("timex", ""), values[0]
        lunar = values[0].get("isLunar") == "True"
    else:
        kind, value = result["Type"], result.get("Value") or {}
        timex, past, lunar = value.get("Timex", ""), value.get("PastResolution") or {}, False
    outside = _class(file, kind, timex, result["Text"], lunar=lunar)
    return Result(outside, _days(timex, past))


def _class(file: str, kind: str, timex: str, text: str, *, lunar: bool) -> str | None:
    """The class out of scope; None in scope. The order matters: the first that fits."""
    ends = timex.strip("()").split(",")[:2] if timex.startswith("(") else [timex]
    by_days = all(_DAY_TIMEX.match(end) for end in ends) and bool(_DAY_WORDS.search(text))
    checks = (
        ("holiday", file == "HolidayParser"),
        ("set", kind == "set"),
        ("duration", kind == "duration"),
        ("time", kind in ("time", "timerange")),
        ("lunar", lunar or bool(_LUNAR_WORDS.search(text))),
        ("lately", kind == "date" and text in ("最近", "近日", "近期")),
        ("Latin order", bool(_LATIN.search(text))),
        ("号 alone", bool(re.fullmatch(r"\d{1,2} ?[号號]", text))),
        ("Hanzi without 日", bool(_NO_UNIT.match(text)) and text[0] != "一" and not text.endswith("三十一")),
        ("era or old year", by_days and any(re.match(r"0|1[0-5]", end) for end in ends)),
        ("counted time", kind.startswith("datetime") and not by_days),
        ("counted stretch", not by_days and bool(_COUNTED.search(text))),
        ("month, year or season", not by_days),
    )
    return next((name for name, fits in checks if fits), None)


def _days(timex: str, past: dict[str, str]) -> Interval | None:
    """First and last day of the past resolution, both included; None where it says 'not resolved'."""
    named = re.match(r"\d{4}-\d\d-\d\d", timex)
    if named and "Mod" in past:
        # 2019年1月1日之前 is given as all the time before; the day that is named stands in the timex.
        return named[0], named[0]
    begin = next((past[key] for key in ("date", "value", "start", "startDate", "startDateTime", "dateTime") if key in past), "")
    until = next((past[key] for key in ("end", "endDate", "endDateTime") if key in past), begin)
    if not re.match(r"\d{4}-\d\d-\d\d", begin) or begin.startswith("0001"):
        return None
    if timex.endswith("WE"):
        # The end of a weekend is given as the Monday behind it.
        until = (date.fromisoformat(until[:10]) - timedelta(days=1)).isoformat()
    return begin[:10], until[:10]


def found_days(specification: Specification) -> list[Interval]:
    """The resolved days of a specification's text, in order."""
    found = find_dates(Located(specification.text, (0,), (0,)), specification.reference, (1,))
    return [(event.from_.isoformat(), event.to.isoformat()) for event in found.events if event.from_ and event.to]


def score_dates(shared: Path) -> list[Score]:
    """In scope: exactly the days that the specification names. Out of scope: no day that it does not name."""
    inside, wrong_days = Tally(), Tally()
    classes: Counter[str] = Counter()
    for specification in specifications(shared):
        found = found_days(specification)
        where = f"{specification.text} ({specification.reference}): {found}"
        if specification.in_scope:
            wanted = [result.days for result in specification.results if result.outside is None and result.days]
            inside.add(found == wanted, f"{where}, not {wanted}")
        else:
            classes[specification.results[0].outside or ""] += 1
            allowed = [result.days for result in specification.results]
            lunar = all(result.outside == "lunar" for result in specification.results)
            wrong = [day for day in found if not (_is_lunar_day(day, specification.text) if lunar else day in allowed)]
            wrong_days.add(not wrong, f"{where}, wrong {wrong}")
    out = ", ".join(f"{name} {count}" for name, count in classes.most_common())
    return [
        share("dates in scope", inside.right, inside.total, inside.misses),
        Score(
            "dates out of scope give no wrong day",
            wrong_days.right / wrong_days.total if wrong_days.total else 1.0,
            f"{wrong_days.right}/{wrong_days.total} ({out})",
            tuple(wrong_days.misses),
        ),
    ]


def _is_lunar_day(days: Interval, text: str) -> bool:
    """True when the day, converted back, is the lunar day that the text prints, or the last one of its year (大年三十)."""
    if days[0] != days[1]:
        return False
    day = date.fromisoformat(days[0])
    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    following = day + timedelta(days=1)
    eve = Solar.fromYmd(following.year, following.month, following.day).getLunar()
    if "大年三十" in text:
        return bool(eve.getMonth() == 1 and eve.getDay() == 1)
    month = "大年" if "大年" in text and lunar.getMonth() == 1 else lunar.getMonthInChinese() + "月"
    return month + lunar.getDayInChinese() in text
