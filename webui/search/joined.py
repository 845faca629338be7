"""The parts of an article that runs on over several pages, found by the jumps of each. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from webui.search.results import RecordView

Jump = Literal["continued_from", "continues_to"]

Fetch = Callable[[list[str]], Mapping[str, RecordView]]
"""From ids to the records of those that are there."""


def parts_before(view: RecordView, by_id: Mapping[str, RecordView]) -> tuple[RecordView, ...]:
    """The parts that come before this one, in reading order, as far as they are among these records."""
    return tuple(reversed(_chain(view, by_id, "continued_from")))


def parts_after(view: RecordView, by_id: Mapping[str, RecordView]) -> tuple[RecordView, ...]:
    """The parts that come after this one, in reading order, as far as they are among these records."""
    return tuple(_chain(view, by_id, "continues_to"))


def with_all_parts(views: Iterable[RecordView], fetch: Fetch) -> dict[str, RecordView]:
    """These records and all that their jumps lead to, by id; each is fetched once, all of one step together."""
    known = {view.id: view for view in views}
    asked = set(known)
    wanted = _led_to(known.values()) - asked
    while wanted:
        asked |= wanted
        found = fetch(sorted(wanted))
        known.update(found)
        wanted = _led_to(found.values()) - asked
    return known


def _led_to(views: Iterable[RecordView]) -> set[str]:
    jumps: tuple[Jump, ...] = ("continued_from", "continues_to")
    return {there for view in views for jump in jumps if (there := _there(view, jump)) is not None}


def _there(view: RecordView, jump: Jump) -> str | None:
    there = (view.source.get("details", {}).get(jump) or {}).get("id")
    return str(there) if there else None


def _chain(view: RecordView, by_id: Mapping[str, RecordView], jump: Jump) -> list[RecordView]:
    found: dict[str, RecordView] = {}
    here: RecordView | None = view
    while here is not None:
        there = _there(here, jump)
        # Two pages that each name the other as what comes before would go round for ever.
        here = by_id.get(there) if there and there != view.id and there not in found else None
        if here is not None:
            found[here.id] = here
    return list(found.values())
