"""Parsing in this process or in several: sources whole, `.jsonl` a group of pages at a time."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from typing import TypeVar

import structlog

from indexer.extract.vocabulary import Vocabulary
from indexer.ingest.prepare import PreparedLines, PreparedPage, SourceRead, prepare, prepare_lines
from indexer.model import Failure
from indexer.pipeline import ParseOptions
from indexer.record_lines import PageLines

log = structlog.get_logger()

ALONE_FILES = 12
ALONE_GROUPS = 2
"""So many files, or groups of pages of a `.jsonl`, are parsed before workers are started: each takes about a second to come up."""

Pages = tuple[PreparedPage, ...] | Failure
Given = TypeVar("Given")

_worker_vocabulary: list[Vocabulary] = []
"""In a worker process the tables of the run, sent once when it starts, not with each file."""


def _equip(vocabulary: Vocabulary) -> None:
    _worker_vocabulary[:] = [vocabulary]


def _equip_worker(vocabulary: Vocabulary) -> None:
    _equip(vocabulary)
    threading.Thread(target=_end_with_the_run, daemon=True).start()


def _end_with_the_run() -> None:
    """Ends this worker when its run was killed: the queue that it reads is open in every worker, so it would wait for work for ever."""
    run = parent_process()
    if run is not None:
        run.join()
        os._exit(1)


def _prepare(data: bytes, name: str, options: ParseOptions) -> Pages:
    return prepare(data, name, options, _worker_vocabulary[0])


def _prepare_lines(pages: Sequence[tuple[int, PageLines]], name: str, sha256: str, options: ParseOptions) -> PreparedLines:
    return prepare_lines(pages, name, sha256, options, _worker_vocabulary[0])


class Parser:
    """Parses here until enough has come, then in worker processes; use it as a context."""

    def __init__(self, workers: int, vocabulary: Vocabulary) -> None:
        self._workers = workers
        self._vocabulary = vocabulary
        self._pool: ProcessPoolExecutor | None = None
        self._files = self._groups = 0
        _equip(vocabulary)

    @property
    def under_way(self) -> int:
        """So many results may be waited for at once, so that memory stays bounded."""
        return 4 * self._workers

    def __enter__(self) -> Parser:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def parse(self, data: bytes, source: SourceRead) -> Callable[[], Pages]:
        """What gives the pages of a source when they are wanted."""
        self._files += 1
        return self._in_worker(self._files > ALONE_FILES, _prepare, data, source.name, source.options)

    def parse_lines(self, pages: Sequence[tuple[int, PageLines]], source: SourceRead) -> Callable[[], PreparedLines]:
        """What gives pages of a `.jsonl` when they are wanted; each comes with its place in the file."""
        self._groups += 1
        wanted = self._groups > ALONE_GROUPS
        return self._in_worker(wanted, _prepare_lines, pages, source.name, source.sha256, source.options)

    def _in_worker(self, wanted: bool, work: Callable[..., Given], *given: object) -> Callable[[], Given]:
        if self._workers == 1 or not wanted:
            result = work(*given)
            return lambda: result
        if self._pool is None:
            # `spawn`: a forked worker would hold the pipe that tells the embedded engine that its owner lives, and keep it alive.
            self._pool = ProcessPoolExecutor(self._workers, get_context("spawn"), _equip_worker, (self._vocabulary,))
        try:
            future: Future[Given] = self._pool.submit(work, *given)
        except BrokenProcessPool:
            return lambda: self._alone(work, *given)

        def result_or_alone() -> Given:
            try:
                return future.result()
            except BrokenProcessPool:
                return self._alone(work, *given)

        return result_or_alone

    def _alone(self, work: Callable[..., Given], *given: object) -> Given:
        """After a worker was killed (out of memory, by hand) the rest is parsed here: slower, and nothing is lost."""
        if self._pool is not None:
            log.warning("a worker process was killed; parsing goes on in one process")
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
            self._workers = 1
        return work(*given)
