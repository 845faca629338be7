"""A selection of records: their ids as they stand in an address, `id=…` for each, in the order that somebody gave them."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.errors import QueryError
from webui.search.parameters import printable

MOST_IDS = 500
"""Of one selection; so many still go into an address that every server takes."""


def selected_ids(params: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The ids that are named, each once, in order; empty where none is, which means the search. Raises QueryError for too many."""
    named = (printable(value).strip("/") for name, value in params if name == "id")
    ids = tuple(dict.fromkeys(value for value in named if value))
    if len(ids) > MOST_IDS:
        raise QueryError(
            f"一次最多选 {MOST_IDS} 条，这里选了 {len(ids)} 条。请分几次导出。",
            f"a selection has at most {MOST_IDS} records, this one has {len(ids)}",
            "id",
        )
    return ids
