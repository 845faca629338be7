"""The offices of the archive by all that they are called: 发改委, 区发改委, 岚汀新区发改委 are 区发展和改革委员会. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Generic, TypeVar

from mappings.folding import fold

T = TypeVar("T")

LEVELS = {"区": "区", "县": "区", "旗": "区", "市": "市", "州": "市", "盟": "市", "省": "省"}
"""The last character of a place, and the level that an office of that place has in its facet value (区财政局)."""
NATIONAL = ("国家", "全国")
LONGEST_PLACE = 12
"""Characters of a place before an office: 岚汀少数民族自治县 has 9."""
SHORTEST_REST = 3
"""Characters that an office without its level must still have: 市政局 is no 政局 of a city."""


class Offices(Generic[T]):
    """Facet values of offices, each with a value of the caller's, and the forms that the vocabulary gives their names."""

    def __init__(self, values: Mapping[str, T], forms: Mapping[str, str]) -> None:
        self._values = values
        self._name_of = {fold(form): fold(name) for form, name in forms.items()}
        self._forms: dict[str, list[str]] = {}
        for form, name in self._name_of.items():
            if form != name:
                self._forms.setdefault(name, []).append(form)
            self._forms.setdefault(name, [])

    def named(self, text: str) -> tuple[T, ...]:
        """The offices that this text is a form of: of every level, or of the level and place that it begins with."""
        called = fold(text)
        facets = self._facets_called(called)
        if not facets:
            for level, rest in _levels_before(called):
                facets = [facet for facet in self._facets_called(rest) if facet.startswith(level)]
                if facets:
                    break
        return tuple(self._values[facet] for facet in facets)

    def also_called(self, text: str) -> tuple[str, ...]:
        """The other names of the office that this text is, those that shorten one another: 区发展改革委, 区发改委 for
        区发展和改革委员会. What stands before the name stays; none for a text that is no such name."""
        called = fold(text)
        for rest in (called, *(rest for _, rest in _levels_before(called))):
            name = self._name_of.get(rest)
            if name and _shortens(rest, name):
                before = text[: len(text) - len(rest)]
                return tuple(before + form for form in (name, *self._forms[name]) if _is_told_apart(form, name, rest))
        return ()

    def holding(self, part: str) -> tuple[T, ...]:
        """The offices with a form that holds this folded text."""
        facets = dict.fromkeys(
            facet
            for name, named in self._by_name.items()
            if part in name or any(part in form for form in self._forms.get(name, ()))
            for facet in named
        )
        return tuple(self._values[facet] for facet in facets)

    def forms_of(self, facet: str) -> tuple[tuple[str, str], ...]:
        """The forms of an office, folded, each with the level of this one that may stand before it: 区 and 发改委."""
        forms = {fold(facet): ""}
        for name in self._names_of(facet):
            level = fold(facet).removesuffix(name)
            for form in (name, *self._forms.get(name, ())):
                forms.setdefault(form, level)
        return tuple(forms.items())

    def _facets_called(self, called: str) -> list[str]:
        return self._by_name.get(self._name_of.get(called, called), [])

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        """Canonical name, and for offices that the vocabulary does not know the name without its level, to facet values."""
        table: dict[str, list[str]] = {}
        for facet in self._values:
            for name in self._names_of(facet):
                table.setdefault(name, []).append(facet)
        return table

    def _names_of(self, facet: str) -> Iterator[str]:
        """The folded name in a facet value, without its level, which is not there when the name itself begins so (市场监督管理局)."""
        whole = fold(facet)
        if whole in self._forms:
            yield whole
        for level in (*dict.fromkeys(LEVELS.values()), NATIONAL[0]):
            rest = whole.removeprefix(level)
            if rest != whole and (rest in self._forms or (whole not in self._forms and len(rest) >= SHORTEST_REST)):
                yield rest


def _shortens(form: str, name: str) -> bool:
    """True for a form whose characters all stand in the name in the same order: 发改委 and 发展和改革委员会; also for the name itself."""
    rest = iter(name)
    return all(character in rest for character in form)


def _is_told_apart(form: str, name: str, called: str) -> bool:
    """True for a form that is looked for beside what was typed: one that shortens the name, is long enough to be no chance (教委 stands
    in 宗教委员会), does not hold what was typed (it is found anyway), and is no end of it (法院 is wider than 人民法院)."""
    inside = form in called and not called.startswith(form)
    return form != called and _shortens(form, name) and len(form) >= SHORTEST_REST and called not in form and not inside


def _levels_before(called: str) -> Iterator[tuple[str, str]]:
    """Level and rest of the text behind it, the shortest beginning first: 岚汀新区发改委 is 区, 发改委."""
    for national in NATIONAL:
        if called.startswith(national):
            yield NATIONAL[0], called.removeprefix(national)
    for at, character in enumerate(called[:LONGEST_PLACE]):
        if character in LEVELS:
            yield LEVELS[character], called[at + 1 :]
