"""Readers of complicated formats run in a process of their own: whatever a file does to them, only that file is refused.

One process for each process that parses, started when the first such file comes, kept for the next, replaced when it died.
"""

from __future__ import annotations

import os
import pickle
import shutil
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import structlog

from indexer.errors import ReaderDied, ReaderFailed, ReaderOutOfMemory, ReaderTimedOut, SourceTooLarge
from indexer.reader_limits import Limits
from indexer.readers import guarded

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

log = structlog.get_logger()

LOOK_SECONDS = 0.05
"""How often memory is looked at; filling one gigabyte takes several times as long."""
PATIENCE = 5.0
"""So many times the seconds of a page may pass while its reader does not get to work: on a machine that is busy with other things a scan of
ten seconds took more than a minute, and is not to be refused for that."""
START_SECONDS = 60.0
"""A reader process that has not come up by then never will."""
MAPPED = 4
"""So many times its memory a reader may map: with onnxruntime it maps twice what it uses (1,850 MB for 950), more with more threads."""


class _Stopped(Exception):
    """The process has to be replaced; says for which reason and at which page."""

    def __init__(self, reason: str, page: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.page = page


class Guard:
    """A reader process and its limits; files one at a time."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._process: BaseProcess | None = None
        self._work: Connection | None = None
        self._folder = ""
        self._files = 0
        self._ends_with_us = False
        self._one_at_a_time = threading.Lock()

    @property
    def pid(self) -> int | None:
        """Of the process that runs now; None before the first file, and after one that ended it."""
        return self._process.pid if self._process is not None else None

    def read(self, reader: object, method: str, source: str, *given: object) -> Any:
        """What `reader.method(*given)` gives, computed in the process; reader and arguments are pickled.

        Raises what the reader raises of SourceError, else ReaderTimedOut, ReaderOutOfMemory, ReaderDied or ReaderFailed; SourceTooLarge
        for too many pages.
        """
        job = pickle.dumps((reader, method, given), protocol=5)
        with self._one_at_a_time:
            try:
                what, found = self._read(job)
            except _Stopped as stopped:
                _refuse(source, stopped, self.limits)
        if what == guarded.READ:
            return found
        if what == guarded.REFUSED:
            kind, zh, en = found
            raise kind(zh, en)
        error, trace = found
        log.error("reader failed", source=source, error=error, trace=trace)
        raise ReaderFailed(
            f"{source}：读这个文件时出错（{error}），未收录。请用做它的软件打开，另存一份再收录；仍然不行的，请把文件和日志交给开发者。",
            f"the reader failed on {source}: {error}",
        )

    def end(self) -> None:
        """Ends the process, if there is one, and removes its folder."""
        process, work, folder = self._process, self._work, self._folder
        self._process, self._work, self._folder, self._files = None, None, "", 0
        if work is not None:
            work.close()
        if process is not None:
            process.kill()
            process.join()
        if folder:
            shutil.rmtree(folder, ignore_errors=True)

    def _read(self, job: bytes) -> tuple[str, Any]:
        while True:
            if self._process is None or not self._process.is_alive():
                self.end()
                self._start()
            before = self._files
            self._files += 1
            try:
                return self._one(job)
            except _Stopped as stopped:
                self.end()
                # What earlier files left in memory is not this file's fault.
                if stopped.reason != "memory" or not before:
                    raise
            except BaseException:
                self.end()
                raise

    def _one(self, job: bytes) -> tuple[str, Any]:
        assert self._work is not None
        try:
            self._work.send_bytes(job)
        except OSError as error:
            raise _Stopped("died", 0) from error
        page = 0
        while True:
            what, found = self._next(self.limits.seconds, page)
            if what == guarded.NO_MEMORY:
                raise _Stopped("memory", page)
            if what != guarded.PAGE:
                return what, found
            page = int(found)
            if page > self.limits.pages:
                raise _Stopped("pages", page)

    def _next(self, seconds: float, page: int) -> tuple[str, Any]:
        """The next message; looks at time and memory while it waits."""
        assert self._work is not None
        ends = time.monotonic() + seconds * PATIENCE
        worked = self._worked()
        try:
            while not self._work.poll(max(0.0, min(LOOK_SECONDS, ends - time.monotonic()))):
                if self._resident() > self.limits.memory_mb * 1024 * 1024:
                    raise _Stopped("memory", page)
                if time.monotonic() >= ends or self._worked() - worked >= seconds:
                    raise _Stopped("time", page)
            message: tuple[str, Any] = self._work.recv()
        except (EOFError, OSError) as error:
            raise _Stopped("died", page) from error
        return message

    def _worked(self) -> float:
        """Seconds of work that the process has done, of all its threads; 0 where the system does not say."""
        try:
            assert self._process is not None
            fields = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        except (OSError, IndexError, ValueError):
            return 0.0

    def _resident(self) -> int:
        """Bytes of memory that the process has; 0 where the system does not say."""
        try:
            return int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1]) * _page_size()
        except (OSError, IndexError):
            return 0

    def _start(self) -> None:
        from multiprocessing import get_context, parent_process
        from multiprocessing.util import Finalize

        # `spawn`: a forked process would hold pipes and locks of the run.
        context = get_context("spawn")
        self._work, theirs = context.Pipe()
        self._folder = tempfile.mkdtemp(prefix="bulletin-reader-")
        mapped = MAPPED * self.limits.memory_mb * 1024 * 1024
        self._process = context.Process(
            target=guarded.serve,
            args=(theirs, self._folder, mapped, parent_process() is not None),
            name="bulletin-reader",
            daemon=True,
        )
        if not self._ends_with_us:
            self._ends_with_us = True
            Finalize(self, self.end, exitpriority=20)
        try:
            self._process.start()
        finally:
            # Held by the process alone, so that its end is seen here.
            theirs.close()
        self._next(START_SECONDS, 0)


def _page_size() -> int:
    import resource

    return resource.getpagesize()


def _refuse(source: str, stopped: _Stopped, limits: Limits) -> NoReturn:
    zh = f"读第 {stopped.page} 页时" if stopped.page else "打开文件时"
    en = f"on page {stopped.page}" if stopped.page else "on opening it"
    if stopped.reason == "pages":
        raise SourceTooLarge(
            f"{source}：有 {limits.pages} 多页，一期报纸没有这么多，未收录。请把各期分成各自的文件。",
            f"{source} has more than {limits.pages} pages; give each issue a file of its own",
        )
    if stopped.reason == "time":
        raise ReaderTimedOut(
            f"{source}：{zh}超过了 {limits.seconds:g} 秒，整个文件未收录。请用做它的软件打开，另存一份再收录；页面确实复杂的，把设置 BULLETIN_READER_SECONDS 调大再试。",
            f"{source} took more than {limits.seconds:g} s {en}; save it anew, or raise BULLETIN_READER_SECONDS",
        )
    if stopped.reason == "memory":
        raise ReaderOutOfMemory(
            f"{source}：{zh}要用的内存超过了 {limits.memory_mb} MB，整个文件未收录。图片请缩小（300 dpi 足够），PDF 请另存一份再收录；页面确实大的，把设置 BULLETIN_READER_MEMORY_MB 调大再试。",
            f"{source} took more than {limits.memory_mb} MB of memory {en}; make its pictures smaller, or raise BULLETIN_READER_MEMORY_MB",
        )
    raise ReaderDied(
        f"{source}：{zh}读取程序意外中止，整个文件未收录；文件很可能已损坏。请重新下载或导出，或用做它的软件打开另存一份，再收录。",
        f"the reader process died on {source}, {en}: the file is probably damaged; save it anew",
    )


_guard: list[Guard] = []


def guard_here() -> Guard:
    """The guard of this process; its reader process is started by the first file."""
    if not _guard:
        _guard.append(Guard(Limits()))
    return _guard[0]


def set_limits(limits: Limits) -> None:
    """From now on files are read within these limits; a process with others is ended."""
    current = guard_here()
    if current.limits != limits:
        current.end()
        current.limits = limits
