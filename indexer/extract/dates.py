"""Event dates: days that the text names, as intervals against the issue date. A day that does not exist stays unresolved, with a warning."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from indexer.extract.located import Located
from indexer.extract.lone_days import Place, Story, follow, further, lone_days, settle
from indexer.extract.lunar import lunar_days
from indexer.extract.printed_days import CLOCK, DASH, printed_days
from indexer.extract.relative_days import relative_days
from indexer.extract.resolving import Named, last_on_or_before, next_on_or_after
from indexer.extract.running_words import at_opening, lone_sentence
from indexer.extract.weekdays import weekdays
from indexer.model import EventDate, ParseWarning
from indexer.pages.numerals import fold_numerals, number

# Nothing but these letters can make a day: a text without any is not looked through. The first letter stands in front of all
# forms, for a pattern that begins with a set is searched for much faster than one that begins with many forms.
_ANY = re.compile(
    r"[日号號周週星礼禮天今昨明前后後月年大\d０-９](?:(?<=[日号號])|(?<=[周週])[一二三四五六天末]|(?<=星)期|(?<=[礼禮])拜|(?<=天)[之以]?[前后後]|"
    r"(?<=[今昨明前后後])[天晚晨早夜午今明两兩]|(?<=月)[初一二三十廿]|(?<=年) ?[\d０-９]{1,2} ?月 ?[\d０-９]|(?<=大)年|"
    r"(?<=[\d０-９])[-./ 　][\d０-９]{1,2}[-./ 　][\d０-９])"
)
_RELATIVE = re.compile(r"[今昨明前后][天日晚晨早夜午今明后]|大年|天[之以]?[前后]")
_WEEKDAY = re.compile(r"周|星期|礼拜")
_LUNAR = re.compile(r"[农阴夏旧]历|[正腊冬]月|闰.{1,2}月|月(?:初|廿)|大年[三初]|[子丑寅卯辰巳午未申酉戌亥].?年")
# Papers in traditional script: the letters of the rules, one for one.
_TRADITIONAL = re.compile(r"[號週禮後個農曆臘閏將擬]")
_SCRIPT = str.maketrans("號週禮後個這農曆臘閏點時將擬兩晝開舉報發佈間", "号周礼后个这农历腊闰点时将拟两昼开举报发布间")
# 二００一年: a nought between Hanzi; twice, since the second stands behind one only after the first was folded.
_HANZI_NOUGHT = re.compile(r"(?<=[一二三四五六七八九〇])0(?=[0一二三四五六七八九〇年])")
_SENTENCE_END = re.compile(r"[。！？!?；;]")
_BETWEEN = re.compile(rf"[）)]? ?{CLOCK} ?起?{DASH} ?")  # 从昨天下午两点到明天四点


@dataclass(frozen=True, slots=True)
class FoundDates:
    """The dates of one text, and what is wrong with some of them."""

    events: tuple[EventDate, ...]
    warnings: tuple[ParseWarning, ...]
    story: Story
    """What the text has said of its time, for the paragraph behind it."""


def find_dates(
    text: Located, issue_date: date | None, lines: tuple[int, ...], story: Story | None = None, opening_end: int | None = None
) -> FoundDates:
    """The days that a text names, in order.

    `story` is what the paragraphs before have said; `opening_end` is the place behind the byline, where 昨日 and a day alone count more freely.
    """
    story = story or Story()
    if "日" not in text.text and not _ANY.search(text.text):
        return FoundDates((), (), story)
    folded = fold_numerals(text.text)
    if "0" in folded:
        folded = _HANZI_NOUGHT.sub("〇", _HANZI_NOUGHT.sub("〇", folded))
    if _TRADITIONAL.search(folded):
        folded = folded.translate(_SCRIPT)
    lone = lone_sentence(folded[opening_end or 0 :]) and story == Story()
    lunar = list(lunar_days(folded, issue_date)) if _LUNAR.search(folded) else []
    printed = _apart(lunar, printed_days(folded, issue_date))
    story = _with_base(story, printed, opening_end)
    base = story.base or issue_date
    told: list[Named] = []
    if base is not None:
        if _RELATIVE.search(folded):
            told.extend(relative_days(folded, base, opening_end, lone=lone))
        if _WEEKDAY.search(folded):
            told.extend(weekdays(folded, base, opening_end, lone=lone))
    days = _joined(folded, _apart(printed, told))
    days, story = _with_lone_days(folded, days, story, issue_date, opening_end, lone=lone)
    days = [day for day in days if day.rule != "no-day" and (day.rule != "lunar" or day.interval)]
    warnings = tuple(
        ParseWarning("impossible date", lines, f"「{text.text[day.start : day.end]}」不是存在的日子，没有换算。")
        for day in days
        if day.impossible
    )
    return FoundDates(tuple(_event(text, day) for day in days), warnings, story)


def _event(text: Located, day: Named) -> EventDate:
    begin, until = day.interval or (None, None)
    return EventDate(text.text[day.start : day.end], text.span(day.start, day.end), day.first, day.last, begin, until, day.rule)


def _apart(first: Iterable[Named], second: Iterable[Named]) -> list[Named]:
    """Both in order of place; of the second only what stands on no letter of the first."""
    taken = sorted(first, key=lambda day: day.start)
    kept: list[Named] = []
    place = 0
    for day in sorted(second, key=lambda day: day.start):
        while place < len(taken) and taken[place].end <= day.start:
            place += 1
        free = place == len(taken) or taken[place].start >= day.end
        if free and not (kept and kept[-1].end > day.start):
            kept.append(day)
    return sorted([*taken, *kept], key=lambda day: day.start)


def _with_base(story: Story, days: list[Named], opening_end: int | None) -> Story:
    """本报北京11月13日讯: from there on 今日 is that day."""
    if opening_end:
        for day in days:
            if day.start < opening_end and day.interval and day.interval[0] == day.interval[1]:
                return replace(story, base=day.interval[0])
    return story


def _joined(folded: str, days: list[Named]) -> list[Named]:
    """The ends of a range made one: 上周四到10月1日, 18年10月1日到19年2月3日, 昨天下午至今天上午."""
    joined: list[Named] = []
    for day in days:
        last = joined[-1] if joined else None
        if last and last.interval and day.interval and _BETWEEN.fullmatch(folded, last.end, day.start):
            begin, until = last.interval[0], day.interval[1]
            if day.year_printed and not last.year_printed:
                # 12月30日到明年1月2日 began this year.
                begin = last_on_or_before(until, begin.month, begin.day) or begin
            if not day.year_printed and last.rule != "day-alone":
                until = next_on_or_after(begin, until.month, until.day) or until
            if last.interval[0] == last.interval[1] and begin <= until:
                joined[-1] = replace(last, end=day.end, last=day.last, interval=(begin, until), rule="range")
                continue
        joined.append(day)
    return joined


def _with_lone_days(
    folded: str, days: list[Named], story: Story, issue_date: date | None, opening_end: int | None, *, lone: bool
) -> tuple[list[Named], Story]:
    """The days without a month put between the others; what they mean depends on those before them."""
    alone: list[tuple[int, int, int, int, bool]] = []
    if "日" in folded or "号" in folded:
        position = 0
        for found in lone_days(folded, opening_end, lone=lone):
            if found.start() < position:
                # It stands in the list behind the one before.
                continue
            position = found.end()
            first = number(found["day"])
            free = lone or at_opening(folded, found.start(), opening_end)
            alone.append((found.start(), found.end(), first, number(found["day2"] or found["day"]), free))
            for more in further(folded, found):
                alone.append((more.start("day"), more.end(), number(more["day"]), number(more["day2"] or more["day"]), free))
                position = more.end()
    result: list[Named] = []
    pending = deque(days)
    for start, end, first, last, free in alone:
        while pending and pending[0].start < end:
            result.append(pending.popleft())
            story = follow(story, result[-1], issue_date)
        if result and result[-1].end > start:
            continue
        same = bool(result) and not _SENTENCE_END.search(folded, result[-1].end, start)
        rule = "further-day" if same and result[-1].end == start - 1 else "day-alone"
        result.append(settle(folded, Place(start, end, rule, free, same), first, last, story, issue_date))
        story = follow(story, result[-1], issue_date)
    for day in pending:
        result.append(day)
        story = follow(story, day, issue_date)
    return result, story
