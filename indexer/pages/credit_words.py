"""The words of a credit beside its names: what roles they give, and to the names on which side.

Nothing here knows surnames: `indexer.extract.names` reads the names between the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.pages.credit_sources import HAN, without_sources


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A word that gives roles: `before` to the names behind it, `behind` to the names before it; an empty tuple credits nobody.

    A fixed word always stands before its names (记者 乔知远), the others on either side (文/乔知远, 乔知远/文). Of `behind`, None leaves
    the names what they are, and a row with `adds` gives its roles beside those that they have.
    """

    pattern: str
    before: tuple[str, ...]
    behind: tuple[str, ...] | None
    example: str
    fixed: bool = False
    adds: bool = False


# The first row that matches counts, so longer words stand above the ones that they begin with.
ROLE_WORDS: tuple[RoleWord, ...] = (
    RoleWord(r"实习生|见习生", ("intern",), None, "实习生江小满", fixed=True),
    RoleWord(r"(?:特约|特邀)?通讯员|特约撰稿人?|撰稿人|特约作者", ("correspondent",), None, "通讯员 苏晚", fixed=True),
    RoleWord(r"摄影记者|图片记者|摄影师|摄影人|摄影者", ("photographer",), None, "摄影记者 林棠", fixed=True),
    RoleWord(
        r"记者(?![节站团会证协席手])|评论员(?!文)|观察员|主笔|作者(?!单位)|采访组成员|采写组成员|报道组成员|执笔人?",
        ("reporter",),
        None,
        "记者 乔知远",
        fixed=True,
    ),
    RoleWord(
        r"文字?[ \u3000]?[/／、&＆][ \u3000]?(?:图片?|摄影?)|图片?[ \u3000]?[/／、&＆][ \u3000]?文字?|摄影?[/／]文|文[·•]图|文图|图文|文并图|摄影报道|摄[/／]报道|采访摄影",
        ("reporter", "photographer"),
        ("photographer",),
        "乔知远 文/图",
        adds=True,
    ),
    RoleWord(r"供稿", ("correspondent",), ("correspondent",), "供稿：苏晚"),
    RoleWord(
        r"(?:责任|本版|本期|值班|执行)?编辑|责编|编审|校对|审核|审校|审读|总?监制|策划|统筹|版式|美编|设计|制图|绘图|绘画|漫画|插图|插画|图表|海报|"
        r"口述|讲述|朗读|剪辑|配音|播音|主持人?|出品人?|翻译|终审|值班|供图|提供|题字|书法",
        (),
        (),
        "编辑 江雁",
    ),
    RoleWord(
        r"(?:综合|联合|采访|采写)报道|(?:综合|采访)整理|采写|采访|整理|撰文|撰稿|编译|文字|报道|综合",
        ("reporter",),
        None,
        "撰文：乔知远",
    ),
    RoleWord(
        r"摄影(?![家展作协爱])|拍摄|(?:无人机)?航拍|摄像|视频|(?:图片|照片)(?=[ \u3000]*[:：/／|｜丨])|图|摄(?![氏制])",
        ("photographer",),
        ("photographer",),
        "林棠 摄",
    ),
    RoleWord(r"文", ("reporter",), None, "文/乔知远"),
)
_WORDS = re.compile("|".join(f"(?P<w{place}>{row.pattern})" for place, row in enumerate(ROLE_WORDS)))
_PHOTO = ("photographer",)
# The style of a whole credit shows in its last word, if that is one of these: 乔知远 文 林棠 图; 报道 behind all says nothing.
_CLOSERS = re.compile(r"摄|图|文")
_MARK_AFTER = re.compile(r"[ \u3000]*[:：/／|｜丨]")
_MARK_BEFORE = re.compile(r"[/／][ \u3000]*$")
_LETTERS = re.compile(rf"[{HAN}A-Za-z]")
_GLUED = re.compile(rf"[{HAN}]*$")
_GLUED_PAIR = re.compile(rf"[{HAN}]{{2,4}}文[ \u3000,，、/／]*[{HAN}]{{2,4}}[图摄](?![{HAN}])")
_MAY_BE_GLUED = frozenset(("摄影", "文字", "图文", "摄像", "拍摄", "图片"))


@dataclass(frozen=True, slots=True)
class Word:
    """A role word in a credit; `row` is its row of `ROLE_WORDS`."""

    row: RoleWord
    start: int
    end: int


@dataclass(slots=True)
class Names:
    """A stretch of names, and the roles that all of them have; no roles for who is named and not credited (编辑 江雁)."""

    start: int
    end: int
    roles: tuple[str, ...]
    told: bool
    """A role word says what they are, and not the place of the credit alone."""
    led: bool
    """A word that may stand on either side stands before them, so none behind them is theirs."""


def role_words(text: str) -> list[Word]:
    """The role words of a credit without sources, in order."""
    words: list[Word] = []
    end = 0
    for found in _WORDS.finditer(text):
        if found[0][0] not in "文图摄" or _apart(text, found, end):
            words.append(Word(ROLE_WORDS[int((found.lastgroup or "w0")[1:])], found.start(), found.end()))
            end = found.end()
    return words


def _apart(text: str, found: re.Match[str], last: int) -> bool:
    """True when a word with 文, 图 or 摄 is no part of a name: 乔知远 文, 文：乔知远, 林棠摄; 文静, 谢文 and 常摄 are names."""
    word = found[0]
    after = text[found.end() : found.end() + 1]
    if after and re.match(rf"[{HAN}·]", after) and word not in _MAY_BE_GLUED:
        return False
    glued = len(_GLUED.search(text, last, found.start())[0])  # type: ignore[index]
    if not glued:
        return True
    if word in ("文", "图"):
        # 乔知远文 林棠图: both or none
        return glued >= 2 and _GLUED_PAIR.search(text) is not None
    return glued >= 2


def writes(words: Sequence[Word]) -> bool:
    """True when one of the words is about the text and not the picture: 文/图, 文, 采写; 摄影报道 is, 摄 is not."""
    return any(not word.row.fixed and "reporter" in word.row.before for word in words)


def read_groups(text: str, *, photo: bool) -> list[Names]:
    """The stretches of names of a credit without sources, each with its roles.

    `photo` is for a credit of a picture, where 记者 林棠 通讯员 苏晚 摄 is two photographers; in an article's byline 摄 is the last one's.
    Names that no word tells are photographers there, and reporters elsewhere.
    """
    words = role_words(text)
    bare = "photographer" if photo and not writes(words) else "reporter"
    edges = [0, *(word.end for word in words), len(text)]
    stretches = [(edges[place], words[place].start if place < len(words) else len(text)) for place in range(len(words) + 1)]
    named = [len(_LETTERS.findall(text, *stretch)) > 1 for stretch in stretches]
    closes = bool(words) and not words[-1].row.fixed and not named[-1] and bool(_CLOSERS.search(text, words[-1].start))
    groups: list[Names] = []
    first_open = 0
    roles: tuple[str, ...] = (bare,)
    told = led = leads = False
    lead: RoleWord | None = None
    for place, (start, end) in enumerate(stretches):
        if named[place]:
            groups.append(Names(start, end, roles, told, led))
        if place == len(words):
            break
        word = words[place]
        behind = not word.row.fixed and _is_behind(text, stretches, named, place, closes)
        if behind:
            _give(groups[first_open:], word.row, photo=photo or first_open > 0)
            first_open = len(groups)
        elif word.row.fixed:
            # 图文/记者 乔知远 通讯员 苏晚: a word that leads to the first role word leads to all of them
            leads = lead is not None and (leads or not named[place])
            roles, told, led = _combined(word.row, lead if leads else None), True, leads
        else:
            lead, leads, roles, told, led = word.row, False, word.row.before, True, True
    return groups


def _is_behind(text: str, stretches: Sequence[tuple[int, int]], named: Sequence[bool], place: int, closes: bool) -> bool:
    """True when a word that may stand on either side belongs to the names before it."""
    mark_after = _MARK_AFTER.match(text, stretches[place + 1][0]) is not None
    if not named[place]:
        # 摄影、报道 behind names, one after the other; 文/图：本报记者 乔知远 before them
        return place > 0 and not named[place + 1] and not mark_after and any(named[: place + 1])
    if mark_after:
        return False
    if not named[place + 1]:
        return True
    return _MARK_BEFORE.search(text, *stretches[place]) is not None or closes


def _give(groups: Sequence[Names], row: RoleWord, *, photo: bool) -> None:
    """The roles of a word behind names: to all that none has had yet."""
    if row.behind is None:
        return
    own = [group for group in groups if not group.led]
    if row.behind == _PHOTO and not row.adds and not photo:
        own = own[-1:]
    for group in own:
        if row.adds:
            group.roles = tuple(dict.fromkeys((*group.roles, *row.behind)))
        elif row.behind != ("correspondent",) or not group.told:
            group.roles = row.behind


def _combined(row: RoleWord, lead: RoleWord | None) -> tuple[str, ...]:
    """摄影/本报记者 林棠 is a photographer, 文/图：本报记者 乔知远 both, 文：通讯员 苏晚 a correspondent."""
    if lead is None:
        return row.before
    if lead.adds:
        return tuple(dict.fromkeys((*row.before, *_PHOTO)))
    return row.before if lead.before in (("reporter",), ("correspondent",)) else lead.before


__all__ = ["ROLE_WORDS", "Names", "RoleWord", "Word", "read_groups", "role_words", "without_sources", "writes"]
