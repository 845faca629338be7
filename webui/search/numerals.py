"""The same date in the other numerals: 二〇二一年十一月十三日 is 2021年11月13日. Pure.

Lengths differ, so this is no folding: the other form is looked for beside the one that was typed. Only years, months, days, decades and
centuries are read, since only there do both forms stand for the same thing in print: 三个 is never 3个 in a name, 一带一路 never 1带1路.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from mappings.folding import fold, searchable

_REMEMBERED_TEXTS = 1024
"""One search asks for the forms of each of its texts half a dozen times: for the query, the marks, the line of what was also searched."""

_DIGITS = "零一二三四五六七八九"
_HANZI_NUMBER = "[一二三四五六七八九十]"
_NOT_INSIDE = "(?<![0-9零一二三四五六七八九十百千万亿.])"  # 三十一日: no 一日; 118.35: no 35

_RANGE = "[-—–~～至到、/]"
# 2021年, 2021至2025年; alone at the end only what can hardly be another number: 2021, 一九四九.
_BEHIND_YEAR = f"(?=年|{_RANGE}(?:[0-9]{{4}}|[零o0一二三四五六七八九]{{4}})年)"
_YEAR_IN_HANZI = f"(?:[一二][零o0一二三四五六七八九]{{3}}{_BEHIND_YEAR}|(?:一九|二[零o0])[零o0一二三四五六七八九]{{2}}$)"
_YEAR = f"(?:(?:1[0-9]|20)[0-9]{{2}}{_BEHIND_YEAR}|(?:19|20)[0-9]{{2}}$)"
_BEHIND_DAY = "(?=[日号])"
_BEHIND_LONE_DAY = "(?=日(?:$|[上下中]午|凌晨|清晨|早晨|晚|夜|讯|电|[-—–~～至到、,。]))"  # 13日上午, but 一日三餐, 三日游 stay


@lru_cache(maxsize=_REMEMBERED_TEXTS)
def in_other_numerals(text: str) -> tuple[str, ...]:
    """The text with its dates in Arabic numerals, and with its dates in Chinese ones, where that makes a difference."""
    form = searchable(text)
    arabic = _rewritten(form.without_gaps(text), _TO_ARABIC)
    return _different((arabic, _rewritten(arabic, _TO_HANZI)), form.text)


@lru_cache(maxsize=_REMEMBERED_TEXTS)
def with_mistyped_zeros(text: str) -> tuple[str, ...]:
    """The text with years in Chinese numerals as they are often mistyped, the zero a letter or a digit: 二O二一年, 二0二一年."""
    form = searchable(text)
    hanzi = _rewritten(_rewritten(form.without_gaps(text), _TO_ARABIC), _TO_HANZI)
    return _different((_rewritten(hanzi, ((_WITH_ZERO, _zero_as(zero)),)) for zero in "O0"), form.text, fold(hanzi))


def without_dates(text: str) -> str:
    """The folded text without its dates, in whichever numerals they are; a blank stands for each."""
    form = searchable(text)
    arabic = _rewritten(form.without_gaps(text), _TO_ARABIC)
    return _DATE.sub(" ", fold(arabic)).strip()


def _different(forms: Iterable[str], *known: str) -> tuple[str, ...]:
    return tuple({fold(form): form for form in forms if fold(form) not in known}.values())


_Steps = tuple[tuple[re.Pattern[str], Callable[[str], str]], ...]


def _rewritten(text: str, steps: _Steps) -> str:
    """The text with every match of a pattern (tried on the folded text, which has the same length) written anew."""
    for pattern, write in steps:
        pieces, at = [], 0
        for match in pattern.finditer(fold(text)):
            pieces += [text[at : match.start()], write(match[0])]
            at = match.end()
        text = "".join((*pieces, text[at:]))
    return text


def _digits_to_arabic(written: str) -> str:
    """Of a folded year: the zero may be a letter (二o二一) or a digit (二0二一)."""
    return "".join(str(_DIGITS.index(digit)) if digit in _DIGITS else "0" for digit in written)


def _digits_to_hanzi(written: str) -> str:
    return "".join("〇" if digit == "0" else _DIGITS[int(digit)] for digit in written)


def _number_to_arabic(written: str) -> str:
    tens, ten, ones = written.rpartition("十")
    return str(10 * (_DIGITS.index(tens) if tens else 1) + (_DIGITS.index(ones) if ones else 0) if ten else _DIGITS.index(ones))


def _number_to_hanzi(written: str) -> str:
    tens, ones = divmod(int(written), 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")


def _zero_as(zero: str) -> Callable[[str], str]:
    return lambda written: re.sub("[零〇]", zero, written)


def _compiled(before: str, number: str, behind: str) -> re.Pattern[str]:
    return re.compile(f"{before}{number}{behind}")


_MONTH_IN_HANZI, _MONTH = "(?:十[一二]?|[一二三四五六七八九])", "(?:1[0-2]|[1-9])"
_DAY_IN_HANZI = "(?:三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DAY = "(?:3[01]|[12][0-9]|[1-9])"
# 八月十五 is a day of the farmers' calendar, never printed as 8月15; 八月十五日 is a date.
_BEHIND_MONTH = f"(?=月(?!{_HANZI_NUMBER}{{1,3}}(?![日号一二三四五六七八九十]))(?![0-9]{{1,2}}(?![0-9日号])))"
_AFTER_MONTH = "(?<=月)"

_TO_ARABIC: _Steps = (
    (_compiled("(?<![0-9零一二三四五六七八九])", _YEAR_IN_HANZI, ""), _digits_to_arabic),
    (_compiled(_NOT_INSIDE, _MONTH_IN_HANZI, _BEHIND_MONTH), _number_to_arabic),
    (_compiled(_AFTER_MONTH, _DAY_IN_HANZI, _BEHIND_DAY), _number_to_arabic),
    (_compiled(_NOT_INSIDE, _DAY_IN_HANZI, _BEHIND_LONE_DAY), _number_to_arabic),
    (_compiled(_NOT_INSIDE, "[二三四五六七八九]十", "(?=年代)"), _number_to_arabic),  # 八十年代: 80年代
    (_compiled(_NOT_INSIDE, "(?:二十一?|十[一二三四五六七八九]?)", "(?=世纪)"), _number_to_arabic),  # 二十一世纪: 21世纪
)
_TO_HANZI: _Steps = (
    (_compiled("(?<![0-9.])", _YEAR, ""), _digits_to_hanzi),
    (_compiled(_NOT_INSIDE, _MONTH, _BEHIND_MONTH), _number_to_hanzi),
    (_compiled(_AFTER_MONTH, _DAY, _BEHIND_DAY), _number_to_hanzi),
    (_compiled(_NOT_INSIDE, _DAY, _BEHIND_LONE_DAY), _number_to_hanzi),
    (_compiled(_NOT_INSIDE, "[2-9]0", "(?=年代)"), _number_to_hanzi),
    (_compiled(_NOT_INSIDE, "(?:1[0-9]|2[01])", "(?=世纪)"), _number_to_hanzi),
)
_WITH_ZERO = _compiled("(?<![0-9零一二三四五六七八九])", "[一二][零一二三四五六七八九]{3}", f"(?:{_BEHIND_YEAR}|$)")
_DATE = re.compile(
    f"{_YEAR}年?|{_NOT_INSIDE}{_MONTH}{_BEHIND_MONTH}月份?|{_AFTER_MONTH}{_DAY}[日号]|{_NOT_INSIDE}{_DAY}{_BEHIND_LONE_DAY}日|[2-9]0年代|[12][0-9]世纪"
)
