"""Parsing in this process or in several: sources whole, `.jsonl` a group of pages at a time."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Generic, TypeVar

import structlog

from indexer.extract.vocabulary import Vocabulary
from indexer.ingest.prepare import PreparedLines, PreparedPage, SourceRead, prepare, prepare_lines
from indexer.model import Failure
from indexer.pipeline import ParseOptions
from indexer.reader_limits import DEFAULT_LIMITS, Limits
from indexer.readers import PRINT_READERS
from indexer.readers.formats import format_of
from indexer.readers.guard import set_limits
from indexer.record_lines import PageLines
from indexer.worker_process import begin_work

log = structlog.get_logger()

ALONE_FILES = 12
ALONE_PAGES = 1
ALONE_GROUPS = 2
"""So many files, printed ones (a scan takes ten seconds), or groups of pages of a `.jsonl`, are parsed before workers are started: each takes about a second to come up."""

MOST_WORKERS = 64

FEW_CORES = 2
SLOW_LINE_SECONDS = 0.0007
"""CPU of a line above which workers pay on few cores: lines with all fields take half of it, and sending them to another process as much
again (measured: 20,000 of them in 21.4 s in one process, 23.8 s with two workers); lines that have to be understood take twice as long."""

Pages = tuple[PreparedPage, ...] | Failure
Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class Equipment:
    """What every file of a run is parsed with: the tables, and the folder where recognised text is kept (None: it is not)."""

    vocabulary: Vocabulary
    recognized: Path | None = None
    limits: Limits = DEFAULT_LIMITS
    """What one file may cost its reader."""


_equipment: list[Equipment] = []
"""In a worker process that of the run, sent once when it starts, not with each file."""


def _equip(equipment: Equipment) -> None:
    _equipment[:] = [equipment]
    set_limits(equipment.limits)


def _begin_work(equipment: Equipment) -> None:
    """What a worker does first."""
    begin_work()
    _equip(equipment)


def _prepare(data: bytes, name: str, options: ParseOptions) -> Pages:
    return prepare(data, name, options, _equipment[0].vocabulary, _equipment[0].recognized)


def _prepare_lines(pages: Sequence[tuple[int, PageLines]], name: str, sha256: str, options: ParseOptions) -> PreparedLines:
    return prepare_lines(pages, name, sha256, options, _equipment[0].vocabulary)


def all_cores() -> int:
    """The number of workers that uses every core that this process may run on; those of the pool, while the run itself mostly waits."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST_WORKERS)


@dataclass(frozen=True, slots=True)
class Result(Generic[Given]):
    """What gives a result when it is wanted, and whether it is there already."""

    get: Callable[[], Given]
    ready: Callable[[], bool]


class Parser:
    """Parses here until enough has come, then in worker processes; use it as a context."""

    def __init__(self, workers: int, equipment: Equipment) -> None:
        self._workers = workers
        self._equipment = equipment
        self._pool: ProcessPoolExecutor | None = None
        self._others = set(active_children())
        self._files = self._slow = self._groups = self._lines = 0
        self._line_seconds = 0.0
        _equip(equipment)

    @property
    def under_way(self) -> int:
        """So many results may be waited for at once, so that memory stays bounded."""
        return 4 * self._workers

    def __enter__(self) -> Parser:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._pool is None:
            return
        if kind is not None:
            # Nobody wants what they are at, and a page may take a worker long.
            for worker in set(active_children()) - self._others:
                worker.kill()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def parse(self, data: bytes, source: SourceRead) -> Result[Pages]:
        """The pages of a source."""
        self._files += 1
        slow = format_of(data, source.name).reader in PRINT_READERS
        self._slow += slow
        wanted = self._files > ALONE_FILES or self._slow > ALONE_PAGES
        return self._in_worker(wanted, _prepare, data, source.name, source.options)

    def parse_lines(self, pages: Sequence[tuple[int, PageLines]], source: SourceRead) -> Result[PreparedLines]:
        """Pages of a `.jsonl`; each comes with its place in the file."""
        self._groups += 1
        began = time.thread_time()
        result = self._in_worker(self._lines_pay(), _prepare_lines, pages, source.name, source.sha256, source.options)
        if self._groups <= ALONE_GROUPS:
            self._line_seconds += time.thread_time() - began
            self._lines += sum(len(page.lines) for _, page in pages)
        return result

    def _lines_pay(self) -> bool:
        """True when lines are to be sent to workers: on two cores only where reading them takes long beside loading them."""
        if self._groups <= ALONE_GROUPS:
            return False
        return self._workers > FEW_CORES or self._line_seconds > SLOW_LINE_SECONDS * self._lines

    def _in_worker(self, wanted: bool, work: Callable[..., Given], *given: object) -> Result[Given]:
        if self._workers == 1 or not wanted:
            result = work(*given)
            return Result(lambda: result, lambda: True)
        if self._pool is None:
            # `spawn`: a forked worker would hold the pipe that tells the embedded engine that its owner lives, and keep it alive.
            self._pool = ProcessPoolExecutor(self._workers, get_context("spawn"), _begin_work, (self._equipment,))
        try:
            future: Future[Given] = self._pool.submit(work, *given)
        except BrokenProcessPool:
            return Result(lambda: self._alone(work, *given), lambda: True)

        def result_or_alone() -> Given:
            try:
                return future.result()
            except BrokenProcessPool:
                return self._alone(work, *given)

        return Result(result_or_alone, future.done)

    def _alone(self, work: Callable[..., Given], *given: object) -> Given:
        """After a worker was killed (out of memory, by hand) the rest is parsed here: slower, and nothing is lost."""
        if self._pool is not None:
            log.warning("a worker process was killed; parsing goes on in one process")
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
            self._workers = 1
        return work(*given)
