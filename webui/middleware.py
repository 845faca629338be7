"""What happens to every answer: HEAD as GET without a body, headers that keep the page to itself, its count and time, and a page
instead of a trace when the code is at fault."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from webui.metrics import Metrics

SECURITY_HEADERS = {
    # Our own files and nothing from other sites, no script in a page's text, no frame around us.
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
OPEN = re.compile(r"/api/.*|/feed\.atom|.*/manifest\.json|.*\.webp")
"""What programs and viewers of other sites may read: it is public, and no cookie tells readers apart."""
STATIC_SECONDS = 3600
VERSIONED_SECONDS = 365 * 24 * 3600
"""A static file whose address names its content (`?v=`) never changes."""

Fault = Callable[[Request, Exception], Response]


LEAST_TO_COMPRESS = 700
"""Bytes; less fits into one packet as it is."""
COMPRESSION = 5
"""A page of results takes half a millisecond and becomes a fifth."""


class Compressed:
    """Around the app within the envelope: answers go out as gzip to whoever takes it, pictures as they are."""

    def __init__(self, app: ASGIApp) -> None:
        self._plain = app
        self._gzip = GZipMiddleware(app, LEAST_TO_COMPRESS, COMPRESSION)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_picture = scope["type"] == "http" and scope["path"].endswith(".webp")
        await (self._plain if is_picture else self._gzip)(scope, receive, send)


class Envelope:
    """Around the whole app."""

    def __init__(self, app: ASGIApp, metrics: Metrics, fault: Fault) -> None:
        self._app = app
        self._metrics = metrics
        self._fault = fault

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_head = scope["method"] == "HEAD"
        # A copy: the server looks at its own to leave the body of a HEAD away.
        scope = {**scope, "method": "GET", "is_head": True} if is_head else dict(scope)
        status = 0
        begin = time.monotonic()

        async def outgoing(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                _add_headers(headers, scope)
                if "location" in headers:
                    headers["location"] = within_site(headers["location"])
            elif message["type"] == "http.response.body" and is_head:
                message = {**message, "body": b""}
            await send(message)

        try:
            await self._app(scope, receive, outgoing)
        except Exception as error:
            if status:  # half of another answer is already out
                raise
            await self._fault(Request(scope), error)(scope, receive, outgoing)
        finally:
            # The route's pattern, not the path: a label for every record would fill the memory of the collector.
            name = getattr(scope.get("route"), "path", "unknown")
            self._metrics.answered(name, status or 500, time.monotonic() - begin)


def within_site(location: str) -> str:
    """The same place as an address from the root of the site.

    The framework writes the host that the request named, which anybody may forge, and `//evil.example/` would be a host, too.
    """
    try:
        parts = urlsplit(location)
    except ValueError:  # a forged host that is none
        return "/"
    path = "/" + parts.path.lstrip("/\\")
    return f"{path}?{parts.query}" if parts.query else path


def _add_headers(headers: MutableHeaders, scope: Scope) -> None:
    for header, value in SECURITY_HEADERS.items():
        headers.setdefault(header, value)
    is_open = OPEN.fullmatch(scope["path"]) is not None
    if is_open:
        headers.setdefault("Access-Control-Allow-Origin", "*")
    headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if is_open else "same-origin")
    if scope["path"].startswith("/static/"):
        seconds, fixed = (VERSIONED_SECONDS, ", immutable") if b"v=" in scope["query_string"] else (STATIC_SECONDS, "")
        headers.setdefault("Cache-Control", f"public, max-age={seconds}{fixed}")
