"""`bulletin index`: the indices behind the alias, made again, switched and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from indexer.cli.index_check import check
from indexer.cli.options import json_option
from indexer.cli.printing import clear_line, print_json, status_line
from indexer.settings import Settings

if TYPE_CHECKING:
    from indexer.rebuilding import RebuildReport


@click.group()
def index() -> None:
    """别名背后的各版索引。"""


index.add_command(check)


@index.command("list")
@json_option
def list_command(as_json: bool) -> None:
    """列出全部索引：哪个在用、有多少记录、是否过期。

    例：bulletin index list --json
    """
    from indexer.engine import running_engine
    from indexer.indices import list_indices

    settings = Settings.from_env()
    with running_engine(settings) as client:
        infos = list_indices(client, settings)
    if as_json:
        rows = [
            {
                "name": info.name,
                "made": info.made.isoformat(),
                "current": info.current,
                "documents": info.documents,
                "size_bytes": info.size_bytes,
                "stale": list(info.stale),
            }
            for info in infos
        ]
        print_json(rows)
        return
    if not infos:
        click.echo("还没有索引。请先用 bulletin ingest 收录。", err=True)
    for info in infos:
        mark = "*" if info.current else " "
        stale = f"  过期：{'、'.join(info.stale)}" if info.stale else ""
        click.echo(f"{mark} {info.name}  {info.documents} 条  {info.size_bytes / 1e6:.1f} MB{stale}")


@index.command("rebuild")
@json_option
def rebuild_command(as_json: bool) -> None:
    """用目录库和原件重新生成索引；期间照常检索和收录，完成后一步切换，原来的索引留着以便退回。

    程序、词表或分词器变了之后运行一次。解析程序或词表变了的，先按今天的程序重读原件。新索引与目录库逐项比较，不一致就不切换。
    存档目录里有 golden-queries.txt（每行一个检索词）时，切换前后命中数不同的会列出来。中断了再运行一次，会接着做。

    例：bulletin index rebuild
    """
    from indexer.cli.writing import writing
    from indexer.rebuilding import rebuild
    from indexer.rebuilding.alone import indices_alone

    settings = Settings.from_env()
    with indices_alone(settings.home), writing(settings) as archive:
        report = rebuild(settings, archive.connection, archive.catalog, _progress(as_json))
    clear_line()
    if as_json:
        print_json(_report_json(report))
    else:
        _print_report(report)
    if report.refused:
        raise SystemExit(1)


@index.command("use")
@click.argument("name")
def use_command(name: str) -> None:
    """改用名为 NAME 的索引；先补上它缺的内容，再一步切换。"""
    from indexer.cli.writing import writing
    from indexer.rebuilding import use
    from indexer.rebuilding.alone import indices_alone

    settings = Settings.from_env()
    with indices_alone(settings.home), writing(settings) as archive:
        found = use(name, settings, archive.connection, archive.catalog, archive.reading)
    click.echo(f"现在用的是 {found.name}。")


@index.command("rollback")
def rollback_command() -> None:
    """退回重建之前的索引；重建之后收录、更正的内容先补进去。"""
    from indexer.cli.writing import writing
    from indexer.rebuilding import rollback
    from indexer.rebuilding.alone import indices_alone

    settings = Settings.from_env()
    with indices_alone(settings.home), writing(settings) as archive:
        found = rollback(settings, archive.connection, archive.catalog, archive.reading)
    click.echo(f"已退回 {found.name}。")


@index.command("prune")
@click.option("--keep", type=click.IntRange(0), default=1, show_default=True, help="留几个以前的索引以便退回。")
def prune_command(keep: int) -> None:
    """删除不再用的索引和中断的重建留下的索引；在用的和别的存档的从不删除。"""
    from indexer.cli.writing import writing
    from indexer.rebuilding import prune
    from indexer.rebuilding.alone import indices_alone

    settings = Settings.from_env()
    with indices_alone(settings.home), writing(settings) as archive:
        removed = prune(settings, archive.connection, archive.catalog, keep)
    for info in removed:
        click.echo(f"已删除 {info.name}（{info.documents} 条）。")
    if not removed:
        click.echo("没有可删的索引。", err=True)


def _report_json(report: RebuildReport) -> dict[str, Any]:
    return {
        "index": report.index,
        "before": report.before,
        "pages": report.pages,
        "records": report.records,
        "reparsed": report.reparsed,
        "unreadable": [{"page": page.path, "message": page.en, "message_zh": page.zh} for page in report.unreadable],
        "refused": [{"id": rejection.id, "reason": rejection.reason} for rejection in report.refused],
        "golden_queries": report.golden,
        "differing": [{"text": found.text, "before": found.before, "after": found.after} for found in report.differing],
        "page_images": report.images.made,
        "page_image_failures": [failure.as_json() for failure in report.images.failures],
        "seconds": round(report.seconds, 3),
    }


def _print_report(report: RebuildReport) -> None:
    for page in report.unreadable:
        click.echo(f"提醒：{page.zh}", err=True)
    for failure in report.images.failures:
        click.echo(f"提醒：{failure.zh}", err=True)
    for rejection in report.refused:
        click.echo(f"失败：检索引擎拒收 {rejection.id}：{rejection.reason}", err=True)
    for found in report.differing:
        click.echo(f"命中数变了：{found.text}　原来 {found.before}，现在 {found.after}")
    reread = f"，{report.reparsed} 版按现在的程序读法有变" if report.reparsed else ""
    click.echo(
        f"现在用的是 {report.index}：{report.pages} 版，{report.records} 条{reread}；抽查 {report.golden} 处原文都能检索到。"
        f"用时 {report.seconds:.1f} 秒。"
    )
    if report.images.made:
        click.echo(f"补画了 {report.images.made} 个版面的版面图。")
    if report.before:
        click.echo(f"原来的 {report.before} 留着：bulletin index rollback 可以退回，bulletin index prune 可以删除。")


def _progress(quiet: bool) -> Any:
    words = {"reparse": "重读原件", "load": "送进索引"}

    def show(step: str, done: int, total: int) -> None:
        if not quiet:
            of = f" / {total}" if total else ""
            status_line(f"{words[step]}：{done}{of} 版")

    return show
