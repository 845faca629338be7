"""The corrected documents of an issue: a pure function of the parsed ones and the log, so that every rebuild and re-ingest gives the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from indexer.corrections.conflicts import Conflict, Verdict, What, conflict
from indexer.corrections.derived import Annotate
from indexer.corrections.earlier import finished_document, with_jump
from indexer.corrections.fields import Document
from indexer.corrections.issue_state import IssueState
from indexer.corrections.log import Correction, Operation, active
from indexer.corrections.looks import Look
from indexer.corrections.paragraphs import apply_order, apply_reassign
from indexer.corrections.parting import apply_join, apply_move, apply_split
from indexer.corrections.setting import apply_set

_Apply = Callable[[IssueState, Correction, Annotate], Verdict | Conflict]

_APPLY: Mapping[Operation, _Apply] = {
    Operation.SET: apply_set,
    Operation.SPLIT: apply_split,
    Operation.JOIN: apply_join,
    Operation.MOVE: apply_move,
    Operation.ORDER: apply_order,
    Operation.REASSIGN: apply_reassign,
}

_Types = tuple[type, ...]
_TEXT: _Types = (str,)
_TEXT_OR_NONE: _Types = (str, type(None))

_DATA: Mapping[Operation, Mapping[str, _Types]] = {
    Operation.SET: {"field": _TEXT, "before": (object,), "after": (object,)},
    Operation.SPLIT: {"paragraph": (int,), "text": _TEXT, "headline": _TEXT_OR_NONE, "id": _TEXT},
    Operation.JOIN: {"other": _TEXT, "other_base": (dict,), "text": _TEXT_OR_NONE},
    Operation.MOVE: {"page": _TEXT, "id": _TEXT},
    Operation.ORDER: {"paragraph": (int,), "texts": (list,), "order": (list,)},
    Operation.REASSIGN: {
        "paragraph": (int,),
        "texts": (list,),
        "other": _TEXT,
        "other_base": (dict,),
        "at": (int,),
        "before": _TEXT_OR_NONE,
    },
}
"""What an operation needs in `data`; a line that lacks it was not written by this program."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """An issue with its corrections."""

    documents: Mapping[str, tuple[Document, ...]]
    """By page path; a document without corrections is the one that was given."""
    applied: tuple[int, ...]
    moot: tuple[int, ...]
    """Numbers of corrections whose value the source has by now."""
    conflicts: tuple[Conflict, ...]
    renamed: Mapping[str, str]
    """Addresses that records had before they were joined, moved or made another kind, and where they lead now."""
    looks: Mapping[str, tuple[Look, ...]]
    """By id the earlier forms of corrected records: what a further correction writes into its base."""
    given: frozenset[str]
    """Every id that the parser or a correction, undone or not, ever gave: never to be given to another record."""


def apply(documents: Mapping[str, Sequence[Document]], corrections: Sequence[Correction], annotate: Annotate) -> Corrected:
    """The documents of a whole issue, by page path, with its corrections in the order of the log; nothing given is changed.

    A page without records has its path and an empty sequence. What cannot be applied is a conflict, and the rest goes on. Corrections
    of other issues must not be among them.
    """
    given = [value for correction in corrections if isinstance(value := correction.data.get("id"), str)]
    issue = IssueState(documents, given)
    verdicts: dict[int, Verdict] = {}
    conflicts: list[Conflict] = []
    for correction in active(corrections):
        if not _is_readable(correction):
            conflicts.append(conflict(correction, What.UNREADABLE))
            continue
        result = _APPLY[correction.operation](issue, correction, annotate)
        if isinstance(result, Conflict):
            conflicts.append(result)
        else:
            verdicts[correction.number] = result
    finished = {name: finished_document(state) for name, state in issue.records.items()}
    finished = {name: _with_jumps(document, finished, issue) for name, document in finished.items()}
    return Corrected(
        {page: tuple(finished[name] for name in names) for page, names in issue.pages.items()},
        tuple(number for number, verdict in verdicts.items() if verdict is Verdict.APPLIED),
        tuple(number for number, verdict in verdicts.items() if verdict is Verdict.MOOT),
        tuple(conflicts),
        dict(issue.renamed),
        {name: tuple(state.former_looks) for name, state in issue.records.items() if state.former_looks},
        frozenset({*issue.parsed, *issue.records, *given}),
    )


def _is_readable(correction: Correction) -> bool:
    return all(
        key in correction.data and isinstance(correction.data[key], types) for key, types in _DATA[correction.operation].items()
    )


def _with_jumps(document: Document, finished: Mapping[str, Document], issue: IssueState) -> Document:
    """The document whose jumps lead to where the other parts are now, by their headlines of now."""
    details: Mapping[str, Any] = document.get("details", {})
    for key in ("continues_to", "continued_from"):
        jump = details.get(key)
        if not jump or not jump.get("id"):
            continue
        there = issue.renamed.get(jump["id"], jump["id"])
        other = finished.get(there)
        if there == document["id"]:
            document = with_jump(document, key, None)
        elif other and (there != jump["id"] or issue.records[there].marks):
            document = with_jump(document, key, {**jump, "id": there, "headline": other.get("headline")})
    return document
