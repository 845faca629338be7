"""Locks between real processes: they end with their process, however it ends; no child inherits them but the one meant to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from indexer.engine.locks import SharedLock, exclusive, held_for_a_child, is_held_by_a_child

HOLD = """
import sys, time
from pathlib import Path
from indexer.engine.locks import SharedLock, exclusive
path = Path(sys.argv[2])
if sys.argv[1] == "share":
    assert SharedLock.take(path, 5)
    print("held", flush=True)
    time.sleep(60)
else:
    with exclusive(path):
        print("held", flush=True)
        time.sleep(60)
"""


@contextmanager
def held_elsewhere(kind: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, kind, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_shares_of_two_processes_are_held_together(tmp_path: Path) -> None:
    with held_elsewhere("share", tmp_path / "lock"):
        assert SharedLock.take(tmp_path / "lock", 0)
        SharedLock.give_back(tmp_path / "lock")


def test_an_exclusive_lock_elsewhere_refuses_a_share_until_its_process_is_killed(tmp_path: Path) -> None:
    with held_elsewhere("exclusive", tmp_path / "lock") as process:
        assert not SharedLock.take(tmp_path / "lock", 0)
        os.kill(process.pid, signal.SIGKILL)
        assert SharedLock.take(tmp_path / "lock", 5)
        SharedLock.give_back(tmp_path / "lock")


def test_shares_in_one_process_are_counted(tmp_path: Path) -> None:
    """Closing the second descriptor of a file would drop the first one's lock: POSIX."""
    path = tmp_path / "lock"
    assert SharedLock.take(path, 0)
    assert SharedLock.take(path, 0)
    SharedLock.give_back(path)
    assert SharedLock.holds(path)
    script = (
        "import sys\nfrom pathlib import Path\nfrom indexer.engine.locks import _open, _lock\n"
        "print(_lock(_open(Path(sys.argv[1])), exclusive=True, seconds=0))"
    )
    ask = [sys.executable, "-c", script, str(path)]
    assert subprocess.run(ask, capture_output=True, text=True, check=True).stdout == "False\n"
    SharedLock.give_back(path)
    assert not SharedLock.holds(path)
    assert subprocess.run(ask, capture_output=True, text=True, check=True).stdout == "True\n"


@pytest.mark.parametrize("kind", ["share", "exclusive"])
def test_a_forked_child_does_not_keep_the_lock_of_a_killed_parent(kind: str, tmp_path: Path) -> None:
    """Workers of `ingest --workers` outlive a killed ingest for a moment; its engine must not."""
    path = tmp_path / "lock"
    script = HOLD.replace("import sys, time", "import os, sys, time").replace(
        'print("held", flush=True)', "child = os.fork()\n{0}if child:\n{0}    print(child, flush=True)"
    )
    indented = script.replace("{0}", "    ", 2).replace("{0}", "        ")
    process = subprocess.Popen([sys.executable, "-c", indented, kind, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    child = int(process.stdout.readline())
    try:
        process.kill()
        process.wait()
        os.kill(child, 0)
        begin = time.monotonic()
        with exclusive(path):
            pass
        assert time.monotonic() - begin < 5
    finally:
        os.kill(child, signal.SIGKILL)
        process.stdout.close()


def test_who_waits_for_an_exclusive_lock_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lock"
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD.replace("60", "2"), "exclusive", str(path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    with exclusive(path, "请稍候"):
        pass
    process.wait()
    process.stdout.close()
    assert capsys.readouterr().err == "请稍候\n"


def test_a_lock_held_for_a_child_is_the_childs_until_it_ends_and_no_other_childs(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    sleeping = [sys.executable, "-c", "import time; time.sleep(60)"]
    with held_for_a_child(path) as descriptor:
        assert is_held_by_a_child(path)
        child, other = subprocess.Popen(sleeping, pass_fds=[descriptor]), subprocess.Popen(sleeping)
    try:
        assert is_held_by_a_child(path)
        child.kill()
        child.wait()
        assert not is_held_by_a_child(path)
        with held_for_a_child(path):
            pass
    finally:
        for process in (child, other):
            process.kill()
            process.wait()


def test_a_lock_for_a_child_outlives_the_killed_parent(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    script = (
        "import subprocess, sys, time\nfrom pathlib import Path\nfrom indexer.engine.locks import held_for_a_child\n"
        "with held_for_a_child(Path(sys.argv[1])) as descriptor:\n"
        "    child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'], pass_fds=[descriptor])\n"
        "    print(child.pid, flush=True)\n"
        "    time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert is_held_by_a_child(path)
    os.kill(child, signal.SIGKILL)
    with held_for_a_child(path):
        pass
    assert not is_held_by_a_child(path)


def test_a_lock_that_nobody_made_is_not_locked(tmp_path: Path) -> None:
    assert not is_held_by_a_child(tmp_path / "none")
    assert not (tmp_path / "none").exists()
