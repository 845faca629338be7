"""How the files of the vocabulary are read. Pure: text in, values out; what is wrong in a line is said with file, line and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.errors import ArchiveError
from indexer.extract.vocabulary.tables import DepartmentRow, Surnames, Titles

COLUMNS = ("名称", "别名", "列表用简称", "级别", "须带级别", "曾用名", "例句")
"""The columns of a departments table, as archivists call them."""
LEVELS = ("区", "市", "省", "国家")
FORM = re.compile(r"[\w（）()“”《》·・—－\-]{2,40}")
"""What a name or form may be: letters, Hanzi, digits and few marks, no blanks; from 2 to 40 characters."""
FORMER = re.compile(r"(?P<name>[^:]+):(?P<year>[12]\d{3})")


class VocabularyError(ArchiveError):
    """A table of the vocabulary cannot be used, or a decision about a name cannot be carried out."""

    code = "bad_vocabulary"


class _Lines:
    """The lines of a table that say something, and the error for one of them."""

    def __init__(self, text: str, source: str) -> None:
        self.text = text.removeprefix("\ufeff")  # Windows editors put it there
        self.source = source

    def __iter__(self) -> Iterator[tuple[int, str]]:
        for number, line in enumerate(self.text.split("\n"), 1):
            if line.strip() and not line.startswith("#"):
                yield number, line.rstrip("\r")

    def error(self, number: int, zh: str, en: str) -> VocabularyError:
        return VocabularyError(f"{self.source} 第 {number} 行：{zh}", f"{self.source}, line {number}: {en}")

    def check(self, number: int, form: str, column: str) -> None:
        """Raises VocabularyError when the form cannot stand in this column."""
        fault = fault_of(form, column)
        if fault:
            raise self.error(number, *fault)


def fault_of(form: str, column: str = COLUMNS[0]) -> tuple[str, str] | None:
    """Why this cannot be a name or a form, in Chinese and in English; None when it can."""
    if FORM.fullmatch(form):
        return None
    if not form:
        zh = f"“{column}”一栏是空的。请补上，或者删去这一行。"
    elif re.search(r"\s", form):
        zh = f"“{form}”里有空格。请去掉；在表里，各栏之间用制表符（Tab 键）隔开。"
    elif len(form) < 2:
        zh = f"“{form}”只有一个字，会在正文里到处误认。请写两个字以上的名称。"
    elif len(form) > 40:
        zh = f"“{form[:20]}……”超过 40 个字。请核对是否漏了制表符（Tab 键）或竖线 |。"
    else:
        zh = f"“{form}”里有不能用的符号。几个别名之间请用半角竖线 | 隔开，名称里只用汉字、字母、数字和括号。"
    return zh, f"{form!r} cannot be used as a name"


def read_departments(text: str, source: str = "departments.tsv") -> tuple[DepartmentRow, ...]:
    """Rows of a departments table: tab-separated, `#` begins a comment; missing fields at the end are empty.

    Raises VocabularyError that names `source`, the line and what to do.
    """
    lines = _Lines(text, source)
    rows: list[DepartmentRow] = []
    owners: dict[str, int] = {}
    for number, line in lines:
        row = _department(lines, number, line)
        for form in dict.fromkeys(row.forms):
            if form in owners:
                zh = f"“{form}”在第 {owners[form]} 行已经有了。一个名称只能属于一个部门，请删去其中一处。"
                raise lines.error(number, zh, f"{form!r} stands in line {owners[form]} already")
            owners[form] = number
        rows.append(row)
    return tuple(rows)


def _department(lines: _Lines, number: int, line: str) -> DepartmentRow:
    fields = [field.strip() for field in line.split("\t")]
    if len(fields) > len(COLUMNS):
        zh = f"有 {len(fields)} 栏，最多 {len(COLUMNS)} 栏（{'、'.join(COLUMNS)}）。请删去多余的制表符。"
        raise lines.error(number, zh, f"{len(fields)} columns, at most {len(COLUMNS)}")
    fields += [""] * (len(COLUMNS) - len(fields))
    name, aliases, stems, level, needs, former, example = fields
    lines.check(number, name, COLUMNS[0])
    for column, forms in ((COLUMNS[1], aliases), (COLUMNS[2], stems)):
        for form in split_forms(forms):
            lines.check(number, form, column)
    if level and level not in LEVELS:
        zh = f"级别“{level}”不能用。请写 {'、'.join(LEVELS)} 之一，或者留空（由版面上的写法决定）。"
        raise lines.error(number, zh, f"{level!r} is no level")
    if needs not in ("", "prefix"):
        zh = f"“{COLUMNS[4]}”一栏只能留空或写 prefix，现在是“{needs}”。"
        raise lines.error(number, zh, f"{needs!r} where only 'prefix' or nothing may stand")
    return DepartmentRow(
        name=name,
        aliases=split_forms(aliases),
        stems=split_forms(stems),
        level=level,
        needs_prefix=needs == "prefix",
        former=tuple(_former(lines, number, form) for form in split_forms(former)),
        example=example,
    )


def _former(lines: _Lines, number: int, text: str) -> tuple[str, int]:
    found = FORMER.fullmatch(text)
    if found is None:
        zh = f"曾用名“{text}”请写成“名称:年份”，用半角冒号，年份是停用的那一年，例如“建设局:2018”。"
        raise lines.error(number, zh, f"former name {text!r} is not NAME:YEAR")
    lines.check(number, found["name"], COLUMNS[5])
    return found["name"], int(found["year"])


def split_forms(text: str) -> tuple[str, ...]:
    """The forms of a field, `|` between them."""
    return tuple(form.strip() for form in text.split("|") if form.strip())


def read_merged(text: str, source: str = "merged.tsv") -> tuple[tuple[str, str], ...]:
    """Pairs of a name and the name that takes its place, tab-separated.

    Raises VocabularyError that names `source`, the line and what to do.
    """
    lines = _Lines(text, source)
    pairs: dict[str, str] = {}
    for number, line in lines:
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) != 2:
            zh = "应当是两栏：旧名、制表符（Tab 键）、并入的名称。"
            raise lines.error(number, zh, f"{len(fields)} columns where two are needed")
        old, new = fields
        lines.check(number, old, "旧名")
        lines.check(number, new, "并入的名称")
        if old in pairs:
            zh = f"“{old}”已经并入“{pairs[old]}”。请只留一行。"
            raise lines.error(number, zh, f"{old!r} is merged twice")
        if old in _followed(new, pairs):
            zh = f"“{old}”与“{new}”互相并入，成了环。请删去其中一行。"
            raise lines.error(number, zh, f"{old!r} and {new!r} are merged into each other")
        pairs[old] = new
    return tuple(pairs.items())


def _followed(name: str, pairs: dict[str, str]) -> list[str]:
    """The name and those it leads to; `pairs` hold no cycle."""
    names = [name]
    while names[-1] in pairs:
        names.append(pairs[names[-1]])
    return names


def read_names(text: str, source: str = "rejected.txt") -> tuple[str, ...]:
    """Names, one a line.

    Raises VocabularyError that names `source`, the line and what to do.
    """
    lines = _Lines(text, source)
    names: dict[str, None] = {}
    for number, line in lines:
        lines.check(number, line.strip(), COLUMNS[0])
        names[line.strip()] = None
    return tuple(names)


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
