"""A command that was typed wrongly is told in Chinese, and every help page has a Chinese frame."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from indexer.cli import main

WRONGLY_TYPED = [
    ("--foo", "没有 --foo 这个选项。", "bulletin --help"),
    ("serv", "没有 serv 这个命令。", "bulletin --help"),
    ("issue shw", "没有 shw 这个命令。是不是 show？", "bulletin issue --help"),
    ("ingest --jsn", "没有 --jsn 这个选项。是不是 --json？", "bulletin ingest --help"),
    ("ingest --batch", "--batch 后面要有一个值。", None),
    ("ingest --dry-run=3", "--dry-run 后面不带值。", None),
    ("index prune --keep x", "--keep 的值不能用：请写一个不小于 0 的整数。", "bulletin index prune --help"),
    ("issue missing --pages 0", "--pages 的值不能用：请写一个不小于 1、不大于 99 的整数。", "bulletin issue missing --help"),
    ("correct a --undo 一", "--undo 的值不能用：请写一个整数。", "bulletin correct --help"),
    ("vocabulary add 甲局 --level 县", "--level 的值不能用：可用的是 区、市、省、国家。", "bulletin vocabulary add --help"),
    ("batch show", "还要给出 NAME。", "bulletin batch show --help"),
    ("parse a b", "多了 b，不知道是什么。名字里有空格的，请用引号括起来。", "bulletin parse --help"),
]


@pytest.mark.parametrize(("line", "sentence", "help_page"), WRONGLY_TYPED, ids=[line for line, _, _ in WRONGLY_TYPED])
def test_what_was_typed_wrongly_is_told_in_chinese(line: str, sentence: str, help_page: str | None) -> None:
    result = CliRunner().invoke(main, line.split(), prog_name="bulletin")
    assert result.exit_code == 2
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert lines[0] == f"错误：{sentence}"
    assert lines[1:] == ([f"用法见：{help_page}"] if help_page else [])


def test_a_sentence_of_our_own_stays_as_it_is() -> None:
    result = CliRunner().invoke(main, ["parse", "x.txt", "--issue-date", "2024-13-01"], prog_name="bulletin")
    assert result.exit_code == 2
    assert "2024-13-01" in result.stderr
    assert not re.search("Invalid|Error|Usage", result.stderr)


def _commands(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _commands(below, (*path, name))


def test_no_help_page_has_a_word_of_clicks_own() -> None:
    paths = list(_commands(main, ()))
    assert len(paths) > 30
    for path in paths:
        result = CliRunner().invoke(main, [*path, "--help"], prog_name="bulletin")
        assert result.exit_code == 0, path
        assert result.stdout.startswith("用法：bulletin"), path
        assert not re.search(r"Usage|Options:|Commands:|Show (this|the)|\[OPTIONS\]|\[default", result.stdout), path
