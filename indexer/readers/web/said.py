"""What a web page says of its article beside the text: headline, date, page, author, by meta elements and the print system's marks."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

# The publishing system of most 数字报 writes a comment of these marks into every page.
_PRINT_SYSTEM = re.compile(r"<!--\s*enpproperty\s*(.{0,20000}?)/enpproperty\s*-->", re.S)
_PROPERTY = re.compile(r"<(title|introtitle|subtitle|author|date|nodename|pagename|sourcename)>(.*?)</\1>", re.S)
_META = re.compile(r"<meta\b([^<>]{1,2000})>", re.I)
_ATTRIBUTE = re.compile(r"\b(name|property|content)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.I)
_TITLE = re.compile(r"<title\b[^<>]*>(.{0,2000}?)</title\s*>", re.I | re.S)
_TITLE_PARTS = re.compile(r"\s*[|｜_]\s*|\s+[-—–]+\s+|-{2,}|——+(?=[^—]{2,12}$)")
_DAY = re.compile(r"(\d{4})\s*[-/年.]\s*(\d{1,2})\s*[-/月.]\s*(\d{1,2})")
_PAGE = re.compile(r"第?\s*([A-H]?\d{1,2})\s*版\s*[:：]?\s*([\u4e00-\u9fff·]{2,8})?")
TITLES = ("articletitle", "og:title", "twitter:title")
DAYS = ("publicationdate", "article:published_time", "publishdate", "pubdate")
AUTHORS = ("author", "article:author")


@dataclass(frozen=True, slots=True)
class Said:
    """What the page says; empty where it says nothing."""

    title: str = ""
    kicker: str = ""
    subtitle: str = ""
    author: str = ""
    day: str = ""
    """Of the printed page, by the print system."""
    made: str = ""
    """When the web page was made, often years after."""
    page: str = ""
    title_parts: tuple[str, ...] = ()
    """The parts of the window's title, of which one is the headline and another the site."""


def read_said(text: str) -> Said:
    """What the page's source says in meta elements, in its title and in the comment of the print system."""
    marks = _PRINT_SYSTEM.search(text)
    told = {name: plain(value) for name, value in _PROPERTY.findall(marks[1])} if marks else {}
    metas: dict[str, str] = {}
    for found in _META.finditer(text[:400_000]):
        attributes = {name.lower(): plain(a or b) for name, a, b in _ATTRIBUTE.findall(found[1])}
        name = attributes.get("name") or attributes.get("property")
        if name and attributes.get("content"):
            metas.setdefault(name.lower(), attributes["content"])
    window = _TITLE.search(text)
    return Said(
        title=told.get("title") or _first(metas, TITLES),
        kicker=told.get("introtitle", ""),
        subtitle=told.get("subtitle", ""),
        author=told.get("author", ""),
        day=day_line(told.get("date", "")),
        made=day_line(_first(metas, DAYS)),
        page=page_line(told.get("nodename") or told.get("pagename") or ""),
        title_parts=tuple(part for part in _TITLE_PARTS.split(plain(window[1])) if part) if window else (),
    )


def plain(text: str) -> str:
    """The text without mark-up, entities and line ends."""
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", "", text)).split())


def day_line(text: str) -> str:
    """The first full date of the text as a masthead prints it."""
    found = _DAY.search(text)
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日" if found else ""


def page_line(text: str) -> str:
    """The page and its name as a masthead prints them (第2版 要闻)."""
    found = _PAGE.search(text)
    return f"第{found[1]}版 {found[2] or ''}".strip() if found else ""


def _first(values: dict[str, str], names: tuple[str, ...]) -> str:
    return next((values[name] for name in names if values.get(name)), "")
