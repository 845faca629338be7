"""What the archive stands on: its home, the disk, the vocabulary, the engine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

from elasticsearch import Elasticsearch

from indexer.archive_vocabulary import read_own, vocabulary_of
from indexer.archive_vocabulary.queue import read_queue
from indexer.backup.home_files import RESTORING
from indexer.doctor.finding import Finding, Verdict
from indexer.engine import check_cluster, connect, engine_status
from indexer.errors import ArchiveError
from indexer.extract.vocabulary import Vocabulary
from indexer.settings import Settings

LOW_DISK_BYTES = 2 * 1024**3
"""Below this the engine may turn read-only while it merges segments."""


def examine_home(settings: Settings) -> Iterator[Finding]:
    """The archive home and its disk."""
    home = settings.home
    if not home.is_dir():
        yield Finding("存档目录", Verdict.NOTE, f"{home} 还不存在", "第一次 bulletin ingest 或 bulletin serve 时会建立。")
    elif not os.access(home, os.W_OK):
        yield Finding("存档目录", Verdict.FAULT, f"{home} 不可写", "请检查权限，或改用别的 BULLETIN_HOME。")
    elif (home / RESTORING).is_dir():
        advice = "请再运行一次 bulletin restore，会接着做完；在那之前不要收录。"
        yield Finding("存档目录", Verdict.FAULT, f"{home} 的恢复没有做完", advice)
    else:
        yield Finding("存档目录", Verdict.OK, str(home))
    place = settings.home
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    text = f"剩余 {free / 1024**3:.1f} GB"
    if free < LOW_DISK_BYTES:
        yield Finding("磁盘", Verdict.FAULT, text, "请清理磁盘：空间不足时检索引擎会转为只读。")
    else:
        yield Finding("磁盘", Verdict.OK, text)


def examine_vocabulary(settings: Settings) -> tuple[Vocabulary | None, Finding]:
    """The archive's own tables and the names that wait, and the vocabulary; None where the tables cannot be read."""
    try:
        own = read_own(settings.home)
        vocabulary = vocabulary_of(settings.home)
    except ArchiveError as error:
        return None, Finding("词表", Verdict.FAULT, error.zh, "改正之前不能收录。")
    names = len({row.name for row in vocabulary.departments})
    text = f"{names} 个部门；本馆加入 {len(own.departments)} 个，合并 {len(own.merged)} 个，拒绝 {len(own.rejected)} 个"
    try:
        waiting = len(read_queue(settings.home, vocabulary))
    except ArchiveError:
        waiting = 0  # the catalog's own finding says it
    if waiting:
        advice = "请用 bulletin vocabulary review 逐个确认。"
        return vocabulary, Finding("词表", Verdict.NOTE, f"{text}；{waiting} 个名称待确认", advice)
    return vocabulary, Finding("词表", Verdict.OK, text)


def examine_engine(settings: Settings) -> tuple[Elasticsearch | None, Finding]:
    """The engine, and a client where it runs; an embedded one that does not run is not started."""
    if settings.embedded:
        status = engine_status(settings)
        if not status.running:
            advice = "需要时 bulletin serve、ingest、search 会自动启动；也可以运行 bulletin engine start。"
            return None, Finding("检索引擎", Verdict.NOTE, f"内置引擎未运行。日志：{status.log}", advice)
    try:
        client = connect(settings)
        info = check_cluster(client, settings)
    except ArchiveError as error:
        return None, Finding("检索引擎", Verdict.FAULT, error.zh)
    kind = "内置" if settings.embedded else "外部集群"
    return client, Finding("检索引擎", Verdict.OK, f"{kind} Elasticsearch {info.version}，{info.address}")
