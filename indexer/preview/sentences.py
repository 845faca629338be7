"""Totals and lists of a run as rows of words: the same on the terminal and in the HTML page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.catalog.rows import Outcome, State
from indexer.preview.totals import Totals, WarningGroup, WarningSeen, percent
from indexer.preview.words import KINDS, line_ranges, warning_label

if TYPE_CHECKING:
    from indexer.ingest.report import IngestReport

STATES = {
    State.NEW: "新增",
    State.CHANGED: "更新",
    State.SAME: "未变",
    State.DEFERRED: "暂缓",
    State.DUPLICATE: "重复",
    State.FAILED: "失败",
}
LISTS = {
    State.FAILED: ("失败", "没有读成版面的文件。按每条的提示处理后再运行一次；其余文件不受影响。"),
    State.DUPLICATE: ("重复", "同一版有两个文件、内容不同。看哪个对；要以没收录的那个为准，就只对它加 --replace 再运行。"),
    State.DEFERRED: ("暂缓", "正在被写入的文件。写完后再运行一次。"),
}
"""The lists of what was not done, in the order shown, each with what to do."""
STOPPED_HEADING = "没有做完"
CONFLICTS_HEADING = (
    "更正未套用",
    "原件变了，这些更正对不上现在的文字；版面按原件收录。核对后用 bulletin correct 重新更正，或 --undo 撤销。",
)
IMAGES_HEADING = ("没有版面图", "文字都已收录，不影响退出码；查明原因后运行 bulletin doctor --repair 重画。")
WARNINGS_HEADING = ("提醒", "程序拿不准的地方：正文照原样收录，不影响退出码；有空时核对。")
WORST_HEADING = ("先看这些版面", "次序：读不成的文件、覆盖率低的、有行未归入条目的、缺标题的、平均每条提醒多的。")


def totals_rows(totals: Totals) -> list[tuple[str, str]]:
    """Label and sentence for each count of the totals."""
    kinds = "，".join(f"{KINDS[kind]} {count}" for kind, count in totals.kinds.items())
    credited = "；".join(
        f"{KINDS[kind]} 有 {totals.credited[kind]}、无 {count - totals.credited[kind]}"
        for kind, count in totals.kinds.items()
        if count and kind != "notice"
    )
    rows = [("条目", f"{totals.records} 条{f'：{kinds}' if totals.kinds else ''}")]
    if credited:
        rows.append(("署名", credited))
    rows += [
        ("事件日期", f"换算成年月日 {totals.dates_resolved} 处，未换算 {totals.dates_open} 处；有日期的条目 {totals.dated} 条"),
        ("部门", f"已知 {totals.departments_confirmed}，待确认 {totals.departments_unconfirmed}（同一条目里算一次）"),
        ("覆盖率", _coverage(totals)),
        ("提醒", "，".join(f"{warning_label(group.code)} {group.count}" for group in totals.warnings) or "没有"),
    ]
    return rows


def _coverage(totals: Totals) -> str:
    if totals.pages <= 1:
        return f"{percent(totals.coverage_least)}（有唯一归属的字所占的比例）"
    return f"平均 {percent(totals.coverage_mean)}，最低 {percent(totals.coverage_least)}（有唯一归属的字所占的比例）"


def run_rows(report: IngestReport) -> list[tuple[str, str]]:
    """The totals of a run: files and pages first."""
    totals = report.totals
    failed = report.counts[State.FAILED.value]
    files = f"{totals.files} 个" + (f"，其中失败 {failed}" if failed else "")
    return [("文件", files), ("版面", f"{totals.pages} 版（不含重复的）"), *totals_rows(totals)]


def closing(report: IngestReport) -> str:
    """The last line of a run: what became of the files, in one sentence."""
    counts = "，".join(f"{STATES[State(state)]} {count}" for state, count in report.counts.items())
    head = "预览（未写入）" if report.dry_run else f"批次 {report.batch}"
    if report.stopped:
        head += f"（{STOPPED_HEADING}）"
    return f"{head}：{counts}；共 {report.records} 条记录，{report.warnings} 条提醒，用时 {report.seconds:.1f} 秒。"


def duplicate_row(report: IngestReport, outcome: Outcome) -> tuple[str, str]:
    """Both sources of a page that two files claim."""
    return (report.holder(outcome), outcome.source_name)


def failure_reason(outcome: Outcome) -> str:
    """Why the file gave no page and what to do, without the name, which stands above."""
    return (outcome.zh or "").removeprefix(outcome.source_name).lstrip("：: ")


def warning_place(seen: WarningSeen) -> str:
    """Where a warning stands: page or record, and lines."""
    where = f"{seen.page_path}/{seen.record}" if seen.record else seen.page_path or seen.source_name
    return where + (f" 行 {line_ranges(seen.warning.lines)}" if seen.warning.lines else "")


def more(group: WarningGroup) -> str:
    """How many warnings of the group are not shown; empty when all are."""
    rest = group.count - len(group.first)
    return f"另有 {rest} 条" if rest else ""
