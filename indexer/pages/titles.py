"""Titles: which lines look like one, and which of several lines is kicker, headline or subtitle."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.pages.credit_sources import plain
from indexer.pages.lines import Line

MAIN_WIDTH = 46
"""A headline of one line with two parts (望潮社区:小院议事办实事 邻里和气暖人心) has up to 46."""
SIDE_WIDTH = 30
"""Kickers, subtitles and further headline lines are one part each."""
MOST_LINES = 4
SHORT_PAIR = 14
# What occurs in sentences and hardly in titles; an upper line with one of these is the last piece of a cut article.
PROSE = re.compile(
    r"[了；;]|^(?:会上|会议|最后|首先|接着|据悉|据了解|当天|当日|随后|目前|同时|此外|其中|他|她|该|记者|截至|为此|因此)|[，,].*[，,]|先后|并且|以及"
)
# 2021年11月15日, （2021年）: a date under a notice, never a title
DATE_ONLY = re.compile(r"^[（(]?[\d〇○零一二三四五六七八九十年月日 　.\-/]+[）)]?$")
NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．](?!\d)|[①-⑳]|[■●◆▲★▶])"
)
SIGNATURE = re.compile(r"(?:局|委|委员会|办公室|政府|公司|中心|街道|管委会|委会|法院|检察院|大队|支队|银行|学校|医院)$")
# （下转第3版）, 下转 3 版, (紧接第一版)
JUMP_TO = re.compile(
    r"[（(【]?[ 　]*(?:下转|转)第?[ 　]*[A-H]?[\d一二三四五六七八九十]{1,3}[ 　]*版[^（）()。，]{0,12}[）)】]?$"
)
JUMP_FROM = re.compile(
    r"^[（(【]?[ 　]*(?:上接|紧接|接)第?[ 　]*[A-H]?[\d一二三四五六七八九十]{1,3}[ 　]*版[^（）()。，]{0,20}[）)】]?"
)
# 报名电话：0000-0036500
CONTACT = re.compile(
    r"^[^，。；]{0,10}(?:热线|电话|手机|传真|邮箱|地址|地点|时间|联系人|联系方式|网址|微信|咨询|报名)[^，。]{0,8}[:：]",
    re.IGNORECASE,
)
# 老街路面　　320　　完工: columns of a table, set apart by blanks
TABLE_ROW = re.compile(r"\S(?:[ \u3000]{2,}|\t+)\S.*?\S(?:[ \u3000]{2,}|\t+)\S")
# What stands over several short items.
BRIEFS = re.compile(
    r"^(?:简[ 　]*讯|短[ 　]*讯|快[ 　]*讯|要闻简报|简明新闻|一句话新闻|新闻集[纳锦]|各地短波|动态集锦|一周简讯|简讯[一二三四五六七八九十两]则)$"
)
# 编辑同志：, 编辑部的朋友们：: what a letter to the paper begins with
SALUTATION = re.compile(
    r"^(?:尊敬的|敬爱的|亲爱的)?[^，。！？：:；、]{0,12}(?:编辑(?:部)?(?:的)?(?:同志|老师|朋友)?们?|同志们?|朋友们?|先生|女士|读者们?|报社)[：:!！]$"
)
LONGEST_JUMP_END = 14
"""So many characters JUMP_TO has from its 版 on."""
SUBTITLE_MARK = re.compile(r"^[—―－-]{1,3}")
# 年末冲刺见闻, ……纪实: what a subtitle (or, above, the name of a column) ends in
COLUMN_NAME = re.compile(
    r"(?:侧记|纪实|综述|见闻|回眸|巡礼|述评|观察|扫描|的变化|看变化|有回音|速写|札记|特写|专访|手记|掠影|系列报道(?:之[一二三四五六七八九十]+)?|之[一二三四五六七八九十]{1,2})$"
)
KICKER_END = re.compile(r"(?:强调|指出|要求|时强调|表示|[:：])$")


@dataclass(frozen=True, slots=True)
class Titles:
    """The title lines of a record, told apart."""

    kicker: str | None
    headline: str
    subtitle: str | None


def jump_to(text: str) -> re.Match[str] | None:
    """The jump that a line ends in, or None; hardly a line has a 版 near its end, and to look costs little."""
    return JUMP_TO.search(plain(text)) if "版" in text[-LONGEST_JUMP_END:] else None


def is_title(line: Line, *, main: bool) -> bool:
    """True when a line has the shape of a title; `main` for the line directly above the text, which may be longer."""
    text = line.text
    if JUMP_FROM.match(text) or jump_to(text):
        return False
    if line.ends_sentence and not text.endswith(("！", "？", "!", "?", "……", "…")):
        return False
    if line.width > (MAIN_WIDTH if main else SIDE_WIDTH) or "。" in text:
        return False
    if main and line.width > SIDE_WIDTH and not re.search(r"[ 　:：—！？，,]", text):
        return False
    if (
        TABLE_ROW.search(text)
        or CONTACT.match(text)
        or DATE_ONLY.match(text)
        or text.startswith(("，", "、", "。", "；", ",", "）", ")", "”"))
    ):
        return False
    if text[-1] in "，,；;把被" or (text[-1] == "了" and not (main and line.width <= 16)):
        # 三条小河水又清了 is a headline; a longer line that ends so is a sentence cut off behind its verb.
        return False
    if main:
        return text[-1] not in "的和与及、：:" and not re.search(r"[；;]", text)
    # 区法律援助中心派出9名律师驻点，为劳动者免费: titles part with a blank what sentences part with a comma, and a cut-off sentence
    # stands above the next headline like one of its lines. A short pair (天更蓝，水更清) may be a title all the same.
    return not PROSE.search(text) and not (len(text) > SHORT_PAIR and re.search(r"[，,](?!\d{3})", text))


def sort_titles(texts: Sequence[str]) -> Titles:
    """Kicker, headline and subtitle out of one to four lines, top to bottom.

    Plain text has no type sizes, so only what a line's wording says is used; lines that say nothing are the headline, together.
    """
    rest = list(texts)
    kicker: list[str] = []
    subtitle: list[str] = []
    while len(rest) > 1 and SUBTITLE_MARK.match(rest[-1]):
        subtitle.insert(0, rest.pop())
    if len(rest) > 1 and COLUMN_NAME.search(rest[-1]) and len(rest[-1]) <= 18 and not title_goes_on(rest[-2], rest[-1]):
        subtitle.insert(0, rest.pop())
    if len(rest) > 1 and _is_kicker(rest[0]) and not title_goes_on(rest[0], rest[1]):
        kicker.append(rest.pop(0))
    headline = rest[0]
    for part in rest[1:]:
        headline = headline + ("" if title_goes_on(headline, part) else " ") + part
    return Titles(" ".join(kicker) or None, headline, " ".join(subtitle) or None)


def _is_kicker(text: str) -> bool:
    parts = text.replace("\u3000", " ").split()
    even = len(parts) >= 2 and len({len(part) for part in parts}) == 1 and len(parts[0]) <= 8
    return even or bool(KICKER_END.search(text)) or (bool(COLUMN_NAME.search(text)) and len(text) <= 16)


def title_goes_on(first: str, second: str) -> bool:
    """True when the second line goes on in the middle of the first: an open quotation, a number torn from its unit, an open list."""
    for opening, closing in (("“", "”"), ("《", "》"), ("（", "）"), ("(", ")"), ("‘", "’")):
        if first.count(opening) > first.count(closing):
            return True
    if first.endswith(("、", "·", "和", "与", "的")):
        return True
    return first[-1].isdecimal() and second[0] in "年月日个项万亿%％家次名人届"
