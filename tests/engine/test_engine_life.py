"""One engine a home: started by the first that needs it, shared, ended after the last, however that one ends. Real processes."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from indexer.engine import EmbeddedEngine, connect, embedded, engine_status, running_engine, start_detached, stop
from indexer.engine.java import java_command
from indexer.engine.state import EngineFiles, is_alive, last_state
from indexer.errors import EngineStartFailed, EngineUnavailable
from indexer.settings import Settings
from tests.conftest import HEAP
from tests.engine.engine_user import USE, engines_of, is_running, using, wait_for_end, wait_until

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, engine_files: Path) -> Settings:
    """A home that the tests of this file share, with an engine that is installed already."""
    settings = Settings.from_env(home=tmp_path_factory.mktemp("life"), engine_heap=HEAP)
    shutil.copytree(engine_files, settings.engine_home / engine_files.name)
    return settings


@pytest.fixture(autouse=True)
def nothing_left_over(home: Settings) -> Iterator[None]:
    """Every test begins without an engine and leaves none."""
    assert not engines_of(home.home)
    yield
    EmbeddedEngine(home).end()
    wait_for_end(home.home)


def test_two_commands_at_once_start_one_engine_which_ends_after_the_last(home: Settings) -> None:
    """The race is decided by a lock; the one that came second is not cut off when the first one ends."""
    with using(home) as first, using(home) as second:
        assert first.port() == second.port()
        assert len(engines_of(home.home)) == 1
        assert first.end() == 0
        time.sleep(1.5)
        with connect(home) as client:
            assert client.ping()
        assert second.end() == 0
        assert not engines_of(home.home)
    assert not is_running(home)
    with pytest.raises(EngineUnavailable):
        connect(home)


def test_kill_of_the_only_user_ends_the_engine_even_with_a_forked_child_alive(home: Settings) -> None:
    script = USE.replace("    sys.stdin.read()", "    import os\n    child = os.fork()\n    time.sleep(600)").replace(
        "flush=True)", "flush=True)\n    print('child', flush=True)"
    )
    with using(home, script) as user:
        user.port()
        assert engines_of(home.home)
        wait_until(lambda: bool(psutil.Process(user.process.pid).children()), 10, "no child")
        (child,) = [process for process in psutil.Process(user.process.pid).children() if "-c" in process.cmdline()]
        user.kill()
        try:
            wait_for_end(home.home, 15)
            assert child.is_running()
        finally:
            child.kill()


def test_after_a_kill_of_the_engine_itself_the_next_command_starts_a_new_one_on_the_same_port(home: Settings) -> None:
    """What was written stays; a state file that was left behind misleads nobody; a running site finds the engine again."""
    with running_engine(home) as client:
        client.indices.create(index="kept-1", settings={"number_of_replicas": 0})
        client.index(index="kept-1", id="1", document={"a": "岚汀"})
        port = engine_status(home).http_port
        (engine,) = engines_of(home.home)
        os.kill(engine, signal.SIGKILL)
        wait_for_end(home.home)
        assert last_state(EngineFiles(home.engine_home)) is not None
        wait_until(lambda: not engine_status(home).running, 10, "the lock of a killed engine is still held")
        with running_engine(home) as again:
            assert again.get(index="kept-1", id="1").body["_source"] == {"a": "岚汀"}
            assert engine_status(home).http_port == port
            again.indices.delete(index="kept-1")


def test_an_engine_started_by_hand_stays_until_it_is_stopped(home: Settings) -> None:
    status, started = start_detached(home)
    assert started and status.running and status.kept
    with running_engine(home) as client:
        assert client.ping()
    time.sleep(1.0)
    again, started = start_detached(home)
    assert not started and again.pid == status.pid
    assert stop(home) is True
    assert not engines_of(home.home) and not engine_status(home).running
    assert stop(home) is False


def test_start_by_hand_keeps_an_engine_that_a_command_has_started(home: Settings) -> None:
    with using(home) as user:
        user.port()
        _, started = start_detached(home)
        assert not started
        assert user.end() == 0
    time.sleep(1.0)
    assert engine_status(home).kept
    assert stop(home) is True


def test_a_start_that_was_killed_half_way_is_no_hindrance(home: Settings) -> None:
    """The starter dies while the engine starts: the engine follows it, and the next command has one of its own."""
    with using(home) as starter:
        wait_until(lambda: bool(engines_of(home.home)), 30, "no engine was launched")
        starter.kill()
    with running_engine(home) as client:
        assert client.ping()
        assert len(engines_of(home.home)) == 1


def slow_runtime(folder: Path) -> tuple[Path, Path]:
    """A Java runtime that is still loading until the second of these files is there."""
    java, ready = folder / "java", folder / "ready"
    java.write_text(f'#!/bin/sh\nuntil [ -e "{ready}" ]; do sleep 0.05; done\nexec "{java_command()}" "$@"\n', encoding="utf-8")
    java.chmod(0o755)
    return java, ready


SLOW_USE = f"import os\nfrom indexer.engine import process\nprocess.java_command = lambda: os.environ['SLOW_JAVA']\n{USE}"


def test_an_engine_whose_runtime_still_loads_is_seen_by_the_next_command(
    home: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen once in six: the next command saw no engine, started another, and the first stayed beside it until that one ended."""
    java, ready = slow_runtime(tmp_path)
    with using(home, SLOW_USE, SLOW_JAVA=str(java)) as starter:
        wait_until(lambda: bool(engines_of(home.home)), 30, "no engine was launched")
        starter.kill()
    first = engines_of(home.home)

    def goes_on_when_seen(files: EngineFiles) -> bool:
        alive = is_alive(files)
        if alive:
            ready.touch()
        return alive

    monkeypatch.setattr(embedded, "is_alive", goes_on_when_seen)
    with running_engine(home) as client:
        assert client.ping()
        assert engines_of(home.home) == first
    wait_for_end(home.home)


def test_an_engine_whose_runtime_still_loads_can_be_stopped(home: Settings, tmp_path: Path) -> None:
    java, ready = slow_runtime(tmp_path)
    with using(home, SLOW_USE, SLOW_JAVA=str(java)) as starter:
        wait_until(lambda: bool(engines_of(home.home)), 30, "no engine was launched")
        starter.kill()
    ready.touch()
    assert stop(home) is True
    assert not engines_of(home.home)


def test_the_engine_listens_on_loopback_only_and_on_the_ports_that_it_recorded(home: Settings) -> None:
    """With no options for Java, as an archive's runs."""
    with running_engine(home.model_copy(update={"engine_java_options": ""})) as client:
        status = engine_status(home)
        assert status.pid is not None
        listening = {
            (connection.laddr.ip, connection.laddr.port)
            for connection in psutil.Process(status.pid).net_connections("inet")
            if connection.status == psutil.CONN_LISTEN
        }
        assert {address.removeprefix("::ffff:") for address, _ in listening} == {"127.0.0.1"}
        assert {port for _, port in listening} == {status.http_port, status.transport_port}
        assert client.cluster.health().body["status"] == "green"


def test_a_wanted_port_is_used_and_a_taken_one_refused(home: Settings) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
        other.listen()
        wanting = home.model_copy(update={"engine_port": port})
        with pytest.raises(EngineStartFailed) as caught, running_engine(wanting):
            pass
        assert str(port) in caught.value.zh
    with running_engine(wanting):
        assert engine_status(home).http_port == port


def test_an_engine_that_cannot_start_says_why_and_where_its_log_is(home: Settings) -> None:
    """More heap than any machine has: the runtime itself refuses."""
    greedy = home.model_copy(update={"engine_heap": "900000g"})
    with pytest.raises(EngineStartFailed) as caught, running_engine(greedy):
        pass
    assert "BULLETIN_ENGINE_HEAP" in caught.value.zh and "engine.log" in caught.value.zh


def test_options_for_java_reach_it_and_one_that_it_refuses_is_named(home: Settings) -> None:
    with (
        pytest.raises(EngineStartFailed) as caught,
        running_engine(home.model_copy(update={"engine_java_options": "-XX:+NoSuch"})),
    ):
        pass
    assert "BULLETIN_ENGINE_JAVA_OPTIONS" in caught.value.zh and "NoSuch" in caught.value.zh


def test_data_of_another_version_is_refused_before_anything_is_touched(home: Settings) -> None:
    files = EngineFiles(home.engine_home)
    before = files.data_version.read_text(encoding="utf-8")
    files.data_version.write_text("10.1.0\n", encoding="utf-8")
    try:
        with pytest.raises(EngineStartFailed) as caught, running_engine(home):
            pass
        assert "10.1.0" in caught.value.zh
    finally:
        files.data_version.write_text(before, encoding="utf-8")
