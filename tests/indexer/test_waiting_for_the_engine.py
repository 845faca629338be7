"""Requests of a load beside the documents: they wait for an engine that is gone, too, and what they change is set back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from elastic_transport import ApiResponseMeta, HttpHeaders, NodeConfig
from elasticsearch import ApiError
from elasticsearch import ConnectionError as NoConnection

from indexer.catalog import Role, open_catalog
from indexer.errors import EngineRefused, EngineUnavailable
from indexer.following.large import begin_large_load, restore_settings
from indexer.load import Connection, Loader, PageLoad, ask, sending


def refusing(status: int) -> ApiError:
    meta = ApiResponseMeta(status, "1.1", HttpHeaders(), 0.1, NodeConfig("http", "localhost", 9200))
    return ApiError("no", meta, {"error": {"type": "x", "reason": "no"}})


def failing(*errors: Exception) -> Callable[[Any], str]:
    """A request that fails in these ways before it is answered."""
    left = list(errors)

    def request(_: Any) -> str:
        if left:
            raise left.pop(0)
        return "answer"

    return request


@pytest.fixture
def recovered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The recoveries that were asked for; nobody pauses."""
    monkeypatch.setattr(sending, "FIRST_WAIT_SECONDS", 0.0)
    return []


def connection(recovered: list[str], client: Any = None, patience: float = 10.0) -> Connection:
    return Connection(lambda: client, lambda: recovered.append("again"), patience)


def test_a_request_waits_for_an_engine_that_was_killed_and_has_it_started_again(recovered: list[str]) -> None:
    assert ask(connection(recovered), failing(NoConnection("gone"), refusing(503), NoConnection("gone"))) == "answer"
    assert recovered == ["again", "again"]


def test_a_request_that_is_refused_fails_at_once(recovered: list[str]) -> None:
    with pytest.raises(EngineRefused):
        ask(connection(recovered), failing(refusing(403)))
    assert recovered == []


def test_patience_has_an_end(recovered: list[str]) -> None:
    with pytest.raises(EngineUnavailable):
        ask(connection(recovered, patience=-1.0), failing(NoConnection("gone")))


class _Settings:
    """An index with its settings, as the client gives and takes them."""

    def __init__(self) -> None:
        self.now = {"index.refresh_interval": "1s"}

    def get_settings(self, **_: Any) -> Any:
        return SimpleNamespace(body={"bulletin-1": {"settings": dict(self.now)}})

    def put_settings(self, *, index: str, settings: dict[str, str]) -> None:  # noqa: ARG002
        self.now |= {f"index.{name}": value for name, value in settings.items()}


def test_two_large_loads_at_once_set_back_what_was_before_both(recovered: list[str], tmp_path: Path) -> None:
    index = _Settings()
    reach = connection(recovered, SimpleNamespace(indices=index))
    with open_catalog(tmp_path, write=True) as catalog:
        catalog.following.follow("uuid", "bulletin-1", Role.LIVE)
        (followed,) = catalog.following.indices()
        for _ in range(2):
            begin_large_load(reach, catalog, followed)
        assert index.now["index.refresh_interval"] == "30s"
        (known,) = catalog.following.indices()
        assert json.loads(known.settings_before or "") == {"refresh_interval": "1s"}
        assert restore_settings(reach, catalog) == ("bulletin-1",)
        assert restore_settings(reach, catalog) == ()
    assert index.now["index.refresh_interval"] == "1s"


def test_the_end_of_one_loader_leaves_the_others_their_patience(recovered: list[str]) -> None:
    """An index that is built no more, while an ingest still loads the live one from an engine that comes back."""
    answers = [NoConnection("gone"), NoConnection("gone")]

    def bulk(**_: Any) -> dict[str, Any]:
        if answers:
            raise answers.pop()
        return {"items": [{"index": {"status": 201}}]}

    client = SimpleNamespace(options=lambda **_: SimpleNamespace(bulk=bulk))
    reach = connection(recovered, client)
    with Loader(reach, "live") as live:
        with Loader(reach, "building"):
            pass
        live.load(PageLoad("ltdb/2024-11-05/1", ({"id": "ltdb/2024-11-05/1/a1"},), frozenset()))
        live.finish()
        assert [loaded.rejections for _, loaded in live.done()] == [()]
    assert recovered == ["again", "again"]
