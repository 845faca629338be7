"""The server of the site: uvicorn, with a patience for clients that it has not by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

MOST_CONNECTIONS = 500
"""At once; further ones are answered with 503, so that those that are open are served."""
KEPT_SECONDS = 10
"""How long a connection on which nothing is asked stays open."""
GRACE_SECONDS = 10
"""How long answers that are under way may take after the end was asked for."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a client may keep the server waiting, in seconds; then it is cut off."""

    request: float = 20
    """From the first byte of a request, or from the opening of the connection, to the end of the request."""
    reading: float = 60
    """While an answer waits and nothing of it is taken. However long a download is, something of it is taken all the time."""


def server_config(app: ASGIApp, host: str = "127.0.0.1", port: int = 0, patience: Patience | None = None) -> uvicorn.Config:
    """How the site is served, by `bulletin serve` and by the tests."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        http=_patient(patience or Patience()),
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=KEPT_SECONDS,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


def _patient(patience: Patience) -> type[H11Protocol]:
    # uvicorn makes an object of this class for each connection, and gives it nothing of ours.
    return type("PatientProtocol", (_PatientProtocol,), {"patience": patience})


class _Due:
    """Something that is to happen within a time, or else."""

    def __init__(self) -> None:
        self._timer: asyncio.TimerHandle | None = None

    def within(self, seconds: float, otherwise: Callable[[], None]) -> None:
        """Begins the time; one that has begun goes on."""
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(seconds, otherwise)

    def done(self) -> None:
        """It has happened, or need not any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


class _PatientProtocol(H11Protocol):
    """A connection that is closed when its client is slow on purpose: uvicorn alone waits for headers without end, so that a few
    hundred clients that send a byte a second (slowloris) keep everybody else out."""

    patience: Patience

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._request = _Due()
        self._reading = _Due()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The first request is due from now on."""
        super().connection_made(transport)  # type: ignore[arg-type]
        self._await_request()

    def data_received(self, data: bytes) -> None:
        """A request that has begun is due whole; its further bytes give it no more time."""
        super().data_received(data)
        self._await_request()

    def pause_writing(self) -> None:
        """The client takes its answer more slowly than it is made."""
        super().pause_writing()
        self._reading.within(self.patience.reading, self._cut_off)

    def resume_writing(self) -> None:
        """It took something."""
        super().resume_writing()
        self._reading.done()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is due any more."""
        super().connection_lost(exc)
        self._request.done()
        self._reading.done()

    def _await_request(self) -> None:
        # Between two requests nothing has come of the next one, and uvicorn's own limit counts.
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._request.done()
        elif not self.transport.is_closing():
            self._request.within(self.patience.request, self._cut_off)

    def _cut_off(self) -> None:
        # Not closed in order: that would wait until the client has taken what was written.
        self.transport.abort()
