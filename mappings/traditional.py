"""The same text in the other script, for showing what else was searched; what is found is the business of `folding` alone."""

from __future__ import annotations

from functools import lru_cache

from mappings.folding import DICTIONARY_WORDS, fold, is_hanzi
from mappings.tables import rows


@lru_cache(maxsize=1)
def traditional_table() -> dict[str, str]:
    """Simplified to traditional, characters and words of two characters; made by tools/make_traditional.py."""
    return dict(rows("traditional.tsv"))


def simplified(text: str) -> str:
    """The text in simplified characters, of the same length; letters, digits, marks and zeros stay as they are.

    A word that keeps its character keeps it: 乾隆, 顯著 (显著, but 隨著 is 随着).
    """
    folded = fold(text)
    written = [new if is_hanzi(old) and new != "零" else old for old, new in zip(text, folded, strict=True)]
    for word in DICTIONARY_WORDS:
        as_folded = fold(word)
        at = folded.find(as_folded)
        while at >= 0:
            kept = [at + n for n, (one, other) in enumerate(zip(word, as_folded, strict=True)) if one != other]
            if all(text[place] == word[place - at] for place in kept):
                written[at : at + len(word)] = word
            at = folded.find(as_folded, at + 1)
    return "".join(written)


def traditional(text: str) -> str:
    """The simplified text in traditional characters, of the same length: the longer match first, from the left."""
    table = traditional_table()
    pieces: list[str] = []
    at = 0
    while at < len(text):
        width = 2 if text[at : at + 2] in table else 1
        pieces.append(table.get(text[at : at + width], text[at]))
        at += width
    return "".join(pieces)
