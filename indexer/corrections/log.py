"""One line of the correction log, and the chain that holds the lines together: each hash is taken over the one before."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

import orjson

from indexer.errors import CorrectionError

GENESIS = ""
"""What the first line has in place of a previous hash."""


class Operation(StrEnum):
    """What a correction does."""

    SET = "set"
    SPLIT = "split"
    JOIN = "join"
    MOVE = "move"
    ORDER = "order"
    REASSIGN = "reassign"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who corrects, when (UTC, ISO 8601) and why."""

    at: str
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A correction before it has its place in the log."""

    at: str
    by: str
    note: str
    operation: Operation
    record: str
    """Id of the record, as it was called on the day of the correction."""
    pages: tuple[str, ...]
    """Paths of the pages that it touches."""
    data: dict[str, Any]
    """By operation. set: field, before, after (kind: also id). split: paragraph, text, headline, id. join: other, other_base.
    move: page, position, id. order: paragraph, texts, order. reassign: paragraph, texts, other, other_base, at, before. undo: undo."""
    base: dict[str, Any]
    """How the record looked: its headline to read, and the marks by which it is found again (`looks`)."""


@dataclass(frozen=True, slots=True)
class Correction(Proposal):
    """One line of the log; never changed, never removed."""

    number: int
    previous_hash: str
    hash: str

    @property
    def issue(self) -> str:
        """Path of the issue: a correction never leaves it."""
        return "/".join(self.record.split("/")[:2])


class Break(StrEnum):
    """What was done to a log that is not as it was written."""

    ALTERED = "altered"
    REMOVED = "removed"
    REORDERED = "reordered"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Fault:
    """The first line that is not as it was written: `line` counts from 1 in the log as it is now."""

    line: int
    kind: Break
    zh: str
    en: str


def seal(proposal: Proposal, previous: Correction | None) -> Correction:
    """The proposal as the line that follows `previous` (None for the first line of the log)."""
    number = previous.number + 1 if previous else 1
    previous_hash = previous.hash if previous else GENESIS
    content = {**_plain(proposal), "number": number}
    return _correction({**content, "previous_hash": previous_hash, "hash": _hash(previous_hash, content)})


def as_json(correction: Correction) -> dict[str, Any]:
    """The line as plain values; `from_json` gives the same correction again."""
    return _plain(correction)


def from_json(value: Mapping[str, Any]) -> Correction:
    """The correction out of plain values; raises CorrectionError when they are no line of the log."""
    try:
        return _correction(value)
    except (KeyError, TypeError, ValueError) as error:
        raise CorrectionError(
            "更正记录里有一行读不懂，可能被改动过。请运行 bulletin doctor 查看是哪一行，并从备份恢复。",
            f"a line of the correction log cannot be read: {error!r}",
        ) from error


def verify(entries: Sequence[Correction]) -> Fault | None:
    """The first line that is not as it was written, or None for a log that is whole.

    Lines cut off at the end leave a whole, shorter log: that is seen only by who knows its last hash.
    """
    place = {entry.hash: line for line, entry in enumerate(entries, 1)}
    previous = GENESIS
    for line, entry in enumerate(entries, 1):
        if not _is_whole(entry):
            inserted = line < len(entries) and (entries[line].previous_hash, entries[line].number) == (previous, line)
            return _fault(line, Break.INSERTED if inserted else Break.ALTERED)
        if entry.previous_hash == previous and entry.number == line:
            previous = entry.hash
            continue
        if sum(other.hash == entry.hash for other in entries) > 1:
            return _fault(line, Break.INSERTED)  # a copy of another line
        return _broken(line, entry, place, previous)
    return None


def _broken(line: int, entry: Correction, place: Mapping[str, int], previous: str) -> Fault:
    """What happened where a line that is whole in itself does not follow the one before it."""
    if entry.previous_hash == previous:
        return _fault(line, Break.ALTERED)  # the number was changed and the hash made anew
    follows = place.get(entry.previous_hash, 0)
    if follows >= line:
        return _fault(line, Break.REORDERED)
    if (follows or entry.previous_hash == GENESIS) and entry.number == follows + 1:
        # It follows an earlier line: what stands between was not there when it was written.
        return _fault(follows + 1, Break.INSERTED)
    if entry.number > line:
        return _fault(line, Break.REMOVED)
    return _fault(max(line - 1, 1), Break.ALTERED)  # the line before was changed and its hash made anew


_SAID = {
    Break.ALTERED: ("被改动过", "was altered"),
    Break.REMOVED: ("之前有行被删去", "follows lines that were removed"),
    Break.REORDERED: ("次序被调换", "is out of order"),
    Break.INSERTED: ("是后来插入的", "was inserted"),
}


def _fault(line: int, kind: Break) -> Fault:
    zh, en = _SAID[kind]
    return Fault(
        line,
        kind,
        f"更正记录第 {line} 行{zh}。请从备份恢复更正记录，再核对这一行之后的更正。",
        f"line {line} of the correction log {en}",
    )


def _is_whole(entry: Correction) -> bool:
    content = _plain(entry)
    del content["previous_hash"], content["hash"]
    return _hash(entry.previous_hash, content) == entry.hash


def _hash(previous_hash: str, content: Mapping[str, Any]) -> str:
    """SHA-256 over the previous hash and the canonical JSON: keys sorted, no blanks, UTF-8."""
    return hashlib.sha256(previous_hash.encode() + orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _plain(value: Proposal) -> dict[str, Any]:
    plain = asdict(value)
    return {**plain, "operation": value.operation.value, "pages": list(value.pages)}


def _correction(value: Mapping[str, Any]) -> Correction:
    texts = {key: value[key] for key in ("at", "by", "note", "record", "previous_hash", "hash")}
    pages, data, base, number = value["pages"], value["data"], value["base"], value["number"]
    if not all(isinstance(text, str) for text in (*texts.values(), *pages)) or isinstance(pages, str):
        raise ValueError("a text is none")
    if not isinstance(data, dict) or not isinstance(base, dict) or type(number) is not int:
        raise ValueError("data, base or number has the wrong type")
    return Correction(**texts, operation=Operation(value["operation"]), pages=tuple(pages), data=data, base=base, number=number)


def holding(corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    """The corrections and undos that no undo which holds itself has undone, in order: an undo of an undo lets the first hold again."""
    undone: set[int] = set()
    found = []
    for correction in reversed(corrections):
        if correction.number in undone:
            continue
        found.append(correction)
        number = correction.data.get("undo") if correction.operation is Operation.UNDO else None
        if isinstance(number, int) and number < correction.number:
            undone.add(number)
    return tuple(reversed(found))


def active(corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    """The corrections that are to be applied: those that hold, without the undos."""
    return tuple(correction for correction in holding(corrections) if correction.operation is not Operation.UNDO)
