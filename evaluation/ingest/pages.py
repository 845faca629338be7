"""Folders of pages to ingest: the samples, each under many dates, and news items of ../shared, five to a page."""

from __future__ import annotations

import html
import json
import os
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby, islice
from pathlib import Path

from evaluation.reading import news_items, parse_bytes

SAMPLES = Path(__file__).parent.parent.parent / "samples"
FIRST_DAY = date(2003, 1, 1)
ITEMS_OF_A_PAGE = 5
ALIKE = 50
"""Of every so many issues one keeps the very bytes of its samples, so that several pages have one original."""
LONG_AGO = 1_000_000_000
"""When the files were written last, in seconds since 1970."""

_MASTHEAD = re.compile(r"2024年\d+月\d+日 星期. 第\d+期")
_PARAGRAPH_END = re.compile("</p>|<br ?/?>|</div>")
_TAG = re.compile("<[^<>]*>")


def write_sample_pages(folder: Path, count: int, seed: int) -> int:
    """Writes so many pages, four to an issue, each with its own date, number and a figure in its text; returns how many."""
    chance = random.Random(seed)
    issues = [sorted(issue.glob("*.txt")) for issue in sorted((SAMPLES / "岚汀导报").iterdir())]
    pages = [(number, path) for number, issue in _numbered(issues, count) for path in issue][:count]
    for number, path in pages:
        day = FIRST_DAY + timedelta(days=number)
        target = folder / day.isoformat() / path.name
        _write(target, _own(path.read_bytes(), day, number, chance.randrange(10**6)))
    return len(pages)


def write_news_pages(folder: Path, shared: Path, count: int) -> int:
    """Writes so many pages of news items, or as many as there are; returns how many."""
    written = 0
    for day, number, text in islice(_news(shared), count):
        target = folder / day / f"{number:02d}.txt"
        _write(target, text.encode("utf-8"))
        written += 1
    return written


def write_lines(file: Path, count: int) -> int:
    """Writes a `.jsonl` of so many pages, a record a line as `bulletin parse --json` gives it, days before those of the samples."""
    pages = [parse_bytes(path.read_bytes(), None, name=str(path)) for path in sorted((SAMPLES / "岚汀导报").rglob("*.txt"))]
    lines = []
    for number in range(count):
        page = pages[number % len(pages)]
        day = FIRST_DAY - timedelta(days=1 + number // len(pages))
        own = {"issue_date": day.isoformat(), "page": 1 + number % len(pages)}
        lines += [{name: record[name] for name in _KEPT} | own for record in page["records"]]
    _write(file, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode("utf-8"))
    return count


_KEPT = ("kind", "headline", "paragraphs", "reporters")


def _write(target: Path, data: bytes) -> None:
    """Long ago, so that no ingest waits whether more comes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    os.utime(target, (LONG_AGO, LONG_AGO))


def _numbered(issues: list[list[Path]], count: int) -> Iterator[tuple[int, list[Path]]]:
    for number in range(count):
        yield number, issues[number % len(issues)]


def _own(data: bytes, day: date, number: int, figure: int) -> bytes:
    encoding = _encoding(data)
    text = data.decode(encoding)
    masthead = f"{day.year}年{day.month}月{day.day}日 星期{'一二三四五六日'[day.weekday()]} 第{number + 1}期"
    text = _MASTHEAD.sub(masthead, text, count=1)
    if number % ALIKE:
        text = text.replace("本报讯", f"本报讯 第{figure}号来稿", 1)
    return text.encode(encoding)


def _encoding(data: bytes) -> str:
    """Of the samples, which are in several."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _news(shared: Path) -> Iterator[tuple[str, int, str]]:
    for day, items in groupby(news_items(shared), key=lambda item: str(item["date"])):
        left = iter(sorted(items, key=lambda item: str(item["id"])))
        number = 0
        while on_page := list(islice(left, ITEMS_OF_A_PAGE)):
            number += 1
            parts = [part for item in on_page for part in (item["title"], *_paragraphs(item["body_html"]))]
            yield day, number, "\n\n".join(parts) + "\n"


def _paragraphs(markup: str) -> list[str]:
    lines = _TAG.sub("", _PARAGRAPH_END.sub("\n", markup.replace("\n", " "))).split("\n")
    return [text for text in (html.unescape(line).strip() for line in lines) if text]
