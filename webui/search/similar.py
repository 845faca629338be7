"""What is near a record, read from the engine's answers: copies of its text, and reports like it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from mappings.same_text import is_same
from webui.search.query.similar import is_round_up
from webui.search.results import Copies, RecordView

FLOOR = 0.28
"""Share of a record's own score, by its telling words, that another must reach to be called similar.

By eye, over 13,000 real news items and the samples: see docs/adr/0013-similar-articles.md.
"""

MOST_SIMILAR = 5
"""Similar records that are shown."""


def copies_of(records: Sequence[RecordView], found: Iterable[RecordView], complete: bool) -> dict[str, Copies]:
    """By id, the other records with the same text, among these records and those found; in the order of their days.

    `complete` is False when there are candidates that were not read. Records without copies are not in the answer.
    """
    by_mark: dict[str, dict[str, RecordView]] = {}
    for view in (*records, *found):
        for mark in view.source.get("fingerprint", ()):
            by_mark.setdefault(mark, {})[view.id] = view
    copies = {}
    for view in records:
        candidates = {
            other.id: other
            for mark in view.source.get("fingerprint", ())
            for other in by_mark[mark].values()
            if other.id != view.id
        }
        same = [other for other in candidates.values() if same_text(view, other)]
        if same:
            copies[view.id] = Copies(tuple(sorted(same, key=_printed_order)), complete)
    return copies


def same_text(one: RecordView, other: RecordView) -> bool:
    """True when the two records print the same text."""
    marks = set(one.source.get("fingerprint", ()))
    if marks.isdisjoint(other.source.get("fingerprint", ())):
        return False
    apart = date.fromisoformat(one.source["issue_date"]) - date.fromisoformat(other.source["issue_date"])
    return is_same(one.source.get("body", ""), other.source.get("body", ""), apart.days)


def similar_to(
    view: RecordView, copies: Sequence[RecordView], hits: Sequence[Mapping[str, Any]], own_score: float | None
) -> tuple[RecordView, ...]:
    """The hits that are near enough to be called similar, the nearest first; each report once.

    A copy of the record is the same report, not a similar one, and so are the captions on the pages of its parts and copies, and
    further parts of it; of several copies or parts of another report the nearest is shown.
    """
    if not own_score:
        return ()
    own = {view.id, *parts_of(view), *(copy.id for copy in copies)}
    own_pages = {_page_of(record_id) for record_id in own}
    shown: list[RecordView] = []
    for hit in hits:
        if hit["_score"] < FLOOR * own_score or len(shown) == MOST_SIMILAR:
            break
        other = RecordView(hit["_id"], hit["_source"])
        joined = {other.id, *parts_of(other)}
        if own & joined or is_round_up(other.source) or (other.source["kind"] == "caption" and _page_of(other.id) in own_pages):
            continue
        if any(known.id in joined or same_text(known, other) for known in shown):
            continue
        shown.append(other)
    return tuple(shown)


def parts_of(view: RecordView) -> tuple[str, ...]:
    """The ids of the other parts of the article, where they are known."""
    details = view.source.get("details", {})
    jumps = (details.get("continues_to"), details.get("continued_from"))
    return tuple(jump["id"] for jump in jumps if jump and jump["id"])


def _page_of(record_id: str) -> str:
    return record_id.rpartition("/")[0]


def _printed_order(view: RecordView) -> tuple[str, str]:
    return view.source["issue_date"], view.id
