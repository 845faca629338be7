"""Progress as people see it: on a terminal one line, in a log a line every half minute."""

from __future__ import annotations

import io

from indexer.cli.progress import ProgressLine, duration, size
from indexer.ingest.progress import Progress
from indexer.sources import Amount


class Screen(io.StringIO):
    """A stream that may be a terminal."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


class Line:
    """A progress line with a clock of the test's."""

    def __init__(self, terminal: bool, amount: Amount | None, width: int = 200) -> None:
        self.now = 0.0
        self.screen = Screen(terminal)
        self.line = ProgressLine(self.screen, lambda: amount, lambda: self.now, lambda: width)

    def go(self, until: int, step: float, name: str = "报纸/2024-11-05/01.txt") -> None:
        for done in range(1, until + 1):
            self.now += step
            self.line(Progress(done, done * 1024, done * 10, name))


def test_on_a_terminal_one_line_tells_how_far_how_fast_and_how_long() -> None:
    shown = Line(terminal=True, amount=Amount(100, 100 * 1024, 0))
    shown.go(50, 1.0)
    last = shown.screen.getvalue().split("\r\x1b[K")[-1]
    assert last == ("已处理 50/100 个文件，50.0 KB/100.0 KB（50%），10 条/秒，约剩 50 秒：报纸/2024-11-05/01.txt")
    assert "\n" not in shown.screen.getvalue()
    shown.line.clear()
    assert shown.screen.getvalue().endswith("\r\x1b[K")


def test_a_terminal_is_written_to_five_times_a_second_at_most() -> None:
    shown = Line(terminal=True, amount=None)
    shown.go(1000, 0.01)
    assert shown.screen.getvalue().count("\r") in range(45, 51)


def test_a_narrow_terminal_never_wraps() -> None:
    shown = Line(terminal=True, amount=None, width=40)
    shown.go(1, 1.0)
    assert shown.screen.getvalue().endswith("…")
    assert len(shown.screen.getvalue()) < 40


def test_a_log_gets_a_line_every_half_minute_and_no_control_characters() -> None:
    shown = Line(terminal=False, amount=None)
    shown.go(100, 1.0, "报纸/\x1b[31m.txt")
    lines = shown.screen.getvalue().splitlines()
    assert len(lines) == 3
    assert all("已处理" in line and "\x1b" not in line and "\r" not in line for line in lines)
    shown.line.clear()
    assert shown.screen.getvalue().splitlines() == lines


def test_with_zips_the_number_of_files_is_not_said_beforehand() -> None:
    shown = Line(terminal=True, amount=Amount(1, 100 * 1024, 1))
    shown.go(50, 1.0)
    assert "已处理 50 个文件，50.0 KB/100.0 KB（50%）" in shown.screen.getvalue()


def test_sizes_and_times_as_people_say_them() -> None:
    assert [size(count) for count in (0, 1024, 5 * 2**20, 3 * 2**30)] == ["0 字节", "1.0 KB", "5.0 MB", "3.0 GB"]
    assert [duration(seconds) for seconds in (5, 600, 7260)] == ["5 秒", "10 分钟", "2 小时 1 分"]
