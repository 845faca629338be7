"""What a run has to tell while it goes on: outcomes, totals, how far it has come."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from indexer.catalog import Catalog, Outcome, State
from indexer.corrections import Conflict
from indexer.errors import ArchiveError
from indexer.ingest.options import IngestOptions
from indexer.ingest.outcomes import Outcomes
from indexer.ingest.paths import path_text
from indexer.ingest.prepare import PreparedPage, SourceRead
from indexer.ingest.progress import Progress, Watcher
from indexer.ingest.reading import Parsed, Refused, Step
from indexer.ingest.report import IngestReport
from indexer.model import Page
from indexer.page_images.making import ImageFailure
from indexer.preview.parts import PagePart, source_parts
from indexer.preview.totals import Tally


@dataclass(slots=True)
class RunReport:
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
    image_failures: tuple[ImageFailure, ...] = ()

    def refuse(self, refused: Refused) -> None:
        """Adds a file that gave no page."""
        error = refused.error
        state = State.DEFERRED if error.code == "still_written" else State.FAILED
        path = path_text(refused.path) if refused.path else None
        self.outcomes.add(Outcome(refused.name, state, None, error.code, error.zh, error.en, path))

    def count(self, source: SourceRead, page: PreparedPage, parsed: Parsed) -> None:
        """Counts a page into the totals."""
        self.records += len(page.ids)
        if page.page is None or parsed.data is None:
            self.tally.add_figures(source.name, page.identity.page_path, page.figures)
        else:
            shown = [other.page for other in parsed.pages if other.page is not None]
            part = partial(_part, parsed.data, source, page.place, shown)
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
        """The report of the run as it is handed out; `started` by the monotonic clock."""
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
            self.image_failures,
        )


def _part(data: bytes, source: SourceRead, place: int, pages: Sequence[Page]) -> PagePart:
    return source_parts(data, source.name, source.options.encoding, pages)[place - 1]
