"""`bulletin backup` and `bulletin restore`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indexer.cli.options import json_option
from indexer.cli.printing import clear_line, print_json, status_line
from indexer.errors import BackupError
from indexer.preview.words import visible
from indexer.settings import Settings

if TYPE_CHECKING:
    from indexer.backup import BackupStore, Fault, Manifest

FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.argument("directory", type=FOLDER, metavar="DIR")
@json_option
def backup(directory: Path, as_json: bool) -> None:
    """把存档目录（目录库、原件、词表、版面图）备份到 DIR；网站和收录不必停。

    DIR 应在另一块磁盘或另一台机器上。可以反复备份到同一个 DIR：内容相同的文件只存一份，以前的备份都保留。
    索引不备份，恢复时由目录库和原件重新生成。有文件缺失或损坏时照样存好其余的，逐个写明，退出码为 1。

    例：bulletin backup /media/备份盘/岚汀导报
    """
    from indexer.backup import back_up

    settings = Settings.from_env()
    report = back_up(settings, directory, _progress(as_json))
    clear_line()
    if settings.home.stat().st_dev == directory.expanduser().stat().st_dev:
        click.echo("提醒：备份和存档在同一块磁盘上，磁盘坏了会一起丢失。请再备份到另一块磁盘。", err=True)
    if as_json:
        value = {
            **_summary(report.name, report.manifest),
            "new_files": report.new_files,
            "new_bytes": report.new_bytes,
            "faults": _rows(report.faults),
        }
        print_json(value)
    else:
        click.echo(f"备份 {report.name}：{_described(report.manifest)}")
        click.echo(f"新存 {report.new_files} 个文件，{_size(report.new_bytes)}；其余早已在 {directory} 里。")
        _print_faults(report.faults)
    if report.faults:
        raise SystemExit(1)


@click.command()
@click.argument("directory", type=FOLDER, metavar="DIR")
@click.option("--at", metavar="TIME", help="用哪一份备份：--list 列出的名称，或它的开头（2026-11-25）；默认最新的一份。")
@click.option("--list", "list_only", is_flag=True, help="只列出 DIR 里的备份。")
@click.option("--check", "check_only", is_flag=True, help="只核对备份：全部文件的 SHA-256 和目录库；不写入任何内容。")
@click.option("--accept-faults", is_flag=True, help="备份里有缺失或损坏的文件也照样完成恢复。")
@click.option("--no-index", is_flag=True, help="恢复后不重新生成索引。")
@json_option
def restore(
    directory: Path, at: str | None, list_only: bool, check_only: bool, accept_faults: bool, no_index: bool, as_json: bool
) -> None:
    """从 DIR 里的备份恢复存档目录（BULLETIN_HOME，必须是空的）；每个文件边复制边核对。

    中断了就再运行一次，会接着做；目录库最后放入，恢复完成之前请不要收录。

    \b
    例：bulletin restore /media/备份盘/岚汀导报 --list
        bulletin restore /media/备份盘/岚汀导报 --check
        bulletin restore /media/备份盘/岚汀导报 --at 2026-11-25
    """
    from indexer.backup import BackupStore

    if list_only and check_only:
        raise click.UsageError("--list 和 --check 请只用一个。")
    store = BackupStore(directory)
    if list_only:
        done = _list(store, as_json)
    elif check_only:
        done = _check(store, at, as_json)
    else:
        done = _restore(store, at, None if no_index else _rebuild, accept_faults=accept_faults, as_json=as_json)
    if not done:
        raise SystemExit(1)


def _list(store: BackupStore, as_json: bool) -> bool:
    rows: list[dict[str, Any]] = []
    sound = True
    for name in store.names():
        try:
            manifest = store.read(name)
        except BackupError as error:
            sound = False
            rows.append({"backup": name, "error": error.zh, "text": error.zh})
            continue
        text = f"{name}  {_described(manifest)}"
        if manifest.left_out:
            text += f"；有 {len(manifest.left_out)} 个文件没能备份"
        rows.append({**_summary(name, manifest), "left_out": len(manifest.left_out), "text": text})
    if as_json:
        print_json([{key: value for key, value in row.items() if key != "text"} for row in rows])
    else:
        for row in rows:
            click.echo(row["text"])
    return sound


def _check(store: BackupStore, at: str | None, as_json: bool) -> bool:
    from indexer.backup import check

    name = store.named(at)
    manifest = store.read(name)
    faults = check(store, manifest, _progress(as_json))
    clear_line()
    if as_json:
        print_json({**_summary(name, manifest), "faults": _rows(faults)})
    else:
        _print_faults(faults)
        verdict = f"有 {len(faults)} 处故障" if faults else "逐一核对无误"
        click.echo(f"备份 {name}：{_described(manifest)}；{verdict}。")
    return not faults


def _restore(
    store: BackupStore, at: str | None, rebuild: Callable[[Settings], None] | None, *, accept_faults: bool, as_json: bool
) -> bool:
    from indexer.backup import restore as run_restore

    settings = Settings.from_env()
    report = run_restore(
        settings, store, at, rebuild=_outrun_then(rebuild), accept_faults=accept_faults, progress=_progress(as_json)
    )
    clear_line()
    if as_json:
        value = {
            **_summary(report.name, report.manifest),
            "home": str(settings.home),
            "copied_files": report.copied_files,
            "copied_bytes": report.copied_bytes,
            "already_there": report.already_there,
            "complete": report.complete,
            "faults": _rows(report.faults),
        }
        print_json(value)
    else:
        there = f"，{report.already_there} 个上次已恢复" if report.already_there else ""
        click.echo(f"备份 {report.name}：{_described(report.manifest)}")
        click.echo(f"恢复到 {settings.home}：复制 {report.copied_files} 个文件，{_size(report.copied_bytes)}{there}。")
        _print_faults(report.faults)
        if report.complete and rebuild is None:
            click.echo("没有重新生成索引。要能检索，请运行 bulletin index rebuild。", err=True)
        if not report.complete:
            click.echo(
                "恢复没有完成：其余文件都已恢复，目录库还没有放入。补好上面的文件后再运行一次会接着做；补不了的，加 --accept-faults 完成恢复。",
                err=True,
            )
    return report.complete and not report.faults


def _outrun_then(rebuild: Callable[[Settings], None] | None) -> Callable[[Settings], None]:
    def outrun_and_rebuild(settings: Settings) -> None:
        from indexer.catalog import open_catalog

        # An index on a cluster of one's own may hold what was ingested after this backup; what is older must win there now.
        with open_catalog(settings.home, write=True) as catalog:
            catalog.pages.outrun()
        if rebuild is not None:
            rebuild(settings)

    return outrun_and_rebuild


def _rebuild(settings: Settings) -> None:
    from indexer.cli.writing import writing
    from indexer.rebuilding import rebuild
    from indexer.rebuilding.alone import indices_alone

    clear_line()
    click.echo("文件都已恢复，正在重新生成索引……", err=True)
    with indices_alone(settings.home), writing(settings) as archive:
        rebuild(settings, archive.connection, archive.catalog)


def _summary(name: str, manifest: Manifest) -> dict[str, Any]:
    return {
        "backup": name,
        "archive": manifest.archive,
        "program": manifest.program,
        "catalog_schema": manifest.catalog_schema,
        "batches": manifest.counts.batches,
        "pages": manifest.counts.pages,
        "records": manifest.counts.records,
        "files": len(manifest.files),
        "bytes": manifest.size,
    }


def _described(manifest: Manifest) -> str:
    counts = manifest.counts
    return (
        f"{manifest.archive}，{counts.pages} 个版面，{counts.records} 条记录，{counts.batches} 个批次；"
        f"{len(manifest.files)} 个文件，{_size(manifest.size)}"
    )


def _rows(faults: Iterable[Fault]) -> list[dict[str, Any]]:
    return [
        {"path": visible(fault.path), "sha256": fault.sha256, "zh": visible(fault.zh), "en": visible(fault.en)}
        for fault in faults
    ]


def _print_faults(faults: Iterable[Fault]) -> None:
    for fault in faults:
        click.echo(f"故障：{visible(fault.zh)}", err=True)


def _size(size: int) -> str:
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.1f} MB"


def _progress(quiet: bool) -> Callable[[int, str], None]:
    def show(done: int, path: str) -> None:
        if not quiet:
            status_line(f"第 {done + 1} 个文件：{visible(path)}")

    return show
