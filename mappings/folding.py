"""Folding: which characters count as one and the same in search. Length-preserving, a character for a character.

The engine folds by a char filter made of this table, the page folds by the same table, so that a mark on the page and a hit in
the engine can never disagree, and highlights point into the stored text as it was printed.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def _source() -> bytes:
    return resources.files("mappings").joinpath("folding.tsv").read_bytes()


@lru_cache(maxsize=1)
def folding_table() -> dict[int, int]:
    """Code point to code point, as `str.translate` takes it."""
    table: dict[int, int] = {}
    for row in _source().decode("utf-8").split("\n"):
        if row and not row.startswith("#"):
            source, target = row.split("\t")[:2]
            table[int(source, 16)] = int(target, 16)
    return table


def fold(text: str) -> str:
    """The text with each character in its folded form; `len(fold(text)) == len(text)` and folding twice changes nothing more."""
    return text.translate(folding_table())


def folding_sha256() -> str:
    """Hash of the table, kept in the index so that a changed table shows as stale."""
    return hashlib.sha256(_source()).hexdigest()


def folding_rules() -> list[str]:
    """The table as the rules of Elasticsearch's `mapping` char filter, sorted."""
    return [f"{_escape(source)}=>{_escape(target)}" for source, target in sorted(folding_table().items())]


def _escape(code: int) -> str:
    # The rule syntax trims blanks and reads "=>" and backslashes, so all but letters are written as \uXXXX (UTF-16 units).
    character = chr(code)
    if character.isalpha():
        return character
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
