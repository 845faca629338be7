"""A set of pages in a folder: issues of four pages, every page in a look of its own, the truth beside each."""

from __future__ import annotations

import datetime
import json
import random
from pathlib import Path
from typing import Any

from tools.press.orders import Jump
from tools.press.pages import NEWSPAPER, Issue, Printed, make_page
from tools.press.style import LAYERS, Style, draw_style
from tools.press.writing import render, write_pdf

FIRST = datetime.date(2024, 11, 12)
PAGES = 4


def make_issue(chance: random.Random, issue: Issue, styles: list[Style]) -> list[Printed]:
    """The pages of an issue; one article of page one runs over to a later page where the issue has one."""
    jumps: list[Jump] = []
    if len(styles) > 1 and not any(style.vertical for style in styles[:2]):
        able = [number for number in range(2, len(styles) + 1) if not styles[number - 1].vertical]
        jumps.append(Jump(page=1, to=chance.choice(able)))
    waiting = list(jumps)
    pages: list[Printed] = []
    for number, style in enumerate(styles, 1):
        going = [jump for jump in waiting if jump.page == number]
        coming = [jump for jump in jumps if jump.to == number and jump.rest]
        pages.append(make_page(chance, style, issue, number, going, coming))
    _link(pages)
    return pages


def _link(pages: list[Printed]) -> None:
    """Both halves of a jump know each other's id."""
    by_page = {page.truth["page"]: page.truth["articles"] for page in pages}
    for page in pages:
        for article in page.truth["articles"]:
            for key, back in (("continues_to", "continued_from"), ("continued_from", "continues_to")):
                if article[key]:
                    others = [a for a in by_page[article[key]["page"]] if a[back] and a[back]["page"] == page.truth["page"]]
                    article[key]["id"] = others[0]["id"] if others else None


def joined(pages: list[Printed]) -> list[dict[str, Any]]:
    """The articles that run over two pages, whole, in the keys of the gold's issue.json."""
    found: list[dict[str, Any]] = []
    articles = {article["id"]: article for page in pages for article in page.truth["articles"]}
    for article in articles.values():
        if article["continues_to"] and article["continues_to"]["id"]:
            rest = articles[article["continues_to"]["id"]]
            body = [*article["body"]]
            tail = [*rest["body"]]
            if article.get("ends_mid_sentence"):
                body[-1] += tail.pop(0)
            found.append(
                {
                    "from": article["id"],
                    "to": rest["id"],
                    "headline": article["headline"],
                    "reporters": article["reporters"],
                    "correspondents": article["correspondents"],
                    "body": [*body, *tail],
                }
            )
    return found


def write_page(folder: Path, page: Printed, seed: int, *, scan: bool = False) -> Path:
    """The page as PDF, as scan where wanted, and its expected JSON."""
    name = f"{page.truth['page']:02d}"
    data = write_pdf(page.sheet, page.style.layer, seed)
    path = folder / f"{name}.pdf"
    path.write_bytes(data)
    truth = {"schema": 1, "file": path.name, **page.truth}
    if scan:
        render(data, 200).save(folder / f"{name}.jpg", "JPEG", quality=60)
        truth["scan"] = {"file": f"{name}.jpg", "dpi": 200, "skew_degrees": 0.0}
    text = json.dumps(rounded(truth), ensure_ascii=False, indent=1)
    (folder / f"{name}.expected.json").write_text(text + "\n", encoding="utf-8")
    return path


def rounded(value: Any) -> Any:
    """The same with numbers to a tenth of a point."""
    if isinstance(value, float):
        return round(value, 1)
    if isinstance(value, dict):
        return {key: rounded(part) for key, part in value.items()}
    return [rounded(part) for part in value] if isinstance(value, (list, tuple)) else value


def make_set(folder: Path, seed: int, pages: int, *, scans: bool = False) -> list[Path]:
    """So many pages below the folder, one folder an issue date; one page in ten is vertical."""
    chance = random.Random(seed)
    written: list[Path] = []
    week = 0
    while len(written) < pages:
        count = min(PAGES, pages - len(written))
        issue = Issue(FIRST + datetime.timedelta(weeks=week), 1189 + week, count)
        first = len(written)
        styles = [
            draw_style(
                chance,
                layer="natural" if (first + place) % 10 in (0, 9) else LAYERS[(first + place) % len(LAYERS)],
                vertical=(first + place) % 10 == 9 and place > 0,
            )
            for place in range(count)
        ]
        printed = make_issue(chance, issue, styles)
        home = folder / issue.date.isoformat()
        home.mkdir(parents=True, exist_ok=True)
        for place, page in enumerate(printed):
            written.append(write_page(home, page, seed * 1000 + first + place, scan=scans))
        note = {
            "schema": 1,
            "newspaper": NEWSPAPER,
            "date": issue.date.isoformat(),
            "issue_number": str(issue.number),
            "pages": [f"{number:02d}" for number in range(1, count + 1)],
            "joined": joined(printed),
        }
        (home / "issue.json").write_text(json.dumps(note, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        week += 1
    return written
