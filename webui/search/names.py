"""The names that the archive holds, and how they are met: whole, by alias, in Latin letters, by their beginning. Pure.

The names come from the index, never from a dictionary: who is not credited or named there is not offered.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, get_args

from mappings.folding import fold
from webui.search.offices import Offices
from webui.search.pinyin import office_spellings, person_spellings

NameKind = Literal["reporter", "photographer", "correspondent", "intern", "department", "person"]
"""As the facet of the same name; in the order in which they are offered."""

KINDS: tuple[NameKind, ...] = get_args(NameKind)
ENOUGH_LETTERS = 4
"""So many letters of a full spelling lead to the names that begin with them, where no name is meant as a whole."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a value of its facet; `count` is the number of records when the names were read, to order by, not to show."""

    kind: NameKind
    text: str
    count: int


@dataclass(frozen=True)
class KnownNames:
    """All names by kind with their number of records, and the aliases of offices."""

    counts: Mapping[NameKind, Mapping[str, int]] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    """Every form of an office to its canonical name without level: 发改委 to 发展和改革委员会."""

    def whole(self, text: str, kinds: Sequence[NameKind] = KINDS) -> tuple[Name, ...]:
        """The names that this text is, in any written form of its characters; those with most records first within a kind."""
        found = self._by_folded.get(fold(text), ())
        return tuple(name for name in found if name.kind in kinds)

    def meant(self, text: str, kinds: Sequence[NameKind] = KINDS) -> tuple[Name, ...]:
        """The same, and the offices that this text is another form of, at every level unless it says one: 区发改委, 发改委."""
        found = dict.fromkeys(self.whole(text, kinds))
        if "department" in kinds:
            found.update(dict.fromkeys(self._offices_named(text)))
        return tuple(found)

    def also_called(self, text: str) -> tuple[str, ...]:
        """The other names that print has for the office that this text is (`Offices.also_called`)."""
        return self._offices.also_called(text)

    def longer(self, text: str, kinds: Sequence[NameKind]) -> tuple[Name, ...]:
        """The names that hold this text and are longer, most records first: 王伟强 for 王伟."""
        part = fold(text)
        folded = self._folded
        found = [name for name in self._all if name.kind in kinds and part in folded[name.text] and part != folded[name.text]]
        return tuple(sorted(found, key=_most_first))

    def spelled(self, runs: Sequence[str], *, begun: bool = False) -> tuple[Name, ...]:
        """The names spelled by one of these runs of letters (`pinyin.letters`), the usual reading and most records first.

        With `begun`, where there is none, those that a longer run of letters begins.
        """
        for run in runs:
            found = self._spellings.get(run)
            if found:
                return _each_once(found)
        if begun and runs and len(runs[0]) >= ENOUGH_LETTERS:
            begin = [name for run in runs for spelling in self._spelled_from(run) for name in self._spellings[spelling]]
            return _each_once(begin)
        return ()

    def beginning(self, text: str, runs: Sequence[str], kinds: Sequence[NameKind] = KINDS) -> tuple[Name, ...]:
        """The names that somebody who has typed so much may mean: those that begin with the text come first, then offices that
        hold it (or whose alias does), then names whose spelling the letters begin, then names that hold it."""
        start = fold(text)
        if not start:
            return ()
        ranked: dict[Name, int] = {}
        for name in self._all:
            if name.kind in kinds:
                place = self._folded[name.text].find(start)
                if place == 0:
                    ranked[name] = 0
                elif place > 0:
                    ranked[name] = 1 if name.kind == "department" else 3
        if "department" in kinds:
            for name in self._offices_named(text):
                ranked[name] = 0
            for name in self._offices.holding(start):
                ranked.setdefault(name, 1)
        for run in runs:
            for spelling in self._spelled_from(run):
                for name in self._spellings[spelling]:
                    if name.kind in kinds:
                        ranked.setdefault(name, 2)
        found = sorted(ranked, key=lambda name: (ranked[name], *_most_first(name)))
        return _each_once(found)

    @property
    def people(self) -> tuple[Name, ...]:
        """All names but those of offices, most records first."""
        return self._people

    @cached_property
    def folded_people(self) -> tuple[tuple[Name, str], ...]:
        """The same, each with its folded text."""
        return tuple((name, self._folded[name.text]) for name in self._people)

    @cached_property
    def _all(self) -> tuple[Name, ...]:
        names = [Name(kind, text, count) for kind in KINDS for text, count in self.counts.get(kind, {}).items()]
        return tuple(sorted(names, key=lambda name: (KINDS.index(name.kind), *_most_first(name))))

    @cached_property
    def _people(self) -> tuple[Name, ...]:
        return tuple(sorted((name for name in self._all if name.kind != "department"), key=_most_first))

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {name.text: fold(name.text) for name in self._all}

    @cached_property
    def _by_folded(self) -> dict[str, list[Name]]:
        table: dict[str, list[Name]] = {}
        for name in self._all:
            table.setdefault(self._folded[name.text], []).append(name)
        return table

    @cached_property
    def _offices(self) -> Offices[Name]:
        return Offices({name.text: name for name in self._all if name.kind == "department"}, self.forms)

    def _offices_named(self, text: str) -> tuple[Name, ...]:
        return tuple(sorted(self._offices.named(text), key=_most_first))

    @cached_property
    def _spellings(self) -> dict[str, list[Name]]:
        """By spelling, the names, those whose usual reading it is (each has three spellings) before the others."""
        ranked: dict[str, list[tuple[int, Name]]] = {}
        for name in self._all:
            for spelling, rank in self._spellings_of(name):
                ranked.setdefault(spelling, []).append((rank, name))
        return {
            spelling: [name for _, name in sorted(found, key=lambda pair: (pair[0] > 2, *_most_first(pair[1])))]
            for spelling, found in ranked.items()
        }

    def _spellings_of(self, name: Name) -> Iterator[tuple[str, int]]:
        if name.kind != "department":
            for rank, spelling in enumerate(person_spellings(name.text)):
                yield spelling, rank
            return
        found: dict[str, None] = {}
        for form, level in self._offices.forms_of(name.text):
            found.update(dict.fromkeys(office_spellings(form)))
            # qfgw is 区发改委; three letters with a level among them are mostly no office: qzy.
            found.update(dict.fromkeys(run for run in office_spellings(level + form) if len(run) >= ENOUGH_LETTERS))
        for spelling in found:
            yield spelling, 0

    @cached_property
    def _sorted_spellings(self) -> list[str]:
        return sorted(self._spellings)

    def _spelled_from(self, run: str) -> Iterator[str]:
        """The spellings that begin with these letters, the shortest first."""
        first = bisect_left(self._sorted_spellings, run)
        after = bisect_left(self._sorted_spellings, run + "\U0010ffff")
        yield from sorted(self._sorted_spellings[first:after], key=len)


def _most_first(name: Name) -> tuple[int, str]:
    return -name.count, name.text


def _each_once(names: Sequence[Name]) -> tuple[Name, ...]:
    """Each text once, in the role that has most records: 乔知远 who writes and takes pictures is one name."""
    best: dict[str, Name] = {}
    for name in names:
        if name.text not in best or name.count > best[name.text].count:
            best[name.text] = name  # keeps the place of the first
    return tuple(best.values())
