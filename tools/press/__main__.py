"""`python -m tools.press --out FOLDER --seed N --pages K [--scans]`: a set of pages and what is printed on them.

`--samples` writes the printed samples of the repository anew instead (samples-print/, tests/data/samples-print/).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tools.press.samples import ROOT, make_samples
from tools.press.sets import make_set


def main() -> None:
    """Writes the set and says where."""
    parser = argparse.ArgumentParser(prog="python -m tools.press", description=__doc__)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=int, default=8)
    parser.add_argument("--scans", action="store_true", help="a picture of 200 dpi beside every PDF")
    parser.add_argument("--samples", action="store_true", help="the printed samples of the repository")
    given = parser.parse_args()
    if given.samples:
        make_samples(ROOT)
        return
    if given.out is None:
        parser.error("--out is missing")
    written = make_set(given.out, given.seed, given.pages, scans=given.scans)
    print(f"{len(written)} pages in {given.out}")


if __name__ == "__main__":
    main()
