"""The run of an ingest: read, parse, decide, keep the original, enter in the catalog, load; in this order, for every file."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import structlog
from elasticsearch import Elasticsearch

from indexer import PARSER_VERSION
from indexer.archive_vocabulary import vocabulary_of
from indexer.archive_vocabulary.contexts import unconfirmed_names
from indexer.catalog import Catalog, Originals, Outcome, PageVersion, State, open_catalog
from indexer.documents import Provenance, digest, to_document
from indexer.errors import ArchiveError, CatalogError
from indexer.indices import IndexInfo, ensure_index
from indexer.ingest.decide import Candidate, decide
from indexer.ingest.joining import joining_updates
from indexer.ingest.prepare import IngestOptions, Prepared, prepared_files
from indexer.ingest.report import IngestReport
from indexer.jumps import jump_ends
from indexer.load import CHUNK_DOCUMENTS, PageLoad, load_pages, update_records
from indexer.model import Failure, IssueIdentity, Page, ParsedSource
from indexer.preview.parts import PagePart, source_parts
from indexer.preview.totals import Tally
from indexer.settings import Settings
from indexer.sources import Deferred, Refused, still_written

log = structlog.get_logger()

Progress = Callable[[int, str], None]
"""Called after each file with the number of files done and the name of the file."""


@dataclass(slots=True)
class _Run:
    """The state of one run: what is decided and waits for the engine, and what is reported."""

    batch_name: str
    options: IngestOptions
    tally: Tally
    held_by: dict[tuple[str, str], str] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    records: int = 0
    entered: dict[str, PageVersion] = field(default_factory=dict)
    """Pages entered in this run by page path, so that a dry run, too, sees two sources for one page."""
    issues: dict[str, IssueIdentity] = field(default_factory=dict)
    """A page of every issue that the run touched, by issue path."""
    waiting: list[tuple[PageLoad, int, Outcome]] = field(default_factory=list)
    """Pages to load, with the row number of their version and their outcome if all goes in."""

    def fail(self, name: str, error: ArchiveError | Failure) -> None:
        self.outcomes.append(Outcome(name, State.FAILED, None, error.code, error.zh, error.en))

    def leave_out(self, found: Refused | Deferred) -> None:
        state = State.DEFERRED if isinstance(found, Deferred) else State.FAILED
        self.outcomes.append(Outcome(found.name, state, None, found.error.code, found.error.zh, found.error.en))

    def finish(self, started: float, *, dry_run: bool) -> IngestReport:
        seconds = time.monotonic() - started
        warnings, totals = self.tally.warning_count, self.tally.totals()
        outcomes, worst = tuple(self.outcomes), self.tally.worst
        return IngestReport(self.batch_name, dry_run, outcomes, self.records, warnings, seconds, totals, worst, self.held_by)


def _begin(options: IngestOptions) -> _Run:
    return _Run(options.batch or _batch_name(), options, Tally(options.parse_command))


def ingest(
    paths: Sequence[Path], options: IngestOptions, settings: Settings, client: Elasticsearch, progress: Progress | None = None
) -> IngestReport:
    """Takes the files of the paths into the archive; doing it again changes nothing.

    A file that cannot be taken in is an outcome of the report. Raises VocabularyError before anything is done, CatalogError and
    EngineError when the run as a whole cannot go on; what was reported as done until then stays done, and the next run goes on.
    """
    started = time.monotonic()
    run = _begin(options)
    vocabulary = vocabulary_of(settings.home)
    originals = Originals(settings.home / "originals")
    with open_catalog(settings.home, write=True) as catalog:
        index = ensure_index(client, settings)
        batch = catalog.begin_batch(run.batch_name)
        for done, prepared in enumerate(prepared_files(paths, options, settings, vocabulary), 1):
            run.tally.files += 1
            if isinstance(prepared, Refused | Deferred):
                run.leave_out(prepared)
                continue
            _take(prepared, run, catalog, originals, index, batch.id)
            if sum(len(load.documents) for load, _, _ in run.waiting) >= CHUNK_DOCUMENTS:
                _flush(run, catalog, client, index)
            if progress:
                progress(done, prepared.name)
        _flush(run, catalog, client, index)
        _join_issues(run, catalog, client, index)
        # One refresh at the end, so that what the report calls done is found by the next search.
        client.indices.refresh(index=index.name)
        catalog.finish_batch(batch, run.outcomes)
    return run.finish(started, dry_run=False)


def preview(
    paths: Sequence[Path], options: IngestOptions, settings: Settings, progress: Progress | None = None
) -> IngestReport:
    """What `ingest` would do, with totals and the worst pages; writes nothing, asks no engine, keeps no page but the worst."""
    started = time.monotonic()
    run = _begin(options)
    with _catalog_if_any(settings.home) as catalog:
        for done, prepared in enumerate(prepared_files(paths, options, settings, vocabulary_of(settings.home)), 1):
            run.tally.files += 1
            if isinstance(prepared, Refused | Deferred):
                run.leave_out(prepared)
            else:
                _take(prepared, run, catalog, None, None, 0)
            if progress:
                progress(done, prepared.name)
    run.outcomes.extend(outcome for _, _, outcome in run.waiting)
    return run.finish(started, dry_run=True)


def _batch_name() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")


@contextmanager
def _catalog_if_any(home: Path) -> Iterator[Catalog | None]:
    if not (home / "catalog.sqlite").is_file():
        yield None
        return
    with open_catalog(home, write=False) as catalog:
        yield catalog


def _take(
    prepared: Prepared, run: _Run, catalog: Catalog | None, originals: Originals | None, index: IndexInfo | None, batch_id: int
) -> None:
    """Decides on each page of the file; keeps and enters what is new (unless this is a preview) and puts it in line to load."""
    if prepared.moving:
        moving = still_written(prepared.name)
        run.outcomes.append(Outcome(prepared.name, State.DEFERRED, None, moving.code, moving.zh, moving.en))
        return
    if isinstance(prepared.result, Failure):
        run.fail(prepared.name, prepared.result)
        return
    parsed = prepared.result
    for place, page in enumerate(parsed.pages, 1):
        identity = _identity(page)
        documents = _documents(page, identity, parsed, run.batch_name)
        ids = tuple(document["id"] for document in documents)
        run.issues[identity.issue_path] = identity
        candidate = Candidate(prepared.name, parsed.sha256, digest(documents))
        current = run.entered.get(identity.page_path) or (catalog.current(identity) if catalog else None)
        decision = decide(candidate, current, index.uuid if index else None, replace=run.options.replace)
        outcome = Outcome(prepared.name, decision.state, identity.page_path)
        if decision.state is State.DUPLICATE and current:
            run.outcomes.append(_duplicate(outcome, current, identity))
            run.held_by[prepared.name, identity.page_path] = current.source_name
            continue
        run.records += len(documents)
        run.tally.add(prepared.name, prepared.path, page, partial(_part, prepared, place))
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
            row = catalog.add_page_version(version, unconfirmed_names(page, identity), jump_ends(page))
        if decision.enter:
            # Without the ids of its records: a folder may hold a hundred thousand pages.
            run.entered[identity.page_path] = replace(version, id=row, record_ids=())
        if not decision.load or index is None or catalog is None:
            run.outcomes.append(outcome)
            continue
        gone = frozenset(catalog.earlier_record_ids(identity) - set(ids))
        run.waiting.append((PageLoad(identity.page_path, tuple(documents), gone), row, outcome))


def _identity(page: Page) -> IssueIdentity:
    if page.identity is None:
        raise CatalogError("内部错误：页面没有出版日期。", "a page without an issue date came through the parser")
    return page.identity


def _documents(page: Page, identity: IssueIdentity, parsed: ParsedSource, batch_name: str) -> list[dict[str, Any]]:
    provenance = Provenance(parsed.source, parsed.sha256, "text", parsed.encoding, batch_name)
    return [to_document(identity, record, provenance) for record in page.records]


def _warning_count(page: Page) -> int:
    return len(page.warnings) + sum(len(record.warnings) for record in page.records)


def _part(prepared: Prepared, place: int) -> PagePart:
    pages = len(prepared.result.pages) if isinstance(prepared.result, ParsedSource) else 0
    return source_parts(prepared.data, prepared.name, prepared.encoding, pages)[place - 1]


def _duplicate(outcome: Outcome, current: PageVersion, identity: IssueIdentity) -> Outcome:
    where = identity.page_path
    zh = f"{where} 已由 {current.source_name} 收录，{outcome.source_name} 内容不同，未收录。若以后者为准，请加 --replace 再运行。"
    en = f"{where} was ingested from {current.source_name}; {outcome.source_name} differs and was left out (--replace takes it)"
    return replace(outcome, code="duplicate_page", zh=zh, en=en)


def _join_issues(run: _Run, catalog: Catalog, client: Elasticsearch, index: IndexInfo) -> None:
    """Joins the jumps of every touched issue, unchanged pages included: a run that was cut off before this is finished by the next."""
    updates: dict[str, dict[str, Any]] = {}
    for issue in run.issues.values():
        updates |= joining_updates(catalog.jump_ends(issue))
    for rejection in update_records(client, index.name, updates) if updates else ():
        log.error("jump not joined", record=rejection.id, reason=rejection.reason)


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
        zh = f"检索引擎拒收 {len(result.rejections)} 条，首条 {first.id}：{first.reason}。原文件已保存；排除原因后再运行一次即可。"
        run.outcomes.append(replace(outcome, state=State.FAILED, code="load_rejected", zh=zh, en=en))
    catalog.mark_loaded(rows, index.uuid)
    run.waiting.clear()
