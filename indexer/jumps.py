"""Joins the parts of an article that runs over pages of one issue (下转第3版, 上接第1版); both places stay, each knows the other.

Pure, over the ends of jumps and not over pages: the catalog keeps the ends, so that a page that is ingested later finds its other half.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from indexer.documents import record_id
from indexer.model import Jump, Page, Record
from mappings.folding import fold

ALIKE = 0.3
"""Share of the shorter headline's pairs of letters from which two headlines are of one article.

A continuation repeats its headline shortened (服务热线运行一年) or as one word of it; two articles of one page rarely share a third.
"""
INHERITED = "inherited"
"""Rule of a credit that is printed at another part of the article."""
_ENDED = "。！？!?…”’」』）)"


class Direction(StrEnum):
    """Where the other part stands: later (下转) or earlier (上接)."""

    TO = "to"
    FROM = "from"


@dataclass(frozen=True, slots=True)
class JumpEnd:
    """One end of a jump: the record on whose page it is printed, and the page it names (None where the number cannot be read)."""

    record: str
    page: int
    direction: Direction
    target: int | None
    headline: str | None
    titles: str
    """Kicker, headline and subtitle as printed; empty where there are none."""
    credits: tuple[tuple[str, str], ...]
    """Role and name of everyone credited at this record itself."""


@dataclass(frozen=True, slots=True)
class Joint:
    """Two records that are parts of one article, the earlier part first."""

    first: str
    second: str


def jump_ends(page: Page) -> tuple[JumpEnd, ...]:
    """The ends of jumps on a page, in order; none for a page without an issue date, whose records have no address."""
    if page.identity is None:
        return ()
    ends = []
    for record in page.records:
        titles = " ".join(part for part in (record.kicker, record.headline, record.subtitle) if part)
        own = (credit for credit in record.credits if credit.rule != INHERITED)
        credits = tuple(dict.fromkeys((credit.role, credit.name) for credit in own))
        for direction, jump in ((Direction.FROM, record.continued_from), (Direction.TO, record.continues_to)):
            if jump:
                ends.append(
                    JumpEnd(
                        record_id(page.identity, record),
                        page.identity.page,
                        direction,
                        jump.page,
                        record.headline,
                        titles,
                        credits,
                    )
                )
    return tuple(ends)


def join(ends: Sequence[JumpEnd]) -> tuple[Joint, ...]:
    """The joints of one issue: ends whose pages name each other, by likeness of headlines, else where only one pair is possible.

    Ends that fit several others equally well stay apart: a wrong half is worse than a missing one.
    """
    outward = [end for end in ends if end.direction is Direction.TO]
    inward = [end for end in ends if end.direction is Direction.FROM]
    pairs = sorted(
        (
            (_likeness(first.titles, second.titles), first, second)
            for first in outward
            for second in inward
            if _fit(first, second)
        ),
        key=lambda pair: (-pair[0], pair[1].record, pair[2].record),
    )
    joints: dict[str, str] = {}
    taken: set[str] = set()
    for likeness, first, second in pairs:
        if likeness >= ALIKE and first.record not in joints and second.record not in taken:
            joints[first.record] = second.record
            taken.add(second.record)
    left = [(f, s) for _, f, s in pairs if f.record not in joints and s.record not in taken]
    choices = Counter(end.record for pair in left for end in pair)
    for first, second in left:
        if choices[first.record] == 1 and choices[second.record] == 1:
            joints[first.record] = second.record
    return tuple(Joint(first, second) for first, second in joints.items())


def _fit(first: JumpEnd, second: JumpEnd) -> bool:
    """True when each end names the other's page, or does not say which."""
    return (
        first.page != second.page
        and first.target in (second.page, None)
        and second.target in (first.page, None)
        and not (first.target is None and second.target is None)
    )


def _likeness(first: str, second: str) -> float:
    one, other = _pairs(first), _pairs(second)
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def _pairs(text: str) -> set[str]:
    letters = [character for character in fold(text) if character.isalnum()]
    return {a + b for a, b in pairwise(letters)}


def inherited_credits(ends: Iterable[JumpEnd], joints: Iterable[Joint]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Continuations that print no credit of their own, with those of the part where the article began, over several jumps too."""
    own = {end.record: end.credits for end in ends}
    before = {joint.second: joint.first for joint in joints}
    inherited = {}
    for record in before:
        if own.get(record):
            continue
        first, seen = record, {record}
        while first in before and before[first] not in seen and not own.get(first):
            first = before[first]
            seen.add(first)
        if own.get(first):
            inherited[record] = own[first]
    return inherited


def join_pages(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages of one issue with the other parts named in their jumps, and the first part's credits on continuations."""
    ends = [end for page in pages for end in jump_ends(page)]
    joints = join(ends)
    if not joints:
        return tuple(pages)
    after = {joint.first: joint.second for joint in joints}
    before = {joint.second: joint.first for joint in joints}
    records = {
        record_id(page.identity, record): record for page in pages if page.identity is not None for record in page.records
    }
    inheriting = inherited_credits(ends, joints)

    def named(jump: Jump | None, other: str | None) -> Jump | None:
        return replace(jump, record=other, headline=records[other].headline) if jump and other else jump

    def joined(address: str, record: Record) -> Record:
        credits = record.credits
        if address in inheriting:
            first = before[address]
            while not records[first].credits:
                first = before[first]
            credits = tuple(replace(credit, rule=INHERITED) for credit in records[first].credits)
        return replace(
            record,
            continues_to=named(record.continues_to, after.get(address)),
            continued_from=named(record.continued_from, before.get(address)),
            credits=credits,
        )

    return tuple(
        replace(page, records=tuple(joined(record_id(page.identity, record), record) for record in page.records))
        if page.identity is not None
        else page
        for page in pages
    )


def joined_paragraphs(first: Record, second: Record) -> tuple[str, ...]:
    """The paragraphs of both parts as one text: a sentence that the jump cut in two is one paragraph again."""
    before = [paragraph.text for paragraph in first.paragraphs]
    after = [paragraph.text for paragraph in second.paragraphs]
    if before and after and before[-1][-1] not in _ENDED:
        return (*before[:-1], before[-1] + after[0], *after[1:])
    return (*before, *after)
