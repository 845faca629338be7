"""`bulletin index check`: catalog and index held against each other, record by record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from indexer.cli.options import json_option
from indexer.cli.printing import print_json
from indexer.settings import Settings

if TYPE_CHECKING:
    from indexer.following import Comparison

SHOWN = 20
"""So many records of each kind are named on the screen; JSON names all."""


@click.command()
@json_option
def check(as_json: bool) -> None:
    """逐条核对目录库和在用的索引：缺的、多的、不同的都列出来；不一致时退出码为 1。不改动任何内容。

    最后给出三个摘要：目录库的内容、应有的记录、索引里的记录；内容相同摘要就相同，与收录的先后、时间无关。

    例：bulletin index check --json
    """
    from indexer.catalog import open_catalog
    from indexer.engine import running_engine
    from indexer.following import compare
    from indexer.indices import current_index
    from indexer.ingest.rereading import reading_in

    settings = Settings.from_env()
    with open_catalog(settings.home, write=False) as catalog, running_engine(settings) as client:
        found = compare(catalog, client, current_index(client, settings), reading_in(settings))
    if as_json:
        print_json(_as_json(found))
    else:
        _show(found)
    if not found.same:
        raise SystemExit(1)


def _as_json(found: Comparison) -> dict[str, Any]:
    expected, there = found.records()
    digests = found.digests
    return {
        "index": found.index.name,
        "same": found.same,
        "digests": {"catalog": digests.catalog, "expected": digests.expected, "index": digests.found},
        "records": {"expected": expected, "index": there},
        "pending_pages": found.pending,
        "counts": {kind.value: count for kind, count in found.counts().items()},
        **{
            kind.value: [{"id": record.id, "page": record.page_path} for record in found.differences(kind)]
            for kind in found.counts()
        },
    }


def _show(found: Comparison) -> None:
    from indexer.preview.words import visible

    expected, there = found.records()
    click.echo(f"目录库 {expected} 条，索引 {found.index.name} {there} 条：{'完全一致' if found.same else '不一致'}")
    for kind, count in found.counts().items():
        if not count:
            continue
        click.echo(f"{_WORDS[kind.value]} {count} 条：")
        for record in found.differences(kind, SHOWN):
            click.echo(f"  {visible(record.id)}")
        if count > SHOWN:
            click.echo(f"  …… 另有 {count - SHOWN} 条，用 --json 可全部列出")
    if found.pending:
        click.echo(
            f"{found.pending} 个版面还没有进入索引：收录正在进行，或上次没有做完。再运行一次 bulletin ingest 会接着做完。"
        )
    click.echo(f"目录库摘要    {found.digests.catalog}")
    click.echo(f"应有记录摘要  {found.digests.expected}")
    click.echo(f"索引记录摘要  {found.digests.found}")


_WORDS = {"missing": "索引里缺", "surplus": "索引里多出", "different": "内容不同"}
