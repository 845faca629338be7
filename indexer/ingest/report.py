"""What an ingest did: each page and each file accounted for once; failures, duplicates and warnings as lists of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson

from indexer.catalog.rows import Outcome, State
from indexer.corrections import Conflict
from indexer.errors import ArchiveError
from indexer.ingest.interruption import RunInterrupted
from indexer.ingest.outcomes import Outcomes
from indexer.page_images.making import ImageFailure
from indexer.preview.totals import Totals, WorstPage

BAD_STATES = (State.DEFERRED, State.DUPLICATE, State.FAILED)
"""States that mean that not all that was asked was done."""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """The report of one run; `records` is how many records the pages named in it hold."""

    batch: str
    dry_run: bool
    outcomes: Outcomes
    records: int
    warnings: int
    seconds: float
    totals: Totals = field(default_factory=Totals)
    worst: tuple[WorstPage, ...] = ()
    """The pages to look at first; failed files, which gave no page, go before them and stand in `failures`."""
    conflicts: tuple[Conflict, ...] = ()
    """Corrections of the touched issues that do not fit what their source says now."""
    stopped: ArchiveError | None = None
    """Why the run ended before its last file; what is not named was not done."""
    image_failures: tuple[ImageFailure, ...] = ()
    """Printed pages that were taken in and have no picture; a warning, like those of the parser."""

    @property
    def counts(self) -> dict[str, int]:
        """How many outcomes there are of each state, all states named."""
        return self.outcomes.counts()

    @property
    def complete(self) -> bool:
        """True when all that was asked was done: not stopped, nothing deferred, doubled or failed. Warnings do not count."""
        counts = self.counts
        return self.stopped is None and not any(counts[state.value] for state in BAD_STATES)

    @property
    def interrupted(self) -> RunInterrupted | None:
        """The interruption that stopped the run, if one did."""
        return self.stopped if isinstance(self.stopped, RunInterrupted) else None

    def of(self, state: State) -> tuple[Outcome, ...]:
        """The outcomes of one state, in the order of the run."""
        return self.outcomes.of(state)

    def holder(self, outcome: Outcome) -> str:
        """The source that holds the page of a duplicate; empty where the outcome is none."""
        return self.outcomes.holder(outcome)

    def each(self, state: State) -> Iterator[Outcome]:
        """The same one after the other, however many there are."""
        return self.outcomes.each(state)

    def json(self) -> Iterator[bytes]:
        """The report as `ingest --json` prints it, in pieces: a run of fifty thousand outcomes is never in memory at once."""
        counts = self.counts
        yield b"{\n"
        yield from _values(
            batch=self.batch,
            dry_run=self.dry_run,
            counts=counts,
            records=self.records,
            warnings=self.warnings,
            seconds=round(self.seconds, 3),
            stopped=_stopped(self.stopped),
        )
        yield from _list("outcomes", ({**_row(outcome), "state": outcome.state.value} for outcome in self.outcomes))
        yield from _list("failures", map(_row, self.each(State.FAILED)))
        doubled = ({**_row(outcome), "held_by": self.holder(outcome)} for outcome in self.each(State.DUPLICATE))
        yield from _list("duplicates", doubled)
        yield from _list("conflicts", map(_conflict, self.conflicts))
        yield from _list("page_image_failures", (failure.as_json() for failure in self.image_failures))
        yield from _list("deferred", map(_row, self.each(State.DEFERRED)))
        yield from _list("warnings_by_code", (group.as_json() for group in self.totals.warnings))
        yield from _values(totals=self.totals.as_json())
        yield from _list("worst", (page.as_json() for page in self.worst), last=True)
        yield b"}\n"


def _values(**values: Any) -> Iterator[bytes]:
    for name, value in values.items():
        yield b'  "%b": %b,\n' % (name.encode(), orjson.dumps(value))


def _list(name: str, rows: Iterable[Any], *, last: bool = False) -> Iterator[bytes]:
    """A row a line, so that the output can also be searched by line."""
    yield b'  "%b": [' % name.encode()
    between = b"\n"
    for row in rows:
        yield b"%b    %b" % (between, orjson.dumps(row))
        between = b",\n"
    yield (b"" if between == b"\n" else b"\n  ") + (b"]\n" if last else b"],\n")


def _row(outcome: Outcome) -> dict[str, Any]:
    return {
        "source": outcome.source_name,
        "page": outcome.page_path,
        "record": outcome.record,
        "error": _error(outcome),
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {"number": conflict.number, "record": conflict.record, "message": conflict.en, "message_zh": conflict.zh}


def _stopped(error: ArchiveError | None) -> dict[str, str] | None:
    return {"code": error.code, "message": error.en, "message_zh": error.zh} if error else None


def _error(outcome: Outcome) -> dict[str, str | None] | None:
    return {"code": outcome.code, "message": outcome.en, "message_zh": outcome.zh} if outcome.code else None
