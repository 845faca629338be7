"""Offices named in statistical bulletins of counties and cities: the publisher lines and the source note at the end."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from evaluation.scores import Score, SetTally, Tally
from indexer.model import DepartmentMention, ParsedSource
from indexer.pipeline import ParseOptions, parse_source

NOTE = re.compile(r"^(?:资料来源|数据来源)[:：]?", re.M)
# 一、综合: the first section; what stands before it is the head of the page.
FIRST_SECTION = re.compile(r"^一、", re.M)
LEVEL_OF_HEAD = {"区": "区", "县": "区", "市": "市", "省": "省"}


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int


def score_local_government(shared: Path) -> list[Score]:
    """F1 of the printed forms against the gold's lists, and the share of the right ones whose level is the printed one.

    Each file is read whole, as `bulletin parse` reads it. Only what stands in the source note and on the lines that hold
    nothing but publishers is compared, so that furniture counts neither way; both sides lose their blanks, nothing else.
    A firm that the gold lists as a source (县邮政公司) counts like an office.
    """
    folder = shared / "data" / "localgov"
    if not folder.exists():
        return []
    offices, levels = SetTally(), Tally()
    for entry in json.loads((folder / "departments-gold.json").read_text(encoding="utf-8")):
        data = (folder / entry["file"]).read_bytes()
        parsed = parse_source(data, entry["file"], ParseOptions("eval", issue_date=_day(entry["file"])))
        assert isinstance(parsed, ParsedSource), parsed
        mentions = [mention for page in parsed.pages for record in page.records for mention in record.departments]
        text = data.decode("utf-8").replace("\r\n", "\n")
        for kind, stretches in (("publisher", _publisher_lines(text, entry)), ("sources", _source_note(text))):
            inside = [mention for mention in mentions if any(_holds(stretch, mention) for stretch in stretches)]
            found = {_bare(mention.as_printed) for mention in inside}
            offices.add({_bare(name) for name in entry[kind]}, found, (), f"{entry['file']} {kind}")
            for mention in inside:
                expected = _level(_bare(mention.as_printed))
                if expected and _bare(mention.as_printed) in entry[kind]:
                    levels.add(mention.level == expected, f"{mention.as_printed}: {mention.level}")
    return [offices.f1("local government offices F1"), levels.score("local government levels")]


def _day(file: str) -> date:
    """A bulletin of a year is printed in the spring after it."""
    year = re.search(r"\d{4}", file)
    return date(int(year[0]) + 1 if year else 2000, 5, 1)


def _publisher_lines(text: str, entry: dict[str, Any]) -> list[_Stretch]:
    section = FIRST_SECTION.search(text)
    names = "|".join(map(re.escape, sorted(entry["publisher"], key=len, reverse=True)))
    line = re.compile(rf"^[^\S\n]*(?:(?:{names})[^\S\n]*)+$", re.M)
    return [_Stretch(m.start(), m.end()) for m in line.finditer(text, 0, section.start() if section else len(text))]


def _source_note(text: str) -> list[_Stretch]:
    """From the words 资料来源 to the end of the paragraph that follows them, on their line or on the next."""
    heads = list(NOTE.finditer(text))
    if not heads:
        return []
    start = heads[-1].end()
    body = re.compile(r"\s*[^\n]*").match(text, start)
    return [_Stretch(start, body.end() if body else start)]


def _holds(stretch: _Stretch, mention: DepartmentMention) -> bool:
    return stretch.start <= mention.span.start and mention.span.end <= stretch.end


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _level(printed: str) -> str:
    """The level that the printed form itself says: by 国家 at its head, or by the first level word; empty where it says none."""
    if printed.startswith("国家"):
        return "国家"
    head = re.match(r"[\u4e00-\u9fff]{0,4}?([区县市省])", printed)
    return LEVEL_OF_HEAD[head[1]] if head else ""
