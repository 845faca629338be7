"""Folding: which characters count as one and the same in search, and which blanks do not count.

`fold` is a character for a character; `searchable` closes gaps as well and knows the way back. The engine does both by char filters
made of the same tables, so that a mark on the page and a hit in the engine can never disagree, and marks point into the stored text
as it was printed. The reasons are in docs/adr/0010-folding.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from mappings.tables import rows, sha256_of

_TABLE = "folding.tsv"

HANZI = ((0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xE000, 0xFAFF), (0x20000, 0x3FFFD))
"""Code points that count as Hanzi beside a gap: also radicals, 々〇, and private ones, which stand for names that no font had."""

UNSEEN = (
    *((0x00AD, 0x00AD), (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F)),
    *((0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xE0100, 0xE01EF)),
)
"""Code points that nobody sees and that come with pasted text: soft hyphens, joiners, marks of direction, variation selectors (葛󠄀). They
take no position, in the exact form neither: 湿\u200b地 is 湿地 to every reader."""

DICTIONARY_WORDS = (
    "著名 著作 著述 著称 显著 卓著 昭著 名著 专著 原著 巨著 遗著 拙著 土著 乾隆 乾坤 乾陵 乾清宫 瞭望 慰藉 狼藉 枕藉 蕴藉 "
    "覆盖 覆辙 颠覆 倾覆 翻天覆地 彷徨 哪吒 蒜薹"
).split()
"""Words whose character is another one elsewhere (隨著 is 随着, 乾燥 is 干燥, 藉口 is 借口), as the analyzers' dictionaries know them.

Only the field of words gets them back; in the field of characters such an exception would lose hits: 乾 alone would no longer be
found in 乾隆. Words whose folded form stands across others are not here: 康乾 in 健康干预, 神祇 in 精神只有.
"""


@lru_cache(maxsize=1)
def folding_table() -> dict[int, int]:
    """Code point to code point, as `str.translate` takes it."""
    return {int(source, 16): int(target, 16) for source, target, *_ in rows(_TABLE)}


def fold(text: str) -> str:
    """The text with each character in its folded form; `len(fold(text)) == len(text)` and folding twice changes nothing more."""
    return text.translate(_folded_codes())


@lru_cache(maxsize=1)
def _folded_codes() -> list[int]:
    """By code point, the folded one, as far as the table reaches.

    A list: `str.translate` looks up every character, and what a dictionary does not hold costs it an exception each (twice the time).
    """
    table = folding_table()
    return [table.get(code, code) for code in range(max(table) + 1)]


def is_hanzi(character: str) -> bool:
    """True for a character of the blocks in `HANZI`."""
    return any(first <= ord(character) <= last for first, last in HANZI)


@dataclass(frozen=True, slots=True)
class Searchable:
    """A text as the engine searches it, and where each of its characters stands in the text as printed."""

    text: str
    places: tuple[int, ...] | None
    """By character, its place in the printed text; None where nothing was left out."""

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """The stretch `[start, end)` of this text, in the printed one: a gap inside is part of it, a gap at its ends is not."""
        return (start, end) if self.places is None else (self.places[start], self.places[end - 1] + 1)

    def without_gaps(self, printed: str) -> str:
        """The printed text with its own characters, as long as this one."""
        return printed if self.places is None else "".join(map(printed.__getitem__, self.places))


def searchable(text: str) -> Searchable:
    """The text folded, without what nobody sees, and without the blanks beside a Hanzi inside a line (习 近 平, 公　告, 2021 年)."""
    seen = as_seen(text)
    folded = fold(seen.text)
    closed = _without_gaps(folded) if " " in folded else Searchable(folded, None)
    if seen.places is None:
        return closed
    if closed.places is None:
        return Searchable(closed.text, seen.places)
    return Searchable(closed.text, tuple(seen.places[place] for place in closed.places))


def as_seen(text: str) -> Searchable:
    """The text as printed, without what nobody sees."""
    if not _unseen().search(text):
        return Searchable(text, None)
    hidden = {match.start() for match in _unseen().finditer(text)}
    places = tuple(place for place in range(len(text)) if place not in hidden)
    return Searchable("".join(map(text.__getitem__, places)), places)


@lru_cache(maxsize=1)
def _unseen() -> re.Pattern[str]:
    return re.compile("[" + "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in UNSEEN) + "]")


def _without_gaps(folded: str) -> Searchable:
    places: list[int] = []
    pieces: list[str] = []
    at = 0
    for start, end in _gaps_in(folded):
        pieces.append(folded[at:start])
        places.extend(range(at, start))
        at = end
    if not at:
        return Searchable(folded, None)
    places.extend(range(at, len(folded)))
    return Searchable("".join((*pieces, folded[at:])), tuple(places))


def _gaps_in(folded: str) -> Iterator[tuple[int, int]]:
    """Where the gaps are. Only blanks are looked at: tried at every character, the pattern costs as much as all folding."""
    is_gap = _gaps().match
    at = folded.find(" ")
    while at >= 0:
        # What begins inside a row of blanks is none: before a gap stands a letter.
        gap = is_gap(folded, at)
        end = gap.end() if gap else at + 1
        if gap:
            yield at, end
        at = folded.find(" ", end)


@lru_cache(maxsize=1)
def _gaps() -> re.Pattern[str]:
    return re.compile(gap_pattern())


def gap_pattern() -> str:
    """The pattern of blanks to leave out, in the syntax that Python and Java share.

    Between two Hanzi, and between a Hanzi and a letter or digit; not between letters or digits, where a blank parts words and
    numbers, and not beside punctuation.
    """
    # Java looks behind by code points only if a rare character stands in the pattern itself, so those are not escaped.
    hanzi = "".join(f"{_in_class(first)}-{_in_class(last)}" for first, last in HANZI)
    return f"(?<=[{hanzi}]) +(?=[{hanzi}a-z0-9])|(?<=[a-z0-9]) +(?=[{hanzi}])"


def _in_class(code: int) -> str:
    return f"\\u{code:04x}" if code <= 0xFFFF else chr(code)


def folding_sha256() -> str:
    """Hash of the table, kept in the index so that a changed table shows as stale."""
    return sha256_of(_TABLE)


def folding_rules() -> list[str]:
    """The table as the rules of Elasticsearch's `mapping` char filter, sorted."""
    return [f"{_escape(source)}=>{_escape(target)}" for source, target in sorted(folding_table().items())]


def unseen_rules() -> list[str]:
    """The rules of a `mapping` char filter that leaves out what nobody sees."""
    return [f"{_escape(code)}=>" for first, last in UNSEEN for code in range(first, last + 1)]


def dictionary_rules() -> list[str]:
    """The rules of a `mapping` char filter that gives `DICTIONARY_WORDS` back after folding."""
    return [f"{fold(word)}=>{word}" for word in DICTIONARY_WORDS]


def _escape(code: int) -> str:
    # The rule syntax trims blanks and reads "=>" and backslashes, so all but letters are written as \uXXXX (UTF-16 units).
    character = chr(code)
    if character.isalpha():
        return character
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
