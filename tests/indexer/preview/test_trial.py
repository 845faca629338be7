"""A new archivist's first folder, good and bad files mixed: each bad file gets a sentence that says what to do."""

from __future__ import annotations

import json
import os
import random
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result

from indexer.cli import main
from indexer.ingest import prepare, reading
from indexer.pipeline import LONGEST_PAGE, parse_source
from indexer.sources import SourceBytes

PAGE = "岚汀新区举办社区厨艺赛\n\n本报讯（记者乔知远）11月4日上午，岚汀新区举办第三届社区厨艺赛。\n"
HANZI = "".join(map(chr, random.Random(7).choices(range(0x4E00, 0x9FA5), k=LONGEST_PAGE)))

# File in 2024-11-05/, contents, what the report has to say about it.
BAD_FILES: tuple[tuple[str, bytes, tuple[str, ...]], ...] = (
    ("03.txt", b"", ("空文件", "导出或下载完整")),
    ("04.txt", b" \n\t\n", ("只有空白", "完整的文件")),
    ("05.txt", "　\n　".encode(), ("只有空白", "完整的文件")),
    ("06.txt", b"\x00\x01\x02\xff\xfe\x00" * 50, ("二进制", "损坏", "另存为")),
    ("07.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", ("PDF", "损坏", "导出")),
    ("09.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), ("旧版 Word", "另存为")),
    ("10.jpg", b"\xff\xd8\xff\xe0" + bytes(64), ("图片", "损坏", "重新扫描")),
    ("11.html", b"<html><body><img src=p.jpg></body></html>", ("网页", "另存")),
    ("12.rar", b"Rar!\x1a\x07\x00", ("RAR", "解压")),
    ("13.txt", b"\xff\xff\xff\x80\x81 \xff\n", ("编码", "--encoding")),
)
# Files without a word are shown by `parse`, and refused by `ingest`.
UNREADABLE = [name for name, data, _ in BAD_FILES if data.decode("latin-1").strip() and name != "05.txt"] + ["15.txt", "17.txt"]


def bulletin(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BULLETIN_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("ELASTICSEARCH_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


def write(path: Path, contents: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(contents.encode() if isinstance(contents, str) else contents)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return filled(tmp_path)


def filled(tmp_path: Path) -> Path:
    """The folder of papers, good and bad files mixed."""
    day = tmp_path / "报纸" / "2024-11-05"
    write(day / "01.txt", PAGE)
    write(day / "02.txt", PAGE.replace("厨艺", "龙舟").encode("gb18030"))
    for name, data, _ in BAD_FILES:
        write(day / name, data)
    with zipfile.ZipFile(day / "08.docx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    write(tmp_path / "报纸" / "没有日期.txt", PAGE)
    write(tmp_path / "报纸" / "2024-02-30" / "01.txt", PAGE)
    write(tmp_path / "报纸" / "20241105-1版.txt", PAGE + "\n11月3日，孩子们在岚汀湖边放风筝。本报记者 乔木 摄\n")
    write(day / "14.txt", "锟斤拷锟斤拷\n\n锟斤拷记者锟斤拷\ufffd报道。\n")
    (day / "15.txt").symlink_to("不在这里.txt")
    (day / "16.txt").symlink_to("16.txt")
    os.mkfifo(day / "17.txt")
    write(day / "18 副本\n第18版.txt", PAGE)
    write(day / "19.txt", HANZI)
    (Path(os.fsdecode(os.fsencode(day) + b"/\xb5\xda20\xb0\xe6.txt"))).write_text(PAGE, encoding="utf-8")
    return tmp_path / "报纸"


def dry_run(folder: Path, *words: str) -> dict[str, Any]:
    result = bulletin("ingest", str(folder), "--dry-run", "--json", *words)
    assert result.exit_code == 1, result.output
    report = json.loads(result.stdout)
    assert isinstance(report, dict)
    return report


@dataclass(frozen=True)
class Trial:
    """What the archivist was told about the folder."""

    report: dict[str, Any]
    printed: Result
    html: str
    home_was_made: bool


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """The folder, tried once for programs, and once for a person."""
    base = tmp_path_factory.mktemp("trial")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("BULLETIN_HOME", str(base / "home"))
        patched.delenv("ELASTICSEARCH_URL", raising=False)
        patched.chdir(base)
        papers = filled(base)
        report = dry_run(papers)
        printed = bulletin("ingest", str(papers), "--dry-run", "--report", str(base / "报告.html"))
    return Trial(report, printed, (base / "报告.html").read_text(encoding="utf-8"), (base / "home").exists())


def sentences(report: dict[str, Any]) -> dict[str, str]:
    return {failure["source"].removeprefix("报纸/"): failure["error"]["message_zh"] for failure in report["failures"]}


def test_each_bad_file_gets_a_sentence_that_says_what_to_do(trial: Trial) -> None:
    said = sentences(trial.report)
    for name, _, words in BAD_FILES:
        assert all(word in said[f"2024-11-05/{name}"] for word in words), said[f"2024-11-05/{name}"]
    assert "Word" in said["2024-11-05/08.docx"] and "另存一份" in said["2024-11-05/08.docx"]
    assert "--issue-date" in said["没有日期.txt"] and "改名" in said["没有日期.txt"]
    assert "2024-02-30 不存在" in said["2024-02-30/01.txt"]
    assert "不在这里.txt 不存在" in said["2024-11-05/15.txt"] and "修好链接" in said["2024-11-05/15.txt"]
    assert "链接" in said["2024-11-05/16.txt"]
    assert "不是普通文件" in said["2024-11-05/17.txt"] and "移出" in said["2024-11-05/17.txt"]
    assert len(said) == len(BAD_FILES) + 6
    assert not [sentence for sentence in said.values() if "请" not in sentence or any(sign in sentence for sign in ",;:()")]


def test_the_good_files_are_all_taken_and_the_three_lists_are_apart(trial: Trial) -> None:
    report = trial.report
    new = {outcome["source"] for outcome in report["outcomes"] if outcome["state"] == "new"}
    assert new == {
        f"报纸/{name}"
        for name in (
            "20241105-1版.txt",
            "2024-11-05/02.txt",
            "2024-11-05/14.txt",
            "2024-11-05/18 副本\n第18版.txt",
            "2024-11-05/19.txt",
            "2024-11-05/第20版.txt",
        )
    }
    (duplicate,) = report["duplicates"]
    assert (duplicate["source"], duplicate["held_by"], duplicate["page"]) == (
        "报纸/2024-11-05/01.txt",
        "报纸/20241105-1版.txt",
        "paper/2024-11-05/1",
    )
    assert "--replace" in duplicate["error"]["message_zh"]
    codes = {group["code"] for group in report["warnings_by_code"]}
    assert {"mojibake", "headline missing"} <= codes
    assert report["warnings"] == sum(group["count"] for group in report["warnings_by_code"])
    assert report["records"] == sum(report["totals"]["records"].values())
    assert report["totals"]["files"] == len({outcome["source"] for outcome in report["outcomes"]})
    assert report["deferred"] == []
    assert not trial.home_was_made


def test_the_person_reads_the_same_in_text(trial: Trial) -> None:
    result = trial.printed
    assert result.exit_code == 1
    places = [result.stdout.index(f"【{heading}") for heading in ("合计", "先看这些版面", "失败", "重复", "提醒")]
    assert places == sorted(places)
    failed, doubled, warned = (result.stdout[start:end] for start, end in zip(places[2:], [*places[3:], None], strict=True))
    assert "没有日期.txt" in failed and "没有日期.txt" not in doubled + warned
    assert "已占这一版：报纸/20241105-1版.txt" in doubled and "未收录：报纸/2024-11-05/01.txt" in doubled
    assert "乱码" in warned and "乱码" not in failed
    assert "18 副本␊第18版.txt" in result.stdout
    assert result.stdout.rstrip().split("\n")[-1].strip() and "重复 1" in result.stdout


def test_the_command_to_look_closer_works_as_it_stands(folder: Path) -> None:
    report = dry_run(folder, "--paper", "ltdb")
    assert [page["source"].split("/")[-1] for page in report["worst"]] == ["19.txt", "14.txt"]
    for page in report["worst"]:
        command = page["command"].split()
        assert command[:2] == ["bulletin", "parse"] and command[-2:] == ["--paper", "ltdb"]
        assert bulletin(*command[1:]).exit_code == 0
        assert page["reasons"]


def test_the_html_report_on_the_folder(trial: Trial) -> None:
    assert trial.printed.exit_code == 1
    page = BeautifulSoup(trial.html, "html.parser")
    assert len(page.select("#failed li")) == len(BAD_FILES) + 6
    assert len(page.select("#duplicate li")) == 1
    assert page.select("#worst details")


@pytest.mark.parametrize("name", UNREADABLE)
def test_parse_says_the_same_in_one_sentence(folder: Path, name: str) -> None:
    result = bulletin("parse", str(folder / "2024-11-05" / name))
    assert result.exit_code == 1
    assert "请" in result.stderr and len(result.stderr.strip().split("\n")) == 1


@pytest.mark.parametrize("name", ["01.txt", "02.txt", "03.txt", "05.txt", "14.txt", "18 副本\n第18版.txt", "19.txt"])
def test_parse_shows_what_can_be_read(folder: Path, name: str, tmp_path: Path) -> None:
    report = tmp_path / "页.html"
    result = bulletin("parse", str(folder / "2024-11-05" / name), "--report", str(report))
    assert result.exit_code == 0, result.output
    assert report.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_parse_shows_the_longest_page_whole(folder: Path) -> None:
    result = bulletin("parse", str(folder / "2024-11-05" / "19.txt"))
    rows = re.findall(r"^[！ ] +1? {2,}([一-鿿]+)", result.stdout, re.MULTILINE)
    assert "".join(rows) == HANZI


def test_parse_of_a_folder_names_the_command_for_folders(folder: Path) -> None:
    result = bulletin("parse", str(folder))
    assert result.exit_code == 1 and "ingest --dry-run" in result.stderr


def test_a_file_that_may_not_be_read_is_named_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = write(tmp_path / "2024-11-05" / "01.txt", PAGE)
    real = os.open

    def refuse(path: Any, *words: Any, **named: Any) -> int:
        if path == locked:
            raise PermissionError(13, "Permission denied")
        return real(path, *words, **named)

    monkeypatch.setattr(os, "open", refuse)
    said = sentences(dry_run(tmp_path / "2024-11-05"))
    assert "没有权限" in said["2024-11-05/01.txt"] and "请改文件的权限" in said["2024-11-05/01.txt"]


def test_a_folder_that_may_not_be_entered_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused by hand: the tests may run as root, who may enter every folder."""
    locked = write(tmp_path / "报纸" / "锁着" / "01.txt", PAGE).parent
    real_scandir, real_stat, real_lstat = os.scandir, os.stat, os.lstat

    def refusing(real: Any, inside: bool) -> Any:
        def refuse(path: Any = ".", *rest: Any, **words: Any) -> Any:
            if (Path(path).parent if inside else Path(path)) == locked:
                raise PermissionError(13, "Permission denied", str(path))
            return real(path, *rest, **words)

        return refuse

    monkeypatch.setattr(os, "scandir", refusing(real_scandir, inside=False))
    monkeypatch.setattr(os, "stat", refusing(real_stat, inside=True))
    monkeypatch.setattr(os, "lstat", refusing(real_lstat, inside=True))
    listed = bulletin("ingest", "--dry-run", str(tmp_path / "报纸"))
    assert listed.exit_code == 1 and "文件夹打不开（没有权限）" in listed.stdout
    single = bulletin("parse", str(locked / "01.txt"))
    assert single.exit_code == 1 and "没有权限" in single.stderr


def test_a_file_that_is_being_written_is_in_a_list_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "2024-11-05" / "01.txt", PAGE)
    monkeypatch.setattr(reading, "read_source", lambda _: SourceBytes(path.read_bytes(), True))
    report = dry_run(tmp_path / "2024-11-05")
    assert [item["source"] for item in report["deferred"]] == ["2024-11-05/01.txt"]
    assert report["failures"] == report["duplicates"] == []
    assert "【暂缓 1】" in bulletin("ingest", str(path.parent), "--dry-run").stdout


def test_warnings_alone_do_not_change_the_exit_code(tmp_path: Path) -> None:
    write(tmp_path / "2024-11-05" / "01.txt", PAGE + "\n龙舟赛的奖品由\n")
    write(tmp_path / "2024-11-05" / "02.txt", "本报讯（记者乔知远）近日，湖边热闹起来，来了许多人。\n")
    result = bulletin("ingest", str(tmp_path / "2024-11-05"), "--dry-run")
    assert result.exit_code == 0 and "【提醒" in result.stdout


def test_a_bug_of_the_parser_is_a_failure_of_that_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "2024-11-05" / "01.txt", PAGE)
    write(tmp_path / "2024-11-05" / "02.txt", PAGE)
    real = parse_source

    def stumble(data: bytes, name: str, *rest: Any) -> Any:
        if name.endswith("02.txt"):
            raise ZeroDivisionError("division by zero")
        return real(data, name, *rest)

    monkeypatch.setattr(prepare, "parse_source", stumble)
    report = dry_run(tmp_path / "2024-11-05")
    assert report["counts"]["new"] == 1
    assert "交给开发者" in sentences(report)["2024-11-05/02.txt"]
