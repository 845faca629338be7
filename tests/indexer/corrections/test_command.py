"""`bulletin correct` over a desk that keeps everything in memory: what it prints, what it refuses, how it ends."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import click
import pytest
from click.testing import CliRunner, Result

from indexer.cli import ArchiveGroup
from indexer.cli.correct import correct_command
from indexer.corrections import Corrected, Correction, CorrectionDesk, Proposal, from_json, verify
from tests.indexer.corrections.issues import HARBOUR, ISSUE, Writer


class Desk:
    """A desk over one issue; `meanwhile` is done by somebody else just before the pen is put to the paper."""

    def __init__(self) -> None:
        self.writer = Writer()
        self.meanwhile: Callable[[], object] = lambda: None

    def issue(self, record: str) -> Corrected:
        return self.writer.now if record.startswith(ISSUE) else Corrected({}, (), (), (), {}, {}, frozenset())

    def tried(self, proposals: Sequence[Proposal]) -> Corrected:
        tried = Writer(self.writer.documents)
        tried.log = list(self.writer.log)
        tried.write(*proposals)
        return tried.now

    def log(self) -> Sequence[Correction]:
        return self.writer.log

    def append(self, proposals: Sequence[Proposal]) -> Sequence[Correction]:
        self.meanwhile()
        return self.writer.write(*proposals)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def correct(desk: Desk) -> Callable[..., Result]:
    @contextmanager
    def opened() -> Iterator[CorrectionDesk]:
        yield desk

    class Group(ArchiveGroup):
        def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:  # noqa: ARG002
            return correct_command(opened)

    return lambda *words: CliRunner().invoke(Group(), ["correct", *words])


def test_several_fields_are_corrected_at_once_and_each_is_told(correct: Callable[..., Result], desk: Desk) -> None:
    words = ("--set", "headline=港口会", "--set", "记者=江雁、乔知远", "--by", "沈雁秋", "--note", "据原报")
    result = correct(f"/{ISSUE}/1/a1/", *words)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        f"第 1 号更正：{ISSUE}/1/a1 标题：“{HARBOUR['headline']}” → “港口会”。",
        f"第 2 号更正：{ISSUE}/1/a1 记者：“乔知远” → “江雁、乔知远”。",
    ]
    assert [(c.by, c.note, c.at[-1]) for c in desk.writer.log] == [("沈雁秋", "据原报", "Z")] * 2
    assert verify(desk.writer.log) is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((f"{ISSUE}/1/a2", "--split-at", "3", "--headline", "路灯"), f"从第 3 段起另成一条 {ISSUE}/1/a3，标题 “路灯”"),
        ((f"{ISSUE}/1/a1", "--join", f"{ISSUE}/1/a2"), f"{ISSUE}/1/a2 并入 {ISSUE}/1/a1"),
        ((f"{ISSUE}/1/c1", "--move-to", "2", "--position", "1"), f"移到第 2 版，新编号 {ISSUE}/2/c1"),
        ((f"{ISSUE}/1/a2", "--order", "2,1,4,3"), f"{ISSUE}/1/a2 从第 1 段起的次序改为 2、1、4、3"),
        (
            (f"{ISSUE}/1/a2", "--move", "3-4", "--to", f"/{ISSUE}/2/a1/"),
            f"的第 3 到第 4 段（“石庵街道修好九盏路灯”）移到 {ISSUE}/2/a1。",
        ),
        ((f"{ISSUE}/1/a2", "--move", "3", "--to", f"{ISSUE}/1/a1", "--at", "2"), f"移到 {ISSUE}/1/a1，排在第 2 段。"),
        ((f"{ISSUE}/1/a1", "--set", "kind=notice"), f"类别：“article” → “notice”，新编号 {ISSUE}/1/n1"),
        ((f"{ISSUE}/1/a1", "--set", "page_name="), f"{ISSUE}/1 全版 版名：“要闻” → （空）"),
        ((f"{ISSUE}/1/a1", "--set", "event_dates=2024-11-04"), "事件日期：（空） → “2024-11-04/2024-11-04”"),
    ],
)
def test_every_operation_is_told_in_a_sentence(
    words: Sequence[str], told: str, correct: Callable[..., Result], desk: Desk
) -> None:
    result = correct(*words, "--by", "沈雁秋")
    assert result.exit_code == 0, result.output
    assert told in result.stdout
    assert desk.writer.now.applied == (1,)


def test_an_undo_tells_what_depended_on_it(correct: Callable[..., Result], desk: Desk) -> None:
    for headline in ("港口", "港口会"):
        correct(f"{ISSUE}/1/a1", "--set", f"headline={headline}", "--by", "沈雁秋")
    result = correct("--undo", "1", "--by", "沈雁秋")
    assert result.exit_code == 0
    assert result.stdout == f"第 3 号更正：撤销第 1 号更正（{ISSUE}/1/a1）。\n"
    assert result.stderr.startswith(f"提醒：第 2 号更正（{ISSUE}/1/a1的标题）没有应用")
    answer = json.loads(correct("--undo", "2", "--by", "沈雁秋", "--json").stdout)
    assert answer["conflicts"] == []
    assert from_json(answer["corrections"][0]) == desk.writer.log[-1]


def test_a_correction_that_another_one_outran_is_told_and_fails(correct: Callable[..., Result], desk: Desk) -> None:
    desk.meanwhile = lambda: desk.writer.set("1/a1", "headline=别人改的")
    result = correct(f"{ISSUE}/1/a1", "--set", "headline=港口", "--by", "沈雁秋", "--json")
    assert result.exit_code == 1
    (conflict,) = json.loads(result.stdout)["conflicts"]
    assert (conflict["number"], conflict["what"], conflict["found"]) == (2, "changed", "别人改的")
    assert "第 2 号更正" in conflict["message"] and conflict["message"] in result.stderr


@pytest.fixture
def in_china(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock of the desk is eight hours before UTC's."""
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "CST-8")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("in_china")
def test_the_log_lists_what_concerns_a_record_a_page_or_an_issue(correct: Callable[..., Result], desk: Desk) -> None:
    desk.writer.set("1/a1", "headline=港口会")
    desk.writer.move("1/c1", 2)
    desk.writer.undo(1)
    result = correct("--log")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"1　2026-01-05 16:00　沈雁秋　{ISSUE}/1/a1 标题：“{HARBOUR['headline']}” → “港口会”（已撤销）　备注：据原报",
        f"2　2026-01-05 16:00　沈雁秋　{ISSUE}/1/c1 移到第 2 版，新编号 {ISSUE}/2/c1　备注：据原报",
        f"3　2026-01-05 16:00　沈雁秋　撤销第 1 号更正（{ISSUE}/1/a1）　备注：据原报",
    ]
    assert "共 3 条更正" in result.stderr
    for about, numbers in (
        (f"{ISSUE}/1/a1", [1, 3]),
        (f"{ISSUE}/2", [2]),
        (f"{ISSUE}/2/c1", [2]),
        (ISSUE, [1, 2, 3]),
        ("x", []),
    ):
        entries = json.loads(correct("--log", about, "--json").stdout)["corrections"]
        assert [entry["number"] for entry in entries] == numbers
    assert [entry["holds"] for entry in json.loads(correct("--log", "--json").stdout)["corrections"]] == [False, True, True]


def test_a_log_that_was_tampered_with_is_shown_and_fails(correct: Callable[..., Result], desk: Desk) -> None:
    desk.writer.set("1/a1", "headline=港口会", "reporters=江雁")
    desk.writer.log[0] = replace(desk.writer.log[0], by="别人")
    result = correct("--log")
    assert result.exit_code == 1
    assert "第 1 行被改动过" in result.stderr
    result = correct("--log", "--json")
    assert (result.exit_code, json.loads(result.stdout)["fault"]["kind"]) == (1, "altered")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((f"{ISSUE}/1/a1",), 2, "请给出一种操作"),
        ((f"{ISSUE}/1/a1", "--undo", "1"), 2, "不要条目编号"),
        ((f"{ISSUE}/1/a1", "--set", "headline=甲", "--move-to", "2"), 2, "只给一种"),
        (("--set", "headline=甲"), 2, "请给出条目的编号"),
        ((f"{ISSUE}/1/a1", "--set", "headline=甲", "--headline", "乙"), 2, "--headline 只与 --split-at 同用"),
        ((f"{ISSUE}/1/a1", "--set", "headline=甲", "--position", "1"), 2, "--position 只与 --move-to 同用"),
        ((f"{ISSUE}/1/a1", "--move", "2"), 2, "--move 与 --to 要一起用"),
        ((f"{ISSUE}/1/a1", "--order", "2,1", "--to", f"{ISSUE}/1/a2"), 2, "--move 与 --to 要一起用"),
        ((f"{ISSUE}/1/a1", "--order", "2,1", "--at", "1"), 2, "--at 只与 --move"),
        ((f"{ISSUE}/1/a1", "--show", "--dry-run"), 2, "--dry-run 只与会改动的操作同用"),
        ((f"{ISSUE}/1/a9", "--show"), 1, "没有条目"),
        ((f"{ISSUE}/1/a1", "--set", "title=甲"), 1, "没有字段“title”"),
        ((f"{ISSUE}/1/a8", "--set", "headline=甲"), 1, "没有条目"),
        (("ltdb/1999-01-01/1/a1", "--move-to", "2"), 1, "没有条目"),
        (("--undo", "7"), 1, "没有第 7 号更正"),
        ((f"{ISSUE}/1/a1", "--set", "headline=甲", "--by", " "), 1, "--by 姓名"),
        ((f"{ISSUE}/1/a1", "--set", "headline=甲", "--note", "坏\udcff"), 1, "坏字符"),
    ],
)
def test_what_cannot_be_done_is_refused_and_writes_nothing(
    words: Sequence[str], code: int, said: str, correct: Callable[..., Result], desk: Desk
) -> None:
    result = correct(*words)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    assert desk.writer.log == []


def test_a_record_is_shown_with_the_numbers_of_its_paragraphs(correct: Callable[..., Result], desk: Desk) -> None:
    lines = correct(f"{ISSUE}/1/a2", "--show").stdout.splitlines()
    assert lines[0] == f"{ISSUE}/1/a2　报道　长者食堂开进杏坞社区"
    assert [line[:6] for line in lines[1:]] == ["  1　（记", "  2　区民", "  3　石庵", "  4　（记"]
    shown = json.loads(correct(f"{ISSUE}/1/a2", "--show", "--json").stdout)
    assert (shown["id"], len(shown["paragraphs"])) == (f"{ISSUE}/1/a2", 4)
    desk.writer.set("2/n1", "body=")
    assert "（没有正文）" in correct(f"{ISSUE}/2/n1", "--show").stdout


def test_a_dry_run_shows_the_records_as_they_would_be_and_writes_nothing(correct: Callable[..., Result], desk: Desk) -> None:
    result = correct(f"{ISSUE}/1/a1", "--join", f"{ISSUE}/1/a2", "--by", "沈雁秋", "--dry-run")
    assert result.exit_code == 0 and "什么也没有写" in result.stderr
    lines = result.stdout.splitlines()
    assert lines[:2] == [f"将会：{ISSUE}/1/a2 并入 {ISSUE}/1/a1。", f"{ISSUE}/1/a1　报道　{HARBOUR['headline']}"]
    assert lines[-2].startswith("  6　") and lines[-1] == f"{ISSUE}/1/a2　不再单列，它的地址改指 {ISSUE}/1/a1"
    told = json.loads(correct(f"{ISSUE}/1/a1", "--order", "2,1", "--by", "沈雁秋", "--dry-run", "--json").stdout)
    assert told["dry_run"] and [found["id"] for found in told["records"]] == [f"{ISSUE}/1/a1"]
    assert told["records"][0]["paragraphs"] == HARBOUR["body"].split("\n")[::-1]
    assert desk.writer.log == []
    for headline in ("港口", "港口会"):
        desk.writer.set("1/a1", f"headline={headline}")
    assert "第 2 号更正" in correct("--undo", "1", "--by", "沈雁秋", "--dry-run").stderr
    assert len(desk.writer.log) == 2


def test_without_a_name_the_login_name_signs(
    correct: Callable[..., Result], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "archivist")
    correct(f"{ISSUE}/1/a1", "--set", "headline=甲")
    assert desk.writer.log[0].by == "archivist"

    def nobody() -> str:
        raise OSError("no user")

    monkeypatch.setattr("getpass.getuser", nobody)
    result = correct(f"{ISSUE}/1/a1", "--set", "headline=乙")
    assert (result.exit_code, len(desk.writer.log)) == (1, 1)
    assert "--by 姓名" in result.stderr


def test_the_help_names_every_option_and_gives_examples(correct: Callable[..., Result]) -> None:
    shown = correct("--help").stdout
    for word in ("--order", "--move", "--to", "--at", "--show", "--dry-run"):
        assert word in shown
    for word in ("--set", "--split-at", "--headline", "--join", "--move-to", "--position", "--undo", "--log", "--by", "--note"):
        assert word in shown
    assert "bulletin correct --undo 7" in shown
