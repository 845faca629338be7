"""What offices are called, read for the site."""

from __future__ import annotations

import os
from pathlib import Path

from indexer.office_forms import OfficeForms


def table(home: Path, name: str, text: str, when: int = 0) -> Path:
    folder = home / "vocabulary"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(when, when))
    return path


def test_shipped_forms_with_their_canonical_names(tmp_path: Path) -> None:
    forms = OfficeForms(tmp_path / "none")()
    assert forms["发改委"] == forms["发展和改革委员会"] == "发展和改革委员会"
    assert forms["国家发改委"] == "国家发展和改革委员会"
    assert not (tmp_path / "none").exists()


def test_the_archives_own_tables_count_and_are_followed(tmp_path: Path) -> None:
    table(tmp_path, "departments.tsv", "云棹湖管理处\t云管处\n")
    forms = OfficeForms(tmp_path)
    first = forms()
    assert first["云管处"] == "云棹湖管理处" and forms() is first
    table(tmp_path, "departments.tsv", "云棹湖管理处\t云管处|湖管处\n", when=1)
    assert forms()["湖管处"] == "云棹湖管理处"
    table(tmp_path, "merged.tsv", "沄河办\t云棹湖管理处\n")
    assert forms()["沄河办"] == "云棹湖管理处"


def test_a_slip_in_a_table_leaves_the_shipped_forms(tmp_path: Path) -> None:
    path = table(tmp_path, "departments.tsv", "a\tb\tc\td\te\tf\tg\th\n")
    forms = OfficeForms(tmp_path)
    assert forms()["发改委"] == "发展和改革委员会"
    path.unlink()
    assert forms()["发改委"] == "发展和改革委员会"
