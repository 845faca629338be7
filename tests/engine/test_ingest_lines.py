"""`.jsonl` on the real engine: every good line is found, every bad one named, a second run changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from indexer.catalog import State
from indexer.indices import record_count
from indexer.rebuilding import rebuild
from indexer.settings import Settings
from tests.engine.archive import contents, opened, take_in

pytestmark = pytest.mark.engine


def line(number: int, **fields: object) -> str:
    day = f"2024-{number // 280 % 12 + 1:02}-{number // 10 % 28 + 1:02}"
    record = {"issue_date": day, "page": 1, "headline": f"岚汀新区第{number}届厨艺赛", "paragraphs": ["居民带着拿手菜参加。"]}
    return json.dumps({**record, **fields}, ensure_ascii=False)


def test_two_bad_lines_among_a_thousand_are_named_and_the_others_go_in(
    client: Elasticsearch, archive_settings: Settings, tmp_path: Path
) -> None:
    """elastic/elasticsearch-py#2673: a bad document in the first chunk must not drop the later ones."""
    path = tmp_path / "旧系统.jsonl"
    lines = [line(number, issue_date="2024-13-01") if number in (9, 19) else line(number) for number in range(1000)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    report = take_in(archive_settings, client, path)
    assert record_count(client, archive_settings) == 998 and not report.complete
    failed = [(outcome.source_name.split("/")[-1], outcome.record) for outcome in report.of(State.FAILED)]
    assert failed == [("旧系统.jsonl", "10"), ("旧系统.jsonl", "20")]
    before = contents(client, archive_settings)
    again = take_in(archive_settings, client, path)
    assert again.counts["same"] == report.counts["new"] and again.counts["failed"] == 2
    assert contents(client, archive_settings) == before
    with opened(archive_settings) as archive:
        assert rebuild(archive_settings, archive.connection, archive.catalog).records == 998
    assert contents(client, archive_settings) == before


def test_the_same_headline_every_day_names_different_articles(
    client: Elasticsearch, archive_settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "快讯.jsonl"
    path.write_text(
        line(1, issue_date="2024-01-02", headline="联播快讯") + "\n" + line(1, issue_date="2024-01-03", headline="联播快讯")
    )
    assert take_in(archive_settings, client, path).complete
    assert sorted(contents(client, archive_settings)) == ["ltdb/2024-01-02/1/a1", "ltdb/2024-01-03/1/a1"]


def test_a_file_that_was_read_whole_is_not_read_again(
    client: Elasticsearch, archive_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "旧系统.jsonl"
    path.write_text("\n".join(line(number) for number in range(40)), encoding="utf-8")
    assert take_in(archive_settings, client, path).counts["new"] == 4

    def refuse(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr("indexer.ingest.reading.grouped", refuse)
    report = take_in(archive_settings, client, path)
    assert report.counts["same"] == 4 and report.records == 40 and report.complete


def test_a_mended_line_changes_its_page_only(client: Elasticsearch, archive_settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "旧系统.jsonl"
    lines = [line(number) for number in range(40)]
    path.write_text("\n".join(lines), encoding="utf-8")
    take_in(archive_settings, client, path)
    lines[13] = line(13, headline="湖边放风筝")
    path.write_text("\n".join(lines), encoding="utf-8")
    report = take_in(archive_settings, client, path)
    assert (report.counts["changed"], report.counts["same"]) == (1, 3)
    assert contents(client, archive_settings)["ltdb/2024-01-02/1/a4"]["headline"] == "湖边放风筝"
