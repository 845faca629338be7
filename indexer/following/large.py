"""Settings of an index during a large load: kept in the catalog before they are changed, so that a crash cannot leave them changed."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import partial
from typing import Any

from elasticsearch import Elasticsearch

from indexer.catalog import Catalog, FollowedIndex, Role
from indexer.errors import IndexMissing
from indexer.load import Connection, ask

LARGE = 2_000
"""Documents from which it pays to refresh seldom; fewer are loaded before the next refresh is due."""
_UNSEARCHED: dict[str, Any] = {"refresh_interval": "-1", "auto_expand_replicas": "false", "number_of_replicas": "0"}
_CHANGED: dict[Role, dict[str, Any]] = {
    # Searches go on, and see what is new after half a minute at the latest.
    Role.LIVE: {"refresh_interval": "30s"},
    # Nobody searches these.
    Role.BUILDING: _UNSEARCHED,
    Role.KEPT: _UNSEARCHED,
}


def begin_large_load(connection: Connection, catalog: Catalog, index: FollowedIndex) -> None:
    """Refreshes seldom, copies nothing; what was set before is on disk by then."""
    changed = _CHANGED[index.role]
    answer = ask(connection, lambda client: client.indices.get_settings(index=index.name, flat_settings=True).body)
    found = answer[index.name]["settings"]
    before = {name: found.get(f"index.{name}") for name in changed}
    if before.get("auto_expand_replicas"):
        before.pop("number_of_replicas", None)  # follows from the other; setting both is setting the second for nothing
    with catalog.transaction():
        # What another run has changed already is not what was set before: an ingest beside an ingest.
        if not any(known.uuid == index.uuid and known.settings_before for known in catalog.following.indices()):
            catalog.following.keep_settings(index.uuid, json.dumps(before))
    ask(connection, partial(_put_settings, index=index.name, settings=changed))


def restore_settings(connection: Connection, catalog: Catalog) -> tuple[str, ...]:
    """Sets back what large loads have changed, also those of runs that were killed; the names of the indices concerned."""
    restored = []
    for index in catalog.following.indices():
        if index.settings_before is None:
            continue
        with suppress(IndexMissing):
            ask(connection, partial(_put_settings, index=index.name, settings=json.loads(index.settings_before)))
        with catalog.transaction():
            catalog.following.keep_settings(index.uuid, None)
        restored.append(index.name)
    return tuple(restored)


def _put_settings(client: Elasticsearch, *, index: str, settings: dict[str, Any]) -> None:
    client.indices.put_settings(index=index, settings=settings)
