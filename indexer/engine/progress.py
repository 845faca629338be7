"""What the first start shows while it fetches: what, how much, how far; on stderr."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING

from indexer.engine.lock import LockedJar

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

MEGABYTE = 1_000_000


class FetchProgress:
    """Announces a fetch, shows it (a bar on a terminal, a line each quarter elsewhere) and says when it is done."""

    def __init__(self, jars: Sequence[LockedJar], version: str) -> None:
        self._count = len(jars)
        self._total = sum(jar.size for jar in jars)
        self._version = version
        self._done = 0
        self._files = 0
        self._quarter = 0
        self._lock = threading.Lock()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    @property
    def megabytes(self) -> float:
        """All that is fetched, in MB."""
        return self._total / MEGABYTE

    def __enter__(self) -> FetchProgress:
        self._say(
            f"首次启动：正在下载检索引擎 Elasticsearch {self._version}（Maven 仓库，{self._count} 个文件，共 {self.megabytes:.1f} MB）。"
            "只需一次，会校验每个文件。"
        )
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn, TransferSpeedColumn

            self._bar = Progress(
                BarColumn(),
                DownloadColumn(),
                TransferSpeedColumn(),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._bar.start()
            self._task = self._bar.add_task("", total=self._total)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()
        if kind is None:
            self._say(f"下载完成：{self._count} 个文件，{self.megabytes:.1f} MB。")

    @contextmanager
    def of_file(self, name: str, size: int) -> Iterator[Callable[[int], None]]:  # noqa: ARG002 - the signature that jgo calls
        """The callback that jgo asks for each file: gives a function that takes the bytes as they come."""
        yield self._advance

    def _advance(self, count: int) -> None:
        with self._lock:
            self._done += count
            if self._bar is not None and self._task is not None:
                self._bar.update(self._task, completed=min(self._done, self._total))

    def file_done(self, jar: LockedJar) -> None:
        """One more file is here and verified."""
        with self._lock:
            self._files += 1
            quarter = 4 * self._files // self._count
            if self._bar is None and quarter > self._quarter and self._files < self._count:
                self._quarter = quarter
                self._say(f"  已下载 {self._files}/{self._count} 个文件({jar.file_name})")

    @staticmethod
    def _say(sentence: str) -> None:
        print(sentence, file=sys.stderr, flush=True)
