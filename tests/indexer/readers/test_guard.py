"""Whatever a file does to its reader, only that file is refused."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.errors import (
    ReaderDied,
    ReaderFailed,
    ReaderOutOfMemory,
    ReaderTimedOut,
    SettingsError,
    SourceError,
    SourceTooLarge,
    SourceUnreadable,
)
from indexer.model import Failure
from indexer.pipeline import ParseOptions, parse_source
from indexer.reader_limits import Limits
from indexer.readers import PRINT_READERS
from indexer.readers.guard import Guard, set_limits
from indexer.settings import Settings
from tests.indexer.readers.stand_ins import Obedient

PATIENT = Limits(seconds=60.0, memory_mb=256, pages=20)
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def guard() -> Iterator[Guard]:
    guard = Guard(PATIENT)
    yield guard
    guard.end()


def read(guard: Guard, data: bytes) -> int:
    return len(guard.read(Obedient(), "read_pages", "岚汀导报.pdf", data, "岚汀导报.pdf", None).pages)


HARM: tuple[tuple[bytes, type[SourceError], str], ...] = (
    (b"sleep", ReaderTimedOut, "打开文件时"),
    (b"sleep 2", ReaderTimedOut, "读第 2 页时"),
    (b"spin 1", ReaderTimedOut, "读第 1 页时"),
    (b"allocate 3", ReaderOutOfMemory, "读第 3 页时"),
    (b"huge 3", ReaderOutOfMemory, "读第 3 页时"),
    (b"fault 4", ReaderDied, "读第 4 页时"),
    (b"exit 5", ReaderDied, "读第 5 页时"),
    (b"raise 1", ReaderFailed, "ZeroDivisionError"),
    (b"recurse 1", ReaderFailed, "RecursionError"),
    (b"refuse 1", SourceUnreadable, "加了密码"),
    (b"pages 21", SourceTooLarge, "20 多页"),
)


@pytest.mark.parametrize(("data", "kind", "said"), HARM)
def test_a_harmful_file_is_refused_by_name_and_the_next_is_read(
    guard: Guard, data: bytes, kind: type[SourceError], said: str
) -> None:
    # Up and warm first: on a busy machine the libraries alone may take longer than the short time of this test.
    read(guard, b"pages 1")
    if kind is ReaderTimedOut:
        guard.limits = replace(PATIENT, seconds=0.4)
    with pytest.raises(SourceError) as refused:
        read(guard, data)
    guard.limits = PATIENT
    assert type(refused.value) is kind
    assert refused.value.zh.startswith("岚汀导报.pdf：")
    assert said in refused.value.zh
    assert "岚汀导报.pdf" in refused.value.en
    assert read(guard, b"pages 20") == 20


def test_nothing_is_started_before_the_first_file_and_one_process_reads_the_next(guard: Guard) -> None:
    fresh = Guard(Limits())
    assert fresh.pid is None
    read(guard, b"pages 1")
    first = guard.pid
    read(guard, b"pages 1")
    assert first == guard.pid == guard.read(Obedient(), "pid", "x")


def test_what_a_reader_writes_beside_its_work_is_removed_and_what_it_prints_is_not_seen(
    guard: Guard, capfd: pytest.CaptureFixture[str]
) -> None:
    read(guard, b"print 1")
    read(guard, b"write 1")
    folder = Path(guard.read(Obedient(), "folder", "x"))
    assert (folder / "here.tmp").exists()
    guard.end()
    assert not folder.exists()
    assert capfd.readouterr() == ("", "")


def test_a_reader_knows_that_it_may_use_all_cores_where_its_run_is_alone(guard: Guard) -> None:
    assert guard.read(Obedient(), "alone", "x") is True


def test_the_process_and_its_folder_end_with_a_run_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(
        "from indexer.readers.guard import Guard\n"
        "from indexer.reader_limits import Limits\n"
        "from tests.indexer.readers.stand_ins import Obedient\n"
        "import os, signal\n"
        "if __name__ == '__main__':\n"
        "    guard = Guard(Limits())\n"
        "    print(guard.read(Obedient(), 'pid', 'x'), guard.read(Obedient(), 'folder', 'x'), flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)}
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, env=environment, check=False)
    pid, folder = done.stdout.split()
    for _ in range(500):
        if not _runs(int(pid)) and not Path(folder).exists():
            break
        time.sleep(0.02)
    assert not _runs(int(pid))
    assert not Path(folder).exists()


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return not Path(f"/proc/{pid}/stat").exists() or Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_text_starts_no_reader_process_and_a_document_does(monkeypatch: pytest.MonkeyPatch, guard: Guard) -> None:
    monkeypatch.setattr("indexer.readers.guard._guard", [guard])
    monkeypatch.setitem(PRINT_READERS, "pdf", Obedient())
    guard.end()
    parse_source("街灯亮了\n".encode(), "2031-03-01/01.txt", ParseOptions("p"))
    assert guard.pid is None
    failure = parse_source(b"%PDF- 21", "2031-03-01/01.pdf", ParseOptions("p"))

    assert isinstance(failure, Failure) and failure.code == "source_too_large"


def test_other_limits_end_the_process_that_has_the_old_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    own = Guard(Limits())
    monkeypatch.setattr("indexer.readers.guard._guard", [own])
    read(own, b"pages 1")
    set_limits(Limits())
    assert own.pid is not None
    set_limits(Limits(seconds=5.0))
    assert own.pid is None
    assert read(own, b"pages 1") == 1
    own.end()


def test_the_limits_come_from_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETIN_READER_SECONDS", "7.5")
    monkeypatch.setenv("BULLETIN_READER_MEMORY_MB", "512")
    assert Settings.from_env().reader_limits == Limits(7.5, 512)
    monkeypatch.setenv("BULLETIN_READER_SECONDS", "0")
    with pytest.raises(SettingsError, match="BULLETIN_READER_SECONDS"):
        Settings.from_env()
