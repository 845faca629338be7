"""The site's hold on the engine: it starts it in the background, comes back after an outage, and lets go when it closes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from indexer.errors import ArchiveError, EngineRefused, EngineStartFailed, EngineUnavailable
from indexer.settings import Settings
from webui import gateway
from webui.app import create_app
from webui.gateway import Gateway, Stage


def wait_for(what: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not what():
        assert time.monotonic() < end, "did not happen"
        time.sleep(0.005)


@dataclass
class Engine:
    """An engine that a test switches; `starts` says for each start whether it works (always, when the list is empty)."""

    pid: int | None = None
    starts: list[bool] = field(default_factory=list)
    begun: int = 0
    held: int = 0
    gate: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True)
class State:
    pid: int


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Stands in for the embedded engine; it may start when its gate is open."""
    engine = Engine()

    class Embedded:
        def __init__(self, settings: Settings) -> None:
            pass

        @contextmanager
        def used(self) -> Iterator[State]:
            engine.begun += 1
            engine.gate.wait()
            if engine.starts and not engine.starts.pop(0):
                raise EngineStartFailed("磁盘满了。", "disk full")
            engine.pid = engine.pid or 100 + engine.begun
            engine.held += 1
            try:
                yield State(engine.pid)
            finally:
                engine.held -= 1

        def running(self) -> State:
            if engine.pid is None:
                raise EngineUnavailable("检索引擎没有运行。", "no engine is running")
            return State(engine.pid)

    def connect(settings: Settings) -> object:
        return Embedded(settings).running()

    monkeypatch.setattr(gateway, "EmbeddedEngine", Embedded)
    monkeypatch.setattr(gateway, "connect", connect)
    monkeypatch.setattr(gateway, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(gateway, "WAITS_SECONDS", (0.05, 0.07))
    monkeypatch.setattr(gateway, "PATIENCE_SECONDS", 0.2)
    return engine


@pytest.fixture
def told() -> list[tuple[Stage, str | None, float]]:
    """What was announced."""
    return []


@pytest.fixture
def hold(settings: Settings, engine: Engine, told: list[tuple[Stage, str | None, float]]) -> Iterator[Gateway]:
    """A gateway that is open."""

    def announce(stage: Stage, problem: ArchiveError | None, seconds: float) -> None:
        told.append((stage, problem.zh if problem else None, seconds))

    hold = Gateway(settings, None, announce)
    hold.open()
    yield hold
    engine.gate.set()
    hold.close()


def test_opening_does_not_wait_for_the_engine(hold: Gateway, engine: Engine) -> None:
    assert hold.starting
    with pytest.raises(EngineUnavailable):
        hold.archive()
    engine.gate.set()
    wait_for(lambda: not hold.starting)
    assert hold.archive() is hold.archive(), "one connection for all requests"


def test_an_engine_that_dies_is_started_again_and_connected_anew(
    hold: Gateway, engine: Engine, told: list[tuple[Stage, str | None, float]]
) -> None:
    engine.gate.set()
    wait_for(lambda: not hold.starting)
    before = hold.archive()
    engine.pid = None
    wait_for(lambda: engine.begun == 2 and told[-1][0] is Stage.READY)
    assert [stage for stage, _, _ in told] == [Stage.READY, Stage.GONE, Stage.READY]
    assert hold.archive() is not before
    assert not hold.starting, "an engine that was there is away, not starting"


def test_an_engine_that_was_restarted_by_hand_is_connected_anew(hold: Gateway, engine: Engine) -> None:
    engine.gate.set()
    wait_for(lambda: not hold.starting)
    before = hold.archive()
    engine.pid = 4711
    wait_for(lambda: hold.archive() is not before)
    assert engine.begun == 1


def test_a_start_that_fails_is_told_and_tried_again_after_longer_and_longer_waits(
    hold: Gateway, engine: Engine, told: list[tuple[Stage, str | None, float]]
) -> None:
    engine.starts = [False, False, False, True]
    engine.gate.set()
    wait_for(lambda: bool(told) and told[-1][0] is Stage.READY)
    assert told[:3] == [
        (Stage.FAILED, "磁盘满了。", 0.05),
        (Stage.FAILED, "磁盘满了。", 0.07),
        (Stage.FAILED, "磁盘满了。", 0.07),
    ]


def test_a_request_that_failed_makes_the_next_one_connect_anew(hold: Gateway, engine: Engine) -> None:
    engine.gate.set()
    wait_for(lambda: not hold.starting)
    before = hold.archive()
    hold.forget()
    assert hold.archive() is not before


def test_closing_lets_the_engine_go(settings: Settings, engine: Engine) -> None:
    engine.gate.set()
    hold = Gateway(settings)
    hold.open()
    wait_for(lambda: engine.held == 1)
    hold.close()
    assert engine.held == 0


def test_closing_during_a_start_does_not_wait_for_it(settings: Settings, engine: Engine) -> None:
    hold = Gateway(settings)
    hold.open()
    wait_for(lambda: engine.begun == 1)
    closing = threading.Thread(target=hold.close, daemon=True)
    closing.start()
    closing.join(30)
    assert not closing.is_alive()  # though the gate, and with it the start, has not opened
    engine.gate.set()


def test_a_cluster_that_refuses_is_told_and_asked_again(
    tmp_path: Path, engine: Engine, told: list[tuple[Stage, str | None, float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[ArchiveError | None] = [EngineRefused("密码不对。", "bad password"), None]

    @contextmanager
    def connect(settings: Settings) -> Iterator[object]:
        yield object()

    def check(client: object, settings: Settings) -> None:
        answer = answers.pop(0)
        if answer:
            raise answer

    monkeypatch.setattr(gateway, "connect", connect)
    monkeypatch.setattr(gateway, "check_cluster", check)
    settings = Settings.from_env(home=tmp_path, elasticsearch_url="http://127.0.0.1:1")
    hold = Gateway(
        settings, None, lambda stage, problem, seconds: told.append((stage, problem.zh if problem else None, seconds))
    )
    hold.open()
    wait_for(lambda: len(told) == 2)
    hold.close()
    assert told == [(Stage.FAILED, "密码不对。", 0.05), (Stage.READY, None, 0)]
    assert engine.begun == 0, "a cluster of one's own is never started"


def test_the_app_answers_while_the_engine_is_on_its_way(settings: Settings, engine: Engine) -> None:
    with TestClient(create_app(settings)) as client:
        wait_for(lambda: engine.begun == 1)
        answer = client.get("/search?q=步道")
        assert answer.status_code == 503 and "检索引擎正在启动" in answer.text
        assert client.get("/readyz").json()["error"]["message"] == "the search engine is starting"
        assert client.get("/healthz").status_code == 200
        engine.gate.set()
