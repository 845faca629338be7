"""Documents made to harm and 3,000 damaged ones in one run: each has an outcome, and nothing else has happened.

Few pictures among them, and small ones: each is recognised, which takes seconds.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]

from evaluation.ingest.bombs import bombs, small_page, small_picture
from evaluation.ingest.commands import Home
from evaluation.ingest.mutations import mutated
from evaluation.ingest.pages import LONG_AGO
from evaluation.ingest.poisons import PAGE, surroundings
from evaluation.scores import Score, Tally

SEED = 20211116
MUTATIONS = 3000
LARGEST_SAMPLE = 120_000
PROCESS_MB = 1536
SECONDS_A_PAGE = "20"
DAY = "2031-03-01"
SUFFIXES = {".pdf", ".docx", ".ofd", ".html", ".txt"}


def score_hostile_files(shared: Path, count: int = MUTATIONS) -> list[Score]:
    """How many of the files have an outcome, and how many of the checks on the run hold."""
    with tempfile.TemporaryDirectory() as name:
        outside = Path(name) / "outside"
        papers = outside / "报纸"
        refused = write_files(papers, shared, count)
        return run_over(papers, refused, Path(name) / "home")


def write_files(papers: Path, shared: Path, count: int) -> dict[str, bool]:
    """Writes all of them into one folder; returns name and whether the file has to be refused."""
    wanted = {}
    target = papers / DAY
    target.mkdir(parents=True)
    chance = random.Random(SEED)
    samples = _samples(shared)
    files = {name: (data, must) for name, (data, must) in bombs().items()}
    for number in range(count):
        suffix, data = ((".png", _one_picture(chance))) if number % 100 == 0 else mutated(samples, chance)
        files[f"{number:04d}{suffix}"] = data, False
    for name, (data, must) in files.items():
        (target / name).write_bytes(data)
        os.utime(target / name, (LONG_AGO, LONG_AGO))
        wanted[name] = must
    return wanted


def run_over(papers: Path, wanted: dict[str, bool], place: Path) -> list[Score]:
    """Takes them in for a look (`--dry-run`), and holds what is reported and left against what was given."""
    own = place.with_name("tmp")
    own.mkdir()
    home = Home(place, BULLETIN_READER_SECONDS=SECONDS_A_PAGE, TMPDIR=str(own))
    before = surroundings(papers.parent)
    run, files = Tally(), Tally()
    began = time.monotonic()
    with _peak(home) as peak:
        code, report = home.run("ingest", str(papers), "--dry-run", "--paper", "p", "--workers", "2", "--json", "--quiet")
    run.add(code in (0, 1) and bool(report) and report["stopped"] is None, f"exit {code}: {home.log()}")
    run.add(surroundings(papers.parent) == before, "something outside the home has changed")
    run.add(not (left := home.left_over(10)), f"processes are left: {left}")
    home.end()
    run.add(not (names := sorted(path.name for path in own.iterdir())), f"temporary files are left: {names}")
    run.add(peak[0] < PROCESS_MB, f"a process took {peak[0]} MB")
    print(
        f"evaluation.hostile_files: {len(wanted)} files, {time.monotonic() - began:.0f} s, largest process {peak[0]} MB",
        file=sys.stderr,
    )
    _outcomes(report or {"outcomes": []}, wanted, files)
    return [files.score("hostile files with an outcome"), run.score("a run over hostile files")]


def _outcomes(report: dict[str, Any], wanted: dict[str, bool], files: Tally) -> None:
    said: dict[str, list[Any]] = {}
    for row in report["outcomes"]:
        said.setdefault(row["source"].split(f"{DAY}/", 1)[-1].split("/", 1)[0], []).append(row["error"])
    for name, must in wanted.items():
        rows = said.get(name, [])
        faults = [row for row in rows if row]
        internal = any(row["code"] == "internal_error" for row in faults)
        files.add(bool(rows) and not internal and (bool(faults) or not must), f"{name}: {faults or rows}")


def _samples(shared: Path) -> list[tuple[str, bytes]]:
    html = f"<!doctype html><html><head><title>岚汀导报</title></head><body><p>{PAGE.format(number=9)}</p></body></html>"
    own = [(".pdf", small_page(f"Lan Ting Herald {number}")) for number in range(4)]
    own += [(".txt", PAGE.format(number=9).encode()), (".html", html.encode())]
    given = [
        (path.suffix, path.read_bytes())
        for folder in ("pdf", "ofd", "docx")
        for path in sorted((shared / "data" / folder).glob("*"))
        if path.suffix in SUFFIXES and path.stat().st_size <= LARGEST_SAMPLE
    ]
    return own + given


def _one_picture(chance: random.Random) -> bytes:
    return mutated([(".png", small_picture())], chance)[1]


@contextmanager
def _peak(home: Home) -> Iterator[list[int]]:
    """The largest resident memory, in MB, of any process of the home while the block runs."""
    peak, over = [0], threading.Event()

    def look() -> None:
        while not over.wait(0.3):
            for pid in home.processes():
                with suppress(psutil.Error):
                    peak[0] = max(peak[0], psutil.Process(pid).memory_info().rss >> 20)

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()
