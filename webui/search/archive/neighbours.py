"""What is near a record: the same text elsewhere, and similar reports; and what is beside an issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from webui.search.archive.index import Index, hits_of, view
from webui.search.copies_kept import KeptCopies
from webui.search.kept_answers import KeptAnswers
from webui.search.query.issues import build_beside
from webui.search.query.similar import MOST_COPIES, build_copies, build_similar
from webui.search.results import NO_COPIES, Copies, IssueKey, IssuesBeside, Nearby, RecordView
from webui.search.similar import copies_of, parts_of, similar_to


class Neighbours:
    """Looks them up in the index; copies once found are kept."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._kept = KeptCopies(self._copies)
        self._nearby = KeptAnswers[Nearby]()
        self._beside = KeptAnswers[IssuesBeside]()

    def copies(self, records: Sequence[RecordView], state: object) -> dict[str, Copies]:
        """By id, the copies of those of these records that have some; `state` is another object when the index may have changed."""
        return self._kept.of(records, state)

    def nearby(self, record: RecordView, state: object) -> Nearby:
        """What is near this record; one request, or none where it is known in this `state`."""
        return self._nearby.of(record.id, state, lambda: self._look_around(record))

    def beside(self, issue: IssueKey, state: object) -> IssuesBeside:
        """The issues before and after this one; one request, or none where they are known in this `state`."""
        return self._beside.of(issue, state, lambda: self._look_beside(issue))

    def _look_beside(self, issue: IssueKey) -> tuple[IssuesBeside, bool]:
        answers = self._index.searches([build_beside(issue, later=later) for later in (False, True)])
        before, after = (next((_issue_of(hit["_source"]) for hit in hits_of(answer)), None) for answer in answers)
        return IssuesBeside(before, after), not any("error" in answer for answer in answers)

    def _look_around(self, record: RecordView) -> tuple[Nearby, bool]:
        marks = record.source.get("fingerprint", ())
        bodies = [build_copies(marks, [record.id])] if marks else []
        bodies += build_similar(record.id, record.source, parts_of(record)) or ()
        asked = self._index.searches(bodies)
        is_whole = not any("error" in answer for answer in asked)
        answers = list(map(hits_of, asked))
        copies = NO_COPIES
        if marks:
            found, *answers = answers
            copies = copies_of([record], map(view, found), len(found) < MOST_COPIES).get(record.id, NO_COPIES)
        if not answers:
            return Nearby(copies, ()), is_whole
        others, itself = answers
        similar = similar_to(record, copies.records, others, itself[0]["_score"] if itself else None)
        return Nearby(copies, similar), is_whole

    def _copies(self, records: Sequence[RecordView]) -> dict[str, Copies]:
        marks = [mark for record in records for mark in record.source.get("fingerprint", ())]
        if not marks:
            return {}
        found = hits_of(self._index.search(build_copies(marks, [record.id for record in records])))
        return copies_of(records, map(view, found), len(found) < MOST_COPIES)


def _issue_of(source: Mapping[str, Any]) -> IssueKey:
    return IssueKey(source["paper"], date.fromisoformat(source["issue_date"]), source["edition"])
