"""The run of an ingest: read, parse, decide, keep the original, enter in the catalog, load; in this order, for every file."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import structlog
from elasticsearch import Elasticsearch

from indexer import PARSER_VERSION
from indexer.catalog import Catalog, Originals, Outcome, PageVersion, State, open_catalog
from indexer.documents import Provenance, digest, to_document
from indexer.errors import ArchiveError, CatalogError
from indexer.indices import IndexInfo, ensure_index
from indexer.ingest.decide import Candidate, decide
from indexer.ingest.report import IngestReport
from indexer.ingest.sources import Missing, SourceFile, find_sources, read_source
from indexer.load import CHUNK_DOCUMENTS, PageLoad, load_pages
from indexer.model import Failure, IssueIdentity, Page, ParsedSource
from indexer.pipeline import ParseOptions, parse_source
from indexer.settings import Settings

log = structlog.get_logger()

Progress = Callable[[int, str], None]
"""Called after each file with the number of files done and the name of the file."""


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """What the operator asked for; `replace` lets a source take a page that another source holds."""

    issue_date: date | None = None
    paper: str | None = None
    batch: str | None = None
    encoding: str | None = None
    replace: bool = False
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file read and parsed, or why it was not."""

    name: str
    data: bytes
    moving: bool
    result: ParsedSource | Failure


@dataclass(slots=True)
class _Run:
    """The state of one run: what is decided and waits for the engine, and what is reported."""

    batch_name: str
    options: IngestOptions
    outcomes: list[Outcome] = field(default_factory=list)
    records: int = 0
    warnings: int = 0
    entered: dict[str, PageVersion] = field(default_factory=dict)
    """Pages entered in this run by page path, so that a dry run, too, sees two sources for one page."""
    waiting: list[tuple[PageLoad, int, Outcome]] = field(default_factory=list)
    """Pages to load, with the row number of their version and their outcome if all goes in."""

    def fail(self, name: str, error: ArchiveError | Failure) -> None:
        self.outcomes.append(Outcome(name, State.FAILED, None, error.code, error.zh, error.en))

    def finish(self, started: float, *, dry_run: bool) -> IngestReport:
        seconds = time.monotonic() - started
        return IngestReport(self.batch_name, dry_run, tuple(self.outcomes), self.records, self.warnings, seconds)


def ingest(
    paths: Sequence[Path], options: IngestOptions, settings: Settings, client: Elasticsearch, progress: Progress | None = None
) -> IngestReport:
    """Takes the files of the paths into the archive; doing it again changes nothing.

    A file that cannot be taken in is an outcome of the report. Raises CatalogError and EngineError when the run as a whole
    cannot go on; what was reported as done until then stays done, and the next run goes on from there.
    """
    started = time.monotonic()
    run = _Run(options.batch or _batch_name(), options)
    originals = Originals(settings.home / "originals")
    with open_catalog(settings.home, write=True) as catalog:
        index = ensure_index(client, settings)
        batch = catalog.begin_batch(run.batch_name)
        for done, prepared in enumerate(_prepared(paths, options, settings), 1):
            if isinstance(prepared, Missing):
                run.fail(prepared.name, prepared.error)
                continue
            _take(prepared, run, catalog, originals, index, batch.id)
            if sum(len(load.documents) for load, _, _ in run.waiting) >= CHUNK_DOCUMENTS:
                _flush(run, catalog, client, index)
            if progress:
                progress(done, prepared.name)
        _flush(run, catalog, client, index)
        # One refresh at the end, so that what the report calls done is found by the next search.
        client.indices.refresh(index=index.name)
        catalog.finish_batch(batch, run.outcomes)
    return run.finish(started, dry_run=False)


def preview(paths: Sequence[Path], options: IngestOptions, settings: Settings) -> tuple[IngestReport, tuple[ParsedSource, ...]]:
    """What `ingest` would do, and the pages as understood; writes nothing and asks no engine."""
    started = time.monotonic()
    run = _Run(options.batch or _batch_name(), options)
    parsed = []
    with _catalog_if_any(settings.home) as catalog:
        for prepared in _prepared(paths, options, settings):
            if isinstance(prepared, Missing):
                run.fail(prepared.name, prepared.error)
                continue
            if isinstance(prepared.result, ParsedSource):
                parsed.append(prepared.result)
            _take(prepared, run, catalog, None, None, 0)
    run.outcomes.extend(outcome for _, _, outcome in run.waiting)
    return run.finish(started, dry_run=True), tuple(parsed)


def _batch_name() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")


@contextmanager
def _catalog_if_any(home: Path) -> Iterator[Catalog | None]:
    if not (home / "catalog.sqlite").is_file():
        yield None
        return
    with open_catalog(home, write=False) as catalog:
        yield catalog


def prepare(file: SourceFile, options: ParseOptions) -> Prepared:
    """The file read and parsed; never raises for what is wrong with the file."""
    try:
        source = read_source(file)
    except ArchiveError as error:
        return Prepared(file.name, b"", False, Failure(file.name, "read", error.code, error.zh, error.en))
    try:
        result = parse_source(source.data, file.name, options)
    except Exception as error:
        log.exception("parser failed", source=file.name)
        result = Failure(
            file.name,
            "parse",
            "internal_error",
            f"解析 {file.name} 时程序出错({type(error).__name__}: {error})。原文件未动;请把日志交给开发者。",
            f"the parser failed on {file.name}: {type(error).__name__}: {error}",
        )
    return Prepared(file.name, source.data, source.moving, result)


def _prepared(paths: Sequence[Path], options: IngestOptions, settings: Settings) -> Iterator[Prepared | Missing]:
    """Each file prepared, in order; with workers, a window of files is under way at once, so that memory stays bounded."""
    parse_options = ParseOptions(
        paper=options.paper or settings.paper,
        paper_name=settings.paper_name,
        issue_date=options.issue_date,
        encoding=options.encoding,
        local_level=settings.local_level,
    )
    if options.workers <= 1:
        for source in find_sources(paths, settings.home):
            yield source if isinstance(source, Missing) else prepare(source, parse_options)
        return
    # `spawn`: a forked worker would hold the pipe that tells the embedded engine that its owner lives, and keep it alive.
    with ProcessPoolExecutor(options.workers, mp_context=get_context("spawn")) as pool:
        window: list[Future[Prepared] | Missing] = []
        for source in find_sources(paths, settings.home):
            window.append(source if isinstance(source, Missing) else pool.submit(prepare, source, parse_options))
            if len(window) >= 4 * options.workers:
                yield _settled(window.pop(0))
        for waiting in window:
            yield _settled(waiting)


def _settled(item: Future[Prepared] | Missing) -> Prepared | Missing:
    return item if isinstance(item, Missing) else item.result()


def _take(
    prepared: Prepared, run: _Run, catalog: Catalog | None, originals: Originals | None, index: IndexInfo | None, batch_id: int
) -> None:
    """Decides on each page of the file; keeps and enters what is new (unless this is a preview) and puts it in line to load."""
    if prepared.moving:
        zh = f"{prepared.name} 正在被写入,本次未收录。请等文件写完后再运行一次。"
        en = f"{prepared.name} was being written; ingest it again when it is whole"
        run.outcomes.append(Outcome(prepared.name, State.DEFERRED, None, "still_written", zh, en))
        return
    if isinstance(prepared.result, Failure):
        run.fail(prepared.name, prepared.result)
        return
    parsed = prepared.result
    for place, page in enumerate(parsed.pages, 1):
        identity = _identity(page)
        documents = _documents(page, identity, parsed, run.batch_name)
        ids = tuple(document["id"] for document in documents)
        candidate = Candidate(prepared.name, parsed.sha256, digest(documents))
        current = run.entered.get(identity.page_path) or (catalog.current(identity) if catalog else None)
        decision = decide(candidate, current, index.uuid if index else None, replace=run.options.replace)
        outcome = Outcome(prepared.name, decision.state, identity.page_path)
        if decision.state is State.DUPLICATE and current:
            run.outcomes.append(_duplicate(outcome, current, identity))
            continue
        run.records += len(documents)
        run.warnings += _warning_count(page)
        version = PageVersion(
            identity=identity,
            version=current.version + 1 if current else 1,
            source_sha256=parsed.sha256,
            source_name=prepared.name,
            place_in_source=place,
            batch_id=batch_id,
            digest=candidate.digest,
            record_ids=ids,
            warning_count=_warning_count(page),
            coverage=page.coverage,
            parser_version=PARSER_VERSION,
            loaded_index=None,
        )
        row = current.id if current else 0
        if decision.enter and catalog and originals:
            # The original first, the catalog second, the index last: whatever is cut off, the next run can finish from the left.
            originals.store(prepared.data)
            catalog.add_source(parsed.sha256, len(prepared.data), prepared.name)
            row = catalog.add_page_version(version)
        if decision.enter:
            run.entered[identity.page_path] = replace(version, id=row)
        if not decision.load or index is None or catalog is None:
            run.outcomes.append(outcome)
            continue
        gone = frozenset(catalog.earlier_record_ids(identity) - set(ids))
        run.waiting.append((PageLoad(identity.page_path, tuple(documents), gone), row, outcome))


def _identity(page: Page) -> IssueIdentity:
    if page.identity is None:
        raise CatalogError("内部错误:页面没有出版日期。", "a page without an issue date came through the parser")
    return page.identity


def _documents(page: Page, identity: IssueIdentity, parsed: ParsedSource, batch_name: str) -> list[dict[str, Any]]:
    provenance = Provenance(parsed.source, parsed.sha256, "text", parsed.encoding, batch_name)
    return [to_document(identity, record, provenance) for record in page.records]


def _warning_count(page: Page) -> int:
    return len(page.warnings) + sum(len(record.warnings) for record in page.records)


def _duplicate(outcome: Outcome, current: PageVersion, identity: IssueIdentity) -> Outcome:
    where = identity.page_path
    zh = f"{where} 已由 {current.source_name} 收录,{outcome.source_name} 内容不同,未收录。若以后者为准,请加 --replace 再运行。"
    en = f"{where} was ingested from {current.source_name}; {outcome.source_name} differs and was left out (--replace takes it)"
    return replace(outcome, code="duplicate_page", zh=zh, en=en)


def _flush(run: _Run, catalog: Catalog, client: Elasticsearch, index: IndexInfo) -> None:
    """Loads the waiting pages and enters each acknowledged one as loaded."""
    results = load_pages(client, index.name, [load for load, _, _ in run.waiting])
    rows = []
    for (_, row, outcome), result in zip(run.waiting, results, strict=True):
        if not result.rejections:
            rows.append(row)
            run.outcomes.append(outcome)
            continue
        first = result.rejections[0]
        en = f"{len(result.rejections)} records refused by the engine, first {first.id}: {first.reason}"
        zh = f"检索引擎拒收 {len(result.rejections)} 条,首条 {first.id}:{first.reason}。原文件已保存;排除原因后再运行一次即可。"
        run.outcomes.append(replace(outcome, state=State.FAILED, code="load_rejected", zh=zh, en=en))
    catalog.mark_loaded(rows, index.uuid)
    run.waiting.clear()
