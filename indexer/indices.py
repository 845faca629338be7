"""The versioned indices behind the alias: create, list, tell which are stale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from elasticsearch import Elasticsearch, NotFoundError

from indexer import PARSER_VERSION
from indexer.archive_vocabulary import vocabulary_of
from indexer.engine import translate_errors
from indexer.errors import EngineRefused, IndexMissing
from indexer.settings import Settings
from indexer.staleness import made_with_today, stale_parts
from mappings.names import index_pattern, new_index_name, parse_index_name
from mappings.record import index_body


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """One index of ours: `current` when the alias points to it; `stale` lists what it was made with that has changed since."""

    name: str
    uuid: str
    made: datetime
    current: bool
    documents: int
    size_bytes: int
    stale: tuple[str, ...]
    archive_id: str = ""
    """Whose it is; empty for indices of before this was kept."""


def list_indices(client: Elasticsearch, settings: Settings) -> tuple[IndexInfo, ...]:
    """All indices of this alias, newest first."""
    with translate_errors():
        found = client.indices.get(index=index_pattern(settings.alias), expand_wildcards="open").body
        stats = client.indices.stats(index=index_pattern(settings.alias), metric="docs,store").body["indices"]
    today = made_with_today(settings)
    infos = []
    for name, description in found.items():
        try:
            parsed = parse_index_name(name)
        except ValueError:
            continue
        total = stats.get(name, {}).get("primaries", {})
        infos.append(
            IndexInfo(
                name=name,
                uuid=description["settings"]["index"]["uuid"],
                made=parsed.made,
                current=settings.alias in description.get("aliases", {}),
                documents=total.get("docs", {}).get("count", 0),
                size_bytes=total.get("store", {}).get("size_in_bytes", 0),
                stale=stale_parts(description["mappings"].get("_meta", {}), today),
                archive_id=str(description["mappings"].get("_meta", {}).get("archive", "")),
            )
        )
    return tuple(sorted(infos, key=lambda info: info.name, reverse=True))


def current_index(client: Elasticsearch, settings: Settings) -> IndexInfo:
    """The index that the alias points to.

    Raises IndexMissing when there is none, and EngineRefused when the alias points to more than one or is itself an index.
    """
    current = [info for info in list_indices(client, settings) if info.current]
    if len(current) == 1:
        return current[0]
    alias = settings.alias
    if current:
        names = ", ".join(info.name for info in current)
        raise EngineRefused(
            f"别名 {alias} 同时指向多个索引（{names}）。请用 Elasticsearch 的别名接口只保留一个。",
            f"alias {alias} points to several indices ({names}); leave it on one of them",
        )
    with translate_errors():
        taken = client.indices.exists(index=alias).body
    if taken:
        raise EngineRefused(
            f"{alias} 在这个 Elasticsearch 里已被别的索引或别名占用。请改用别的 BULLETIN_ALIAS。",
            f"{alias} is already an index or a foreign alias on this cluster; choose another BULLETIN_ALIAS",
        )
    raise IndexMissing(
        "索引尚未建立：还没有收录任何内容。请先用 bulletin ingest 收录。", f"alias {alias} points to no index yet"
    )


def ensure_index(client: Elasticsearch, settings: Settings, archive_id: str = "") -> IndexInfo:
    """The index behind the alias, made when there is none: index and alias come in one call, so that neither is there alone.

    Raises EngineRefused when it belongs to the archive of another home.
    """
    try:
        found = current_index(client, settings)
    except IndexMissing:
        create_index(client, settings, archive_id)
        return current_index(client, settings)
    if archive_id and found.archive_id not in ("", archive_id):
        raise EngineRefused(
            f"别名 {settings.alias} 后面的索引 {found.name} 属于另一个存档目录。请改用别的 BULLETIN_ALIAS；"
            "若要用本存档取代它，请运行 bulletin index rebuild。",
            f"{found.name} behind {settings.alias} belongs to another archive home: choose another BULLETIN_ALIAS, or run "
            "bulletin index rebuild to take its place",
        )
    return found


def create_index(client: Elasticsearch, settings: Settings, archive_id: str = "", *, live: bool = True) -> str:
    """Makes a new, empty index, with the alias on it unless it is to be built beside the live one; returns its name.

    Raises VocabularyError when the archive's own tables cannot be read: nobody could say later what the index was made with.
    """
    name = str(new_index_name(settings.alias))
    vocabulary_sha256 = vocabulary_of(settings.home).sha256
    meta = {"parser_version": PARSER_VERSION, "vocabulary_sha256": vocabulary_sha256, "archive": archive_id}
    body = index_body(settings.analyzer, **meta)
    with translate_errors():
        client.indices.create(
            index=name,
            settings=body["settings"],
            mappings=body["mappings"],
            aliases={settings.alias: {}} if live else {},
            wait_for_active_shards=1,
        )
    return name


def delete_indices(client: Elasticsearch, settings: Settings) -> None:
    """Deletes every index of this alias: for tests and for `purge`, never on the way of a search or a load."""
    for info in list_indices(client, settings):
        try:
            client.indices.delete(index=info.name)
        except NotFoundError:
            continue


def record_count(client: Elasticsearch, settings: Settings) -> int:
    """How many records the alias holds, refreshed first."""
    with translate_errors():
        client.indices.refresh(index=settings.alias)
        return int(client.count(index=settings.alias).body["count"])
