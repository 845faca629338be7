"""`bulletin vocabulary`: what it prints, what it asks, and what it leaves in the home."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer.archive_vocabulary import vocabulary_of
from indexer.catalog import PageVersion, UnconfirmedName, deflated, open_catalog
from indexer.cli import main
from indexer.model import IssueIdentity


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    monkeypatch.setenv("BULLETIN_HOME", str(home))
    return home


@pytest.fixture
def queued(home: Path) -> Path:
    """A home whose catalog holds three names that no table knows."""
    identity = IssueIdentity("ltdb", date(2024, 11, 5), 1)
    names = [
        UnconfirmedName("ltdb/2024-11-05/1/a1", "岚光协调局", "区", "区岚光协调局", 2, "区岚光协调局派人到场。"),
        UnconfirmedName("ltdb/2024-11-05/1/a2", "岚光协调局", "市", "市岚光协调局", 1, "市岚光协调局颁奖。"),
        UnconfirmedName("ltdb/2024-11-05/1/a2", "望川调度局", "区", "区望川调度局", 1, "区望川调度局协办。"),
        UnconfirmedName("ltdb/2024-11-05/1/a3", "望潮街道办事处", "区", "望潮街道", 1, "望潮街道组织清扫。"),
    ]
    with open_catalog(home, write=True) as catalog:
        batch = catalog.batches.begin("b")
        catalog.sources.add("ab" * 32, 10, "01.txt")
        version = PageVersion(identity, 1, "ab" * 32, "01.txt", 1, batch.id, "d", ("a1",), 0, 1.0, "1")
        catalog.pages.enter(version, deflated([b"{}"]), names)
    return home


def bulletin(*words: str, answers: str | None = None) -> Result:
    return CliRunner().invoke(main, ["vocabulary", *words], input=answers)


def waiting() -> list[str]:
    return [item["name"] for item in json.loads(bulletin("review", "--json").stdout)]


def test_list_shows_names_aliases_and_what_is_the_archives_own(home: Path) -> None:
    result = bulletin("list", "城管局")
    assert result.exit_code == 0
    assert "城市管理局，别名：城管局" in result.stdout
    bulletin("add", "岚光协调局", "--alias", "岚光办", "--stem", "岚光", "--level", "市")
    bulletin("merge", "望川调度局", "岚光协调局")
    (row,) = json.loads(bulletin("list", "--own", "--json").stdout)["departments"]
    assert (row["name"], row["aliases"], row["stems"]) == ("岚光协调局", ["岚光办", "望川调度局"], ["岚光"])
    assert (row["level"], row["merged"], row["own"]) == ("市", ["望川调度局"], True)
    assert "* 岚光协调局（市）" in bulletin("list", "--own").stdout
    assert json.loads(bulletin("list", "没有的词", "--json").stdout)["departments"] == []


def test_list_says_which_tables_the_hash_stands_for(home: Path) -> None:
    value = json.loads(bulletin("list", "--json").stdout)
    assert value["vocabulary_sha256"] == vocabulary_of(home).sha256
    assert len(value["departments"]) == len({row["name"] for row in value["departments"]}) > 200
    assert not home.exists()


def test_the_tables_for_people_can_be_seen(home: Path) -> None:
    tables = json.loads(bulletin("list", "--people", "--json").stdout)
    assert "区长" in tables["titles"] and "欧阳" in tables["surnames_compound"]
    assert "区长" in bulletin("list", "--people", "区长").stdout


def test_add_says_what_it_did_and_when_it_counts(home: Path) -> None:
    result = bulletin("add", "岚光协调局", "--alias", "岚光办")
    assert result.exit_code == 0
    assert "已加入词表：岚光协调局，别名：岚光办。" in result.stdout
    assert "index rebuild" in result.stderr
    again = bulletin("add", "岚光协调局", "--alias", "岚光办")
    assert (again.exit_code, again.stderr) == (0, "")
    assert "没有需要改动" in again.stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("merge", "望川处", "没有的单位"), "vocabulary add 没有的单位"),
        (("merge", "财政局", "财政局"), "不能并入它自己"),
        (("add", "局"), "只有一个字"),
        (("add", "岚光协调局", "--alias", "财政局"), "vocabulary merge 财政局"),
        (("review", "--accept", "没有的单位"), "vocabulary add 没有的单位"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_nothing_is_written(home: Path, words: tuple[str, ...], sentence: str) -> None:
    result = bulletin(*words)
    assert result.exit_code == 1
    assert sentence in result.stderr and "Traceback" not in result.output
    assert not [path for path in home.rglob("*") if path.is_file() and path.name != ".lock"]


def test_a_bad_line_is_named_by_every_command_but_stops_no_parse(home: Path, tmp_path: Path) -> None:
    table = home / "vocabulary" / "departments.tsv"
    table.parent.mkdir(parents=True)
    table.write_text("岚光 协调局\n", encoding="utf-8")
    for words in (("list",), ("review",), ("add", "望川调度局")):
        result = bulletin(*words)
        assert result.exit_code == 1 and f"{table} 第 1 行" in result.stderr
    page = tmp_path / "01.txt"
    page.write_text("岚汀新区举办活动\n\n本报讯(记者乔知远)近日,区财政局到场。\n", encoding="utf-8")
    parsed = CliRunner().invoke(main, ["parse", str(page), "--json"])
    assert parsed.exit_code == 0 and "只用程序自带的词表" in parsed.stderr
    assert json.loads(parsed.stdout)["records"][0]["departments"][0]["facet"] == "区财政局"


def test_parse_uses_the_archives_tables_and_writes_nothing(home: Path, tmp_path: Path) -> None:
    bulletin("add", "岚光协调局", "--alias", "岚光办")
    before = sorted(home.rglob("*"))
    page = tmp_path / "01.txt"
    page.write_text("岚汀新区举办活动\n\n本报讯(记者乔知远)近日,区岚光办到场。\n", encoding="utf-8")
    parsed = CliRunner().invoke(main, ["parse", str(page), "--json"])
    assert json.loads(parsed.stdout)["records"][0]["departments"][0]["facet"] == "区岚光协调局"
    assert sorted(home.rglob("*")) == before


def test_review_lists_without_a_terminal(queued: Path) -> None:
    result = bulletin("review")
    assert result.exit_code == 0
    assert "岚光协调局  3 次，2 条记录（区 1、市 1）" in result.stdout
    assert "ltdb/2024-11-05/1/a1  区岚光协调局派人到场。" in result.stdout
    assert "共 3 个名称待确认" in result.stderr
    first = json.loads(bulletin("review", "--json").stdout)[0]
    assert (first["name"], first["mentions"], first["records"]) == ("岚光协调局", 3, 2)
    assert first["contexts"][1] == {
        "id": "ltdb/2024-11-05/1/a2",
        "as_printed": "市岚光协调局",
        "sentence": "市岚光协调局颁奖。",
    }


def test_review_of_an_archive_without_a_catalog_is_empty(home: Path) -> None:
    result = bulletin("review")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "没有待确认的名称" in result.stderr
    assert not home.exists()


def test_names_are_accepted_and_rejected_without_questions(queued: Path) -> None:
    result = bulletin("review", "--accept", "区岚光协调局", "--accept", "望潮街道办事处", "--reject", "望川调度局")
    assert result.exit_code == 0, result.output
    vocabulary = vocabulary_of(queued)
    assert vocabulary.by_form["岚光协调局"].level == ""
    assert "望潮街道办事处" in vocabulary.by_form
    assert vocabulary.rejected == {"望川调度局"}
    assert waiting() == []
    assert "× 望川调度局（不是部门）" in bulletin("list", "--own").stdout


def test_one_name_that_cannot_be_accepted_does_not_stop_the_others(queued: Path) -> None:
    result = bulletin("review", "--accept", "没有的局", "--accept", "岚光协调局")
    assert result.exit_code == 1
    assert waiting() == ["望川调度局", "望潮街道办事处"]


def test_a_waiting_name_is_merged_by_command(queued: Path) -> None:
    assert bulletin("merge", "区岚光协调局", "财政局").exit_code == 0
    assert vocabulary_of(queued).by_form["岚光协调局"].name == "财政局"
    assert "岚光协调局" not in waiting()


def test_review_asks_at_a_terminal(queued: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.cli.vocabulary._at_a_terminal", lambda: True)
    result = bulletin("review", answers="x\nm\n没有的单位\nm\n财政局\nr\na\n")
    assert result.exit_code == 0, result.output
    assert "词表里没有“没有的单位”" in result.stderr
    assert "（3/3）" in result.stdout and "index rebuild" in result.stderr
    vocabulary = vocabulary_of(queued)
    assert vocabulary.by_form["岚光协调局"].name == "财政局"
    assert vocabulary.rejected == {"望川调度局"}
    assert "望潮街道办事处" in vocabulary.by_form


def test_review_can_skip_and_end_and_be_cut_off(queued: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.cli.vocabulary._at_a_terminal", lambda: True)
    assert bulletin("review", answers="s\nm\n\nq\n").exit_code == 0
    assert len(waiting()) == 3
    assert bulletin("review", answers="r\n").exit_code == 1  # the input ends: what was answered stays
    assert waiting() == ["望川调度局", "望潮街道办事处"]
