"""The index that searches read, known to the catalog: made when there is none, refused when it is another archive's or schema's."""

from __future__ import annotations

from elasticsearch import Elasticsearch

from indexer.catalog import Catalog, FollowedIndex, Role
from indexer.errors import IndexStale
from indexer.indices import ensure_index, list_indices
from indexer.settings import Settings
from mappings.names import SCHEMA_VERSION


def live_index(client: Elasticsearch, settings: Settings, catalog: Catalog) -> FollowedIndex:
    """The index behind the alias; indices that are gone are forgotten.

    Raises IndexStale when it was made with another schema, EngineRefused when it belongs to another archive.
    """
    with catalog.transaction():  # two commands at once make one index
        info = ensure_index(client, settings, catalog.archive_id)
        there = {index.uuid for index in list_indices(client, settings)}
        for followed in catalog.following.indices():
            if followed.uuid not in there:
                catalog.following.forget(followed.uuid)
        if "schema_version" in info.stale:
            raise IndexStale(
                f"索引 {info.name} 是按较早的结构建立的，不能再写入。检索仍可用；请运行 bulletin index rebuild，完成后再收录。",
                f"{info.name} was made with another schema than {SCHEMA_VERSION}: run bulletin index rebuild first",
            )
        catalog.following.follow(info.uuid, info.name, Role.LIVE)
    return FollowedIndex(info.uuid, info.name, Role.LIVE)
