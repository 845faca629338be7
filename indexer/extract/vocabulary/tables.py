"""The types of the vocabulary and how its files are read. Pure: text in, values out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
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
    """All tables; the matchers made of them are kept with the value."""

    departments: tuple[DepartmentRow, ...]
    surnames: Surnames
    titles: Titles
    extra: tuple[DepartmentRow, ...] = field(default=())
    """Rows of the archive's own table; they go before the shipped ones."""

    @cached_property
    def by_form(self) -> dict[str, DepartmentRow]:
        """Full form to office."""
        table: dict[str, DepartmentRow] = {}
        for row in (*self.extra, *self.departments):
            for form in row.forms:
                table.setdefault(form, row)
        return table

    @cached_property
    def by_stem(self) -> dict[str, DepartmentRow]:
        """List form (发改, 住建) to office."""
        table: dict[str, DepartmentRow] = {}
        for row in (*self.extra, *self.departments):
            for stem in row.stems:
                table.setdefault(stem, row)
        return table

    @cached_property
    def form_pattern(self) -> re.Pattern[str]:
        """Finds the longest full form at each place."""
        return re.compile(trie_pattern(form for form in self.by_form if len(form) > 1))

    @cached_property
    def stem_pattern(self) -> str:
        """Alternation of the list forms, longest first."""
        return trie_pattern(self.by_stem)

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


def read_departments(text: str) -> tuple[DepartmentRow, ...]:
    """Rows of a departments table: tab-separated, `#` begins a comment; missing fields at the end are empty."""
    rows = []
    for line in text.split("\n"):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [*line.rstrip("\r").split("\t"), "", "", "", "", "", ""]
        name, aliases, stems, level, needs, former, example = fields[:7]
        rows.append(
            DepartmentRow(
                name=name,
                aliases=_split(aliases),
                stems=_split(stems),
                level=level,
                needs_prefix=needs == "prefix",
                former=tuple((form.split(":")[0], int(form.split(":")[1])) for form in _split(former)),
                example=example,
            )
        )
    return tuple(rows)


def _split(text: str) -> tuple[str, ...]:
    return tuple(form for form in text.split("|") if form)


def read_surnames(text: str) -> Surnames:
    """Surnames: lines of characters are the usual ones, a line that begins with `rare` the rare ones, words with blanks compound."""
    usual: set[str] = set()
    rare: set[str] = set()
    compound: set[str] = set()
    for line in text.split("\n"):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("rare "):
            rare |= set(line.removeprefix("rare "))
        elif " " in line:
            compound |= set(line.split())
        else:
            usual |= set(line)
    return Surnames(frozenset(usual), frozenset(rare - usual), frozenset(compound))


def read_titles(text: str) -> Titles:
    """Posts, blanks between; a line that begins with `after:` lists those that also follow a name."""
    before: set[str] = set()
    after: set[str] = set()
    for line in text.split("\n"):
        if line.startswith("after:"):
            after |= set(line.removeprefix("after:").split())
        elif not line.startswith("#"):
            before |= set(line.split())
    return Titles(frozenset(before), frozenset(after))
