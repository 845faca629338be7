"""What of an earlier batch is to be read again: its files that were not taken in, as that batch was asked to read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import orjson

from indexer.catalog import Batch, Catalog, Outcome, State
from indexer.errors import NotInArchive
from indexer.ingest.options import IngestOptions
from indexer.ingest.paths import path_of
from indexer.preview.commands import ingest_command
from indexer.sources import INSIDE, SETTINGS_FILE


@dataclass(frozen=True, slots=True)
class Retry:
    """A second run over the files of a batch that were not taken in; `options.only` names these, none when there are none."""

    batch: Batch
    paths: tuple[Path, ...]
    options: IngestOptions
    command: str
    """What the first run was asked: files that a batch had not reached when it was cut off are nowhere noted, and need this again."""
    cut_off: bool
    """True when the batch has not come to its end, or is still running."""


def retry_of(catalog: Catalog, name: str, given: IngestOptions) -> Retry:
    """The retry of a batch by name or number; what `given` says anew goes before what the batch was asked.

    Raises NotInArchive when there is no such batch.
    """
    batch = catalog.batches.find(name)
    if batch is None:
        raise NotInArchive(
            f"没有名为 {name} 的批次，无法重试。批次名在每次收录的报告最后一行。", f"there is no batch {name} to retry"
        )
    asked = orjson.loads(batch.options)
    options = replace(
        given,
        batch=batch.name,
        issue_date=given.issue_date or _day(asked.get("issue_date")),
        paper=given.paper or asked.get("paper"),
        encoding=given.encoding or asked.get("encoding"),
        replace=given.replace or bool(asked.get("replace")),
        retry_of=batch.id,
    )
    states = {State.FAILED, State.DEFERRED} | ({State.DUPLICATE} if options.replace else set())
    runs = _runs(catalog, batch)
    wanted = _not_taken_in(catalog, runs, states)
    # A batch of before the paths were kept: the files by themselves, whose names end in the same way.
    paths = tuple(map(path_of, asked.get("paths") or wanted))
    options = replace(options, only=tuple(map(path_of, wanted)))
    command = ingest_command(paths, options.issue_date, options.paper, options.encoding)
    return Retry(batch, paths, options, command, runs[0].finished_at is None)


def _not_taken_in(catalog: Catalog, runs: list[Batch], states: set[State]) -> list[str]:
    """The addresses whose last outcome, in the batch or the retries of it that led here, is one of the states."""
    wanted: dict[str, None] = {}
    for run in runs:
        if wanted:
            for outcome in catalog.batches.outcomes(run.id):
                for address in _settled(outcome):
                    wanted.pop(address, None)
        for outcome in catalog.batches.outcomes(run.id, states):
            if outcome.path:
                wanted[outcome.path] = None
    return list(wanted)


def _settled(outcome: Outcome) -> Iterator[str]:
    """The address itself, and the folders and zips around it: one that could not be opened has been, if this came out of it."""
    address = outcome.path or ""
    while address:
        yield address
        address = address.rpartition("/")[0].removesuffix(INSIDE[0])
        yield f"{address}/{SETTINGS_FILE}"
        yield f"{address}{INSIDE}{SETTINGS_FILE}"


def _runs(catalog: Catalog, batch: Batch) -> list[Batch]:
    """The first run and the retries of it up to this batch, oldest first."""
    runs = [batch]
    while (before := orjson.loads(runs[0].options).get("retry_of")) and (found := catalog.batches.by_number(before)):
        runs.insert(0, found)
    return runs


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
