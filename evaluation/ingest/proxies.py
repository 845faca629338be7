"""Proxies in front of a real engine: one that can be switched off in mid-run, one that answers as an engine that has too much to do."""

from __future__ import annotations

import contextlib
import http.client
import json
import random
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

PIECE = 64 * 1024
LOOK_SECONDS = 0.02


class Line(StrEnum):
    """How the line to the engine is: open; refused at once; silent, for ever; cut in the middle of an answer."""

    OPEN = "open"
    REFUSED = "refused"
    SILENT = "silent"
    CUT = "cut in mid-answer"


class Switch:
    """A TCP proxy on 127.0.0.1; `line` may be changed at any time and holds for connections that are open, too."""

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        self._target = (parts.hostname or "127.0.0.1", parts.port or 9200)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.line = Line.OPEN
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.touched = 0
        """Connections that were refused, cut or left silent."""
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Takes no more connections."""
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            if self._refuses():
                self.touched += 1
                return
            with socket.create_connection(self._target) as engine:
                ways = ((client, engine, False), (engine, client, True))
                threads = [threading.Thread(target=self._pass_on, args=way, daemon=True) for way in ways]
                for thread in threads:
                    thread.start()
                while any(thread.is_alive() for thread in threads):
                    if self._refuses():
                        self.touched += 1
                        _end(client, engine)
                        return
                    time.sleep(LOOK_SECONDS)

    def _refuses(self) -> bool:
        return self.line is Line.REFUSED

    def _pass_on(self, source: socket.socket, target: socket.socket, answers: bool) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(PIECE):
                while self.line is Line.SILENT:
                    time.sleep(LOOK_SECONDS)
                if self.line is Line.CUT and answers:
                    self.touched += 1
                    target.sendall(piece[: len(piece) // 2])
                    break
                target.sendall(piece)
        _end(source, target)


def _end(*ends: socket.socket) -> None:
    for end in ends:
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@contextmanager
def switch(target: str) -> Iterator[Switch]:
    """A `Switch` in front of the engine at this address."""
    found = Switch(target)
    try:
        yield found
    finally:
        found.line = Line.REFUSED
        found.close()


class Trouble(StrEnum):
    """What becomes of a bulk request."""

    BUSY = "429 for the whole"
    BUSY_ITEMS = "429 for some items"
    UNAVAILABLE = "503"
    DROPPED = "done, and the connection dropped before the answer"
    CUT = "done, and the answer cut"


@dataclass(slots=True)
class Storm:
    """How often which trouble comes over a bulk request, and how often it did."""

    chance: random.Random
    share: float
    troubles: Sequence[Trouble] = tuple(Trouble)
    done: Counter[Trouble] = field(default_factory=Counter)
    bulks: int = 0
    address: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def draw(self) -> Trouble | None:
        """The trouble of the next bulk request, if any."""
        with self.lock:
            self.bulks += 1
            # One kind after the other, so that none is left out.
            place = sum(self.done.values()) % len(self.troubles)
            trouble = self.troubles[place] if self.chance.random() < self.share else None
            if trouble:
                self.done[trouble] += 1
            return trouble


@contextmanager
def storm(target: str, seed: int, share: float = 0.5, troubles: Sequence[Trouble] = tuple(Trouble)) -> Iterator[Storm]:
    """An HTTP proxy in front of the engine at this address, over which such troubles come."""
    found = Storm(random.Random(seed), share, troubles)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(found, urlsplit(target).netloc))
    server.daemon_threads = True
    found.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()


def _handler(weather: Storm, engine: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            trouble = weather.draw() if "/_bulk" in self.path else None
            refused: list[int] = []
            if trouble is Trouble.BUSY:
                return self._say(429, _error("es_rejected_execution_exception", "rejected execution: queue is full", 429))
            if trouble is Trouble.UNAVAILABLE:
                return self._say(503, _error("unavailable_shards_exception", "primary shard is not active", 503))
            if trouble is Trouble.BUSY_ITEMS:
                body, refused = _without_some(body, weather.chance)
            status, headers, answer = self._ask(body)
            if trouble is Trouble.BUSY_ITEMS and status == 200:
                answer = _with_refused(answer, refused)
            if trouble in (Trouble.DROPPED, Trouble.CUT):
                self._break_off(status, headers, answer, trouble)
                return None
            return self._say(status, answer, headers)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _answer  # noqa: N815  (the library calls them so)

        def _ask(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
            if not body and self.path.split("?")[0].endswith("/_bulk"):
                return 200, {}, b'{"items":[]}'
            connection = http.client.HTTPConnection(engine, timeout=300)
            skipped = {"host", "content-length", "connection", "accept-encoding"}
            passed = {name: value for name, value in self.headers.items() if name.lower() not in skipped}
            connection.request(self.command, self.path, body or None, passed)
            answer = connection.getresponse()
            found = answer.read()
            connection.close()
            return answer.status, dict(answer.getheaders()), found

        def _say(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            self.send_header("Content-Type", (headers or {}).get("content-type", "application/json"))
            self.send_header("X-Elastic-Product", "Elasticsearch")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def _break_off(self, status: int, headers: dict[str, str], body: bytes, trouble: Trouble) -> None:
            if trouble is Trouble.CUT:
                self.send_response(status)
                self.send_header("Content-Type", headers.get("content-type", "application/json"))
                self.send_header("X-Elastic-Product", "Elasticsearch")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body[: len(body) // 2])
                self.wfile.flush()
            self.close_connection = True
            with contextlib.suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)

    return Handler


def _error(kind: str, reason: str, status: int) -> bytes:
    error = {"type": kind, "reason": reason}
    return json.dumps({"error": {"root_cause": [error], **error}, "status": status}).encode()


def _operations(body: bytes) -> list[bytes]:
    """The operations of a bulk request, each with the document that goes with it."""
    lines = body.splitlines(keepends=True)
    found, place = [], 0
    while place < len(lines):
        length = 1 if b'"delete"' in lines[place][:12] else 2
        found.append(b"".join(lines[place : place + length]))
        place += length
    return found


def _without_some(body: bytes, chance: random.Random) -> tuple[bytes, list[int]]:
    """The request without about half of its operations, and the places of these."""
    operations = _operations(body)
    refused = [place for place in range(len(operations)) if chance.random() < 0.5]
    left = set(range(len(operations))).difference(refused)
    return b"".join(operations[place] for place in sorted(left)), refused


def _with_refused(answer: bytes, refused: Sequence[int]) -> bytes:
    found = json.loads(answer)
    error = {"type": "es_rejected_execution_exception", "reason": "rejected execution of primary operation"}
    for place in refused:
        found.setdefault("items", []).insert(place, {"index": {"status": 429, "error": error}})
    return json.dumps(found).encode()
