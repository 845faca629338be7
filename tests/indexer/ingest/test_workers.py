"""The worker processes of a run: as many as there are cores, and gone when the run is, however it ends."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.engine.bulletin import Bulletin, children, runs, wait_for
from tests.engine.test_kill import write_issues


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_workers_end_with_their_run(tmp_path: Path, number: signal.Signals, code: int) -> None:
    for copy in range(12):
        write_issues(tmp_path / "报纸" / str(copy))
    bulletin = Bulletin(tmp_path / "home")
    run = bulletin.start("ingest", str(tmp_path / "报纸"), "--dry-run", "--workers", "2")
    wait_for(lambda: len(children(run)) >= 3 or run.poll() is not None, 60, "no workers")
    workers = children(run)
    run.send_signal(number)
    output = run.communicate(timeout=30)[0].decode()
    assert run.returncode == code, output
    assert number is signal.SIGKILL or "没有做完" in output
    wait_for(lambda: not any(map(runs, workers)), 30, f"still running: {workers}")


def test_a_run_over_a_few_files_starts_no_worker(tmp_path: Path) -> None:
    write_issues(tmp_path / "样")
    first = sorted((tmp_path / "样").iterdir())[:2]
    bulletin = Bulletin(tmp_path / "home")
    run = bulletin.start("ingest", *map(str, first), "--dry-run", "--workers", "8")
    most = 0
    while run.poll() is None:
        most = max(most, len(children(run)))
    run.communicate()
    assert (run.returncode, most) == (0, 0)
