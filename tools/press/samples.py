"""The printed samples of the repository: one issue of 岚汀导报 as PDF, one as scans, and what is printed on them."""

from __future__ import annotations

import datetime
import json
import random
from dataclasses import replace
from pathlib import Path

from tools.press.pages import NEWSPAPER, Issue, Printed
from tools.press.sets import joined, make_issue, rounded
from tools.press.style import Style, draw_style
from tools.press.wear import Wear, worn
from tools.press.writing import render, write_pdf

ROOT = Path(__file__).parent.parent.parent
PDF_ISSUE = (Issue(datetime.date(2024, 11, 12), 1189, 4), 41)
SCAN_ISSUE = (Issue(datetime.date(2024, 11, 19), 1190, 2), 52)
LAYERS = ("natural", "shuffled", "fakebold", "natural")


def sample_style(seed: int, layer: str) -> Style:
    """The look of one paper: tabloid, five columns, in faces whose licences are those of docs/samples.md."""
    return replace(
        draw_style(random.Random(seed), "tabloid", layer),
        margin=34.0,
        columns=5,
        gutter=12.0,
        body="song",
        size=9.5,
        leading=14.2,
        heads=("wenkai-bold", "microhei"),
        aside="kai",
        divide="rules",
        gap=14.0,
        centred=True,
        frame="simple",
    )


def make_samples(root: Path) -> None:
    """Writes samples-print/ and tests/data/samples-print/ below the root."""
    issue, seed = PDF_ISSUE
    pages = make_issue(random.Random(seed), issue, [sample_style(seed, layer) for layer in LAYERS])
    for number, page in enumerate(pages):
        path = _place(root, issue) / f"{number + 1:02d}.pdf"
        path.write_bytes(write_pdf(page.sheet, page.style.layer, seed + number))
        _tell(root, issue, page, {"file": path.name})
    _tell_issue(root, issue, pages)
    issue, seed = SCAN_ISSUE
    pages = make_issue(random.Random(seed), issue, [sample_style(seed, "natural")] * issue.pages)
    pictures = [render(write_pdf(page.sheet, "natural", seed), 200) for page in pages]
    for number, page in enumerate(pages):
        wear = Wear(seed + number, dpi=200, skew=(0.7, -0.5)[number], bleed=0.03, shade=0.06, noise=2.0, quality=50)
        path = _place(root, issue) / f"{number + 1:02d}.jpg"
        picture = worn(pictures[number], pictures[number - 1], wear)
        picture.save(path, "JPEG", quality=wear.quality, dpi=(wear.dpi, wear.dpi), optimize=True)
        scan = {"file": path.name, "dpi": wear.dpi, "skew_degrees": wear.skew}
        _tell(root, issue, page, {"file": path.name, "scan": scan})
    _tell_issue(root, issue, pages)


def _place(root: Path, issue: Issue) -> Path:
    folder = root / "samples-print" / NEWSPAPER / issue.date.isoformat()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _truth(root: Path, issue: Issue) -> Path:
    folder = root / "tests" / "data" / "samples-print" / issue.date.isoformat()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _tell(root: Path, issue: Issue, page: Printed, more: dict[str, object]) -> None:
    path = _truth(root, issue) / f"{page.truth['page']:02d}.expected.json"
    path.write_text(json.dumps(rounded({**more, **page.truth}), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _tell_issue(root: Path, issue: Issue, pages: list[Printed]) -> None:
    note = {
        "schema": 1,
        "newspaper": NEWSPAPER,
        "date": issue.date.isoformat(),
        "issue_number": str(issue.number),
        "pages": [f"{page.truth['page']:02d}" for page in pages],
        "joined": joined(pages),
    }
    path = _truth(root, issue) / "issue.json"
    path.write_text(json.dumps(note, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
