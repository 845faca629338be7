"""The real page with its hand-made gold: every field of every record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from evaluation.reading import fold, of_kind, parse_bytes
from evaluation.scores import Score, SetTally, Tally

ISSUE_DATE = "2021-11-16"


def score_seed(shared: Path) -> list[Score]:
    """Scores by the rules of the gold's README; the issue date is the one that the acceptance names."""
    folder = shared / "gold" / "seed"
    gold = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    page = parse_bytes((folder / "page.txt").read_bytes(), ISSUE_DATE)
    articles = of_kind(page, "article")
    tallies: dict[str, Tally] = {}

    def check(kind: str, ok: bool, miss: str) -> None:
        tallies.setdefault(kind, Tally()).add(ok, miss)

    check("articles counted", len(articles) == len(gold["articles"]), f"{len(articles)} articles")
    departments, people, titled = SetTally(), SetTally(), SetTally()
    for expected, found in zip(gold["articles"], articles, strict=False):
        where = expected["headline"]
        check("headline", fold(found["headline"]) == fold(expected["headline"]), f"{where} / {found['headline']}")
        raw = (found["byline"] or {}).get("raw")
        check("byline", raw == expected["byline_raw"] and found["byline"]["span"] == expected["byline_span"], f"{where}: {raw}")
        for role in ("reporters", "correspondents"):
            check("reporters", found[role] == expected[role], f"{where}: {found[role]}")
        check("reporters", found["photographers"] == [], f"{where}: {found['photographers']}")
        body = [fold(text) for text in found["paragraphs"]]
        check("body", body == [fold(text) for text in expected["body_paragraphs"]], where)
        check("lines", [found["lines"][0][0], found["lines"][-1][1]] == expected["lines"], f"{where}: {found['lines']}")
        check("dateline", (found["dateline"] or {}).get("raw") == expected["dateline_raw"], f"{where}: {found['dateline']}")
        check(
            "event dates",
            _days(found["event_dates"]) == [_gold_day(day) for day in expected["event_dates"]],
            f"{where}: {found['event_dates']}",
        )
        check(
            "event date raws", [day["raw"] for day in found["event_dates"]] == [day["raw"] for day in expected["dates"]], where
        )
        for warning in expected["warnings"]:
            if warning["required"]:
                given = [(w["code"], w["lines"]) for w in found["warnings"]]
                check(
                    "required warnings",
                    (warning["code"], warning["lines"]) in given,
                    f"{where}: {warning['code']} {warning['lines']}, given {given}",
                )
        wanted = {_facet(d) for d in expected["departments_raw"]}
        departments.add(
            wanted, {d["facet"] for d in found["departments"]}, {_facet(d) for d in expected["departments_optional"]}, where
        )
        people.add({p["name"] for p in expected["people"]}, {p["name"] for p in found["people"]}, (), where)
        titled.add(
            {(p["name"], p["title"]) for p in expected["people"]}, {(p["name"], p["title"]) for p in found["people"]}, (), where
        )
    captions = of_kind(page, "caption")
    check("captions counted", len(captions) == len(gold["captions"]), f"{len(captions)} captions")
    for expected, found in zip(gold["captions"], captions, strict=False):
        where = expected["text"][:20]
        check("caption text", fold("".join(found["paragraphs"])) == fold(expected["text"]), where)
        check(
            "photographers",
            found["photographers"] == expected["photographer"] and found["reporters"] == [],
            f"{where}: {found['photographers']}",
        )
        check("event dates", _days(found["event_dates"]) == [_gold_day(day) for day in expected["event_dates"]], where)
        departments.add(set(), {d["facet"] for d in found["departments"]}, (), where)
        people.add(set(), {p["name"] for p in found["people"]}, (), where)
    furniture = [fold(item["text"]) for item in page["furniture"]]
    check("furniture", furniture == [fold(item["text"]) for item in gold["furniture"]], str(furniture))
    check("coverage", page["coverage"] == 1.0, str(page["coverage"]))
    scores = [tally.score(f"seed {kind}") for kind, tally in tallies.items()]
    return [*scores, departments.f1("seed departments F1"), people.f1("seed people F1"), titled.f1("seed people with title F1")]


def _facet(department: dict[str, Any]) -> str:
    name, level = str(department["name"]), str(department["level"])
    return name if name.startswith(level) else level + name


def _days(events: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(str(event["from"])[4:], str(event["to"])[4:]) for event in events]


def _gold_day(day: str | dict[str, str]) -> tuple[str, str]:
    """--11-13 or {"from", "to"} as month and day of both ends (-11-13)."""
    first, last = (day["from"], day["to"]) if isinstance(day, dict) else (day, day)
    return first[1:], last[1:]
