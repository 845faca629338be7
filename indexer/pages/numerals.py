"""Numbers and dates as they are printed: full-width digits, Chinese numerals with every form of nought, blanks inside."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A character for a character, so that positions stay: digits of both widths, noughts (○ ◯ 零), blanks.
_FOLD = {ord("０") + n: ord("0") + n for n in range(10)} | {ord(nought): ord("〇") for nought in "○◯零"}
_FOLD |= {ord(blank): ord(" ") for blank in "\u3000\t\xa0\u2002\u2003"}
# Nearly no line has any of them, and to look is much faster than to translate.
_FOLDS = re.compile("[" + "".join(map(chr, _FOLD)) + "]")
# 二Ｏ二一年 is printed with the letter O; inside Latin words the letter must stay, so it is a nought only between numerals.
_LETTER_O = re.compile(r"(?<=[一二三四五六七八九〇])[OＯ](?=[一二三四五六七八九〇年OＯ])")

DIGITS = {"〇": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "两": 2}

# 2021年, 二〇二一年, 一九九八年
YEAR = r"(?:[12]\d{3}|[一二][〇一二三四五六七八九]{3})"
# 1月 to 12月, 十一月, 〇三月; 0 to 99 are read and judged afterwards, so that 13月 is seen as impossible and not as 3月.
MONTH = r"(?:\d{1,2}|十[一二]?|〇?[一二三四五六七八九])"
DAY = r"(?:\d{1,2}|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|〇?[一二三四五六七八九]|廿[一二三四五六七八九]?)"


def fold_numerals(text: str) -> str:
    """The text with digits, noughts and blanks in one form; as long as before."""
    folded = text.translate(_FOLD) if _FOLDS.search(text) else text
    if "O" in folded or "Ｏ" in folded:
        # Twice, for 二ＯＯ一: the second nought stands between numerals only after the first was folded.
        folded = _LETTER_O.sub("〇", _LETTER_O.sub("〇", folded))
    return folded


def number(text: str) -> int:
    """The value of a printed number below ten thousand: 07, 二十三, 十一, 二〇二一, 廿八, 一百零三."""
    text = text.replace(" ", "")
    if text.isdecimal():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if not any(unit in text for unit in "十百千"):
        value = 0
        for character in text:
            value = value * 10 + DIGITS[character]
        return value
    total, current = 0, 0
    units = {"十": 10, "百": 100, "千": 1000}
    for character in text:
        if character in units:
            total += (current or 1) * units[character]
            current = 0
        else:
            current = DIGITS[character]
    return total + current


@dataclass(frozen=True, slots=True)
class FullDate:
    """Year, month and day as printed, not yet judged, and where they stand."""

    year: int
    month: int
    day: int
    start: int
    end: int


FULL_DATE = re.compile(rf"(?<!\d)({YEAR}) ?年 ?({MONTH}) ?月 ?({DAY}) ?[日号]")


def full_date(folded: str, start: int = 0) -> FullDate | None:
    """The first date with year, month and day at or after `start` in a text folded by `fold_numerals`."""
    found = FULL_DATE.search(folded, start)
    if found is None:
        return None
    return FullDate(number(found[1]), number(found[2]), number(found[3]), found.start(), found.end())
