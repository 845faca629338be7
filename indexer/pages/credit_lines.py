"""How credits look on a line: what opens an article, what stands on a line of its own, what closes an article or a caption.

Each rule has an example beside it. What a credit is made of says `credit_shape`; the names inside are read by `indexer.extract.bylines`.
"""

from __future__ import annotations

import re

from indexer.pages.credit_shape import NO_NAME, read_shape
from indexer.pages.credit_sources import HAN, SOURCE, TITLES, plain
from indexer.pages.found_credit import CreditRule, FoundCredit
from indexer.pages.picture_credits import CAPTION_LABEL, photo_credit

ROLE = (
    rf"(?:(?:{SOURCE})?[ 　]*{TITLES}(?:记者|评论员|通讯员|实习生|撰稿人?|见习生|摄影师?|摄影人|特约作者|作者|观察员)"
    r"|文字?[/／:：]|图片?[/／:：]|撰文[:：]?|采写[:：]?|摄影[:：/／])"
)
# Names with blanks, commas and interpuncts between; brackets for a letter printed as its halves: 骆（王民）.
NAMES = rf"[{HAN}A-Za-z·・•‧∙. 　、,，和（）()]"
SYMBOL = r"[□■◎●○▲△◆◇☆★▌▍▎⊙]"
_DATE = r"(?:(?:\d{2,4}|[〇○零一二三四五六七八九Ｏ]{4})年)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
# A place in a dateline: 本报望川12月31日讯, 据新华社银川电. 本报电话, 本报编辑部通讯 and 本报记者 begin otherwise.
_PLACE = rf"(?!编辑|记者|电话|通讯|评论|热线|地址|投稿|网站|新闻|资料|特约)[{HAN}·]{{0,10}}?"


# What a line begins with when an article begins there. The bracket or the words 记者X报道 behind belong to the byline.
OPENINGS: tuple[CreditRule, ...] = (
    CreditRule(
        "dateline",
        re.compile(
            rf"{SYMBOL}?[ 　]*(?:【|〔|\[)?(?:据)?{SOURCE}[ 　]*{_PLACE}[ 　]*(?:{_DATE})?[ 　]*(?:专电|(?<![资通音喜短问审])讯(?![息问])|电(?![话子邮视影力台脑商网动器信]))(?:】|〕|\])?"
        ),
        "本报望川12月31日讯",
    ),
    # 本报讯 set as 讯 alone or 快讯, only with the bracket that follows: 讯（记者 乔知远）
    CreditRule(
        "bare-dateline",
        re.compile(
            rf"(?:快?讯|近日讯|[{HAN}]{{2,8}}[报网台社]讯)(?=[ 　]*[:：]?[ 　]*[（(【［\[](?:{TITLES}记者|通讯员|实习生|本报))"
        ),
        "讯（记者乔知远）",
    ),
)
# Behind an opening: the bracket, or 记者X报道 without one.
BRACKET = re.compile(
    r"[ 　]*[:：]?[ 　]*[（(【［〔\[](?P<inner>(?:[^（()）【】。！？]|[（(][^（()）]{1,12}[）)]){2,80})[）)】］〕\]](?![）)])"
)
OPEN_CREDIT = re.compile(
    rf"[ 　]*(?P<credit>(?:(?:{ROLE})[ 　]*{NAMES}{{2,40}}?)+)(?:(?:摄影|综合|发自{_PLACE}|[一-鿿]{{0,4}})?报道(?:[:：,，]|(?=[ 　]))|(?=从[^。，]{{1,30}}(?:获悉|了解到|得知)))"
)
# Behind a headline that was run into the first line: 新桥通车本报望川1月2日电记者乔知远报道：
INNER_OPENING = re.compile(rf"(?:本报|新华社|中新社)[{HAN}]{{0,10}}?{_DATE}[讯电](?=[ 　]*[（(]?(?:{ROLE}))")
# Without an opening at all: 乔知远报道 is too little, so a role must stand first and a colon last: 记者乔知远报道：
HEADLESS_CREDIT = CreditRule(
    "headless", re.compile(rf"(?:{ROLE})[ 　]*{NAMES}{{2,40}}?(?:报道|摄影报道)[:：]"), "本报记者乔知远报道："
)

# A byline on a line of its own, between headline and body or under the body. Every example is found as what it stands beside.
OWN_LINES: tuple[tuple[str, str], ...] = (
    ("own-line", "□本报记者 乔知远 通讯员 苏晚"),
    ("own-line-tail", "乔知远 文/图"),
    ("own-line-symbol", "□ 乔知远"),
)
_SYMBOL_LINE = re.compile(rf"^{SYMBOL}[ 　]*[{HAN}·・]{{1,4}}(?:[ 　、]+[{HAN}·・]{{1,4}}){{0,4}}$")
_OWN_HINT = re.compile(rf"[员生者图文摄稿写编辑/／：:]|{SYMBOL}")
# A word on either side leads a line only with a mark behind it (撰文：乔知远), or with another such word (文 乔知远 图 江雁).
_LED_LINE = re.compile(
    r"^[^ 　:：/／|｜丨]{1,6}(?:[ 　]?[/／][ 　]?[文图摄])?[ 　]*[:：/／|｜丨]|^(?:文图|图文|文[/／]图|图[/／]文|摄影|航拍|文字|撰文|采写)[ 　](?!.{0,20}[ 　](?:文|图|摄)$)"
)
_SLASHED = re.compile(r"[/／][ 　]?(?:文|图|摄)|[ 　](?:文并?图|图文|摄影报道)$|[ 　](?:文|图|摄)$|摄影报道$")
_SOURCED_ROLE = re.compile(rf"^(?:{SYMBOL}[ 　]*)?{SOURCE}[ 　]*{TITLES}(?:记者|通讯员|评论员|实习生)")
# 本报记者走进社区: verbs that headlines have behind 记者
_SCENE = re.compile(r"走|来到|亲历|探|访|直击|体验|蹲点|看|随|带你|跟|寻|见证|眼中|笔下|镜头|观察|手记|感言|日记|问|答")
_ROLE_APART = re.compile(r"(?:记者|通讯员|实习生|评论员|作者|主笔|撰稿人|见习生|摄影师)[ 　:：/／|｜丨]")

# At the end of an article: （本报记者乔知远、苏晚报道）, （记者 乔知远）, （新华社望川12月31日电）
CLOSING_BRACKET = re.compile(
    rf"[（(](?!作者[系为是])(?:(?:据)?{SOURCE}[^（()）。]{{0,24}}?[讯电](?![话子])[^（()）。]{{0,30}}|(?:{ROLE})(?:[^（()）。；;！？]|[（(][{HAN}]{{1,3}}[）)]){{2,60}}|据[《{HAN}》]{{2,20}}(?:报道)?|来源[:：][^（()）]{{2,20}})[）)]$"
)
_AUTHOR = rf"(?:[{HAN}]{{1,4}}|[{HAN}]{{1,8}}(?:[·・•‧∙][{HAN}]{{1,8}}){{1,3}})"
_OFFICE = rf"[{HAN}]{{2,16}}(?:局|委|办|部|站|所|院|队|中心|公司|街道|社区|镇|乡|村|学校|小学|中学|大学)"
# （乔知远、江雁）, （区委宣传部 苏晚）, and two or more names that nothing parts: （林棠周叙）
CLOSING_NAMES = re.compile(rf"[（(](?:{_OFFICE}[ 　]+)?(?:{_AUTHOR}(?:[ 　、,，]+{_AUTHOR}){{0,6}}|[{HAN}]{{5,8}})[）)]$")
# Behind a finished sentence and without a bracket: …受到好评。记者 乔知远 通讯员 苏晚
CLOSING_OPEN = re.compile(rf"(?<=[。！？”…])[ 　]*(?P<credit>(?:{ROLE})[^。！？；]{{2,60}})$")
_LAST_BRACKET = re.compile(r"[（(【](?P<inner>(?:[^（()）【】。！？]|[（(][^（()）]{1,24}[）)]){2,80})[）)】]$")


def begins_report(text: str) -> bool:
    """True for a text that opens with the dateline of a report, with or without its writers: 本报讯入秋以来."""
    head = plain(text[:160])
    return any(rule.pattern.match(head) for rule in OPENINGS)


def opening_credit(text: str) -> FoundCredit | None:
    """The byline that a paragraph opens with, brackets and 报道： included; None when it opens with none."""
    head = plain(text[:160])
    # Both openings end in 讯 or 电.
    for rule in OPENINGS if "讯" in head or "电" in head else ():
        found = rule.pattern.match(head)
        if found is None:
            continue
        bracket = BRACKET.match(head, found.end())
        if bracket and _is_byline(bracket["inner"]):
            return FoundCredit(0, bracket.end(), f"{rule.name}-bracket")
        open_credit = OPEN_CREDIT.match(head, found.end())
        if open_credit:
            return FoundCredit(0, open_credit.end(), f"{rule.name}-open")
        return FoundCredit(0, found.end(), rule.name)
    if head[:1] in ("（", "(", "【"):
        bracket = BRACKET.match(head)
        # （记者 乔知远）近日，…: a bracket that opens a text says itself that it is a credit; one that is all of a text closes another.
        if bracket and bracket.end() < len(text) and (shape := read_shape(bracket["inner"])) and shape.fixed and shape.named:
            return FoundCredit(0, bracket.end(), "head-bracket")
        return None
    found = HEADLESS_CREDIT.pattern.match(head) if "报道" in head else None
    return FoundCredit(0, found.end(), HEADLESS_CREDIT.name) if found else None


def inner_opening(text: str) -> FoundCredit | None:
    """The byline behind a headline that was run into the first line, or None; only where 记者 stands behind 讯 or 电."""
    found = INNER_OPENING.search(plain(text[:80]))
    opening = opening_credit(text[found.start() :]) if found else None
    if found is None or opening is None or opening.rule == "dateline":
        return None
    return FoundCredit(found.start() + opening.start, found.start() + opening.end, "inner-opening")


def _is_byline(inner: str) -> bool:
    """True for what a bracket behind 本报讯 holds: （宋知、张远） is names only; （一）, （上） and （图片） are none."""
    shape = read_shape(inner)
    return shape is not None and (
        shape.words > 0 or (shape.named and not re.search(r"[一二三四五六七八九十上下左右图附]$", inner))
    )


def own_line_credit(text: str) -> FoundCredit | None:
    """The byline that fills a line, or None."""
    text = plain(text[:91])
    if len(text) > 90 or _OWN_HINT.search(text) is None:
        return None
    if _SYMBOL_LINE.match(text) and not NO_NAME.search(text):
        rule = "own-line" if "记者" in text or "通讯员" in text else "own-line-symbol"
        return FoundCredit(0, len(text), rule)
    inner = re.sub(rf"^{SYMBOL}[ 　]*", "", text)
    if inner[:1] in "（(" and inner[-1:] in "）)":
        inner = inner[1:-1]
    shape = read_shape(inner)
    if shape is None or not shape.words or not shape.named or shape.longest > 12 or NO_NAME.search(inner):
        return None
    if shape.fixed:
        # Glued to its names the word needs an agency before it, or another word: 记者走基层 is a headline.
        told = (
            shape.words > 1
            or _ROLE_APART.search(inner)
            or (_SOURCED_ROLE.match(text.lstrip("（(")) and not _SCENE.search(inner))
        )
        return FoundCredit(0, len(text), "own-line") if told else None
    if shape.longest > 4:
        return None
    if (shape.leads and _LED_LINE.match(inner)) or _SLASHED.search(inner) or shape.words > 1:
        return FoundCredit(0, len(text), "own-line-tail" if _SLASHED.search(inner) else "own-line")
    return None


def closing_credit(text: str) -> FoundCredit | None:
    """The byline that a paragraph closes with, in brackets or behind its last sentence, or None."""
    tail_start = max(0, len(text) - 90)
    tail = plain(text[tail_start:])
    if not tail.endswith(("）", ")", "】")):
        return _closing_open(tail, tail_start)
    found = CLOSING_BRACKET.search(tail)
    if found:
        return FoundCredit(tail_start + found.start(), len(text), "closing-bracket")
    bracket = _LAST_BRACKET.search(tail)
    shape = read_shape(bracket["inner"]) if bracket else None
    if bracket and shape and shape.words and shape.named:
        # （乔知远 文/图）; without 记者 or its like the names must show themselves as such: （系列报道）, （现场图文）
        return FoundCredit(tail_start + bracket.start(), len(text), "closing-bracket" if shape.fixed else "closing-tail")
    names = CLOSING_NAMES.search(tail)
    # Bare names only behind a finished sentence, or on a line of their own: …受到好评。（乔知远）
    if names and (names.start() == tail_start == 0 or tail[names.start() - 1] in "。！？”…"):
        return FoundCredit(tail_start + names.start(), len(text), "closing-names")
    return None


def _closing_open(tail: str, tail_start: int) -> FoundCredit | None:
    found = CLOSING_OPEN.search(tail)
    if found is None or (shape := read_shape(found["credit"])) is None:
        return None
    if not shape.fixed or not shape.named or shape.longest > 8 or NO_NAME.search(found["credit"]):
        return None
    return FoundCredit(tail_start + found.start("credit"), tail_start + len(tail), "closing-open")


__all__ = [
    "CAPTION_LABEL",
    "HEADLESS_CREDIT",
    "OPENINGS",
    "OWN_LINES",
    "CreditRule",
    "FoundCredit",
    "closing_credit",
    "inner_opening",
    "opening_credit",
    "own_line_credit",
    "photo_credit",
]
