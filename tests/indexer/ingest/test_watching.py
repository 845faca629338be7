"""What a watch over folders takes for new, changed, moving and gone."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.catalog import Outcome, State
from indexer.ingest.options import IngestOptions
from indexer.ingest.outcomes import Outcomes
from indexer.ingest.report import IngestReport
from indexer.ingest.watching import FolderWatch, Sighting
from indexer.sources import still_written
from tests.indexer.sources.test_quiet import NOW


class Watched:
    """A folder under watch, by a clock that the test moves."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = NOW
        self.watch = FolderWatch([folder], folder / "home", 2.0, lambda: self.now)

    def write(self, name: str, age: float = 60.0, text: str = "x") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        os.utime(path, ns=(0, int((self.now - age) * 1_000_000_000)))
        return path

    def look(self) -> list[str]:
        """What is to be taken in, which is then done with."""
        sighting = self.watch.look()
        self.watch.taken(sighting, report_of())
        return named(self.folder, sighting)


def named(folder: Path, sighting: Sighting) -> list[str]:
    return sorted(str(Path(path).relative_to(folder)) for path in sighting.files)


def report_of(*outcomes: Outcome, stopped: bool = False) -> IngestReport:
    found = Outcomes()
    for outcome in outcomes:
        found.add(outcome)
    return IngestReport("b", False, found, 0, 0, 0.0, stopped=still_written("甲") if stopped else None)


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    folder = tmp_path / "每日"
    folder.mkdir()
    return Watched(folder)


def test_each_file_is_seen_once_and_again_when_it_has_changed(watched: Watched) -> None:
    watched.write("01.txt")
    watched.write("2024-11-05/02.txt")
    assert watched.look() == ["01.txt", "2024-11-05/02.txt"]
    assert watched.look() == []
    watched.write("01.txt", age=30)
    assert watched.look() == ["01.txt"]
    assert watched.look() == []


def test_a_file_is_left_alone_until_it_is_quiet(watched: Watched) -> None:
    watched.write("01.txt", age=0.5)
    assert watched.look() == []
    watched.now += 2
    assert watched.look() == ["01.txt"]


def test_a_file_with_a_time_in_the_future_is_taken_when_two_looks_see_the_same(watched: Watched) -> None:
    watched.write("01.txt", age=-3600)
    assert watched.look() == []
    watched.write("01.txt", age=-3600, text="longer")
    assert watched.look() == []
    assert watched.look() == ["01.txt"]


def unmount(watched: Watched) -> Callable[[], object]:
    away = watched.folder.with_name("别处")
    watched.folder.rename(away)
    return lambda: away.rename(watched.folder)


def test_a_folder_that_goes_and_comes_back_is_told_once_and_brings_nothing_again(watched: Watched) -> None:
    watched.write("01.txt")
    watched.look()
    mount = unmount(watched)
    assert watched.watch.look() == Sighting({}, (watched.folder,), (), frozenset({watched.folder}))
    assert watched.watch.look().gone == ()
    mount()
    watched.write("02.txt")
    sighting = watched.watch.look()
    assert sighting.back == (watched.folder,)
    assert named(watched.folder, sighting) == ["02.txt"]


def test_what_goes_away_under_a_run_is_seen_again_when_it_is_back(watched: Watched) -> None:
    watched.write("01.txt")
    sighting = watched.watch.look()
    mount = unmount(watched)
    watched.watch.taken(sighting, report_of())
    mount()
    assert watched.look() == ["01.txt"]


def test_a_failed_file_is_done_with_one_put_off_is_not(watched: Watched) -> None:
    failed, deferred = watched.write("01.txt"), watched.write("02.txt")
    sighting = watched.watch.look()
    outcomes = [
        Outcome("每日/01.txt", State.FAILED, path=str(failed)),
        Outcome("每日/02.txt", State.DEFERRED, path=str(deferred)),
    ]
    watched.watch.taken(sighting, report_of(*outcomes))
    assert watched.look() == ["02.txt"]


def test_a_run_that_was_stopped_is_done_again(watched: Watched) -> None:
    watched.write("01.txt")
    watched.watch.taken(watched.watch.look(), report_of(stopped=True))
    assert watched.look() == ["01.txt"]


def test_each_sighting_is_a_batch_of_its_own_and_a_settings_file_brings_its_folder(watched: Watched) -> None:
    watched.write("2024-11-05/bulletin.toml")
    options = watched.watch.options(watched.watch.look(), IngestOptions(paper="ltdb"))
    assert options.batch == "watch-20231114T221320Z"
    assert options.paper == "ltdb"
    assert set(options.only or ()) == {watched.folder / "2024-11-05" / "bulletin.toml", watched.folder / "2024-11-05"}
