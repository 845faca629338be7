"""What is left on a document for searchers and readers: its earlier forms in `superseded`, its corrections in `details.corrections`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from indexer.corrections.fields import NAME_FIELDS, PAGE_FIELDS, TEXT_FIELDS, Document, value_of
from indexer.corrections.issue_state import RecordState

_WITH_EARLIER_FORMS = (*TEXT_FIELDS, *NAME_FIELDS, *PAGE_FIELDS)
"""Words that a searcher may know; days and kinds are no words."""


def pieces(value: Any) -> tuple[str, ...]:
    """The paragraphs or names of a value."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else tuple(value.split("\n"))


def note_earlier(state: RecordState, field: str, before: Any, after: Any) -> None:
    """Remembers the pieces of `before` that `after` has no longer: of a long body only the paragraph that was mended."""
    if field in _WITH_EARLIER_FORMS:
        kept = set(pieces(after))
        lost = tuple(piece for piece in pieces(before) if piece not in kept)
        if lost:
            state.earlier.append((field, lost))


def finished_document(state: RecordState) -> Document:
    """The document of a corrected record with its earlier forms and its corrections; of any other the document as it was given."""
    if not state.marks:
        return state.document
    document = {**state.document, "details": {**state.document.get("details", {}), "corrections": list(state.marks)}}
    lines = superseded(state)
    if lines:
        document["superseded"] = "\n".join(lines)
    return document


def superseded(state: RecordState) -> list[str]:
    """The earlier forms, one a line, each once; names of one value on one line. What is on the record again is left out."""
    lines: dict[str, None] = {}
    for field, lost in state.earlier:
        now = set(pieces(value_of(state.document, field)))
        gone = [piece for piece in lost if piece not in now]
        for line in [" ".join(gone)] if field in NAME_FIELDS and gone else gone:
            lines[line] = None
    return list(lines)


def with_jump(document: Document, key: str, jump: Mapping[str, Any] | None) -> Document:
    """The document with other words of a jump."""
    return {**document, "details": {**document.get("details", {}), key: jump}}
