"""`bulletin parse`: what was understood of one file, for a person or as JSON."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
import orjson

from indexer.cli.options import encoding_option, issue_date_option, json_option, paper_option
from indexer.errors import ArchiveError
from indexer.ingest.sources import SourceFile, find_sources, read_source
from indexer.settings import Settings

KIND_WORDS = {"article": "报道", "caption": "图片说明", "notice": "公告"}
CREDIT_WORDS = {"reporters": "记者", "correspondents": "通讯员", "interns": "实习生", "photographers": "摄影"}


class ParseFailed(ArchiveError):
    """The file gave no page; the sentences are those of the failure."""

    code = "parse_failed"


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@issue_date_option
@paper_option
@encoding_option
@json_option
def parse(file: Path, issue_date: date | None, paper: str | None, encoding: str | None, as_json: bool) -> None:
    """显示程序对一个文件的理解;不写存档目录,也不用检索引擎。

    \b
    没有日期也能看:事件日期不换算,条目没有编号。
    例:bulletin parse 2024-11-05/01.txt
        bulletin parse 第1版.txt --issue-date 2024-11-05 --json
    """
    from indexer.model import Failure
    from indexer.pipeline import ParseOptions, page_json, parse_source

    settings = Settings.from_env() if paper is None else Settings.from_env(paper=paper)
    source = next(iter(find_sources([file])))
    if not isinstance(source, SourceFile):
        raise source.error
    options = ParseOptions(
        paper=settings.paper,
        paper_name=settings.paper_name,
        issue_date=issue_date,
        encoding=encoding,
        local_level=settings.local_level,
        require_date=False,
    )
    parsed = parse_source(read_source(source).data, source.name, options)
    if isinstance(parsed, Failure):
        raise ParseFailed(parsed.zh, parsed.en)
    pages = [page_json(page) for page in parsed.pages]
    if as_json:
        # One page is one object, as the contract says; a file of several pages gives one object a line.
        style = orjson.OPT_INDENT_2 if len(pages) == 1 else 0
        for page in pages:
            click.echo(orjson.dumps(page, option=style).decode())
        return
    for page in pages:
        _print(page)


def _print(page: dict[str, Any]) -> None:
    number = f"第{page['issue_number']}期 " if page["issue_number"] else ""
    name = page["page_name"] or ""
    date_text = page["issue_date"] or "无日期"
    click.secho(f"{page['paper']} {date_text} {number}第{page['page']}版 {name}".rstrip(), bold=True)
    for record in page["records"]:
        _print_record(record)
    if page["furniture"]:
        click.secho("\n版面附件(报头、口号、二维码等)", bold=True)
    for furniture in page["furniture"]:
        click.echo(f"  行 {_lines([furniture['lines']])}  {furniture['text']}")
    for warning in page["warnings"]:
        click.secho(f"提醒(整版):{warning['note']}", fg="yellow")
    click.echo(f"\n{len(page['records'])} 条;每个字都有归属的比例 {page['coverage']:.1%}")


def _print_record(record: dict[str, Any]) -> None:
    click.echo()
    click.secho(f"[{KIND_WORDS[record['kind']]}] {record['headline'] or '(无标题)'}", bold=True, nl=False)
    click.echo(f"  行 {_lines(record['lines'])}")
    for label, text in (("引题", record["kicker"]), ("副题", record["subtitle"])):
        if text:
            click.echo(f"  {label}:{text}")
    for key, word in CREDIT_WORDS.items():
        if record[key]:
            click.echo(f"  {word}:{'、'.join(record[key])}")
    if record["event_dates"]:
        click.echo(f"  事件日期:{'、'.join(_event(event) for event in record['event_dates'])}")
    if record["departments"]:
        names = [d["facet"] + ("" if d["confirmed"] else "(待确认)") for d in record["departments"]]
        click.echo(f"  部门:{'、'.join(dict.fromkeys(names))}")
    if record["people"]:
        people = [f"{person['name']}({person['title']})" for person in record["people"]]
        click.echo(f"  人物:{'、'.join(people)}")
    opening = record["paragraphs"][0] if record["paragraphs"] else ""
    click.echo(f"  {opening[:60]}{'……' if len(opening) > 60 else ''}  ({len(record['paragraphs'])} 段)")
    for warning in record["warnings"]:
        click.secho(f"  提醒:{warning['note']}(行 {'、'.join(map(str, warning['lines']))})", fg="yellow")


def _event(event: dict[str, Any]) -> str:
    if not event["from"]:
        return f"{event['raw']}(未换算)"
    return f"{event['raw']} = {event['from']}" + ("" if event["to"] == event["from"] else f" 至 {event['to']}")


def _lines(ranges: list[list[int]]) -> str:
    return "、".join(str(first) if first == last else f"{first}–{last}" for first, last in ranges)
