"""What a plain scan finds: Python's `in` over the texts of all records as they are searched, and random runs to ask for."""

from __future__ import annotations

import random
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from evaluation.search.library import Document
from mappings.folding import searchable
from mappings.record import SEARCHED_FIELDS, TEXT_FIELDS
from webui.search.language import parse
from webui.search.numerals import in_other_numerals, with_mistyped_zeros
from webui.search.tree import Run, write

LONGEST = 12
_BETWEEN = "\n\x00\n"  # between records; no run holds a line end


class Scan:
    """The texts of records, folded and without gaps, one behind the other, so that one look through them finds every record.

    What counts as the same character, as a gap and as the same date in other numerals is taken from the product's tables; whether
    the engine finds every place of it is what a scan tells.
    """

    def __init__(self, documents: Iterable[Document], fields: Sequence[str] = SEARCHED_FIELDS) -> None:
        self._ids: list[str] = []
        self._starts: list[int] = []
        texts: list[str] = []
        place = 0
        for document in documents:
            text = "\n".join(searchable(document[field]).text for field in fields if document.get(field))
            self._ids.append(document["id"])
            self._starts.append(place)
            texts.append(text)
            place += len(text) + len(_BETWEEN)
        self._starts.append(place)
        self._text = _BETWEEN.join(texts)

    def holding(self, run: str) -> set[str]:
        """The ids of all records in which the run stands in one piece, in one field, or its date in other numerals."""
        return set().union(*(self._holding(form) for form in _forms(run)))

    def _holding(self, run: str) -> set[str]:
        wanted = searchable(run).text
        found: set[str] = set()
        at = self._text.find(wanted)
        while at >= 0:
            record = bisect_right(self._starts, at) - 1
            found.add(self._ids[record])
            at = self._text.find(wanted, self._starts[record + 1])
        return found

    def holds(self, run: str) -> bool:
        """True when the run stands anywhere, in any of its forms."""
        return any(searchable(form).text in self._text for form in _forms(run))


def _forms(run: str) -> tuple[str, ...]:
    return (run, *in_other_numerals(run), *with_mistyped_zeros(run))


def _any(_character: str) -> bool:
    return True


KINDS: tuple[tuple[str, Callable[[str], bool], float], ...] = (
    ("any", _any, 0.6),
    ("punctuation", lambda character: unicodedata.category(character)[0] == "P", 0.12),
    ("digits", str.isdigit, 0.1),
    ("Latin letters", lambda character: character.isascii() and character.isalpha(), 0.1),
    ("outside the basic plane", lambda character: ord(character) > 0xFFFF, 0.08),
)
"""What a run must hold at least one of, and the share of such runs."""


def present_runs(documents: Sequence[Document], count: int, seed: int) -> list[tuple[str, str]]:
    """Kind and run: random stretches of 1 to 12 characters of one line, as they can be typed between quotation marks.

    Where no line holds a kind of character, its share is taken from all lines.
    """
    chance = random.Random(seed)
    lines = [line for document in documents for field in TEXT_FIELDS for line in document.get(field, "").split("\n") if line]
    runs: list[tuple[str, str]] = []
    for kind, is_wanted, share in KINDS:
        able = lines if is_wanted is _any else [line for line in lines if any(map(is_wanted, line))] or lines
        runs.extend((kind, run) for run in _stretches(able, chance, is_wanted, round(count * share)))
    return runs


def _stretches(lines: Sequence[str], chance: random.Random, is_wanted: Callable[[str], bool], count: int) -> Iterator[str]:
    while count:
        line = chance.choice(lines)
        length = min(chance.randint(1, LONGEST), len(line))
        wanted = chance.choice([at for at, character in enumerate(line) if is_wanted(character)] or range(len(line)))
        start = chance.randint(max(0, wanted - length + 1), min(wanted, len(line) - length))
        run = line[start : start + length]
        if is_typeable(run):
            count -= 1
            yield run


def absent_runs(documents: Sequence[Document], scan: Scan, count: int, seed: int) -> list[str]:
    """Runs that stand nowhere, half of them as near as can be: a real run with one character changed; the others turned around."""
    chance = random.Random(seed)
    letters = sorted({character for document in documents[::50] for character in document.get("body", "")})
    runs: list[str] = []
    for _, run in present_runs(documents, 20 * count, seed):
        at = chance.randrange(len(run))
        changed = run[::-1] if len(runs) % 2 else run[:at] + chance.choice(letters) + run[at + 1 :]
        if len(runs) < count and is_typeable(changed) and not scan.holds(changed):
            runs.append(changed)
    assert len(runs) == count, "too few runs that stand nowhere"
    return runs


def is_typeable(run: str) -> bool:
    """True when a person can quote it: no blank at its ends, no line end, and the marks of a quotation not all used inside."""
    return run == run.strip() and bool(run) and "\n" not in run and parse(quoted(run)).node == Run(run)


def quoted(run: str) -> str:
    """The run between quotation marks, as typed."""
    return write(Run(run))
