"""Letters typed for Chinese text, split into syllables or initials, and where a headline sounds so. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from mappings.pinyin import LONGEST_SYLLABLE, spoken, syllables

MOST_WAYS = 4
"""Ways of splitting: xian is xian or xi an."""
LONGEST = 40
MOST_INITIALS = 8
SURELY_INITIALS = 4
"""gaj is 公安局 as well as 嘎(ga) j…; of more letters that can be syllables nobody means initials."""

Pieces = tuple[str, ...]


@lru_cache(maxsize=1024)
def split(letters: str) -> tuple[Pieces, ...]:
    """The ways to read these letters as two or more syllables, or as initials.

    Where they are no whole syllables, the last is one that was only begun: fangx is fang x(un). One syllable alone is none: too many
    headlines sound so.
    """
    if not letters.isascii() or not letters.isalpha() or len(letters) > LONGEST:
        return ()
    ways = _ways(letters)
    whole = [way for way in ways if way[-1] in syllables()]
    several = [way for way in whole or ways if len(way) > 1][:MOST_WAYS]
    initials = tuple(letters)
    if 1 < len(letters) <= (SURELY_INITIALS if ways else MOST_INITIALS) and all(one in _beginnings() for one in initials):
        several.append(initials)
    return tuple(dict.fromkeys(several))


@lru_cache(maxsize=4096)
def _ways(letters: str) -> tuple[Pieces, ...]:
    """Splits into syllables, the last perhaps only begun, the fewest pieces first; of each rest only the best, so that they stay few."""
    found: list[Pieces] = [(letters,)] if letters in _beginnings() else []
    for length in range(1, min(LONGEST_SYLLABLE, len(letters) - 1) + 1):
        if letters[:length] in syllables():
            found.extend((letters[:length], *way) for way in _ways(letters[length:]))
    return tuple(sorted(found, key=lambda way: (way[-1] not in syllables(), len(way)))[: MOST_WAYS + 1])


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    return frozenset(syllable[:end] for syllable in syllables() for end in range(1, len(syllable) + 1))


def sounding(headline: str, ways: Sequence[Pieces]) -> str:
    """The first stretch of the headline that sounds so; empty where none does."""
    sounds = spoken(headline)
    for pieces in ways:
        for at in range(len(sounds) - len(pieces) + 1):
            if all(sound.startswith(piece) for sound, piece in zip(sounds[at:], pieces, strict=False)):
                return headline[at : at + len(pieces)]
    return ""
