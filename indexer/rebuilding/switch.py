"""The alias moved from one index to another, and indices that are no longer needed removed."""

from __future__ import annotations

from typing import Any

from elasticsearch import Elasticsearch, NotFoundError

from indexer.catalog import Catalog, FollowedIndex, Role
from indexer.engine import translate_errors
from indexer.errors import IndexMissing, IndexStale
from indexer.following import Follower, Reading
from indexer.indices import IndexInfo, list_indices
from indexer.load import Connection
from indexer.settings import Settings


def move_alias(client: Elasticsearch, settings: Settings, catalog: Catalog, index: FollowedIndex) -> None:
    """Lets searches read this index from now on, in one step; to be called inside a transaction in which nothing is pending for it."""
    actions: list[dict[str, Any]] = [
        {"remove": {"index": info.name, "alias": settings.alias}}
        for info in list_indices(client, settings)
        if info.current and info.uuid != index.uuid
    ]
    actions.append({"add": {"index": index.name, "alias": settings.alias}})
    with translate_errors():
        client.indices.update_aliases(actions=actions)
    catalog.following.follow(index.uuid, index.name, Role.LIVE)


def use(name: str, settings: Settings, connection: Connection, catalog: Catalog, reading: Reading) -> FollowedIndex:
    """Puts the index of this name behind the alias, after it has caught up with the catalog; nothing when it is there already.

    Raises IndexMissing when there is none of this name, IndexStale when it was made with another schema.
    """
    client = connection.client()
    info = next((info for info in list_indices(client, settings) if info.name == name), None)
    if info is None:
        raise IndexMissing(
            f"没有名为 {name} 的索引。可用的见 bulletin index list。", f"there is no index {name}; see bulletin index list"
        )
    if "schema_version" in info.stale:
        raise IndexStale(
            f"{name} 是按较早的结构建立的，现在的程序不能再用它。请运行 bulletin index rebuild。",
            f"{name} was made with another schema; run bulletin index rebuild",
        )
    followed = FollowedIndex(info.uuid, info.name, Role.KEPT)
    if not info.current:
        with catalog.transaction():
            catalog.following.follow(info.uuid, info.name, Role.KEPT)
        catch_up(connection, settings, catalog, reading, followed)
    return followed


def catch_up(connection: Connection, settings: Settings, catalog: Catalog, reading: Reading, index: FollowedIndex) -> None:
    """Loads into the index what it lacks, until nothing is pending in the moment in which the alias moves."""
    while True:
        with Follower(catalog, connection, reading, only=index.uuid) as follower:
            refused_pages = follower.follow().refused_pages
        with catalog.transaction():
            if catalog.following.pending_count(index.uuid) <= refused_pages:
                move_alias(connection.client(), settings, catalog, index)
                return


def rollback(settings: Settings, connection: Connection, catalog: Catalog, reading: Reading) -> FollowedIndex:
    """Puts the index that was live before behind the alias again, after it has caught up.

    Raises IndexMissing when none was kept.
    """
    kept = _kept(connection.client(), settings, catalog)
    if not kept:
        raise IndexMissing(
            "没有可以退回的索引：上一次重建保留的索引已经不在了。", "no earlier index is kept: there is nothing to roll back to"
        )
    return use(kept[0].name, settings, connection, catalog, reading)


def prune(settings: Settings, connection: Connection, catalog: Catalog, keep: int = 1) -> tuple[IndexInfo, ...]:
    """Removes the indices of this archive that nobody reads, but the newest `keep` that a rollback may want; those removed.

    Left-overs of rebuilds that were cut off are among them; indices of other archives never are.
    """
    client = connection.client()
    kept = {index.uuid for index in _kept(client, settings, catalog)[:keep]}
    removed = []
    for info in list_indices(client, settings):
        if info.current or info.uuid in kept or info.archive_id not in ("", catalog.archive_id):
            continue
        try:
            client.indices.delete(index=info.name)
        except NotFoundError:
            continue
        with catalog.transaction():
            catalog.following.forget(info.uuid)
        removed.append(info)
    return tuple(removed)


def _kept(client: Elasticsearch, settings: Settings, catalog: Catalog) -> list[IndexInfo]:
    """The kept indices that are there, newest first."""
    kept = {index.uuid for index in catalog.following.indices(Role.KEPT)}
    return [info for info in list_indices(client, settings) if info.uuid in kept and not info.current]
