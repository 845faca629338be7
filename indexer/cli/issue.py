"""`bulletin issue list|show|missing`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import click
import orjson

from indexer.addresses import identity_of
from indexer.catalog import Catalog, IssueRow, PageEntry, open_catalog
from indexer.cli.options import IssueDate, json_option
from indexer.cli.printing import clock_text, print_json
from indexer.corrected_issues import issues_as_corrected
from indexer.errors import NotInArchive
from indexer.issues import Question, Weekdays, Why, find_missing, read_weekdays
from indexer.issues.telling import day_text, missing_json, missing_lines, page_text
from indexer.model import IssueIdentity
from indexer.preview.words import visible
from indexer.publishing_days import days_of_setting
from indexer.settings import Settings

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:-e\d+)?/?")

paper_option = click.option("--paper", metavar="SLUG", help="报纸简称（小写字母、数字、连字符）。")
from_option = click.option("--from", "first", type=IssueDate(), help="从哪一天起（含）。")
to_option = click.option("--to", "last", type=IssueDate(), help="到哪一天止（含）。")


@click.group()
def issue() -> None:
    """库里有哪些期、哪些版，缺哪些。只读目录库，不用检索引擎。"""


@issue.command("list")
@paper_option
@from_option
@to_option
@json_option
def list_command(paper: str | None, first: date | None, last: date | None, as_json: bool) -> None:
    """列出已收录的各期：日期、期号、版数、条目数、提醒数。不给 --paper 时列全部报纸。

    例：bulletin issue list --from 2021-01-01 --to 2021-12-31
    """
    _check_range(first, last)
    settings = Settings.from_env()
    with open_catalog(settings.home, write=False) as catalog:
        if paper is not None and paper not in catalog.issues.papers():
            raise _unknown_paper(paper)
        rows = issues_as_corrected(catalog, settings, paper, first, last)
        if as_json:
            _print_json_list(_issue_json(row) for row in rows)
            return
        count = pages = records = 0
        for row in rows:
            count, pages, records = count + 1, pages + len(row.pages), records + row.records
            click.echo(_issue_line(row))
    click.echo(f"共 {count} 期，{pages} 版，{records} 条。", err=True)


@issue.command("show")
@click.argument("address", metavar="PAPER/DATE")
@click.option("--versions", "all_versions", is_flag=True, help="连被取代和已撤回的版本一起列出。")
@json_option
def show_command(address: str, all_versions: bool, as_json: bool) -> None:
    """列出一期的各版：版名、条目、提醒、覆盖率、来源文件、版本、批次、收录时间。只给日期时是默认的报纸。

    \b
    例：bulletin issue show ltdb/2021-11-16
        bulletin issue show 2021-11-16 --versions
    """
    settings = Settings.from_env()
    with open_catalog(settings.home, write=False) as catalog:
        identity = _asked_issue(catalog, settings, address)
        entries = catalog.issues.entries(identity)
        if not entries:
            raise _unknown_issue(catalog, identity)
        day = identity.issue_date
        rows = [
            row for row in issues_as_corrected(catalog, settings, identity.paper, day, day) if row.edition == identity.edition
        ]
    number = rows[0].issue_number if rows else None
    listed = [entry for entry in entries if entry.shown or all_versions]
    if as_json:
        value = {
            "issue": identity.issue_path,
            "paper": identity.paper,
            "issue_date": identity.issue_date,
            "edition": identity.edition,
            "issue_number": number,
            "pages": [_entry_json(entry) for entry in listed],
        }
        print_json(value)
        return
    click.echo(f"{identity.issue_path}　{day_text(identity.issue_date)}{f'　第{visible(number)}期' if number else ''}")
    for entry in listed:
        click.echo(_entry_text(entry))
    hidden = len(entries) - len(listed)
    if not listed:
        click.echo(f"这一期的版面都撤回了（{hidden} 个版本）。看它们请加 --versions；要恢复请再收录一次。", err=True)
    elif hidden:
        click.echo(f"另有 {hidden} 个较早或已撤回的版本，加 --versions 列出。", err=True)


@issue.command("missing")
@paper_option
@from_option
@to_option
@click.option(
    "--days",
    metavar="二,五",
    help="出版日（二,五 或 周一至周五 或 每天）；默认用设置 BULLETIN_PUBLISHING_DAYS，再用收录时 bulletin.toml 里写的，都没有就从各期推断。",
)
@click.option("--pages", type=click.IntRange(1, 99), metavar="N", help="每期应有几版；不给时版数少于前后各期的只算可疑。")
@click.option("--check", is_flag=True, help="确有缺漏时退出码为 1，供脚本用。")
@json_option
def missing_command(
    paper: str | None,
    first: date | None,
    last: date | None,
    days: str | None,
    pages: int | None,
    check: bool,
    as_json: bool,
) -> None:
    """查缺：缺哪些日期、哪些版，期号断在哪里。默认从库里最早的一期查到最晚的一期。

    \b
    例：bulletin issue missing --from 2021-01-01 --to 2021-12-31
        bulletin issue missing --paper ltdb --days 二,五 --pages 4 --json
    """
    _check_range(first, last)
    settings = Settings.from_env()
    with open_catalog(settings.home, write=False) as catalog:
        name = _asked_paper(catalog, settings, paper)
        weekdays, why = _told_days(days, settings, name)
        if weekdays is None:
            weekdays = catalog.issues.publishing_days(name)
            why = Why.INFERRED if weekdays is None else Why.FOLDER
        rows = tuple(issues_as_corrected(catalog, settings, name))
    if not rows:
        raise NotInArchive(
            f"库里没有 {name} 的任何一期。请用 bulletin issue list 看有哪些报纸。", f"the archive has no issue of {name}"
        )
    _check_reach(first, last, rows[0].issue_date, rows[-1].issue_date)
    missing = find_missing(rows, Question(first, last, weekdays, why, pages))
    if as_json:
        print_json(missing_json(name, missing))
    else:
        for line in missing_lines(name, missing):
            click.echo(visible(line))
    if check and missing.anything:
        raise SystemExit(1)


def _check_range(first: date | None, last: date | None) -> None:
    if first and last and first > last:
        raise click.UsageError(f"--from {first} 在 --to {last} 之后。请对调。")


def _check_reach(first: date | None, last: date | None, oldest: date, newest: date) -> None:
    """A range that is open at one end goes to the oldest or the newest issue, which may lie on the wrong side."""
    if first and last is None and first > newest:
        raise click.UsageError(f"最晚的一期是 {newest}，在 --from {first} 之前。请同时给出 --to。")
    if last and first is None and last < oldest:
        raise click.UsageError(f"最早的一期是 {oldest}，在 --to {last} 之后。请同时给出 --from。")


def _told_days(days: str | None, settings: Settings, paper: str) -> tuple[Weekdays | None, Why]:
    """The days that the operator gave on the command line, or else in the settings of this paper."""
    if days is not None:
        try:
            return read_weekdays(days), Why.ASKED
        except ValueError:
            raise click.BadParameter(
                f"{days!r} 不是出版日。请写成 二,五 或 周一至周五 或 每天。", param_hint="--days"
            ) from None
    told = days_of_setting(settings, paper)
    return told, Why.INFERRED if told is None else Why.SETTING


def _asked_paper(catalog: Catalog, settings: Settings, paper: str | None) -> str:
    """The paper that is named, or the default one, or the only one that there is."""
    papers = catalog.issues.papers()
    if paper is not None or settings.paper in papers:
        return paper or settings.paper
    if len(papers) == 1:
        return papers[0]
    if not papers:
        return settings.paper
    raise NotInArchive(
        f"库里没有默认报纸 {settings.paper}，有：{'、'.join(papers)}。请用 --paper 指定，或设置 BULLETIN_PAPER。",
        f"the archive has no issue of the default paper {settings.paper}; it has {', '.join(papers)}",
    )


def _asked_issue(catalog: Catalog, settings: Settings, address: str) -> IssueIdentity:
    asked = f"{_asked_paper(catalog, settings, None)}/{address}" if _DATE.fullmatch(address) else address
    identity = identity_of(asked)
    if identity is None:
        raise click.BadParameter(f"{address!r} 不是一期。请写成 ltdb/2021-11-16 或 2021-11-16。", param_hint="PAPER/DATE")
    return identity


def _unknown_paper(paper: str) -> NotInArchive:
    return NotInArchive(
        f"库里没有 {visible(paper)} 的任何一期。请用 bulletin issue list 看有哪些报纸。", f"the archive has no issue of {paper}"
    )


def _unknown_issue(catalog: Catalog, identity: IssueIdentity) -> NotInArchive:
    near = catalog.issues.nearest(identity)
    instead = f"前后最近的是 {'、'.join(near)}。" if near else "有哪些请看 bulletin issue list。"
    return NotInArchive(f"库里没有 {identity.issue_path}。{instead}", f"the archive has no issue {identity.issue_path}")


def _print_json_list(values: Iterable[dict[str, Any]]) -> None:
    """A JSON array, a value a line, written as it comes: twenty years are never held at once."""
    separator = "["
    for value in values:
        click.echo(separator + "\n" + orjson.dumps(value).decode(), nl=False)
        separator = ","
    click.echo("\n]" if separator == "," else "[]")


def _issue_json(row: IssueRow) -> dict[str, Any]:
    return {
        "issue": row.path,
        "paper": row.paper,
        "issue_date": row.issue_date,
        "edition": row.edition,
        "issue_number": row.issue_number,
        "pages": row.pages,
        "records": row.records,
        "warnings": row.warnings,
    }


def _issue_line(row: IssueRow) -> str:
    number = f"第{row.issue_number}期" if row.issue_number else "期号不明"
    warned = f"　提醒 {row.warnings}" if row.warnings else ""
    return f"{row.path} {day_text(row.issue_date)[-2:]}　{visible(number)}　{len(row.pages)} 版　{row.records} 条{warned}"


def _entry_json(entry: PageEntry) -> dict[str, Any]:
    return {
        "page": entry.identity.page,
        "page_name": entry.identity.page_name,
        "issue_number": entry.identity.issue_number,
        "version": entry.version,
        "shown": entry.shown,
        "withdrawn_at": entry.withdrawn_at,
        "records": entry.records,
        "warnings": entry.warnings,
        "coverage": round(entry.coverage, 4),
        "source": {"name": entry.source_name, "sha256": entry.source_sha256, "place": entry.place_in_source},
        "batch": entry.batch,
        "added_at": entry.added_at,
    }


def _entry_text(entry: PageEntry) -> str:
    state = "　已撤回" if entry.withdrawn_at else "" if entry.shown else "　已被取代"
    facts = f"{entry.records} 条　提醒 {entry.warnings}　覆盖率 {entry.coverage:.1%}"
    name = f" {entry.identity.page_name}" if entry.identity.page_name else ""
    where = f"{entry.source_name}（第 {entry.place_in_source} 页）" if entry.place_in_source > 1 else entry.source_name
    return visible(
        f"{page_text(entry.identity.page)}{name}　{facts}　第 {entry.version} 个版本{state}　来源 {where}　批次 {entry.batch}　{clock_text(entry.added_at)}"
    )
