"""The names of the archive that are nearly what was typed: 乔之远, 乔知园, 乔远知 for 乔知远. Pure."""

from __future__ import annotations

from mappings.folding import fold
from webui.search.names import KnownNames
from webui.search.pinyin import alike, sounds

LENGTHS = range(2, 13)
"""Characters of a text that may be a name written wrongly."""
MOST_NEAREST = 3
SURE_LENGTH = 3
"""From so many characters on any one of them may be wrong; of two, one that sounds otherwise leaves too little of the name."""

_HOMOPHONE, _ALIKE, _ONE_WRONG, _MOVED, _ONE_LEFT = range(5)


def nearest(text: str, names: KnownNames) -> tuple[str, ...]:
    """The names nearest to this text that are not the text itself: homophones, then those with one character that sounds alike,
    then those with one wrong, moved, missing or added character; the most used first within each."""
    typed = fold(text)
    if len(typed) not in LENGTHS:
        return ()
    found: dict[str, int] = {}
    heard = sounds(typed)
    for name, folded in names.folded_people:
        # Most names are of another length or share no character at a place: told at once.
        if -1 <= len(folded) - len(typed) <= 1 and name.text not in found:
            distance = _distance(typed, folded, heard)
            if distance is not None:
                found[name.text] = distance
    if not found:
        return ()
    ordered = sorted(found, key=lambda name: found[name])  # `folded_people` has most records first, and the sort keeps that
    # A homophone is what was meant; names that only look similar would stand in its way.
    sure = [name for name in ordered if found[name] <= _ALIKE]
    return tuple((sure or ordered)[:MOST_NEAREST])


def _distance(typed: str, name: str, heard: frozenset[tuple[str, ...]]) -> int | None:
    """How far the name is from what was typed; None for too far, and for the same."""
    if typed == name:
        return None
    if len(typed) != len(name):
        return _ONE_LEFT if min(len(typed), len(name)) >= SURE_LENGTH and _one_left_out(typed, name) else None
    wrong = [(a, b) for a, b in zip(typed, name, strict=True) if a != b]
    if len(wrong) == 1:
        if not sounds(name).isdisjoint(heard):
            return _HOMOPHONE
        if alike(*wrong[0]):
            return _ALIKE
        # Of two characters, the surname must be right: 柯沐 may be 柯木, 林木 is somebody else.
        return _ONE_WRONG if len(name) >= SURE_LENGTH or typed[0] == name[0] else None
    if not sounds(name).isdisjoint(heard):
        return _HOMOPHONE
    if len(wrong) == 2 and len(name) >= SURE_LENGTH and wrong[0] == wrong[1][::-1]:
        return _MOVED
    return None


def _one_left_out(first: str, second: str) -> bool:
    """True when the longer text without one of its characters is the shorter one."""
    short, long = sorted((first, second), key=len)
    at = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return long[at + 1 :] == short[at:]
