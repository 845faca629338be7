"""The archive's own examination: settings, disk, catalog, originals, engine, index; what is wrong and what to do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from elasticsearch import Elasticsearch

from indexer.archive_vocabulary import read_own, vocabulary_of
from indexer.archive_vocabulary.queue import read_queue
from indexer.catalog import Catalog, Originals, open_catalog
from indexer.engine import check_cluster, connect, engine_status
from indexer.errors import ArchiveError
from indexer.indices import current_index, record_count
from indexer.settings import Settings

LOW_DISK_BYTES = 2 * 1024**3
"""Below this the engine may turn read-only while it merges segments."""


class Verdict(StrEnum):
    """How a finding is to be taken."""

    OK = "ok"
    NOTE = "note"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing examined: what was found, and what to do where it is not well; both in Chinese."""

    subject: str
    verdict: Verdict
    found: str
    advice: str = ""


def examine(settings: Settings, *, full: bool) -> Iterator[Finding]:
    """Every finding in order; `full` also reads and hashes every original. Starts no engine and changes nothing."""
    yield from _home(settings)
    yield from _disk(settings)
    yield from _vocabulary(settings)
    client, engine_findings = _engine(settings)
    yield from engine_findings
    yield from _catalog(settings, client, full=full)


def _home(settings: Settings) -> Iterator[Finding]:
    home = settings.home
    if not home.is_dir():
        yield Finding("存档目录", Verdict.NOTE, f"{home} 还不存在", "第一次 bulletin ingest 或 bulletin serve 时会建立。")
    elif not os.access(home, os.W_OK):
        yield Finding("存档目录", Verdict.FAULT, f"{home} 不可写", "请检查权限,或改用别的 BULLETIN_HOME。")
    else:
        yield Finding("存档目录", Verdict.OK, str(home))


def _disk(settings: Settings) -> Iterator[Finding]:
    place = settings.home
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    text = f"剩余 {free / 1024**3:.1f} GB"
    if free < LOW_DISK_BYTES:
        yield Finding("磁盘", Verdict.FAULT, text, "请清理磁盘:空间不足时检索引擎会转为只读。")
    else:
        yield Finding("磁盘", Verdict.OK, text)


def _vocabulary(settings: Settings) -> Iterator[Finding]:
    try:
        own = read_own(settings.home)
        vocabulary = vocabulary_of(settings.home)
    except ArchiveError as error:
        yield Finding("词表", Verdict.FAULT, error.zh, "改正之前不能收录。")
        return
    names = len({row.name for row in vocabulary.departments})
    text = f"{names} 个部门；本馆加入 {len(own.departments)} 个，合并 {len(own.merged)} 个，拒绝 {len(own.rejected)} 个"
    try:
        waiting = len(read_queue(settings.home, vocabulary))
    except ArchiveError:
        waiting = 0  # the catalog's own finding says it
    if waiting:
        yield Finding("词表", Verdict.NOTE, f"{text}；{waiting} 个名称待确认", "请用 bulletin vocabulary review 逐个确认。")
    else:
        yield Finding("词表", Verdict.OK, text)


def _engine(settings: Settings) -> tuple[Elasticsearch | None, list[Finding]]:
    if settings.embedded:
        status = engine_status(settings)
        if not status.running:
            advice = "需要时 bulletin serve、ingest、search 会自动启动;也可以运行 bulletin engine start。"
            return None, [Finding("检索引擎", Verdict.NOTE, f"内置引擎未运行。日志:{status.log}", advice)]
    try:
        client = connect(settings)
        info = check_cluster(client, settings)
    except ArchiveError as error:
        return None, [Finding("检索引擎", Verdict.FAULT, error.zh)]
    kind = "内置" if settings.embedded else "外部集群"
    return client, [Finding("检索引擎", Verdict.OK, f"{kind} Elasticsearch {info.version},{info.address}")]


def _catalog(settings: Settings, client: Elasticsearch | None, *, full: bool) -> Iterator[Finding]:
    try:
        with open_catalog(settings.home, write=False) as catalog:
            yield from _examine_catalog(catalog, settings, client, full=full)
    except ArchiveError as error:
        missing = not (settings.home / "catalog.sqlite").is_file()
        yield Finding("目录库", Verdict.NOTE if missing else Verdict.FAULT, error.zh)


def _examine_catalog(catalog: Catalog, settings: Settings, client: Elasticsearch | None, *, full: bool) -> Iterator[Finding]:
    faults = catalog.faults()
    if faults:
        yield Finding("目录库", Verdict.FAULT, ";".join(faults), "请从备份恢复 catalog.sqlite。")
        return
    pages = list(catalog.pages.all_current())
    records = sum(len(page.record_ids) for page in pages)
    yield Finding("目录库", Verdict.OK, f"{len(pages)} 个版面,{records} 条记录,{len(catalog.batches.all())} 个批次")
    for batch in catalog.batches.all():
        if batch.finished_at is None:
            yield Finding(
                "批次",
                Verdict.NOTE,
                f"批次 {batch.name} 没有跑完(或正在运行)",
                "再运行一次同样的 bulletin ingest 即可接着完成。",
            )
    yield from _originals(catalog, settings, full=full)
    if client is not None:
        yield from _index(client, settings, catalog, records=records)


def _originals(catalog: Catalog, settings: Settings, *, full: bool) -> Iterator[Finding]:
    originals = Originals(settings.home / "originals")
    hashes = list(catalog.sources.hashes())
    bad = list(originals.damaged(iter(hashes))) if full else [h for h in hashes if not originals.path(h).is_file()]
    if bad:
        yield Finding(
            "原件", Verdict.FAULT, f"{len(bad)} 个原件缺失或损坏,例如 {bad[0]}", "请从备份恢复 originals/,或重新收录这些文件。"
        )
    else:
        yield Finding("原件", Verdict.OK, f"{len(hashes)} 个原件{'逐一核对无误' if full else '都在'}")


def _index(client: Elasticsearch, settings: Settings, catalog: Catalog, *, records: int) -> Iterator[Finding]:
    try:
        info = current_index(client, settings)
        count = record_count(client, settings)
    except ArchiveError as error:
        yield Finding("索引", Verdict.FAULT if records else Verdict.NOTE, error.zh)
        return
    unloaded = catalog.following.pending(info.uuid)
    if unloaded:
        first = catalog.pages.row_of(unloaded[0]).path
        advice = "请对这些文件再运行一次 bulletin ingest,缺的会补上。"
        yield Finding("索引", Verdict.FAULT, f"{len(unloaded)} 个版面尚未进入索引,例如 {first}", advice)
    if count != records:
        advice = "请再运行一次 bulletin ingest;仍不一致时请联系开发者。"
        yield Finding("索引", Verdict.FAULT, f"{info.name} 有 {count} 条,目录库有 {records} 条", advice)
    elif not unloaded:
        yield Finding("索引", Verdict.OK, f"{info.name}:{count} 条,与目录库一致")
    if info.stale:
        yield Finding(
            "索引", Verdict.NOTE, f"{info.name} 由较早的设置或程序建立({'、'.join(info.stale)})", "检索仍可用;重建索引后更新。"
        )
