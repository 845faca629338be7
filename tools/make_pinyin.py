"""Makes `mappings/pinyin.tsv`: how a headline sounds, syllable by syllable, for those who type it in Latin letters; for finding
suggestions, never for finding records.

A character of GB 2312 has its usual reading (with v for ü, without tone); a word of two characters is there where it is read
otherwise (银行 is yin hang). By pypinyin. Run it with `python -m tools.make_pinyin`; a test holds each row against pypinyin.
"""

from __future__ import annotations

import re
from pathlib import Path

from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT

from mappings.folding import fold
from tools.make_traditional import common_characters
from tools.table_files import in_two_columns, shortest_first, write

TARGET = Path(__file__).parent.parent / "mappings" / "pinyin.tsv"
_SYLLABLE = re.compile("[a-z]*[aeiouv][a-z]*")
"""With a vowel: 嗯 (n) would make a syllable of every n."""


def read(text: str) -> list[str]:
    """The syllables of the text, without tones, ü as v."""
    return [syllable.replace("ü", "v") for syllable in lazy_pinyin(text, style=Style.NORMAL)]


def table() -> dict[str, str]:
    """Character or word, as folded, to its syllables, parted by blanks."""
    usual = {character: read(character)[0] for character in common_characters() if fold(character) == character}
    rows = {character: syllable for character, syllable in usual.items() if _SYLLABLE.fullmatch(syllable)}
    words = {fold(phrase) for phrase in PHRASES_DICT if len(phrase) == 2}
    for word in words:
        syllables = read(word)
        if (
            all(one in rows for one in word)
            and syllables != [rows[one] for one in word]
            and all(map(_SYLLABLE.fullmatch, syllables))
        ):
            rows[word] = " ".join(syllables)
    return shortest_first(rows)


def render() -> str:
    """The text of the file."""
    return in_two_columns("Made by tools/make_pinyin.py from pypinyin (MIT licence); character or word, syllables.", table())


if __name__ == "__main__":
    write(TARGET, render())
