"""Is a text a credit and nothing else: role words, names, separators, sources; how surely, without knowing any surname."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from indexer.pages.credit_sources import HAN, plain, without_sources
from indexer.pages.credit_words import read_groups, role_words, writes

LONGEST = 100
"""Characters of a credit with ten names and their roles; what is longer is prose."""
# Two widths of every separator; 和 and 与 stay in the runs of letters, as they are surnames, too.
_SEPARATORS = re.compile(r"[ \u3000、,，;；:：/／|｜丨&＆（()）]+")
_TOKEN = re.compile(rf"[{HAN}]{{1,14}}|[{HAN}·・•‧∙･]{{3,24}}|[A-Za-z][A-Za-z.\-]*")
# 记者从新区获悉, 记者了解到: what a sentence goes on with behind 记者, and no name has.
_PROSE = re.compile(
    r"[的了着这那吗呢您]|获悉|得知|了解|采访|来到|看到|走进|现场|近日|昨日|今日|日前|^[从在对随向就为]|[到说问]$|培训|招聘|座谈"
)
# Letters that no name is likely to have, for credits that no bracket sets apart: 本报记者亲历抢险现场的三天三夜.
NO_NAME = re.compile(r"[的了在是这那不着过被把]")
_HALVES = re.compile(rf"[{HAN}][（(][{HAN}]{{2,3}}[）)][{HAN}]?(?![{HAN}])")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a credit has: role words, words that stand before names only, words that make photographers, names with a role."""

    words: int
    fixed: bool
    photo: bool
    text: bool
    """Beside the picture the credit names who wrote: 乔知远 文 林棠 图, 文/图. 摄影报道 alone says no more than that a caption is all there is."""
    named: bool
    longest: int
    """Letters of the longest run without a separator; above four it is several names, or none."""
    leads: bool
    """A role word stands before all letters: 摄影：林棠, and not 主创：摄影林棠."""


@lru_cache(maxsize=2048)
def read_shape(raw: str) -> Shape | None:
    """The shape of a text that is a credit from end to end, or None; brackets around the whole are taken off before."""
    if len(raw) > LONGEST or raw.count("（") + raw.count("(") != raw.count("）") + raw.count(")"):
        return None
    raw = plain(raw)
    text = without_sources(raw)
    words = role_words(text)
    edges = [0, *(word.end for word in words), len(text)]
    longest = 0
    for place, start in enumerate(edges[:-1]):
        end = words[place].start if place < len(words) else len(text)
        length = _longest_run(text[start:end])
        if length is None:
            return None
        longest = max(longest, length)
    groups = read_groups(text, photo=True)
    photo = any("photographer" in word.row.before for word in words)
    return Shape(
        words=len(words),
        fixed=any(word.row.fixed for word in words),
        photo=photo,
        text=photo
        and "摄影报道" not in raw
        and (writes(words) or any("photographer" not in group.roles for group in groups if group.roles)),
        named=any(group.roles for group in groups),
        longest=longest,
        leads=bool(words) and re.search(rf"[{HAN}A-Za-z]", text[: words[0].start]) is None,
    )


def _longest_run(stretch: str) -> int | None:
    """Letters of the longest token between two words; None where something is no name and no separator."""
    stretch = _HALVES.sub("骆知远", stretch)
    tokens = [token for token in _SEPARATORS.split(stretch) if token]
    if not tokens:
        return 0
    if len(tokens) > 24 or (len(tokens) == 1 and len(tokens[0]) == 1):
        return None
    longest = 0
    for token in tokens:
        if _TOKEN.fullmatch(token) is None or _PROSE.search(token):
            return None
        if "A" <= token[0] <= "z":
            longest = max(longest, 2)
        else:
            parts = re.split(r"[·・•‧∙･]", token)
            longest = max(longest, 3 if len(parts) > 1 else len(token))
    return longest
