"""The files of a batch that were not taken in, and only these, read again as the batch read them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from indexer.catalog import open_catalog
from indexer.errors import NotInArchive
from indexer.ingest.options import IngestOptions
from indexer.ingest.report import IngestReport
from indexer.ingest.retrying import Retry, retry_of
from indexer.ingest.run import ingest
from indexer.settings import Settings
from tests.indexer.engine_stand_in import EngineStandIn
from tests.indexer.sources.zip_files import packed

PAGE = "岚汀新区举办社区厨艺赛\n\n本报讯（记者乔知远）11月4日上午，岚汀新区举办第三届社区厨艺赛。\n"
OTHER = "岚汀湖步道贯通\n\n本报讯（记者沈雁秋）11月4日上午，岚汀湖环湖步道全线贯通。\n"


class Archive:
    """An archive without an engine, and papers beside it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.settings = Settings.from_env(home=folder / "home")
        self.papers = folder / "报纸"
        self.engine = EngineStandIn()
        self.engine.play(monkeypatch)

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.papers / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def take_in(self, *paths: Path, **options: object) -> IngestReport:
        asked = replace(IngestOptions(batch="b", paper="ltdb"), **options)  # type: ignore[arg-type]
        return ingest(paths, asked, self.settings, self.engine.client)

    def plan(self, name: str = "b", **given: object) -> Retry:
        with open_catalog(self.settings.home, write=False) as catalog:
            return retry_of(catalog, name, replace(IngestOptions(), **given))  # type: ignore[arg-type]

    def retry(self, name: str = "b", **given: object) -> IngestReport:
        plan = self.plan(name, **given)
        return ingest(plan.paths, plan.options, self.settings, self.engine.client)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    return Archive(tmp_path, monkeypatch)


def told(report: IngestReport) -> list[tuple[str, str]]:
    return [(outcome.state.value, outcome.source_name) for outcome in report.outcomes]


def test_only_what_failed_is_read_again_under_the_same_name(archive: Archive) -> None:
    archive.write("2024-11-05/01.txt", PAGE)
    archive.write("2024-11-05/02.txt", "")
    archive.write("2024-11-05/深/03.txt", "")
    first = archive.take_in(archive.papers)
    archive.write("2024-11-05/02.txt", OTHER)
    again = archive.retry()
    assert again.batch == first.batch
    assert told(again) == [("failed", "报纸/2024-11-05/深/03.txt"), ("new", "报纸/2024-11-05/02.txt")]
    assert archive.engine.documents["ltdb/2024-11-05/2/a1"]["source_name"] == "报纸/2024-11-05/02.txt"
    archive.write("2024-11-05/深/03.txt", OTHER)
    assert told(archive.retry()) == [("new", "报纸/2024-11-05/深/03.txt")]
    assert archive.plan().options.only == ()
    assert told(archive.retry()) == []


def test_a_corrected_file_replaces_its_page_and_is_no_duplicate(archive: Archive) -> None:
    """The page is held by a file that was given in a folder; its own path alone would give another name."""
    lines = '{"issue_date": "2024-11-05", "page": 3, "headline": "岚汀湖步道贯通", "body": "步道全线贯通。"}\n'
    archive.write("三.jsonl", lines + "坏行\n")
    archive.take_in(archive.papers)
    archive.write("三.jsonl", lines.replace("步道全线贯通", "环湖步道全线贯通"))
    assert told(archive.retry()) == [("changed", "报纸/三.jsonl")]


def test_of_a_zip_only_the_entries_that_failed_are_read_again(archive: Archive) -> None:
    archive.write("包.zip", packed({"2024-11-05/01.txt": PAGE, "2024-11-05/02.txt": ""}))
    archive.take_in(archive.papers)
    archive.write("包.zip", packed({"2024-11-05/01.txt": PAGE, "2024-11-05/02.txt": OTHER}))
    assert told(archive.retry()) == [("new", "报纸/包.zip/2024-11-05/02.txt")]


def test_a_zip_that_could_not_be_opened_is_read_whole_and_then_done_with(archive: Archive) -> None:
    archive.write("包.zip", b"PK\x03\x04" + bytes(30))
    archive.take_in(archive.papers)
    archive.write("包.zip", packed({"2024-11-05/01.txt": PAGE, "2024-11-05/02.txt": OTHER}))
    assert [state for state, _ in told(archive.retry())] == ["new", "new"]
    assert archive.plan().options.only == ()


def test_a_broken_settings_file_that_was_mended_lets_its_files_in(archive: Archive) -> None:
    archive.write("2024-11-05/01.txt", PAGE)
    toml = archive.write("2024-11-05/bulletin.toml", "papr = 1\n")
    assert archive.take_in(archive.papers).counts["failed"] == 2
    toml.write_text("")
    assert told(archive.retry()) == [("new", "报纸/2024-11-05/01.txt")]
    assert archive.plan().options.only == ()


def test_duplicates_are_read_again_only_with_replace(archive: Archive) -> None:
    archive.write("20241105-1版.txt", PAGE)
    archive.write("2024-11-05/01.txt", OTHER)
    archive.take_in(archive.papers)
    assert archive.plan().options.only == ()
    assert told(archive.retry(replace=True)) == [("changed", "报纸/2024-11-05/01.txt")]
    assert archive.engine.documents["ltdb/2024-11-05/1/a1"]["headline"] == "岚汀湖步道贯通"


def test_the_options_of_the_batch_hold_unless_given_anew(archive: Archive) -> None:
    page = archive.write("某版.txt", PAGE)
    archive.take_in(page, issue_date=date(2024, 11, 5), encoding="big5")
    plan = archive.plan()
    assert (plan.options.issue_date, plan.options.paper, plan.options.encoding) == (date(2024, 11, 5), "ltdb", "big5")
    assert "--issue-date 2024-11-05 --paper ltdb --encoding big5" in plan.command
    assert [state for state, _ in told(archive.retry(encoding="utf-8"))] == ["new"]


def test_a_file_that_is_gone_is_named(archive: Archive) -> None:
    path = archive.write("2024-11-05/01.txt", "")
    archive.write("2024-11-05/02.txt", PAGE)
    archive.take_in(archive.papers)
    path.unlink()
    (outcome,) = archive.retry().outcomes
    assert (outcome.state.value, outcome.path) == ("failed", str(path))
    assert "不在" in (outcome.zh or "")


def test_a_batch_is_found_by_number_too_and_an_unknown_one_is_told(archive: Archive) -> None:
    archive.write("2024-11-05/01.txt", "")
    archive.take_in(archive.papers)
    archive.take_in(archive.papers, batch="c")
    assert archive.plan("1").batch.name == "b"
    for name in ("没有", "9", "9" * 40):
        with pytest.raises(NotInArchive):
            archive.plan(name)


def test_a_batch_that_was_cut_off_says_so_and_gives_its_command(archive: Archive) -> None:
    archive.write("2024-11-05/01.txt", "")
    archive.write("2024-11-05/02.txt", PAGE)

    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    options = IngestOptions(batch="b", paper="ltdb")
    report = ingest([archive.papers], options, archive.settings, archive.engine.client, interrupt)
    assert report.interrupted and not report.complete
    plan = archive.plan()
    assert plan.cut_off and plan.command.startswith("bulletin ingest ") and "--paper ltdb" in plan.command
    assert plan.options.only == (archive.papers / "2024-11-05" / "01.txt",)
    assert told(archive.take_in(archive.papers))[1] == ("new", "报纸/2024-11-05/02.txt")
    assert not archive.plan().cut_off
