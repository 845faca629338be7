"""Pages in layouts that nobody looked at: our own press with a seed that no rule was made by, and worn scans of the gold's pages.

The press sets every page in another look (columns, rules or none, upright headlines, frames, pictures, half of the text layers spoiled).
Scans at 150 dpi, turned, curled, stained and with the back page shining through have figures and no floor.
"""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from evaluation.print_pages import near_scores, read_pages
from evaluation.scores import Score
from tools.press.sets import make_set
from tools.press.wear import draw_wear, wear_page

SEED = 40771
PAGES = 16
WORN = (0, 2, 4, 6)
"""Places of the gold's pages that are worn; each takes ten seconds."""


def score_press_pages(shared: Path) -> list[Score]:
    """Figures of the press's pages, then of the worn scans."""
    with TemporaryDirectory() as folder:
        make_set(Path(folder), SEED, PAGES)
        truths = [
            (path, json.loads(path.read_text(encoding="utf-8")))
            for path in sorted(Path(folder).glob("*/[0-9][0-9].expected.json"))
        ]
        pressed = list(read_pages([(path.with_name(page["file"]), page) for path, page in truths]))
        worn = list(read_pages(_worn(shared, Path(folder))))
    return [*near_scores(pressed, "own press"), *near_scores(worn, "worn scans")]


def _worn(shared: Path, folder: Path) -> list[tuple[Path, dict[str, object]]]:
    gold = sorted((shared / "gold" / "issues").glob("*/[0-9][0-9].expected.json"))
    files = []
    for place in WORN:
        page = json.loads(gold[place].read_text(encoding="utf-8"))
        data, back = (
            path.with_name(json.loads(path.read_text(encoding="utf-8"))["file"]) for path in (gold[place], gold[place - 1])
        )
        wear = draw_wear(SEED + place)
        target = folder / f"worn-{place}.jpg"
        wear_page(data.read_bytes(), back.read_bytes(), wear).save(
            target, "JPEG", quality=wear.quality, dpi=(wear.dpi, wear.dpi)
        )
        files.append((target, page))
    return files
