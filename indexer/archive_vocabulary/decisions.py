"""What an archivist decides about a name, as changes to lines of the archive's tables. Pure: nothing is read or written here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from indexer.archive_vocabulary.home import DEPARTMENTS, MERGED, REJECTED
from indexer.extract.vocabulary import DepartmentRow, OwnTables, Vocabulary, VocabularyError, with_own
from indexer.extract.vocabulary.reading import fault_of

# 区大数据局: the table holds names without level. 市场监督管理局, 市政管理处, 区委办公室 begin so and are whole.
LEVEL_BEFORE = re.compile(
    r"(?:[区县](?![委直域政]|人大|人民)|省(?![委直政属]|人大|人民)|市(?![委直政属场民容区域郊内]|人大|人民))(?=.{3})"
)


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a table: put there in place of the name's earlier line, or, for None, taken out."""

    table: str
    name: str
    line: str | None


@dataclass(frozen=True, slots=True)
class Decision:
    """The changes, none when all is as asked already, and a sentence in Chinese about each thing that they bring."""

    changes: tuple[Change, ...]
    said: tuple[str, ...]


def known_name(name: str, known: Iterable[str]) -> str:
    """The name as the tables or the queue know it: 区大数据局 typed for 大数据局 means the latter; else the name as it is."""
    known = set(known)
    shorter = re.sub(r"^(?:国家|[区县市省])", "", name)
    return shorter if name not in known and shorter in known else name


def add(
    shipped: Vocabulary, own: OwnTables, name: str, *, aliases: Sequence[str] = (), stems: Sequence[str] = (), level: str = ""
) -> Decision:
    """An office of the archive's own, or further forms of one that is known.

    Raises VocabularyError when a form cannot be used, or an alias is the name of another office.
    """
    vocabulary = with_own(shipped, own)
    name = known_name(name, vocabulary.by_form)
    for form in (name, *aliases, *stems):
        _require_usable(form)
    level_before = LEVEL_BEFORE.match(name)
    if level_before and name not in vocabulary.by_form:
        raise VocabularyError(
            f"词表里的名称不带级别：请写“{name[level_before.end() :]}”，区、市、省由版面上的写法决定。",
            f"{name!r} begins with a level; names are kept without it",
        )
    names = {row.name for row in (*shipped.departments, *own.departments)}
    for alias in aliases:
        if alias != name and alias in names and vocabulary.by_form[alias].name != name:
            raise VocabularyError(
                f"“{alias}”本身是词表里的部门，不能直接写成别名。要合并请用 bulletin vocabulary merge {alias} {name}。",
                f"{alias!r} is an office of its own; use merge",
            )
    row = next((row for row in own.departments if row.name == name), None)
    wanted = _grown(row, name, aliases, stems, level)
    now = vocabulary.by_form.get(name)
    if now and now.name == name and _holds(vocabulary, now, wanted):
        return Decision((), (f"“{name}”已在词表里，没有需要改动的地方。",))
    forms = set(wanted.forms)
    changes, said = _freed(own, vocabulary, name, forms, set(wanted.stems))
    changes.append(Change(DEPARTMENTS, name, line_of(wanted)))
    changes += _no_longer_rejected(own, forms)
    return Decision(tuple(changes), (f"已加入词表：{described(wanted)}。", *said))


def _require_usable(form: str) -> None:
    fault = fault_of(form)
    if fault:
        raise VocabularyError(*fault)


def _grown(row: DepartmentRow | None, name: str, aliases: Sequence[str], stems: Sequence[str], level: str) -> DepartmentRow:
    row = row or DepartmentRow(name, (), (), "", False, (), "")
    taken = {name, *(form for form, _ in row.former)}
    return replace(
        row,
        aliases=tuple(dict.fromkeys((*row.aliases, *(alias for alias in aliases if alias not in taken)))),
        stems=tuple(dict.fromkeys((*row.stems, *stems))),
        level=level or row.level,
    )


def _holds(vocabulary: Vocabulary, now: DepartmentRow, wanted: DepartmentRow) -> bool:
    return (
        all(vocabulary.by_form.get(form, wanted).name == now.name and form in vocabulary.by_form for form in wanted.forms)
        and all(stem in vocabulary.by_stem and vocabulary.by_stem[stem].name == now.name for stem in wanted.stems)
        and wanted.level in ("", now.level)
    )


def _freed(
    own: OwnTables, vocabulary: Vocabulary, name: str, forms: set[str], stems: set[str]
) -> tuple[list[Change], list[str]]:
    """The changes that take these forms away from other offices, and what to say of it."""
    changes: list[Change] = []
    said: list[str] = []
    for form in sorted(forms):
        holder = vocabulary.by_form.get(form)
        if holder and holder.name != name:
            said.append(f"“{form}”原来算作“{holder.name}”，今后算作“{name}”。")
    for row in own.departments:
        if row.name != name and not (forms.isdisjoint(row.forms) and stems.isdisjoint(row.stems)):
            rest = replace(
                row,
                aliases=tuple(alias for alias in row.aliases if alias not in forms),
                stems=tuple(stem for stem in row.stems if stem not in stems),
                former=tuple(pair for pair in row.former if pair[0] not in forms),
            )
            changes.append(Change(DEPARTMENTS, row.name, line_of(rest)))
    changes += [Change(MERGED, old, None) for old, _ in own.merged if old in forms]
    return changes, said


def _no_longer_rejected(own: OwnTables, forms: Iterable[str]) -> list[Change]:
    return [Change(REJECTED, form, None) for form in sorted(set(forms) & set(own.rejected))]


def merge(shipped: Vocabulary, own: OwnTables, old: str, new: str) -> Decision:
    """`old` as an alias of the office that `new` names.

    Raises VocabularyError when no table knows `new`, or `old` would become its own alias.
    """
    vocabulary = with_own(shipped, own)
    old, new = known_name(old, vocabulary.by_form), known_name(new, vocabulary.by_form)
    _require_usable(old)
    if old == new:
        raise VocabularyError(
            f"“{old}”不能并入它自己。请写两个不同的名称：先写旧名，再写保留的名称。", f"{old!r} cannot be merged into itself"
        )
    target = vocabulary.by_form.get(new)
    if target is None:
        names = {row.name for row in vocabulary.departments}
        near = get_close_matches(new, sorted(names), 3, 0.5)
        hint = f"相近的有：{'、'.join(near)}。" if near else ""
        raise VocabularyError(
            f"词表里没有“{new}”。{hint}要新建这个部门，请先用 bulletin vocabulary add {new}。",
            f"no table knows {new!r}; add it first",
        )
    if target.name == old:
        merges = dict(own.merged)
        why = (
            f"“{new}”已经并入“{old}”，再把“{old}”并入“{new}”会成环。请先从 vocabulary/merged.tsv 里删去“{new}”那一行。"
            if new in merges
            else f"“{new}”本来就是“{old}”的别名，“{old}”不能成为自己的别名。"
            f"要改用“{new}”作正式名称，请先用 bulletin vocabulary add {new} 让它单独成名，再合并。"
        )
        raise VocabularyError(why, f"{new!r} already leads to {old!r}")
    now = vocabulary.by_form.get(old)
    if now is not None and now.name == target.name:
        return Decision((), (f"“{old}”已经是“{target.name}”的别名，没有改动。",))
    said = [f"“{old}”已并入“{target.name}”。"]
    if now is not None and now.name == old and now.aliases:
        said.append(f"它的别名（{'、'.join(now.aliases)}）一并算作“{target.name}”。")
    changes = [Change(MERGED, old, f"{old}\t{target.name}"), *_no_longer_rejected(own, [old])]
    return Decision(tuple(changes), tuple(said))


def reject(shipped: Vocabulary, own: OwnTables, name: str) -> Decision:
    """A name that is no office: it is no longer found or asked about.

    Raises VocabularyError when a table knows it as an office.
    """
    vocabulary = with_own(shipped, own)
    _require_usable(name)
    holder = vocabulary.by_form.get(name)
    if holder is not None:
        raise VocabularyError(
            f"“{name}”在词表里（{holder.name}），不能拒绝。若是本馆自己加的，请从 vocabulary/ 的表里删去那一行。",
            f"{name!r} is known as {holder.name!r} and cannot be rejected",
        )
    if name in own.rejected:
        return Decision((), (f"“{name}”已经拒绝过，没有改动。",))
    return Decision((Change(REJECTED, name, name),), (f"已拒绝：“{name}”不再当作部门。",))


def line_of(row: DepartmentRow) -> str:
    """The row as a line of a departments table."""
    fields = [
        row.name,
        "|".join(row.aliases),
        "|".join(row.stems),
        row.level,
        "prefix" if row.needs_prefix else "",
        "|".join(f"{form}:{year}" for form, year in row.former),
        row.example,
    ]
    return "\t".join(fields).rstrip("\t")


def described(row: DepartmentRow) -> str:
    """The row in words, for people."""
    parts = [f"{row.name}（{row.level}）" if row.level else row.name]
    if row.aliases:
        parts.append(f"别名：{'、'.join(row.aliases)}")
    if row.stems:
        parts.append(f"列表用：{'、'.join(row.stems)}")
    if row.former:
        parts.append(f"曾用名：{'、'.join(f'{form}（至 {year} 年）' for form, year in row.former)}")
    return "，".join(parts)
