"""The command line where no engine is needed: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer.cli import COMMANDS, main
from indexer.ingest.parsing import all_cores

PAGE = """\
岚汀新区举办社区厨艺赛

本报讯(记者乔知远)11月4日上午,岚汀新区举办第三届社区厨艺赛,六十二户居民带着拿手菜参加。

11月3日,孩子们在岚汀湖边放风筝。本报记者 乔木 摄
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    monkeypatch.setenv("BULLETIN_HOME", str(home))
    monkeypatch.delenv("ELASTICSEARCH_URL", raising=False)
    return home


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "2024-11-05" / "01.txt"
    path.parent.mkdir()
    path.write_text(PAGE, encoding="utf-8")
    return path


def bulletin(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def test_help_names_every_command(home: Path) -> None:
    result = bulletin("--help")
    assert result.exit_code == 0
    assert all(name in result.stdout for name in COMMANDS)


def test_parse_prints_the_contracts_object_and_touches_no_home(home: Path, page: Path) -> None:
    result = bulletin("parse", str(page), "--paper", "ltdb", "--json")
    assert result.exit_code == 0, result.stderr
    parsed = json.loads(result.stdout)
    assert list(parsed) == [
        "paper",
        "issue_date",
        "issue_number",
        "page",
        "page_name",
        "records",
        "furniture",
        "warnings",
        "coverage",
    ]
    assert (parsed["paper"], parsed["issue_date"], parsed["page"], parsed["coverage"]) == ("ltdb", "2024-11-05", 1, 1.0)
    article, caption = parsed["records"]
    assert (article["id"], article["reporters"]) == ("ltdb/2024-11-05/1/a1", ["乔知远"])
    assert article["event_dates"] == [{"raw": "11月4日", "from": "2024-11-04", "to": "2024-11-04"}]
    assert (caption["id"], caption["photographers"]) == ("ltdb/2024-11-05/1/c1", ["乔木"])
    assert not home.exists()


def test_parse_without_a_date_shows_the_page_and_leaves_the_dates_open(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    parsed = json.loads(bulletin("parse", str(path), "--json").stdout)
    assert parsed["issue_date"] is None
    assert parsed["records"][0]["id"] is None
    assert parsed["records"][0]["event_dates"] == [{"raw": "11月4日", "from": None, "to": None}]


def test_parse_as_a_person_reads_it(home: Path, page: Path) -> None:
    result = bulletin("parse", str(page))
    assert result.exit_code == 0
    assert "【报道 1】 岚汀新区举办社区厨艺赛" in result.stdout
    assert "记者：乔知远" in result.stdout and "摄影：乔木" in result.stdout
    assert "覆盖率：100%" in result.stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("parse", "没有这个文件.txt"), "没有这个文件.txt"),
        (("ingest", "--dry-run", "没有这个文件夹"), "没有这个文件夹"),
    ],
)
def test_a_path_that_is_not_there_is_one_chinese_sentence(home: Path, words: tuple[str, ...], sentence: str) -> None:
    result = bulletin(*words)
    assert result.exit_code == 1
    assert sentence in result.stdout + result.stderr
    assert "Traceback" not in result.output


def test_a_date_that_is_none_is_refused_with_the_form_it_should_have(home: Path, page: Path) -> None:
    result = bulletin("parse", str(page), "--issue-date", "2024-13-01")
    assert result.exit_code == 2
    assert "2024-11-05 的形式" in result.stderr


def test_a_bad_setting_is_named(home: Path, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETIN_PORT", "eighty")
    result = bulletin("parse", str(page))
    assert result.exit_code == 1
    assert "BULLETIN_PORT" in result.stderr


def test_a_dry_run_counts_and_writes_nothing(home: Path, page: Path) -> None:
    result = bulletin("ingest", str(page.parent), "--dry-run", "--json")
    assert result.exit_code == 0, result.stderr
    report = json.loads(result.stdout)
    assert report["dry_run"] and report["counts"]["new"] == 1 and report["records"] == 2
    assert not home.exists()


def test_a_dry_run_with_a_bad_file_exits_with_1_and_says_what_to_do(home: Path, page: Path) -> None:
    (page.parent.parent / "无日期.txt").write_text(PAGE, encoding="utf-8")
    result = bulletin("ingest", str(page.parent.parent), "--dry-run")
    assert result.exit_code == 1
    assert "失败" in result.stdout and "--issue-date" in result.stdout
    assert "新增 1" in result.stdout


def test_big5_is_read_when_it_is_named(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "2024-11-05" / "01.txt"
    path.parent.mkdir()
    path.write_bytes("嵐汀新區舉辦廚藝賽\n\n本報訊(記者喬知遠)近日,嵐汀新區舉辦廚藝賽。\n".encode("big5"))
    parsed = json.loads(bulletin("parse", str(path), "--encoding", "big5", "--json").stdout)
    assert parsed["records"][0]["headline"] == "嵐汀新區舉辦廚藝賽"


def test_doctor_before_the_first_ingest_finds_no_fault(home: Path) -> None:
    result = bulletin("doctor", "--json")
    assert result.exit_code == 0, result.stdout
    assert {finding["verdict"] for finding in json.loads(result.stdout)} <= {"ok", "note"}
    assert not home.exists()


def test_help_and_parse_load_neither_the_engines_client_nor_the_web_framework(home: Path, page: Path) -> None:
    script = (
        "import sys\nfrom click.testing import CliRunner\nfrom indexer.cli import main\n"
        f"result = CliRunner().invoke(main, ['parse', {str(page)!r}])\nassert result.exit_code == 0, result.output\n"
        "print([name for name in ('elasticsearch', 'fastapi', 'jgo', 'uvicorn') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_report_is_one_html_file_beside_the_text_and_beside_json(home: Path, page: Path, tmp_path: Path) -> None:
    plain = bulletin("parse", str(page), "--json")
    for words in (["parse", str(page)], ["parse", str(page), "--json"], ["ingest", str(page), "--dry-run"]):
        report = tmp_path / "报告.html"
        report.unlink(missing_ok=True)
        result = bulletin(*words, "--report", str(report))
        assert result.exit_code == 0, result.output
        assert "岚汀新区举办社区厨艺赛" in result.stdout or "新增" in result.stdout
        if "--json" in words:
            assert result.stdout == plain.stdout
        assert report.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert not home.exists()


def test_a_report_that_cannot_be_written_is_said_before_anything_is_done(home: Path, page: Path) -> None:
    before = page.read_bytes()
    for command in (["parse", str(page)], ["ingest", str(page.parent), "--dry-run"]):
        for target in (page, page.parent / "没有" / "报告.html"):
            result = bulletin(*command, "--report", str(target))
            assert result.exit_code == 1 and "--report" in result.stderr and result.stdout == ""
    assert page.read_bytes() == before


def test_a_report_in_the_folder_to_be_ingested_is_warned_of(home: Path, page: Path) -> None:
    result = bulletin("ingest", str(page.parent), "--dry-run", "--report", str(page.parent / "报告.html"))
    assert result.exit_code == 0 and "请放到别处" in result.stderr


def test_what_people_read_has_chinese_punctuation(home: Path, page: Path) -> None:
    page.write_text(PAGE.translate(str.maketrans(",()", "，（）")), encoding="utf-8")
    for words in (["parse", str(page)], ["ingest", str(page), "--dry-run"], ["parse", "--help"], ["ingest", "--help"]):
        text = bulletin(*words).stdout
        assert not re.search(r"[一-鿿][,;:(]|[,;)](?=[一-鿿])", text), text


def test_parse_shows_one_file_of_a_zip_with_the_settings_of_its_folder(home: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "报纸.zip", "w") as archive:
        archive.writestr("bulletin.toml", 'paper = "ltwb"\ndate_pattern = "{day}{month}{year}"')
        archive.writestr("05112024/2.txt", PAGE)
        archive.writestr("06112024/2.txt", PAGE)
    result = bulletin("parse", f"{tmp_path}/报纸.zip!/06112024/2.txt", "--json")
    assert result.exit_code == 0, result.stderr
    parsed = json.loads(result.stdout)
    assert (parsed["paper"], parsed["issue_date"], parsed["page"]) == ("ltwb", "2024-11-06", 2)
    whole = bulletin("parse", f"{tmp_path}/报纸.zip")
    assert whole.exit_code != 0 and "报纸.zip!/" in whole.stderr and "ingest --dry-run" in whole.stderr
    wrong = bulletin("parse", f"{tmp_path}/报纸.zip!/1.txt")
    assert wrong.exit_code != 0 and "里面没有 1.txt" in wrong.stderr


def test_a_page_of_a_zip_to_look_at_is_named_so_that_parse_finds_it(home: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "报纸.zip", "w") as archive:
        archive.writestr("2024-11-05/01.txt", "锟斤拷锟斤拷\n\n锟斤拷记者锟斤拷\ufffd报道。\n")
    report = json.loads(bulletin("ingest", f"{tmp_path}/报纸.zip", "--dry-run", "--json").stdout)
    words = shlex.split(report["worst"][0]["command"])
    assert words[:2] == ["bulletin", "parse"]
    assert bulletin(*words[1:]).exit_code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "请给出要收录的文件或文件夹"),
        (("--retry", "b", "报纸"), "不要再给路径"),
        (("--retry", "b", "--batch", "c"), "不要再给路径"),
        (("--watch", "报纸", "--dry-run"), "--watch 不能和"),
        (("--watch", "报纸", "--batch", "b"), "--watch 不能和"),
        (("--watch", __file__), "是文件"),
    ],
)
def test_options_of_ingest_that_do_not_go_together_are_told(home: Path, words: tuple[str, ...], told: str) -> None:
    result = bulletin("ingest", *words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not home.exists()


def test_a_retry_in_an_empty_archive_says_what_to_do(home: Path) -> None:
    result = bulletin("ingest", "--retry", "b")
    assert result.exit_code == 1
    assert "请先用 bulletin ingest 收录" in result.stderr


def test_workers_are_as_many_as_the_cores_unless_told(home: Path) -> None:
    assert all_cores() == min(64, len(os.sched_getaffinity(0)))
