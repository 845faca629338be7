"""The sources of a run, in order: known ones passed over unread, the others parsed, with workers where it pays, in bounded memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.catalog import Originals, Outcome, State
from indexer.catalog.originals import sha256_of, sha256_of_stream
from indexer.errors import ArchiveError
from indexer.extract.vocabulary import Vocabulary
from indexer.ingest.disk import storing
from indexer.ingest.options import IngestOptions, read_options_json, way_of
from indexer.ingest.parsing import Equipment, Pages, Parser, Result
from indexer.ingest.paths import path_text, recognized_in
from indexer.ingest.prepare import PreparedLines, PreparedPage, SourceRead, empty
from indexer.ingest.source_options import source_options
from indexer.model import Failure
from indexer.record_lines import LineFault, PageLines, grouped
from indexer.settings import Settings
from indexer.sources import Found, Source, find_sources, has_moved, open_source, read_source, size_on_disk, still_written
from indexer.sources import Refused as NotFound

GROUP_RECORDS = 150
"""Lines of a `.jsonl` that go to a worker together: enough that sending them costs nothing beside reading them."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that gave no page: missing, unreadable, still written to, not understood."""

    name: str
    path: Path | None
    error: ArchiveError | Failure
    done: int = 0
    """Bytes of what was given that this step has done with; so with all steps."""


@dataclass(frozen=True, slots=True)
class Known:
    """A source that was read whole before, under this name and in this way, and the paths of its pages."""

    source: SourceRead
    pages: tuple[str, ...]
    done: int = 0


@dataclass(frozen=True, slots=True)
class Parsed:
    """Pages of a source: all of them, or a part where `last` is False; `data` is what has to be stored before they are entered."""

    source: SourceRead
    pages: tuple[PreparedPage, ...]
    data: bytes | None
    last: bool = True
    faults: tuple[Outcome, ...] = ()
    """Lines that gave no record, each with its reason."""
    done: int = 0


Step = Refused | Known | Parsed
KnownPages = Callable[[SourceRead], tuple[str, ...] | None]
"""The paths of the pages of a source that need not be read again; None for one that has to be."""
Waiting = Result[Step]


def steps(
    paths: Sequence[Path],
    options: IngestOptions,
    settings: Settings,
    vocabulary: Vocabulary,
    known_pages: KnownPages,
    originals: Originals | None,
) -> Generator[Step, None, None]:
    """Every file of the paths, in order, as what it gave; a `.jsonl` in parts, stored in `originals` before the first (None: not stored)."""
    weights = _Weights()
    # A trial run writes nothing, what it recognises neither.
    equipment = Equipment(vocabulary, recognized_in(settings.home) if originals else None, settings.reader_limits)
    with Parser(options.workers, equipment) as parser:
        reader = _Reader(options, settings, vocabulary, known_pages, originals, parser)
        window: deque[Waiting] = deque()
        for found in find_sources(paths, settings.home, settings.quiet_seconds, only=options.only):
            weight = weights.of(found)
            for waiting in (
                reader.read(found, weight)
                if isinstance(found, Source)
                else (_now(Refused(found.name, found.address, found.error, weight)),)
            ):
                window.append(waiting)
                # In order, and as soon as they are there: the engine must not wait for the window to be full.
                while window and (len(window) >= parser.under_way or window[0].ready()):
                    yield window.popleft().get()
        while window:
            yield window.popleft().get()


def _now(step: Step) -> Waiting:
    return Result(lambda: step, lambda: True)


class _Weights:
    """What each thing found counts of the bytes on disk: an entry of a zip the bytes that it takes there."""

    def __init__(self) -> None:
        self._zip: Path | None = None
        self._counted: set[int] = set()

    def of(self, found: Found) -> int:
        """Its bytes; of a zip in a zip those of the inner one, once."""
        if not isinstance(found, Source):
            return 0 if isinstance(found, NotFound) and found.entry else size_on_disk(found.path)
        if not found.chain:
            return found.size
        if found.path != self._zip:
            self._zip, self._counted = found.path, set()
        outermost = found.chain[0]
        if outermost.offset in self._counted:
            return 0
        self._counted.add(outermost.offset)
        return outermost.packed_size


class _Reader:
    """Reads one source after the other."""

    def __init__(
        self,
        options: IngestOptions,
        settings: Settings,
        vocabulary: Vocabulary,
        known_pages: KnownPages,
        originals: Originals | None,
        parser: Parser,
    ) -> None:
        self._options = options
        self._settings = settings
        self._vocabulary = vocabulary
        self._known_pages = known_pages
        self._originals = originals
        self._parser = parser

    def read(self, found: Source, weight: int) -> Iterator[Waiting]:
        """What the source gives, each step to be called when its turn has come."""
        try:
            yield from self._lines(found, weight) if found.is_lines else self._whole(found, weight)
        except _Stopped as stopped:
            raise stopped.error from stopped
        except ArchiveError as error:
            yield _now(Refused(found.name, found.address, error, weight))

    def _source(self, found: Source, sha256: str, size: int) -> SourceRead:
        options = source_options(found, self._settings, self._options.paper, self._options.issue_date, self._options.encoding)
        as_json = read_options_json(options)
        way = way_of(as_json, self._vocabulary.sha256)
        return SourceRead(found.name, found.address, sha256, size, options, as_json, way, found.folder.publishing_days)

    def _whole(self, found: Source, weight: int) -> Iterator[Waiting]:
        read = read_source(found)
        source = self._source(found, sha256_of(read.data), len(read.data))
        if read.moving:
            raise still_written(found.name)
        known = self._known_pages(source)
        if known is not None:
            yield _now(Known(source, known, weight))
        else:
            yield _parsed(source, read.data, self._parser.parse(read.data, source), weight)

    def _lines(self, found: Source, weight: int) -> Iterator[Waiting]:
        with open_source(found) as file:
            source = self._source(found, *sha256_of_stream(file))
            if has_moved(found):
                raise still_written(found.name)
            known = self._known_pages(source)
            if known is not None:
                yield _now(Known(source, known, weight))
                return
            # From the stored copy on, so that nobody can write to what is read.
            stored = self._store(source, file)
        with stored.open("rb") if stored else open_source(found) as file:
            group: list[tuple[int, PageLines]] = []
            place, left = 0, weight
            for place, item in enumerate(grouped(file, source.options), 1):
                if isinstance(item, LineFault):
                    yield _now(Parsed(source, (), None, last=False, faults=(outcome_of(source, item),)))
                    continue
                group.append((place, item))
                if sum(len(pages.lines) for _, pages in group) >= GROUP_RECORDS:
                    # Of a packed file so much of what it takes in its zip.
                    done = min(left, sum(pages.size for _, pages in group) * weight // max(1, source.size))
                    left -= done
                    yield _part(source, self._parser.parse_lines(tuple(group), source), done)
                    group.clear()
            if not place:
                yield _now(Refused(source.name, source.path, empty(source.name, source.size), left))
                return
            yield _part(source, self._parser.parse_lines(tuple(group), source), left, last=True)

    def _store(self, source: SourceRead, file: object) -> Path | None:
        if self._originals is None:
            return None
        try:
            with storing(self._originals.root):
                if not self._originals.holds(source.sha256, source.size):
                    self._originals.store_stream(file, source.sha256)  # type: ignore[arg-type]
        except ArchiveError as error:
            raise _Stopped(error) from error
        return self._originals.path(source.sha256)


class _Stopped(Exception):
    """What stops the run and is not the source's fault: it leaves the reading as it came."""

    def __init__(self, error: ArchiveError) -> None:
        super().__init__(error.en)
        self.error = error


def _parsed(source: SourceRead, data: bytes, result: Result[Pages], done: int) -> Waiting:
    def settle() -> Step:
        found = result.get()
        if isinstance(found, Failure):
            return Refused(source.name, source.path, found, done)
        return Parsed(source, found, data, done=done)

    return Result(settle, result.ready)


def _part(source: SourceRead, result: Result[PreparedLines], done: int, *, last: bool = False) -> Waiting:
    def settle() -> Step:
        found = result.get()
        faults = tuple(outcome_of(source, fault) for fault in found.faults)
        return Parsed(source, found.pages, None, last, faults, done)

    return Result(settle, result.ready)


def outcome_of(source: SourceRead, fault: LineFault) -> Outcome:
    """The outcome of a line that gave no record."""
    zh, en = f"{source.name} {fault.zh}", f"{source.name} {fault.en}"
    return Outcome(source.name, State.FAILED, fault.page, fault.code, zh, en, path_text(source.path), str(fault.line))
