"""GB/T 7714 《信息与文献 参考文献著录规则》: an article of a newspaper, in the edition of 2015 or 2025.

2015: 乔知远, 沈雁秋. 题名[N/OL]. 岚汀导报, 2024-11-05(1)[2026-11-30]. 网址.
2025: 乔知远，沈雁秋. 题名[N/OL]. 岚汀导报，2024-11-05（1）. 网址.
The edition of 2025 has full-width commas and brackets between Chinese parts, and the day of access only for web pages.
"""

from __future__ import annotations

from dataclasses import dataclass

from webui.citations.citation import Citation, pages_text

MOST_NAMES = 3
"""Of more authors so many are named, then 等."""


@dataclass(frozen=True, slots=True)
class _Signs:
    comma: str
    opening: str
    closing: str
    says_access: bool


_EDITIONS = {"2015": _Signs(", ", "(", ")", True), "2025": _Signs("，", "（", "）", False)}

EDITIONS = tuple(_EDITIONS)


def gbt7714(citation: Citation, edition: str) -> str:
    """The entry of a list of references, without its number; `edition` is one of `EDITIONS`."""
    signs = _EDITIONS[edition]
    names = citation.authors[:MOST_NAMES] + (("等",) if len(citation.authors) > MOST_NAMES else ())
    authors = f"{signs.comma.join(names)}. " if names else ""
    mark = "N/OL" if citation.url else "N"
    pages = f"{signs.opening}{pages_text(citation.pages, '-', '+')}{signs.closing}"
    access = f"[{citation.accessed.isoformat()}]" if citation.url and signs.says_access else ""
    address = f". {citation.url}" if citation.url else ""
    where = f"{citation.paper}{signs.comma}{citation.day.isoformat()}{pages}{access}"
    return f"{authors}{citation.title}[{mark}]. {where}{address}."
