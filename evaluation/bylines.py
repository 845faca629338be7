"""Credits of real papers of 1998 and 2001, and broadcast news of 2022 to 2026, which credits nobody."""

from __future__ import annotations

import html
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.reading import json_lines, news_items, parse_text
from evaluation.scores import Score, SetTally, Tally, share

ROLES = ("reporters", "correspondents", "interns", "photographers")
SAMPLED = 3_000
"""Paragraphs of broadcast news that are read, as the acceptance of issue 4 says."""
TOGETHER = 30
SEED = 20_211_116
_BREAK = re.compile(r"</?(?:p|br|div|h[1-6]|li)\b[^>]*>|\n")
_TAG = re.compile(r"<[^>]+>")
_PADDED = r"[ \u3000]*"


def score_bylines(shared: Path) -> list[Score]:
    """The listed credits of 2001, those of 1998, and the credits found where nobody is credited."""
    return [*_score_2001(shared), *_score_1998(shared), *score_false_reporters(shared)]


def _score_2001(shared: Path) -> list[Score]:
    """One paragraph a line: every listed credit, read as the paragraph it stands in and as a part of the whole text."""
    folder = shared / "data" / "peoples-daily-2001"
    if not folder.exists():
        return []
    gold = json_lines(folder / "bylines-gold.jsonl")
    lines = (folder / "page-text.txt").read_text(encoding="utf-8").split("\n")
    alone, whole, days = SetTally(), SetTally(), Tally()
    # The gold lists two shapes of credit; others stand on listed lines, too (本报讯 … （乔知远）), so a line listed without a name says
    # nothing, and neither does a name that a further line of the same record credits.
    by_date: dict[str, dict[str, Any]] = {day: parse_text("\n".join(lines), day) for day in {row["issue_date"] for row in gold}}
    # The gold counts its lines from 0, the parser from 1.
    for row in gold:
        expected = {(role, credit["name"]) for role in ("photographers", "reporters") for credit in row[role]}
        text = lines[row["line"]]
        if row["where"] == "tail" and "preceding_line" in row and text.startswith(("（", "(")):
            text = row["preceding_line"] + "\n" + text
        page = parse_text(text, row["issue_date"])
        unlisted: set[tuple[str, str]] = set() if expected else _names(page["records"])
        alone.add(expected, _names(page["records"]), unlisted, f"line {row['line']} alone")
        number = row["line"] + 1
        record = [r for r in by_date[row["issue_date"]]["records"] if any(a <= number <= b for a, b in r["lines"])]
        further = [lines[place - 1] for a, b in record[0]["lines"] for place in range(a, b + 1) if place != number]
        whole.add(
            expected,
            _names(record),
            unlisted | {(role, name) for role, name in _names(record) if any(_closes_with(line, name) for line in further)},
            f"line {row['line']} in the page",
        )
        if row.get("dateline_date"):
            found = [event["from"] for record in page["records"] for event in record["event_dates"][:1]]
            days.add(found[:1] == [row["dateline_date"]], f"line {row['line']}: {found} for {row['dateline_date']}")
    return [
        alone.f1("2001 credits F1, by paragraph"),
        whole.f1("2001 credits F1, whole page"),
        share("2001 credits recall, by paragraph", alone.hit, alone.hit + alone.missed, alone.misses),
        days.score("2001 dateline days"),
    ]


def _names(records: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(role, name) for record in records for role in ("photographers", "reporters") for name in record[role]}


def _closes_with(line: str, name: str) -> bool:
    """True when the name stands in the bracket, or before 摄, at the end of the line."""
    return re.search(rf"{re.escape(name)}[^（()）。]{{0,20}}(?:[）)]|摄)$", line[-60:]) is not None


def _score_1998(shared: Path) -> list[Score]:
    """Bylines of 本报X日讯记者A报道, each the opening of an article; all their names in order."""
    path = shared / "data" / "ner" / "pd-dev.bylines.jsonl"
    if not path.exists():
        return []
    tally = Tally()
    for row in json_lines(path):
        found = [name for record in parse_text(row["text"], None)["records"] for name in record["reporters"]]
        tally.add(found == row["reporters"], f"{found}, not {row['reporters']}: {row['text'][:40]}")
    return [tally.score("1998 bylines")]


def score_false_reporters(shared: Path) -> list[Score]:
    """Paragraphs of broadcast news in which somebody is credited whom the paragraph does not credit; 1.0 when there is none.

    Each is read as a page of its own and as one of the thirty of a page.
    """
    if not (shared / "data" / "xwlb").exists():
        return []
    every = [text for item in news_items(shared) for text in _paragraphs(item["body_html"])]
    chosen = random.Random(SEED).sample(every, min(SAMPLED, len(every)))
    false: list[str] = []
    for text in chosen:
        false.extend(f"alone: {miss}" for miss in _unprinted(parse_text(text, "2024-01-01")))
    for first in range(0, len(chosen), TOGETHER):
        page = parse_text("\n".join(chosen[first : first + TOGETHER]), "2024-01-01")
        false.extend(f"in a page: {miss}" for miss in _unprinted(page))
    read = 2 * len(chosen)
    return [share("no false reporter in xwlb", read - len(false), read, false)]


def _paragraphs(markup: str) -> Iterator[str]:
    """The paragraphs of a news item, tags and entities undone; links and time stamps of the collection are left in, as noise."""
    for piece in _BREAK.split(markup):
        text = html.unescape(_TAG.sub("", piece)).strip()
        if text:
            yield text


def _unprinted(page: dict[str, Any]) -> list[str]:
    """The names of a page that no paragraph of their record prints as a credit, each with the text around it."""
    return [
        f"{role} {name}: {_around(record, name)}"
        for record in page["records"]
        for role in ROLES
        for name in record[role]
        if not any(prints_credit(text, name) for text in (*record["paragraphs"], (record["byline"] or {}).get("raw", "")))
    ]


def prints_credit(text: str, name: str) -> bool:
    """True when a paragraph itself credits the name; the judge knows nothing of the parser's rules.

    Either a bracket at the head or the end of the paragraph holds the name behind 记者, 通讯员 or an agency or before 摄, or the name stands
    directly behind 记者 where the paragraph begins or ends: （总台记者 乔知远 江雁）, 记者乔知远报道, 总台记者 乔知远.
    """
    spaced = _PADDED.join(re.escape(letter) for letter in name if letter not in " \u3000")
    bracket = rf"[（(][^（()）。]*(?:记者|通讯员|实习生|社|报|台)[^（()）。]*{spaced}[^（()）。]*[）)]|[（(][^（()）。]*{spaced}[^（()）。]*摄[）)]"
    bare = (
        rf"(?:记者|通讯员|实习生)[ \u3000:：]*(?:[^\s，。；]{{1,5}}[ \u3000、]+){{0,5}}{spaced}(?=报道|摄|[ \u3000、：:，]|$)"
    )
    head, tail = text[:80], text[-60:]
    return bool(
        re.search(bracket, head)
        or re.search(rf"(?:{bracket})$", tail)
        or re.match(rf"[^，。；！？]{{0,20}}(?:{bare})", head)
        or re.search(rf"(?:{bare})[^，。；！？]{{0,10}}$", tail)
    )


def _around(record: dict[str, Any], name: str) -> str:
    for text in record["paragraphs"]:
        place = text.find(name)
        if place >= 0:
            return str(text[max(0, place - 30) : place + 30])
    return (record["byline"] or {}).get("raw") or ""
