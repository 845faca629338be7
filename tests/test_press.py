"""The press prints what it says that it prints: on paper, nothing over something else, every character told."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tools.press import faces
from tools.press.pages import NEWSPAPER, Issue, Printed
from tools.press.sets import FIRST, joined, make_issue
from tools.press.sheet import Sheet, meet
from tools.press.style import draw_style
from tools.press.wear import draw_wear, worn
from tools.press.writing import new_canvas

ROOT = Path(__file__).parent.parent
SEEDS = range(8)


@pytest.fixture(autouse=True)
def even_faces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every Hanzi one em wide and every Latin letter half of it, so that no face need be installed."""
    monkeypatch.setattr(faces, "advance", lambda _name, character: 0.5 if character < "\u0400" else 1.0)


def printed_issue(seed: int) -> list[Printed]:
    chance = random.Random(seed)
    styles = [draw_style(chance, vertical=number == 3) for number in range(4)]
    return make_issue(chance, Issue(FIRST, 1189, 4), styles)


def printed_boxes(sheet: Sheet) -> list[tuple[tuple[float, float, float, float], str]]:
    return [(run.box, run.text) for run in sheet.runs] + [(picture.box, "photo") for picture in sheet.pictures]


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_printed_off_the_page_or_over_something_else(seed: int) -> None:
    for page in printed_issue(seed):
        sheet = page.sheet
        for box, text in printed_boxes(sheet):
            assert box[0] > -0.5 and box[1] > -0.5 and box[2] < sheet.width + 0.5 and box[3] < sheet.height + 0.5, text
        clashes = [(a[1], b[1]) for a, b in combinations(printed_boxes(sheet), 2) if meet(a[0], b[0], 1.0)]
        assert clashes == []


def told_texts(truth: dict[str, Any]) -> list[str]:
    told = [*truth["masthead"]["raw"], *(entry["text"] for entry in truth["furniture"])]
    if truth["masthead"]["lunar"]:
        told.append(NEWSPAPER)
    for article in truth["articles"]:
        told += [article["headline"] or "", article["kicker"] or "", article["subtitle_raw"] or "", *article["body"]]
        if article["byline"]["position"] == "line":
            told.append(article["byline"]["raw"])
        told += [article[key]["raw"] for key in ("continues_to", "continued_from") if article[key]]
    told += [caption["text"] for caption in truth["captions"]]
    for notice in truth["notices"]:
        told += [notice["title"], *notice["text"]]
    return told


@pytest.mark.parametrize("seed", SEEDS)
def test_every_printed_character_is_told_and_no_other(seed: int) -> None:
    for page in printed_issue(seed):
        printed = Counter(re.sub(r"\s", "", "".join(run.text for run in page.sheet.runs)))
        told = Counter(re.sub(r"\s", "", "".join(told_texts(page.truth))))
        assert printed == told


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_told_stands_in_its_box(seed: int) -> None:
    for page in printed_issue(seed):
        for article in page.truth["articles"]:
            box = article["box"]
            inside = "".join(
                run.text
                for run in page.sheet.runs
                if run.box[0] >= box[0] - 1
                and run.box[1] >= box[1] - 1
                and run.box[2] <= box[2] + 1
                and run.box[3] <= box[3] + 1
            )
            wanted = Counter(re.sub(r"\s", "", "".join(article["body"])))
            assert not wanted - Counter(inside), article["headline"]


def test_an_article_that_runs_over_has_both_halves() -> None:
    found = [(entry, printed) for seed in SEEDS for printed in [printed_issue(seed)] for entry in joined(printed)]
    assert found
    for entry, printed in found:
        articles = {article["id"]: article for page in printed for article in page.truth["articles"]}
        first, rest = articles[entry["from"]], articles[entry["to"]]
        assert "".join(entry["body"]) == "".join([*first["body"], *rest["body"]])
        assert first["continues_to"]["id"] == rest["id"] and rest["continued_from"]["id"] == first["id"]
        assert rest["reporters"] == first["reporters"]


@pytest.mark.parametrize("rotated", [False, True])
def test_a_page_that_is_written_lying_is_shown_upright(rotated: bool) -> None:
    import pypdfium2
    from reportlab.pdfgen.canvas import Canvas

    canvas, out = new_canvas(300, 400, rotated=rotated)
    assert isinstance(canvas, Canvas)
    canvas.rect(20, 380 - 50, 100, 50, fill=1)
    canvas.showPage()
    canvas.save()
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        picture = document[0].render().to_pil().convert("L")
    assert picture.size == (300, 400)
    assert picture.getpixel((30, 30)) == 0 and picture.getpixel((280, 380)) == 255 and picture.getpixel((30, 90)) == 255


def test_one_seed_prints_one_issue() -> None:
    assert [page.truth for page in printed_issue(3)] == [page.truth for page in printed_issue(3)]
    assert printed_issue(3)[0].truth != printed_issue(4)[0].truth


def test_wear_is_the_same_for_one_seed_and_keeps_the_size() -> None:
    from PIL import Image, ImageDraw

    page = Image.new("L", (300, 400), 255)
    ImageDraw.Draw(page).rectangle([60, 60, 240, 90], fill=0)
    one, again = (worn(page, page, draw_wear(5)) for _ in range(2))
    assert one.size == page.size
    assert one.tobytes() == again.tobytes() != page.tobytes()
    assert one.tobytes() != worn(page, page, draw_wear(6)).tobytes()


def test_every_printed_sample_has_its_truth_beside_the_tests() -> None:
    files = sorted(path.relative_to(ROOT / "samples-print" / NEWSPAPER) for path in (ROOT / "samples-print").rglob("*.*"))
    truths = sorted((ROOT / "tests/data/samples-print").rglob("*.expected.json"))
    assert [path.with_suffix("") for path in files] == [
        Path(path.parent.name, path.name.removesuffix(".expected.json")) for path in truths
    ]
    for path in truths:
        told = json.loads(path.read_text(encoding="utf-8"))
        width, height = told["page_size"]
        for entry in (*told["articles"], *told["captions"], *told["notices"]):
            x0, y0, x1, y1 = entry["box"]
            assert 0 <= x0 < x1 <= width and 0 <= y0 < y1 <= height, entry["id"]
