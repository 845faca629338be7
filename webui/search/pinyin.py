"""How names are typed in Latin letters: full pinyin, initials, surname with initials. Pure, and remembered by name.

Tones are left away. A character with several readings gives several spellings, the usual one first; in a surname the reading of
surnames goes first (单 shan), for which general dictionaries have another (dan).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice, product
from math import prod

from pypinyin import Style, lazy_pinyin, pinyin

from mappings.folding import fold

MOST_SPELLINGS = 64
"""Ways of reading one name; beyond them only one character at a time is read otherwise than usual."""
_REMEMBERED = 65_536
_LONGEST_LETTERS = 60

SURNAMES = {
    # The reading of the surname, for which the character alone is mostly read otherwise.
    "单": "shan",
    "曾": "zeng",
    "仇": "qiu",
    "解": "xie",
    "查": "zha",
    "朴": "piao",
    "区": "ou",
    "盖": "ge",
    "翟": "zhai",
    "缪": "miao",
    "覃": "qin",
    "乐": "yue",
    "员": "yun",
    "洗": "xian",
    "黑": "he",
    "秘": "bi",
    "折": "she",
    "重": "chong",
    "种": "chong",
    "祭": "zhai",
    "句": "gou",
    "隗": "wei",
    "郇": "xun",
    "郗": "chi",
    "都": "du",
    "能": "nai",
    "繁": "po",
    "长": "chang",
    "薄": "bo",
}
COMPOUND_SURNAMES = {
    # A surname of two characters is read as a whole; those that are read character by character stand here for their length.
    "尉迟": "yu chi",
    "万俟": "mo qi",
    "长孙": "zhang sun",
    "单于": "chan yu",
    "鲜于": "xian yu",
    "澹台": "tan tai",
    "令狐": "ling hu",
    "呼延": "hu yan",
    "宇文": "yu wen",
    "耶律": "ye lv",
    "完颜": "wan yan",
    "欧阳": "ou yang",
    "司马": "si ma",
    "上官": "shang guan",
    "诸葛": "zhu ge",
    "东方": "dong fang",
    "皇甫": "huang fu",
    "公孙": "gong sun",
    "慕容": "mu rong",
    "司徒": "si tu",
    "司空": "si kong",
    "夏侯": "xia hou",
    "端木": "duan mu",
    "南宫": "nan gong",
    "独孤": "du gu",
    "轩辕": "xuan yuan",
    "百里": "bai li",
    "东郭": "dong guo",
    "西门": "xi men",
    "太史": "tai shi",
    "公羊": "gong yang",
    "濮阳": "pu yang",
    "淳于": "chun yu",
    "申屠": "shen tu",
    "钟离": "zhong li",
    "闻人": "wen ren",
    "闾丘": "lv qiu",
    "亓官": "qi guan",
    "仉督": "zhang du",
    "拓跋": "tuo ba",
    "宗政": "zong zheng",
    "赫连": "he lian",
    "纳兰": "na lan",
    "叶赫": "ye he",
}

_LETTERS = re.compile(r"[a-z0-9]+")
_BETWEEN = re.compile(r"[\s'’`·.,\-_]+")
_SPELLED_V = {"lv": ("lv", "lu"), "nv": ("nv", "nu"), "lve": ("lve", "lue"), "nve": ("nve", "nue")}
"""吕 is typed lv, lü or lyu (`letters` makes them lv), and lu by who has no ü."""


def letters(text: str) -> tuple[str, ...]:
    """What a person types for a name in Latin letters, as one run of a-z and digits: QiaoZhiyuan, qiao zhi-yuan, qiáo zhī yuǎn.

    As typed, with lyu and nyu of passports as lv and nv, and with the last word first (Zhiyuan Qiao). Empty for any other text.
    """
    plain = unicodedata.normalize("NFKD", text.lower()).replace("u\u0308", "v").replace("u:", "v")
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    words = [word for word in _BETWEEN.split(plain) if word]
    runs = ("".join(words), "".join((*words[-1:], *words[:-1])))
    if len(runs[0]) > _LONGEST_LETTERS or not _LETTERS.fullmatch(runs[0]) or runs[0].isdigit():
        return ()
    # shanyu is 单尉 and lyuxueqing is 吕雪青: both are tried.
    return tuple(dict.fromkeys((runs[0], *(run.replace("lyu", "lv").replace("nyu", "nv") for run in runs))))


@lru_cache(maxsize=_REMEMBERED)
def person_spellings(name: str) -> tuple[str, ...]:
    """Every way of spelling this name of a person, the usual reading in full first; each once."""
    readings = _person_readings(name)
    surname = 2 if fold(name[:2]) in COMPOUND_SURNAMES and len(readings) > 2 else 1
    spellings: dict[str, None] = {}
    for reading in _chosen(readings):
        first = "".join(syllable[:1] for syllable in reading)
        given = first[surname:]
        for spelling in ("".join(reading), first, "".join(reading[:surname]) + given):
            spellings[spelling] = None
    return tuple(spelling for spelling in spellings if len(spelling) > 1)


@lru_cache(maxsize=_REMEMBERED)
def office_spellings(name: str) -> tuple[str, ...]:
    """The spellings of an office: in full, read by words (银行 yinhang) and in initials."""
    syllables = [part for part in (_plain(part) for part in lazy_pinyin(fold(name))) if part]
    spellings = ("".join(syllables), "".join(syllable[:1] for syllable in syllables))
    return tuple(dict.fromkeys(spelling for spelling in spellings if len(spelling) > 1))


@lru_cache(maxsize=_REMEMBERED)
def person_reading(name: str) -> str:
    """How a name of a person is read, syllable by syllable, to be sorted by: qiao zhi yuan."""
    return " ".join(readings[0] for readings in _person_readings(name))


@lru_cache(maxsize=_REMEMBERED)
def text_reading(text: str) -> str:
    """The same of an office or any other text, read by words."""
    return " ".join(part for part in (_plain(part) for part in lazy_pinyin(fold(text))) if part)


@lru_cache(maxsize=_REMEMBERED)
def sounds(name: str) -> frozenset[tuple[str, ...]]:
    """How a name may sound, syllable by syllable: two names that share one are homophones."""
    return frozenset(_chosen(_person_readings(name)))


def alike(first: str, second: str) -> bool:
    """True for two characters that sound alike, also to those who do not tell zh from z, n from l, or -ng from -n."""
    return not {_blurred(reading) for reading in _readings(first)}.isdisjoint(map(_blurred, _readings(second)))


def _person_readings(name: str) -> list[tuple[str, ...]]:
    folded = fold(name)
    compound = COMPOUND_SURNAMES.get(folded[:2]) if len(folded) > 2 else None
    if compound:
        return [*((syllable,) for syllable in compound.split()), *_each(folded[2:])]
    readings = _each(folded)
    own = SURNAMES.get(folded[:1])
    if own and readings:
        readings[0] = tuple(dict.fromkeys((own, *readings[0])))
    return readings


def _each(text: str) -> list[tuple[str, ...]]:
    return [readings for readings in map(_readings, text) if readings]


@lru_cache(maxsize=_REMEMBERED)
def _readings(character: str) -> tuple[str, ...]:
    """The readings of one character, the usual first; of a letter or digit itself; none for a mark between names."""
    found = pinyin(character, style=Style.NORMAL, heteronym=True)
    plain = [_plain(reading) for reading in (found[0] if found else ())]
    spelled = [way for reading in plain if reading for way in _SPELLED_V.get(reading, (reading,))]
    return tuple(dict.fromkeys(spelled))


def _plain(reading: str) -> str:
    """A reading as it is typed; a character without one (rare, not in the dictionary) stands for itself; marks are left away."""
    text = unicodedata.normalize("NFKC", reading).lower().replace("ü", "v")
    if text.isascii():
        return "".join(character for character in text if character.isalnum())
    return "".join(character for character in text if character.isalpha())


def _chosen(readings: Sequence[tuple[str, ...]]) -> Iterable[tuple[str, ...]]:
    """Ways of reading the characters together, the usual one first."""
    if prod(map(len, readings)) <= MOST_SPELLINGS:
        return product(*readings)
    usual = tuple(one[0] for one in readings)
    others = ((*usual[:place], other, *usual[place + 1 :]) for place, one in enumerate(readings) for other in one[1:])
    return (usual, *islice(others, MOST_SPELLINGS - 1))


def _blurred(reading: str) -> str:
    if reading[:2] in ("zh", "ch", "sh"):
        reading = reading[0] + reading[2:]
    if reading[:1] == "n":
        reading = "l" + reading[1:]
    return reading.removesuffix("g") if reading.endswith("ng") else reading
