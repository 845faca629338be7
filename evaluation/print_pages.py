"""The laid-out issues of the gold as they were printed: the PDF files with their text layers, and the same pages as scans.

Right means what the gold's guide says: headline and every paragraph equal, in number and order, widths folded and blanks out. For scans,
where a character may be misread, the body may differ in less than one character of a hundred.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from evaluation.photos import add_crops, count_photos
from evaluation.reading import fold, of_kind, overlap_of, pairs
from evaluation.scores import Score, Tally, share
from indexer.model import Failure
from indexer.pipeline import ParseOptions, page_json, parse_source

SOUND = ("natural", "shuffled", "perchar")
"""Layers from which the text can be read; the other one is recognised from the page's picture."""
MOST_WRONG = 0.01
"""Share of a body's characters that may be misread on a scan."""
LEAST_OVERLAP = 0.9
WORKERS = 2
_ROLES = ("reporters", "correspondents", "interns", "photographers")


@dataclass(frozen=True, slots=True)
class Read:
    """A page of the gold, and what was read from one of its files; `records` is empty where it was refused."""

    where: str
    gold: dict[str, Any]
    page: dict[str, Any]


def score_print_pages(shared: Path) -> list[Score]:
    """Figures of the text layers, of the page that has none, and of the scans."""
    gold = [
        (path, json.loads(path.read_text(encoding="utf-8")))
        for path in sorted((shared / "gold" / "issues").glob("*/[0-9][0-9].expected.json"))
    ]
    files = [(path.with_name(page["file"]), page) for path, page in gold]
    scans = [(path.with_name(page["scan"]["file"]), page) for path, page in gold]
    read = list(read_pages([*files, *scans]))
    layers, pictures = read[: len(files)], read[len(files) :]
    sound = [page for page in layers if page.gold["text_layer"] in SOUND]
    recognised = [page for page in layers if page.gold["text_layer"] not in SOUND]
    return [*_of_layers(sound), *near_scores(recognised, "page without ToUnicode"), *near_scores(pictures, "scans")]


def read_pages(files: Sequence[tuple[Path, dict[str, Any]]]) -> Iterator[Read]:
    """What is read of each file, beside its gold, on all cores."""
    with ProcessPoolExecutor(WORKERS, get_context("spawn")) as pool:
        for (path, gold), page in zip(files, pool.map(_page_of, [path for path, _ in files]), strict=True):
            yield Read(f"{path.parent.name}/{path.name}", gold, page)


def _page_of(path: Path) -> dict[str, Any]:
    options = ParseOptions("eval", require_date=False)
    parsed = parse_source(path.read_bytes(), f"{path.parent.name}/{path.name}", options)
    if isinstance(parsed, Failure):
        return {"records": [], "page_name": None}
    page = page_json(parsed.pages[0])
    add_crops(page, path.read_bytes(), parsed.pages[0].printed)
    return page


def _of_layers(pages: Sequence[Read]) -> list[Score]:
    whole, bylines, captions, boxes, jumps, notices, titles, photos = (Tally() for _ in range(8))
    for read in pages:
        for article, found in _matched(read):
            name = f"{read.where} {article['headline']}"
            headline = found is not None and fold(found["headline"]) == fold(article["headline"])
            body = found is not None and [fold(text) for text in found["paragraphs"]] == [
                fold(text) for text in article["body"]
            ]
            whole.add(headline and body, f"{name}: {'body' if headline else found and found['headline']}")
            _count_rest(article, found, name, bylines, boxes, jumps)
            sides = [fold(found[side] if found else None) == fold(article[side]) for side in ("kicker", "subtitle")]
            titles.add(all(sides), f"{name}: {found and found['kicker']} / {found and found['subtitle']}")
        _count_captions(read, captions)
        count_photos(read.where, read.gold, read.page, photos)
        _count_notices(read, notices)
    return [
        whole.score("print articles whole, text layers"),
        bylines.score("print bylines, text layers"),
        captions.score("print captions, text layers"),
        photos.score("print photos, text layers"),
        titles.score("print kickers and subtitles, text layers"),
        boxes.score("print boxes overlap, text layers"),
        jumps.score("print jumps, text layers"),
        notices.score("print notices, text layers"),
    ]


def near_scores(pages: Sequence[Read], which: str) -> list[Score]:
    """Figures of pages where a character of a hundred may be wrong."""
    near, bylines, captions, boxes, jumps, photos = (Tally() for _ in range(6))
    wrong = total = 0
    for read in pages:
        for article, found in _matched(read):
            name = f"{read.where} {article['headline']}"
            body = fold("".join(article["body"]))
            errors = differing(fold("".join(found["paragraphs"])), body) if found else len(body)
            headline = found is not None and fold(found["headline"]) == fold(article["headline"])
            near.add(
                headline and errors < MOST_WRONG * len(body), f"{name}: {errors} of {len(body)}, {found and found['headline']}"
            )
            if found:
                wrong, total = wrong + errors, total + len(body)
            _count_rest(article, found, name, bylines, boxes, jumps)
        _count_captions(read, captions)
        count_photos(read.where, read.gold, read.page, photos)
    return [
        near.score(f"print articles, {which}"),
        share(f"print characters right, {which}", total - min(wrong, total), total),
        bylines.score(f"print bylines, {which}"),
        captions.score(f"print captions, {which}"),
        photos.score(f"print photos, {which}"),
        boxes.score(f"print boxes overlap, {which}"),
    ]


def _matched(read: Read) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Each article of the gold with the article whose text has most in common with it, if any has."""
    articles = of_kind(read.page, "article")
    found = [pairs(article["paragraphs"]) for article in articles]
    for article in read.gold["articles"]:
        wanted = pairs(article["body"])
        common = [len(wanted & other) for other in found]
        best = max(range(len(articles)), key=common.__getitem__, default=None)
        yield article, articles[best] if best is not None and common[best] * 4 > len(wanted) else None


def _count_rest(
    article: dict[str, Any], found: dict[str, Any] | None, name: str, bylines: Tally, boxes: Tally, jumps: Tally
) -> None:
    if not article["byline"].get("inherited"):
        wanted = {(role, person) for role in _ROLES for person in article[role]}
        given = {(role, person) for role in _ROLES for person in (found[role] if found else ())}
        bylines.add(given == wanted, f"{name}: {sorted(given)}")
    overlap = overlap_of(found["box"], article["box"]) if found and found["box"] else 0.0
    boxes.add(overlap >= LEAST_OVERLAP, f"{name}: {overlap:.2f}")
    for side in ("continues_to", "continued_from"):
        if article[side] or (found and found[side]):
            ok = (
                bool(found and found[side] and article[side])
                and found is not None
                and found[side]["page"] == article[side]["page"]
            )
            jumps.add(ok, f"{name}: {found and found[side]}")


def _count_captions(read: Read, tally: Tally) -> None:
    texts = {fold("".join(record["paragraphs"])): record for record in of_kind(read.page, "caption")}
    for caption in read.gold["captions"]:
        record = texts.get(fold(caption["text"]))
        ok = record is not None and record["photographers"] == caption["photographer"]
        tally.add(ok, f"{read.where} {caption['text'][:20]} {record and record['photographers']}")


def _count_notices(read: Read, tally: Tally) -> None:
    found = {fold(record["headline"]): [fold(text) for text in record["paragraphs"]] for record in of_kind(read.page, "notice")}
    for notice in read.gold["notices"]:
        given = found.get(fold(notice["title"]))
        tally.add(given == [fold(text) for text in notice["text"]], f"{read.where} {notice['title']}: {given}")


def differing(found: str, wanted: str) -> int:
    """How many characters of two texts differ: what is changed, missing or too much (never fewer than the edit distance)."""
    matcher = difflib.SequenceMatcher(None, found, wanted, autojunk=False)
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal")
