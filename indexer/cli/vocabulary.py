"""`bulletin vocabulary list|review|add|merge`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

import click

from indexer.archive_vocabulary import read_own, vocabulary_of
from indexer.archive_vocabulary.decisions import Decision, add, described, known_name, merge, reject
from indexer.archive_vocabulary.edit import carry_out
from indexer.archive_vocabulary.queue import Waiting, read_queue
from indexer.cli.options import json_option
from indexer.cli.printing import print_json
from indexer.extract.vocabulary import DepartmentRow, OwnTables, Vocabulary, VocabularyError
from indexer.extract.vocabulary.reading import LEVELS
from indexer.settings import Settings

EFFECT = (
    "对今后收录的版面立即生效；已收录的版面在重建索引（bulletin index rebuild）后生效，原件和正文都不改动。"
    "在重建命令提供之前，可对原来的文件再运行一次 bulletin ingest。"
)
ANSWERS = "amrsq"
QUESTION = "[a] 是部门，加入词表  [m] 并入另一部门  [r] 不是部门  [s] 跳过  [q] 结束"


@click.group()
def vocabulary() -> None:
    """部门词表：查看、确认、加入、合并。本馆自己的表在存档目录的 vocabulary/ 里，也可以直接编辑。"""


@vocabulary.command("list")
@click.argument("word", required=False)
@click.option("--own", is_flag=True, help="只列本馆加入、合并和拒绝的。")
@click.option("--people", is_flag=True, help="改列识别人物用的职务和姓氏（随程序提供，不能在此修改）。")
@json_option
def list_command(word: str | None, own: bool, people: bool, as_json: bool) -> None:
    """列出词表里的部门和别名；给出 WORD 时只列含有它的。

    \b
    例：bulletin vocabulary list 城管
        bulletin vocabulary list --own --json
    """
    home = Settings.from_env().home
    effective = vocabulary_of(home)
    if people:
        _print_people(effective, word or "", as_json)
        return
    tables = read_own(home)
    rows = list(_listed(effective, tables, own, word or ""))
    rejected = [name for name in tables.rejected if (word or "") in name]
    if as_json:
        value = {"departments": rows, "rejected": rejected, "vocabulary_sha256": effective.sha256}
        print_json(value)
        return
    for row in rows:
        click.echo(f"{'*' if row['own'] else ' '} {row['text']}")
    for name in rejected if own or word else ():
        click.echo(f"× {name}（不是部门）")
    click.echo(f"共 {len(rows)} 个部门，* 为本馆改动过的。", err=True)


def _listed(effective: Vocabulary, own: OwnTables, own_only: bool, word: str) -> Iterable[dict[str, Any]]:
    """One value an office: rows of one name as one."""
    merged = {old for old, _ in own.merged}
    touched = {row.name for row in own.departments} | {row.name for form, row in effective.by_form.items() if form in merged}
    offices: dict[str, list[DepartmentRow]] = {}
    for row in (*effective.departments, *effective.merged):
        offices.setdefault(row.name, []).append(row)
    for name, rows in offices.items():
        whole = DepartmentRow(
            name=name,
            aliases=tuple(dict.fromkeys(form for row in rows for form in row.aliases if form != name)),
            stems=tuple(dict.fromkeys(stem for row in rows for stem in row.stems)),
            level=rows[0].level,
            needs_prefix=rows[0].needs_prefix,
            former=tuple(dict.fromkeys(pair for row in rows for pair in row.former)),
            example=rows[0].example,
        )
        if (own_only and name not in touched) or not any(word in form for form in (*whole.forms, *whole.stems)):
            continue
        yield {
            "name": name,
            "level": whole.level,
            "aliases": list(whole.aliases),
            "stems": list(whole.stems),
            "former": [{"name": form, "until": year} for form, year in whole.former],
            "needs_prefix": whole.needs_prefix,
            "merged": [form for form in whole.aliases if form in merged],
            "own": name in touched,
            "text": described(whole),
        }


def _print_people(effective: Vocabulary, word: str, as_json: bool) -> None:
    tables = {
        "titles": sorted(title for title in effective.titles.before if word in title),
        "titles_after": sorted(title for title in effective.titles.after if word in title),
        "surnames": sorted(name for name in effective.surnames.usual if word in name),
        "surnames_rare": sorted(name for name in effective.surnames.rare if word in name),
        "surnames_compound": sorted(name for name in effective.surnames.compound if word in name),
    }
    if as_json:
        print_json(tables)
        return
    words = ("姓名前的职务", "姓名后的称谓", "常见姓", "少见姓", "复姓")
    for label, names in zip(words, tables.values(), strict=True):
        click.echo(f"{label}（{len(names)}）：{'、'.join(names)}")


@vocabulary.command("add")
@click.argument("name")
@click.option("--alias", "aliases", multiple=True, metavar="A", help="别名，可以重复给出。")
@click.option("--level", type=click.Choice(LEVELS), help="固定级别；不给时由版面上的写法决定。")
@click.option("--stem", "stems", multiple=True, metavar="S", help="列表里用的简称（区发改、住建等部门），可以重复给出。")
def add_command(name: str, aliases: tuple[str, ...], level: str | None, stems: tuple[str, ...]) -> None:
    """把一个部门加入本馆的词表，或给已有的部门加别名。名称不带区、市、省。

    例：bulletin vocabulary add 大数据应用局 --alias 大数据局 --stem 大数据
    """
    _decide(partial(add, name=name, aliases=aliases, stems=stems, level=level or ""), Settings.from_env().home)


@vocabulary.command("merge")
@click.argument("old")
@click.argument("new")
def merge_command(old: str, new: str) -> None:
    """把 OLD 并入 NEW：今后 OLD 算作 NEW 的别名。

    例：bulletin vocabulary merge 大数据应用局 大数据管理局
    """
    home = Settings.from_env().home
    _decide(partial(merge, old=_as_queued(home, old), new=new), home)


@vocabulary.command("review")
@click.option("--list", "list_only", is_flag=True, help="只列出，不提问；不在终端里运行时也是这样。")
@click.option("--accept", "accepted", multiple=True, metavar="NAME", help="把这个名称加入词表，不提问；可以重复。")
@click.option("--reject", "rejected", multiple=True, metavar="NAME", help="这个名称不是部门，不提问；可以重复。")
@json_option
def review_command(list_only: bool, accepted: tuple[str, ...], rejected: tuple[str, ...], as_json: bool) -> None:
    """逐个确认程序认不准的部门名称：出现几次、在哪些句子里；加入、合并、拒绝或跳过。

    \b
    例：bulletin vocabulary review
        bulletin vocabulary review --list --json
        bulletin vocabulary review --accept 大数据应用局 --reject 协调推进局
    """
    home = Settings.from_env().home
    queue = read_queue(home, vocabulary_of(home))
    if accepted or rejected:
        _answer(home, queue, accepted, rejected)
    elif as_json:
        print_json([_waiting_json(waiting) for waiting in queue])
    elif not queue:
        click.echo("没有待确认的名称。", err=True)
    elif list_only or not _at_a_terminal():
        for waiting in queue:
            _show(waiting)
        click.echo(f"共 {len(queue)} 个名称待确认。", err=True)
    else:
        _ask(home, queue)


def _answer(home: Path, queue: tuple[Waiting, ...], accepted: tuple[str, ...], rejected: tuple[str, ...]) -> None:
    """Carries out what was said on the command line; what cannot be done is said, the rest is done."""
    waiting = {item.name: item for item in queue}
    failed = False
    said: list[Decision] = []
    for names, decide in ((accepted, _accept), (rejected, _reject)):
        for given in names:
            name = known_name(given, waiting)
            try:
                if name not in waiting:
                    raise VocabularyError(
                        f"“{given}”不在待确认的名称里。要直接加入词表，请用 bulletin vocabulary add {given}。",
                        f"{given!r} is not in the queue",
                    )
                said.append(decide(home, waiting[name]))
            except VocabularyError as error:
                failed = True
                click.echo(f"错误：{error.zh}", err=True)
    _say(said)
    if failed:
        raise SystemExit(1)


def _ask(home: Path, queue: tuple[Waiting, ...]) -> None:
    """Asks about each name in turn; every answer is on disk before the next question, so that an interruption loses nothing."""
    said: list[Decision] = []
    try:
        for number, waiting in enumerate(queue, 1):
            click.echo(f"\n（{number}/{len(queue)}）", nl=False)
            _show(waiting, near=_near(home, waiting.name))
            decision = None
            while decision is None:
                answer = click.prompt(QUESTION, type=click.Choice(list(ANSWERS)), default="s", show_choices=False, err=True)
                if answer in "sq":
                    break
                decision = _carry_out_answer(home, waiting, answer)
            if decision:
                said.append(decision)
            elif answer == "q":
                break
    finally:
        _say(said, effect_only=True)


def _carry_out_answer(home: Path, waiting: Waiting, answer: str) -> Decision | None:
    """What was decided, or None when it could not be done and the same name is to be asked again."""
    try:
        if answer == "m":
            new = click.prompt("并入哪个部门（回车放弃）", default="", show_default=False, err=True).strip()
            if not new:
                return None
            decision = carry_out(home, partial(merge, old=waiting.name, new=new))
        else:
            decision = (_accept if answer == "a" else _reject)(home, waiting)
    except VocabularyError as error:
        click.echo(f"错误：{error.zh}", err=True)
        return None
    for sentence in decision.said:
        click.echo(sentence)
    return decision


def _accept(home: Path, waiting: Waiting) -> Decision:
    return carry_out(home, partial(add, name=waiting.name))


def _reject(home: Path, waiting: Waiting) -> Decision:
    return carry_out(home, partial(reject, name=waiting.name))


def _at_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _near(home: Path, name: str) -> list[str]:
    names = {row.name for row in vocabulary_of(home).departments}
    return get_close_matches(name, sorted(names), 3, 0.6)


def _show(waiting: Waiting, near: Sequence[str] = ()) -> None:
    levels = "、".join(f"{level} {count}" for level, count in sorted(waiting.levels.items()))
    click.secho(waiting.name, bold=True, nl=False)
    click.echo(f"  {waiting.mentions} 次，{waiting.records} 条记录（{levels}）")
    for context in waiting.contexts:
        click.echo(f"    {context.record_id}  {context.context}")
    if near:
        click.echo(f"    词表里相近的：{'、'.join(near)}")


def _waiting_json(waiting: Waiting) -> dict[str, Any]:
    return {
        "name": waiting.name,
        "mentions": waiting.mentions,
        "records": waiting.records,
        "levels": waiting.levels,
        "contexts": [
            {"id": context.record_id, "as_printed": context.as_printed, "sentence": context.context}
            for context in waiting.contexts
        ],
    }


def _as_queued(home: Path, name: str) -> str:
    """A name as the queue has it: 区大数据局 typed for the 大数据局 that waits there."""
    return known_name(name, {waiting.name for waiting in read_queue(home, vocabulary_of(home))})


def _decide(decide: Callable[[Vocabulary, OwnTables], Decision], home: Path) -> None:
    _say([carry_out(home, decide)])


def _say(decisions: Sequence[Decision], *, effect_only: bool = False) -> None:
    for decision in decisions:
        for sentence in () if effect_only else decision.said:
            click.echo(sentence)
    if any(decision.changes for decision in decisions):
        click.echo(EFFECT, err=True)
