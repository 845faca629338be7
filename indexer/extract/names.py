"""Lists of names in a credit: 乔　木、苏晚 林棠周叙 → four names. Padding, missing separators and old type are undone here.

Only what can be a name comes out: two or three Hanzi, four with a compound or a double surname, more only where all letters are those that
write the sounds of foreign and minority names; parts with an interpunct; halves in brackets; Latin names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.extract.credit_nouns import NOT_NAMES, is_office, is_surely_office
from indexer.extract.vocabulary.name_costs import NameCosts, shipped_costs
from indexer.extract.vocabulary.tables import Surnames
from indexer.extract.word_cutting import Words
from indexer.pages.credit_sources import HAN

INTERPUNCTS = "·・•‧∙･"
FOLD_INTERPUNCT = {ord(mark): "·" for mark in INTERPUNCTS}
# 骆（王民）: a character that the type did not have, printed as its halves
_TOKEN = re.compile(
    rf"[{HAN}][（(][{HAN}]{{2,3}}[）)][{HAN}]?(?![{HAN}])|[{HAN}{INTERPUNCTS}]+|[A-Za-z][A-Za-z.\-]*(?: [A-Za-z][A-Za-z.\-]*)*"
)
_LATIN_NAME = re.compile(r"(?:[A-Z][A-Za-z.\-]*)(?: [A-Z][A-Za-z.\-]*)+|[A-Z][a-z][A-Za-z\-]+")
_INTERPUNCT_NAME = re.compile(rf"[{HAN}]{{1,8}}(?:[{INTERPUNCTS}][{HAN}]{{1,10}}){{1,4}}")
# Letters that write the sounds of Uyghur, Kazakh, Tibetan, Mongolian and foreign names: 吐尔逊江, 次仁卓玛, 阿不都热依木.
SOUNDS = frozenset(
    "阿艾爱安敖奥巴白班贝本比毕别宾波伯博布不才策茨次达代丹旦当德登邓迪帝蒂顿多额恩尔法菲费夫弗嘎噶盖甘冈高格根古哈海汗赫黑胡吉加迦嘉江杰金措"
    "喀卡凯康柯克肯孔库拉来莱兰朗勒雷丽莉利力里立廉列林琳卢鲁罗洛玛马买麦曼梅美米姆木穆那娜纳奈乃尼宁努诺欧帕潘佩皮平泼普其奇恰强琼热仁日荣茹"
    "如若萨赛桑色森沙山尚什舍生史斯丝松苏孙索所塔台泰坦汤唐特提帖图吐托娃瓦旺维文翁沃乌吾西希锡夏祥肖辛逊雅亚延央扬耶叶依伊衣英尤友于育玉约月"
    "则扎札占珍智仲珠卓孜宗朝乐钦却群堆增坚赞巧曲且姑汗呼乎让不都琴萍甫居荪孟和宝音敦毛晋贡土绒降泽俄边赤列拥忠呷守"
)
COMPOUND_COST = 8.0
UNUSUAL_SURNAME = 12.0
UNUSUAL_GIVEN = 10.5
LONE_GIVEN, PAIR_GIVEN = 1.1, 0.4
"""Natural logarithms, as in `name_costs`: a run of names has no words in it, so only names are weighed against names."""
LONGEST_LIST = 60
"""Letters of a run that is taken apart; credits have shorter ones, and a page of random letters has longer ones."""


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
        token, start, _ = tokens[place]
        run = _single_run(tokens, place, text)
        if len(run) > 1:
            names.extend(_padded([tokens[place + step] for step in range(len(run))], surnames, offset))
            place += len(run)
            continue
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        place += 1
        blank = following is not None and _only_blanks(text[tokens[place - 1][2] : following[1]])
        if following and blank and len(token) == 1 and (length := _torn(token, following[0], surnames)):
            # 乔 知远: the type set apart what belongs together. 周　桐江雁: a line ended behind the padded name.
            names.append(FoundName(token + following[0][:length], offset + start, offset + following[1] + length))
            tokens[place] = (following[0][length:], following[1] + length, following[2])
            place += not tokens[place][0]
            continue
        if following and blank and len(token) > 2 and not token.isascii() and len(_single_run(tokens, place, text)) % 2:
            # 乔知远周　桐: a line ended before the padded name, so the single letters behind are odd in number
            spread = FoundName(token[-1] + following[0], offset + start + len(token) - 1, offset + following[2])
            token, place = token[:-1], place + 1
        else:
            spread = None
        if len(token) > 1 and token not in NOT_NAMES:
            names.extend(_glued(token, start, bool(names), surnames, offset))
        if spread and is_name(spread.name, surnames):
            names.append(spread)
    return names


def _glued(token: str, start: int, later: bool, surnames: Surnames, offset: int) -> Iterator[FoundName]:
    """The names of a run of letters."""
    token, start = _without_joiner(token, start, later)
    position = offset + start
    for name in _split(token, surnames):
        if is_name(name, surnames):
            yield FoundName(name.translate(FOLD_INTERPUNCT), position, position + len(name))
        position += len(name)


_Token = tuple[str, int, int]


def _single_run(tokens: Sequence[_Token], place: int, text: str) -> Sequence[_Token]:
    """The single letters from a place on with nothing but blanks between: 周　桐, 乔 知 远, 李　敏 周　桐."""
    end = place
    while (
        end < len(tokens)
        and len(tokens[end][0]) == 1
        and (end == place or _only_blanks(text[tokens[end - 1][2] : tokens[end][1]]))
    ):
        end += 1
    return tokens[place:end]


def _padded(run: Sequence[_Token], surnames: Surnames, offset: int) -> Iterator[FoundName]:
    """Names set letter by letter: pairs where the letters are even in number, three where they are three, else what the surnames say."""
    letters = "".join(letter for letter, _, _ in run)
    if len(letters) == 3:
        sizes = [3]
    else:
        odd = len(letters) % 2 and len(letters) <= LONGEST_LIST
        cut = [len(name) for name in _best_cut(letters, surnames)] if odd else []
        sizes = cut or [2] * (len(letters) // 2)
    at = 0
    for size in sizes:
        name = letters[at : at + size]
        if is_name(name, surnames):
            yield FoundName(name, offset + run[at][1], offset + run[at + size - 1][2])
        at += size


def _torn(letter: str, behind: str, surnames: Surnames) -> int:
    """How many letters of the token behind a blank belong to the single letter before it; 0 when none do."""
    if not begins_name(letter, surnames) or behind.isascii() or behind in NOT_NAMES:
        return 0
    if len(behind) == 2:
        return 2
    return 1 if len(behind) in (3, 4) and begins_name(behind[1:], surnames) else 0


def _only_blanks(gap: str) -> bool:
    return bool(gap) and not gap.strip(" \u3000")


def _without_joiner(token: str, start: int, later: bool) -> tuple[str, int]:
    """和 and 与 between two names are joiners; at the head of the first token they may be a surname."""
    if later and len(token) >= 3 and token[0] in "和与及":
        return token[1:], start + 1
    return token, start


def is_name(name: str, surnames: Surnames) -> bool:
    """True when a token can be a person's name at all; it need not begin with a surname where it has two or three letters."""
    if name in NOT_NAMES or name.startswith("连载"):
        return False
    if name[0].isascii() and name[0].isalpha():
        return _LATIN_NAME.fullmatch(name) is not None
    if any(mark in name for mark in INTERPUNCTS):
        return _INTERPUNCT_NAME.fullmatch(name) is not None
    if "（" in name or "(" in name:
        return len(name) <= 6
    if len(name) <= 3:
        return (
            len(name) > 1
            and not is_office(name)
            and re.fullmatch(r"[左右中前后上下]?[一二三四五六七八九十]+|[左右中前后上下][一二三四五六七八九十图]", name) is None
        )
    if len(name) == 4 and (name[:2] in surnames.compound or (name[0] in surnames.usual and name[1] in surnames.usual)):
        return not is_office(name)
    return len(name) <= 12 and all(letter in SOUNDS for letter in name)


def _split(token: str, surnames: Surnames) -> list[str]:
    """One or several names out of a run of characters without a separator."""
    if token[0].isascii() or any(mark in token for mark in INTERPUNCTS + "（(") or len(token) <= 3 or len(token) > LONGEST_LIST:
        return [token]
    if len(token) == 4 and token[:2] in surnames.compound:
        return [token]
    if is_surely_office(token):
        return [token]
    costs = shipped_costs()
    for joiner in "和与及":
        head, found, tail = token.partition(joiner)
        if found and 2 <= len(head) <= 4 and 2 <= len(tail) <= 4 and begins_name(tail, surnames):
            return [*_split(head, surnames), joiner, *_split(tail, surnames)]
    cut = _best_cut(token, surnames)
    # 言之有物 begins with a surname, and so does its second half; names that nothing parts are far cheaper than their letters as words.
    if cut and sum(_cost(name, surnames, costs) or 0.0 for name in cut) > Words(costs.words).from_here(token)[0]:
        return [token]
    return cut or [token]


def _best_cut(token: str, surnames: Surnames) -> list[str]:
    """The likeliest cut into names of two or three characters (three or four with a compound surname); empty where there is none."""
    costs = shipped_costs()
    # By place: cost and names of the best cut of what is left from there.
    best: list[tuple[float, list[str]] | None] = [None] * (len(token) + 1)
    best[len(token)] = (0.0, [])
    for start in range(len(token) - 2, -1, -1):
        for length in (2, 3, 4):
            rest = best[start + length] if start + length <= len(token) else None
            name = token[start : start + length]
            cost = _cost(name, surnames, costs) if rest else None
            if rest is None or cost is None:
                continue
            held = best[start]
            if held is None or cost + rest[0] < held[0]:
                best[start] = (cost + rest[0], [name, *rest[1]])
    whole = best[0]
    return whole[1] if whole else []


def _cost(name: str, surnames: Surnames, costs: NameCosts) -> float | None:
    """How unusual a name is by its surname, its length and the letters of its given name; None for what is none."""
    if name[:2] in surnames.compound:
        if len(name) == 2:
            return None
        surname, given = COMPOUND_COST, name[2:]
    elif len(name) == 4 or not (name[0] in surnames.usual or name[0] in surnames.rare):
        return None
    else:
        surname, given = costs.surnames.get(name[0], UNUSUAL_SURNAME), name[1:]
    # Of three credited names one has two letters, and two have three.
    length = LONE_GIVEN if len(given) == 1 else PAIR_GIVEN
    return surname + length + sum(costs.given.get(letter, UNUSUAL_GIVEN) for letter in given)


def begins_name(text: str, surnames: Surnames) -> bool:
    """True when the text begins with a surname of any kind."""
    return text[:2] in surnames.compound or text[:1] in surnames.usual or text[:1] in surnames.rare


def is_likely(name: str, surnames: Surnames, margin: float) -> bool:
    """True for a name that shows itself to be one: by a surname, its sounds, an interpunct, halves or Latin letters.

    One of two or three Hanzi must also cost no more than the words that its letters make, and `margin`: （王涛） is a name where （方言） and
    （高兴） are words. Minus two keeps 94 of 100 names and none of a hundred such words; four, 99 of 100 names and every third word.
    """
    if re.search(r"[·（(A-Z]", name) or name[:2] in surnames.compound:
        return True
    if not begins_name(name, surnames):
        return all(letter in SOUNDS for letter in name)
    costs = shipped_costs()
    # 王张晓明: two surnames, where 黄金时段 is two words
    double = costs.surnames.get(name[0], UNUSUAL_SURNAME) if len(name) == 4 else 0.0
    cost = _cost(name[1:] if double else name, surnames, costs)
    return cost is None or cost + double <= Words(costs.words).from_here(name)[0] + margin
