"""Lists of names in a credit: 乔　木、苏晚 林棠周叙 → four names. Padding, missing separators and old type are undone here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.extract.vocabulary.tables import Surnames

HAN = "\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0003ffff〇"
INTERPUNCTS = "·・•‧∙･"
_FOLD_INTERPUNCT = {ord(mark): "·" for mark in INTERPUNCTS}
# 骆（王民）: a character that the type did not have, printed as its halves
_TOKEN = re.compile(
    rf"[{HAN}]?[（(][{HAN}]{{2,3}}[）)][{HAN}]?(?![{HAN}])|[{HAN}{INTERPUNCTS}]+|[A-Za-z][A-Za-z.\-]*(?: [A-Za-z][A-Za-z.\-]*)*"
)
# Words of a credit that are no names; a token that is one of these ends nothing and means nothing.
NOT_NAMES = frozenset(
    [
        "报道",
        "摄影",
        "文图",
        "图文",
        "摄",
        "文",
        "图",
        "讯",
        "电",
        "综合",
        "采写",
        "整理",
        "通讯员",
        "记者",
        "实习生",
        "本报",
        "新华社",
        "编辑",
        "摄影报道",
        "本刊",
        "本网",
        "及",
        "和",
        "与",
        "等",
        "供图",
        "左图",
        "右图",
        "上图",
        "下图",
        "图片",
        "文字",
        "发",
        "了解",
        "获悉",
        "今天",
        "日前",
        "近日",
        "昨日",
        "今日",
        "从",
        "在",
        "完",
        "附图",
        "资料",
        "独家",
        "专电",
        "手记",
        "观察",
        "视频",
    ]
)


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name without padding, and where its letters stand."""

    name: str
    start: int
    end: int


def read_names(text: str, surnames: Surnames, offset: int = 0) -> list[FoundName]:
    """The names of a list, in order; `offset` is added to their places."""
    tokens = [(found[0], found.start(), found.end()) for found in _TOKEN.finditer(text)]
    names: list[FoundName] = []
    place = 0
    while place < len(tokens):
        token, start, end = tokens[place]
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if len(token) == 1 and following and len(following[0]) == 1 and _only_blanks(text[end : following[1]]):
            # Two characters padded to the width of three: 周　桐
            names.append(FoundName(token + following[0], offset + start, offset + following[2]))
            place += 2
            continue
        place += 1
        if token in NOT_NAMES or len(token) < 2:
            continue
        token, start = _without_joiner(token, start, bool(names))
        position = start
        for name in _split(token, surnames):
            if name not in NOT_NAMES:
                names.append(FoundName(name.translate(_FOLD_INTERPUNCT), offset + position, offset + position + len(name)))
            position += len(name)
    return names


def _only_blanks(gap: str) -> bool:
    return bool(gap) and not gap.strip(" \u3000")


def _without_joiner(token: str, start: int, later: bool) -> tuple[str, int]:
    """和 and 与 between two names are joiners; at the head of the first token they may be a surname."""
    if later and len(token) >= 3 and token[0] in "和与及":
        return token[1:], start + 1
    return token, start


def _split(token: str, surnames: Surnames) -> list[str]:
    """One or several names out of a run of characters without a separator."""
    if token[0].isascii() or any(mark in token for mark in INTERPUNCTS + "（(") or len(token) <= 3:
        return [token]
    if len(token) == 4 and token[:2] in surnames.compound:
        return [token]
    for joiner in "和与及":
        head, found, tail = token.partition(joiner)
        if found and 2 <= len(head) <= 4 and 2 <= len(tail) <= 4 and begins_name(tail, surnames):
            return [*_split(head, surnames), *_split(tail, surnames)]
    best = _best_cut(token, surnames)
    return best or [token]


def _best_cut(token: str, surnames: Surnames) -> list[str]:
    """The cut into names of two or three characters (four with a compound surname) whose surnames are the most usual."""
    # Scores by place: best (score, names) for the rest of the token.
    best: list[tuple[float, list[str]] | None] = [None] * (len(token) + 1)
    best[len(token)] = (0.0, [])
    for start in range(len(token) - 2, -1, -1):
        for length in (4, 3, 2):
            if start + length > len(token):
                continue
            name = token[start : start + length]
            rest = best[start + length]
            score = _surname_score(name, surnames)
            if rest is None or score is None:
                continue
            total = score + rest[0]
            held = best[start]
            if held is None or total > held[0]:
                best[start] = (total, [name, *rest[1]])
    whole = best[0]
    return whole[1] if whole else []


def _surname_score(name: str, surnames: Surnames) -> float | None:
    if name[:2] in surnames.compound:
        return 1.0 if len(name) > 2 else None
    if len(name) == 4:
        return None
    # Three characters are the usual length; a rare surname is a last resort.
    length = 0.2 if len(name) == 3 else 0.0
    if name[0] in surnames.usual:
        return length
    return length - 1.0 if name[0] in surnames.rare else None


def begins_name(text: str, surnames: Surnames) -> bool:
    """True when the text begins with a surname of any kind."""
    return text[:2] in surnames.compound or text[:1] in surnames.usual or text[:1] in surnames.rare
