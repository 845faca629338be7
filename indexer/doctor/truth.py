"""The truth on disk: the catalog's own soundness, its batches, the originals, the log of corrections."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import orjson

from indexer import PARSER_VERSION
from indexer.addresses import identity_of
from indexer.catalog import Catalog, Originals
from indexer.corrections import from_json, verify
from indexer.doctor.finding import REPAIR, Finding, Verdict, named
from indexer.extract.vocabulary import Vocabulary
from indexer.following import Reading, corrected_issue
from indexer.page_images.making import missing
from indexer.page_images.store import PageImageStore


def examine_catalog(catalog: Catalog, vocabulary: Vocabulary | None, *, full: bool) -> Iterator[Finding]:
    """Whether the file is sound, what it holds, and batches that did not come to their end.

    `vocabulary` is None where its own tables cannot be read: nobody can say then what an earlier one has read.
    """
    faults = catalog.faults(full=full)
    if faults:
        advice = "请把存档目录改名留着，再用 bulletin restore 从备份恢复到一个新的存档目录。"
        yield Finding("目录库", Verdict.FAULT, "；".join(faults[:3]), advice)
        return
    batches = catalog.batches.all()
    text = f"{catalog.pages.count()} 个版面，{catalog.pages.records()} 条记录，{len(batches)} 个批次"
    yield Finding("目录库", Verdict.OK, text)
    newest = {batch.name: batch for batch in batches}
    for batch in newest.values():
        if batch.finished_at is None and batch.purged_at is None:
            advice = "再运行一次同样的 bulletin ingest（用同一个 --batch）即可接着完成。"
            yield Finding("批次", Verdict.NOTE, f"批次 {batch.name} 没有跑完（或正在运行）", advice)
    if vocabulary is None:
        return
    stale = sum(1 for _ in catalog.pages.stale(PARSER_VERSION, vocabulary.sha256))
    if stale:
        advice = "检索仍可用；请运行 bulletin index rebuild，会按今天的程序和词表重读原件。"
        yield Finding("目录库", Verdict.NOTE, f"{stale} 个版面是由较早的程序或词表读出的", advice)


def examine_originals(catalog: Catalog, home: Path, *, full: bool) -> Iterator[Finding]:
    """Whether every source is there (`full`: byte for byte), what nobody refers to, and what was left half written."""
    originals = Originals.of(home)
    sizes = catalog.sources.sizes()
    if full:
        bad = list(originals.damaged(iter(sizes)))
    else:
        bad = [sha256 for sha256, size in sizes.items() if not originals.holds(sha256, size)]
    if bad:
        advice = "请从备份恢复这些文件，或重新收录原来的文件；索引里的内容不受影响。"
        yield Finding("原件", Verdict.FAULT, f"{len(bad)} 个原件缺失或损坏：{named(bad)}", advice)
    else:
        yield Finding("原件", Verdict.OK, f"{len(sizes)} 个原件{'逐一核对无误' if full else '都在'}")
    unknown = [sha256 for sha256 in originals.stored() if sha256 not in sizes]
    if unknown:
        # An ingest that was cut off between storing and entering leaves these; running it again enters them.
        advice = "多半是中断的收录留下的，再收录一次就会用上；不占检索。"
        yield Finding("原件", Verdict.NOTE, f"{len(unknown)} 个原件没有记在目录库里：{named(unknown)}", advice)
    parts = [path.name for path in originals.leftovers()]
    if parts:
        yield Finding("原件", Verdict.NOTE, f"{len(parts)} 个没有写完的临时文件", REPAIR)


def examine_page_images(catalog: Catalog, home: Path) -> Iterator[Finding]:
    """Whether every printed page has its picture; nothing for an archive without printed pages."""
    absent = [version.identity.page_path for version in missing(catalog, home)]
    if absent:
        yield Finding(
            "版面图",
            Verdict.NOTE,
            f"{len(absent)} 个版面缺版面图：{named(absent)}",
            f"文字不受影响。{REPAIR}会由原件重新生成。",
        )
    else:
        total = sum(1 for _ in catalog.pages.with_pictures())
        if total:
            yield Finding("版面图", Verdict.OK, f"{total} 个版面的图都在")
    parts = [path.name for path in PageImageStore.of(home).leftovers()]
    if parts:
        yield Finding("版面图", Verdict.NOTE, f"{len(parts)} 个没有写完的临时文件", REPAIR)


def examine_corrections(catalog: Catalog, reading: Reading) -> Iterator[Finding]:
    """Whether the log is as it was written, and which corrections no longer fit what they correct."""
    log = [from_json(orjson.loads(entry)) for entry in catalog.corrections.entries()]
    fault = verify(log)
    if fault:
        advice = "更正记录被改动过：请与备份里的目录库核对，从备份恢复。"
        yield Finding("更正", Verdict.FAULT, fault.zh, advice)
        return
    if log:
        yield Finding("更正", Verdict.OK, f"{len(log)} 条更正，记录完整")
    for path in catalog.corrections.issues():
        identity = identity_of(path)
        if identity is not None:
            for conflict in corrected_issue(catalog, identity, reading).conflicts:
                yield Finding("更正", Verdict.NOTE, conflict.zh)
