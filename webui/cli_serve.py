"""`bulletin serve`."""

from __future__ import annotations

import signal
import socket
import sys
from types import FrameType

import click

from indexer.errors import ArchiveError, SettingsError
from indexer.settings import Settings
from webui.words import (
    SERVE_BACK,
    SERVE_CONNECTING,
    SERVE_FAILED,
    SERVE_GONE,
    SERVE_READY,
    SERVE_STARTING,
    SERVE_STOPPED,
)


@click.command()
@click.option("--host", help="监听地址；默认用设置 BULLETIN_HOST（127.0.0.1）。")
@click.option("--port", type=click.IntRange(0, 65535), help="监听端口；默认用设置 BULLETIN_PORT（8000）。")
def serve(host: str | None, port: int | None) -> None:
    """打开检索网站；没有设置 ELASTICSEARCH_URL 时同时启动内置检索引擎。按 Ctrl-C 结束。

    例：bulletin serve --port 8080
    """
    import uvicorn

    from webui.app import create_app
    from webui.gateway import Stage
    from webui.server import server_config

    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = Settings.from_env(**given)
    listening = _listen(settings)
    address = _address(listening)
    was_ready = False

    def announce(stage: Stage, problem: ArchiveError | None, seconds: float) -> None:
        nonlocal was_ready
        if stage is Stage.READY:
            _say(SERVE_BACK if was_ready else SERVE_READY.format(address=address))
            was_ready = True
        elif stage is Stage.GONE:
            _say(SERVE_GONE.format(seconds=seconds))
        elif problem is not None:
            _say(SERVE_FAILED.format(reason=problem.zh, seconds=seconds))

    _say(SERVE_STARTING if settings.embedded else SERVE_CONNECTING.format(url=_without_secret(settings.elasticsearch_url)))
    app = create_app(settings, announce=announce)
    server = uvicorn.Server(server_config(app))
    # uvicorn closes in order and then raises the signal anew; being asked to end is no failure.
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, _end)
    try:
        server.run([listening])
    finally:
        _say(SERVE_STOPPED)
    if not server.started:
        sys.exit(1)


def _end(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _without_secret(url: str) -> str:
    """The address without a user and password that someone wrote into it."""
    scheme, separator, rest = url.partition("://")
    return f"{scheme}{separator}{rest.rpartition('@')[2]}"


def _listen(settings: Settings) -> socket.socket:
    """The bound socket, so that a port that is taken is known before anything is started.

    Raises SettingsError.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
        listening.listen()
    except OSError as error:
        listening.close()
        raise SettingsError(
            f"无法监听 {settings.host}:{settings.port}（{error.strerror}）。请改用别的 --port，或先结束占用它的程序。",
            f"cannot listen on {settings.host}:{settings.port}: {error.strerror}",
        ) from error
    listening.set_inheritable(False)
    return listening
