"""Fixtures of the whole suite. The ladder, from nothing to a loaded engine:

- `settings`: an empty home of its own for one test; no engine.
- `bare_home`: the same, ready for `running_engine` or the command line to start an engine in (small heap; its jars are put there
  already, as a second start finds them: how they come there is the matter of `engine/test_engine_install.py`).
- `engine` (session): the state of one embedded engine, really started, shared by all tests of the run, whichever worker of xdist
  runs them: the workers use one home as commands of one archive do. So another test may load and search beside yours: look at indices
  of your own alias only. If it does not start, every test that asks for it fails; nothing is skipped.
- `client` (session): a client for it.
- `alias`: a prefix that no other test has; all indices with it are deleted afterwards.
- `archive_settings`: an empty home of its own, the session's engine as its cluster, and an alias of its own.

Nothing in a test depends on the shell: the settings' variables are taken out of the environment first.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch
from hypothesis import HealthCheck
from hypothesis import settings as property_settings

from indexer.engine import EmbeddedEngine, connect
from indexer.engine.install import install
from indexer.engine.locks import exclusive
from indexer.engine.state import EngineState
from indexer.settings import Settings

# No property of ours is that an example takes less than 200 ms; on a busy machine any of them may take longer.
property_settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
property_settings.load_profile("untimed")

HEAP = "512m"
QUICK_START = "-XX:TieredStopAtLevel=1"
"""A start costs half the work and the searches of a whole run two thirds; `engine/test_engine_life.py` starts one without it, as an
archive does."""


@pytest.fixture(scope="session", autouse=True)
def no_settings_from_the_shell() -> None:
    """A variable that the developer has set must not lead a test to the developer's archive."""
    for field in Settings.model_fields.values():
        os.environ.pop(str(field.validation_alias), None)
    # Files of tests are just written; only the tests of the waiting itself wait for them.
    os.environ["BULLETIN_QUIET_SECONDS"] = "0"
    os.environ["BULLETIN_ENGINE_JAVA_OPTIONS"] = QUICK_START


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An empty home, not even made yet."""
    return Settings.from_env(home=tmp_path / "home")


@pytest.fixture
def bare_home(tmp_path: Path, engine_files: Path) -> Iterator[Settings]:
    """An empty home in which an engine may be started; one that a test leaves behind is ended."""
    settings = Settings.from_env(home=tmp_path / "home", engine_heap=HEAP)
    # Copied, not linked: a test may do to its engine what it likes.
    shutil.copytree(engine_files, settings.engine_home / engine_files.name)
    yield settings
    EmbeddedEngine(settings).end()


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that belongs to this run of the suite: the same for all its workers."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def engine_settings(run_folder: Path) -> Settings:
    """The settings of the session's engine."""
    return Settings.from_env(home=run_folder / "session-home", engine_heap=HEAP)


@pytest.fixture(scope="session")
def engine_files(run_folder: Path) -> Path:
    """An installed engine that nobody starts, to be copied."""
    with exclusive(run_folder / "installing.lock"):
        return install(run_folder / "engine").home


@pytest.fixture(scope="session")
def engine(engine_settings: Settings) -> Iterator[EngineState]:
    """The session's engine, running."""
    with EmbeddedEngine(engine_settings).used() as state:
        yield state


@pytest.fixture(scope="session")
def client(engine: EngineState, engine_settings: Settings) -> Iterator[Elasticsearch]:
    """A client for the session's engine."""
    with connect(engine_settings) as client:
        yield client


@pytest.fixture
def alias(client: Elasticsearch) -> Iterator[str]:
    """A name that belongs to one test; indices that begin with it are deleted afterwards."""
    name = f"t{uuid.uuid4().hex[:12]}"
    yield name
    # By name, one by one: the engine refuses to delete by pattern (action.destructive_requires_name).
    for index in client.indices.get(index=f"{name}*", expand_wildcards="all").body:
        client.indices.delete(index=index)


@pytest.fixture
def archive_settings(tmp_path: Path, engine: EngineState, alias: str) -> Settings:
    """A home of its own whose cluster is the session's engine."""
    return Settings.from_env(home=tmp_path / "home", elasticsearch_url=engine.address, alias=alias)
