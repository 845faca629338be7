"""A run that is stopped half way: its report and its batch say what was done, and the same command goes on."""

from __future__ import annotations

import os
import signal
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from indexer.errors import EngineUnavailable
from indexer.ingest import taking
from indexer.ingest.interruption import Interrupted, interruptible
from indexer.ingest.options import IngestOptions
from indexer.ingest.progress import Progress
from indexer.ingest.run import ingest, preview
from indexer.load import chunks
from indexer.settings import Settings
from tests.indexer.engine_stand_in import EngineStandIn

PAGE = "岚汀新区举办社区厨艺赛\n\n本报讯（记者乔知远）11月4日上午，岚汀新区举办第三届社区厨艺赛。\n"
PAGES = 60


@pytest.fixture
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sixty pages, entered and loaded ten at a time, and a file that is none."""
    monkeypatch.setattr(taking, "COMMIT_PAGES", 10)
    monkeypatch.setattr(chunks, "CHUNK_DOCUMENTS", 10)
    folder = tmp_path / "报纸"
    for number in range(PAGES):
        day = date(2024, 1, 1) + timedelta(days=number)
        (folder / day.isoformat()).mkdir(parents=True)
        (folder / day.isoformat() / "01.txt").write_text(PAGE)
    (folder / "2024-01-01" / "坏.pdf").write_bytes(b"%PDF-1.4")
    return folder


def states(home: Path) -> dict[str, int]:
    """The outcomes in the catalog, of all batches."""
    with closing(sqlite3.connect(home / "catalog.sqlite")) as catalog:
        return dict(catalog.execute("SELECT state, count(*) FROM outcome GROUP BY state").fetchall())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_reports_what_is_done_and_the_next_one_ends_as_one_run_would(
    papers: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    engine = EngineStandIn()
    engine.play(monkeypatch)

    def kill(progress: Progress) -> None:
        if progress.files == 55:
            os.kill(os.getpid(), number)

    with interruptible():
        report = ingest([papers], IngestOptions(batch="b"), settings, engine.client, kill)
    assert report.interrupted is not None
    assert report.interrupted.exit_code == 128 + number
    assert "再运行一次" in report.interrupted.zh
    assert report.counts["failed"] == 1
    assert 0 < report.counts["new"] < PAGES
    assert states(settings.home) == {"new": report.counts["new"], "failed": 1}

    again = ingest([papers], IngestOptions(batch="b"), settings, engine.client)
    assert again.stopped is None
    assert report.counts["new"] + again.counts["new"] == PAGES
    assert len(engine.documents) == PAGES


def test_an_engine_that_goes_for_good_leaves_the_outcomes_of_the_run_in_the_catalog(
    papers: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = EngineStandIn()
    engine.play(monkeypatch)

    def go(progress: Progress) -> None:
        if progress.files == 55:
            raise EngineUnavailable("连不上检索引擎。", "gone")

    report = ingest([papers], IngestOptions(batch="b"), settings, engine.client, go)
    assert report.stopped is not None and report.interrupted is None
    assert states(settings.home) == {"new": report.counts["new"], "failed": 1}


def test_a_preview_that_is_interrupted_says_so(papers: Path, settings: Settings) -> None:
    def kill(_: Progress) -> None:
        os.kill(os.getpid(), signal.SIGINT)

    with interruptible():
        report = preview([papers], IngestOptions(workers=2), settings, kill)
    assert report.interrupted and report.totals.files == 1


def test_a_first_signal_may_be_a_polite_request() -> None:
    asked: list[bool] = []
    with pytest.raises(Interrupted) as caught, interruptible(first=lambda: asked.append(True)):
        os.kill(os.getpid(), signal.SIGTERM)
        assert asked == [True]
        os.kill(os.getpid(), signal.SIGTERM)
    assert caught.value.exit_code == 143
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_progress_tells_files_bytes_and_records_and_ends_with_all_of_them(
    papers: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Packed and as lines, too: what was done adds up to what stands on disk."""
    line = '{"issue_date": "2024-11-05", "page": 3, "headline": "岚汀湖步道贯通", "body": "步道全线贯通。"}\n'
    (papers / "三.jsonl").write_text("".join(line.replace("3,", f"{page},", 1) for page in range(1, 90)))
    engine = EngineStandIn()
    engine.play(monkeypatch)
    seen: list[Progress] = []
    report = ingest([papers], IngestOptions(batch="b"), settings, engine.client, seen.append)
    assert seen[-1].files == report.totals.files == PAGES + 2
    assert seen[-1].bytes == sum(path.stat().st_size for path in papers.rglob("*") if path.is_file())
    assert [progress.bytes for progress in seen] == sorted(progress.bytes for progress in seen)
    assert sum(progress.name == "报纸/三.jsonl" for progress in seen) >= 1
