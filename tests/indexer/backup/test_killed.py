"""Killed at every single step: earlier backups stay whole, and the same command run again does what was left.

The process that is killed is a child that ends itself, without any clean-up, at the n-th time it opens, makes, renames or removes
something; n goes from the first to the last.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from indexer.backup import BackupStore, back_up, check, restore
from tests.indexer.backup.homes import files_of, make_home, restored, store_sources

STEPS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "sqlite3.connect"}
KILLED = 9


def killed_at(step: int, run: Callable[[], object]) -> bool:
    """Runs it in a child that dies at this step; False when it had fewer steps and came to its end."""
    child = os.fork()
    if child == 0:
        left = step

        def count(event: str, _arguments: Any) -> None:
            nonlocal left
            if event in STEPS:
                left -= 1
                if left == 0:
                    os._exit(KILLED)

        sys.addaudithook(count)
        try:
            run()
        except BaseException:  # noqa: BLE001 - the parent sees the code, and this child must not go on as a test
            os._exit(1)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in {0, KILLED}
    return code == KILLED


def test_a_backup_killed_at_any_step_leaves_the_earlier_whole_and_can_be_run_again(tmp_path: Path) -> None:
    settings = make_home(tmp_path / "home", [b"page one"])
    earlier = back_up(settings, tmp_path / "backup").name
    store = BackupStore(tmp_path / "backup")
    step = 0
    while True:
        step += 1
        store_sources(settings.home, [f"page of step {step}".encode()])
        killed = killed_at(step, lambda: back_up(settings, tmp_path / "backup"))
        for name in store.names():
            assert check(store, store.read(name)) == (), (step, name)
        assert earlier in store.names()
        if not killed:
            break
    assert step > 20
    report = back_up(settings, tmp_path / "backup")
    assert not report.faults
    assert list((tmp_path / "backup" / "parts").iterdir()) == []
    found = restored(tmp_path / "backup", tmp_path / "elsewhere")
    assert len([name for name in found if name.startswith("originals/")]) == 1 + step


def test_a_restore_killed_at_any_step_is_finished_by_the_next(tmp_path: Path) -> None:
    settings = make_home(tmp_path / "home", [b"page one", b"page two"])
    back_up(settings, tmp_path / "backup")
    store = BackupStore(tmp_path / "backup")
    whole = restored(tmp_path / "backup", tmp_path / "whole")
    step = 0
    while True:
        step += 1
        elsewhere = settings.model_copy(update={"home": tmp_path / f"elsewhere{step}"})
        killed = killed_at(step, partial(restore, elsewhere, store, rebuild=None))
        if (elsewhere.home / "catalog.sqlite").exists():
            assert files_of(elsewhere.home).items() >= whole.items(), step
        if not killed:
            break
        if (elsewhere.home / "restoring" / "backup.json").exists() or not (elsewhere.home / "catalog.sqlite").exists():
            assert restore(elsewhere, store, rebuild=None).complete
            assert files_of(elsewhere.home) == whole, step
    assert step > 20
