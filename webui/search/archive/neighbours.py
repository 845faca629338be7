"""What is near a record: the same text elsewhere, and similar reports."""

from __future__ import annotations

from collections.abc import Sequence

from webui.search.archive.index import Index, hits_of, view
from webui.search.copies_kept import KeptCopies
from webui.search.nearby_kept import KeptNearby
from webui.search.query.similar import MOST_COPIES, build_copies, build_similar
from webui.search.results import NO_COPIES, Copies, Nearby, RecordView
from webui.search.similar import copies_of, parts_of, similar_to


class Neighbours:
    """Looks them up in the index; copies once found are kept."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._kept = KeptCopies(self._copies)
        self._nearby = KeptNearby(self._look_around)

    def copies(self, records: Sequence[RecordView], state: object) -> dict[str, Copies]:
        """By id, the copies of those of these records that have some; `state` is another object when the index may have changed."""
        return self._kept.of(records, state)

    def nearby(self, record: RecordView, state: object) -> Nearby:
        """What is near this record; one request, or none where it is known in this `state`."""
        return self._nearby.of(record, state)

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
