"""`bulletin serve`."""

from __future__ import annotations

import socket

import click

from indexer.errors import SettingsError
from indexer.settings import Settings


@click.command()
@click.option("--host", help="监听地址;默认用设置 BULLETIN_HOST(127.0.0.1)。")
@click.option("--port", type=click.IntRange(0, 65535), help="监听端口;默认用设置 BULLETIN_PORT(8000)。")
def serve(host: str | None, port: int | None) -> None:
    """打开检索网站;没有设置 ELASTICSEARCH_URL 时同时启动内置检索引擎。按 Ctrl-C 结束。

    例:bulletin serve --port 8080
    """
    import uvicorn

    from webui.app import create_app

    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = Settings.from_env(**given)
    listening = _listen(settings)
    bound = listening.getsockname()
    shown = f"[{bound[0]}]" if ":" in bound[0] else bound[0]
    click.echo(f"检索网站:http://{shown}:{bound[1]}/(按 Ctrl-C 结束)", err=True)
    config = uvicorn.Config(create_app(settings), log_level="warning", access_log=False, timeout_graceful_shutdown=10)
    uvicorn.Server(config).run([listening])


def _listen(settings: Settings) -> socket.socket:
    """The bound socket, so that a port that is taken is known before anything is started.

    Raises SettingsError.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as error:
        listening.close()
        raise SettingsError(
            f"无法监听 {settings.host}:{settings.port}({error.strerror})。请改用别的 --port,或先结束占用它的程序。",
            f"cannot listen on {settings.host}:{settings.port}: {error.strerror}",
        ) from error
    listening.set_inheritable(False)
    return listening
