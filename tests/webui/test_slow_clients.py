"""Clients that keep the server waiting are cut off, those that are merely slow to be answered are not; on real sockets."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
from starlette.types import Receive, Scope, Send

from tools.live_site import serving
from webui.server import Patience

PATIENCE = Patience(request=1, reading=3)
PAUSE = 0.05
"""Seconds between two bytes of a slow client: many of them within its time, so that none of them may give it more."""
ENOUGH = 1_200
"""Bytes after which a server that has not cut off a client never will: a minute."""
WHOLE = b"GET /now HTTP/1.1\r\nHost: x\r\n\r\n"
PIECE = 65_536
PIECES = 4_000
"""More than any socket keeps."""
GIVEN_UP = threading.Event()
"""Set when an answer at `/left` has come to its end; as nobody reads it, that is when its connection is gone."""


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """`/now` answers at once, `/late` long after a request must have been whole, all others with a very long answer."""
    if scope["type"] != "http":
        return
    if scope["path"] == "/late":
        await asyncio.sleep(1.5 * PATIENCE.request)
    pieces = 1 if scope["path"] in ("/now", "/late") else PIECES
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", str(pieces * PIECE).encode())]})
    for left in reversed(range(pieces)):
        await send({"type": "http.response.body", "body": b"." * PIECE, "more_body": left > 0})
    if scope["path"] == "/left":
        GIVEN_UP.set()


@pytest.fixture(scope="module")
def address() -> Iterator[tuple[str, int]]:
    """Where that app is served, with little patience."""
    with serving(app, PATIENCE) as site:
        parts = urlsplit(site)
        yield parts.hostname or "", parts.port or 0


def is_cut_off(connection: socket.socket, dripped: bytes) -> bool:
    """True when the server ends the connection while these bytes come one by one, the last of them again and again."""
    connection.settimeout(PAUSE)
    for place in range(ENOUGH):
        try:
            connection.send(dripped[min(place, len(dripped) - 1) :][:1])
            while connection.recv(PIECE):  # an answer to the head of a request whose body is on its way
                pass
        except TimeoutError:
            continue
        except ConnectionError:
            return True
        return True
    return False


def read(connection: socket.socket, size: int) -> bytes:
    """So many bytes, or what came before the end of the connection."""
    got = b""
    while len(got) < size and (piece := connection.recv(min(size - len(got), 1 << 20))):
        got += piece
    return got


def answer(connection: socket.socket) -> bytes:
    """The head of an answer of one piece, which is read whole."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += connection.recv(1)
    assert len(read(connection, PIECE)) == PIECE
    return head


def test_a_request_that_comes_byte_by_byte_is_cut_off_and_a_connection_on_which_none_comes(address: tuple[str, int]) -> None:
    dripped = {
        "headers": b"GET /now HTTP/1.1\r\nHost: x\r\nX-Slow: o",
        "address": b"GET /now",
        "body": b"GET /now HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n.",
        # Its time begins anew with each request, and goes no further.
        "second": b"GET /now HTTP/1.1\r\nX-Slow: o",
    }

    def ended(name: str) -> bool:
        with socket.create_connection(address, timeout=60) as connection:
            if name == "nothing":
                return connection.recv(1) == b""
            if name == "second":
                connection.sendall(WHOLE)
                assert answer(connection).startswith(b"HTTP/1.1 200")
            return is_cut_off(connection, dripped[name])

    names = [*dripped, "nothing"]
    with ThreadPoolExecutor(len(names)) as pool:
        assert dict(zip(names, pool.map(ended, names), strict=True)) == dict.fromkeys(names, True)


def test_an_answer_may_take_its_time(address: tuple[str, int]) -> None:
    with socket.create_connection(address, timeout=60) as connection:
        for path in (b"/late", b"/now"):
            connection.sendall(WHOLE.replace(b"/now", path))
            assert answer(connection).startswith(b"HTTP/1.1 200"), path


def test_an_answer_that_nobody_takes_is_broken_off_and_one_that_is_taken_slowly_is_whole(address: tuple[str, int]) -> None:
    with socket.create_connection(address, timeout=60) as left, socket.create_connection(address, timeout=60) as taken:
        left.sendall(WHOLE.replace(b"/now", b"/left"))
        taken.sendall(WHOLE.replace(b"/now", b"/taken"))
        got, begin = 0, time.monotonic()
        while time.monotonic() - begin < 1.5 * PATIENCE.reading:
            got += len(read(taken, 4 * PIECE))
            time.sleep(PAUSE)
        while piece := taken.recv(min(1 << 20, PIECES * PIECE + 100 - got)):
            got += len(piece)
            if got > PIECES * PIECE:  # with its head
                break
        assert got > PIECES * PIECE
        assert GIVEN_UP.wait(60)
        # What the sockets held is all that comes.
        assert len(read(left, PIECES * PIECE)) < PIECES * PIECE
