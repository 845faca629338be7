"""The plug is pulled: `bulletin serve` killed with -9 during an ingest of 500 records; nothing is lost and nothing is there twice."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import urllib.request
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from indexer.engine import engine_status
from indexer.settings import Settings
from tests.engine.bulletin import Bulletin, answers, wait_for

pytestmark = pytest.mark.engine

PAGES, RECORDS_A_PAGE = 50, 10
TOPICS = (
    "社区食堂",
    "河道清淤",
    "公交线路",
    "农技培训",
    "图书漂流",
    "消防演练",
    "旧楼加梯",
    "口袋公园",
    "义诊活动",
    "跳绳比赛",
)


def write_issues(folder: Path) -> None:
    """Fifty pages of ten reports each, every headline different."""
    first = date(2023, 1, 3)
    for number in range(PAGES):
        day = first + timedelta(days=number // 4)
        reports = []
        for place, topic in enumerate(TOPICS):
            headline = f"岚汀新区{topic}第{number * RECORDS_A_PAGE + place + 1}期启动"
            reports.append(f"{headline}\n\n本报讯(记者乔知远)近日,{headline},居民踊跃参加,现场秩序井然。")
        path = folder / day.isoformat() / f"{number % 4 + 1:02d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(reports) + "\n", encoding="utf-8")


def rows(home: Path) -> int:
    try:
        with closing(sqlite3.connect(f"{(home / 'catalog.sqlite').as_uri()}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM page_version").fetchone()[0])
    except sqlite3.Error:
        return 0


def test_kill_of_serve_during_an_ingest_loses_nothing_and_doubles_nothing(bare_home: Settings, tmp_path: Path) -> None:
    """The engine ends with its owner; the rerun ends with exactly the 500."""
    bulletin = Bulletin(bare_home.home)
    papers = tmp_path / "报纸"
    write_issues(papers)
    with bulletin.serving() as (server, address):
        wait_for(lambda: answers(f"{address}/healthz"), 60, "serve did not come up")
        wait_for(lambda: engine_status(bare_home).running, 60, "no engine under serve")
        assert b'"running": true' in bulletin.run("engine", "status", "--json").stdout
        ingest = bulletin.start("ingest", str(papers))
        moment = random.Random().randrange(5, PAGES - 5)
        wait_for(lambda: rows(bare_home.home) >= moment or ingest.poll() is not None, 60, "ingest did not begin")
        os.kill(server.pid, signal.SIGKILL)
        server.wait(30)
        ingest.wait(120)
    wait_for(lambda: not engine_status(bare_home).running, 30, "the engine outlived its owner")

    again = bulletin.run("ingest", str(papers), "--json")
    assert again.returncode == 0, (moment, again.stdout.decode(), again.stderr.decode())
    counts = json.loads(again.stdout)["counts"]
    assert counts["new"] + counts["same"] == PAGES and sum(counts.values()) == PAGES, (moment, counts)

    with bulletin.serving() as (_, address):
        wait_for(lambda: answers(f"{address}/readyz"), 60, "the next start is not healthy")
        with urllib.request.urlopen(f"{address}/api/v1/search?q=&size=1", timeout=10) as answer:
            assert json.loads(answer.read())["total"] == PAGES * RECORDS_A_PAGE, moment
        doctor = bulletin.run("doctor", "--full", "--json")
        assert doctor.returncode == 0, doctor.stdout.decode()
