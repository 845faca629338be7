"""`bulletin batch`: what each run of ingest did, told from the catalog."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from indexer.catalog import Outcome, State, open_catalog
from indexer.cli import main
from tests.indexer.archived import enter_issues, enter_page
from tests.indexer.issues.papers import published

DAYS = published("2024-09-02", 1, {1, 4})
OPTIONS = '{"issue_date": null, "paper": "ltdb", "encoding": "big5", "replace": true, "paths": ["/旧报/二月", "/旧报/a.jsonl"]}'


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A batch that went well, one with failures, one that was cut off."""
    home = tmp_path / "home"
    monkeypatch.setenv("BULLETIN_HOME", str(home))
    with open_catalog(home, write=True) as catalog:
        enter_issues(catalog, DAYS, 1188)
        failing = catalog.batches.begin("二月", OPTIONS).id
        outcomes = [
            Outcome("2024-09-03/01.txt", State.SAME, "ltdb/2024-09-03/1"),
            Outcome(
                "坏.txt",
                State.FAILED,
                None,
                "encoding_unknown",
                "坏.txt：编码无法识别。",
                "unknown encoding",
                "/旧报/坏\x1b.txt",
            ),
            Outcome("a.jsonl", State.FAILED, None, "bad_source", "第 7 行不是 JSON。", "line 7", "/旧报/a.jsonl", "7"),
        ]
        catalog.batches.report(failing, outcomes)
        catalog.batches.finish(failing)
        cut_off = catalog.batches.begin("二月").id
        enter_page(catalog, cut_off, DAYS[0], 1, "1188", records=5)
    return home


def bulletin(*words: str) -> Result:
    return CliRunner().invoke(main, ["batch", *words])


def answered(*words: str) -> Any:
    result = bulletin(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_list_tells_a_batch_a_line(home: Path) -> None:
    lines = bulletin("list").stdout.splitlines()
    assert [line.split("　")[0] for line in lines] == ["#1 一月补录", "#2 二月", "#3 二月"]
    assert "未变 1　失败 2" in lines[1] and "没有走到头" in lines[2]
    rows = answered("list")
    assert rows[1]["counts"] == {"new": 0, "changed": 0, "same": 1, "deferred": 0, "duplicate": 0, "failed": 2}
    assert rows[1]["options"]["encoding"] == "big5" and rows[2]["finished_at"] is None


def test_show_tells_options_counts_reasons_and_pages(home: Path) -> None:
    text = bulletin("show", "2").stdout
    assert "选项：报纸 ltdb，编码 big5，以这次的文件为准，文件和文件夹 /旧报/二月、/旧报/a.jsonl" in text
    assert "失败　/旧报/坏␛.txt：坏.txt：编码无法识别。" in text
    assert "失败　/旧报/a.jsonl [7]：第 7 行不是 JSON。" in text
    assert "没有记入新的版" in text and "2024-09-03/01.txt" not in text
    answer = answered("show", "#2")
    assert [outcome["state"] for outcome in answer["outcomes"]] == ["same", "failed", "failed"]
    assert answer["outcomes"][2]["record"] == "7" and answer["outcomes"][2]["error"]["code"] == "bad_source"
    whole = bulletin("show", "一月补录").stdout
    assert "选项：默认" in whole and "共记入 4 版。" in whole
    assert "ltdb/2024-09-03/1　第 1 个版本　2 条　来源 2024-09-03/01.txt　已被更新的版本取代" in whole


def test_a_batch_that_was_cut_off_says_so_and_what_to_do(home: Path) -> None:
    result = bulletin("show", "二月")
    assert "没有走到头" in result.stdout and "再运行一次" in result.stdout and "共记入 1 版。" in result.stdout
    assert "同名的批次还有 #2" in result.stderr
    assert answered("show", "二月")["entered"][0]["records"] == 5


def test_a_batch_that_was_withdrawn_says_so(home: Path) -> None:
    with open_catalog(home, write=True) as catalog:
        catalog.pages.withdraw(1)
        catalog.batches.mark_purged(1)
    text = bulletin("show", "1").stdout
    assert "这一批已撤回" in text and "ltdb/2024-09-06/1　第 1 个版本　2 条　来源 2024-09-06/01.txt　已撤回" in text


def test_an_unknown_batch_is_named_with_those_there_are(home: Path) -> None:
    result = bulletin("show", "三月")
    assert result.exit_code == 1 and "没有叫 三月 的批次" in result.output and "一月补录、二月" in result.output


def test_before_the_first_ingest_there_is_nothing_to_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETIN_HOME", str(tmp_path / "none"))
    result = bulletin("list")
    assert result.exit_code == 1 and "bulletin ingest" in result.output
