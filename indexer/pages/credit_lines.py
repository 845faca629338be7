"""How credits look on a line: what opens an article, what stands on a line of its own, what closes an article or a caption.

Each rule has an example beside it. The names inside are read by `indexer.extract.bylines`; here only the place of the credit matters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

HAN = "\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0003ffff〇"
OWN = "本报|本刊|本网|本台|本社|本站"
AGENCIES = (
    "新华社|新华网|新华每日电讯|中新社|中新网|中国新闻社|中国新闻网|人民网|央视网|央视新闻|央视|央广网|中央社|光明网|中国网|法新社|路透社|"
    "美联社|塔斯社|俄新社|共同社|韩联社|朝中社"
)
PAPERS = rf"《?[{HAN}]{{1,8}}(?:日报|晚报|晨报|导报|早报|商报|快报|都市报|时报|周报|电视台|广播电台|融媒体中心|融媒体|融媒|客户端|通讯社)》?"
SOURCE = rf"(?:{OWN}|{AGENCIES}|{PAPERS})"
# Titles before 记者 are no part of a name: 首席记者, 全媒体记者, 见习记者, 特约记者, 本报驻京记者.
TITLES = rf"(?:(?:首席|资深|高级|主任|见习|实习|全媒体|融媒体|全媒|融媒|特约|特派|特邀|特别|小|摄影|文字|视频|驻站|前方|随军|本地|报道组|驻[{HAN}]{{1,4}}?)+)?"
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


@dataclass(frozen=True, slots=True)
class CreditRule:
    """A form of credit: its name goes with everything it finds, its example is a line that it must match."""

    name: str
    pattern: re.Pattern[str]
    example: str


# What a line begins with when an article begins there. The bracket or the words 记者X报道 behind belong to the byline.
OPENINGS: tuple[CreditRule, ...] = (
    CreditRule(
        "dateline",
        re.compile(
            rf"{SYMBOL}?[ 　]*(?:【|〔|\[)?(?:据)?{SOURCE}[ 　]*{_PLACE}[ 　]*(?:{_DATE})?[ 　]*(?:专电|讯(?![息问])|电(?![话子邮视影力台脑商网动器信]))(?:】|〕|\])?"
        ),
        "本报望川12月31日讯",
    ),
    # 本报讯 set as 讯 alone or 快讯, only with the bracket that follows: 讯（记者 乔知远）
    CreditRule("bare-dateline", re.compile(r"(?:快?讯|近日讯)(?=[ 　]*[（(](?:记者|通讯员|本报))"), "讯（记者乔知远）"),
)
# Behind an opening: the bracket, or 记者X报道 without one.
BRACKET_CREDIT = re.compile(rf"[ 　]*[（(](?:{NAMES}|{ROLE}|[:：/／]){{1,80}}?[）)](?![）)])")
OPEN_CREDIT = re.compile(
    rf"[ 　]*(?P<credit>(?:(?:{ROLE})[ 　]*{NAMES}{{2,40}}?)+)(?:(?:摄影|综合|发自{_PLACE}|[一-鿿]{{0,4}})?报道(?:[:：,，]|(?=[ 　]))|(?=从[^。，]{{1,30}}(?:获悉|了解到|得知)))"
)
# Without an opening at all: 乔知远报道 is too little, so a role must stand first and a colon last: 记者乔知远报道：
HEADLESS_CREDIT = CreditRule(
    "headless", re.compile(rf"(?:{ROLE})[ 　]*{NAMES}{{2,40}}?(?:报道|摄影报道)[:：]"), "本报记者乔知远报道："
)

# A byline on a line of its own, between headline and body or under the body.
_OWN_LINE_NAMES = rf"(?:[{HAN}·・•‧∙]{{1,5}}(?:[ 　、,，和]+[{HAN}·・•‧∙]{{1,5}}){{0,9}}|[{HAN}]（[{HAN}]{{2}}）[{HAN}]?|[{HAN}·・•‧∙]{{1,12}})"
_TAIL = r"(?:文并?[/／、]?图|文图|图[/／]文|文[/／]摄|摄影报道|采写|摄影|报道|整理|综合|文|图|摄)"
OWN_LINES: tuple[CreditRule, ...] = (
    CreditRule(
        "own-line",
        re.compile(
            rf"^{SYMBOL}?[ 　]*[（(]?(?:{SOURCE}[ 　]*{TITLES}(?:记者|通讯员|评论员|实习生)|{TITLES}(?:记者|通讯员|实习生|评论员|作者)(?=[ 　:：])|{SYMBOL}[ 　]*{TITLES}(?:记者|通讯员|实习生|评论员|作者)|(?:文字?|图片?|撰文|采写|摄影)[/／:：])"
            rf"[ 　:：]*{_OWN_LINE_NAMES}"
            rf"(?:[ 　]+(?:{ROLE})[ 　:：]*{_OWN_LINE_NAMES})*(?:[ 　/／]*{_TAIL})?[ 　]*[）)]?$"
        ),
        "□本报记者 乔知远 通讯员 苏晚",
    ),
    CreditRule(
        "own-line-tail",
        re.compile(
            rf"^[（(]?{_OWN_LINE_NAMES}[ 　]*[/／]?[ 　]*(?:文[/／]图|文并图|文图|摄影报道|图[/／]文|[/／]文|[/／]图)[）)]?$"
        ),
        "乔知远 文/图",
    ),
    CreditRule(
        "own-line-symbol", re.compile(rf"^{SYMBOL}[ 　]*[{HAN}·・]{{1,4}}(?:[ 　、]+[{HAN}·・]{{1,4}}){{0,4}}$"), "□ 乔知远"
    ),
)

# 本报记者亲历抢险现场的三天三夜 is a headline: these stand in no name.
NO_NAME = re.compile(r"[的了在是这那不着过被把]")

# At the end of an article: （本报记者乔知远、苏晚报道）, （记者 乔知远）, （新华社望川12月31日电）
CLOSING_BRACKET = re.compile(
    rf"[（(](?!作者[系为是])(?:(?:据)?{SOURCE}[^（()）。]{{0,24}}?[讯电](?![话子])[^（()）。]{{0,30}}|(?:{ROLE})(?:[^（()）。；;！？]|[（(][{HAN}]{{1,3}}[）)]){{2,60}}|据[《{HAN}》]{{2,20}}(?:报道)?|来源[:：][^（()）]{{2,20}})[）)]$"
)
CLOSING_NAMES = re.compile(rf"[（(]([{HAN}·・•]{{1,4}}(?:[ 　、,，]+[{HAN}·・•]{{1,4}}){{0,4}})[）)]$")

# At the end of a caption. The name stands directly before 摄; 拍摄, 摄氏 and 摄影作品 inside a sentence are no credit.
_PHOTO_NAMES = rf"[{HAN}·・•‧∙]{{1,5}}(?:[ 　、,，/和]{{1,3}}[{HAN}·・•‧∙]{{1,5}}){{0,6}}"
_PHOTO_END = r"(?:摄影报道|摄影|摄/报道|摄)"
PHOTO_CREDITS: tuple[CreditRule, ...] = (
    CreditRule(
        "photo-page",
        re.compile(
            rf"[（(]?(?:本版|照片|图片)?(?:照片|图片)?(?:除署名外|除署名者外|未署名|除注明外)?(?:均|皆)?(?:为|由)(?:{ROLE})[ 　]*[{HAN}·・•‧∙ 　、]{{2,20}}?(?:摄|拍摄|提供)[）)]?$"
        ),
        "（照片除署名外均为本报记者乔知远摄）",
    ),
    CreditRule(
        "photo-bracket",
        re.compile(
            rf"[（(](?:{SOURCE}发[ 　]*[（(]?)?(?:(?:{ROLE})[ 　:：]*)?[{HAN}·・•‧∙ 　、,，/和]{{2,40}}?{_PHOTO_END}[）)]{{1,2}}$"
        ),
        "（本报记者乔知远摄）",
    ),
    CreditRule(
        "photo-role",
        re.compile(rf"(?:(?:{ROLE})[ 　:：]*[{HAN}·・•‧∙ 　、,，和]{{2,30}}?)+{_PHOTO_END}$"),
        "本报记者 乔知远 摄",
    ),
    # 她爱好摄影 is a sentence: without a blank, only 摄 and 摄影报道 end a credit.
    CreditRule(
        "photo-names",
        re.compile(rf"(?:(?<=[。！？”…）) 　])|^){_PHOTO_NAMES}(?:[ 　]*[/／]?(?:摄影报道|摄/报道|摄)|(?:[ 　]+|[/／])摄影)$"),
        "乔知远 摄",
    ),
    CreditRule("photo-agency", re.compile(rf"[（(]?{SOURCE}发(?:[ 　]*[（(]{_PHOTO_NAMES}[ 　]*摄?[）)])?[）)]?$"), "新华社发"),
    CreditRule(
        "photo-provided",
        re.compile(
            r"(?:[（(](?:图片|照片|图|供图)?(?:均|皆)?由?[^，。（()）]{2,30}?(?:提供|供图)|[（(](?:供图|图片提供|资料图片?|视频截图|图据|图源|图片来源)[^，。（()）]{0,24})[）)]$|(?:(?<=[。！？ 　])|^)(?:图片?|照片)均?由[^，。]{2,30}提供$|(?<=[。！？ 　])[^，。]{2,16}供图$"
        ),
        "（图片由岚汀新区住房和城乡建设局提供）",
    ),
    CreditRule("photo-camera", re.compile(rf"(?:摄影|摄|图片?)[:：/／][ 　]*{_PHOTO_NAMES}$"), "摄影：乔知远"),
)
PICTURE_STORY_END = re.compile(r"(?:摄影报道|文并?[/／、]?图|文图)[）)]?$")
CAPTION_START = re.compile(
    r"^(?:[▲△▼◀▶↑↓←→]|图[为片①-⑳一二三四五六七八九十\d：:]|上图|下图|左图|右图|题图|资料图|[①-⑳]|\d{1,2}[、.．])"
)
CAPTION_TITLE = re.compile(r"(?:[（(](?:附?图片?|组图|图文)(?:\d*张)?[）)]|^图片新闻|^图片[:：]?|^图说新闻|^组图.{0,20})$")

# 图片： says what follows and is no title.
CAPTION_LABEL = re.compile(r"^(?:图片新闻|图片|组图|图说新闻)[:：]?$")


@dataclass(frozen=True, slots=True)
class FoundCredit:
    """Where a credit stands in a text, and the rule that found it."""

    start: int
    end: int
    rule: str


def opening_credit(text: str) -> FoundCredit | None:
    """The byline that a paragraph opens with, brackets and 报道： included; None when it opens with none."""
    head = text[:160]
    for rule in OPENINGS:
        found = rule.pattern.match(head)
        if found is None:
            continue
        bracket = BRACKET_CREDIT.match(head, found.end())
        if bracket and _is_credit_bracket(bracket[0]):
            return FoundCredit(0, bracket.end(), f"{rule.name}-bracket")
        open_credit = OPEN_CREDIT.match(head, found.end())
        if open_credit:
            return FoundCredit(0, open_credit.end(), f"{rule.name}-open")
        return FoundCredit(0, found.end(), rule.name)
    found = HEADLESS_CREDIT.pattern.match(head)
    return FoundCredit(0, found.end(), HEADLESS_CREDIT.name) if found else None


def _is_credit_bracket(bracket: str) -> bool:
    # （记者…） says so itself; （宋知、张远） after a dateline is names only; （一）, （上） and （图片） are not.
    inner = bracket.strip(" 　（()）")
    return bool(re.search(ROLE, inner)) or (len(inner) >= 2 and not re.search(r"[一二三四五六七八九十上下左右图附]$", inner))


def own_line_credit(text: str) -> FoundCredit | None:
    """The byline that fills a line, or None."""
    if len(text) > 70 or not (
        "记者" in text
        or "员" in text
        or "生" in text
        or "/" in text
        or "／" in text
        or "：" in text
        or ":" in text
        or re.match(SYMBOL, text)
        or "文图" in text
        or "摄影" in text
        or "文并图" in text
    ):
        return None
    if NO_NAME.search(text):
        return None
    for rule in OWN_LINES:
        if rule.pattern.match(text):
            return FoundCredit(0, len(text), rule.name)
    return None


def closing_credit(text: str) -> FoundCredit | None:
    """The byline in brackets that a paragraph closes with, or None."""
    tail_start = max(0, len(text) - 90)
    tail = text[tail_start:]
    if not tail.endswith(("）", ")")):
        return None
    found = CLOSING_BRACKET.search(tail)
    if found:
        return FoundCredit(tail_start + found.start(), len(text), "closing-bracket")
    names = CLOSING_NAMES.search(tail)
    # Bare names only behind a finished sentence, where nothing else is put in brackets: …受到好评。（乔知远）
    if names and names.start() > 0 and tail[names.start() - 1] in "。！？”…":
        return FoundCredit(tail_start + names.start(), len(text), "closing-names")
    return None


def photo_credit(text: str) -> FoundCredit | None:
    """The picture credit that a text closes with, or None."""
    if not text.endswith(
        (
            "摄",
            "摄）",
            "摄)",
            "摄））",
            "报道",
            "报道）",
            "报道)",
            "摄影",
            "摄影）",
            "摄影)",
            "提供",
            "提供）",
            "提供)",
            "供图",
            "供图）",
            "供图)",
            "发",
            "发）",
            "发)",
            "）",
            ")",
        )
    ) and not re.search(r"[:：/／][^:：/／。]{1,16}$", text[-20:]):
        return None
    tail_start = max(0, len(text) - 90)
    tail = text[tail_start:]
    for rule in PHOTO_CREDITS:
        found = rule.pattern.search(tail)
        if found:
            return FoundCredit(tail_start + found.start(), len(text), rule.name)
    return None
