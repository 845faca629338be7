"""The next correction out of what an archivist asks: checked against the issue as it is today, refused with a sentence where it cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from indexer.corrections.application import Corrected
from indexer.corrections.fields import FIELDS, PAGE_FIELDS, Document, read_assignment, shown, value_of
from indexer.corrections.issue_state import next_id
from indexer.corrections.log import Correction, Operation, Proposal, Signature, holding
from indexer.corrections.looks import base_of, look
from indexer.corrections.places import paragraphs_of
from indexer.corrections.telling import KIND_WORDS
from indexer.errors import CorrectionError
from indexer.model import Kind


def propose_set(issue: Corrected, record: str, assignments: Sequence[str], signed: Signature) -> tuple[Proposal, ...]:
    """One correction for each `FIELD=VALUE` that changes something; raises CorrectionError when none does, or one cannot be."""
    document = asked_document(issue, record)
    wanted: dict[str, Any] = {}
    for assignment in assignments:
        field, value = read_assignment(assignment)
        if field.name in wanted:
            raise CorrectionError(f"{field.zh}（{field.name}）给出了两次，请只给一次。", f"{field.name} is given twice")
        wanted[field.name] = value
    proposals = []
    for name in FIELDS:
        if name not in wanted or value_of(document, name) == wanted[name]:
            continue
        data = {"field": name, "before": value_of(document, name), "after": wanted[name]}
        if name == "kind":
            data["id"] = next_id(issue.given, page_of(record), wanted[name])
        base = {} if name in PAGE_FIELDS else base_in(issue, document)
        proposals.append(signed_proposal(signed, Operation.SET, record, (page_of(record),), data, base))
    if not proposals:
        same = "、".join(f"{FIELDS[name].zh}已是{shown(value)}" for name, value in wanted.items())
        raise CorrectionError(f"没有要改的：{record} 的{same or '字段一个也没有给出'}。", f"nothing would change in {record}")
    return tuple(proposals)


def propose_split(issue: Corrected, record: str, paragraph: int, headline: str | None, signed: Signature) -> Proposal:
    """The paragraph of this number, and all behind it, as a record of its own."""
    document = asked_document(issue, record)
    paragraphs = paragraphs_of(document)
    if not 1 < paragraph <= len(paragraphs):
        can = f"可以从第 2 到第 {len(paragraphs)} 段分开" if len(paragraphs) > 1 else "只有一段的条目不能分开"
        raise CorrectionError(
            f"{record} 有 {len(paragraphs)} 段，不能从第 {paragraph} 段分开；{can}。",
            f"{record} has {len(paragraphs)} paragraphs; it cannot be split at {paragraph}",
        )
    title = read_assignment(f"headline={headline}")[1] if headline is not None else None
    data = {
        "paragraph": paragraph,
        "text": paragraphs[paragraph - 1],
        "headline": title,
        "id": next_id(issue.given, page_of(record), document["kind"]),
    }
    return signed_proposal(signed, Operation.SPLIT, record, (page_of(record),), data, base_in(issue, document))


def propose_join(issue: Corrected, record: str, other: str, signed: Signature) -> Proposal:
    """The other record of the issue behind this one."""
    first = asked_document(issue, record)
    if issue_of(other) != issue_of(record):
        raise CorrectionError(
            f"{other} 不在 {issue_of(record)} 这一期里；只能合并同一期的条目。", f"{other} is of another issue than {record}"
        )
    second = asked_document(issue, other)
    if other == record:
        raise CorrectionError(f"{record} 不能与自己合并；请给出另一条的编号。", f"{record} cannot be joined with itself")
    if first["kind"] != second["kind"]:
        kinds = [KIND_WORDS[Kind(document["kind"])] for document in (first, second)]
        raise CorrectionError(
            f"{record} 是{kinds[0]}，{other} 是{kinds[1]}，不能合并。确属一条的，请先改正类别："
            f"bulletin correct {other} --set kind={first['kind']}。",
            f"{record} and {other} are of different kinds",
        )
    paragraphs = paragraphs_of(second)
    data = {"other": other, "other_base": base_in(issue, second), "text": paragraphs[0] if paragraphs else None}
    pages = tuple(dict.fromkeys((page_of(record), page_of(other))))
    return signed_proposal(signed, Operation.JOIN, record, pages, data, base_in(issue, first))


def propose_move(issue: Corrected, record: str, page: int, position: int | None, signed: Signature) -> Proposal:
    """The record on another page of its issue: behind all that is there, or at this position, counted from 1."""
    document = asked_document(issue, record)
    target = f"{issue_of(record)}/{page}"
    if target not in issue.documents:
        pages = "、".join(path.rpartition("/")[2] for path in issue.documents)
        raise CorrectionError(
            f"存档里的 {issue_of(record)} 没有第 {page} 版；这一期有第 {pages} 版。",
            f"there is no page {target} in the archive",
        )
    if target == page_of(record):
        raise CorrectionError(f"{record} 已在第 {page} 版。", f"{record} is on page {page} already")
    places = len(issue.documents[target]) + 1
    if position is not None and not 1 <= position <= places:
        raise CorrectionError(
            f"第 {page} 版有 {places - 1} 条，位置只能是 1 到 {places}。", f"position {position} is not between 1 and {places}"
        )
    data = {"page": target, "position": position, "id": next_id(issue.given, target, document["kind"])}
    return signed_proposal(signed, Operation.MOVE, record, (page_of(record), target), data, base_in(issue, document))


def propose_undo(log: Sequence[Correction], number: int, signed: Signature) -> Proposal:
    """The undo of a correction, or of an undo, which lets the first hold again."""
    undone = next((correction for correction in log if correction.number == number), None)
    if undone is None:
        raise CorrectionError(
            f"没有第 {number} 号更正。用 bulletin correct --log 可以看到全部更正。", f"there is no correction {number}"
        )
    if undone not in holding(log):
        raise CorrectionError(
            f"第 {number} 号更正已经撤销过。要恢复它，请撤销那次撤销（bulletin correct --log 里可以看到号码）。",
            f"correction {number} is undone already",
        )
    return signed_proposal(signed, Operation.UNDO, undone.record, undone.pages, {"undo": number}, {})


def signed_proposal(
    signed: Signature, operation: Operation, record: str, pages: tuple[str, ...], data: dict[str, Any], base: dict[str, Any]
) -> Proposal:
    """The proposal, signed; raises CorrectionError for a name or a note that cannot be written down."""
    for text in (signed.by, signed.note):
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            raise CorrectionError("姓名或备注里有坏字符，请重新输入。", "name or note holds lone surrogates")
    if not signed.by.strip():
        raise CorrectionError("请写明是谁更正的：--by 姓名。", "a correction needs a name")
    return Proposal(signed.at, signed.by.strip(), signed.note.strip(), operation, record, pages, data, base)


def asked_document(issue: Corrected, record: str) -> Document:
    """The record of this id as it is today; raises CorrectionError, with the id that it bears by now where it was moved or joined."""
    for document in issue.documents.get(page_of(record), ()):
        if document["id"] == record:
            return document
    if record in issue.renamed:
        now = issue.renamed[record]
        raise CorrectionError(f"{record} 现在的编号是 {now}（经过更正）。请用这个编号。", f"{record} is called {now} by now")
    raise CorrectionError(
        f"存档里没有条目 {record}。编号形如 报纸简称/2024-11-05/1/a3，在条目页面的地址栏里可以看到。",
        f"there is no record {record}",
    )


def base_in(issue: Corrected, document: Document, then: Sequence[str] | None = None) -> dict[str, Any]:
    """What a correction writes down of a record of the issue, so as to find it again.

    `then` are the paragraphs that it will have: a better parser may read them so from the start.
    """
    looks = issue.looks.get(document["id"], ())
    after = () if then is None else (look({**document, "body": "\n".join(then)}),)
    return base_of(document, (*looks, *after))


def page_of(record: str) -> str:
    """Path of the page that an id names."""
    return record.rpartition("/")[0]


def issue_of(record: str) -> str:
    """Path of the issue that an id names."""
    return "/".join(record.split("/")[:2])
