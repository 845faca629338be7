"""The types of the vocabulary, and the matchers that are made of it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """An office: canonical name without level, its forms, and what they need to count."""

    name: str
    aliases: tuple[str, ...]
    stems: tuple[str, ...]
    level: str
    """Fixed level (国家), or empty: the printed prefix decides, else the paper's own level."""
    needs_prefix: bool
    former: tuple[tuple[str, int], ...]
    """Earlier names with the year of the reform that ended them."""
    example: str

    @property
    def forms(self) -> tuple[str, ...]:
        """Every full form: canonical, aliases, earlier names."""
        return (self.name, *self.aliases, *(name for name, _ in self.former))


@dataclass(frozen=True, slots=True)
class Surnames:
    """Surnames by how far a single occurrence says that a name begins."""

    usual: frozenset[str]
    rare: frozenset[str]
    compound: frozenset[str]


@dataclass(frozen=True, slots=True)
class Titles:
    """Posts that stand before a name, and those that also stand behind one."""

    before: frozenset[str]
    after: frozenset[str]


@dataclass(frozen=True)
class Vocabulary:
    """All tables in effect; the matchers made of them are kept with the value."""

    departments: tuple[DepartmentRow, ...]
    """One row an office, own ones first; of two rows with the same form the first has it."""
    surnames: Surnames
    titles: Titles
    merged: tuple[DepartmentRow, ...] = ()
    """Forms of offices that were merged into another, whose name these rows bear: they may need more to count than its own forms."""
    rejected: frozenset[str] = frozenset()
    """Names of the right shape that archivists have found to be no office."""
    decided: frozenset[str] = frozenset()
    """Names that archivists have given an office: those hold also where a rule finds a name without the tables (streets)."""

    @property
    def _rows(self) -> tuple[DepartmentRow, ...]:
        return (*self.departments, *self.merged)

    @cached_property
    def sha256(self) -> str:
        """A hash of all that can change what is found: not of comments and examples."""
        rows = [[row.name, row.aliases, row.stems, row.level, row.needs_prefix, row.former] for row in self._rows]
        names = [self.surnames.usual, self.surnames.rare, self.surnames.compound, self.titles.before, self.titles.after]
        value = [rows, *(sorted(table) for table in names), sorted(self.rejected), sorted(self.decided)]
        return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()

    @cached_property
    def by_form(self) -> dict[str, DepartmentRow]:
        """Full form to office."""
        table: dict[str, DepartmentRow] = {}
        for row in self._rows:
            for form in row.forms:
                table.setdefault(form, row)
        return table

    @cached_property
    def by_stem(self) -> dict[str, DepartmentRow]:
        """List form (发改, 住建) to office."""
        table: dict[str, DepartmentRow] = {}
        for row in self._rows:
            for stem in row.stems:
                table.setdefault(stem, row)
        return table

    @cached_property
    def form_pattern(self) -> re.Pattern[str]:
        """Finds the longest full form at each place."""
        return re.compile(trie_pattern(form for form in self.by_form if len(form) > 1))

    @cached_property
    def stem_pattern(self) -> str:
        """Matches the longest list form at a place, once and for all (atomic).

        自然资源和规划 holds 和, which also stands between list forms: taken back and cut anew, a list could be read in ever more ways.
        """
        return f"(?>{trie_pattern(self.by_stem)})"

    @cached_property
    def post_pattern(self) -> re.Pattern[str]:
        """Finds the longest post at each place."""
        return re.compile(trie_pattern(self.titles.before))


def trie_pattern(words: Iterable[str]) -> str:
    """A regular expression that matches the longest of the words at a place, sharing beginnings so that it runs fast."""
    root: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _trie(root)


def _trie(node: dict) -> str:  # type: ignore[type-arg]
    branches = [re.escape(character) + _trie(child) for character, child in sorted(node.items()) if character]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 else "|".join(branches)
    if "" in node:
        return f"(?:{body})?"
    return body if len(branches) == 1 else f"(?:{body})"
