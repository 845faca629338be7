"""`bulletin backup` and `bulletin restore`: what they print, where, and with which exit code."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer.backup import BackupStore
from indexer.cli import main
from tests.indexer.backup.homes import PAGES, files_of, make_home


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with five sources, the one that the commands use."""
    monkeypatch.setenv("BULLETIN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("BULLETIN_PAPER_NAME", "岚汀导报")
    return make_home(tmp_path / "home").home


@pytest.fixture(autouse=True)
def rebuilt(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The homes whose index was made again; the engine is left out here (tests/engine/test_backup_during_ingest.py has it)."""
    homes: list[Path] = []
    monkeypatch.setattr("indexer.cli.backup._rebuild", lambda settings: homes.append(settings.home))
    return homes


def bulletin(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_a_home_goes_to_another_machine(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rebuilt: list[Path]
) -> None:
    made = bulletin("backup", tmp_path / "backup")
    assert made.exit_code == 0, made.stderr
    assert "岚汀导报" in made.stdout and f"新存 {len(PAGES) + 3} 个文件" in made.stdout
    assert "同一块磁盘" in made.stderr
    refused = bulletin("restore", tmp_path / "backup")
    assert refused.exit_code == 1 and "不是空的存档目录" in refused.stderr

    monkeypatch.setenv("BULLETIN_HOME", str(tmp_path / "elsewhere"))
    done = bulletin("restore", tmp_path / "backup")
    assert done.exit_code == 0, done.stderr
    assert rebuilt == [tmp_path / "elsewhere"]
    assert "vocabulary/departments.tsv" in files_of(tmp_path / "elsewhere")
    monkeypatch.setenv("BULLETIN_HOME", str(tmp_path / "third"))
    assert "bulletin index rebuild" in bulletin("restore", tmp_path / "backup", "--no-index").stderr
    assert rebuilt == [tmp_path / "elsewhere"]


def test_json_says_the_same_to_programs(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = json.loads(bulletin("backup", tmp_path / "backup", "--json").stdout)
    assert (made["archive"], made["files"], made["new_files"], made["faults"]) == ("岚汀导报", 8, 8, [])
    again = json.loads(bulletin("backup", tmp_path / "backup", "--json").stdout)
    assert (again["new_files"], again["new_bytes"], again["bytes"]) == (0, 0, made["bytes"])
    listed = json.loads(bulletin("restore", tmp_path / "backup", "--list", "--json").stdout)
    assert [row["backup"] for row in listed] == [made["backup"], again["backup"]]
    checked = json.loads(bulletin("restore", tmp_path / "backup", "--check", "--at", made["backup"], "--json").stdout)
    assert (checked["backup"], checked["faults"]) == (made["backup"], [])
    monkeypatch.setenv("BULLETIN_HOME", str(tmp_path / "elsewhere"))
    done = json.loads(bulletin("restore", tmp_path / "backup", "--json").stdout)
    assert (done["backup"], done["copied_files"], done["complete"]) == (again["backup"], 8, True)


def test_what_is_missing_in_the_home_fails_the_backup_by_name(home: Path, tmp_path: Path) -> None:
    originals = sorted((home / "originals").glob("[0-9a-e]*/[0-9a-f]*"))
    originals[0].unlink()
    made = bulletin("backup", tmp_path / "backup")
    assert made.exit_code == 1
    assert f"原件 {originals[0].name} 不见了" in made.stderr
    listed = bulletin("restore", tmp_path / "backup", "--list")
    assert listed.exit_code == 0 and "有 1 个文件没能备份" in listed.stdout
    assert bulletin("restore", tmp_path / "backup", "--check").exit_code == 1


def test_a_fault_in_the_backup_is_named_by_check_and_by_restore(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rebuilt: list[Path]
) -> None:
    bulletin("backup", tmp_path / "backup")
    store = BackupStore(tmp_path / "backup")
    sha256 = next(file.sha256 for file in store.read(store.named(None)).files if file.path.startswith("vocabulary/"))
    store.object(sha256).write_bytes(b"tampered")
    checked = bulletin("restore", tmp_path / "backup", "--check")
    assert checked.exit_code == 1 and sha256 in checked.stderr and "已损坏" in checked.stderr
    monkeypatch.setenv("BULLETIN_HOME", str(tmp_path / "elsewhere"))
    done = bulletin("restore", tmp_path / "backup")
    assert done.exit_code == 1 and sha256 in done.stderr and "恢复没有完成" in done.stderr
    accepted = bulletin("restore", tmp_path / "backup", "--accept-faults")
    assert accepted.exit_code == 1 and rebuilt == [tmp_path / "elsewhere"]
    assert (tmp_path / "elsewhere" / "catalog.sqlite").exists()


def test_a_damaged_manifest_is_listed_as_such(home: Path, tmp_path: Path) -> None:
    bulletin("backup", tmp_path / "backup")
    (path,) = (tmp_path / "backup" / "backups").iterdir()
    shutil.copy(path, path.with_name("2001-01-01T00-00-00Z.json"))
    path.write_bytes(path.read_bytes()[:-5])
    listed = bulletin("restore", tmp_path / "backup", "--list")
    assert listed.exit_code == 1
    assert "2001-01-01T00-00-00Z  岚汀导报" in listed.stdout and f"备份 {path.stem} 的清单" in listed.stdout


def test_a_name_that_is_no_unicode_is_shown_and_backed_up(home: Path, tmp_path: Path) -> None:
    (home / "vocabulary" / "gone\udcff\x1b.tsv").symlink_to(tmp_path / "gone")
    for words in ((), ("--json",)):
        made = bulletin("backup", tmp_path / "backup", *words)
        assert made.exit_code == 1 and "\x1b" not in made.output
        assert "vocabulary/gone" in made.output


def test_list_and_check_together_are_one_too_many(home: Path, tmp_path: Path) -> None:
    assert bulletin("restore", tmp_path / "backup", "--list", "--check").exit_code == 2
