"""`bulletin engine status` and `stop` where no engine runs, and where a cluster is named; the running ones are in `tests/engine`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer.cli import main


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BULLETIN_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_status_of_a_home_without_an_engine_says_so_and_makes_nothing(home: Path) -> None:
    done = CliRunner().invoke(main, ["engine", "status"])
    assert done.exit_code == 0 and "没有运行" in done.output and str(home / "engine") in done.output
    assert not home.exists()


def test_status_as_json_has_every_field(home: Path) -> None:
    done = CliRunner().invoke(main, ["engine", "status", "--json"])
    row = json.loads(done.stdout)
    assert row["running"] is False and row["version"] == "9.5.3" and row["log"] == str(home / "engine/logs/engine.log")
    assert {"kept", "address", "http_port", "transport_port", "pid", "started", "heap", "home"} <= set(row)


def test_stop_without_an_engine_is_no_failure(home: Path) -> None:
    done = CliRunner().invoke(main, ["engine", "stop"])
    assert done.exit_code == 0 and "没有运行" in done.output


@pytest.mark.parametrize("command", ["start", "stop", "status"])
def test_with_a_cluster_of_ones_own_there_is_no_embedded_engine(
    command: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ELASTICSEARCH_URL", "http://127.0.0.1:9")
    done = CliRunner().invoke(main, ["engine", command])
    assert done.exit_code == 1 and "ELASTICSEARCH_URL" in done.stderr
    assert not home.exists()
