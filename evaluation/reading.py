"""How the evaluation calls the product: through its pipeline, as `bulletin parse` does, never through inner parts."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from indexer.model import Failure
from indexer.pipeline import ParseOptions, page_json, parse_source

_WIDTHS = {ord("！") + n: ord("!") + n for n in range(94)} | {ord("，"): ord(","), ord("　"): ord(" ")}


def fold(text: str | None) -> str:
    """Widths folded, blanks out: the form in which the gold's guide compares."""
    return re.sub(r"\s", "", (text or "").translate(_WIDTHS))


def parse_text(text: str, issue_date: str | None, paper: str = "eval") -> dict[str, Any]:
    """The JSON of a page given as text; raises AssertionError when the pipeline refuses it."""
    return parse_bytes(text.encode("utf-8"), issue_date, paper)


def parse_bytes(
    data: bytes, issue_date: str | None, paper: str = "eval", name: str = "page.txt", encoding: str | None = None
) -> dict[str, Any]:
    """The JSON of the first page of a file's bytes."""
    day = date.fromisoformat(issue_date) if issue_date else None
    parsed = parse_source(data, name, ParseOptions(paper, issue_date=day, require_date=False, encoding=encoding))
    if isinstance(parsed, Failure):
        raise AssertionError(parsed.en)
    return page_json(parsed.pages[0])


def of_kind(page: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """The records of a kind, in order."""
    return [record for record in page["records"] if record["kind"] == kind]


def json_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file; only \n ends a line (a string may hold U+2028)."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def news_items(shared: Path) -> Iterator[dict[str, Any]]:
    """The items of broadcast news, year by year."""
    for path in sorted((shared / "data" / "xwlb").glob("articles-*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def pairs(texts: Sequence[str]) -> set[str]:
    """The pairs of characters that follow one another: by what two texts share of them they are told to be the same."""
    text = fold("".join(texts))
    return {text[place : place + 2] for place in range(len(text) - 1)}


def overlap_of(one: Sequence[float], other: Sequence[float]) -> float:
    """Area that two boxes share, of the area that either covers."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    shared = max(0.0, width) * max(0.0, height)
    areas = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return shared / (areas - shared)
