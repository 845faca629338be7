"""A day without its month: 10日下午, 9日至13日, 截至13日. The month is the one last named, or the last with such a day before the issue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from indexer.extract.coming import Coming, coming
from indexer.extract.printed_days import CLOCK, DASH, MORE_DAYS
from indexer.extract.resolving import Named, on
from indexer.extract.running_words import CLAUSE_END, CLAUSE_START, EVENT, LEAD, PART_OF_DAY, at_opening, quoted
from indexer.pages.numerals import number

_HANZI_DAY = r"(?:三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?)"
_DAY = rf"(?:\d{{1,2}}|{_HANZI_DAY})"
_ALONE = re.compile(
    rf"(?P<day>{_DAY}) ?(?:日|号|(?={DASH} ?{_DAY} ?日)|(?P<listed>(?=(?:[、和及] ?{_DAY} ?){{1,9}}日)))(?: ?{CLOCK} ?{DASH} ?(?P<day2>{_DAY}) ?日)?"
)
_ALONE_HEAD = re.compile(r"[\d二三十廿]")
# 113日, 第13日, 3.5日, 11月13日, 每13日; looked at behind the match, for a pattern that begins with a digit is much faster.
_NOT_BEHIND = frozenset("0123456789〇一二三四五六七八九十百千万亿第两几多数每单双半整点.．/:：-—－–~～月年周")
# 为期10日, 限期30日, 满5日, 逾期7日, 累计3日, 拘留15日, 前3日: counts of days.
_COUNT_BEFORE = re.compile(r"[期续留逾计满过达共历需近约超足仅限长前后隔上下至到内这那头首末余有]$|工作$")
_ASOF = re.compile(r"(?:截[至止]|截止[至到]|自|从)$")
# 7日内, 3日游, 5日龄, 13日元, 30日均线, 10日后
_COUNT_AFTER = re.compile(r"[内游龄均间元本军常用程薪产志系后前之以谈报历照光华]|左右|以[内上下]")
_BEHIND_BYLINE = re.compile(rf"[、和及] ?{_DAY} ?日|{PART_OF_DAY}|[，,]|{EVENT}|[区市县省我全]|记者|本报")
_RUNNING = re.compile(rf"{PART_OF_DAY}|{EVENT}")
_LISTED = rf"[、和及] ?{_DAY} ?日"
_AT_CLAUSE = re.compile(rf"{_LISTED}|{PART_OF_DAY}|{EVENT}|[，,]|是|[起至]|电(?=[ ，,（(])")
_LONE = re.compile(rf"{CLAUSE_END}|[、和及至到]|{PART_OF_DAY}|{EVENT}|[你您我他她它咱]|可以|有没有|是不是")
_PRONOUN_BEFORE, _PRONOUN_BEHIND = re.compile(r"[你您我他她它咱们]$"), re.compile(r"[你您我他她它咱]")
_NEAR = 45  # days: a day named before that lies farther from the issue leads the story into another year
_RECENT, _JUST_PAST, _MONTH_HALF = 7, 5, 15  # days


@dataclass(frozen=True, slots=True)
class Story:
    """What the text has said of its time so far."""

    base: date | None = None
    """The dateline's own day (本报11月13日讯), from which 今日 counts."""
    last: date | None = None
    """The last day named that lies near the issue."""
    far: bool = False
    """Only days far from the issue were named: a feature, in which 3日 is a day of that time."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a day stands: `free` behind the byline or in a lone sentence, `same_sentence` behind another day of its sentence."""

    start: int
    end: int
    rule: str
    free: bool
    same_sentence: bool


def _without_month(folded: str) -> Iterator[re.Match[str]]:
    """As `_ALONE.finditer`, which tries all its forms at every letter."""
    end = 0
    for head in _ALONE_HEAD.finditer(folded):
        if head.start() >= end and (found := _ALONE.match(folded, head.start())):
            end = found.end()
            yield found


def lone_days(folded: str, opening_end: int | None, *, lone: bool) -> Iterator[re.Match[str]]:
    """The places where a day stands without its month and surely is one."""
    for found in _without_month(folded):
        if found.start() and folded[found.start() - 1] in _NOT_BEHIND:
            continue
        start, end, before = found.start(), found.end(), folded[max(0, found.start() - 6) : found.start()]
        if not 1 <= number(found["day"]) <= 31 or not 1 <= number(found["day2"] or found["day"]) <= 31:
            continue
        if _COUNT_AFTER.match(folded, end) or quoted(folded, start):
            continue
        if folded[end - 1] == "号" and not (
            re.match(PART_OF_DAY, folded[end : end + 6])
            or (lone and (_PRONOUN_BEFORE.search(before) or _PRONOUN_BEHIND.match(folded, end)))
        ):
            # 12号 may be a house, a bus, a file.
            continue
        if at_opening(folded, start, opening_end):
            if _BEHIND_BYLINE.match(folded, end) or found["day2"] or (lone and _LONE.match(folded, end)):
                yield found
            continue
        lead, clause = LEAD.search(before) or _ASOF.search(before), CLAUSE_START.search(before)
        if not lead and _COUNT_BEFORE.search(before):
            continue
        if lone and ((clause and _LONE.match(folded, end)) or _PRONOUN_BEFORE.search(before)):
            yield found
        elif found["day"][0] not in "0123456789":
            if clause and re.match(PART_OF_DAY, folded[end : end + 6]):
                yield found
        elif (
            (lead and re.match(rf"{CLAUSE_END}|{PART_OF_DAY}|{EVENT}|[，,至到的]", folded[end : end + 6]))
            or (clause and (_AT_CLAUSE.match(folded, end) or found["day2"]))
            or _RUNNING.match(folded, end)
        ):
            yield found


def further(folded: str, found: re.Match[str]) -> Iterator[re.Match[str]]:
    """The days listed behind a day without its month: 3日、4日和5日."""
    position = found.end()
    while (more := MORE_DAYS.match(folded, position)) and (more["day2"] or more["unit"] or more["listed"] is not None):
        yield more
        position = more.end()


def settle(folded: str, place: Place, first: int, last: int, story: Story, issue_date: date | None) -> Named:
    """The day or range with its month found; it stays open where two months could be meant."""
    begin = _month_of(folded, place, first, story, issue_date) if issue_date else None
    until = _until(begin, last) if begin else None
    if begin is None or until is None:
        return Named(place.start, place.end, f"---{first:02d}", f"---{last:02d}", None, place.rule, year_printed=False)
    return Named(place.start, place.end, begin.isoformat(), until.isoformat(), (begin, until), place.rule, year_printed=False)


def _until(begin: date, day: int) -> date | None:
    """28日至3日 ends in the next month."""
    if day >= begin.day:
        return on(begin.year, begin.month, day)
    following = (begin.replace(day=1) + timedelta(days=31)).replace(day=1)
    return on(following.year, following.month, day) if begin.day - day > 15 else None


def _month_of(folded: str, place: Place, day: int, story: Story, issue_date: date) -> date | None:
    if story.far and story.last is None:
        return None
    words = coming(folded, place.start, place.end)
    past = _last(day, issue_date)
    just_past = past is not None and (issue_date - past).days <= _JUST_PAST
    ahead = words is Coming.PLANNED or (words is Coming.DEADLINE and not just_past)
    by_issue = _next(day, issue_date) if ahead else past
    if by_issue is None:
        return None
    if story.last is None:
        # 20日 behind the byline is the last one, however long ago; in a paragraph it may as well be one to come.
        return by_issue if ahead or place.free or (issue_date - by_issue).days <= _MONTH_HALF else None
    by_story = on(story.last.year, story.last.month, day)
    if by_story == by_issue:
        # A forecast of 28 April: 1日到3日，有中到大雨 is no day of early April.
        following = None if ahead or place.free or place.same_sentence else _next(day, issue_date)
        soon = following is not None and (following - issue_date).days <= _RECENT
        return None if soon and (issue_date - by_issue).days > _MONTH_HALF else by_issue
    recent = abs((issue_date - by_issue).days) <= _RECENT
    if not place.same_sentence:
        return by_issue if recent else None
    if by_story is not None and by_story >= story.last:
        # 11月10日开幕，20日闭幕 in an issue of 15 November: not 20 October; without a word for it, not sure.
        sure = ahead or by_story <= issue_date or (story.last > issue_date and not recent)
        return by_story if sure else None
    # 10月30日开幕，2日闭幕: the second day of October or of November.
    return by_issue if recent and by_issue > story.last else None


def _last(day: int, issue_date: date) -> date | None:
    begin = issue_date.replace(day=1)
    for _ in range(12):
        found = on(begin.year, begin.month, day)
        if found is not None and found <= issue_date:
            return found
        begin = (begin - timedelta(days=1)).replace(day=1)
    return None


def _next(day: int, issue_date: date) -> date | None:
    begin = issue_date.replace(day=1)
    for _ in range(12):
        found = on(begin.year, begin.month, day)
        if found is not None and found >= issue_date:
            return found
        begin = (begin + timedelta(days=31)).replace(day=1)
    return None


def follow(story: Story, day: Named, issue_date: date | None) -> Story:
    """The story after a named day."""
    if day.interval is None or issue_date is None:
        return story
    if abs((issue_date - day.interval[0]).days) <= _NEAR:
        return Story(story.base, day.interval[1], story.far)
    return Story(story.base, story.last, True)
