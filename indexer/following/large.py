"""Settings of an index during a large load: kept in the catalog before they are changed, so that a crash cannot leave them changed."""

from __future__ import annotations

import json
from typing import Any

from elasticsearch import ApiError, Elasticsearch

from indexer.catalog import Catalog, FollowedIndex, Role
from indexer.engine import translate_errors

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


def begin_large_load(client: Elasticsearch, catalog: Catalog, index: FollowedIndex) -> None:
    """Refreshes seldom, copies nothing; what was set before is on disk by then."""
    changed = _CHANGED[index.role]
    with translate_errors():
        found = client.indices.get_settings(index=index.name, flat_settings=True).body[index.name]["settings"]
    before = {name: found.get(f"index.{name}") for name in changed}
    if before.get("auto_expand_replicas"):
        before.pop("number_of_replicas", None)  # follows from the other; setting both is setting the second for nothing
    with catalog.transaction():
        catalog.following.keep_settings(index.uuid, json.dumps(before))
    with translate_errors():
        client.indices.put_settings(index=index.name, settings=changed)


def restore_settings(client: Elasticsearch, catalog: Catalog) -> tuple[str, ...]:
    """Sets back what large loads have changed, also those of runs that were killed; the names of the indices concerned."""
    restored = []
    for index in catalog.following.indices():
        if index.settings_before is None:
            continue
        try:
            client.indices.put_settings(index=index.name, settings=json.loads(index.settings_before))
        except ApiError as error:
            if error.status_code != 404:
                with translate_errors():
                    raise
        with catalog.transaction():
            catalog.following.keep_settings(index.uuid, None)
        restored.append(index.name)
    return tuple(restored)
