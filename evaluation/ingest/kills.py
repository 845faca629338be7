"""An ingest that is killed again and again, always going on; and what an archive holds, so that it can be held against a clean run."""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from evaluation.ingest.commands import LONGEST_SECONDS, Home
from evaluation.scores import Tally
from indexer.catalog import Originals, open_catalog

STARTING_SECONDS = 6.0
"""An ingest comes up, starts its engine and enters its first pages within about so long."""
BETWEEN_COMMITS_SECONDS = 1.5
BEYOND = 1.08
"""Moments are spread a little beyond the last page, so that some fall when all is entered and the index still follows."""
LOOK_SECONDS = 0.02
TRIES = 8
"""So often a kill is tried that finds nothing to be killed."""


class Victim(StrEnum):
    """What is killed. An ingest that is killed takes the embedded engine with it, unless that is kept by `engine start`."""

    INGEST = "ingest"
    INGEST_ALONE = "ingest, engine kept"
    ENGINE = "engine"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Moment:
    """When to kill what: once a share of all pages is entered, and so many seconds after."""

    victim: Victim
    share: float
    seconds: float


def moments(count: int, seed: int, victims: Sequence[Victim]) -> tuple[Moment, ...]:
    """So many random moments over the whole of a run: one in four while it comes up, the others at any place of its work."""
    chance = random.Random(seed)
    found = []
    for place in range(count):
        share = (place + chance.random()) / count * BEYOND
        coming_up = chance.random() < 0.25
        seconds = chance.uniform(0, STARTING_SECONDS if coming_up else BETWEEN_COMMITS_SECONDS)
        found.append(Moment(victims[place % len(victims)], 0.0 if coming_up else share, seconds))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class KilledRun:
    """What became of an ingest that was killed: how often, in how many runs, and the report of the last one, which was left alone."""

    kills: int
    runs: int
    code: int
    report: dict[str, Any]


def killed_ingest(home: Home, folder: Path, pages: int, when: Sequence[Moment], *options: str) -> KilledRun:
    """Ingests the folder, killed at these moments, and goes on until it ends by itself.

    Where a run has ended before its moment came, or has no engine, the next run is killed, sooner.
    """
    words = ("ingest", str(folder), "--batch", "x", *options)
    kills = runs = 0
    process: subprocess.Popen[bytes] | None = None
    for moment in when:
        seconds = moment.seconds
        for _ in range(TRIES):
            if process is None or process.poll() is not None:
                if moment.victim is Victim.INGEST_ALONE and not home.engine_is_kept():
                    home.run("engine", "start")
                process = home.start(*words)
                runs += 1
            while process.poll() is None and not _due(home, moment, pages):
                time.sleep(LOOK_SECONDS)
            time.sleep(seconds)
            if _kill(home, process, moment.victim):
                kills += 1
                break
            seconds /= 2
    if process is not None:
        process.wait(LONGEST_SECONDS)
    if home.embedded:
        home.run("engine", "start")  # for this run and for the check after it
    code, report = home.run(*words, "--json")
    return KilledRun(kills, runs + 1, code, report or {})


def _kill(home: Home, process: subprocess.Popen[bytes], victim: Victim) -> bool:
    """True when all that was to be killed was there."""
    if process.poll() is not None:
        return False
    hit = home.kill_engine() if victim in (Victim.ENGINE, Victim.BOTH) else True
    if victim is not Victim.ENGINE:
        process.kill()
        process.wait()
    return hit


def _due(home: Home, moment: Moment, pages: int) -> bool:
    engine = moment.victim in (Victim.ENGINE, Victim.BOTH)
    return home.entered() >= min(moment.share, 1.0) * pages and (not engine or home.engine_pid() is not None)


@dataclass(frozen=True, slots=True)
class Holdings:
    """What an archive holds."""

    catalog: str
    expected: str
    found: str
    records: tuple[int, int]
    faults: tuple[str, ...]
    addresses: int
    versions: int
    damaged: tuple[str, ...]
    unknown: tuple[str, ...]
    """Originals that no source names."""


def holdings(home: Home) -> Holdings:
    """By `bulletin index check`, and by reading catalog and originals; raises AssertionError when the command says nothing."""
    _, check = home.run("index", "check", "--json")
    assert check is not None, home.log()
    digests = check["digests"]
    originals = Originals.of(home.home)
    with open_catalog(home.home, write=False) as catalog:
        summaries = [page.versions for page in catalog.pages.summaries()]
        hashes = tuple(catalog.sources.hashes())
        return Holdings(
            digests["catalog"],
            digests["expected"],
            digests["index"],
            (check["records"]["expected"], check["records"]["index"]),
            catalog.faults(full=True),
            len(summaries),
            sum(summaries),
            tuple(originals.damaged(iter(hashes))),
            tuple(sorted(set(originals.stored()).difference(hashes))),
        )


def held_against(tally: Tally, clean: Holdings, found: Holdings, run: KilledRun, pages: int) -> None:
    """Enters in the tally whether an archive is what a clean run leaves."""
    counts = run.report.get("counts", {})
    tally.add(run.code == 0, f"the last run ends with {run.code}: {counts}")
    done = counts.get("new", 0) + counts.get("same", 0)
    tally.add(done == pages == sum(counts.values()), f"report of the last run: {counts}")
    tally.add(found.catalog == clean.catalog, "the catalog is not that of a clean run")
    tally.add(found.found == clean.found, f"the index is not that of a clean run: {found.records}, clean {clean.records}")
    tally.add(found.expected == found.found, f"the index is not what the catalog says: {found.records}")
    tally.add(found.faults == (), f"integrity of the catalog: {found.faults[:3]}")
    tally.add(found.addresses == found.versions == pages, f"{found.addresses} pages in {found.versions} versions")
    tally.add(found.damaged == (), f"originals damaged: {found.damaged[:3]}")
    tally.add(found.unknown == (), f"originals that nothing names: {found.unknown[:3]}")
