"""The run of an ingest: read, parse, keep the original, enter in the catalog, load; in this order, for every file."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import structlog
from elasticsearch import Elasticsearch

from indexer.archive_vocabulary import vocabulary_of
from indexer.catalog import Catalog, Originals, Outcome, PageVersion, State, open_catalog
from indexer.corrections import Conflict
from indexer.engine import LastingEngine
from indexer.errors import ArchiveError
from indexer.following import Follower, Loaded, Reading, corrected_issue, live_index
from indexer.ingest.decide import Candidate, decide
from indexer.ingest.entering import Entered, Entry, duplicate, enter, page_version, store_originals
from indexer.ingest.interruption import RunInterrupted
from indexer.ingest.options import IngestOptions
from indexer.ingest.outcomes import Outcomes
from indexer.ingest.paths import path_text
from indexer.ingest.prepare import PreparedPage, SourceRead
from indexer.ingest.progress import Progress, Watcher
from indexer.ingest.reading import Known, Parsed, Refused, Step, steps
from indexer.ingest.report import IngestReport
from indexer.ingest.rereading import reading_of
from indexer.load import connection_to
from indexer.model import IssueIdentity
from indexer.preview.parts import PagePart, source_parts
from indexer.preview.totals import Tally
from indexer.settings import Settings

log = structlog.get_logger()

COMMIT_RECORDS = 500
COMMIT_PAGES = 200
COMMIT_SECONDS = 2.0
"""What is parsed is entered at the latest after so many records, pages, seconds: a transaction waits for the disk once."""


@dataclass(slots=True)
class _Report:
    """What a run has to tell so far."""

    batch_name: str
    options: IngestOptions
    tally: Tally
    outcomes: Outcomes = field(default_factory=Outcomes)
    records: int = 0
    bytes: int = 0
    kept: int = 0
    """So many of the outcomes are in the catalog."""
    conflicts: tuple[Conflict, ...] = ()

    def refuse(self, refused: Refused) -> None:
        error = refused.error
        state = State.DEFERRED if error.code == "still_written" else State.FAILED
        path = path_text(refused.path) if refused.path else None
        self.outcomes.add(Outcome(refused.name, state, None, error.code, error.zh, error.en, path))

    def count(self, source: SourceRead, page: PreparedPage, parsed: Parsed) -> None:
        self.records += len(page.ids)
        if page.page is None or parsed.data is None:
            self.tally.add_figures(source.name, page.identity.page_path, page.figures)
        else:
            part = partial(_part, parsed.data, source, page.place, len(parsed.pages))
            self.tally.add(source.name, source.path, page.page, part)

    @contextmanager
    def keeping(self, catalog: Catalog, batch_id: int) -> Iterator[None]:
        """A transaction that also writes into the catalog the outcomes that are not there yet."""
        count = len(self.outcomes)
        with catalog.transaction():
            yield
            catalog.batches.report(batch_id, self.outcomes.after(self.kept))
        self.kept = count

    def went_on(self, step: Step, watcher: Watcher | None) -> None:
        """Counts a step, and tells how far the run has come."""
        self.tally.files += not isinstance(step, Parsed) or step.last
        self.bytes += step.done
        if watcher:
            name = step.name if isinstance(step, Refused) else step.source.name
            watcher(Progress(self.tally.files, self.bytes, self.records, name))

    def finish(self, started: float, *, dry_run: bool, stopped: ArchiveError | None = None) -> IngestReport:
        seconds = time.monotonic() - started
        tally = self.tally
        return IngestReport(
            self.batch_name,
            dry_run,
            self.outcomes,
            self.records,
            tally.warning_count,
            seconds,
            tally.totals(),
            tally.worst,
            self.conflicts,
            stopped,
        )


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
            originals = Originals(settings.home / "originals")
            reading = reading_of(originals, settings, vocabulary)
            with _outcomes_kept(report, catalog, batch.id), Follower(catalog, connection, reading) as follower:
                taking = _Taking(report, catalog, originals, follower, batch.id, live.uuid, vocabulary.sha256)
                with closing(steps(paths, options, settings, vocabulary, taking.knows, originals)) as found:
                    for step in found:
                        taking.take(step)
                        report.went_on(step, watcher)
                taking.finish()
                report.conflicts = taking.conflicts(reading)
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
def _outcomes_kept(report: _Report, catalog: Catalog, batch_id: int) -> Iterator[None]:
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
            closing(steps(paths, options, settings, vocabulary_of(settings.home), lambda _: False, None)) as found,
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


def _begin(options: IngestOptions) -> _Report:
    name = options.batch or datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    return _Report(name, options, Tally(options.parse_command))


class _Taking:
    """Takes what was read into the catalog and has it loaded, some hundred records at a time."""

    def __init__(
        self,
        report: _Report,
        catalog: Catalog,
        originals: Originals,
        follower: Follower,
        batch_id: int,
        live_uuid: str,
        vocabulary_sha256: str,
    ) -> None:
        self._report = report
        self._catalog = catalog
        self._originals = originals
        self._follower = follower
        self._batch_id = batch_id
        self._live = live_uuid
        self._vocabulary = vocabulary_sha256
        self._parts: list[Parsed] = []
        self._records = self._pages = 0
        self._since = time.monotonic()
        self._waiting: dict[int, list[Outcome]] = {}
        """By page the outcomes that are to be reported once the engine has answered for it."""
        self._corrected = frozenset(catalog.corrections.issues())
        self._touched: dict[str, IssueIdentity] = {}
        """Issues with corrections of which a page came anew."""
        self._pages_of: dict[str, int] = {}
        """Pages so far of the source that comes in parts; -1 once one of them was left out."""

    def knows(self, source: SourceRead) -> bool:
        """True when reading the source again would change nothing: it was read whole in this way, and all it gave is there."""
        pages = self._catalog.sources.pages_read(source.sha256, source.name, source.way)
        stored = self._originals.holds(source.sha256, source.size)
        return pages is not None and stored and pages == len(self._catalog.sources.shown(source.sha256, self._live))

    def take(self, step: Step) -> None:
        """Takes one step of the reading."""
        if isinstance(step, Refused):
            self._report.refuse(step)
        elif isinstance(step, Known):
            self._report.records += self._catalog.sources.records(step.source.sha256)
            for path in self._catalog.sources.shown(step.source.sha256, self._live):
                self._report.outcomes.add(Outcome(step.source.name, State.SAME, path, path=path_text(step.source.path)))
        else:
            self._parts.append(step)
            self._records += sum(len(page.ids) for page in step.pages)
            self._pages += len(step.pages)
        waited = time.monotonic() - self._since
        if self._records >= COMMIT_RECORDS or self._pages >= COMMIT_PAGES or waited > COMMIT_SECONDS:
            self._commit()

    def finish(self) -> None:
        """Enters and loads what is left, then whatever else is pending: what earlier runs left, what a rebuild needs."""
        self._commit()
        for loaded in self._follower.drain():
            self._answered(loaded)
            if time.monotonic() - self._since > COMMIT_SECONDS:
                self._commit()

    def conflicts(self, reading: Reading) -> tuple[Conflict, ...]:
        """Corrections of the issues that this run touched which no longer fit what is corrected."""
        issues = self._touched.values()
        return tuple(found for issue in issues for found in corrected_issue(self._catalog, issue, reading).conflicts)

    def _commit(self) -> None:
        parts, self._parts = self._parts, []
        self._records = self._pages = 0
        self._since = time.monotonic()
        if not parts:
            with self._report.keeping(self._catalog, self._batch_id):
                pass
            return
        store_originals(self._originals, parts)
        replacing = self._report.options.replace
        with self._report.keeping(self._catalog, self._batch_id):
            entry = enter(self._catalog, parts, self._batch_id, self._vocabulary, self._live, replace=replacing)
            self._note_whole(parts, entry)
        self._follower.find_targets()
        self._count(parts, entry)
        to_load = {page.page_id: None for page in entry.pages if page.pending and page.outcome.state is not State.SAME}
        for loaded in self._follower.offer_pages((*to_load, *sorted(entry.touched - to_load.keys()))):
            self._answered(loaded)

    def _note_whole(self, parts: Sequence[Parsed], entry: Entry) -> None:
        """Notes the sources that were read whole, so that reading them again can be spared."""
        left_out = {page.source.name for page in entry.pages if page.outcome.state is State.DUPLICATE}
        for part in parts:
            name = part.source.name
            before = self._pages_of.pop(name, 0)
            spoiled = before < 0 or part.faults or name in left_out
            total = -1 if spoiled else before + len(part.pages)
            if not part.last:
                self._pages_of[name] = total
            if not part.last or total < 0:
                self._catalog.sources.read_in_part(part.source.sha256)
            else:
                self._catalog.sources.read_whole(part.source.sha256, name, part.source.way, total)

    def _count(self, parts: Sequence[Parsed], entry: Entry) -> None:
        parsed_by_page = {id(page): part for part in parts for page in part.pages}
        for part in parts:
            for fault in part.faults:
                self._report.outcomes.add(fault)
        for entered in entry.pages:
            if entered.outcome.state is State.DUPLICATE:
                self._report.outcomes.add(entered.outcome, entered.holder)
                continue
            if entered.page.identity.issue_path in self._corrected:
                self._touched[entered.page.identity.issue_path] = entered.page.identity
            self._report.count(entered.source, entered.page, parsed_by_page[id(entered.page)])
            if entered.pending and entered.outcome.state is not State.SAME:
                self._waiting.setdefault(entered.page_id, []).append(entered.outcome)
            else:
                self._report.outcomes.add(entered.outcome)

    def _answered(self, loaded: Loaded) -> None:
        waiting = self._waiting.pop(loaded.page_id, [])
        if not loaded.rejections:
            for outcome in waiting:
                self._report.outcomes.add(outcome)
            return
        names = {outcome.source_name: outcome.path for outcome in waiting} or {loaded.source_name: None}
        for name, path in names.items():
            for rejection in loaded.rejections:
                en = f"{rejection.id} refused by the engine: {rejection.reason}"
                zh = (
                    f"检索引擎拒收 {rejection.id}：{rejection.reason}。原文件已保存，其余条目已收录；排除原因后再运行一次即可。"
                )
                failed = Outcome(name, State.FAILED, loaded.page_path, "load_rejected", zh, en, path, rejection.id)
                self._report.outcomes.add(failed)


@contextmanager
def _catalog_if_any(home: Path) -> Iterator[Catalog | None]:
    if not (home / "catalog.sqlite").is_file():
        yield None
        return
    with open_catalog(home, write=False) as catalog:
        yield catalog


def _look_ahead(
    page: PreparedPage, step: Parsed, report: _Report, catalog: Catalog | None, entered: dict[str, PageVersion]
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


def _part(data: bytes, source: SourceRead, place: int, pages: int) -> PagePart:
    return source_parts(data, source.name, source.options.encoding, pages)[place - 1]


__all__ = ["Entered", "IngestOptions", "ingest", "preview"]
