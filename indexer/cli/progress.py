"""How far a run has come, on stderr: one line that is written anew on a terminal, a line every half minute in a log."""

from __future__ import annotations

import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from rich.cells import cell_len, set_cell_size
from rich.console import Console

from indexer.cli.printing import CLEAR
from indexer.ingest.progress import Progress, Watcher
from indexer.preview.words import visible
from indexer.sources import INSIDE, Amount, amount_of

TERMINAL_SECONDS, LOG_SECONDS = 0.2, 30.0
WINDOW_SECONDS = 60.0
"""Rate and remaining time go by the last minute: known files fly by, new ones take their time."""


class ProgressLine:
    """Shows progress on a stream, at most as often as it says; nothing of it costs more than a look at the clock in between."""

    def __init__(
        self,
        stream: TextIO,
        amount: Callable[[], Amount | None],
        clock: Callable[[], float] = time.monotonic,
        width: Callable[[], int] | None = None,
    ) -> None:
        """`amount` is what there is to do, None as long as nobody has counted it."""
        self._stream = stream
        self._terminal = stream.isatty()
        self._amount = amount
        self._clock = clock
        self._width = width or (lambda: Console(file=stream).width)
        self._every = TERMINAL_SECONDS if self._terminal else LOG_SECONDS
        self._begin = self._shown = clock()
        self._seen = deque([(self._begin, 0, 0)])

    def __call__(self, progress: Progress) -> None:
        """Takes note of how far the run is."""
        now = self._clock()
        if now - self._shown < self._every:
            return
        self._shown = now
        self._seen.append((now, progress.bytes, progress.records))
        while len(self._seen) > 2 and now - self._seen[1][0] > WINDOW_SECONDS:
            self._seen.popleft()
        text = self.sentence(progress)
        if self._terminal:
            room = max(20, self._width() - 1)
            self._stream.write(CLEAR + (set_cell_size(text, room - 2) + "…" if cell_len(text) > room else text))
        else:
            self._stream.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {text}\n")
        self._stream.flush()

    def clear(self) -> None:
        """Leaves an empty line on a terminal."""
        if self._terminal:
            self._stream.write(CLEAR)
            self._stream.flush()

    def sentence(self, progress: Progress) -> str:
        """Files, bytes, rate, remaining time, and the file that was done last."""
        amount = self._amount()
        # A zip counts as one file beforehand, and its entries one by one when they are done.
        known = amount is not None and amount.files and not amount.zips
        files = f"{progress.files}/{amount.files}" if known and amount else f"{progress.files}"
        parts = [f"已处理 {files} 个文件"]
        if amount is not None and amount.bytes:
            done = min(progress.bytes, amount.bytes)
            parts.append(f"{size(done)}/{size(amount.bytes)}（{100 * done // amount.bytes}%）")
        else:
            parts.append(size(progress.bytes))
        (first, bytes_then, records_then), (last, _, _) = self._seen[0], self._seen[-1]
        seconds = last - first
        if seconds > 0:
            parts.append(f"{(progress.records - records_then) / seconds:.0f} 条/秒")
            speed = (progress.bytes - bytes_then) / seconds
            # The first look says nothing: a run begins with work of its own.
            if len(self._seen) > 2 and amount is not None and speed > 0 and amount.bytes > progress.bytes:
                parts.append(f"约剩 {duration((amount.bytes - progress.bytes) / speed)}")
        return "，".join(parts) + f"：{visible(progress.name)}"


def size(count: int) -> str:
    """Bytes as people say them."""
    for unit, factor in (("GB", 2**30), ("MB", 2**20), ("KB", 2**10)):
        if count >= factor:
            return f"{count / factor:.1f} {unit}"
    return f"{count} 字节"


def duration(seconds: float) -> str:
    """Seconds as people say them."""
    if seconds < 60:
        return f"{seconds:.0f} 秒"
    minutes = round(seconds / 60)
    return f"{minutes} 分钟" if minutes < 60 else f"{minutes // 60} 小时 {minutes % 60} 分"


def amount_to_do(paths: Sequence[Path], only: Sequence[Path] | None, home: Path) -> Amount | None:
    """What there is to do of the paths, or of them only these; None where entries of zips are asked for, whose share is not known."""
    asked = paths if only is None else only
    return None if any(INSIDE in str(path) for path in asked) else amount_of(asked, home)


@contextmanager
def shown_progress(amount: Callable[[], Amount | None], *, quiet: bool) -> Iterator[Watcher | None]:
    """What shows the progress of a run; nothing when `quiet`. `amount` counts what there is to do, beside the run."""
    if quiet:
        yield None
        return
    found: list[Amount | None] = []
    threading.Thread(target=lambda: found.append(amount()), name="count-files", daemon=True).start()
    line = ProgressLine(sys.stderr, lambda: found[0] if found else None)
    try:
        yield line
    finally:
        line.clear()
