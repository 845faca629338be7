"""`bulletin engine start | stop | status`."""

from __future__ import annotations

import click

from indexer.cli.options import json_option
from indexer.cli.printing import print_json
from indexer.errors import SettingsError
from indexer.settings import Settings


@click.group()
def engine() -> None:
    """内置检索引擎：手动启动、停止、查看。

    平时不需要这些命令：serve、ingest、search 会自动启动引擎，最后一个使用它的命令结束时引擎也随之结束。
    手动启动的引擎一直运行到 bulletin engine stop，适合连续运行多个命令。
    """


def _settings() -> Settings:
    settings = Settings.from_env()
    if not settings.embedded:
        raise SettingsError(
            f"已设置 ELASTICSEARCH_URL（{settings.elasticsearch_url}），存档使用自建集群，内置引擎的命令不适用。"
            "集群的状态请用 bulletin doctor 查看。",
            "ELASTICSEARCH_URL is set: the archive uses that cluster, there is no embedded engine",
        )
    return settings


@engine.command()
def start() -> None:
    """启动内置引擎并让它一直运行，直到 bulletin engine stop。

    引擎已由别的命令启动时，让它在那个命令结束后继续运行。

    \b
    例：bulletin engine start && bulletin ingest 报纸/
    """
    from indexer.engine import start_detached

    found, started = start_detached(_settings())
    word = "已启动" if started else "已在运行"
    click.echo(f"检索引擎{word}：{found.address}（进程 {found.pid}）。停止请用 bulletin engine stop。")


@engine.command()
def stop() -> None:
    """停止内置引擎。正在使用它的命令会报错；数据不受影响。

    \b
    例：bulletin engine stop
    """
    from indexer.engine import stop as stop_engine

    click.echo("检索引擎已停止。" if stop_engine(_settings()) else "检索引擎没有运行。")


@engine.command()
@json_option
def status(as_json: bool) -> None:
    """内置引擎是否在运行、地址、进程、日志位置。

    \b
    例：bulletin engine status --json
    """
    from indexer.engine import engine_status

    found = engine_status(_settings())
    if as_json:
        row = {
            "running": found.running,
            "kept": found.kept,
            "version": found.version,
            "address": found.address,
            "http_port": found.http_port,
            "transport_port": found.transport_port,
            "pid": found.pid,
            "started": found.started,
            "heap": found.heap,
            "home": str(found.home),
            "log": str(found.log),
        }
        print_json(row)
        return
    if found.running:
        until = "直到 bulletin engine stop" if found.kept else "直到使用它的命令结束"
        click.echo(f"正在运行：Elasticsearch {found.version}，{found.address}，进程 {found.pid}；{until}。")
    else:
        click.echo("没有运行。")
    click.echo(f"目录：{found.home}")
    click.echo(f"日志：{found.log}")
