"""`bulletin issue`: what it prints, in words and as JSON, and how it ends."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner, Result

from indexer.catalog import PageVersion, deflated, open_catalog
from indexer.cli import main
from indexer.corrections import as_json
from indexer.model import IssueIdentity
from tests.indexer.archived import enter_issues, enter_page
from tests.indexer.corrections.issues import HARBOUR, Writer
from tests.indexer.issues.papers import published

DAYS = published("2024-09-02", 12, {1, 4})
LOST = DAYS[9]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Twelve weeks of Tuesdays and Fridays, one of them lost, under a name that is not the default paper."""
    home = tmp_path / "home"
    monkeypatch.setenv("BULLETIN_HOME", str(home))
    with open_catalog(home, write=True) as catalog:
        enter_issues(catalog, DAYS[:9], 1188)
        enter_issues(catalog, DAYS[10:], 1198)
    return home


def bulletin(*words: str) -> Result:
    return CliRunner().invoke(main, ["issue", *words])


def answered(*words: str) -> Any:
    result = bulletin(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_list_tells_an_issue_a_line(home: Path) -> None:
    result = bulletin("list", "--to", "2024-09-06")
    assert result.stdout.splitlines() == [
        "ltdb/2024-09-03 周二　第1188期　2 版　4 条　提醒 1",
        "ltdb/2024-09-06 周五　第1189期　2 版　4 条　提醒 1",
    ]
    assert "共 2 期，4 版，8 条" in result.stderr
    rows = answered("list")
    assert len(rows) == len(DAYS) - 1
    assert rows[0] == {
        "issue": "ltdb/2024-09-03",
        "paper": "ltdb",
        "issue_date": "2024-09-03",
        "edition": 1,
        "issue_number": "1188",
        "pages": [1, 2],
        "records": 4,
        "warnings": 1,
    }
    assert answered("list", "--from", "2025-01-01") == []


def test_show_tells_the_pages_of_an_issue_and_older_versions_when_asked(home: Path) -> None:
    with open_catalog(home, write=True) as catalog:
        enter_page(catalog, catalog.batches.begin("重收").id, DAYS[0], 1, "1188", records=3)
    lines = bulletin("show", "ltdb/2024-09-03").stdout.splitlines()
    assert lines[0] == "ltdb/2024-09-03　2024-09-03 周二　第1188期"
    assert lines[1].startswith("第1版 要闻　3 条　提醒 0　覆盖率 99.5%　第 2 个版本　来源 2024-09-03/01.txt　批次 重收　20")
    assert len(lines) == 3
    assert "--versions" in bulletin("show", "2024-09-03").stderr
    versions = answered("show", "2024-09-03", "--versions")["pages"]
    assert [(page["page"], page["version"], page["shown"], page["records"]) for page in versions] == [
        (1, 1, False, 2),
        (1, 2, True, 3),
        (2, 1, True, 2),
    ]
    assert versions[0]["source"] == {"name": "2024-09-03/01.txt", "sha256": "ab" * 32, "place": 1}


def test_show_says_when_an_issue_was_withdrawn(home: Path) -> None:
    with open_catalog(home, write=True) as catalog:
        catalog.pages.withdraw(1)
    result = bulletin("show", "2024-09-03")
    assert result.exit_code == 0 and "都撤回了" in result.stderr
    assert "已撤回" in bulletin("show", "2024-09-03", "--versions").stdout


def test_missing_says_what_it_assumed_and_what_lacks(home: Path) -> None:
    result = bulletin("missing")
    assert result.exit_code == 0
    assert "出版日：周二、周五（从已收录的各期推断）" in result.stdout
    assert f"{LOST} 周五" in result.stdout
    answer = answered("missing")
    assert (answer["paper"], answer["absent_dates"], answer["anything_missing"]) == ("ltdb", [LOST.isoformat()], True)
    assert answer["publishing_days"]["seasons"][0]["weekdays"] == [2, 5]
    assert answer["absent_numbers"][0]["from"] == "1197"


def test_check_ends_with_one_only_when_something_is_missing(home: Path) -> None:
    assert bulletin("missing", "--check").exit_code == 1
    assert bulletin("missing", "--check", "--to", DAYS[8].isoformat()).exit_code == 0
    assert bulletin("missing", "--check", "--to", DAYS[8].isoformat(), "--pages", "3").exit_code == 1


def test_days_are_taken_from_the_command_or_the_settings_of_the_default_paper(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BULLETIN_PUBLISHING_DAYS", "周一、二")
    assert answered("missing")["publishing_days"]["why"] == "inferred"
    monkeypatch.setenv("BULLETIN_PAPER", "ltdb")
    told = answered("missing")
    assert told["publishing_days"]["why"] == "setting" and "2024-09-09" in told["absent_dates"]
    asked = answered("missing", "--days", "五")
    assert asked["publishing_days"]["why"] == "asked" and asked["absent_dates"] == [LOST.isoformat()]


def test_a_corrected_number_counts_as_the_number_of_its_issue(home: Path) -> None:
    day = date(2024, 11, 5)
    with open_catalog(home, write=True) as catalog:
        identity = IssueIdentity("ltdb", day, 1, issue_number="1024")
        version = PageVersion(identity, 1, "ab" * 32, "01.txt", 1, 1, "d", (HARBOUR["id"],), 0, 1.0, "1")
        catalog.pages.enter(version, deflated([orjson.dumps(HARBOUR)]))
        enter_page(catalog, 1, day, 2, records=0)
    (odd,) = answered("missing")["odd_numbers"]
    assert (odd["printed"], odd["expected"]) == ("1024", "1206")
    writer = Writer()
    writer.set("1/a1", "issue_number=1206")
    with open_catalog(home, write=True) as catalog:
        for entry in writer.log:
            catalog.corrections.append(entry.number, entry.issue, orjson.dumps(as_json(entry)))
    assert answered("missing")["odd_numbers"] == []
    assert answered("show", "2024-11-05")["issue_number"] == "1206"
    assert [row["issue_number"] for row in answered("list", "--from", "2024-11-05", "--to", "2024-11-05")] == ["1206"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("missing", "--days", "八"), "不是出版日"),
        (("missing", "--from", "2024-10-01", "--to", "2024-09-01"), "请对调"),
        (("missing", "--from", "2025-01-01"), "请同时给出 --to"),
        (("missing", "--to", "2024-01-01"), "请同时给出 --from"),
        (("show", "2024-02-30"), "不是一期"),
        (("show", "第1188期"), "不是一期"),
        (("show", "ltdb/2024-09-04"), "前后最近的是 ltdb/2024-09-03、ltdb/2024-09-06"),
        (("list", "--paper", "wcwb"), "没有 wcwb 的任何一期"),
        (("missing", "--paper", "wcwb"), "没有 wcwb 的任何一期"),
    ],
)
def test_bad_input_is_answered_with_a_sentence(home: Path, words: tuple[str, ...], said: str) -> None:
    result = bulletin(*words)
    assert result.exit_code != 0 and said in result.output


def test_a_setting_that_names_no_days_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETIN_PAPER", "ltdb")
    for value in ("Tuesday", "周"):
        monkeypatch.setenv("BULLETIN_PUBLISHING_DAYS", value)
        result = bulletin("missing")
        assert result.exit_code == 1 and "BULLETIN_PUBLISHING_DAYS" in result.output and value in result.output


def test_of_several_papers_the_default_one_is_meant_or_one_has_to_be_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_catalog(home, write=True) as catalog:
        enter_page(catalog, 1, date(2024, 9, 5), 1, "77", paper="wcwb")
    result = bulletin("missing")
    assert result.exit_code == 1 and "ltdb、wcwb" in result.output
    assert answered("missing", "--paper", "ltdb")["paper"] == "ltdb"
    monkeypatch.setenv("BULLETIN_PAPER", "wcwb")
    assert answered("missing")["issues"] == 1
    assert len({row["paper"] for row in answered("list")}) == 2
