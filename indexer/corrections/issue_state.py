"""The records of one issue while corrections are applied to them: documents are replaced, never changed, so the given ones stay as they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from indexer.corrections.fields import Document
from indexer.corrections.log import Correction
from indexer.corrections.looks import Look, look
from indexer.model import Kind

_ORDINAL = re.compile(r"[1-9][0-9]{0,3}")


@dataclass(slots=True)
class RecordState:
    """One record: its document now, and what corrections have done to it."""

    document: Document
    page: str
    """Path of the page it stands on."""
    former_looks: list[Look] = field(default_factory=list)
    corrected: set[str] = field(default_factory=set)
    """Fields that were set by hand, and are found again by no annotation."""
    marks: list[dict[str, Any]] = field(default_factory=list)
    """What is shown of the corrections on the record's page, in order."""
    earlier: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    """Field, and the paragraphs or names of its earlier value that the next one had no longer."""

    _look: Look | None = None

    @property
    def present_look(self) -> Look:
        """How the record looks now; taken once a document, since it is asked for by every correction of the issue."""
        if self._look is None:
            self._look = look(self.document)
        return self._look

    @property
    def looks(self) -> tuple[Look, ...]:
        """Every form that the record had, the present one last."""
        return (*self.former_looks, self.present_look)

    def replace(self, document: Document) -> None:
        """Gives the record another document, remembering how it looked."""
        self.former_looks.append(self.present_look)
        self.document, self._look = document, None

    def mark(self, correction: Correction, field: str, before: Any, after: Any) -> None:
        """Notes a correction for the record's page."""
        self.marks.append(
            {
                "number": correction.number,
                "at": correction.at,
                "by": correction.by,
                "operation": correction.operation.value,
                "field": field,
                "before": before,
                "after": after,
                "note": correction.note,
            }
        )


def next_id(ever: Iterable[str], page: str, kind: str) -> str:
    """The id behind all of this kind that were ever given on the page."""
    return f"{page}/{Kind(kind).letter}{max((_ordinal(name, page, kind) for name in ever), default=0) + 1}"


def _ordinal(name: str, page: str, kind: str) -> int:
    """The ordinal in an id of this kind on this page; 0 for any other string."""
    prefix = f"{page}/{Kind(kind).letter}"
    rest = name.removeprefix(prefix)
    return int(rest) if rest != name and _ORDINAL.fullmatch(rest) else 0


class IssueState:
    """All records of an issue by id and by page, in order."""

    def __init__(self, documents: Mapping[str, Sequence[Document]], given: Iterable[str]) -> None:
        """`documents` by page path; `given` are ids that corrections ever gave, also those undone: no other record gets them."""
        self.records = {document["id"]: RecordState(document, page) for page, of in documents.items() for document in of}
        self.pages = {page: [document["id"] for document in of] for page, of in documents.items()}
        self.parsed: Collection[str] = frozenset(self.records)
        self._ever = {*self.records, *given}
        self.renamed: dict[str, str] = {}

    def next_id(self, page: str, kind: str, wanted: str | None = None) -> str:
        """The id that a correction gave, if no other record has it; else one behind all that this kind ever had on the page."""
        if wanted and _ordinal(wanted, page, kind) and wanted not in self.records and wanted not in self.parsed:
            return wanted
        return next_id(self._ever, page, kind)

    def add(self, state: RecordState, behind: str | None = None) -> None:
        """Puts a record on its page: behind another one, else where its first line belongs."""
        name = state.document["id"]
        order = self.pages[state.page]
        line = state.document["first_line"]
        if behind in order:
            place = order.index(behind) + 1
        else:
            place = sum(self.records[other].document["first_line"] <= line for other in order)
        order.insert(place, name)
        self.records[name] = state
        self._ever.add(name)

    def remove(self, name: str) -> RecordState:
        """Takes a record off its page."""
        state = self.records.pop(name)
        self.pages[state.page].remove(name)
        return state

    def rename(self, name: str, document: Document, page: str) -> None:
        """Gives a record a document with another id, on this page or another one; its old address leads to the new one."""
        behind = None
        if page == self.records[name].page:
            place = self.pages[page].index(name)
            behind = self.pages[page][place - 1] if place else None
        state = self.remove(name)
        state.replace(document)
        state.page = page
        self.add(state, behind)
        self.lead_on(name, document["id"])

    def lead_on(self, name: str, now: str) -> None:
        """Notes that the address `name` leads to the record `now`."""
        self.renamed[name] = now
        self.renamed.pop(now, None)
        for old, new in self.renamed.items():
            if new == name:
                self.renamed[old] = now
