"""The dateline: the time words straight behind the byline, and the place that the byline prints."""

from __future__ import annotations

import re

from indexer.extract.located import Located
from indexer.model import Dateline
from indexer.pages.numerals import DAY, MONTH, YEAR, fold_numerals

_PART = (
    r"(?:上午|下午|中午|正午|午后|晚间|晚上?|凌晨|清晨|清早|早上?|早晨|早间|傍晚|夜间?|夜里|深夜|当日|当天|"
    r"\d{1,2} ?(?:时|点)(?:\d{1,2}分|许)?)?"
)
_DASH = r"(?:至|到|[—－–―~～-]{1,2})"
_HANZI_DAY = r"(?:三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?)"
_WEEKDAY = r"(?:周|星期|礼拜)[一二三四五六日天]"
# Each with an example: what opens an article in print.
TIME_WORDS = re.compile(
    rf"(?:(?:{YEAR}|[今去前明]) ?年 ?)?{MONTH} ?月 ?{DAY} ?[日号](?:[、和] ?{DAY} ?日){{0,6}}(?: ?{_DASH} ?(?:{MONTH}月)?{DAY}日)?{_PART}"  # 11月13日上午
    rf"|(?:{YEAR} ?年 ?)?{MONTH} ?月 ?{DAY} ?{_DASH} ?{DAY} ?[日号]{_PART}"  # 10月18—19日
    rf"|[12]\d{{3}}([-./])\d{{1,2}}\1\d{{1,2}}(?!\d){_PART}"  # 2021-11-13
    rf"|(?:[本上下]|这个?|[上下]个)月 ?{DAY} ?日{_PART}"  # 本月10日上午
    rf"|(?:\d{{1,2}}|{_HANZI_DAY}) ?(?:日)?(?: ?{_DASH} ?(?:\d{{1,2}}|{_HANZI_DAY}) ?日|(?<=日)(?:[、和] ?\d{{1,2}} ?日){{0,6}}){_PART}"  # 10日下午, 9日至13日
    r"|(?:今|去|前)年年?(?:初以来|以来|初|底|内)?(?=[，,\u4e00-\u9fff])"  # 今年年初以来
    r"|(?:自?\d{1,2}月份?以来|进入\d{1,2}月(?:份)?以来|(?:入|开)[春夏秋冬]以来)"
    rf"|(?:大前天|大后天|今日|今天|昨日|昨天|前日|前天|明日|明天|后天|[今昨]?今?明?两[天日]){_PART}|[今昨明前][晚晨早夜](?:\d{{1,2}} ?时)?"  # 昨日上午, 今晚
    rf"|(?:上上|下下|[上下本这])(?:一?个|周的?)?(?:{_WEEKDAY}|周末){_PART}|{_WEEKDAY}{_PART}(?=[，,])"  # 上周五, 周三上午，
    r"|农历[^，。]{2,8}?(?=[，,])|(?:正月|腊月|冬月|大年)(?:初?[一二三四五六七八九十廿]{1,3})(?=[，,上下晚清早])"  # 正月初八，
    r"|(?:连日来|近日来|近日|日前|近期|近来|近年来|最近|目前|眼下|当前|连日|时下|一段时间以来|今年以来|周末|节日期间|假期)"
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
