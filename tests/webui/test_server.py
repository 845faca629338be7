"""The app behind the real server: bytes that no client library would send, and what HEAD really sends."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
from starlette.types import Message

from indexer.settings import Settings
from tests.webui.fake_archive import FakeArchive, invented_records
from tools.live_site import serving
from webui.app import create_app


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """Host and port of the site with invented records."""
    settings = Settings.from_env(home=tmp_path_factory.mktemp("home"), paper="lanting")
    with serving(create_app(settings, FakeArchive(invented_records()))) as address:
        parts = urlsplit(address)
        yield parts.hostname or "", parts.port or 0


def sent(server: tuple[str, int], request: bytes) -> bytes:
    """Everything that the server answers to these bytes."""
    with socket.create_connection(server, timeout=10) as connection:
        connection.sendall(request)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    return answer


@pytest.mark.parametrize(
    ("target", "allowed"),
    [
        (b"/search?q=\xe6\xad\xa5\xe9\x81\x93", {200, 400}),
        (b"/search?q=\xff\xfe", {200, 400}),
        (b"/\xff\xfe", {400, 404}),
        (b"/search?q=%zz%", {200}),
        (b"/%zz/%/%00/", {404}),
        (b"/../../etc/passwd", {404}),
        (b"/search?q=" + b"a" * 70_000, {200, 400, 414, 431}),
        (b"*", {400, 404}),
        (b"http://evil.example/search?q=x", {200, 400, 404}),
    ],
)
def test_broken_requests_are_answered_without_a_fault(server: tuple[str, int], target: bytes, allowed: set[int]) -> None:
    answer = sent(server, b"GET " + target + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert int(answer.split(b" ", 2)[1]) in allowed, answer[:200]
    assert b"Traceback" not in answer
    assert sent(server, b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").startswith(b"HTTP/1.1 200")


def test_head_sends_the_headers_of_get_and_nothing_more(server: tuple[str, int]) -> None:
    head, _, body = sent(server, b"HEAD /search?q=x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200") and body == b""


def test_the_app_itself_sends_no_body_to_head(settings: Settings) -> None:
    """Whatever the server does: seen at the app's own border."""
    app = create_app(settings, FakeArchive(invented_records()))
    messages: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        messages.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "HEAD",
        "scheme": "http",
        "path": "/search",
        "raw_path": b"/search",
        "query_string": b"q=x",
        "root_path": "",
        "headers": [(b"host", b"x")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 2),
    }
    # In a thread of its own: the browser of other tests keeps an event loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(app(scope, receive, send))).result()
    assert messages[0]["status"] == 200
    assert b"".join(message.get("body", b"") for message in messages[1:]) == b""
    assert scope["method"] == "HEAD", "the server's own view of the request is left alone"
