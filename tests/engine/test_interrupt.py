"""Ctrl-C and SIGTERM in the middle of an ingest, also while it waits for an engine that is gone; and a watch that ends when it is told to."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from indexer.engine import engine_status
from indexer.settings import Settings
from tests.engine.bulletin import Bulletin, children, runs, wait_for
from tests.engine.test_kill import PAGES, RECORDS_A_PAGE, rows, write_issues

pytestmark = pytest.mark.engine

ENDING_SECONDS = 30.0
"""Far above what it takes, and far below the patience with an engine that is gone."""


def engine_of(settings: Settings) -> int:
    """The process of the home's engine; 0 when none runs."""
    return engine_status(settings).pid or 0


def kill_the_engine(settings: Settings) -> None:
    os.kill(engine_of(settings), signal.SIGKILL)
    time.sleep(1)


@pytest.mark.parametrize(
    ("number", "before"),
    [(signal.SIGINT, lambda _: None), (signal.SIGTERM, kill_the_engine)],
    ids=["Ctrl-C", "SIGTERM while the engine is gone"],
)
def test_an_interrupted_ingest_ends_at_once_leaves_nothing_running_and_goes_on(
    bare_home: Settings, tmp_path: Path, number: signal.Signals, before: Callable[[Settings], None]
) -> None:
    bulletin = Bulletin(bare_home.home)
    papers = tmp_path / "报纸"
    write_issues(papers)
    ingest = bulletin.start("ingest", str(papers), "--workers", "2", "--quiet")
    wait_for(lambda: rows(bare_home.home) > 3 or ingest.poll() is not None, 120, "ingest did not begin")
    started = children(ingest)
    assert started
    before(bare_home)
    ingest.send_signal(number)
    output = ingest.communicate(timeout=ENDING_SECONDS)[0].decode()
    assert ingest.returncode == 128 + number, output
    assert "没有做完" in output and "再运行一次同样的命令" in output and "Traceback" not in output
    wait_for(lambda: not any(map(runs, started)), 30, f"still running: {started}")

    assert engine_of(bare_home) == 0
    assert bulletin.run("engine", "start").returncode == 0  # one for both
    again = bulletin.run("ingest", str(papers), "--json", "--quiet")
    assert again.returncode == 0, again.stderr.decode()
    counts = json.loads(again.stdout)["counts"]
    assert counts["new"] + counts["same"] == PAGES, counts
    doctor = bulletin.run("doctor", "--full", "--json")
    assert doctor.returncode == 0, doctor.stdout.decode()


def documents(home: Path) -> int:
    """Records of the pages that the index has acknowledged."""
    query = (
        "SELECT sum(json_array_length(v.record_ids)) FROM page AS p JOIN page_version AS v ON v.id = p.current"
        " JOIN in_index AS i ON i.page_id = p.id AND i.revision = p.revision"
    )
    try:
        with closing(sqlite3.connect(f"{(home / 'catalog.sqlite').as_uri()}?mode=ro", uri=True)) as catalog:
            return int(catalog.execute(query).fetchone()[0] or 0)
    except sqlite3.Error:
        return 0


def test_a_watch_takes_what_comes_through_an_engine_that_goes_and_a_folder_that_goes(
    bare_home: Settings, tmp_path: Path
) -> None:
    bulletin = Bulletin(bare_home.home)
    daily, elsewhere = tmp_path / "每日", tmp_path / "卸下"
    daily.mkdir()
    said = (tmp_path / "说的").open("w+b")
    watch = subprocess.Popen(
        [*bulletin.command, "ingest", "--watch", str(daily), "--every", "0.3"],
        env=bulletin.environment,
        stdout=said,
        stderr=said,
        start_new_session=True,
    )

    def text() -> str:
        return (tmp_path / "说的").read_text()

    def put(folder: Path, day: str, page: str) -> None:
        (folder / day).mkdir(parents=True, exist_ok=True)
        (folder / day / "01.txt").write_text(page)

    write_issues(tmp_path / "样")
    page = next((tmp_path / "样").rglob("*.txt")).read_text()
    try:
        wait_for(lambda: "开始监视" in text(), 120, "the watch did not begin")
        put(daily, "2024-11-05", page)
        (daily / "坏.pdf").write_bytes(b"%PDF-1.4")
        wait_for(lambda: documents(bare_home.home) == RECORDS_A_PAGE, 60, "the first issue was not taken in")
        wait_for(lambda: "失败" in text(), 10, "the failed file was not told")

        engine = engine_of(bare_home)
        os.kill(engine, signal.SIGKILL)
        put(daily, "2024-11-06", page)
        wait_for(lambda: documents(bare_home.home) == 2 * RECORDS_A_PAGE, 120, "not taken in after the engine was gone")

        daily.rename(elsewhere)
        wait_for(lambda: "不在了" in text(), 10, "the folder that went was not told")
        put(elsewhere, "2024-11-07", page)
        elsewhere.rename(daily)
        wait_for(lambda: documents(bare_home.home) == 3 * RECORDS_A_PAGE, 60, "not taken in after the folder came back")
        wait_for(lambda: text().count("新增") == 3, 10, text())

        watch.send_signal(signal.SIGINT)
        assert watch.wait(ENDING_SECONDS) == 0, text()
    finally:
        watch.kill()
        said.close()
    assert text().count("坏.pdf") == 1, "a failed file was tried again without a change"
    assert "Traceback" not in text()
    wait_for(lambda: engine_of(bare_home) == 0, 30, "the engine outlived the watch")
    with closing(sqlite3.connect(bare_home.home / "catalog.sqlite")) as catalog:
        names = [row[0] for row in catalog.execute("SELECT name FROM batch")]
    assert len(names) >= 3 and all(name.startswith("watch-") for name in names), names
