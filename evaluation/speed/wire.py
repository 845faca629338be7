"""Requests to the engine as ready bytes over one kept connection: the least that an answer can cost. The answer is not even parsed."""

from __future__ import annotations

import http.client
import json
import statistics
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit


class Wire:
    """One kept connection to the engine at this address; closed at the end of the block."""

    def __init__(self, address: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(address).netloc)

    def __enter__(self) -> Wire:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def ask(self, path: str, body: bytes = b"", kind: str = "application/json", method: str = "POST") -> bytes:
        """The bytes of the answer. Raises AssertionError for anything but a success."""
        self._connection.request(method, path, body, {"Content-Type": kind})
        answer = self._connection.getresponse()
        read = answer.read()
        assert answer.status < 300, read[:500]
        return read

    def answer(self, path: str, body: dict[str, Any] | None = None, method: str = "POST") -> dict[str, Any]:
        """The answer, parsed."""
        return dict(json.loads(self.ask(path, as_bytes(body) if body is not None else b"", method=method)))


def as_bytes(body: dict[str, Any]) -> bytes:
    """The body as it goes over the wire."""
    return json.dumps(body, ensure_ascii=False).encode("utf-8")


def as_lines(lines: Sequence[dict[str, Any]]) -> bytes:
    """The lines of a `_bulk` or `_msearch` request."""
    return b"".join(as_bytes(line) + b"\n" for line in lines)


def quantile(times: Sequence[float], share: float) -> float:
    """The time that this share of all stays below."""
    return statistics.quantiles(times, n=1000, method="inclusive")[round(share * 1000) - 1]
