"""Articles that run over pages of an issue learn of their other parts. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from indexer.jumps import Direction, JumpEnd, inherited_credits, join
from indexer.record_json import credits_json

Document = dict[str, Any]


def joined(pages: Mapping[str, Sequence[Document]], ends: Sequence[JumpEnd]) -> dict[str, list[Document]]:
    """The documents of the pages of an issue, each end of a jump with what is known of its other part today."""
    updates = joining_updates(ends)
    return {page: [_with(document, updates.get(document["id"])) for document in documents] for page, documents in pages.items()}


def _with(document: Document, update: Document | None) -> Document:
    if update is None:
        return document
    details = {**document["details"]}
    for name, jump in update["details"].items():
        details[name] = {**(details.get(name) or {}), **jump}
    found = {**document, **{key: value for key, value in update.items() if key != "details"}, "details": details}
    return {key: value for key, value in found.items() if value not in (None, [], "")}


def joining_updates(ends: Sequence[JumpEnd]) -> dict[str, dict[str, Any]]:
    """By record id the fields to change: for every end of a jump in an issue what is known of its other part today, or that nothing is.

    All ends are named, also those that stay alone, so that a page that was corrected or lost takes its joint back. A continuation
    without a credit of its own has the first part's.
    """
    joints = join(ends)
    after = {joint.first: joint.second for joint in joints}
    before = {joint.second: joint.first for joint in joints}
    headlines = {end.record: end.headline for end in ends}
    inherited = inherited_credits(ends, joints)
    updates: dict[str, dict[str, Any]] = {}
    for end in ends:
        outward = end.direction is Direction.TO
        other = (after if outward else before).get(end.record)
        fields = updates.setdefault(end.record, {"details": {}})
        fields["details"]["continues_to" if outward else "continued_from"] = {
            "id": other,
            "headline": headlines[other] if other else None,
        }
        if not outward and not end.credits:
            fields.update(_credits(inherited.get(end.record, ())))
    return updates


def _credits(credits: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    return {**credits_json(credits), "contributors": list(dict.fromkeys(name for _, name in credits))}
