"""Makes `mappings/pinyin.tsv`: how a headline sounds, syllable by syllable, for those who type it in Latin letters; for finding
suggestions, never for finding records.

A character of GB 2312 has its usual reading (with v for ü, without tone); a word of two characters is there where it is read
otherwise (银行 is yin hang). By pypinyin. Run it with `python -m tools.make_pinyin`; a test holds each row against pypinyin.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT

from mappings.folding import fold
from tools.make_traditional import common_characters

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
    return dict(sorted(rows.items(), key=lambda row: (len(row[0]), row[0])))


def render() -> str:
    """The text of the file."""
    head = "# Made by tools/make_pinyin.py from pypinyin (MIT licence); character or word, syllables.\n"
    return head + "".join(f"{text}\t{syllables}\n" for text, syllables in table().items())


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
    print(f"{TARGET.read_text(encoding='utf-8').count(chr(10)) - 1} rows in {TARGET}", file=sys.stderr)
