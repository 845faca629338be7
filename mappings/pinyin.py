"""How printed text sounds, syllable by syllable: what the field `headline.pinyin` holds, and what letters can be split into."""

from __future__ import annotations

from functools import lru_cache

from mappings.folding import fold
from mappings.tables import rows, sha256_of

_TABLE = "pinyin.tsv"

LONGEST_SYLLABLE = 6
"""zhuang."""


@lru_cache(maxsize=1)
def pinyin_table() -> dict[str, tuple[str, ...]]:
    """Folded character, or word of two, to its syllables; made by tools/make_pinyin.py."""
    return {text: tuple(sounds.split(" ")) for text, sounds in rows(_TABLE)}


@lru_cache(maxsize=1)
def syllables() -> frozenset[str]:
    """Every syllable, about 400."""
    return frozenset(syllable for spoken in pinyin_table().values() for syllable in spoken)


def spoken(text: str) -> tuple[str, ...]:
    """By character of the text, its syllable; empty for what has none. The longer match first, from the left, as the engine reads."""
    table, folded = pinyin_table(), fold(text)
    found: list[str] = []
    while len(found) < len(folded):
        at = len(found)
        found.extend(table.get(folded[at : at + 2]) or table.get(folded[at], ("",)))
    return tuple(found)


def pinyin_rules() -> list[str]:
    """The table as the rules of Elasticsearch's `mapping` char filter: each syllable between blanks."""
    blank = "\\u0020"
    return [f"{text}=>{blank}{blank.join(sounds)}{blank}" for text, sounds in sorted(pinyin_table().items())]


def pinyin_sha256() -> str:
    """Hash of the table, for the print of the mapping."""
    return sha256_of(_TABLE)
