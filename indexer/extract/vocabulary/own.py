"""An archive's own tables, and the vocabulary that they and the shipped one make together. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from indexer.extract.vocabulary.reading import VocabularyError
from indexer.extract.vocabulary.tables import DepartmentRow, Vocabulary


@dataclass(frozen=True, slots=True)
class OwnTables:
    """What the archivists of one archive have decided about names."""

    departments: tuple[DepartmentRow, ...] = ()
    merged: tuple[tuple[str, str], ...] = ()
    """A name and the name that takes its place; without cycles."""
    rejected: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.departments or self.merged or self.rejected)


def with_own(shipped: Vocabulary, own: OwnTables) -> Vocabulary:
    """Both together: own rows before shipped ones, rows of one name joined, merged offices under the name that took their place.

    A name that stands in a table and among the rejected ones counts as known. Raises VocabularyError when a name is merged into
    one that no table knows.
    """
    if not own:
        return shipped
    offices = _Offices(joined_rows(shipped.departments, own.departments), ())
    merges = dict(own.merged)
    for old, new in own.merged:
        offices = _merge(offices, old, target_of(new, merges))
    known = {form for row in (*offices.rows, *offices.merged) for form in row.forms}
    return replace(
        shipped,
        departments=offices.rows,
        merged=offices.merged,
        rejected=frozenset(own.rejected) - known,
        decided=frozenset({form for row in own.departments for form in row.forms} | merges.keys()),
    )


@dataclass(frozen=True, slots=True)
class _Offices:
    rows: tuple[DepartmentRow, ...]
    merged: tuple[DepartmentRow, ...]


def joined_rows(shipped: Iterable[DepartmentRow], own: Iterable[DepartmentRow]) -> tuple[DepartmentRow, ...]:
    """Own rows first; an own row with a shipped row's name adds its forms to it, and its level (where it has one) takes its place.

    A form that an own row claims is taken out of the other shipped rows: 综合行政执法局 may be an office of its own here.
    """
    by_name = {row.name: row for row in shipped}
    first = [_extended(by_name.pop(row.name), row) if row.name in by_name else row for row in own]
    forms = {form for row in first for form in row.forms}
    stems = {stem for row in first for stem in row.stems}
    return (*first, *(_without(row, forms, stems) for row in by_name.values()))


def _extended(row: DepartmentRow, own: DepartmentRow) -> DepartmentRow:
    return DepartmentRow(
        name=row.name,
        aliases=_union(row.aliases, own.aliases),
        stems=_union(row.stems, own.stems),
        level=own.level or row.level,
        needs_prefix=row.needs_prefix or own.needs_prefix,
        former=tuple(dict.fromkeys((*row.former, *own.former))),
        example=own.example or row.example,
    )


def _union(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _without(row: DepartmentRow, forms: set[str], stems: set[str]) -> DepartmentRow:
    if forms.isdisjoint(row.forms) and stems.isdisjoint(row.stems):
        return row
    return replace(
        row,
        aliases=tuple(form for form in row.aliases if form not in forms),
        stems=tuple(stem for stem in row.stems if stem not in stems),
        former=tuple(pair for pair in row.former if pair[0] not in forms),
    )


def target_of(name: str, merges: Mapping[str, str]) -> str:
    """The name at the end of the chain of merges that begins with this one; `merges` hold no cycle."""
    while name in merges:
        name = merges[name]
    return name


def _merge(offices: _Offices, old: str, new: str) -> _Offices:
    """The offices with `old` under the name of the one that knows `new`.

    The forms of `old` keep what they need to count (needs_prefix): a word that is also an ordinary one does not change by a merge.
    """
    rows, merged = offices.rows, offices.merged
    target = next((row for row in rows if row.name == new), None) or _holder((*rows, *merged), new)
    if target is None:
        raise VocabularyError(
            f"合并“{old}”时要用的名称“{new}”不在词表里。请先用 bulletin vocabulary add {new} 加入，或改正 vocabulary/merged.tsv。",
            f"{old!r} is merged into {new!r}, which no table knows",
        )
    if target.name == old:
        raise VocabularyError(
            f"“{new}”本来就是“{old}”的别名，不能再把“{old}”并入它。请改正 vocabulary/merged.tsv。",
            f"{new!r} is an alias of {old!r}, which is to be merged into it",
        )
    owner = _holder((*rows, *merged), old)
    if owner is not None and owner.name == target.name:
        return offices
    if owner is not None and owner.name == old:
        # Also the rows of what was merged into it: they go on with it.
        moved = tuple(
            replace(row, name=target.name, aliases=_union((old,), row.aliases), level=target.level)
            for row in (*rows, *merged)
            if row.name == old
        )
        left = (tuple(row for row in table if row.name != old) for table in (rows, merged))
        return _Offices(next(left), (*next(left), *moved))
    if owner is not None:
        rows = tuple(_without(row, {old}, set()) if row is owner else row for row in rows)
        merged = tuple(_without(row, {old}, set()) if row is owner else row for row in merged)
    needs = owner.needs_prefix if owner else False
    return _Offices(rows, (*merged, DepartmentRow(target.name, (old,), (), target.level, needs, (), "")))


def _holder(rows: Iterable[DepartmentRow], form: str) -> DepartmentRow | None:
    return next((row for row in rows if form in row.forms), None)
