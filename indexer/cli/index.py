"""`bulletin index list`."""

from __future__ import annotations

import click
import orjson

from indexer.cli.options import json_option
from indexer.settings import Settings


@click.group()
def index() -> None:
    """别名背后的各版索引。"""


@index.command("list")
@json_option
def list_command(as_json: bool) -> None:
    """列出全部索引:哪个在用、有多少记录、是否过期。

    例:bulletin index list --json
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
        click.echo(orjson.dumps(rows, option=orjson.OPT_INDENT_2).decode())
        return
    if not infos:
        click.echo("还没有索引。请先用 bulletin ingest 收录。", err=True)
    for info in infos:
        mark = "*" if info.current else " "
        stale = f"  过期:{'、'.join(info.stale)}" if info.stale else ""
        click.echo(f"{mark} {info.name}  {info.documents} 条  {info.size_bytes / 1e6:.1f} MB{stale}")
