"""Words and names made safe: nothing commands the terminal, every command can be pasted back."""

from __future__ import annotations

import os
import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.preview.commands import parse_command
from indexer.preview.words import WARNINGS, line_ranges, shell_word, visible, warning_advice, warning_label

DOCS = Path(__file__).parents[3] / "docs" / "ref-warnings.md"


def test_every_warning_of_the_reference_has_its_words_and_advice() -> None:
    documented = re.findall(r"^\| `([^`]+)` \| ([^|]+?) \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert {code: WARNINGS[code].label for code, _ in documented} == dict(documented)
    assert all(words.advice.endswith("。") for words in WARNINGS.values())


def test_a_code_without_words_is_shown_as_it_is() -> None:
    assert (warning_label("new one"), warning_advice("new one")) == ("new one", "看提醒写明的那几行。")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("岚汀 page", "岚汀 page"),
        ("\x1b[31m红", "␛[31m红"),
        ("甲\n乙\t丙", "甲␊乙␉丙"),
        ("\u202e反写", "‹U+202E›反写"),
        ("\x7f\x9b", "␡‹U+009B›"),
        ("𬍡　“引”", "𬍡　“引”"),
    ],
)
def test_what_would_command_a_terminal_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_visible_text_has_nothing_that_commands(text: str) -> None:
    shown = visible(text)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", shown)


@pytest.mark.parametrize(
    "name", ["01 副本\n第1版.txt", "it's.txt", "-x.txt", "$HOME`id`.txt", "报纸/2024-11-05/01.txt", "a\\b\tc\x1b'.txt"]
)
def test_a_name_comes_back_from_the_shell_as_it_was(name: str) -> None:
    word = shell_word(name)
    assert "\n" not in word and "\x1b" not in word
    back = subprocess.run(["bash", "-c", f"printf %s {word}"], capture_output=True, text=True, check=True).stdout
    assert back.removeprefix("./") == name


def test_the_command_repeats_what_the_operator_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    command = parse_command(tmp_path / "报纸" / "01 副本.txt", date(2024, 11, 5), "ltdb", "big5")
    assert command == "bulletin parse '报纸/01 副本.txt' --issue-date 2024-11-05 --paper ltdb --encoding big5"
    assert parse_command(Path("/别处/很远/01.txt"), None, None, None) == "bulletin parse /别处/很远/01.txt"


@pytest.mark.parametrize("raw", [b"\xff\xfe\x80 09.txt", "报纸/第9版.txt".encode("gb18030"), b"\xff1'\\ab.txt"])
def test_a_name_of_no_encoding_is_written_so_that_it_can_be_stored_and_read_back(raw: bytes) -> None:
    word = shell_word(os.fsdecode(raw))
    back = subprocess.run(["bash", "-c", f"printf %s {word}"], capture_output=True, check=True).stdout
    assert word.encode("utf-8") and back == raw


@pytest.mark.parametrize(
    ("lines", "shown"),
    [((3,), "3"), ((5, 3, 4, 9), "3–5、9"), ((), ""), (tuple(range(1, 40, 2)), "1、3、5、7、9、11、13、15 等")],
)
def test_line_numbers_are_drawn_together(lines: tuple[int, ...], shown: str) -> None:
    assert line_ranges(lines) == shown
