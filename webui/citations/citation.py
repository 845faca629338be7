"""What a citation of a record says, before it is written in any form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from indexer.settings import Settings
from webui.pages.frame import paper_text
from webui.search.results import RecordView
from webui.words import KIND_LABELS

LONGEST_OPENING = 30
"""Characters of the text that stand for the headline of a record without one."""

_WRITERS = ("reporters", "correspondents", "interns")

_SENTENCE = re.compile(r"[^。！？!?；;]+[！？!?]?")
_URL_SIGNS = ":/?#[]@!$&'()*+,;=~-._%"


@dataclass(frozen=True, slots=True)
class Citation:
    """A record as works cite it."""

    key: str
    """The same for ever and different for every record: its id with colons, `lanting:2024-11-05:1:a1`."""
    kind: str
    """article, caption or notice."""
    authors: tuple[str, ...]
    """Reporters, then correspondents, then interns; of a photo the photographers. Whole names in the order of the print."""
    title: str
    """The headline; of a continuation that of its first part; else the first sentence of the text."""
    paper: str
    """The printed name of the newspaper where it is known, else its short name."""
    day: date
    """The issue date."""
    edition: int
    """1 but for a second edition of the same day."""
    pages: tuple[int, ...]
    """Every page the article stands on, in rising order."""
    page_name: str | None
    """The printed name of the record's page."""
    url: str | None
    """Absolute address of the record; None to cite the printed newspaper."""
    accessed: date
    """The day on which it was looked up."""


def make_citation(
    view: RecordView, settings: Settings, base_url: str | None, accessed: date, parts: Sequence[RecordView] = ()
) -> Citation:
    """The citation of this record; `base_url` (the address of the site, with a slash at its end) where the address is to be named.

    `parts` are the other parts of its article, in reading order.
    """
    source = view.source
    details: Mapping[str, Any] = source.get("details", {})
    # Of a photo those who wrote beside it only where nobody is named for the picture.
    roles = ("photographers",) if source["kind"] == "caption" and source.get("photographers") else _WRITERS
    return Citation(
        key=view.id.replace("/", ":"),
        kind=source["kind"],
        authors=tuple(dict.fromkeys(plain(name) for role in roles for name in source.get(role, ()))),
        title=_title(source, details, parts),
        paper=plain(paper_text(source["paper"], settings)),
        day=date.fromisoformat(source["issue_date"]),
        edition=source["edition"],
        pages=_pages(source, details, parts),
        page_name=plain(source["page_name"]) if source.get("page_name") else None,
        # Whatever host a request names, the address stays one word that no format takes for its own signs.
        url=quote(f"{base_url}{view.id}", safe=_URL_SIGNS) if base_url else None,
        accessed=accessed,
    )


def runs(pages: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """Pages as runs of neighbours: 1, 2, 4 is (1, 2), (4, 4)."""
    found: list[tuple[int, int]] = []
    for page in pages:
        if found and page == found[-1][1] + 1:
            found[-1] = (found[-1][0], page)
        else:
            found.append((page, page))
    return tuple(found)


def pages_text(pages: tuple[int, ...], to: str, and_: str) -> str:
    """1-2+4 with `to` "-" and `and_` "+"."""
    return and_.join(f"{first}" if first == last else f"{first}{to}{last}" for first, last in runs(pages))


def _title(source: Mapping[str, Any], details: Mapping[str, Any], parts: Sequence[RecordView]) -> str:
    jump = details.get("continued_from") or {}
    for printed in (source.get("headline"), jump.get("headline"), *(part.source.get("headline") for part in parts)):
        if printed and plain(printed):
            return plain(printed)
    sentences = (_SENTENCE.search(plain(paragraph)) for paragraph in source.get("body", "").split("\n"))
    opening = next((sentence[0].strip() for sentence in sentences if sentence), KIND_LABELS.get(source["kind"], source["kind"]))
    return opening if len(opening) <= LONGEST_OPENING else opening[:LONGEST_OPENING] + "……"


def _pages(source: Mapping[str, Any], details: Mapping[str, Any], parts: Sequence[RecordView]) -> tuple[int, ...]:
    pages = {source["page"]}
    for each in (details, *(part.source.get("details", {}) for part in parts)):
        # A jump names its page also where the part is not in the archive.
        pages |= {jump["page"] for key in ("continued_from", "continues_to") if (jump := each.get(key)) and jump["page"]}
    return tuple(sorted({*pages, *(part.source["page"] for part in parts)}))


def plain(text: str) -> str:
    """The text on one line, without signs that are not seen or cannot be written."""
    return " ".join("".join(map(_sign, text)).split())


def _sign(sign: str) -> str:
    # Not by isprintable(): rare characters of names stand in the private area of some sources, and stay.
    category = unicodedata.category(sign)
    if category == "Cf" or sign in "\ufffe\uffff":
        return ""
    return " " if category in ("Cc", "Cs", "Zl", "Zp") else sign
