"""How picture credits look at the end of a caption, and how captions begin; the names inside are read by `indexer.extract.bylines`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from indexer.pages.credit_shape import NO_NAME, Shape, read_shape
from indexer.pages.credit_sources import HAN, SOURCE, TITLES, plain
from indexer.pages.found_credit import CreditRule, FoundCredit

TAIL = 90
"""Characters at the end of a text in which a credit is looked for."""
_ROLE_WORD = "记者|通讯员|实习生|摄影师"
_ROLE = rf"(?:{SOURCE})?[ 　]*{TITLES}(?:{_ROLE_WORD})"
_NAMES = rf"[{HAN}·・•‧∙]{{1,5}}(?:[ 　、,，/和]{{1,3}}[{HAN}·・•‧∙]{{1,5}}){{0,6}}"


@dataclass(frozen=True, slots=True)
class PictureForm:
    """A credit that its words make one: where it may begin and what it must have."""

    name: str
    holds: Callable[[Shape, str], bool]
    example: str


def _in_bracket(shape: Shape, text: str) -> bool:
    return shape.photo and shape.named and text[0] in "（(【［"


def _with_role(shape: Shape, text: str) -> bool:
    return shape.photo and shape.fixed and shape.longest <= 12 and not NO_NAME.search(text)


def _with_mark(shape: Shape, text: str) -> bool:
    # 摄影：林棠 and 图/林棠; 摄影 林棠 where a blank parts them; 地图：吴中区 begins otherwise.
    return shape.photo and shape.longest <= 4 and _LED.match(text) is not None and not NO_NAME.search(text)


def _names_alone(shape: Shape, text: str) -> bool:
    # She 爱好摄影 is a sentence: without a blank, only 摄 and 摄影报道 end a credit.
    return shape.photo and shape.longest <= 6 and _CLOSED.search(text) is not None and not _SENTENCE.search(text)


_SENTENCE = re.compile(rf"{NO_NAME.pattern}|[，,]")
_LED = re.compile(r"(?:文|图|摄|航|拍|视|照|无人机航)[^ 　:：/／|｜丨]{0,3}(?:[/／][文图摄])?[ 　:：/／|｜丨]")
_CLOSED = re.compile(
    r"(?:摄影报道|摄[/／]报道|(?<!拍)摄|[ 　/／](?:摄影|航拍|拍摄|摄像|视频|图|文[ 　]?[/／][ 　]?图|文图|图文|图[/／]文))[ 　]*$|摄(?:于|自)"
)
PICTURE_FORMS: tuple[PictureForm, ...] = (
    PictureForm("photo-bracket", _in_bracket, "（本报记者乔知远摄）"),
    PictureForm("photo-role", _with_role, "本报记者 乔知远 摄"),
    PictureForm("photo-camera", _with_mark, "摄影：乔知远"),
    PictureForm("photo-names", _names_alone, "乔知远 摄"),
)
TEXT_AND_PICTURE = "photo-and-text"
"""The rule of a credit for words and picture (文/图): it closes articles more often than captions."""
# 新华社发（乔知远 摄） goes to its agency; the rest name who gave the picture, and no photographer.
PICTURE_RULES: tuple[CreditRule, ...] = (
    CreditRule(
        "photo-page",
        re.compile(
            rf"[（(]?(?:本版|照片|图片)?(?:照片|图片)?(?:除署名外|除署名者外|未署名|除注明外)?(?:均|皆)?(?:为|由)(?:{_ROLE})[ 　]*[{HAN}·・•‧∙ 　、]{{2,20}}?(?:摄|拍摄|提供)[）)]?$"
        ),
        "（照片除署名外均为本报记者乔知远摄）",
    ),
    CreditRule("photo-agency", re.compile(rf"[（(]?{SOURCE}发(?:[ 　]*[（(]{_NAMES}[ 　]*摄?[）)])?[）)]?$"), "新华社发"),
    CreditRule(
        "photo-provided",
        re.compile(
            r"(?:[（(](?:图片|照片|图|供图)?(?:均|皆)?由?[^，。（()）]{2,30}?(?:提供|供图)|[（(](?:供图|图片提供|本报资料图?片?|资料图片?|资料照片|本报资料照片|视频截图|图据|图源|图片来源)[^，。（()）]{0,24})[）)]$|(?:(?<=[。！？ 　])|^)(?:图片?|照片)均?由[^，。]{2,30}提供$|(?<=[。！？ 　])[^，。]{2,16}供图$"
        ),
        "（图片由岚汀新区住房和城乡建设局提供）",
    ),
)
PICTURE_STORY_END = re.compile(r"(?:摄影报道|文并?[/／、]?图|文图)[）)]?$")
CAPTION_START = re.compile(
    r"^(?:[▲△▼◀▶↑↓←→]|图[为片①-⑳一二三四五六七八九十\d：:]|上图|下图|左图|右图|题图|资料图|[①-⑳]|\d{1,2}[、.．])"
)
CAPTION_TITLE = re.compile(r"(?:[（(](?:附?图片?|组图|图文)(?:\d*张)?[）)]|^图片新闻|^图片[:：]?|^图说新闻|^组图.{0,20})$")

# 图片： says what follows and is no title.
CAPTION_LABEL = re.compile(r"^(?:图片新闻|图片|组图|图说新闻)[:：]?$")

# One of these near the end, or the line is read no further: 摄, 图, 拍, 视频, 新华社发, 提供, 图片
_HINT = re.compile(r"[摄图拍频发供片][^。！？，]{0,44}$")
# Where an unbracketed credit may begin: at the head, behind a sentence, behind a blank, and at 记者 with what belongs to it.
_BEGINS = re.compile(rf"^|(?<=[。！？”…）)])[ 　]*|(?<=[ 　])|(?={_ROLE})")
# Most lines name no such role, and to look for one with all that may stand before it costs more than all the rest.
_ROLE_NAMED = re.compile(_ROLE_WORD)
_BEGINS_WITHOUT_ROLE = re.compile(r"^|(?<=[。！？”…）)])[ 　]*|(?<=[ 　])")
_LAST_BRACKET = re.compile(r"[（(【［](?:[^（()）【】［］]|[（(][^（()）]{0,24}[）)]){2,80}[）)】］]$")


def photo_credit(text: str) -> FoundCredit | None:
    """The picture credit that a text closes with, or None."""
    from_ = max(0, len(text) - TAIL)
    tail = plain(text[from_:])
    if tail[-1] in "。！？" or _HINT.search(tail, max(0, len(tail) - 50)) is None:
        return None
    page = PICTURE_RULES[0].pattern.search(tail)
    if page:
        return FoundCredit(from_ + page.start(), len(text), "photo-page")
    for start in _starts(tail):
        part = tail[start:]
        shape = read_shape(_unwrapped(part))
        if shape is None or not shape.named:
            continue
        form = next((form for form in PICTURE_FORMS if form.holds(shape, part)), None)
        if form:
            return FoundCredit(from_ + start, len(text), TEXT_AND_PICTURE if shape.text else form.name)
        if from_ + start == 0:
            # 撰文：乔知远 摄影：林棠 is one credit, and no caption 撰文：乔知远.
            return FoundCredit(0, len(text), TEXT_AND_PICTURE) if shape.photo and shape.text else None
    for rule in PICTURE_RULES[1:]:
        found = rule.pattern.search(tail)
        if found:
            return FoundCredit(from_ + found.start(), len(text), rule.name)
    return None


def _starts(tail: str) -> Iterator[int]:
    if tail[-1] in "）)】］":
        bracket = _LAST_BRACKET.search(tail)
        if bracket:
            yield bracket.start()
        return
    begins = _BEGINS if _ROLE_NAMED.search(tail) else _BEGINS_WITHOUT_ROLE
    yield from dict.fromkeys(found.end() for found in begins.finditer(tail) if found.end() < len(tail))


def _unwrapped(text: str) -> str:
    return text[1:-1] if text[0] in "（(【［" and text[-1] in "）)】］" else text


def inner_picture_credits(text: str) -> list[FoundCredit]:
    """Every picture credit inside a caption of several pictures: 图①为船闸（林棠摄），图②为新船（江雁摄）。"""
    found = []
    text = plain(text)
    for bracket in re.finditer(r"[（(][^（()）]{2,40}[）)]|(?<=[。！？])[^。！？，（()）]{2,40}?摄(?=[ 　])", text):
        part = bracket[0].strip(" 　")
        shape = read_shape(_unwrapped(part)) if "摄" in part else None
        if shape and shape.named and any(form.holds(shape, part) for form in PICTURE_FORMS):
            found.append(FoundCredit(bracket.start() + bracket[0].index(part), bracket.end(), "photo-inside"))
    return found


__all__ = [
    "CAPTION_LABEL",
    "CAPTION_START",
    "CAPTION_TITLE",
    "PICTURE_STORY_END",
    "TEXT_AND_PICTURE",
    "inner_picture_credits",
    "photo_credit",
]
