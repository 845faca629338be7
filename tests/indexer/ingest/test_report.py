"""The report of a real run, the engine's part played by a stand-in: the same lists as a dry run's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from indexer.catalog import open_catalog
from indexer.ingest.options import IngestOptions
from indexer.ingest.report import IngestReport
from indexer.ingest.run import ingest, preview
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
    return {key: value for key, value in report.as_json().items() if key not in ("batch", "dry_run", "seconds")}


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
    (duplicate,) = preview([tmp_path / "乙"], IngestOptions(), settings).as_json()["duplicates"]
    assert duplicate["held_by"] == "甲/2024-11-05 第1版.txt"


def test_a_page_that_the_engine_refuses_is_among_the_failures(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "2024-11-05", "01.txt", PAGE)
    write(tmp_path / "2024-11-05", "02.txt", PAGE)
    report = ingest_without_engine(tmp_path / "2024-11-05", settings, monkeypatch, refused="paper/2024-11-05/2")
    (failure,) = report.as_json()["failures"]
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


def test_the_publishing_days_of_a_folder_are_kept_for_the_list_of_what_is_missing(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "报纸", "bulletin.toml", 'publishing_days = ["周二", "周五"]\n')
    write(tmp_path / "报纸", "2024-11-05/01.txt", PAGE)
    ingest_without_engine(tmp_path / "报纸", settings, monkeypatch)
    with open_catalog(settings.home, write=False) as catalog:
        assert catalog.issues.publishing_days("paper") == frozenset({1, 4})
        assert catalog.issues.publishing_days("another") is None
