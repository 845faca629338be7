"""Finds the record that a correction was made on, in an issue that may have been parsed anew since."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from indexer.corrections.conflicts import Conflict, What, conflict
from indexer.corrections.fields import Document
from indexer.corrections.issue_state import IssueState
from indexer.corrections.log import Correction
from indexer.corrections.looks import Look, likeness, read_looks


def find(
    issue: IssueState, correction: Correction, fits: Callable[[Document], bool], also: Look | None = None
) -> str | Conflict:
    """Id of the correction's own record as it is called now, or why it is not known."""
    return find_record(issue, correction, correction.record, correction.base, fits, also)


def find_record(
    issue: IssueState,
    correction: Correction,
    name: str,
    base: Any,
    fits: Callable[[Document], bool],
    also: Look | None = None,
) -> str | Conflict:
    """Id of the record that looks most like `base` (or `also`, its look where the source was mended); of equals the one that `fits`.

    Of those the one with the name, then the one on the same page. A name alone proves nothing: ids shift when an article is inserted
    above, and the correction of the fourth record must not go to what is the fourth now.
    """
    looks = read_looks(base) | ({also} if also else set())
    page = name.rpartition("/")[0]
    ranked = []
    for other, state in issue.records.items():
        alike = likeness(looks, state.looks)
        if alike:
            ranked.append(((alike, fits(state.document), other == name, state.page == page), other))
    expected = base.get("headline") if isinstance(base, dict) else None
    if not ranked:
        return conflict(correction, What.MISSING, expected)
    best = max(rank for rank, _ in ranked)
    names = [other for rank, other in ranked if rank == best]
    return names[0] if len(names) == 1 else conflict(correction, What.AMBIGUOUS, expected, names)
