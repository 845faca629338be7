"""Days told from the day of writing: 昨日, 今晚, 大后天, 今明两天, 5天前."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from indexer.extract.resolving import Named
from indexer.extract.running_words import CLAUSE_END, CLAUSE_START, EVENT, LEAD, PART_OF_DAY, at_opening, quoted
from indexer.pages.numerals import number

# First and last day, counted from the day of writing.
OFFSETS = {
    "今明两天": (0, 1), "今明两日": (0, 1), "昨今两天": (-1, 0), "昨今两日": (-1, 0), "明后两天": (1, 2), "明后两日": (1, 2),
    "大前天": (-3, -3), "大后天": (3, 3), "前天": (-2, -2), "前日": (-2, -2), "后天": (2, 2), "后日": (2, 2),
    "今天": (0, 0), "今日": (0, 0), "昨天": (-1, -1), "昨日": (-1, -1), "明天": (1, 1), "明日": (1, 1),
    "前晚": (-2, -2), "昨晚": (-1, -1), "昨夜": (-1, -1), "昨晨": (-1, -1), "昨早": (-1, -1),
    "今晨": (0, 0), "今早": (0, 0), "今晚": (0, 0), "今夜": (0, 0), "今午": (0, 0),
    "明晚": (1, 1), "明早": (1, 1), "明晨": (1, 1),
}  # fmt: skip
WORD = "(?:" + "|".join(OFFSETS) + ")"
_WORDS = re.compile(WORD)
# Two letters that only meet: 光明|日报, 表明|日本, 探明|天然气, 百年前|天津, 三天后|天气; 如今|日本.
_NOT_BEHIND = {
    "明": re.compile(r"[光表指证说申声发聪文透鲜分探查注照阐标清黎平公开英简三神精贤高透严昌]$"),
    "前": re.compile(r"[^，,。；;：:、（(\s“”在于自从截至]$"),
    "后": re.compile(r"[^，,。；;：:、（(\s“”在于自从将划计大]$"),
    "今": re.compile(r"(?:[如现当迄古而]|(?<!截)至|[^从天日晨早晚夜点时分午上半]到)$"),
    "昨": re.compile(r"[如犹今]$"),
}
# 今日本, 前日军, 明天下, 今晚报, 后天性, 今日头条; and the words with which a day is a time of life or of history.
_NOT_BEFORE = re.compile(
    r"(?:本(?![报刊台网市县区省院])|军(?!方|事)|元|报(?![道告名案警])|头条|说法|关注|视线|之|重现|性|气(?!温)|然|津|坛|堂|花板|下(?!午)|空|会更|更[加美好]|"
    r"的(?!会|活动|比赛|仪式|发布|座谈|开幕|闭幕|培训|论坛|讲座))"
)
_PRINTED_BEHIND = re.compile(
    r" ?(?:[（(] ?\d|(?:是|为|即|，|,)(?:\d{4}年)? ?\d{1,2} ?月 ?\d)"
)  # 今天（10月1日）, 今天是10月1日: the printed day says it
_BEHIND_BYLINE = re.compile(
    rf"{PART_OF_DAY}|[，,]|{EVENT}|我[区市县省校国州旗镇乡]|[区市县省州]|记者|本报|全[区市县省国州]|国|由|一[名位场批]|[（(]"
)
_CLAUSE_END = re.compile(CLAUSE_END)
_RUNNING = re.compile(rf"{PART_OF_DAY}|{EVENT}|[至到](?=\d|[今明后]|[一二三四五六七八九十]{{1,2}}月)")
_LONE = re.compile(rf"{CLAUSE_END}|{PART_OF_DAY}|{EVENT}|[你您我他她它咱]|可以|有|没|不|去|要|是|休息|见")
_PRONOUN = re.compile(r"[你您我他她它咱们]$")
_AFTER_LEAD = re.compile(rf"{CLAUSE_END}|{PART_OF_DAY}|{EVENT}|[至到以]|[一-鿿]")
# 5天前, 三天后: only in a lone sentence, where nothing else is told from which they could count.
_COUNTED = re.compile(
    r"(?<![\d.第过每近约隔每前后一二两三四五六七八九十百])(?P<count>\d{1,3}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]) ?天"
    r"(?:之|以)?(?P<side>前|后)(?![线沿方进景途往来台期续勤面者代半备])"
)


def relative_days(folded: str, base: date, opening_end: int | None, *, lone: bool) -> Iterator[Named]:
    """The days told from `base`, the day of the issue or of the dateline.

    `opening_end` is the place behind the byline; `lone` is True for a text of one sentence before any other day.
    """
    for found in _WORDS.finditer(folded):
        if _counts(folded, found.start(), found.end(), opening_end, lone=lone):
            first, last = OFFSETS[found[0]]
            yield _from_base(base, first, last, found.start(), found.end())
    if lone:
        for found in _COUNTED.finditer(folded):
            if not quoted(folded, found.start()):
                days = number(found["count"]) * (-1 if found["side"] == "前" else 1)
                yield _from_base(base, days, days, found.start(), found.end())


def _from_base(base: date, first: int, last: int, start: int, end: int) -> Named:
    begin, until = base + timedelta(days=first), base + timedelta(days=last)
    return Named(start, end, begin.isoformat(), until.isoformat(), (begin, until), "relative")


def _counts(folded: str, start: int, end: int, opening_end: int | None, *, lone: bool) -> bool:
    word, before = folded[start:end], folded[max(0, start - 6) : start]
    trap = _NOT_BEHIND.get(word[0])
    opening = at_opening(folded, start, opening_end)
    if not opening and trap and trap.search(before) and not (lone and _PRONOUN.search(before)):
        return False
    if _NOT_BEFORE.match(folded, end) or _PRINTED_BEHIND.match(folded, end) or quoted(folded, start):
        return False
    if opening and (_BEHIND_BYLINE.match(folded, end) or word[0] in "昨前" or (lone and _LONE.match(folded, end))):
        return True
    if lone and _counts_alone(folded, word, before, end):
        return True
    if _RUNNING.match(folded, end):
        return True
    if LEAD.search(before) and _AFTER_LEAD.match(folded, end):
        return True
    # 昨天，国家防总启动响应: yesterday is hardly ever a time of life; 今天，… is one in every second feature.
    return word[0] == "昨" and folded[end : end + 1] in ("，", ",") and bool(CLAUSE_START.search(before))


def _counts_alone(folded: str, word: str, before: str, end: int) -> bool:
    """In a text of one sentence: 昨天的会议, 我明天回来, 后天可以吗; not 创造美好明天, 走进今日岚汀."""
    if _PRONOUN.search(before) or (word[0] in "昨前大" and CLAUSE_START.search(before)):
        return True
    return bool(_LONE.match(folded, end)) and bool(CLAUSE_START.search(before) or not _CLAUSE_END.match(folded, end))
