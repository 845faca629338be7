"""Ingest on the real engine: twice changes nothing, corrections replace, cuts are finished, nothing is dropped in silence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from indexer.catalog import Originals, open_catalog
from indexer.catalog.following import Following
from indexer.catalog.rows import State
from indexer.doctor import Verdict, examine
from indexer.documents import whole_line
from indexer.errors import EngineUnavailable
from indexer.following import effective
from indexer.indices import delete_indices, record_count
from indexer.ingest.options import IngestOptions
from indexer.ingest.run import ingest, preview
from indexer.load import loader
from indexer.settings import Settings
from tests.engine.archive import PAGE, contents, write
from webui.search.archive import Archive

pytestmark = pytest.mark.engine

SHORTER = PAGE.replace("近日,岚汀新区图书馆把闭馆时间推迟到晚上十点,方便下班后的读者。", "11月1日,图书馆延时。")


def states(report: Any) -> list[str]:
    return [outcome.state.value for outcome in report.outcomes]


def test_ingesting_twice_changes_nothing(client: Elasticsearch, archive_settings: Settings, tmp_path: Path) -> None:
    write(tmp_path, "报纸/2024-11-05/01.txt", PAGE)
    first = ingest([tmp_path / "报纸"], IngestOptions(), archive_settings, client)
    before = contents(client, archive_settings)
    second = ingest([tmp_path / "报纸"], IngestOptions(), archive_settings, client)
    assert (states(first), states(second)) == (["new"], ["same"])
    assert first.records == len(before) == 3
    assert contents(client, archive_settings) == before
    assert sorted(before) == ["paper/2024-11-05/1/a1", "paper/2024-11-05/1/a2", "paper/2024-11-05/1/c1"]


def test_what_was_ingested_is_whole_in_the_index(client: Elasticsearch, archive_settings: Settings, tmp_path: Path) -> None:
    write(tmp_path, "2024-11-05/01.txt", PAGE)
    ingest([tmp_path / "2024-11-05"], IngestOptions(paper="ltdb"), archive_settings, client)
    record = contents(client, archive_settings)["ltdb/2024-11-05/1/a1"]
    assert record["headline"] == "岚汀新区举办社区厨艺赛"
    assert record["reporters"] == record["contributors"] == ["乔知远"]
    assert record["event_dates"] == [{"gte": "2024-11-04", "lte": "2024-11-04"}]
    assert record["departments"] == ["区民政局"]
    caption = contents(client, archive_settings)["ltdb/2024-11-05/1/c1"]
    assert (caption["kind"], caption["photographers"], caption.get("headline")) == ("caption", ["乔木"], None)


FRONT = """\
汀澜河边种树人

本报讯（记者 乔知远）老宋说，树要一棵一棵种，

（下转第2版）
"""
INSIDE = """\
（上接第1版）人要一天一天等。

三年过去，河边有了荫凉。11月3日，区林业局把经验推到全区。
"""


def test_an_article_over_two_pages_is_joined_whichever_page_comes_first(
    client: Elasticsearch, archive_settings: Settings, tmp_path: Path
) -> None:
    write(tmp_path, "2024-11-05/02.txt", INSIDE)
    ingest([tmp_path / "2024-11-05"], IngestOptions(paper="ltdb"), archive_settings, client)
    inside = contents(client, archive_settings)["ltdb/2024-11-05/2/a1"]
    assert inside["details"]["continued_from"]["id"] is None and not inside.get("reporters")
    front = write(tmp_path, "2024-11-05/01.txt", FRONT)
    ingest([tmp_path / "2024-11-05"], IngestOptions(paper="ltdb"), archive_settings, client)
    first, second = (contents(client, archive_settings)[f"ltdb/2024-11-05/{page}/a1"] for page in (1, 2))
    assert first["details"]["continues_to"] == {
        "raw": "（下转第2版）",
        "page": 2,
        "id": "ltdb/2024-11-05/2/a1",
        "headline": None,
    }
    assert second["details"]["continued_from"]["headline"] == "汀澜河边种树人"
    assert second["reporters"] == second["contributors"] == ["乔知远"]
    site = Archive(client, archive_settings.alias)
    ((_, parts),) = site.with_parts([site.record("ltdb/2024-11-05/2/a1")])
    assert [(part.id, part.source["page"], part.source["headline"]) for part in parts] == [(first["id"], 1, "汀澜河边种树人")]
    # The jump is corrected away: the other part stands alone again, without the credit that was never printed there.
    front.write_text(FRONT.replace("（下转第2版）", "人要等。"), encoding="utf-8")
    ingest([tmp_path / "2024-11-05"], IngestOptions(paper="ltdb"), archive_settings, client)
    second = contents(client, archive_settings)["ltdb/2024-11-05/2/a1"]
    assert second["details"]["continued_from"]["id"] is None and not second.get("reporters")


def cut_off(*_: object, **__: object) -> None:
    raise EngineUnavailable("引擎停了", "engine gone")


def test_a_joint_that_was_cut_off_is_made_by_the_next_run(
    client: Elasticsearch, archive_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "2024-11-05/01.txt", FRONT)
    write(tmp_path, "2024-11-05/02.txt", INSIDE)
    with monkeypatch.context() as patch:
        patch.setattr(effective, "joined", lambda documents, _: documents)
        patch.setattr(Following, "acknowledge", cut_off)
        assert ingest([tmp_path / "2024-11-05"], IngestOptions(paper="ltdb"), archive_settings, client).stopped
    report = ingest([tmp_path / "2024-11-05"], IngestOptions(paper="ltdb"), archive_settings, client)
    assert states(report) == ["new", "new"]
    record = contents(client, archive_settings)["ltdb/2024-11-05/1/a1"]
    assert record["details"]["continues_to"]["id"] == "ltdb/2024-11-05/2/a1"


def test_a_corrected_file_replaces_its_page_and_the_old_original_stays(
    client: Elasticsearch, archive_settings: Settings, tmp_path: Path
) -> None:
    write(tmp_path, "2024-11-05/01.txt", PAGE)
    ingest([tmp_path], IngestOptions(), archive_settings, client)
    write(tmp_path, "2024-11-05/01.txt", PAGE.split("11月3日")[0])
    report = ingest([tmp_path], IngestOptions(), archive_settings, client)
    assert states(report) == ["changed"]
    assert sorted(contents(client, archive_settings)) == ["paper/2024-11-05/1/a1", "paper/2024-11-05/1/a2"]
    with open_catalog(archive_settings.home, write=False) as catalog:
        hashes = list(catalog.sources.hashes())
    assert len(hashes) == 2
    assert list(Originals(archive_settings.home / "originals").damaged(iter(hashes))) == []


def test_two_files_for_one_page_are_a_duplicate_until_the_operator_decides(
    client: Elasticsearch, archive_settings: Settings, tmp_path: Path
) -> None:
    write(tmp_path, "甲/2024-11-05 第1版.txt", PAGE)
    write(tmp_path, "乙/20241105-1版.txt", SHORTER)
    report = ingest([tmp_path / "甲", tmp_path / "乙"], IngestOptions(), archive_settings, client)
    assert states(report) == ["duplicate", "new"] or states(report) == ["new", "duplicate"]
    doubled = next(outcome for outcome in report.outcomes if outcome.state is State.DUPLICATE)
    assert doubled.zh and "甲/2024-11-05 第1版.txt" in doubled.zh and "乙/20241105-1版.txt" in doubled.zh
    assert not report.complete
    replaced = ingest([tmp_path / "乙"], IngestOptions(replace=True), archive_settings, client)
    assert states(replaced) == ["changed"]
    assert "11月1日" in contents(client, archive_settings)["paper/2024-11-05/1/a2"]["body"]


def test_bad_files_are_named_with_their_reason_and_the_good_ones_go_in(
    client: Elasticsearch, archive_settings: Settings, tmp_path: Path
) -> None:
    write(tmp_path, "2024-11-05/01.txt", PAGE)
    write(tmp_path, "无日期.txt", PAGE)
    (tmp_path / "2024-11-05" / "02.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    (tmp_path / "2024-11-05" / "03.txt").write_bytes(b"\x00\x01\x02\xff\xfe\x00" * 50)
    report = ingest([tmp_path, tmp_path / "没有这个"], IngestOptions(), archive_settings, client)
    assert report.counts["new"] == 1 and report.counts["failed"] == 4
    by_name = {outcome.source_name.split("/")[-1]: outcome for outcome in report.outcomes}
    assert by_name["无日期.txt"].code == "issue_date_missing" and "--issue-date" in (by_name["无日期.txt"].zh or "")
    assert all(outcome.zh and outcome.en for outcome in report.outcomes if outcome.state is State.FAILED)
    assert record_count(client, archive_settings) == 3


def test_an_ingest_that_was_cut_off_is_finished_by_the_next(
    client: Elasticsearch, archive_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for page in range(1, 5):
        write(tmp_path, f"2024-11-05/0{page}.txt", PAGE)
    with monkeypatch.context() as cut:
        cut.setattr(loader, "send", cut_off)
        stopped = ingest([tmp_path], IngestOptions(), archive_settings, client)
        assert stopped.stopped and stopped.stopped.code == "engine_unavailable" and not stopped.complete
    report = ingest([tmp_path], IngestOptions(), archive_settings, client)
    assert states(report) == ["new"] * 4
    assert record_count(client, archive_settings) == 12
    assert states(ingest([tmp_path], IngestOptions(), archive_settings, client)) == ["same"] * 4


def test_a_lost_index_is_filled_again(client: Elasticsearch, archive_settings: Settings, tmp_path: Path) -> None:
    write(tmp_path, "2024-11-05/01.txt", PAGE)
    ingest([tmp_path], IngestOptions(), archive_settings, client)
    delete_indices(client, archive_settings)
    ingest([tmp_path], IngestOptions(), archive_settings, client)
    assert record_count(client, archive_settings) == 3


def test_a_refused_page_is_a_failure_with_the_engines_reason_and_goes_in_later(
    client: Elasticsearch, archive_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "2024-11-05/01.txt", PAGE)
    real = whole_line

    with monkeypatch.context() as poison:
        poison.setattr(effective, "whole_line", lambda *given: real(*given)[:-1] + b',"unknown":1}')
        report = ingest([tmp_path], IngestOptions(), archive_settings, client)
    assert states(report) == ["failed"] * 3
    assert report.outcomes[0].record == "paper/2024-11-05/1/a1"
    assert "strict_dynamic_mapping_exception" in (report.outcomes[0].en or "")
    assert states(ingest([tmp_path], IngestOptions(), archive_settings, client)) == ["new"]


def test_a_preview_writes_nothing(client: Elasticsearch, archive_settings: Settings, tmp_path: Path) -> None:
    write(tmp_path, "2024-11-05/01.txt", PAGE)
    report = preview([tmp_path], IngestOptions(), archive_settings)
    assert states(report) == ["new"] and report.records == 3
    assert (report.totals.files, report.totals.pages) == (1, 1)
    assert not archive_settings.home.exists()


def test_workers_give_the_same_records(client: Elasticsearch, archive_settings: Settings, tmp_path: Path) -> None:
    for page in range(1, 10):
        write(tmp_path, f"2024-11-05/0{page}.txt", PAGE)
    ingest([tmp_path], IngestOptions(batch="b"), archive_settings, client)
    before = contents(client, archive_settings)
    delete_indices(client, archive_settings)
    ingest([tmp_path], IngestOptions(batch="b", workers=2), archive_settings, client)
    assert contents(client, archive_settings) == before


def test_doctor_is_content_after_an_ingest_and_names_a_missing_original(
    client: Elasticsearch, archive_settings: Settings, tmp_path: Path
) -> None:
    write(tmp_path, "2024-11-05/01.txt", PAGE)
    ingest([tmp_path], IngestOptions(), archive_settings, client)
    faults = [finding for finding in examine(archive_settings, full=True) if finding.verdict is Verdict.FAULT]
    assert faults == []
    with open_catalog(archive_settings.home, write=False) as catalog:
        (sha256,) = catalog.sources.hashes()
    Originals(archive_settings.home / "originals").path(sha256).unlink()
    faults = [finding for finding in examine(archive_settings, full=False) if finding.verdict is Verdict.FAULT]
    assert [finding.subject for finding in faults] == ["原件"] and sha256 in faults[0].found
