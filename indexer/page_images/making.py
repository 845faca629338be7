"""Pictures made from the originals in worker processes: a page that cannot be drawn, or brings its worker down, costs its picture only."""

from __future__ import annotations

import contextlib
import resource
import signal
from collections.abc import Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import structlog

from indexer.catalog import Catalog, Originals, PageVersion
from indexer.errors import PageImageFailed
from indexer.model import PrintedSize
from indexer.page_images.store import ImageKey, PageImageStore
from indexer.worker_process import begin_work

log = structlog.get_logger()

PAGE_SECONDS = 30
"""Of the clock, for one page; one of print takes half a second."""
WORKER_BYTES = 2 * 1024**3
"""Of addresses in a worker; a broadsheet at 600 dpi takes 0.7 GB."""


@dataclass(frozen=True, slots=True)
class ImageFailure:
    """A page that has no picture, and why, in both languages; its text is in the archive all the same."""

    page_path: str
    source_name: str
    zh: str
    en: str

    def as_json(self) -> dict[str, str]:
        """As the reports of commands print it."""
        return {"page": self.page_path, "source": self.source_name, "message": self.en, "message_zh": self.zh}


@dataclass(frozen=True, slots=True)
class _Job:
    page_path: str
    source_name: str
    original: Path
    root: Path
    key: ImageKey
    printed: PrintedSize


class ImageMaker:
    """Makes the pictures that are asked for and missing, beside whatever the run does; use it as a context."""

    def __init__(self, home: Path, workers: int) -> None:
        self._originals = Originals.of(home)
        self._store = PageImageStore.of(home)
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None
        self._asked: set[ImageKey] = set()
        self._under_way: list[tuple[_Job, Future[tuple[str, str] | None]]] = []

    def __enter__(self) -> ImageMaker:
        return self

    def __exit__(self, *_: object) -> None:
        self._end_pool()

    def ask(self, version: PageVersion) -> None:
        """Has the picture of this version made, unless it is there or asked for already; its original must be stored."""
        key = ImageKey.of(version)
        if key is None or version.printed is None or key in self._asked or self._store.holds(key):
            return
        self._asked.add(key)
        original = self._originals.path(key.source_sha256)
        job = _Job(version.identity.page_path, version.source_name, original, self._store.root, key, version.printed)
        self._under_way.append((job, self._submit(job)))

    @property
    def asked(self) -> int:
        """So many pictures were missing when they were asked for."""
        return len(self._asked)

    def finish(self) -> tuple[ImageFailure, ...]:
        """Waits for all that was asked for; the pages that have no picture, in the order in which they were asked for."""
        failures = []
        jobs, self._under_way = self._under_way, []
        for job, future in jobs:
            said = self._result(job, future)
            if said is not None:
                log.warning("no page image", page=job.page_path, source=job.source_name, reason=said[1])
                failures.append(ImageFailure(job.page_path, job.source_name, *said))
        self._end_pool()
        return tuple(failures)

    def _submit(self, job: _Job) -> Future[tuple[str, str] | None]:
        if self._pool is None:
            # `spawn` for the reasons of `ingest/parsing.py`; a worker also where the run has none: a damaged PDF may end its process.
            self._pool = ProcessPoolExecutor(self._workers, get_context("spawn"), _begin)
        try:
            return self._pool.submit(_make, job)
        except BrokenProcessPool:
            broken: Future[tuple[str, str] | None] = Future()
            broken.set_exception(BrokenProcessPool())
            return broken

    def _result(self, job: _Job, future: Future[tuple[str, str] | None]) -> tuple[str, str] | None:
        try:
            return future.result()
        except BrokenProcessPool:
            # One of those under way has brought its worker down, and all are lost with it: each once more, by itself.
            self._end_pool()
        try:
            return self._submit(job).result()
        except BrokenProcessPool:
            self._end_pool()
            return (
                f"{job.page_path} 的版面图做不出来：画这一页的程序超过 {PAGE_SECONDS} 秒，或中途退出。文字已收录；请打开原件核对。",
                f"the worker that drew {job.page_path} ended, or took more than {PAGE_SECONDS} s",
            )

    def _end_pool(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def _begin() -> None:
    begin_work()
    with contextlib.suppress(ValueError, OSError):  # where the system or the operator has set less
        resource.setrlimit(resource.RLIMIT_AS, (WORKER_BYTES, WORKER_BYTES))


def _make(job: _Job) -> tuple[str, str] | None:
    """Makes and stores a picture; else why not, in Chinese and in English."""
    from indexer.page_images.rendering import render

    # Left to its default the alarm ends the process, also in the middle of a library that never comes back.
    signal.alarm(PAGE_SECONDS)
    try:
        images = render(job.original.read_bytes(), job.key.place, job.printed)
        PageImageStore(job.root).store(job.key, images)
    except PageImageFailed as error:
        return f"{job.page_path}（{job.source_name}）：{error.zh}", f"{job.page_path} ({job.source_name}): {error.en}"
    except MemoryError:
        return (
            f"{job.page_path}（{job.source_name}）：这一页要用的内存太多，没有做版面图；文字已收录。",
            f"{job.page_path} ({job.source_name}): drawing it takes more than {WORKER_BYTES} bytes",
        )
    except OSError as error:
        return (
            f"{job.page_path}（{job.source_name}）：版面图没有写成（{error.strerror}）。请检查磁盘和原件，再运行 bulletin doctor --repair。",
            f"{job.page_path} ({job.source_name}): {error}",
        )
    finally:
        signal.alarm(0)
    return None


def missing(catalog: Catalog, home: Path) -> Iterable[PageVersion]:
    """The shown printed pages whose picture is not there, by source."""
    store = PageImageStore.of(home)
    for version in catalog.pages.with_pictures():
        key = ImageKey.of(version)
        if key is not None and not store.holds(key):
            yield version


@dataclass(frozen=True, slots=True)
class Made:
    """What became of the pictures that were missing."""

    made: int = 0
    failures: tuple[ImageFailure, ...] = ()


def make_missing(catalog: Catalog, home: Path, workers: int) -> Made:
    """Makes the pictures of all shown printed pages that have none, from the originals."""
    with ImageMaker(home, workers) as maker:
        for version in missing(catalog, home):
            maker.ask(version)
        failures = maker.finish()
        return Made(maker.asked - len(failures), failures)
