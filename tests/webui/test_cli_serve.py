"""`bulletin serve` as it is typed."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing

import pytest
from click.testing import CliRunner

from indexer.cli import main
from webui.cli_serve import _without_secret


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield int(listening.getsockname()[1])


def test_a_port_that_is_taken_is_said_and_nothing_is_started(taken: int, tmp_path: object) -> None:
    done = CliRunner().invoke(main, ["serve", "--port", str(taken)], env={"BULLETIN_HOME": f"{tmp_path}/home"})
    assert done.exit_code == 1
    assert f"127.0.0.1:{taken}" in done.stderr and "--port" in done.stderr
    assert "Traceback" not in done.stderr and "正在启动" not in done.stderr


def test_an_address_that_is_not_ours_is_said(tmp_path: object) -> None:
    done = CliRunner().invoke(main, ["serve", "--host", "203.0.113.9"], env={"BULLETIN_HOME": f"{tmp_path}/home"})
    assert done.exit_code == 1 and "203.0.113.9" in done.stderr


@pytest.mark.parametrize("port", ["70000", "-1", "http"])
def test_a_port_that_can_be_none_is_a_mistake_of_use(port: str) -> None:
    assert CliRunner().invoke(main, ["serve", "--port", port]).exit_code == 2


def test_a_password_in_the_address_is_not_printed() -> None:
    assert _without_secret("https://elastic:geheim@es.example:9200") == "https://es.example:9200"
    assert _without_secret("http://127.0.0.1:9200") == "http://127.0.0.1:9200"
