"""The same text printed twice: its fingerprint, by which the engine finds candidates, and the comparison that decides.

The fingerprint only leads to candidates; that two texts are the same is said by `is_same` alone, over the texts themselves. Both
work on runs of characters and know no dictionary, so that nothing of it changes with the analyzer. Figures: docs/adr/0014-same-text.md.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import accumulate
from zlib import crc32

from mappings.folding import fold, folding_table

RUN = 4
"""Characters of a run. One wrong character spoils four runs; a run of four is rarely shared by chance."""

LEAST_RUNS = 60
"""Different runs from which a text has a fingerprint: shorter ones (weather, one-line notices, captions) are alike by their form."""

LEAST_PART = 0.5
"""How much of the longer text the shorter one is at least: a cut paragraph is the same report, a digest of it is another."""

NEAR_DAYS = 7
"""Days between two issues up to which a report is printed again rather than anew: the next issue of a weekly paper."""

SHARED_NEAR = 0.9
"""Share of the shorter text's runs that must stand in the longer one, within `NEAR_DAYS`: five slips in a text of two hundred characters."""

SHARED_FAR = 0.97
"""The same for issues further apart: the French edition of a book was announced in the words of the Russian one, eleven days
before, with 0.96 of all runs in common."""

RUNS_TO_A_NUMBER = 300
"""Runs of the shorter text for each number that may be another one. Notices of water cuts, welcomes of guests and weather reports
share all but their numbers; in a long report a corrected figure is one slip among others."""

BINS = 60
"""Smallest hashes kept of a text."""
ROWS = 3
"""Smallest hashes in one mark: 20 marks of 3. Of pairs that share 0.7 of all their runs all but one in a thousand share a mark, of
those that share 0.5 all but one in fourteen; of those that share 0.1 one in fifty, which are then compared for nothing."""

# In UTF-8, the bytes that no character begins with, and by first byte how many its character has.
_FURTHER_BYTES = bytes(range(0x80, 0xC0))
_BYTES_OF = bytes(1 if byte < 0x80 else 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4 for byte in range(256))
_NO_HASH = 1 << 32
"""Above every CRC-32."""
_NUMBERS = re.compile("[0-9]+|[〇零一二两三四五六七八九十百千万亿]+")


def letters(text: str) -> str:
    """The letters, Hanzi and digits of the text in their folded form; blanks, punctuation and line ends do not count."""
    found = text.translate(_letter_codes())
    return found if found.isalnum() else "".join(filter(str.isalnum, found))


@lru_cache(maxsize=1)
def _letter_codes() -> list[int | None]:
    """By code point, that of its folded form, None for what is no letter; as far as folding reaches."""
    reach = max(folding_table()) + 1
    return [ord(folded) if folded.isalnum() else None for folded in fold("".join(map(chr, range(reach))))]


def runs(text: str) -> frozenset[str]:
    """Every different run of `RUN` characters of the text's letters."""
    return _runs(letters(text))


def _runs(bare: str) -> frozenset[str]:
    return frozenset(bare[start : start + RUN] for start in range(len(bare) - RUN + 1))


def fingerprint(text: str) -> tuple[str, ...]:
    """The marks of this text, the same for ever and on every machine; none for a text that is too short to be told from others.

    Texts that share most of their runs share at least one mark.
    """
    smallest = _smallest(letters(text))
    return tuple(
        # The first 48 of 64 bits, as hexadecimal digits.
        f"{mark:x}.{_hashed(b'%x,%x,%x' % row).hexdigest()[:12]}"
        for mark, row in enumerate(zip(smallest[::ROWS], smallest[1::ROWS], smallest[2::ROWS], strict=True))
    )


def is_same(one: str, other: str, days_apart: int) -> bool:
    """True when the two texts are one report: word for word, with a few characters changed, or with an end cut off.

    `days_apart` lie between the issues, in either order. Symmetric, and false for every text that has no fingerprint.
    """
    first, second = runs(one), runs(other)
    shorter, longer = sorted((len(first), len(second)))
    if shorter < LEAST_RUNS or shorter < LEAST_PART * longer:
        return False
    if len(first & second) < (SHARED_NEAR if abs(days_apart) <= NEAR_DAYS else SHARED_FAR) * shorter:
        return False
    return _other_numbers(one, other) * RUNS_TO_A_NUMBER <= shorter


def _other_numbers(one: str, other: str) -> int:
    """How many numbers each of the texts has in place of the other's; those of a part that was cut off take no place."""
    first, second = (frozenset(_NUMBERS.findall(fold(text))) for text in (one, other))
    return min(len(first - second), len(second - first))


def _smallest(bare: str) -> list[int]:
    """By bin, the smallest hash of the runs that fall into it; an empty bin has that of another one, always the same.

    Empty where the letters have fewer than `LEAST_RUNS` different runs.
    """
    if len(bare) < LEAST_RUNS + RUN - 1:
        return []
    # Runs are cut out of the bytes of all letters: to encode each run by itself takes half as long again as all of this.
    data = bare.encode("utf-8", "surrogatepass")
    starts = [*accumulate(data.translate(_BYTES_OF, _FURTHER_BYTES), initial=0)]
    bins = [_NO_HASH] * BINS
    # CRC-32 is no good to defend anything, and all that is needed to spread runs over bins: a sixth of the time of BLAKE2.
    for start, end in zip(starts, starts[RUN:], strict=False):
        value = crc32(data[start:end])
        place = value % BINS
        if value < bins[place]:
            bins[place] = value
    filled = BINS - bins.count(_NO_HASH)
    # Bins are filled by different runs; where enough are filled, the runs need not be counted.
    if filled < LEAST_RUNS and len(_runs(bare)) < LEAST_RUNS:
        return []
    return (
        bins if filled == BINS else [value if value < _NO_HASH else _borrowed(bins, place) for place, value in enumerate(bins)]
    )


def _borrowed(bins: list[int], place: int) -> int:
    return next(bins[other] for other in _others(place) if bins[other] < _NO_HASH)


def _others(place: int) -> Iterator[int]:
    """Bins in an order that depends on the place alone, without end: neighbours would borrow from one bin all together."""
    attempt = 0
    while True:
        attempt += 1
        yield _hash(f"{place} {attempt}") % BINS


def _hash(text: str) -> int:
    return int.from_bytes(_hashed(text.encode()).digest())


_hashed = partial(hashlib.blake2b, digest_size=8)
