"""The report of a real run, the engine's part played by a stand-in: the same lists as a dry run's."""

from __future__ import annotations

import io
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from indexer.catalog import Outcome, State, open_catalog
from indexer.errors import ArchiveError
from indexer.ingest.interruption import RunInterrupted
from indexer.ingest.options import IngestOptions
from indexer.ingest.outcomes import Outcomes
from indexer.ingest.report import IngestReport
from indexer.ingest.run import ingest, preview
from indexer.preview.console import open_console
from indexer.preview.console_run import show_run
from indexer.preview.html import run_report
from indexer.settings import Settings
from tests.indexer.engine_stand_in import EngineStandIn

PAGE = "岚汀新区举办社区厨艺赛\n\n本报讯（记者乔知远）11月4日上午，岚汀新区举办第三届社区厨艺赛。\n"
HEADLESS = "本报讯（记者乔知远）近日，岚汀新区图书馆把闭馆时间推迟到晚上十点，方便下班后的读者。\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_env(home=tmp_path / "home")


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def ingest_without_engine(
    folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, refused: str = "-"
) -> IngestReport:
    engine = EngineStandIn(lambda record: record.startswith(refused))
    engine.play(monkeypatch)
    return ingest([folder], IngestOptions(batch="b"), settings, engine.client)


def without_run(report: IngestReport) -> dict[str, Any]:
    """The JSON of a report without what must differ between a dry and a real run."""
    return {key: value for key, value in as_json(report).items() if key not in ("batch", "dry_run", "seconds")}


def as_json(report: IngestReport) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(b"".join(report.json()))
    return found


def test_a_real_run_reports_what_the_dry_run_foretold(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "报纸"
    write(folder, "2024-11-05/01.txt", PAGE)
    write(folder, "20241105-1版.txt", HEADLESS)
    write(folder, "无日期.txt", PAGE)
    write(folder, "2024-11-05/02.txt", HEADLESS)
    write(
        folder, "旧系统.jsonl", '{"issue_date": "2024-11-08", "page": 1, "headline": "街灯亮了", "body": "亮了。"}\n{"body": \n'
    )
    foretold = without_run(preview([folder], IngestOptions(), settings))
    report = ingest_without_engine(folder, settings, monkeypatch)
    done = without_run(report)
    order = lambda outcome: (outcome["source"], outcome["page"] or "")  # noqa: E731
    assert sorted(done.pop("outcomes"), key=order) == sorted(foretold.pop("outcomes"), key=order)
    assert done == foretold
    assert not report.complete
    (duplicate,) = done["duplicates"]
    assert (duplicate["source"], duplicate["held_by"]) == ("报纸/2024-11-05/01.txt", "报纸/20241105-1版.txt")
    assert done["warnings_by_code"][0]["count"] == 2


def test_a_duplicate_of_an_earlier_run_names_the_file_of_that_run(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "甲", "2024-11-05 第1版.txt", PAGE)
    write(tmp_path / "乙", "20241105-1版.txt", HEADLESS)
    assert ingest_without_engine(tmp_path / "甲", settings, monkeypatch).complete
    (duplicate,) = as_json(preview([tmp_path / "乙"], IngestOptions(), settings))["duplicates"]
    assert duplicate["held_by"] == "甲/2024-11-05 第1版.txt"


def test_a_page_that_the_engine_refuses_is_among_the_failures(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "2024-11-05", "01.txt", PAGE)
    write(tmp_path / "2024-11-05", "02.txt", PAGE)
    report = ingest_without_engine(tmp_path / "2024-11-05", settings, monkeypatch, refused="paper/2024-11-05/2")
    (failure,) = as_json(report)["failures"]
    assert (failure["source"], failure["page"]) == ("2024-11-05/02.txt", "paper/2024-11-05/2")
    assert (failure["record"], failure["error"]["code"]) == ("paper/2024-11-05/2/a1", "load_rejected")
    assert "再运行一次" in failure["error"]["message_zh"]


def test_an_empty_file_does_not_take_a_page_from_the_whole_one(tmp_path: Path, settings: Settings) -> None:
    write(tmp_path / "报纸", "20241105-1版.txt", "")
    write(tmp_path / "报纸", "2024-11-05/01.txt", PAGE)
    report = preview([tmp_path / "报纸"], IngestOptions(), settings)
    assert (report.counts["new"], report.counts["failed"], report.counts["duplicate"]) == (1, 1, 0)


def test_workers_give_the_same_report(tmp_path: Path, settings: Settings) -> None:
    for number in range(1, 7):
        write(tmp_path / "2024-11-05", f"{number:02}.txt", HEADLESS if number % 2 else PAGE)
    one, two = (preview([tmp_path / "2024-11-05"], IngestOptions(workers=workers), settings) for workers in (1, 2))
    assert without_run(one) == without_run(two)


def report_of(same: int, stopped: ArchiveError | None = None) -> IngestReport:
    outcomes = Outcomes()
    for number in range(same):
        outcomes.add(Outcome(f"报纸/{number}.txt", State.SAME, f"ltdb/2024-11-05/{number}", path=f"/报纸/{number}.txt"))
    return IngestReport("b", False, outcomes, same, 0, 1.0, stopped=stopped)


def peak_of_json(same: int) -> int:
    """The most memory that the report takes while it is written, in bytes."""
    report = report_of(same)
    tracemalloc.start()
    try:
        for _ in report.json():
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_the_memory_that_the_json_takes_does_not_grow_with_the_run() -> None:
    assert peak_of_json(20_000) < 2 * peak_of_json(1_000)


def test_the_json_of_a_report_without_a_line_is_json_too() -> None:
    assert as_json(report_of(0))["outcomes"] == []
    assert as_json(report_of(2))["outcomes"][1]["page"] == "ltdb/2024-11-05/1"


def shown(report: IngestReport) -> str:
    screen = io.StringIO()
    show_run(open_console(screen), report)
    return screen.getvalue()


def test_very_many_pages_that_are_the_same_are_counted_not_listed() -> None:
    assert shown(report_of(200)).count("未变  报纸/") == 200
    text = shown(report_of(201))
    assert "未变  报纸/" not in text
    assert "未变  201 版" in text
    assert len(as_json(report_of(201))["outcomes"]) == 201


def test_why_a_run_was_stopped_stands_first_among_the_lists_and_in_the_last_line() -> None:
    report = report_of(1, RunInterrupted(KeyboardInterrupt()))
    report.outcomes.add(Outcome("坏.pdf", State.FAILED, None, "x", "坏.pdf：这是 PDF。", "x"))
    text = shown(report)
    assert text.index("【没有做完】运行被中断") < text.index("【失败 1】")
    assert "批次 b（没有做完）" in text
    assert "没有做完" in run_report(report)
    assert as_json(report)["stopped"]["code"] == "interrupted"


def test_the_publishing_days_of_a_folder_are_kept_for_the_list_of_what_is_missing(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "报纸", "bulletin.toml", 'publishing_days = ["周二", "周五"]\n')
    write(tmp_path / "报纸", "2024-11-05/01.txt", PAGE)
    ingest_without_engine(tmp_path / "报纸", settings, monkeypatch)
    with open_catalog(settings.home, write=False) as catalog:
        assert catalog.issues.publishing_days("paper") == frozenset({1, 4})
        assert catalog.issues.publishing_days("another") is None
