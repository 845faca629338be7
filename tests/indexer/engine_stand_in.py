"""An ingest without an engine: its part is played by a stand-in that keeps what it is sent and refuses what it is told to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import orjson
import pytest

from indexer.catalog import Catalog, FollowedIndex, Role
from indexer.ingest import run
from indexer.load import Rejection, loader
from indexer.load.chunks import Operation


@dataclass(slots=True)
class EngineStandIn:
    """What the engine would hold, by id; `refuses` says which records it refuses."""

    refuses: Callable[[str], bool] = lambda _: False
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    client: Any = field(default_factory=lambda: SimpleNamespace(indices=SimpleNamespace(refresh=lambda **_: None)))

    def play(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Takes the engine's place."""
        monkeypatch.setattr(run, "live_index", self._live_index)
        monkeypatch.setattr(loader, "send", self._send)

    @staticmethod
    def _live_index(_client: object, _settings: object, catalog: Catalog) -> FollowedIndex:
        with catalog.transaction():
            catalog.following.follow("uuid", "bulletin-1", Role.LIVE)
        return FollowedIndex("uuid", "bulletin-1", Role.LIVE)

    def _send(self, _connection: object, _index: str, chunk: Sequence[Operation]) -> dict[int, list[Rejection]]:
        refused: dict[int, list[Rejection]] = {}
        for operation in chunk:
            if operation.removes:
                self.documents.pop(operation.id, None)
            elif self.refuses(operation.id):
                rejection = Rejection(operation.id, "strict_dynamic_mapping_exception")
                refused.setdefault(operation.owner, []).append(rejection)
            else:
                self.documents[operation.id] = orjson.loads(operation.body.split(b"\n")[1])
        return refused
