"""The sources of a run, in order: known ones passed over unread, the others parsed, with workers where it pays, in bounded memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from indexer.catalog import Outcome
from indexer.catalog.originals import sha256_of
from indexer.errors import ArchiveError
from indexer.extract.vocabulary import Vocabulary
from indexer.ingest.options import IngestOptions, read_options_json, way_of
from indexer.ingest.prepare import PreparedPage, SourceRead, prepare
from indexer.ingest.source_options import source_options
from indexer.model import Failure
from indexer.pipeline import ParseOptions
from indexer.settings import Settings
from indexer.sources import Source, find_sources, read_source, still_written

FILES_ALONE = 12
"""So many files are parsed before workers are started: each takes about a second to come up."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that gave no page: missing, unreadable, still written to, not understood."""

    name: str
    path: Path | None
    error: ArchiveError | Failure


@dataclass(frozen=True, slots=True)
class Known:
    """A source that was read whole before, under this name and in this way."""

    source: SourceRead


@dataclass(frozen=True, slots=True)
class Parsed:
    """Pages of a source: all of them, or a part where `last` is False; `data` is what has to be stored before they are entered."""

    source: SourceRead
    pages: tuple[PreparedPage, ...]
    data: bytes | None
    last: bool = True
    faults: tuple[Outcome, ...] = ()
    """Lines that gave no record, each with its reason."""


Step = Refused | Known | Parsed
IsKnown = Callable[[SourceRead], bool]

_worker_vocabulary: list[Vocabulary] = []
"""In a worker process the tables of the run, sent once when it starts, not with each file."""


def _equip(vocabulary: Vocabulary) -> None:
    _worker_vocabulary[:] = [vocabulary]


def _prepare_in_worker(data: bytes, name: str, options: ParseOptions) -> tuple[PreparedPage, ...] | Failure:
    return prepare(data, name, options, _worker_vocabulary[0])


class _Parser:
    """Parses here until enough files have come, then in worker processes."""

    def __init__(self, workers: int, vocabulary: Vocabulary) -> None:
        self._workers = workers
        self._vocabulary = vocabulary
        self._pool: ProcessPoolExecutor | None = None
        self._parsed = 0

    def parse(self, data: bytes, source: SourceRead) -> Callable[[], tuple[PreparedPage, ...] | Failure]:
        """What gives the result when it is wanted."""
        self._parsed += 1
        if self._workers > 1 and self._parsed > FILES_ALONE:
            if self._pool is None:
                # `spawn`: a forked worker would hold the pipe that tells the embedded engine that its owner lives, and keep it alive.
                self._pool = ProcessPoolExecutor(self._workers, get_context("spawn"), _equip, (self._vocabulary,))
            future: Future[tuple[PreparedPage, ...] | Failure] = self._pool.submit(
                _prepare_in_worker, data, source.name, source.options
            )
            return future.result
        result = prepare(data, source.name, source.options, self._vocabulary)
        return lambda: result

    def close(self) -> None:
        """Ends the workers."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)


def steps(
    paths: Sequence[Path], options: IngestOptions, settings: Settings, vocabulary: Vocabulary, is_known: IsKnown
) -> Iterator[Step]:
    """Every file of the paths, in order, as what it gave."""
    parser = _Parser(options.workers, vocabulary)
    window: deque[Callable[[], Step]] = deque()
    try:
        for found in find_sources(paths, settings.home, settings.quiet_seconds):
            if not isinstance(found, Source):
                window.append(_as_it_is(Refused(found.name, found.address, found.error)))
            else:
                try:
                    read = read_source(found)
                except ArchiveError as error:
                    window.append(_as_it_is(Refused(found.name, found.address, error)))
                else:
                    read_in = source_options(found, settings, options.paper, options.issue_date, options.encoding)
                    as_json = read_options_json(read_in)
                    way = way_of(as_json, vocabulary.sha256)
                    source = SourceRead(found.name, found.address, sha256_of(read.data), len(read.data), read_in, as_json, way)
                    if read.moving:
                        window.append(_as_it_is(Refused(found.name, found.address, still_written(found.name))))
                    elif is_known(source):
                        window.append(_as_it_is(Known(source)))
                    else:
                        window.append(_parsed(source, read.data, parser.parse(read.data, source)))
            while len(window) >= 4 * options.workers:
                yield window.popleft()()
        while window:
            yield window.popleft()()
    finally:
        parser.close()


def _as_it_is(step: Step) -> Callable[[], Step]:
    return lambda: step


def _parsed(source: SourceRead, data: bytes, result: Callable[[], tuple[PreparedPage, ...] | Failure]) -> Callable[[], Step]:
    def settle() -> Step:
        found = result()
        return Refused(source.name, source.path, found) if isinstance(found, Failure) else Parsed(source, found, data)

    return settle
