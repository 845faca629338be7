"""The run of an ingest: read, parse, keep the original, enter in the catalog, load; in this order, for every file."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import structlog
from elasticsearch import Elasticsearch

from indexer.archive_vocabulary import vocabulary_of
from indexer.catalog import Catalog, Originals, Outcome, PageVersion, State, has_catalog, open_catalog
from indexer.engine import LastingEngine
from indexer.errors import ArchiveError
from indexer.following import Follower, live_index
from indexer.ingest.decide import Candidate, decide
from indexer.ingest.entering import duplicate, page_version
from indexer.ingest.interruption import RunInterrupted
from indexer.ingest.options import IngestOptions
from indexer.ingest.paths import path_text
from indexer.ingest.prepare import PreparedPage
from indexer.ingest.progress import Watcher
from indexer.ingest.reading import Parsed, Refused, steps
from indexer.ingest.report import IngestReport
from indexer.ingest.rereading import reading_of
from indexer.ingest.run_report import RunReport
from indexer.ingest.taking import Taking
from indexer.load import connection_to
from indexer.page_images.making import ImageMaker
from indexer.preview.totals import Tally
from indexer.settings import Settings

log = structlog.get_logger()


def ingest(
    paths: Sequence[Path],
    options: IngestOptions,
    settings: Settings,
    engine: Elasticsearch | LastingEngine,
    watcher: Watcher | None = None,
) -> IngestReport:
    """Takes the files of the paths into the archive; doing it again changes nothing.

    A file that cannot be taken in is an outcome of the report. When the run as a whole cannot go on, or is interrupted, the report says
    so (`stopped`): what it calls done stays done, and the next run goes on. Raises VocabularyError, CatalogError and EngineError before anything is done.
    """
    started = time.monotonic()
    report = _begin(options)
    vocabulary = vocabulary_of(settings.home)
    connection = connection_to(engine)
    begun = False
    stopped: ArchiveError | None = None
    try:
        with open_catalog(settings.home, write=True) as catalog:
            live = live_index(connection.client(), settings, catalog)
            with catalog.transaction():
                batch = catalog.batches.begin(report.batch_name, options.as_json(paths))
            begun = True
            originals = Originals.of(settings.home)
            reading = reading_of(originals, settings, vocabulary)
            with (
                _outcomes_kept(report, catalog, batch.id),
                Follower(catalog, connection, reading) as follower,
                ImageMaker(settings.home, options.workers) as images,
            ):
                taking = Taking(report, catalog, originals, follower, images, batch.id, live.uuid, vocabulary.sha256)
                with closing(steps(paths, options, settings, vocabulary, taking.known_pages, originals)) as found:
                    for step in found:
                        taking.take(step)
                        report.went_on(step, watcher)
                taking.finish()
                report.conflicts = taking.conflicts(reading)
                report.image_failures = images.finish()
                with report.keeping(catalog, batch.id):
                    catalog.batches.finish(batch.id)
    except KeyboardInterrupt as interruption:
        if not begun:
            raise
        stopped = RunInterrupted(interruption)
    except ArchiveError as error:
        if not begun:
            raise
        stopped = error
    if stopped:
        log.error("ingest stopped", reason=stopped.en)
    return report.finish(started, dry_run=False, stopped=stopped)


@contextmanager
def _outcomes_kept(report: RunReport, catalog: Catalog, batch_id: int) -> Iterator[None]:
    """After it the catalog has the outcomes of the run as far as it came, also where it was stopped."""
    try:
        yield
    except BaseException:
        try:
            with report.keeping(catalog, batch_id):
                pass
        except sqlite3.Error as error:
            log.warning("the last outcomes of the stopped run are in its report only", reason=str(error))
        raise


def preview(paths: Sequence[Path], options: IngestOptions, settings: Settings, watcher: Watcher | None = None) -> IngestReport:
    """What `ingest` would do, with totals and the worst pages; writes nothing, asks no engine, keeps no page but the worst."""
    started = time.monotonic()
    report = _begin(options)
    entered: dict[str, PageVersion] = {}
    stopped = None
    try:
        with (
            _catalog_if_any(settings.home) as catalog,
            closing(steps(paths, options, settings, vocabulary_of(settings.home), lambda _: None, None)) as found,
        ):
            for step in found:
                if isinstance(step, Refused):
                    report.refuse(step)
                elif isinstance(step, Parsed):
                    for fault in step.faults:
                        report.outcomes.add(fault)
                    for page in step.pages:
                        _look_ahead(page, step, report, catalog, entered)
                report.went_on(step, watcher)
    except KeyboardInterrupt as interruption:
        stopped = RunInterrupted(interruption)
    return report.finish(started, dry_run=True, stopped=stopped)


def _begin(options: IngestOptions) -> RunReport:
    name = options.batch or datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    return RunReport(name, options, Tally(options.parse_command))


@contextmanager
def _catalog_if_any(home: Path) -> Iterator[Catalog | None]:
    if not has_catalog(home):
        yield None
        return
    with open_catalog(home, write=False) as catalog:
        yield catalog


def _look_ahead(
    page: PreparedPage, step: Parsed, report: RunReport, catalog: Catalog | None, entered: dict[str, PageVersion]
) -> None:
    """What would become of a page, pages seen earlier in this run counted as entered."""
    source, path = step.source, page.identity.page_path
    current, acknowledged = entered.get(path), True
    if current is None and catalog is not None:
        current, row = catalog.pages.current(page.identity), catalog.pages.row(page.identity)
        acknowledged = row is not None and catalog.following.ever_loaded(row.id, row.revision)
    candidate = Candidate(source.name, source.sha256, page.digest)
    decision = decide(candidate, current, acknowledged=acknowledged, replace=report.options.replace)
    outcome = Outcome(source.name, decision.state, path, path=path_text(source.path))
    if decision.state is State.DUPLICATE and current is not None:
        report.outcomes.add(duplicate(outcome, current.source_name), current.source_name)
        return
    report.outcomes.add(outcome)
    report.count(source, page, step)
    if decision.enter:
        # Without the ids of its records: a folder may hold a hundred thousand pages.
        entered[path] = page_version(source, page, 0, "", ids=())


__all__ = ["IngestOptions", "ingest", "preview"]
