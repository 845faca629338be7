"""`bulletin correct`: makes, lists and undoes corrections; the archive itself is behind the `CorrectionDesk`."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import click

from indexer.cli.correct_preview import conflict_json, print_record, print_tried
from indexer.cli.options import json_option
from indexer.cli.printing import clock_text, print_json
from indexer.corrections import (
    Conflict,
    Correction,
    CorrectionDesk,
    Proposal,
    Signature,
    as_json,
    propose_join,
    propose_move,
    propose_order,
    propose_reassign,
    propose_set,
    propose_split,
    propose_undo,
    verify,
)
from indexer.corrections.log import holding
from indexer.corrections.telling import told
from indexer.errors import CorrectionError

OpenDesk = Callable[[], AbstractContextManager[CorrectionDesk]]

ACTIONS = "--set、--split-at、--join、--order、--move、--move-to、--undo、--show、--log"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the command line asks for; exactly one of the actions is given."""

    record: str | None
    assignments: tuple[str, ...]
    split_at: int | None
    headline: str | None
    join: str | None
    order: str | None
    move: str | None
    to: str | None
    at: int | None
    move_to: int | None
    position: int | None
    undo: int | None
    show: bool
    log: bool
    dry_run: bool

    def check(self) -> None:
        """Raises click.UsageError for a request that is none, or is several."""
        given = [bool(self.assignments), self.show, self.log]
        given += [value is not None for value in (self.split_at, self.join, self.order, self.move, self.move_to, self.undo)]
        if sum(given) != 1:
            raise click.UsageError(f"请给出一种操作，且只给一种：{ACTIONS}。")
        if self.record is None and self.undo is None and not self.log:
            raise click.UsageError("请给出条目的编号，例如 bulletin correct ltdb/2024-11-05/1/a3 --set headline=新标题。")
        if self.record is not None and self.undo is not None:
            raise click.UsageError("撤销只要更正的号码，不要条目编号：bulletin correct --undo 7。")
        if self.headline is not None and self.split_at is None:
            raise click.UsageError("--headline 只与 --split-at 同用；改标题请用 --set headline=新标题。")
        if self.position is not None and self.move_to is None:
            raise click.UsageError("--position 只与 --move-to 同用。")
        if (self.move is None) != (self.to is None):
            raise click.UsageError("--move 与 --to 要一起用：--move 3-4 --to 另一条的编号。整条移到另一版请用 --move-to。")
        if self.at is not None and self.move is None:
            raise click.UsageError("--at 只与 --move、--to 同用。")
        if self.dry_run and (self.show or self.log):
            raise click.UsageError("--dry-run 只与会改动的操作同用；--show 和 --log 本来就不改动。")


def correct_command(open_desk: OpenDesk) -> click.Command:
    """The command over the archive that `open_desk` opens."""

    @click.command()
    @click.argument("record", required=False, metavar="[ID]")
    @click.option("--set", "assignments", multiple=True, metavar="FIELD=VALUE", help="改一个字段；可以重复。值为空表示清空。")
    @click.option("--split-at", type=int, metavar="PARAGRAPH", help="从第几段起另成一条（第 2 段或更后）。")
    @click.option("--headline", metavar="TEXT", help="与 --split-at 同用：另成一条的标题；与该段文字相同时，那一段就是标题。")
    @click.option("--join", metavar="ID", help="把同一期的另一条并到这一条后面。")
    @click.option("--order", metavar="3,1,2", help="调换段落的次序：依次写出各段现在的号码。")
    @click.option("--move", metavar="N[-M]", help="把第 N 段（到第 M 段）移给同一期的另一条；与 --to 同用。")
    @click.option("--to", metavar="ID", help="与 --move 同用：移给哪一条。")
    @click.option("--at", type=int, metavar="K", help="与 --move 同用：成为那一条的第几段；默认排在最后。")
    @click.option("--move-to", type=int, metavar="PAGE", help="把整条移到同一期的第几版。")
    @click.option("--position", type=int, metavar="N", help="与 --move-to 同用：排在那一版的第几条；默认排在最后。")
    @click.option("--undo", type=int, metavar="N", help="撤销第 N 号更正；撤销一次撤销即恢复。")
    @click.option("--show", is_flag=True, help="只列出这一条现在的段落和各段的号码。")
    @click.option("--dry-run", is_flag=True, help="只看改了以后是什么样，不写记录。")
    @click.option("--log", is_flag=True, help="列出更正记录；给出 ID（条目、版或期）时只列与它有关的。")
    @click.option("--by", metavar="NAME", help="更正人；默认为本机的登录名。")
    @click.option("--note", default="", metavar="TEXT", help="备注，例如依据。")
    @json_option
    def correct(by: str | None, note: str, as_json: bool, **asked: Any) -> None:
        """更正一个条目；原件和原来的读法都保留，原文和更正后的文字都能检索到。

        \b
        可改的字段：headline kicker subtitle byline body reporters correspondents interns photographers
        departments people event_dates kind page_name issue_number（或用中文：标题、记者 …）。
        例：bulletin correct ltdb/2024-11-05/1/a3 --set reporters=乔知远、沈雁秋 --note "据原报"
            bulletin correct ltdb/2024-11-05/1/a3 --split-at 4 --headline 另一篇的标题
            bulletin correct ltdb/2024-11-05/1/a3 --move 3-4 --to ltdb/2024-11-05/1/a5 --dry-run
            bulletin correct --undo 7
        """
        request = _Asked(**asked)
        request.check()
        with open_desk() as desk:
            if request.log:
                _print_log(desk.log(), request.record, as_json)
                return
            if request.show:
                print_record(desk.issue(_id(request.record)), _id(request.record), as_json)
                return
            signed = Signature(datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), by or _login_name(), note)
            _carry_out(desk, request, signed, as_json)

    return correct


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise CorrectionError("请写明是谁更正的：--by 姓名。", "no login name; --by is needed") from None


def _carry_out(desk: CorrectionDesk, request: _Asked, signed: Signature, in_json: bool) -> None:
    proposals = _proposals(desk, request, signed)
    place = proposals[0].record
    if request.dry_run:
        print_tried(proposals, desk.issue(place), desk.tried(proposals), in_json)
        return
    known = {conflict.number for conflict in desk.issue(place).conflicts}
    corrections = desk.append(proposals)
    conflicts = [conflict for conflict in desk.issue(place).conflicts if conflict.number not in known]
    _print_done(corrections, conflicts, in_json)
    if {conflict.number for conflict in conflicts} & {correction.number for correction in corrections}:
        # Somebody corrected the same thing in between: it is in the log, and has no effect.
        raise SystemExit(1)


def _proposals(desk: CorrectionDesk, request: _Asked, signed: Signature) -> Sequence[Proposal]:
    if request.undo is not None:
        return [propose_undo(desk.log(), request.undo, signed)]
    record = _id(request.record)
    issue = desk.issue(record)
    if request.split_at is not None:
        return [propose_split(issue, record, request.split_at, request.headline, signed)]
    if request.join is not None:
        return [propose_join(issue, record, _id(request.join), signed)]
    if request.order is not None:
        return [propose_order(issue, record, request.order, signed)]
    if request.move is not None:
        return [propose_reassign(issue, record, request.move, _id(request.to), request.at, signed)]
    if request.move_to is not None:
        return [propose_move(issue, record, request.move_to, request.position, signed)]
    return propose_set(issue, record, request.assignments, signed)


def _id(text: str | None) -> str:
    """The id as it may be copied from the address line."""
    return (text or "").strip().strip("/")


def _print_done(corrections: Sequence[Correction], conflicts: Sequence[Conflict], in_json: bool) -> None:
    if in_json:
        print_json(
            {
                "corrections": [as_json(correction) for correction in corrections],
                "conflicts": [conflict_json(conflict) for conflict in conflicts],
            }
        )
    else:
        for correction in corrections:
            click.echo(f"第 {correction.number} 号更正：{told(correction)}。")
    for conflict in conflicts:
        click.echo(f"提醒：{conflict.zh}", err=True)


def _print_log(log: Sequence[Correction], about: str | None, in_json: bool) -> None:
    """The log, oldest first; a line that is not as it was written makes the command fail, after everything is shown."""
    fault = verify(log)
    holds = {correction.number for correction in holding(log)}
    shown = [correction for correction in log if about is None or _is_about(correction, _id(about))]
    if in_json:
        entries = [{**as_json(correction), "holds": correction.number in holds} for correction in shown]
        found = {"line": fault.line, "kind": fault.kind.value, "message": fault.zh} if fault else None
        print_json({"corrections": entries, "fault": found})
    else:
        for correction in shown:
            undone = "" if correction.number in holds else "（已撤销）"
            note = f"　备注：{correction.note}" if correction.note else ""
            click.echo(f"{correction.number}　{clock_text(correction.at)}　{correction.by}　{told(correction)}{undone}{note}")
        click.echo(f"共 {len(shown)} 条更正。", err=True)
    if fault:
        click.echo(f"错误：{fault.zh}", err=True)
        raise SystemExit(1)


def _is_about(correction: Correction, place: str) -> bool:
    places = (correction.record, *correction.pages, correction.data.get("other"), correction.data.get("id"))
    return any(isinstance(name, str) and (name == place or name.startswith(f"{place}/")) for name in places)


@contextmanager
def _archive_desk() -> Iterator[CorrectionDesk]:
    from indexer.cli.writing import filled_catalog
    from indexer.desk import ArchiveDesk
    from indexer.engine import lasting_engine
    from indexer.ingest.rereading import reading_in
    from indexer.settings import Settings

    settings = Settings.from_env()
    reading = reading_in(settings)
    with filled_catalog(settings) as catalog:
        # The engine is asked for only when something is corrected: the log is read without it.
        yield ArchiveDesk(catalog, settings, reading, lambda: lasting_engine(settings))


correct = correct_command(_archive_desk)
