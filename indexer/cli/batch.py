"""`bulletin batch list|show|purge`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from indexer.catalog import Batch, Catalog, Outcome, PageEntry, State, open_catalog
from indexer.cli.options import json_option
from indexer.cli.printing import clock_text, print_json
from indexer.errors import NotInArchive
from indexer.preview.sentences import STATES
from indexer.preview.words import visible
from indexer.settings import Settings

OPTIONS = {
    "paths": "文件和文件夹",
    "issue_date": "出版日期",
    "paper": "报纸",
    "encoding": "编码",
    "replace": "以这次的文件为准",
    "retry_of": "重试批次",
}
CUT_OFF = (
    "这一批没有走到头：要么还在运行，要么中断了。已记入的版面都在，不会重复；"
    "没有在运行的，请把原来的 bulletin ingest 命令再运行一次，会接着做完（新的一次另成一批）。"
)


@click.group()
def batch() -> None:
    """每次收录是一批：什么时候、怎样收的，收了什么，哪些没有收成。"""


@batch.command("list")
@json_option
def list_command(as_json: bool) -> None:
    """列出全部批次，早的在前：号码、名称、起止时间、各种结果的数目。

    例：bulletin batch list --json
    """
    with open_catalog(Settings.from_env().home, write=False) as catalog:
        batches = [(one, catalog.batches.counts(one.id)) for one in catalog.batches.all()]
    if as_json:
        rows = [_batch_json(one, counts) for one, counts in batches]
        print_json(rows)
        return
    if not batches:
        click.echo("还没有批次。请先用 bulletin ingest 收录。", err=True)
    for one, counts in batches:
        click.echo(visible(f"#{one.id} {one.name}　{_times(one)}　{_counts(counts)}"))


@batch.command("show")
@click.argument("name")
@json_option
def show_command(name: str, as_json: bool) -> None:
    """列出一批：选项、起止时间、各种结果的数目，没有收成的文件和原因，记入了哪些版。NAME 是批次名，或 #号码。

    \b
    例：bulletin batch show 一月补录
        bulletin batch show 7 --json
    """
    with open_catalog(Settings.from_env().home, write=False) as catalog:
        one, others = _asked_batch(catalog, name)
        counts = catalog.batches.counts(one.id)
        outcomes = catalog.batches.outcomes(one.id)
        entered = catalog.issues.entries_of_batch(one.id)
        if as_json:
            value = _batch_json(one, counts) | {
                "outcomes": [_outcome_json(outcome) for outcome in outcomes],
                "entered": [_entered_json(entry) for entry in entered],
            }
            print_json(value)
            return
        for line in _batch_lines(one, counts, outcomes, entered):
            click.echo(visible(line))
    if others:
        click.echo(f"同名的批次还有 {'、'.join(f'#{other.id}' for other in others)}，用号码查看。", err=True)


@batch.command("purge")
@click.argument("name")
@click.option("--yes", is_flag=True, help="不再询问。")
@json_option
def purge_command(name: str, yes: bool, as_json: bool) -> None:
    """撤回一批：它带来的版面不再能检索；更新过的版面退回以前的版本。

    NAME 是批次名（同名的几次一起撤回）或 #号码（只撤回那一次）。原件和各版本都留在存档里，再收录一次就会恢复。

    例：bulletin batch purge 一月补录
    """
    from indexer.cli.writing import writing
    from indexer.purging import purge

    settings = Settings.from_env()
    with open_catalog(settings.home, write=False) as catalog:
        one, others = _asked_batch(catalog, name)
        batches = [one, *others] if one.name == name else [one]
        pages = sum(1 for batch in batches for _ in catalog.pages.of_batch(batch.id))
    if not yes:
        click.confirm(f"撤回批次 {visible(one.name)}（{len(batches)} 次收录，{pages} 个版本）？", abort=True, err=True)
    with writing(settings) as archive:
        done = purge(archive.catalog, archive.connection, archive.reading, batches)
    if as_json:
        value = {
            "batches": [batch.id for batch in batches],
            "withdrawn": done.withdrawn,
            "restored": done.restored,
            "kept": done.kept,
            "refused": list(done.refused),
        }
        print_json(value)
    else:
        click.echo(
            f"已撤回 {visible(one.name)}：{done.withdrawn} 版不再能检索，{done.restored} 版退回以前的版本，{done.kept} 版已由别的批次更新，不动。"
        )
        for record in done.refused:
            click.echo(f"失败：检索引擎拒收 {record}。", err=True)
    if done.refused:
        raise SystemExit(1)


def _asked_batch(catalog: Catalog, name: str) -> tuple[Batch, list[Batch]]:
    """The batch of this name or number, and the older ones that bear the same name."""
    found = catalog.batches.find(name) or catalog.batches.find(name.removeprefix("#"))
    if found is None:
        newest = "、".join(visible(one.name) for one in catalog.batches.all()[-5:]) or "（还没有）"
        raise NotInArchive(
            f"没有叫 {visible(name)} 的批次。最近的批次：{newest}。全部请看 bulletin batch list。", f"no batch is called {name}"
        )
    return found, [one for one in catalog.batches.all() if one.name == found.name and one.id != found.id]


def _times(one: Batch) -> str:
    ended = clock_text(one.finished_at) if one.finished_at else "没有走到头"
    purged = f"　{clock_text(one.purged_at)} 已撤回" if one.purged_at else ""
    return f"{clock_text(one.started_at)} 至 {ended}{purged}"


def _counts(counts: dict[str, int]) -> str:
    told = [f"{label} {counts[state.value]}" for state, label in STATES.items() if counts[state.value]]
    return "　".join(told) or "没有结果"


def _batch_lines(
    one: Batch, counts: dict[str, int], outcomes: Iterator[Outcome], entered: Iterator[PageEntry]
) -> Iterator[str]:
    yield f"批次 #{one.id} {one.name}"
    yield f"时间：{_times(one)}"
    yield f"选项：{_options_text(one.options)}"
    yield f"结果：{_counts(counts)}"
    if one.finished_at is None:
        yield CUT_OFF
    elif one.purged_at:
        yield "这一批已撤回：它的版面不再能检索，原件和各版本都还在；要恢复请再收录一次。"
    for outcome in outcomes:
        if outcome.code or outcome.state in (State.FAILED, State.DUPLICATE, State.DEFERRED):
            where = f"（{outcome.page_path}）" if outcome.page_path else ""
            record = f" [{outcome.record}]" if outcome.record else ""
            yield f"  {STATES[outcome.state]}　{outcome.path or outcome.source_name}{where}{record}：{outcome.zh or '没有写明原因'}"
    number = 0
    for number, entry in enumerate(entered, 1):
        if number == 1:
            yield "记入的版："
        state = "　已撤回" if entry.withdrawn_at else "" if entry.shown else "　已被更新的版本取代"
        yield f"  {entry.identity.page_path}　第 {entry.version} 个版本　{entry.records} 条　来源 {entry.source_name}{state}"
    yield f"共记入 {number} 版。" if number else "没有记入新的版。"


def _options_text(options: str) -> str:
    told = []
    for name, value in json.loads(options).items():
        if value is None or value is False:
            continue
        label = OPTIONS.get(name, name)
        shown = "、".join(map(visible, value)) if isinstance(value, list) else value
        told.append(label if value is True else f"{label} {shown}")
    return "，".join(told) or "默认"


def _batch_json(one: Batch, counts: dict[str, int]) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "started_at": one.started_at,
        "finished_at": one.finished_at,
        "purged_at": one.purged_at,
        "options": json.loads(one.options),
        "counts": counts,
    }


def _outcome_json(outcome: Outcome) -> dict[str, Any]:
    error = {"code": outcome.code, "message": outcome.en, "message_zh": outcome.zh} if outcome.code else None
    return {
        "source": outcome.source_name,
        "path": outcome.path,
        "page": outcome.page_path,
        "record": outcome.record,
        "state": outcome.state.value,
        "error": error,
    }


def _entered_json(entry: PageEntry) -> dict[str, Any]:
    return {
        "page": entry.identity.page_path,
        "version": entry.version,
        "shown": entry.shown,
        "withdrawn_at": entry.withdrawn_at,
        "records": entry.records,
        "source": entry.source_name,
        "added_at": entry.added_at,
    }
