"""The masthead: the lines of a page that print the paper's name, the date, the weekday, the issue number, the page and its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from indexer.pages.lines import Line
from indexer.pages.numerals import fold_numerals, full_date, number

HEAD_LINES = 16
"""How many lines from either end of a page are looked at; a masthead of a title page has up to ten lines in a text layer."""
TITLE_LINES = 6
"""A date alone on a line is a masthead only this near to the top: further down it is the date under a notice."""
# What may stand beside a date in a masthead, each taken out before the rest is judged.
WEEKDAY = re.compile(r"(?:星期|礼拜|周)[一二三四五六日天](?![^\s　，,、。|·]{2})")
LUNAR = re.compile(
    r"(?:农历|夏历|阴历)?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?(?:闰?[正一二三四五六七八九十冬腊]+月(?:初|十|廿|二|三)?[一二三四五六七八九十]*日?)?|农历\S{0,14}"
)
# 第1234期, 总第1234期, 第二十三期, 第2021-51期
ISSUE = re.compile(r"(?:总|总期)?第? ?(\d{1,6}(?:-\d{1,4})?|[〇一二三四五六七八九十百千]{1,9}) ?期")
# 第2版, 第二版, 2版, A1版 (but 今日4版 counts the pages)
PAGES_TODAY = re.compile(r"(?:今日|本期|共|总) ?(?:共 ?)?\d{1,3} ?版|(?:今日|本期|共)[一二三四五六七八九十]{1,3}版|每期\d+版")
PAGE = re.compile(r"第? ?([A-H])?0?(\d{1,2}) ?版|第()([一二三四五六七八九十]{1,3})版")
# 2 综合新闻: the number first, then the section, nothing else on the line
NUMBER_AND_NAME = re.compile(r"^0?(\d{1,2})[ 　|·]{1,4}([一-鿿·]{2,6})$")
PUBLISHING = re.compile(
    r"(?:主办|主管|承办|出版|国内统一|CN ?\d|ISSN|邮发代号|内部资料|准印证|刊号|网址|社址|报社|编辑部|www\.|http)"
)
# A date, a page and an issue number have one of these, so that a line without any is no masthead line.
_PRINTED = re.compile(r"[\d年版期]")
BODY_MARKS = re.compile(r"[。！？；;，,“”]")
PAPER_NAME = re.compile(r"^[一-鿿]{1,8}(?:报|头条|周刊|时讯|新闻|快讯|之声)$|^今日[一-鿿]{2,4}$")
SECTION = re.compile(r"^[一-鿿·]{2,6}$")


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the masthead prints; every field may be missing. `lines` are the numbers of the lines it stands on."""

    issue_date: date | None = None
    impossible: str | None = None
    date_lines: tuple[int, ...] = ()
    issue_number: str | None = None
    page: int | None = None
    page_lines: tuple[int, ...] = ()
    page_name: str | None = None
    lines: tuple[int, ...] = ()


def read_masthead(lines: list[Line], paper_name: str = "") -> Masthead:
    """The masthead of a page: date lines, page lines and the paper's name among the first and last lines."""
    ends = lines if len(lines) <= 2 * HEAD_LINES else lines[:HEAD_LINES] + lines[-HEAD_LINES:]
    issue_date = impossible = issue_number = page_name = None
    page: int | None = None
    date_lines: list[int] = []
    page_lines: list[int] = []
    members: list[int] = []
    for place, line in enumerate(ends):
        parts = _parts(line.text, paper_name, bare_date=place < TITLE_LINES)
        if parts is None:
            continue
        members.append(line.number)
        if parts.date and not date_lines:
            date_lines.append(line.number)
            issue_date, impossible = parts.date, None
        elif parts.impossible and issue_date is None:
            impossible = parts.impossible
            date_lines = [line.number]
        issue_number = issue_number or parts.issue_number
        if parts.page and page is None:
            page = parts.page
            page_lines.append(line.number)
        page_name = page_name or parts.page_name
    members.extend(_names_beside(lines, members))
    return Masthead(
        issue_date, impossible, tuple(date_lines), issue_number, page, tuple(page_lines), page_name, tuple(sorted(set(members)))
    )


def _names_beside(lines: list[Line], members: list[int]) -> list[int]:
    """The paper's name on a line of its own directly beside a masthead line."""
    found = set(members)
    for place, line in enumerate(lines):
        if len(line.text) > 10 or not found:
            continue
        beside = (place and lines[place - 1].number in found) or (place + 1 < len(lines) and lines[place + 1].number in found)
        if beside and PAPER_NAME.search(line.text):
            found.add(line.number)
    return sorted(found - set(members))


@dataclass(frozen=True, slots=True)
class _Parts:
    date: date | None = None
    impossible: str | None = None
    issue_number: str | None = None
    page: int | None = None
    page_name: str | None = None


def _parts(text: str, paper_name: str, *, bare_date: bool) -> _Parts | None:
    """What a line prints of a masthead, or None when it is no masthead line."""
    if len(text) > 90 or "。" in text:
        return None
    if paper_name and text == paper_name:
        return _Parts()
    if not _PRINTED.search(text):
        return None
    rest = fold_numerals(text)
    found_date = full_date(rest)
    printed = None
    day = None
    if found_date:
        printed = text[found_date.start : found_date.end]
        try:
            day = date(found_date.year, found_date.month, found_date.day)
        except ValueError:
            day = None
        rest = rest[: found_date.start] + " " + rest[found_date.end :]
    weekday = WEEKDAY.search(rest)
    rest = LUNAR.sub(" ", WEEKDAY.sub(" ", rest))
    rest = PAGES_TODAY.sub(" ", rest)
    issue = ISSUE.search(rest)
    if issue:
        rest = rest[: issue.start()] + " " + rest[issue.end() :]
    page_match = PAGE.search(rest)
    page: int | None = None
    page_name = None
    if page_match and "转" not in rest and "接" not in rest:
        letter = ord(page_match[1]) - ord("A") if page_match[1] else 0
        page = 100 * letter + number(page_match[2] or page_match[4])
        after = rest[page_match.end() :]
        rest = rest[: page_match.start()] + " " + after
    if paper_name:
        rest = rest.replace(paper_name, " ")
    alone = NUMBER_AND_NAME.match(rest.strip()) if page is None else None
    if alone and not found_date:
        # A number with a section name is a masthead only in this bare form (2 综合新闻); the page's other lines confirm it.
        return _Parts(page=int(alone[1]), page_name=alone[2])
    if BODY_MARKS.search(rest):
        return None
    words = [word for word in re.split(r"[\s　|｜·/:：—-]+", rest) if word]
    if found_date is None and page is None and not (issue and len("".join(words)) <= 12):
        return None
    if sum(map(len, words)) > 24:
        return None
    if found_date is None and issue is None and not (page is not None and len(words) <= 2):
        return None
    if found_date and not (weekday or issue or page or (bare_date and len(words) <= 1)):
        return None
    if page is not None:
        sections = [word for word in words if SECTION.match(word) and not re.search(r"报$|(?<![副专周画特增])刊$|头条$", word)]
        page_name = sections[-1] if sections else None
    number_printed = None
    if issue:
        number_printed = issue[1] if issue[1][0].isdecimal() else str(number(issue[1]))
    return _Parts(day, None if day or not found_date else printed, number_printed, page, page_name)
