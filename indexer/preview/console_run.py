"""The report of a run on a terminal: files, totals, the pages to look at first, and the lists, each apart."""

from __future__ import annotations

from itertools import islice

from rich.console import Console

from indexer.catalog.rows import State
from indexer.ingest.report import IngestReport
from indexer.preview.console import say
from indexer.preview.sentences import (
    CONFLICTS_HEADING,
    IMAGES_HEADING,
    LISTS,
    STATES,
    STOPPED_HEADING,
    WARNINGS_HEADING,
    WORST_HEADING,
    closing,
    duplicate_row,
    failure_reason,
    more,
    run_rows,
    totals_rows,
    warning_place,
)
from indexer.preview.totals import Totals
from indexer.preview.words import warning_advice, warning_label

_COLOURS = {State.FAILED: "bold red", State.DUPLICATE: "bold magenta", State.DEFERRED: "bold cyan"}
FAILURES_AMONG_WORST = 5
SAME_MOST = 200
"""Pages that are as they were before are listed up to so many; above that only counted."""


def show_run(console: Console, report: IngestReport) -> None:
    """The whole report; results a file first, the sentence with all counts last, where a terminal shows it."""
    same = report.counts[State.SAME.value]
    counted = {*LISTS, State.SAME} if same > SAME_MOST else set(LISTS)
    for outcome in report.outcomes:
        if outcome.state not in counted:
            say(console, f"{STATES[outcome.state]}  {outcome.source_name} → {outcome.page_path}")
    if same > SAME_MOST:
        say(console, f"{STATES[State.SAME]}  {same} 版，与库里一致，不逐一列出（--json 列出全部）")
    if report.dry_run:
        _heading(console, "合计", "", "bold")
        show_rows(console, run_rows(report))
        _show_worst(console, report)
    if report.stopped:
        _heading(console, STOPPED_HEADING, report.stopped.zh, "bold red")
    for state in LISTS:
        _show_list(console, report, state)
    if report.conflicts:
        _heading(console, f"{CONFLICTS_HEADING[0]} {len(report.conflicts)}", CONFLICTS_HEADING[1], "bold yellow")
        for conflict in report.conflicts:
            say(console, conflict.zh, indent=2)
    if report.image_failures:
        _heading(console, f"{IMAGES_HEADING[0]} {len(report.image_failures)}", IMAGES_HEADING[1], "bold yellow")
        for failure in report.image_failures:
            say(console, failure.zh, indent=2)
    _show_warnings(console, report)
    console.print()
    say(console, closing(report), "bold")


def show_totals(console: Console, totals: Totals) -> None:
    """The summary below a parsed file."""
    _heading(console, "小结", "", "bold")
    show_rows(console, totals_rows(totals))


def show_rows(console: Console, rows: list[tuple[str, str]]) -> None:
    """Label and sentence, a row each."""
    for label, sentence in rows:
        say(console, f"{label}：{sentence}", indent=2)


def _heading(console: Console, title: str, sentence: str, style: str) -> None:
    console.print()
    say(console, f"【{title}】{sentence}", style)


def _show_worst(console: Console, report: IngestReport) -> None:
    failed = report.counts[State.FAILED.value]
    if not failed and not report.worst:
        return
    _heading(console, *WORST_HEADING, "bold yellow")
    place = 0
    for outcome in islice(report.each(State.FAILED), FAILURES_AMONG_WORST):
        place += 1
        say(console, f"{place}. {outcome.source_name}：没有读成，原因和办法见下面「失败」", indent=2)
    if failed > FAILURES_AMONG_WORST:
        say(console, f"另有 {failed - FAILURES_AMONG_WORST} 个文件没有读成，见下面「失败」", indent=2)
    for page in report.worst:
        place += 1
        say(console, f"{place}. {page.page_path}　{page.source_name}", indent=2)
        for reason, advice in page.reasons:
            say(console, f"{reason}：{advice}", indent=5)
        say(console, f"细看：{page.command}", indent=5)


def _show_list(console: Console, report: IngestReport, state: State) -> None:
    count = report.counts[state.value]
    if not count:
        return
    title, sentence = LISTS[state]
    _heading(console, f"{title} {count}", sentence, _COLOURS[state])
    for outcome in report.each(state):
        say(
            console,
            f"{STATES[state]}  {outcome.source_name}" + (f" → {outcome.page_path}" if outcome.page_path else ""),
            indent=2,
        )
        if state is State.DUPLICATE:
            held, left_out = duplicate_row(report, outcome)
            say(console, f"已占这一版：{held}", indent=6)
            say(console, f"未收录：{left_out}", indent=6)
        elif outcome.zh:
            say(console, failure_reason(outcome), indent=6)


def _show_warnings(console: Console, report: IngestReport) -> None:
    if not report.totals.warnings:
        return
    title, sentence = WARNINGS_HEADING
    _heading(console, f"{title} {report.warnings}", sentence, "bold yellow")
    for group in report.totals.warnings:
        say(console, f"{warning_label(group.code)} {group.count}：{warning_advice(group.code)}", indent=2)
        for seen in group.first:
            say(console, f"{warning_place(seen)}　{seen.warning.note}", indent=6)
        if more(group):
            say(console, f"{more(group)}。", indent=6)
