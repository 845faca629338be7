"""`bulletin ingest`."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.cli.options import encoding_option, issue_date_option, json_option, paper_option, report_option
from indexer.settings import Settings

if TYPE_CHECKING:
    from indexer.ingest.options import IngestOptions
    from indexer.ingest.report import IngestReport


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH…]")
@issue_date_option
@paper_option
@encoding_option
@click.option("--batch", metavar="NAME", help="批次名；默认用当前时间。")
@click.option("--replace", is_flag=True, help="同一版已由别的文件收录时，以这次的文件为准（旧版本仍保留）。")
@click.option("--dry-run", is_flag=True, help="只看会发生什么：合计、先看哪些版面、失败、重复、提醒；不写入任何内容。")
@click.option("--retry", metavar="BATCH", help="只重试这个批次（名字或编号）里失败、暂缓的文件；加 --replace 时也含重复的。")
@click.option("--watch", is_flag=True, help="一直监视这些文件夹，有新的、改过的文件就收录；按 Ctrl-C 结束。")
@click.option(
    "--every",
    type=click.FloatRange(0.2, 86400),
    default=10,
    show_default=True,
    metavar="SECONDS",
    help="监视时隔几秒看一次。",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    help="同时解析的进程数；默认是处理器的全部核数。文件不多时不另起进程。",
)
@click.option("--quiet", is_flag=True, help="不显示进度。")
@json_option
@report_option
def ingest(
    paths: tuple[Path, ...],
    issue_date: date | None,
    paper: str | None,
    encoding: str | None,
    batch: str | None,
    replace: bool,
    dry_run: bool,
    retry: str | None,
    watch: bool,
    every: float,
    workers: int | None,
    quiet: bool,
    as_json: bool,
    report: Path | None,
) -> None:
    """收录文件、文件夹（任意层级）或 .zip 压缩包。重复运行不会产生重复内容。

    \b
    例：bulletin ingest 报纸/2024-11-05/ --paper ltdb
        bulletin ingest 第1版.txt --issue-date 2024-11-05
        bulletin ingest 合订本.zip
        bulletin ingest 报纸/ --dry-run --report 预览.html
        bulletin ingest --retry 20241105T093000Z
        bulletin ingest --watch 每日导出/
    """
    from indexer.ingest.options import IngestOptions
    from indexer.ingest.parsing import all_cores

    _check_usage(paths, batch, dry_run, retry, watch, report)
    settings = Settings.from_env() if paper is None else Settings.from_env(paper=paper)
    if report is not None:
        _check_report(report, paths)
    options = IngestOptions(issue_date, paper, batch, encoding, replace, workers or all_cores())
    if watch:
        from indexer.cli.watching import check_folders
        from indexer.cli.watching import watch as watch_folders
        from indexer.ingest.interruption import leave

        check_folders(paths)
        leave(watch_folders([path.absolute() for path in paths], options, settings, every, quiet=quiet, as_json=as_json))
    if retry is not None:
        paths, options = _retry(retry, options, settings)
        settings = settings if options.paper is None else Settings.from_env(paper=options.paper)
    _show(_run(paths, options, settings, dry_run=dry_run, quiet=quiet), report, as_json=as_json)


def _check_usage(
    paths: tuple[Path, ...], batch: str | None, dry_run: bool, retry: str | None, watch: bool, report: Path | None
) -> None:
    if watch and (retry is not None or dry_run or batch is not None or report is not None):
        raise click.UsageError("--watch 不能和 --retry、--dry-run、--batch、--report 一起用：每次收录自成一个批次。")
    if retry is not None and (paths or batch is not None):
        raise click.UsageError("--retry 按批次里的记录找文件，不要再给路径和 --batch。")
    if retry is None and not paths:
        raise click.UsageError("请给出要收录的文件或文件夹，例如：bulletin ingest 报纸/")


def _check_report(report: Path, paths: tuple[Path, ...]) -> None:
    from indexer.preview.html import check_target

    check_target(report)
    if any(path.is_dir() and report.absolute().is_relative_to(path.absolute()) for path in paths):
        click.echo("提醒：报告写在要收录的文件夹里，下次收录会把它算作读不了的文件。请放到别处。", err=True)


def _retry(name: str, options: IngestOptions, settings: Settings) -> tuple[tuple[Path, ...], IngestOptions]:
    from indexer.catalog import open_catalog
    from indexer.ingest.retrying import retry_of

    with open_catalog(settings.home, write=False) as catalog:
        retry = retry_of(catalog, name, options)
    if retry.cut_off:
        click.echo(
            f"批次 {retry.batch.name} 没有做完（被中断，或还在进行）：它没有轮到的文件没有记录，不在重试之列。"
            f"要接着做完，请再运行一次原来的命令：{retry.command}",
            err=True,
        )
    if not retry.options.only:
        click.echo(f"批次 {retry.batch.name} 没有要重试的文件。", err=True)
    return retry.paths, retry.options


def _run(paths: tuple[Path, ...], options: IngestOptions, settings: Settings, *, dry_run: bool, quiet: bool) -> IngestReport:
    from indexer.cli.progress import amount_to_do, shown_progress
    from indexer.ingest.interruption import Interrupted, interruptible, leave
    from indexer.ingest.run import ingest as run_ingest
    from indexer.ingest.run import preview

    result = None
    try:
        amount = partial(amount_to_do, paths, options.only, settings.home)
        with interruptible(), shown_progress(amount, quiet=quiet) as watcher:
            if dry_run:
                result = preview(paths, options, settings, watcher)
            else:
                from indexer.engine import lasting_engine

                with lasting_engine(settings) as engine:
                    result = run_ingest(paths, options, settings, engine, watcher)
    except Interrupted as interruption:
        # Where there is a result, the engine was ending already, and goes on to by itself.
        if result is None:
            click.echo("已中断，还没有开始收录，什么都没有改动。", err=True)
            leave(interruption.exit_code)
    return result


def _show(result: IngestReport, report: Path | None, *, as_json: bool) -> None:
    from indexer.ingest.interruption import leave

    if as_json:
        for piece in result.json():
            sys.stdout.buffer.write(piece)
    else:
        from indexer.preview.console import open_console
        from indexer.preview.console_run import show_run

        show_run(open_console(), result)
    if report is not None:
        from indexer.preview.html import run_report, write_report

        write_report(report, run_report(result))
    if result.interrupted:
        leave(result.interrupted.exit_code)
    if not result.complete:
        raise SystemExit(1)
