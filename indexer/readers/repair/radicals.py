"""Radicals that look like Hanzi: ⼈ is typed 人."""

from __future__ import annotations

from functools import lru_cache

from mappings.folding import folding_table

FIRST, LAST = 0x2E80, 0x2FDF
"""CJK Radicals Supplement and Kangxi Radicals."""


def plain_radicals(text: str) -> str:
    """The text with unified Hanzi in the place of radicals, as the table of folding has them; nobody types these."""
    return text.translate(_table())


@lru_cache(maxsize=1)
def _table() -> dict[int, int]:
    return {code: target for code, target in folding_table().items() if FIRST <= code <= LAST}
