"""What a killed install or a bad disk leaves is put right by the next start."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.engine import EmbeddedEngine, running_engine
from indexer.engine.install import COMPILED, Installation, install
from indexer.engine.lock import Place, read_lock
from indexer.settings import Settings
from tests.conftest import HEAP
from tests.engine.engine_user import using, wait_for_end, wait_until

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, engine_files: Path) -> Iterator[Settings]:
    settings = Settings.from_env(home=tmp_path_factory.mktemp("install"), engine_heap=HEAP)
    shutil.copytree(engine_files, settings.engine_home / engine_files.name)
    yield settings
    EmbeddedEngine(settings).end()
    wait_for_end(settings.home)


@pytest.fixture(scope="module")
def installation(home: Settings) -> Installation:
    return install(home.engine_home)


@pytest.fixture
def compiled_once(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of what is put right, not of the compiler: one source gives one jar, the one that it gave before."""
    made = {part: (installation.home / path).read_bytes() for part, path in COMPILED.items()}

    def compile_part(part: str, *, target: Path, **_: object) -> None:
        target.write_bytes(made[part])

    monkeypatch.setattr("indexer.engine.install.compile_part", compile_part)


def marks(installation: Installation) -> dict[Path, tuple[int, int]]:
    """Which file is which: node number and time of change of each."""
    return {
        path: (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in installation.home.rglob("*")
        if path.is_file() and path.parent.name != "config"
    }


def jar_of(installation: Installation, name: str) -> Path:
    (path,) = installation.home.rglob(name)
    return path


def test_a_whole_installation_is_left_as_it_is(home: Settings, installation: Installation) -> None:
    before = marks(installation)
    install(home.engine_home)
    assert marks(installation) == before


def test_every_locked_jar_is_there_and_the_class_path_holds_the_servers(installation: Installation) -> None:
    names = {path.name for path in installation.class_path}
    assert {jar.file_name for jar in read_lock() if jar.place is Place.SERVER} <= names
    assert COMPILED["launcher"].name in names
    assert not any(name.startswith(("netty-", "ecj-", "ikanalyzer")) for name in names)


@pytest.mark.parametrize("name", ["lucene-core-*.jar", "netty-buffer-*.jar", COMPILED["plugin"].name])
def test_a_damaged_jar_is_replaced(name: str, home: Settings, installation: Installation, compiled_once: None) -> None:
    jar = jar_of(installation, name)
    whole = jar.read_bytes()
    jar.write_bytes(whole[: len(whole) // 2] + b"\0" + whole[len(whole) // 2 + 1 :])
    install(home.engine_home)
    assert jar_of(installation, name).read_bytes() == whole


def test_a_missing_jar_is_put_back_and_what_was_left_half_made_is_removed(home: Settings, installation: Installation) -> None:
    jar_of(installation, "joni-*.jar").unlink()
    half = home.engine_home / "installing-x7"
    (half / "installed" / "lib").mkdir(parents=True)
    install(home.engine_home)
    assert jar_of(installation, "joni-*.jar").is_file()
    assert sorted(path.name for path in home.engine_home.iterdir()) == ["installed"]


@pytest.mark.parametrize("stamp", ["", "{", "[]", '{"digest": "of another version", "compiled": {}}'])
def test_an_installation_of_another_version_is_made_again(
    stamp: str, home: Settings, installation: Installation, compiled_once: None
) -> None:
    path = installation.home / "stamp.json"
    path.write_text(stamp, encoding="utf-8")
    install(home.engine_home)
    assert installation.digest in path.read_text(encoding="utf-8")


def test_an_install_that_is_killed_at_any_moment_is_finished_by_the_next_start(
    home: Settings, installation: Installation
) -> None:
    """Killed while the jars are copied, then while the plugin is compiled."""
    for mark in ("installing-*/installed/lib/lucene-core-*.jar", "installing-*/classes-plugin"):
        (installation.home / "stamp.json").unlink(missing_ok=True)
        with using(home) as starter:
            wait_until(lambda mark=mark: any(home.engine_home.glob(mark)), 30, f"{mark} was never made")  # type: ignore[misc]
            starter.process.send_signal(signal.SIGKILL)
            starter.process.wait()
        assert not (installation.home / "stamp.json").exists()
    with running_engine(home) as client:
        assert client.info().body["version"]["number"] == "9.5.3"
    assert not list(home.engine_home.glob("installing-*"))
