"""`bulletin ingest`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
import orjson

from indexer.cli.options import encoding_option, issue_date_option, json_option, paper_option, report_option
from indexer.preview.words import visible
from indexer.settings import Settings


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@issue_date_option
@paper_option
@encoding_option
@click.option("--batch", metavar="NAME", help="批次名；默认用当前时间。")
@click.option("--replace", is_flag=True, help="同一版已由别的文件收录时，以这次的文件为准（旧版本仍保留）。")
@click.option("--dry-run", is_flag=True, help="只看会发生什么：合计、先看哪些版面、失败、重复、提醒；不写入任何内容。")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="同时解析的进程数。")
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
    workers: int,
    as_json: bool,
    report: Path | None,
) -> None:
    """收录文件、文件夹（任意层级）或 .zip 压缩包。重复运行不会产生重复内容。

    \b
    例：bulletin ingest 报纸/2024-11-05/ --paper ltdb
        bulletin ingest 第1版.txt --issue-date 2024-11-05
        bulletin ingest 合订本.zip
        bulletin ingest 报纸/ --dry-run --report 预览.html
    """
    from indexer.ingest.options import IngestOptions
    from indexer.ingest.run import ingest as run_ingest
    from indexer.ingest.run import preview

    settings = Settings.from_env() if paper is None else Settings.from_env(paper=paper)
    if report is not None:
        _check_report(report, paths)
    options = IngestOptions(issue_date, paper, batch, encoding, replace, workers)
    if dry_run:
        result = preview(paths, options, settings, _progress(as_json))
    else:
        from indexer.engine import lasting_engine

        with lasting_engine(settings) as engine:
            result = run_ingest(paths, options, settings, engine, _progress(as_json))
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", err=True, nl=False)
    if as_json:
        click.echo(orjson.dumps(result.as_json(), option=orjson.OPT_INDENT_2).decode())
    else:
        from indexer.preview.console import open_console
        from indexer.preview.console_run import show_run

        show_run(open_console(), result)
    if report is not None:
        from indexer.preview.html import run_report, write_report

        write_report(report, run_report(result))
    if not result.complete:
        raise SystemExit(1)


def _check_report(report: Path, paths: tuple[Path, ...]) -> None:
    from indexer.preview.html import check_target

    check_target(report)
    if any(path.is_dir() and report.absolute().is_relative_to(path.absolute()) for path in paths):
        click.echo("提醒：报告写在要收录的文件夹里，下次收录会把它算作读不了的文件。请放到别处。", err=True)


def _progress(quiet: bool) -> Callable[[int, str], None] | None:
    if quiet or not sys.stderr.isatty():
        return None

    def show(done: int, name: str) -> None:
        click.echo(f"\r\x1b[K已处理 {done} 个文件：{visible(name)}", err=True, nl=False)

    return show
