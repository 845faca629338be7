"""Files still being written: put off to the end, waited for once, left out only if they still move."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.errors import SourceChanged
from indexer.sources import Deferred, Found, Source, find_sources
from tests.indexer.sources.zip_files import packed, texts, written

NOW = 1_700_000_000.0


class Clock:
    """A clock that only moves when somebody sleeps, and what happens meanwhile."""

    def __init__(self, meanwhile: Callable[[], object] = lambda: None) -> None:
        self.now = NOW
        self.slept: list[float] = []
        self.meanwhile = meanwhile

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        self.meanwhile()


def aged(path: Path, seconds: float) -> Path:
    """The file as changed so many seconds ago."""
    os.utime(path, ns=(0, int((NOW - seconds) * 1_000_000_000)))
    return path


def find(path: Path, clock: Clock, quiet_seconds: float = 2.0) -> list[Found]:
    return list(find_sources([path], None, quiet_seconds, clock.sleep, clock.time))


def test_old_files_are_not_waited_for(tmp_path: Path) -> None:
    aged(written(tmp_path, "a/1.txt", "x"), 2.5)
    clock = Clock()
    assert [type(found) for found in find(tmp_path / "a", clock)] == [Source]
    assert clock.slept == []


def test_young_files_come_at_the_end_after_one_wait_for_all(tmp_path: Path) -> None:
    for number, age in enumerate((0.5, 10, 1.5, 10), 1):
        aged(written(tmp_path, f"a/{number}.txt", "x"), age)
    clock = Clock()
    assert [found.name for found in find(tmp_path / "a", clock)] == ["a/2.txt", "a/4.txt", "a/1.txt", "a/3.txt"]
    assert clock.slept == [pytest.approx(1.5)]


def test_what_changes_while_it_is_waited_for_is_deferred_and_the_others_are_taken(tmp_path: Path) -> None:
    one, two, three = (aged(written(tmp_path, f"a/{number}.txt", "x"), 1) for number in (1, 2, 3))

    def meanwhile() -> None:
        one.write_text("xx")
        aged(two, 0)
        three.touch(exist_ok=True)
        aged(three, 1)

    found = find(tmp_path / "a", Clock(meanwhile))
    assert [(type(item), item.name) for item in found] == [(Deferred, "a/1.txt"), (Deferred, "a/2.txt"), (Source, "a/3.txt")]
    deferred = found[0]
    assert isinstance(deferred, Deferred) and isinstance(deferred.error, SourceChanged)
    assert deferred.error.zh == "a/1.txt 正在被写入，本次未收录。请等文件写完后再运行一次。"


def test_a_time_in_the_future_is_quiet_if_it_does_not_change(tmp_path: Path) -> None:
    path = aged(written(tmp_path, "a/1.txt", "x"), -86_400)
    clock = Clock()
    assert [type(found) for found in find(path, clock)] == [Source]
    assert clock.slept == [2.0]
    assert [type(found) for found in find(path, Clock(lambda: aged(path, -86_401)))] == [Deferred]


def test_nought_switches_it_off(tmp_path: Path) -> None:
    aged(written(tmp_path, "a/1.txt", "x"), 0)
    clock = Clock()
    assert [type(found) for found in find(tmp_path / "a", clock, 0)] == [Source]
    assert clock.slept == []


def test_a_zip_is_put_off_as_one_file(tmp_path: Path) -> None:
    data = packed({"1.txt": "x", "2.txt": "y"})
    path = aged(written(tmp_path, "a/1.zip", data[:40]), 1)
    aged(written(tmp_path, "a/2.txt", "z"), 10)
    assert [type(found) for found in find(tmp_path / "a", Clock(lambda: path.write_bytes(data)))] == [Source, Deferred]
    aged(path, 1)
    assert list(texts(find(tmp_path / "a", Clock()))) == ["a/2.txt", "a/1.zip/1.txt", "a/1.zip/2.txt"]


def test_a_file_that_goes_away_while_it_is_waited_for_is_deferred(tmp_path: Path) -> None:
    path = aged(written(tmp_path, "a/1.txt", "x"), 1)
    assert [type(found) for found in find(tmp_path / "a", Clock(path.unlink))] == [Deferred]


def test_a_file_that_grows_is_deferred_and_one_that_stopped_is_taken(tmp_path: Path) -> None:
    """With the real clock: one thread writes on and on, another file was written just before."""
    growing, stopped = written(tmp_path, "a/1.txt", "x"), written(tmp_path, "a/2.txt", "whole")
    done = threading.Event()

    def grow() -> None:
        with growing.open("ab", buffering=0) as file:
            while not done.is_set():
                file.write("长".encode())
                time.sleep(0.01)

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        found = list(find_sources([tmp_path / "a"], quiet_seconds=0.3))
    finally:
        done.set()
        writer.join()
    assert [(type(item), item.name) for item in found] == [(Deferred, "a/1.txt"), (Source, "a/2.txt")]
    assert texts(find_sources([stopped], quiet_seconds=0.1)) == {"/".join(stopped.parts[-3:]): "whole"}
    assert len(texts(find_sources([growing], quiet_seconds=0.1))) == 1
