"""What an ingest did: each page and each file accounted for once; failures, duplicates and warnings as lists of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from indexer.catalog.rows import Outcome, State
from indexer.corrections import Conflict
from indexer.errors import ArchiveError
from indexer.ingest.outcomes import Outcomes
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

    @property
    def counts(self) -> dict[str, int]:
        """How many outcomes there are of each state, all states named."""
        return self.outcomes.counts()

    @property
    def complete(self) -> bool:
        """True when all that was asked was done: not stopped, nothing deferred, doubled or failed. Warnings do not count."""
        counts = self.counts
        return self.stopped is None and not any(counts[state.value] for state in BAD_STATES)

    def of(self, state: State) -> tuple[Outcome, ...]:
        """The outcomes of one state, in the order of the run."""
        return self.outcomes.of(state)

    def holder(self, outcome: Outcome) -> str:
        """The source that holds the page of a duplicate; empty where the outcome is none."""
        return self.outcomes.holder(outcome)

    def as_json(self) -> dict[str, Any]:
        """The report as `ingest --json` prints it."""
        return {
            "batch": self.batch,
            "dry_run": self.dry_run,
            "counts": self.counts,
            "records": self.records,
            "warnings": self.warnings,
            "seconds": round(self.seconds, 3),
            "stopped": {"code": self.stopped.code, "message": self.stopped.en, "message_zh": self.stopped.zh}
            if self.stopped
            else None,
            "outcomes": [
                {
                    "source": outcome.source_name,
                    "page": outcome.page_path,
                    "state": outcome.state.value,
                    "record": outcome.record,
                    "error": _error(outcome),
                }
                for outcome in self.outcomes
            ],
            "failures": [self._listed(outcome) for outcome in self.of(State.FAILED)],
            "duplicates": [{**self._listed(outcome), "held_by": self.holder(outcome)} for outcome in self.of(State.DUPLICATE)],
            "conflicts": [
                {"number": conflict.number, "record": conflict.record, "message": conflict.en, "message_zh": conflict.zh}
                for conflict in self.conflicts
            ],
            "deferred": [self._listed(outcome) for outcome in self.of(State.DEFERRED)],
            "warnings_by_code": [group.as_json() for group in self.totals.warnings],
            "totals": self.totals.as_json(),
            "worst": [page.as_json() for page in self.worst],
        }

    def _listed(self, outcome: Outcome) -> dict[str, Any]:
        return {
            "source": outcome.source_name,
            "page": outcome.page_path,
            "record": outcome.record,
            "error": _error(outcome),
        }


def _error(outcome: Outcome) -> dict[str, str | None] | None:
    return {"code": outcome.code, "message": outcome.en, "message_zh": outcome.zh} if outcome.code else None
