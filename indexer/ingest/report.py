"""What an ingest did: each page and each file accounted for once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from indexer.catalog.rows import Outcome, State

BAD_STATES = (State.DEFERRED, State.DUPLICATE, State.FAILED)
"""States that mean that not all that was asked was done."""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """The report of one run; `records` is how many records the pages named in it hold."""

    batch: str
    dry_run: bool
    outcomes: tuple[Outcome, ...]
    records: int
    warnings: int
    seconds: float

    @property
    def counts(self) -> dict[str, int]:
        """How many outcomes there are of each state, all states named."""
        return {state.value: sum(outcome.state is state for outcome in self.outcomes) for state in State}

    @property
    def complete(self) -> bool:
        """True when all that was asked was done: nothing deferred, doubled or failed."""
        return not any(outcome.state in BAD_STATES for outcome in self.outcomes)

    def as_json(self) -> dict[str, Any]:
        """The report as `ingest --json` prints it."""
        return {
            "batch": self.batch,
            "dry_run": self.dry_run,
            "counts": self.counts,
            "records": self.records,
            "warnings": self.warnings,
            "seconds": round(self.seconds, 3),
            "outcomes": [
                {
                    "source": outcome.source_name,
                    "page": outcome.page_path,
                    "state": outcome.state.value,
                    "error": {"code": outcome.code, "message": outcome.en, "message_zh": outcome.zh} if outcome.code else None,
                }
                for outcome in self.outcomes
            ],
        }
