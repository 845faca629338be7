"""Which page of which issue a text is: from what the caller says, the file's path, and the masthead. Never guessed.

Precedence: an explicit option, then what the folder's `bulletin.toml` says of the path, then the file's own name, then its folders, then
the masthead line. The name goes before the masthead because a person gave it on purpose, and because back issues print an older date in
a column (历史上的今天); a conflict is a warning. The name of a page is the printed one; what the path or the table of the folder says
stands in only where the page prints none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from indexer.errors import IssueDateMissing
from indexer.model import NO_FACTS, FolderFacts, IssueIdentity, PageLabel, ParseWarning
from indexer.pages.lines import Line
from indexer.pages.masthead import Masthead, read_masthead
from indexer.pages.numerals import DAY, MONTH, YEAR, fold_numerals, number

EARLIEST, LATEST = 1815, 2199
"""Years of an issue: the first modern periodical in Chinese is of 1815."""


@dataclass(frozen=True, slots=True)
class IdentityOptions:
    """What the caller knows: the paper's slug and printed name, and the issue date where it was given."""

    paper: str
    paper_name: str = ""
    issue_date: date | None = None
    folder: FolderFacts = NO_FACTS
    """What the folder's `bulletin.toml` says of the path."""


@dataclass(frozen=True, slots=True)
class FoundIdentity:
    """The identity (None without a date), what is known anyway, and what is doubtful about it."""

    identity: IssueIdentity | None
    label: PageLabel
    warnings: tuple[ParseWarning, ...]
    masthead: Masthead
    """What the page itself prints, for whoever reads on."""


@dataclass(frozen=True, slots=True)
class NameFacts:
    """What a path says."""

    issue_date: date | None = None
    impossible: str | None = None
    issue_number: str | None = None
    page: int | None = None


# Each with an example; applied to one part of the path, nearest part first, then to the whole path (2021-11/16/3.txt).
DATE_FORMS = (
    # 2021年11月16日第2版, 二〇二一年十一月十六日
    re.compile(rf"(?<!\d)({YEAR}) ?年 ?({MONTH}) ?月 ?({DAY}) ?[日号]?"),
    # 2021-11-16, 2021.11.16, 2021_11_16, 2021 11 16
    re.compile(r"(?<!\d)(\d{4})[-._ ](\d{1,2})[-._ ](\d{1,2})(?!\d)"),
    # 20211116-2版, ltdb20211116
    re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)"),
)
PATH_DATE = re.compile(
    r"(?<!\d)(\d{4})年?[-/._ ]{0,2}(\d{1,2})月?/(\d{1,2})日?(?=/|$)|(?<!\d)(\d{4})年?/(\d{1,2})月?[-/._](\d{1,2})日?(?=/|\D|$)"
)
# 第1234期, 总第1234期, 第2021-51期
ISSUE_NUMBER = re.compile(r"(?:总)?第 ?(\d{1,6}(?:-\d{1,4})?|[〇一二三四五六七八九十百千]{1,9}) ?期")
# 第2版, 2版, A1版, 第二版, 第01版
PAGE_FORMS = (
    re.compile(r"第? ?([A-Ha-h])? ?-?(\d{1,3}) ?版"),
    re.compile(r"第 ?()([一二三四五六七八九十]{1,3}) ?版"),
    re.compile(r"()([一二三四五六七八九]|十[一二三四五六七八九]?)版"),
    re.compile(r"(?:^|[-_ .])(?:page|p|版面?|pg)[-_ ]?()(\d{1,3})(?!\d)", re.IGNORECASE),
    # 01, A1, 2021-11-16-3: what is left of the name once date and issue number are taken out
    re.compile(r"^[-_ .]*([A-Ha-h])?(\d{1,3})[-_ .]*$"),
)


def find_identity(name: str, lines: list[Line], options: IdentityOptions) -> FoundIdentity:
    """The identity of a page from its path and its lines; the identity is None when no date is known."""
    facts = read_name(name)
    masthead = read_masthead(lines, options.paper_name)
    warnings: list[ParseWarning] = []
    folder = options.folder
    issue_date = options.issue_date or folder.issue_date or facts.issue_date or masthead.issue_date
    source = "命令指定的日期" if options.issue_date else "bulletin.toml 给的日期" if folder.issue_date else "文件名的日期"
    if issue_date and masthead.issue_date and masthead.issue_date != issue_date:
        note = f"报头印的日期是 {masthead.issue_date}，{source}是 {issue_date}；按{source}收录。"
        warnings.append(ParseWarning("date conflict", masthead.date_lines, note))
    elif options.issue_date and (named := folder.issue_date or facts.issue_date) and named != options.issue_date:
        where = "bulletin.toml 给的日期" if folder.issue_date else "文件名的日期"
        note = f"{where}是 {named}，命令指定的是 {options.issue_date}；按命令指定的收录。"
        warnings.append(ParseWarning("date conflict", (), note))
    if masthead.impossible:
        warnings.append(ParseWarning("impossible date", masthead.date_lines, f"报头的日期 {masthead.impossible} 不存在。"))
    named_page = folder.page or facts.page
    page = named_page or masthead.page
    if named_page and masthead.page and named_page != masthead.page:
        by = "按 bulletin.toml 读出" if folder.page else "文件名"
        note = f"报头印的是第 {masthead.page} 版，{by}是第 {named_page} 版；按{'它' if folder.page else '文件名'}收录。"
        warnings.append(ParseWarning("page conflict", masthead.page_lines, note))
    for key in folder.unmatched:
        note = f"路径 {name} 不合 bulletin.toml 的 {key}，改从文件名和报头读。请看 {key} 或文件名有没有写错。"
        warnings.append(ParseWarning("pattern not matched", (), note))
    if page is None:
        warnings.append(
            ParseWarning(
                "page number assumed", (), "文件名和报头都没有版次，按第 1 版收录。可把文件改名为 01.txt 或 第1版.txt。"
            )
        )
    issue_number = facts.issue_number or masthead.issue_number
    page_name = masthead.page_name or folder.page_name
    label = PageLabel(options.paper, page or 1, issue_number, page_name)
    identity = None
    if issue_date:
        identity = IssueIdentity(options.paper, issue_date, page or 1, 1, issue_number, page_name)
    return FoundIdentity(identity, label, tuple(warnings), masthead)


def page_name_of(page: int, page_names: tuple[tuple[int, str], ...]) -> str | None:
    """The section name that the folder's table gives a page; for pages that print none."""
    return dict(page_names).get(page)


def require_date(found: FoundIdentity, name: str) -> IssueIdentity:
    """The identity; raises IssueDateMissing with what to do when there is none."""
    if found.identity is not None:
        return found.identity
    impossible = read_name(name).impossible
    if impossible:
        raise IssueDateMissing(
            f"{name}：文件名里的日期 {impossible} 不存在。请改正文件名，或加 --issue-date YYYY-MM-DD（例如 --issue-date 2024-11-05）。",
            f"{name}: the date {impossible} in the name does not exist; rename the file or give --issue-date YYYY-MM-DD",
        )
    raise IssueDateMissing(
        f"{name}：文件名、文件夹名和报头都没有出版日期。请加 --issue-date YYYY-MM-DD（例如 --issue-date 2024-11-05），"
        "或把文件改名，例如 2024-11-05/01.txt。",
        f"{name}: no issue date in the file's name, its folders or a masthead line; give --issue-date YYYY-MM-DD or rename the file",
    )


def read_name(name: str) -> NameFacts:
    """What the path says: date, issue number, page. Parts nearest to the file go first."""
    parts = [fold_numerals(part) for part in name.replace("\\", "/").split("/") if part]
    if not parts:
        return NameFacts()
    # A zip counts as a folder: 2024.zip/11/05/3.txt.
    parts[:-1] = [re.sub(r"\.zip$", "", part, flags=re.IGNORECASE) for part in parts[:-1]]
    parts[-1] = re.sub(r"\.[A-Za-z][A-Za-z0-9]{0,5}$", "", parts[-1])
    facts = NameFacts()
    for part in reversed(parts):
        found, impossible, _ = _date_in(part)
        facts = replace(facts, impossible=facts.impossible or impossible)
        if found:
            facts = replace(facts, issue_date=found)
            break
    whole = "/".join(parts)
    path_match = None
    if facts.issue_date is None:
        path_match = PATH_DATE.search(whole)
        if path_match:
            year, month, day = (int(group) for group in path_match.groups() if group)
            found = _valid(year, month, day)
            facts = replace(facts, issue_date=found, impossible=facts.impossible or (None if found else path_match[0]))
    for part in reversed(parts):
        number_match = ISSUE_NUMBER.search(part)
        if number_match:
            facts = replace(facts, issue_number=_issue_number(number_match[1]))
            break
    return replace(facts, page=_page_in(parts, path_match))


def _page_in(parts: list[str], path_match: re.Match[str] | None) -> int | None:
    consumed = path_match.end() >= len("/".join(parts)) if path_match else False
    for place, part in enumerate(reversed(parts)):
        _, _, rest = _date_in(part)
        rest = ISSUE_NUMBER.sub(" ", rest)
        # Of a folder's name only a number that calls itself a page is one (2024/11/05/第2版/a.txt); of the file's name a bare one, too.
        forms = PAGE_FORMS if place == 0 and not consumed else PAGE_FORMS[:3]
        for form in forms:
            found = form.search(rest)
            if found and 0 < number(found[2]) < 100:
                letter = ord((found[1] or "A").upper()) - ord("A")
                return 100 * letter + number(found[2])
    return None


def _date_in(part: str) -> tuple[date | None, str | None, str]:
    """The date in a part of a path, a date that does not exist, and what is left of the part without it."""
    impossible = None
    for form in DATE_FORMS:
        for found in form.finditer(part):
            year, month, day = number(found[1]), number(found[2]), number(found[3])
            if not EARLIEST <= year <= LATEST:
                continue
            rest = f"{part[: found.start()]} {part[found.end() :]}"
            valid = _valid(year, month, day)
            if valid:
                return valid, None, rest
            impossible = impossible or found[0]
    return None, impossible, part


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if EARLIEST <= year <= LATEST else None
    except ValueError:
        return None


def _issue_number(printed: str) -> str:
    return printed if printed[0].isdecimal() else str(number(printed))


__all__ = ["FoundIdentity", "IdentityOptions", "NameFacts", "find_identity", "page_name_of", "read_name", "require_date"]
