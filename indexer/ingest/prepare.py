"""The files of a run, each read and parsed, in order; with workers, on several cores and with bounded memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import structlog

from indexer.errors import ArchiveError
from indexer.extract.vocabulary import Vocabulary
from indexer.ingest.source_options import source_options
from indexer.model import Failure, ParsedSource
from indexer.pipeline import ParseOptions, parse_source
from indexer.preview.commands import parse_command
from indexer.settings import Settings
from indexer.sources import Deferred, Refused, Source, find_sources, read_source

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """What the operator asked for; `replace` lets a source take a page that another source holds."""

    issue_date: date | None = None
    paper: str | None = None
    batch: str | None = None
    encoding: str | None = None
    replace: bool = False
    workers: int = 1

    def parse_command(self, path: Path) -> str:
        """The command that shows what was understood of a file of this run."""
        return parse_command(path, self.issue_date, self.paper, self.encoding)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file read and parsed, or why it was not."""

    name: str
    data: bytes
    moving: bool
    result: ParsedSource | Failure
    path: Path
    encoding: str | None = None
    """The encoding that was asked for, by the command or by the folder."""


_worker_vocabulary: list[Vocabulary] = []
"""In a worker process the tables of the run, sent once when it starts, not with each file."""


def _equip(vocabulary: Vocabulary) -> None:
    _worker_vocabulary[:] = [vocabulary]


def _prepare_in_worker(file: Source, options: ParseOptions) -> Prepared:
    return prepare(file, options, _worker_vocabulary[0])


def prepare(file: Source, options: ParseOptions, vocabulary: Vocabulary) -> Prepared:
    """The file read and parsed; never raises for what is wrong with the file."""
    try:
        source = read_source(file)
    except ArchiveError as error:
        return Prepared(
            file.name, b"", False, Failure(file.name, "read", error.code, error.zh, error.en), file.address, options.encoding
        )
    if not source.data.strip():
        return Prepared(file.name, source.data, source.moving, _empty(file, len(source.data)), file.address, options.encoding)
    try:
        result = parse_source(source.data, file.name, options, vocabulary)
    except Exception as error:
        log.exception("parser failed", source=file.name)
        result = Failure(
            file.name,
            "parse",
            "internal_error",
            f"解析 {file.name} 时程序出错（{type(error).__name__}: {error}）。原文件未动；请把这份文件和日志交给开发者。",
            f"the parser failed on {file.name}: {type(error).__name__}: {error}",
        )
    if isinstance(result, ParsedSource) and not any(page.records or page.furniture for page in result.pages):
        result = _empty(file, len(source.data))
    return Prepared(file.name, source.data, source.moving, result, file.address, options.encoding)


def _empty(file: Source, size: int) -> Failure:
    # Taken in, it would hold its page against the whole file that comes later, which would then be called a duplicate.
    what = "这是空文件（0 字节）" if size == 0 else "里面只有空白，没有文字"
    zh = f"{file.name}：{what}，未收录。请检查文件是否导出或下载完整，换成完整的文件再运行一次。"
    return Failure(file.name, "read", "empty_source", zh, f"{file.name} holds no text ({size} bytes)")


def prepared_files(
    paths: Sequence[Path], options: IngestOptions, settings: Settings, vocabulary: Vocabulary
) -> Iterator[Prepared | Refused | Deferred]:
    """Each file prepared, in order; with workers, a window of files is under way at once, so that memory stays bounded."""

    def parse_options(source: Source) -> ParseOptions:
        return source_options(source, settings, options.paper, options.issue_date, options.encoding)

    found = find_sources(paths, settings.home, settings.quiet_seconds)
    if options.workers <= 1:
        for source in found:
            yield prepare(source, parse_options(source), vocabulary) if isinstance(source, Source) else source
        return
    # `spawn`: a forked worker would hold the pipe that tells the embedded engine that its owner lives, and keep it alive.
    with ProcessPoolExecutor(options.workers, get_context("spawn"), _equip, (vocabulary,)) as pool:
        window: list[Future[Prepared] | Refused | Deferred] = []
        for source in found:
            if isinstance(source, Source):
                window.append(pool.submit(_prepare_in_worker, source, parse_options(source)))
            else:
                window.append(source)
            if len(window) >= 4 * options.workers:
                yield _settled(window.pop(0))
        for waiting in window:
            yield _settled(waiting)


def _settled(item: Future[Prepared] | Refused | Deferred) -> Prepared | Refused | Deferred:
    return item.result() if isinstance(item, Future) else item
