"""Repairs of a text layer that need the places of the characters: what is printed twice is one, look-alike radicals are Hanzi."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from indexer.printed import Glyph
from indexer.readers.repair.radicals import FIRST, LAST, plain_radicals
from indexer.readers.repair.vertical_forms import level_marks

TWICE = 0.28
"""Share of the type size within which the same character printed again is one: fake bold shifts by 0.02 to 0.1, and no character stands so near
its like."""


def without_doubles(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """The glyphs without those that print the same character on the same place once more (fake bold, shadows)."""
    places: dict[tuple[str, int, int], list[Glyph]] = {}
    kept = []
    for glyph in glyphs:
        if not glyph.text.strip():
            kept.append(glyph)
            continue
        near = max(0.5, glyph.size * TWICE)
        column, row = int(glyph.box[0] // 4), int(glyph.box[1] // 4)
        if any(
            abs(other.box[0] - glyph.box[0]) <= near
            and abs(other.box[1] - glyph.box[1]) <= near
            and abs(other.size - glyph.size) <= glyph.size * 0.1
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in places.get((glyph.text, column + dx, row + dy), ())
        ):
            continue
        places.setdefault((glyph.text, column, row), []).append(glyph)
        kept.append(glyph)
    return tuple(kept)


def with_plain_letters(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """The glyphs with radicals (⽅ ⻓) and compatibility forms (ﬁ, 豈) as the characters that people type."""
    return tuple(glyph if (plain := plain_letter(glyph.text)) == glyph.text else replace(glyph, text=plain) for glyph in glyphs)


def plain_letter(text: str) -> str:
    """The character that is meant: radicals by the table of folding, ligatures and compatibility Hanzi by their decomposition."""
    code = ord(text[0])
    if FIRST <= code <= LAST:
        plain = plain_radicals(text)
        return plain if plain != text else unicodedata.normalize("NFKC", text)
    if 0xF900 <= code <= 0xFAFF or 0xFB00 <= code <= 0xFB06 or 0x2F800 <= code <= 0x2FA1F:
        return unicodedata.normalize("NFKC", text)
    if 0xFE10 <= code <= 0xFE4F:
        return level_marks(text)
    return text
