"""The beginning of a page of results is there before its search is over, on the wire of the real server."""

from __future__ import annotations

import socket
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from indexer.errors import EngineUnavailable
from indexer.settings import Settings
from tests.webui.slow_archive import LONG, SHORT, SlowArchive
from tools.live_site import serving
from webui.app import create_app
from webui.routes import early
from webui.words import WORDS

WAITING = '<div class="waiting" role="status">'


class Server:
    """The site on a port, asked byte by byte."""

    def __init__(self, address: str, archive: SlowArchive) -> None:
        self._parts = urlsplit(address)
        self.archive = archive

    @contextmanager
    def asked(self, path: str, method: str = "GET", headers: str = "") -> Iterator[socket.socket]:
        """The connection, after the request was sent."""
        with socket.create_connection((self._parts.hostname, self._parts.port), timeout=LONG) as connection:
            request = f"{method} {path} HTTP/1.1\r\nHost: archive\r\nConnection: close\r\n{headers}\r\n"
            connection.sendall(request.encode())
            yield connection

    def whole(self, path: str, method: str = "GET", headers: str = "") -> bytes:
        """All that is answered."""
        with self.asked(path, method, headers) as connection:
            return rest_of(connection)


def rest_of(connection: socket.socket) -> bytes:
    """All that is still to come."""
    answer = b""
    while piece := connection.recv(65536):
        answer += piece
    return answer


def until(connection: socket.socket, text: str) -> bytes:
    """What comes, as far as this text."""
    answer = b""
    while text.encode() not in answer:
        piece = connection.recv(65536)
        assert piece, f"the answer ended before {text!r}: {answer!r}"
        answer += piece
    return answer


def body_of(answer: bytes) -> bytes:
    """The body, its chunks put together."""
    head, _, body = answer.partition(b"\r\n\r\n")
    if b"transfer-encoding: chunked" not in head.lower():
        return body
    joined = b""
    while body:
        size, _, body = body.partition(b"\r\n")
        joined += body[: int(size, 16)]
        body = body[int(size, 16) + 2 :]
    return joined


def without_waiting(page: str) -> str:
    """The page as it is when nobody had to wait."""
    before, _, after = page.partition(WAITING)
    return before + after.partition("</div>\n")[2]


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr(early, "PATIENCE_SECONDS", SHORT)
    archive = SlowArchive()
    settings = Settings.from_env(home=tmp_path / "home", paper="lanting", paper_name="岚汀导报")
    with serving(create_app(settings, archive)) as address:
        yield Server(address, archive)
        archive.let.set()


@pytest.mark.parametrize(
    "path",
    [
        "/search?q=%E6%AD%A5%E9%81%93",
        "/search?q=%E6%AD%A5%E9%81%93&reporter=%E4%B9%94%E7%9F%A5%E8%BF%9C&view=compact",
        "/search?page=2&size=1&sort=date_asc",
        "/search?q=%22%3E%3Cscript%3E&from=2024-11-01",
        "/search?q=%E6%97%A0%E6%AD%A4%E8%AF%8D",
        "/photos",
        "/photos?q=%E6%B9%96&year=2024",
    ],
)
def test_the_search_box_is_there_before_the_search_is_over_and_the_two_parts_are_the_page(
    server: Server, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with server.asked(path) as connection:
        first = until(connection, WAITING)
        assert b"HTTP/1.1 200" in first
        assert b'id="q"' in first
        assert b"<main" not in first
        server.archive.let.set()
        page = body_of(first + rest_of(connection)).decode()
    # The same page again, of a search that is over in time: sent whole.
    monkeypatch.setattr(early, "PATIENCE_SECONDS", LONG)
    whole = server.whole(path)
    assert b"content-length" in whole.partition(b"\r\n\r\n")[0].lower()
    assert without_waiting(page) == body_of(whole).decode()


def test_the_first_part_goes_out_compressed_too(server: Server) -> None:
    with server.asked("/search?q=%E6%B9%96", headers="Accept-Encoding: gzip\r\n") as connection:
        head, _, _ = (answer := until(connection, "\r\n\r\n")).partition(b"\r\n\r\n")
        assert b"content-encoding: gzip" in head.lower()
        reader, text = zlib.decompressobj(16 + zlib.MAX_WBITS), b""
        while WAITING.encode() not in text:
            # Anew from the start: a piece of the wire is no piece of a chunk.
            reader, text = zlib.decompressobj(16 + zlib.MAX_WBITS), b""
            text = reader.decompress(_whole_chunks(answer))
            if WAITING.encode() not in text:
                answer += connection.recv(65536)
        assert b"</html>" not in text
        server.archive.let.set()
        answer += rest_of(connection)
    assert zlib.decompress(body_of(answer), 16 + zlib.MAX_WBITS).rstrip().endswith(b"</html>")


def _whole_chunks(answer: bytes) -> bytes:
    """The chunks that have come whole."""
    body, joined = answer.partition(b"\r\n\r\n")[2], b""
    while b"\r\n" in body:
        size, _, rest = body.partition(b"\r\n")
        if len(rest) < int(size, 16) + 2:
            break
        joined += rest[: int(size, 16)]
        body = rest[int(size, 16) + 2 :]
    return joined


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (EngineUnavailable("引擎没有应答", "no answer"), WORDS["error_again"]),
        (RuntimeError("a fault of ours"), WORDS["error_back"]),
    ],
    ids=["the engine went away", "a fault of ours"],
)
def test_a_search_that_fails_late_says_so_in_the_page(server: Server, failure: Exception, words: str) -> None:
    server.archive.failure = failure
    with server.asked("/search?q=%E6%B9%96") as connection:
        first = until(connection, WAITING)
        server.archive.let.set()
        answer = first + rest_of(connection)
    assert b"cache-control: no-cache" in answer.partition(b"\r\n\r\n")[0].lower()
    page = body_of(answer).decode()
    assert 'class="notice error"' in page
    assert words in page
    assert "Traceback" not in page
    assert page.rstrip().endswith("</html>")
    assert page.count("<main") == page.count("</main>") == 1


def test_a_search_that_fails_in_time_has_its_own_status(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(early, "PATIENCE_SECONDS", LONG)
    server.archive.failure = EngineUnavailable("引擎没有应答", "no answer")
    server.archive.let.set()
    assert server.whole("/search?q=%E6%B9%96").startswith(b"HTTP/1.1 503")


def test_who_asks_for_the_headers_alone_is_told_how_the_search_ended(server: Server) -> None:
    server.archive.failure = EngineUnavailable("引擎没有应答", "no answer")
    with server.asked("/search?q=%E6%B9%96", method="HEAD") as connection:
        # The other page has begun, so the time in which an answer goes out whole is over for this one, too.
        with server.asked("/search?q=%E6%B9%96") as other:
            until(other, WAITING)
            server.archive.let.set()
            rest_of(other)
        assert rest_of(connection).startswith(b"HTTP/1.1 503")
