"""`bulletin ingest`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
import orjson

from indexer.catalog.rows import State
from indexer.cli.options import encoding_option, issue_date_option, json_option, paper_option
from indexer.ingest.report import IngestReport
from indexer.settings import Settings

STATE_WORDS = {
    State.NEW: "新增",
    State.CHANGED: "更新",
    State.SAME: "未变",
    State.DEFERRED: "暂缓",
    State.DUPLICATE: "重复",
    State.FAILED: "失败",
}


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@issue_date_option
@paper_option
@encoding_option
@click.option("--batch", metavar="NAME", help="批次名;默认用当前时间。")
@click.option("--replace", is_flag=True, help="同一版已由别的文件收录时,以这次的文件为准(旧版本仍保留)。")
@click.option("--dry-run", is_flag=True, help="只看会发生什么,不写入任何内容。")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="同时解析的进程数。")
@json_option
def ingest(
    paths: tuple[Path, ...],
    issue_date: date | None,
    paper: str | None,
    encoding: str | None,
    batch: str | None,
    replace: bool,
    dry_run: bool,
    workers: int,
    as_json: bool,
) -> None:
    """收录文件或文件夹(任意层级)。重复运行不会产生重复内容。

    \b
    例:bulletin ingest 报纸/2024-11-05/ --paper ltdb
        bulletin ingest 第1版.txt --issue-date 2024-11-05
    """
    from indexer.ingest.run import IngestOptions, preview
    from indexer.ingest.run import ingest as run_ingest

    settings = Settings.from_env() if paper is None else Settings.from_env(paper=paper)
    options = IngestOptions(issue_date, paper, batch, encoding, replace, workers)
    if dry_run:
        report, _ = preview(paths, options, settings)
    else:
        from indexer.engine import running_engine

        with running_engine(settings) as client:
            report = run_ingest(paths, options, settings, client, _progress(as_json))
    if as_json:
        click.echo(orjson.dumps(report.as_json(), option=orjson.OPT_INDENT_2).decode())
    else:
        _print(report)
    if not report.complete:
        raise SystemExit(1)


def _progress(quiet: bool) -> Callable[[int, str], None] | None:
    if quiet or not sys.stderr.isatty():
        return None

    def show(done: int, name: str) -> None:
        click.echo(f"\r\x1b[K已处理 {done} 个文件:{name}", err=True, nl=False)

    return show


def _print(report: IngestReport) -> None:
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", err=True, nl=False)
    for outcome in report.outcomes:
        where = f" → {outcome.page_path}" if outcome.page_path else ""
        click.echo(f"{STATE_WORDS[outcome.state]}  {outcome.source_name}{where}")
        if outcome.zh:
            click.echo(f"      {outcome.zh}")
    counts = ",".join(f"{STATE_WORDS[State(state)]} {count}" for state, count in report.counts.items())
    head = "预览(未写入)" if report.dry_run else f"批次 {report.batch}"
    click.echo(f"{head}:{counts};共 {report.records} 条记录,{report.warnings} 条提醒,用时 {report.seconds:.1f} 秒。")
