"""Disks that are full and homes that may not be written, as real small disks: the run says so, and goes on where there is room again."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from evaluation.ingest.commands import Home
from evaluation.ingest.kills import holdings
from evaluation.ingest.poisons import surroundings, write_good_pages
from evaluation.scores import Score, Tally
from evaluation.search.library import timed
from indexer.engine.connection import client_of
from indexer.engine.state import running_state
from indexer.settings import Settings

PAGES, MORE = 200, 40
STEP = 160 * 1024
"""Each disk is larger by so many bytes than the one before, so that every step of the work meets a full one."""
LARGE = 512 * 1024 * 1024
ENGINE_DISK = 2 * 1024**3
LEFT_FREE = 300 * 1024 * 1024
"""Below half a gigabyte the embedded engine makes its indices read-only."""
NOTICE_SECONDS = 180.0
"""The engine looks at its disk every half a minute, and takes a block back as seldom."""


def score_disks(address: str, folder: Path) -> list[Score]:
    """Full disks under a home and under an engine, and a home that became read-only; needs the right to mount."""
    full, closed = Tally(), Tally()
    papers = folder / "报纸"
    write_good_pages(papers, PAGES)
    if not may_mount(folder):
        full.add(False, "no disk can be mounted here: run make eval as root")
        return [full.score("full disks"), full.score("read-only homes")]
    clean = Home(folder / "clean", ELASTICSEARCH_URL=address, BULLETIN_ALIAS="cleandisk")
    with timed("full and read-only disks"):
        clean.run("ingest", str(papers), "--batch", "x", "--json")
        for number in count(1):
            if _small_disk(folder / f"disk{number}", address, papers, number * STEP, clean, full):
                break
        _read_only(folder / "closed", address, papers, closed)
        _engine_disk(folder / "engine-disk", papers, clean, full)
    return [full.score("full disks"), closed.score("read-only homes")]


def may_mount(folder: Path) -> bool:
    """True where this user may mount a disk made of memory."""
    try:
        with disk(folder / "probe", STEP):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


@contextmanager
def disk(place: Path, size: int) -> Iterator[Callable[[str], None]]:
    """A disk of so many bytes at this place; gives what mounts it again with other options."""

    def mount(options: str) -> None:
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], check=True, capture_output=True)

    place.mkdir()
    mount(f"size={size}")
    try:
        yield lambda options: mount(f"remount,{options}")
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=False, capture_output=True)


def _small_disk(place: Path, address: str, papers: Path, size: int, clean: Home, tally: Tally) -> bool:
    """An ingest into a home on a disk of this size; True when it was large enough."""
    home = Home(place, ELASTICSEARCH_URL=address, BULLETIN_ALIAS=place.name)
    words = ("ingest", str(papers), "--batch", "x", "--json")
    with disk(place, size) as again:
        code, report = home.run(*words)
        if code == 0:
            return True
        said = report["stopped"]["message_zh"] if report and report["stopped"] else home.log()
        tally.add(code == 1 and "磁盘满了" in said and "Traceback" not in home.log(), f"{size}: exit {code}, {said[-300:]}")
        again(f"size={LARGE}")
        code, report = home.run(*words)
        counts = report["counts"] if report else {}
        tally.add(code == 0 and counts["new"] + counts["same"] == PAGES, f"{size}: the rerun ends with {code}: {counts}")
        found, wanted = holdings(home), holdings(clean)
        tally.add(found == wanted, f"{size}: {found}, a clean run {wanted}")
    return False


def _read_only(place: Path, address: str, papers: Path, tally: Tally) -> None:
    home = Home(place, ELASTICSEARCH_URL=address, BULLETIN_ALIAS="closed")
    with disk(place, LARGE) as again:
        for filled in (False, True):
            again("ro")
            before = surroundings(place)
            code, _ = home.run("ingest", str(papers), "--json")
            said = home.log()
            tally.add(code == 1 and "不能写入" in said and "Traceback" not in said, f"filled {filled}: exit {code}, {said}")
            tally.add(surroundings(place) == before, f"filled {filled}: something has changed")
            again("rw")
            code, _ = home.run("ingest", str(papers), "--json")
            tally.add(code == 0, f"filled {filled}: not taken in when it can be: {code}, {home.log()}")


def _engine_disk(place: Path, papers: Path, clean: Home, tally: Tally) -> None:
    home = Home(place)
    ballast = place / "ballast"
    with disk(place, ENGINE_DISK):
        try:
            home.run("engine", "start")
            code, _ = home.run("ingest", str(papers), "--batch", "x", "--json")
            tally.add(code == 0, f"engine's disk: {code}, {home.log()}")
            free = os.statvfs(place)
            with ballast.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, free.f_bavail * free.f_frsize - LEFT_FREE)
            tally.add(_waited(home, blocked=True), "the engine did not become read-only")
            write_good_pages(papers, PAGES + MORE)
            code, report = home.run("ingest", str(papers), "--batch", "x", "--json")
            stopped = (report or {}).get("stopped") or {}
            right = code == 1 and stopped.get("code") == "engine_refused" and "磁盘" in stopped["message_zh"]
            tally.add(right, f"engine's disk: {code}, {stopped}, {home.log()}")
            ballast.unlink()
            tally.add(_waited(home, blocked=False), "the engine stays read-only")
            code, _ = home.run("ingest", str(papers), "--batch", "x", "--json")
            clean.run("ingest", str(papers), "--batch", "x", "--json")
            found, wanted = holdings(home), holdings(clean)
            tally.add(code == 0 and found == wanted, f"engine's disk: {code}, {found}, a clean run {wanted}")
        finally:
            home.run("engine", "stop")
            home.end()


def _waited(home: Home, *, blocked: bool) -> bool:
    state = running_state(home.engine)
    if state is None:
        return False
    with client_of(state, Settings.from_env(home=home.home)) as client:
        end = time.monotonic() + NOTICE_SECONDS
        while time.monotonic() < end:
            found = client.indices.get_settings(index="bulletin", flat_settings=True).body.values()
            if any("index.blocks.read_only_allow_delete" in row["settings"] for row in found) == blocked:
                return True
            time.sleep(1)
    return False
