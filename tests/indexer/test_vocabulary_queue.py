"""The queue of names that no table knows: kept in the catalog at ingest, right after corrections and decisions."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from indexer.archive_vocabulary import vocabulary_of
from indexer.archive_vocabulary.contexts import sentence_around, unconfirmed_names
from indexer.archive_vocabulary.decisions import add, merge, reject
from indexer.archive_vocabulary.edit import carry_out
from indexer.archive_vocabulary.home import DEPARTMENTS, FOLDER, REJECTED
from indexer.archive_vocabulary.queue import read_queue
from indexer.catalog import open_catalog
from indexer.doctor import Verdict, examine
from indexer.errors import CatalogError
from indexer.extract.vocabulary import VocabularyError, shipped
from indexer.ingest import run
from indexer.ingest.options import IngestOptions
from indexer.ingest.run import ingest
from indexer.model import IssueIdentity, ParsedSource
from indexer.pipeline import ParseOptions, parse_source
from indexer.settings import Settings
from tests.indexer.engine_stand_in import EngineStandIn

NAME = "岚光协调局"
PAGE = f"""\
岚汀新区举办社区厨艺赛

本报讯(记者乔知远)11月4日上午,岚汀新区举办第三届社区厨艺赛。区{NAME}派人到场!六十二户居民参加;区{NAME}颁奖。

新区图书馆延长开放时间

本报讯(记者沈雁秋)近日,岚汀新区图书馆把闭馆时间推迟到晚上十点。由区{NAME}和区望川调度局协办。
"""
WITHOUT = PAGE.replace(NAME, "民政局")


def take_in(
    folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, workers: int = 1
) -> tuple[list[str], set[tuple[str, bool]]]:
    """An ingest whose engine acknowledges everything: the states of the pages, and the loaded offices with their confirmation."""
    engine = EngineStandIn()
    engine.play(monkeypatch)
    report = ingest([folder], IngestOptions(workers=workers), settings, engine.client)
    loaded = {
        (d["facet"], d["confirmed"]) for document in engine.documents.values() for d in document["details"]["departments"]
    }
    return [outcome.state.value for outcome in report.outcomes], loaded


def write_page(tmp_path: Path, text: str, day: str = "2024-11-05") -> Path:
    path = tmp_path / "报纸" / day / "01.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return tmp_path / "报纸"


def test_unknown_names_come_with_the_sentence_around_them() -> None:
    parsed = parse_source(PAGE.encode(), "01.txt", ParseOptions("ltdb", issue_date=date(2024, 11, 5)))
    assert isinstance(parsed, ParsedSource)
    names = unconfirmed_names(parsed.pages[0], IssueIdentity("ltdb", date(2024, 11, 5), 1))
    assert [(n.record_id, n.name, n.level, n.mentions, n.context) for n in names] == [
        ("ltdb/2024-11-05/1/a1", NAME, "区", 2, f"区{NAME}派人到场!"),
        ("ltdb/2024-11-05/1/a2", NAME, "区", 1, f"由区{NAME}和区望川调度局协办。"),
        ("ltdb/2024-11-05/1/a2", "望川调度局", "区", 1, f"由区{NAME}和区望川调度局协办。"),
    ]


def test_a_context_is_cut_and_crosses_the_joins_of_a_paragraph() -> None:
    filler = "孩子们在湖边放风筝" * 12
    body = f"本报讯(记者乔知远)近日,{filler},区岚光\n协调局举办活动,{filler}。"
    parsed = parse_source(
        f"岚汀新区举办活动\n\n{body}\n".encode(), "01.txt", ParseOptions("ltdb", issue_date=date(2024, 11, 5))
    )
    assert isinstance(parsed, ParsedSource)
    (record,) = parsed.pages[0].records
    mention = next(m for m in record.departments if m.name == NAME)
    context = sentence_around(record, mention)
    assert f"区{NAME}举办活动" in context
    assert context.startswith("……") and context.endswith("……") and len(context) < 140


def test_the_queue_follows_the_current_versions(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_page(tmp_path, PAGE)
    write_page(tmp_path, PAGE, "2024-11-06")
    take_in(folder, settings, monkeypatch)
    first, second = read_queue(settings.home, vocabulary_of(settings.home))
    assert (first.name, first.mentions, first.records, first.levels) == (NAME, 6, 4, {"区": 4})
    assert [context.record_id for context in first.contexts] == ["paper/2024-11-05/1/a1", "paper/2024-11-05/1/a2"]
    assert (second.name, second.records) == ("望川调度局", 2)
    take_in(folder, settings, monkeypatch)
    assert read_queue(settings.home, vocabulary_of(settings.home))[0].mentions == 6
    write_page(tmp_path, WITHOUT)
    take_in(folder, settings, monkeypatch)
    first, second = read_queue(settings.home, vocabulary_of(settings.home))
    assert (first.name, first.mentions, second.mentions) == (NAME, 3, 2)
    assert {context.record_id[:16] for context in first.contexts} == {"paper/2024-11-06"}


def test_decided_names_leave_the_queue_and_the_pages_follow(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_page(tmp_path, PAGE)
    take_in(folder, settings, monkeypatch)
    carry_out(settings.home, partial(add, name=NAME))
    carry_out(settings.home, partial(reject, name="望川调度局"))
    assert read_queue(settings.home, vocabulary_of(settings.home)) == ()
    assert take_in(folder, settings, monkeypatch) == (["changed"], {(f"区{NAME}", True)})
    (settings.home / FOLDER / DEPARTMENTS).unlink()
    (settings.home / FOLDER / REJECTED).unlink()
    take_in(folder, settings, monkeypatch)
    assert len(read_queue(settings.home, vocabulary_of(settings.home))) == 2


@pytest.mark.parametrize("workers", [1, 2])
def test_workers_have_the_tables_of_the_archive(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    carry_out(settings.home, partial(merge, old=NAME, new="财政局"))
    _, loaded = take_in(write_page(tmp_path, PAGE), settings, monkeypatch, workers)
    assert loaded == {("区财政局", True), ("区望川调度局", False)}


def test_the_tables_are_read_once_a_run(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in range(10, 20):
        write_page(tmp_path, PAGE, f"2024-11-{day}")
    calls: list[Path] = []

    def counted(home: Path) -> Any:
        calls.append(home)
        return vocabulary_of(home)

    monkeypatch.setattr(run, "vocabulary_of", counted)
    take_in(tmp_path / "报纸", settings, monkeypatch)
    assert len(calls) == 1


def streets(settings: Settings) -> list[tuple[str, str, bool]]:
    text = "岚汀新区举办活动\n\n本报讯(记者乔知远)近日,望潮街道组织居民清扫道路。\n".encode()
    options = ParseOptions("ltdb", issue_date=date(2024, 11, 5), local_level="市")
    parsed = parse_source(text, "01.txt", options, vocabulary_of(settings.home))
    assert isinstance(parsed, ParsedSource)
    return [(m.facet, m.as_printed, m.confirmed) for m in parsed.pages[0].records[0].departments]


def test_decisions_hold_for_names_that_a_rule_finds_without_the_tables(settings: Settings) -> None:
    carry_out(settings.home, partial(add, name="望潮街道办事处", level="区"))
    assert streets(settings) == [("区望潮街道办事处", "望潮街道", True)]
    carry_out(settings.home, partial(add, name="望川街道办事处"))
    carry_out(settings.home, partial(merge, old="望潮街道办事处", new="望川街道办事处"))
    assert streets(settings) == [("区望川街道办事处", "望潮街道", True)]


def test_a_rejected_name_is_no_department_of_any_record(settings: Settings) -> None:
    carry_out(settings.home, partial(reject, name="望潮街道办事处"))
    assert streets(settings) == []


def test_a_bad_table_stops_an_ingest_before_anything_is_done(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (settings.home / FOLDER).mkdir(parents=True)
    (settings.home / FOLDER / DEPARTMENTS).write_text("望川 司\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match="line 1"):
        take_in(write_page(tmp_path, PAGE), settings, monkeypatch)
    assert not (settings.home / "catalog.sqlite").exists()


def test_doctor_says_how_many_names_wait(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take_in(write_page(tmp_path, PAGE), settings, monkeypatch)
    (finding,) = [f for f in examine(settings, full=False) if f.subject == "词表"]
    assert (finding.verdict, "2 个名称待确认" in finding.found) == (Verdict.NOTE, True)


def test_a_catalog_of_an_earlier_program_says_how_it_is_brought_up(settings: Settings) -> None:
    with open_catalog(settings.home, write=True) as catalog:
        catalog._connection.executescript("PRAGMA user_version = 1;")
    with pytest.raises(CatalogError, match="index rebuild"):
        read_queue(settings.home, shipped())
