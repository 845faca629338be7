"""The material as the loader takes it: real news items, and planted records that hold what real news does not.

An item becomes an article of its day, five to a page; its text goes through the project's own extraction. The material has no
credits by name and no character outside the basic plane, so both are invented here, by a fixed seed: reporters as credits of the
items, rare characters in records of random characters (paper `planted`), which hold no phrase of the items.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from evaluation.reading import news_items
from indexer.documents import Provenance, to_document
from indexer.extract import annotate
from indexer.extract.vocabulary import shipped
from indexer.load import PageLoad
from indexer.model import Credit, IssueIdentity, Kind, LineRange, Page, Paragraph, Record, SourceText, Span

ITEMS_OF_A_PAGE = 5
PLANTED = 120
PLANTED_LENGTH = 300
_SOURCE = Provenance("evaluation", "", "text", "utf-8", "evaluation")

_PARAGRAPH_END = re.compile("</p>|<br ?/?>|</div>")
_TAG = re.compile("<[^<>]*>")

_FIRST = ("乔", "沈", "施", "桑", "尉迟", "林", "纪", "苏木", "欧阳", "闻")
_SECOND = ("知远", "知秋", "映雪", "屿", "望舒", "青", "砚", "雪青")
REPORTERS = tuple(first + second for first in _FIRST for second in _SECOND)
"""Invented; some share a surname or a given name, so that a part of a name finds several."""

RARE = "𠮷𡿨𢦏𣗳𤭢𥖄𦍌𧰼𨋢𩷶𪚥𪜀𫖯𫝀𫢸𬀩𬭚𬺰𮯰𰀀𰻞𱍐𱍊𲎯"
"""Characters outside the basic plane, of every block of Hanzi up to the newest."""


def page_loads(shared: Path, seed: int = 20260101) -> Iterator[PageLoad]:
    """All items, page by page, then the planted records."""
    chance = random.Random(seed)
    for day, items in groupby(news_items(shared), key=lambda item: str(item["date"])):
        yield from _issue(date.fromisoformat(day), list(items), chance)
    yield from _planted(chance)


def address(item_id: str) -> str:
    """The id of the record that an item (20241125-01) became."""
    number = int(item_id[9:]) - 1
    page, ordinal = number // ITEMS_OF_A_PAGE + 1, number % ITEMS_OF_A_PAGE + 1
    return f"xwlb/{item_id[:4]}-{item_id[4:6]}-{item_id[6:8]}/{page}/a{ordinal}"


def one_page(paper: str, day: date, number: int, records: Sequence[tuple[str | None, Sequence[str]]]) -> PageLoad:
    """A page of articles, each a headline and its paragraphs, annotated as every page is."""
    return _load(IssueIdentity(paper, day, number), annotated_records(IssueIdentity(paper, day, number), records))


def _issue(day: date, items: list[dict[str, Any]], chance: random.Random) -> Iterator[PageLoad]:
    by_page = groupby(sorted(items, key=lambda item: int(item["id"][9:])), key=lambda item: address(item["id"]).split("/")[2])
    for number, found in by_page:
        on_page = list(found)
        identity = IssueIdentity("xwlb", day, int(number))
        records = annotated_records(identity, [(item["title"], paragraphs_of(item["body_html"])) for item in on_page])
        # The ordinal is the item's place in its day, gaps and all: its address can be told from its id alone.
        places = [int(address(item["id"]).rpartition("a")[2]) for item in on_page]
        yield _load(
            identity,
            [
                replace(record, ordinal=place, credits=(*record.credits, *_credits(chance)))
                for record, place in zip(records, places, strict=True)
            ],
        )


def paragraphs_of(markup: str) -> list[str]:
    """The paragraphs of an item, without markup."""
    lines = _TAG.sub("", _PARAGRAPH_END.sub("\n", markup.replace("\n", " "))).split("\n")
    return [text for text in (html.unescape(line).strip() for line in lines) if text]


def annotated_records(identity: IssueIdentity, records: Sequence[tuple[str | None, Sequence[str]]]) -> list[Record]:
    """Articles, each a headline and its paragraphs, annotated as every page is."""
    lines: list[str] = []
    found: list[Record] = []
    place = 0

    def line(text: str) -> Span:
        nonlocal place
        lines.append(text)
        place += len(text) + 1
        return Span(place - 1 - len(text), place - 1)

    for ordinal, (headline, paragraphs) in enumerate(records, 1):
        first = len(lines) + 1
        headline_span = line(headline) if headline else None
        body = tuple(Paragraph(text, (len(lines) + 1,), (line(text),)) for text in paragraphs)
        found.append(
            Record(Kind.ARTICLE, ordinal, headline, headline_span, body, lines=(LineRange(first, max(first, len(lines))),))
        )
    page = Page(identity, tuple(found), (), (), 1.0)
    return list(annotate(page, SourceText("\n".join(lines), "utf-8"), vocabulary=shipped(), local_level="国家").records)


def _load(identity: IssueIdentity, records: Sequence[Record]) -> PageLoad:
    return PageLoad(identity.page_path, tuple(to_document(identity, record, _SOURCE) for record in records), frozenset())


def _credits(chance: random.Random) -> tuple[Credit, ...]:
    names = chance.sample(REPORTERS, chance.choice((0, 1, 1, 2)))
    return tuple(Credit("reporter", name, Span(0, 0), "invented") for name in names)


def _planted(chance: random.Random) -> Iterator[PageLoad]:
    """Notices and captions of random characters, every tenth of them rare."""
    common = [chr(code) for code in (*range(0x4E00, 0x5200), *range(0x41, 0x5B), *range(0x30, 0x3A))] + list(
        "，。、；：《》“”（）"
    )
    for number in range(1, PLANTED + 1):
        text = "".join(chance.choice(RARE if chance.random() < 0.1 else common) for _ in range(PLANTED_LENGTH))
        identity = IssueIdentity("planted", date(2021, 1 + number % 12, 1 + number % 28), number)
        kind = Kind.NOTICE if number % 2 else Kind.CAPTION
        paragraph = Paragraph(text[20:], (2,), (Span(21, len(text) + 1),))
        yield _load(
            identity, [Record(kind, 1, text[:20], Span(0, 20), (paragraph,), (LineRange(1, 2),), credits=_credits(chance))]
        )
