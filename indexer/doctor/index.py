"""The index against the catalog: whether it is the one that follows, what it still has to load, what differs."""

from __future__ import annotations

from collections.abc import Iterator

from elasticsearch import Elasticsearch

from indexer.catalog import Catalog, Role
from indexer.doctor.finding import REPAIR, Finding, Verdict, named
from indexer.errors import ArchiveError
from indexer.following import Reading
from indexer.indices import current_index, list_indices, record_count
from indexer.rebuilding import expected_records
from indexer.settings import Settings


def examine_index(client: Elasticsearch, settings: Settings, catalog: Catalog, reading: Reading) -> Iterator[Finding]:
    """The live index, and what rebuilds and large loads have left behind."""
    expected = expected_records(catalog, reading)
    try:
        info = current_index(client, settings)
        count = record_count(client, settings)
    except ArchiveError as error:
        advice = "请运行 bulletin index rebuild，由目录库和原件重新生成。" if expected else ""
        yield Finding("索引", Verdict.FAULT if expected else Verdict.NOTE, error.zh, advice)
        return
    pending = [catalog.pages.row_of(page).path for page in catalog.following.pending_all(info.uuid)]
    if pending:
        yield Finding("索引", Verdict.FAULT, f"{len(pending)} 个版面尚未进入索引：{named(pending)}", REPAIR)
    if count != expected:
        found = f"{info.name} 有 {count} 条，目录库有 {expected} 条"
        yield Finding("索引", Verdict.FAULT, found, f"{REPAIR}逐条的差别见 bulletin index check。")
    elif not pending:
        yield Finding("索引", Verdict.OK, f"{info.name}：{count} 条，与目录库一致")
    if info.stale:
        found = f"{info.name} 由较早的设置或程序建立（{'、'.join(info.stale)}）"
        yield Finding("索引", Verdict.NOTE, found, "检索仍可用；请运行 bulletin index rebuild。")
    if info.archive_id not in ("", catalog.archive_id):
        yield Finding(
            "索引",
            Verdict.FAULT,
            f"{info.name} 属于另一个存档目录",
            "请改用别的 BULLETIN_ALIAS，或运行 bulletin index rebuild。",
        )
    yield from _left_over(client, settings, catalog)


def _left_over(client: Elasticsearch, settings: Settings, catalog: Catalog) -> Iterator[Finding]:
    followed = {index.uuid: index for index in catalog.following.indices()}
    there = {info.uuid: info for info in list_indices(client, settings)}
    changed = [index.name for index in followed.values() if index.settings_before is not None and index.uuid in there]
    if changed:
        found = f"{named(changed)} 的刷新和副本设置还是大批装入时的（正在装入，或装入被中断）"
        yield Finding("索引", Verdict.NOTE, found, REPAIR)
    building = [index.name for index in followed.values() if index.role is Role.BUILDING and index.uuid in there]
    if building:
        advice = "再运行一次 bulletin index rebuild 会接着做完；不要了的用 bulletin index prune 删除。"
        yield Finding("索引", Verdict.NOTE, f"重建没有做完（或正在进行）：{named(building)}", advice)
    strays = [
        info.name
        for uuid, info in there.items()
        if uuid not in followed and not info.current and info.archive_id == catalog.archive_id
    ]
    if strays:
        yield Finding("索引", Verdict.NOTE, f"没有用的索引：{named(strays)}", "可以用 bulletin index prune 删除。")
