"""The small cases, each from a real bug or a real page: text in, one fact out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from evaluation.reading import json_lines, of_kind, parse_bytes, parse_text
from evaluation.scores import Score, Tally
from indexer.extract.names import read_names
from indexer.extract.vocabulary import shipped
from indexer.model import Failure, SourceText
from indexer.pages.lines import split_lines
from indexer.pages.paragraphs import join_lines
from indexer.pages.typesetting import Typesetting
from indexer.pipeline import ParseOptions, page_json, parse_source
from indexer.readers import read

Case = dict[str, Any]
Page = dict[str, Any]


def score_cases(shared: Path) -> list[Score]:
    """One score an area; a case counts as right when every fact it expects is found."""
    path = shared / "cases" / "cases.jsonl"
    if not path.exists():
        return []
    tallies: dict[str, Tally] = {}
    for case in json_lines(path):
        check = CHECKS.get(case["id"]) or AREA_CHECKS.get(case["area"])
        if check is None or case["id"] in ELSEWHERE:
            continue
        wrong = check(case)
        tallies.setdefault(case["area"], Tally()).add(not wrong, f"{case['id']}: {wrong}")
    return [tally.score(f"cases {area}") for area, tally in sorted(tallies.items())]


def _records(case: Case) -> Page:
    return parse_text(case["input"]["text"], case["input"].get("issue_date"))


def _field(page: Page, name: str) -> list[str]:
    return [value for record in page["records"] for value in record[name]]


def _wrong(page: Page, expected: dict[str, Any]) -> str:
    """What of the expected facts differs; empty when nothing does."""
    faults = []
    for key, value in expected.items():
        found: Any
        if key in ("reporters", "correspondents", "interns", "photographers"):
            found = _field(page, key)
        elif key == "departments":
            found = [d["as_printed"] for d in _field(page, "departments")]  # type: ignore[index]
        elif key in ("event_date", "first_event_date"):
            days = [event["from"] for event in _field(page, "event_dates")]  # type: ignore[index]
            found = next((day for day in days if day), None)
        elif key == "publication_date":
            found = page["issue_date"]
        elif key == "kind":
            found = page["records"][0]["kind"] if page["records"] else None
        elif key == "captions":
            found = len(of_kind(page, "caption"))
        elif key == "articles":
            found = len(of_kind(page, "article"))
        elif key == "dateline_place":
            found = (page["records"][0]["dateline"] or {}).get("place")
        elif key == "title":
            found = page["records"][0]["headline"]
        elif key == "headline_lines":
            record = page["records"][0]
            found = sum(len(part.split()) for part in (record["kicker"], record["headline"], record["subtitle"]) if part)
        elif key == "facet_keys":
            found = len({d["facet"] for d in _field(page, "departments")})  # type: ignore[index]
        elif key == "warning":
            found = bool(page["warnings"] or any(record["warnings"] for record in page["records"]))
        else:
            return f"no check for {key}"
        if found != value:
            faults.append(f"{key} is {found}, not {value}")
    return "; ".join(faults)


def _text_case(case: Case) -> str:
    return _wrong(_records(case), case["expected"])


def _segmentation(case: Case) -> str:
    return _wrong(parse_text("\n\n".join(case["input"]["lines"]), "2021-11-15"), case["expected"])


def _day(text: str, issue_date: str) -> str | None:
    page = parse_text(f"岚汀召开会议\n本报讯 {text},会议召开。", issue_date)
    days = [event["from"] for record in page["records"] for event in record["event_dates"]]
    return days[0] if days else None


def _date(case: Case) -> str:
    given, expected = case["input"], case["expected"]
    if isinstance(given, list):
        found = [_day(text, "2021-11-15") for text in given]
        return "" if found == expected else str(found)
    if isinstance(expected, str):
        day = _day(given["text"], given["issue_date"])
        return "" if day == expected else f"{day}, not {expected}"
    if "start" in expected:
        page = _records(case)
        intervals = [(e["from"], e["to"]) for record in page["records"] for e in record["event_dates"]]
        return "" if intervals == [(expected["start"], expected["end"])] else str(intervals)
    return _text_case(case)


def _lunar(case: Case) -> str:
    day = _day(case["input"]["text"], case["input"]["issue_date"])
    return "" if day in (None, case["expected"]) else f"a wrong day: {day}"


def _names(case: Case) -> str:
    given = case["input"]["reporters"] if isinstance(case["input"], dict) else case["input"]
    found = [name.name for text in given for name in read_names(text, shipped().surnames)]
    expected = case["expected"]["facet_keys"]
    right = found == expected if isinstance(expected, list) else len(set(found)) == expected
    return "" if right else str(found)


def _page_photographer(case: Case) -> str:
    caption = "10月9日,渔民在汀江收网。(资料图片)\n"
    page = parse_text(caption + case["input"]["text"], case["input"]["issue_date"])
    named = [name for record in of_kind(page, "caption") for name in record["photographers"]]
    alone = parse_text(case["input"]["text"], case["input"]["issue_date"])
    if named != [case["expected"]["page_default_photographer"]]:
        return f"photographers {named}"
    return "" if len(of_kind(alone, "article")) == case["expected"]["articles"] else "an article"


def _encoding(case: Case) -> str:
    given, expected = case["input"], case["expected"]
    if "zip_entry" in given:
        parsed = parse_source("岚汀召开会议\n本报讯 会议召开。".encode(), given["zip_entry"], ParseOptions("eval"))
        if isinstance(parsed, Failure):
            return parsed.en
        day = page_json(parsed.pages[0])["issue_date"]
        return "" if day == expected["issue_date"] else f"issue date {day}"
    text = given["text"]
    name = given.get("encode", "utf-8")
    data = b"\xff\xfe" + text.encode("utf-16-le") if name.startswith("utf-16") else text.encode(name)
    page = parse_bytes(data, "2021-11-15", encoding="big5" if name == "big5" else None)
    every = "".join(
        [
            *(r["headline"] or "" for r in page["records"]),
            *("".join(r["paragraphs"]) for r in page["records"]),
            *(f["text"] for f in page["furniture"]),
        ]
    )
    facts: dict[str, Any] = expected if isinstance(expected, dict) else {"text_equal": True}
    if facts.get("text_equal") and every != text.replace("\n", ""):
        return f"text {every}"
    if "first_title" in facts and page["records"][0]["headline"] != facts["first_title"]:
        return f"title {page['records'][0]['headline']!r}"
    rest = {key: value for key, value in facts.items() if key in ("reporters", "warning")}
    return _wrong(page, rest)


def _pdf_text(case: Case) -> str:
    """Through the reader of text files, which is what gets the output of other programs."""
    source = read(case["input"]["text"].encode(), "page.txt")
    assert isinstance(source, SourceText)
    expected = case["expected"]
    if isinstance(expected, dict):
        return _wrong(_records(case), expected)
    found = source.text.strip("\n")
    return "" if found == expected else f"text {found!r}"


def _line_ends(case: Case) -> str:
    """Through the step that makes paragraphs of the lines of a column, of text pages and of printed ones."""
    lines = split_lines(case["input"]["text"])
    column = Typesetting(False, lines[0].width, False, True, True, 0)
    found = [paragraph.text for paragraph in join_lines(lines, column).paragraphs]
    return "" if found == [case["expected"]] else str(found)


def _no_article(case: Case) -> str:
    return _wrong(parse_text("扫一扫 关注我们\n冲刺全年 争先进位", "2021-11-15"), case["expected"])


AREA_CHECKS: dict[str, Callable[[Case], str]] = {
    "byline": _text_case,
    "caption": _text_case,
    "department": _text_case,
    "date": _date,
    "segmentation": _segmentation,
    "encoding": _encoding,
    "pdf-text": _pdf_text,
}
CHECKS: dict[str, Callable[[Case], str]] = {
    "rd-016": _page_photographer,
    "rd-027": _lunar,
    "rd-031": _names,
    "rd-032": _names,
    "rd-033": _text_case,
    "rd-069": _no_article,
    "rd-083": _line_ends,
}
# Cases about the index, the ingest of a folder, or the order of columns (rd-082); the tests of those rooms hold them.
ELSEWHERE = frozenset({"rd-029", "rd-082"})
