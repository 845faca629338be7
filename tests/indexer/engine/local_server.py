"""A small HTTP server on loopback that answers what a test says: for clusters that refuse and for Maven repositories that fail."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SELF_SIGNED = Path(__file__).parent / "self_signed.pem"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; `declared` is the length that the header gives when it is not the true one (a connection that breaks off)."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    declared: int | None = None


def as_elasticsearch(document: object, status: int = 200) -> Answer:
    """JSON with the header by which the client knows the product."""
    headers = {"Content-Type": "application/vnd.elasticsearch+json;compatible-with=8", "X-Elastic-Product": "Elasticsearch"}
    return Answer(status, json.dumps(document).encode(), headers)


def always(answer: Answer) -> Callable[[str, str], Answer]:
    """The same answer to everything."""
    return lambda *_: answer


class QuietServer(ThreadingHTTPServer):
    """A client that hangs up is what some tests are about; nobody needs its trace."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing."""


@contextmanager
def serving(answer: Callable[[str, str], Answer], *, tls: bool = False) -> Iterator[str]:
    """Serves `answer(method, path)` until the block ends; gives the address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            found = answer(self.command, self.path)
            self.send_response(found.status)
            for name, value in found.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(found.declared if found.declared is not None else len(found.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(found.body)
            if found.declared is not None:
                self.close_connection = True

        do_GET = do_HEAD = do_POST = do_PUT = _serve  # noqa: N815 - the names that the standard library calls

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = QuietServer(("127.0.0.1", 0), Handler)
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(SELF_SIGNED)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
