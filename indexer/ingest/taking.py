"""What was read, into the catalog and the indices that follow it: some hundred records at a time."""

from __future__ import annotations

import time
from collections.abc import Sequence

from indexer.catalog import Catalog, Originals, Outcome, State
from indexer.corrections import Conflict
from indexer.following import Follower, Loaded, Reading, corrected_issue
from indexer.ingest.entering import Entry, enter, page_version, store_originals
from indexer.ingest.paths import path_text
from indexer.ingest.prepare import SourceRead
from indexer.ingest.reading import Known, Parsed, Refused, Step
from indexer.ingest.run_report import RunReport
from indexer.model import IssueIdentity
from indexer.page_images.making import ImageMaker
from indexer.sources import is_lines

COMMIT_RECORDS = 500
COMMIT_PAGES = 200
COMMIT_SECONDS = 2.0
"""What is parsed is entered at the latest after so many records, pages, seconds: a transaction waits for the disk once."""


class Taking:
    """Takes what was read into the catalog and has it loaded, some hundred records at a time."""

    def __init__(
        self,
        report: RunReport,
        catalog: Catalog,
        originals: Originals,
        follower: Follower,
        images: ImageMaker,
        batch_id: int,
        live_uuid: str,
        vocabulary_sha256: str,
    ) -> None:
        self._report = report
        self._catalog = catalog
        self._originals = originals
        self._follower = follower
        self._images = images
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

    def known_pages(self, source: SourceRead) -> tuple[str, ...] | None:
        """The paths of its pages when reading the source again would change nothing: it was read whole in this way, and all is there."""
        read = self._catalog.sources.pages_read(source.sha256, source.name, source.way)
        if read is None or not self._originals.holds(source.sha256, source.size):
            return None
        shown = self._catalog.sources.shown(source.sha256, self._live)
        return shown if len(shown) == read else None

    def take(self, step: Step) -> None:
        """Takes one step of the reading."""
        if isinstance(step, Refused):
            self._report.refuse(step)
        elif isinstance(step, Known):
            self._report.records += self._catalog.sources.records(step.source.sha256)
            if not is_lines(step.source.name):
                # A run that was cut off may have entered its pages and not drawn them.
                for version in self._catalog.pages.with_pictures(step.source.sha256):
                    self._images.ask(version)
            for path in step.pages:
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
            if entered.page.printed:
                self._images.ask(page_version(entered.source, entered.page, self._batch_id, self._vocabulary, ids=()))
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
