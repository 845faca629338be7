"""What happens to every answer: headers that keep the page to itself, and its count and time."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request
from fastapi.responses import Response

SECURITY_HEADERS = {
    # No script at all, nothing from other sites, no frame around us.
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
STATIC_SECONDS = 3600


def install_middleware(app: FastAPI) -> None:
    """Adds the headers and the measuring to the app."""

    @app.middleware("http")
    async def measured(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        begin = time.monotonic()
        response = await call_next(request)
        route = request.scope.get("route")
        # The route's pattern, not the path: a label for every record would fill the memory of the collector.
        name = getattr(route, "path", "unknown")
        app.state.metrics.answered(name, response.status_code, time.monotonic() - begin)
        for header, value in SECURITY_HEADERS.items():
            response.headers.setdefault(header, value)
        if request.url.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", f"public, max-age={STATIC_SECONDS}")
        return response
