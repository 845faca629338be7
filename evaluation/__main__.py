"""`python -m evaluation [--shared DIR] [--update]`: all figures, their floors, exit code 1 below a floor."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from evaluation.bylines import score_bylines
from evaluation.cases import score_cases
from evaluation.dates import score_dates
from evaluation.ingest import score_ingest
from evaluation.ingest.hostile import score_hostile
from evaluation.ingest.hostile_files import score_hostile_files
from evaluation.jumps import score_jumps
from evaluation.laid_out import score_laid_out
from evaluation.local_government import score_local_government
from evaluation.people import score_people
from evaluation.press_pages import score_press_pages
from evaluation.print_pages import score_print_pages
from evaluation.runs import score_runs
from evaluation.scores import FLOORS, Score, below, raised, read_floors, table
from evaluation.search import score_search
from evaluation.seed import score_seed
from evaluation.web import score_web

ROOT = Path(__file__).parent.parent
LATEST = ROOT / "eval" / "latest.json"


def scores(shared: Path) -> list[Score]:
    """Every figure, in the order of the table."""
    parts = (
        score_seed,
        score_cases,
        score_bylines,
        score_laid_out,
        score_jumps,
        score_print_pages,
        score_press_pages,
        score_dates,
        score_local_government,
        score_people,
        score_runs,
        score_search,
        score_ingest,
        score_hostile,
        score_hostile_files,
        score_web,
    )
    return [score for part in parts for score in part(shared)]


def main(arguments: list[str] | None = None) -> int:
    """Prints the table, writes `eval/latest.json`; 0 when every figure reaches its floor, 1 when not, 2 without the material."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument(
        "--shared", type=Path, default=ROOT.parent / "shared", help="folder with gold, cases and data (default ../shared)"
    )
    parser.add_argument("--update", action="store_true", help="raise the floors to what was reached; none is lowered")
    parser.add_argument("--misses", type=int, default=3, help="how many misses to print under a figure")
    options = parser.parse_args(arguments)
    if not (options.shared / "gold").is_dir():
        print(f"no evaluation material at {options.shared}: nothing was measured", file=sys.stderr)
        return 2
    found = scores(options.shared)
    floors = read_floors()
    print(table(found, floors, options.misses))
    LATEST.parent.mkdir(exist_ok=True)
    latest = {
        "scores": {
            score.name: {"value": score.value, "counted": score.counted, "misses": list(score.misses)} for score in found
        }
    }
    LATEST.write_text(json.dumps(latest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if options.update:
        floors = raised(found, floors)
        FLOORS.write_text(json.dumps(floors, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    wrong = below(found, floors)
    for line in wrong:
        print(f"below the floor: {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
