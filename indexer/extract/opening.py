"""The dateline: the time words straight behind the byline, and the place that the byline prints."""

from __future__ import annotations

import re

from indexer.extract.located import Located
from indexer.model import Dateline
from indexer.pages.numerals import DAY, MONTH, YEAR, fold_numerals

_PART = r"(?:上午|下午|中午|晚上?|凌晨|清晨|早上?|早晨|傍晚|夜间?|深夜|当日|当天|\d{1,2} ?(?:时|点)(?:\d{1,2}分|许)?)?"
# Each with an example: what opens an article in print.
TIME_WORDS = re.compile(
    rf"(?:{YEAR} ?年 ?)?{MONTH} ?月 ?{DAY} ?日(?:至(?:{MONTH}月)?{DAY}日|[—－-]{{1,2}}(?:{MONTH}月)?{DAY}日)?{_PART}"  # 11月13日上午
    rf"|\d{{1,2}}日{_PART}"  # 10日下午
    r"|(?:今|去|前)年年?(?:初以来|以来|初|底|内)?(?=[，,\u4e00-\u9fff])"  # 今年年初以来
    r"|(?:自?\d{1,2}月份?以来|进入\d{1,2}月(?:份)?以来|(?:入|开)[春夏秋冬]以来)"
    rf"|(?:今日|今天|昨日|昨天|前日|前天){_PART}"  # 昨日上午
    r"|(?:连日来|近日来|近日|日前|近期|近来|近年来|最近|目前|眼下|当前|连日|时下|一段时间以来|今年以来|上周[一二三四五六日]|本周[一二三四五六日]|周末|节日期间|假期)"
)
_PLACE = re.compile(
    r"(?:本报|本刊|本网|本台|新华社|中新社|人民网|央视网|光明网|[一-鿿]{1,8}(?:日报|晚报|晨报|导报|早报|商报|时报|周报))[ 　]*(?P<place>[一-鿿·]{2,10}?)[ 　]*(?=(?:(?:\d{2,4}|[〇○零一二三四五六七八九]{4})年)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})月|[讯电])"
)


def find_dateline(text: Located, opening_end: int, opened: bool) -> Dateline | None:
    """The dateline of an article's first paragraph; None when neither time words nor a place are printed."""
    folded = fold_numerals(text.text[: opening_end + 40])
    start = opening_end
    while start < len(folded) and folded[start] in " ,，:：":
        start += 1
    found = TIME_WORDS.match(folded, start)
    place = _PLACE.search(text.text[:opening_end]) if opened else None
    if found:
        end = found.end()
        return Dateline(text.text[start:end], text.span(start, end), place["place"] if place else None)
    if place:
        return Dateline(
            text.text[place.start("place") : place.end("place")],
            text.span(place.start("place"), place.end("place")),
            place["place"],
        )
    return None
