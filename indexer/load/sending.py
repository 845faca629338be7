"""One chunk to the engine: sent until each of its records is accepted or refused, however busy the engine is or if it is gone for a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import structlog
from elasticsearch import ApiError, Elasticsearch, TransportError

from indexer.engine import LastingEngine, refusal, translate
from indexer.errors import EngineError, EngineUnavailable
from indexer.load.chunks import Operation

log = structlog.get_logger()


FIRST_WAIT_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 10.0
PATIENCE_SECONDS = 300.0
"""An engine that accepts nothing for so long is given up; what it has not acknowledged stays pending in the catalog."""
CHUNK_TIMEOUT_SECONDS = 180.0
"""A chunk may take longer than a search: one character 600,000 times is analyzed for some seconds."""
BUSY = frozenset({429, 502, 503, 504})
SUPERSEDED = 409
"""A newer revision of the page is there already."""
_ANSWER = "items.*.status,items.*.error.type,items.*.error.reason,items.*.error.caused_by.reason"


@dataclass(frozen=True, slots=True)
class Rejection:
    """A document that the engine refused, and its reason in the engine's words."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Connection:
    """How the engine is reached: the client of today, and what is done when it does not answer."""

    client: Callable[[], Elasticsearch]
    recover: Callable[[], None] = field(default=lambda: None)
    patience_seconds: float = PATIENCE_SECONDS
    stopped: threading.Event = field(default_factory=threading.Event)
    """Set when nobody waits for the engine any more."""


def connection_to(engine: Elasticsearch | LastingEngine) -> Connection:
    """How this engine is reached; one that is given as a client only is not started again when it ends."""
    if isinstance(engine, LastingEngine):
        return Connection(lambda: engine.client, engine.recover)
    return Connection(lambda: engine)


Answer = TypeVar("Answer")


def ask(connection: Connection, request: Callable[[Elasticsearch], Answer]) -> Answer:
    """What the engine answers to a request that may be sent twice; waits as `send` does while it is busy or gone, and raises the same."""
    patience = _Patience(connection)
    while True:
        try:
            return request(connection.client())
        except (ApiError, TransportError) as error:
            patience.wait(translate(error), gone=not isinstance(error, ApiError))


def send(connection: Connection, index: str, chunk: Sequence[Operation]) -> dict[int, list[Rejection]]:
    """Writes the chunk; the refused records by owner.

    Ids are addresses, so sending again what may have arrived changes nothing. Waits, longer each time, while the engine is busy (429)
    or gone. Raises EngineUnavailable when it stays so, EngineRefused when it takes nothing at all (read-only, no privilege).
    """
    waiting = list(chunk)
    refused: dict[int, list[Rejection]] = {}
    patience = _Patience(connection)
    while waiting:
        try:
            answer = _post(connection.client(), index, waiting)
        except (ApiError, TransportError) as error:
            if isinstance(error, ApiError) and error.status_code == 413 and len(waiting) > 1:
                middle = len(waiting) // 2
                first = send(connection, index, waiting[:middle])
                return _merged(refused, first, send(connection, index, waiting[middle:]))
            patience.wait(translate(error), gone=not isinstance(error, ApiError))
            continue
        again = _sorted_out(waiting, answer["items"], refused)
        if len(again) < len(waiting):
            patience.renew()
        waiting = again
        if waiting:
            patience.wait(EngineUnavailable("检索引擎一直忙不过来。", "the engine stays busy (429)"), gone=False)
    return refused


def _post(client: Elasticsearch, index: str, chunk: Sequence[Operation]) -> Any:
    body: Any = b"".join(operation.body for operation in chunk)
    return client.options(request_timeout=CHUNK_TIMEOUT_SECONDS, max_retries=0).bulk(
        index=index, operations=body, filter_path=_ANSWER
    )


def _sorted_out(chunk: Sequence[Operation], items: Sequence[Any], refused: dict[int, list[Rejection]]) -> list[Operation]:
    """Enters what was refused; what has to be sent again.

    Raises EngineRefused when the index takes nothing.
    """
    again = []
    for operation, item in zip(chunk, items, strict=True):
        ((_, answer),) = item.items()
        status, error = int(answer["status"]), answer.get("error") or {}
        if status < 300 or status == SUPERSEDED or (operation.removes and status == 404):
            continue
        if error.get("type") == "cluster_block_exception":
            raise _block(error)
        if error.get("type") == "index_not_found_exception":
            raise refusal(status, {"error": error})
        if status in BUSY:
            again.append(operation)
            continue
        refused.setdefault(operation.owner, []).append(Rejection(operation.id, _reason(error)))
    return again


def _block(error: dict[str, Any]) -> EngineError:
    """Our error for an index that is read-only: a 429 of its own kind, which passes only when somebody frees the disk."""
    return refusal(403, {"error": error})


def _reason(error: dict[str, Any]) -> str:
    cause = (error.get("caused_by") or {}).get("reason")
    return f"{error.get('type', '?')}: {error.get('reason', '')}" + (f" ({cause})" if cause else "")


def _merged(*parts: dict[int, list[Rejection]]) -> dict[int, list[Rejection]]:
    merged: dict[int, list[Rejection]] = {}
    for part in parts:
        for owner, rejections in part.items():
            merged.setdefault(owner, []).extend(rejections)
    return merged


class _Patience:
    """Waits with growing pauses; gives up when nothing has gone forward for too long."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.renew()

    def renew(self) -> None:
        self._since = time.monotonic()
        self._pause = FIRST_WAIT_SECONDS

    def wait(self, error: EngineError, *, gone: bool) -> None:
        """Pauses; raises the error when it is none that passes, or when patience has ended."""
        if not isinstance(error, EngineUnavailable) or time.monotonic() - self._since > self._connection.patience_seconds:
            raise error
        log.warning("engine busy or gone, waiting", seconds=round(self._pause, 1), reason=error.en)
        if self._connection.stopped.wait(self._pause):
            raise error
        self._pause = min(2 * self._pause, LONGEST_WAIT_SECONDS)
        if gone:
            self._connection.recover()
