"""Issue numbers in the order of the dates: which are absent, which stand twice, which are misprinted, where the count begins anew."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

_TOTAL = re.compile(r"总第? ?(\d{1,6})")
_SERIES = re.compile(r"(\d{1,6}) ?(?:年 ?第?|卷 ?第?|[-－—–―/·.]) ?(\d{1,4})(?!\d)")
_PLAIN = re.compile(r"(?<!\d)(\d{1,6})(?!\d)")

LOOK_BACK = 12
"""A count is taken up again after so many misprinted numbers at most."""
NEW_COUNT = 3.0
"""A new count has its price, so that a misprint or two stay misprints: it takes four issues that hold to it."""
EXACT = 0.1
"""Of two issues with one number the one is right whose neighbours are as many issues away as the numbers say."""
LONGEST_YEAR = 366
"""A count of a year is no higher; a higher one that begins anew in January was a misprint."""


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number: 1188, or 51 of the series 2021."""

    count: int
    series: int | None = None

    def __str__(self) -> str:
        return f"{self.count}" if self.series is None else f"{self.series}-{self.count}"


@dataclass(frozen=True, slots=True)
class Numbered:
    """An issue with the number it prints."""

    day: date
    number: Number


@dataclass(frozen=True, slots=True)
class NumberGap:
    """Numbers from `first` to `last` that no issue bears, `absent` issues of them; they lie between two issues that are there.

    `absent` is less than the numbers in between where issues with misprinted numbers, or with none, stand there.
    """

    before: Numbered
    after: Numbered
    first: Number
    last: Number
    absent: int


class Oddness(StrEnum):
    """In which way a number does not fit between its neighbours."""

    REPEATED = "repeated"
    BACK = "back"
    AHEAD = "ahead"
    OTHER_FORM = "other-form"
    PAGES_DIFFER = "pages-differ"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class OddNumber:
    """A number that was named and not followed; `other` is the issue that bears it too, `expected` what would fit."""

    day: date
    printed: str
    kind: Oddness
    other: date | None = None
    expected: str | None = None


@dataclass(frozen=True, slots=True)
class NewCount:
    """Where the numbers go on with another count than before, for good."""

    before: Numbered
    after: Numbered


@dataclass(frozen=True, slots=True)
class Step:
    """Two issues that follow each other in the count, and how many issues are absent between them.

    `sure` is false where another issue stands between them, which may bear any number, or where the year ended between them.
    """

    before: Numbered
    after: Numbered
    absent: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Numbering:
    """What the numbers of a paper tell."""

    steps: tuple[Step, ...]
    gaps: tuple[NumberGap, ...]
    odd: tuple[OddNumber, ...]
    new_counts: tuple[NewCount, ...]
    numbered: int
    """How many issues bear a number that can be read."""


def read_number(printed: str) -> Number | None:
    """The number: 1188 · 第1188期 · 2021-51 · 2021年第51期（总第1188期）; None where none can be read."""
    text = unicodedata.normalize("NFKC", printed)
    total = _TOTAL.search(text)
    if total:
        return Number(int(total[1]))
    series = _SERIES.search(text)
    if series:
        return Number(int(series[2]), int(series[1]))
    plain = _PLAIN.findall(text)
    return Number(int(plain[0])) if len(plain) == 1 else None


def examine_numbers(issues: Iterable[tuple[date, Sequence[str | None]]]) -> Numbering:
    """What the printed numbers tell; for each issue its day and what its pages print, in the order of the days."""
    days: list[date] = []
    numbered: list[Numbered] = []
    odd: list[OddNumber] = []
    for day, printed in issues:
        if not days or days[-1] != day:
            days.append(day)
        number, faults = _of_issue(day, printed)
        odd += faults
        # A second edition of the day under the same number is the same step of the count.
        if number and not (numbered and numbered[-1].number == number and numbered[-1].day == day):
            numbered.append(Numbered(day, number))
    place_of = {day: place for place, day in enumerate(days)}
    kept, begins = _chain(numbered, place_of)
    steps, gaps, new_counts = [], [], []
    for before, after in pairwise(kept):
        left, right = numbered[before], numbered[after]
        if after in begins:
            new_counts.append(NewCount(left, right))
            continue
        between = max(0, place_of[right.day] - place_of[left.day] - 1)
        absent = _numbers_between(left.number, right.number) - between
        steps.append(Step(left, right, max(0, absent), sure=between == 0 and _same_count(left, right)))
        if absent > 0:
            first = left.number.count + 1 if _same_count(left, right) else 1
            series = right.number.series
            gaps.append(NumberGap(left, right, Number(first, series), Number(right.number.count - 1, series), absent))
    odd += _misfits(numbered, kept, begins, place_of)
    odd.sort(key=lambda one: one.day)
    return Numbering(tuple(steps), tuple(gaps), tuple(odd), tuple(new_counts), len(numbered))


def _of_issue(day: date, printed: Sequence[str | None]) -> tuple[Number | None, list[OddNumber]]:
    """The number of most pages, and what is odd about them."""
    forms = Counter(form for form in printed if form)
    faults = []
    counted: Counter[Number] = Counter()
    for form, pages in forms.items():
        number = read_number(form)
        if number is None:
            faults.append(OddNumber(day, form, Oddness.UNREADABLE))
        else:
            counted[number] += pages
    if not counted:
        return None, faults
    if len(counted) > 1:
        faults.append(OddNumber(day, "、".join(forms), Oddness.PAGES_DIFFER))
    return counted.most_common(1)[0][0], faults


def _chain(numbered: Sequence[Numbered], place_of: dict[date, int]) -> tuple[list[int], set[int]]:
    """The places of the numbers that hold together, and those among them that begin a new count.

    The course that keeps the most issues; a new count costs as much as leaving out three.
    """
    best: list[float] = []
    came: list[int] = []
    new: list[bool] = []
    top = -1  # the place so far of the best course
    for place, issue in enumerate(numbered):
        score, origin, is_new = 1.0, -1, False
        if top >= 0 and best[top] - NEW_COUNT > 0:
            score, origin, is_new = 1.0 + best[top] - NEW_COUNT, top, True
        for earlier in range(place - 1, max(-1, place - 1 - LOOK_BACK), -1):
            if score >= best[top] + 1.0 + EXACT:
                break  # no course can do better
            before = numbered[earlier]
            if _follows(before, issue):
                between = place_of[issue.day] - place_of[before.day] - 1
                exact = EXACT if _numbers_between(before.number, issue.number) == between else 0.0
                if best[earlier] + 1.0 + exact > score:
                    score, origin, is_new = best[earlier] + 1.0 + exact, earlier, False
        best.append(score)
        came.append(origin)
        new.append(is_new)
        if top < 0 or score > best[top]:
            top = place
    kept: list[int] = []
    begins: set[int] = set()
    while top >= 0:
        kept.append(top)
        if new[top]:
            begins.add(top)
        top = came[top]
    kept.reverse()
    return kept, begins


def _follows(before: Numbered, after: Numbered) -> bool:
    """True when `after` may be a later number of the same count, or one of the next year's: at most one issue a day."""
    days = (after.day - before.day).days
    return 0 <= _numbers_between(before.number, after.number) <= days and (
        _same_count(before, after) or _next_year(before, after)
    )


def _same_count(before: Numbered, after: Numbered) -> bool:
    return before.number.series == after.number.series and after.number.count > before.number.count


def _next_year(before: Numbered, after: Numbered) -> bool:
    """True when the count begins anew with a year: 2021-51 → 2022-1, or 98 in December → 1 in January."""
    old, new = before.number, after.number
    if old.series is not None and new.series is not None:
        return new.series > old.series
    if old.series is not None or new.series is not None:
        return False
    return (
        after.day.year > before.day.year
        and new.count <= old.count <= LONGEST_YEAR
        and new.count <= after.day.timetuple().tm_yday
    )


def _numbers_between(before: Number, after: Number) -> int:
    """How many numbers lie between the two; those at the end of the year before are not known and not counted."""
    same = before.series == after.series and after.count > before.count
    return after.count - before.count - 1 if same else after.count - 1


def _misfits(numbered: Sequence[Numbered], kept: Sequence[int], begins: set[int], place_of: dict[date, int]) -> list[OddNumber]:
    """The issues whose numbers the count passes over."""
    found = []
    inside = set(kept)
    before = -1
    following = iter([*kept, len(numbered)])
    after = next(following)
    for place, issue in enumerate(numbered):
        if place in inside:
            before, after = place, next(following)
            continue
        left = numbered[before] if before >= 0 else None
        right = numbered[after] if after < len(numbered) and after not in begins else None
        near = range(max(0, place - LOOK_BACK), min(len(numbered), place + LOOK_BACK + 1))
        bearers = (numbered[other].day for other in near if other in inside and numbered[other].number == issue.number)
        other = next(bearers, None)
        kind = Oddness.REPEATED if other else _direction(issue.number, left, right)
        found.append(OddNumber(issue.day, str(issue.number), kind, other, _expected(left, right, issue.day, place_of)))
    return found


def _direction(number: Number, left: Numbered | None, right: Numbered | None) -> Oddness:
    """Which way the number lies off the count between its neighbours."""
    beside = left or right
    if beside is None or (number.series is None) != (beside.number.series is None):
        return Oddness.OTHER_FORM
    if left is None:
        return Oddness.AHEAD
    return Oddness.BACK if _rank(number) <= _rank(left.number) else Oddness.AHEAD


def _rank(number: Number) -> tuple[int, int]:
    return number.series or 0, number.count


def _expected(left: Numbered | None, right: Numbered | None, day: date, place_of: dict[date, int]) -> str | None:
    """The number that an issue between these two should bear, where there are as many issues as numbers."""
    if left is None or right is None or not _same_count(left, right):
        return None
    between = place_of[right.day] - place_of[left.day] - 1
    if _numbers_between(left.number, right.number) != between:
        return None
    return str(Number(left.number.count + place_of[day] - place_of[left.day], left.number.series))


__all__ = [
    "NewCount",
    "Number",
    "NumberGap",
    "Numbered",
    "Numbering",
    "OddNumber",
    "Oddness",
    "Step",
    "examine_numbers",
    "read_number",
]
