"""A client for the archive's engine: the cluster that the settings name, or the embedded one that runs."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from indexer.engine.embedded import EmbeddedEngine
from indexer.engine.state import EngineState
from indexer.errors import SettingsError
from indexer.settings import Settings

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch


def connect(settings: Settings) -> Elasticsearch:
    """A client for the cluster of ELASTICSEARCH_URL, or else for the running embedded engine of the home; sends nothing yet.

    Raises EngineUnavailable when no embedded engine runs, SettingsError when the address or the CA file cannot be used.
    """
    if settings.embedded:
        return client_of(EmbeddedEngine(settings).running(), settings)
    return _cluster_client(settings)


@contextmanager
def running_engine(settings: Settings) -> Iterator[Elasticsearch]:
    """A client for the engine, which runs at least as long as the block: the embedded one is started when none runs.

    Raises EngineFetchFailed or EngineStartFailed when it cannot be started; EngineUnavailable or EngineRefused for a cluster that
    does not answer, refuses the login, has another version or lacks the analyzer plugin.
    """
    if settings.embedded:
        with EmbeddedEngine(settings).used() as state, client_of(state, settings) as client:
            yield client
    else:
        from indexer.engine.cluster import check_cluster

        with _cluster_client(settings) as client:
            check_cluster(client, settings)
            yield client


class LastingEngine:
    """The engine for a long run: a client, and a way to have one again after the engine has gone."""

    def __init__(self, client: Elasticsearch, settings: Settings, embedded: EmbeddedEngine | None = None) -> None:
        self._client = client
        self._settings = settings
        self._embedded = embedded
        self._lock = threading.Lock()

    @property
    def client(self) -> Elasticsearch:
        """The client of today; ask again after `recover`."""
        return self._client

    def recover(self) -> None:
        """Starts the embedded engine when it has ended; a cluster comes back by itself or not at all.

        Raises EngineFetchFailed or EngineStartFailed.
        """
        if self._embedded is None:
            return
        with self._lock:
            state = self._embedded.again()
            node = next(iter(self._client.transport.node_pool.all()))
            if node.base_url != state.address:
                self._client = client_of(state, self._settings)


@contextmanager
def lasting_engine(settings: Settings) -> Iterator[LastingEngine]:
    """As `running_engine`, for runs that outlive an engine that is killed half way. Raises the same."""
    if settings.embedded:
        embedded = EmbeddedEngine(settings)
        with embedded.used() as state:
            engine = LastingEngine(client_of(state, settings), settings, embedded)
            try:
                yield engine
            finally:
                engine.client.close()
    else:
        with running_engine(settings) as client:
            yield LastingEngine(client, settings)


def client_of(state: EngineState, settings: Settings) -> Elasticsearch:
    """A client for this embedded engine."""
    from elasticsearch import Elasticsearch

    from indexer.engine.answers import QuickReader

    return Elasticsearch(
        state.address, request_timeout=settings.elasticsearch_timeout, serializers={"application/json": QuickReader()}
    )


def _cluster_client(settings: Settings) -> Elasticsearch:
    from elasticsearch import Elasticsearch

    from indexer.engine.answers import QuickReader

    options: dict[str, Any] = {
        "request_timeout": settings.elasticsearch_timeout,
        "serializers": {"application/json": QuickReader()},
    }
    key, password = settings.elasticsearch_api_key.get_secret_value(), settings.elasticsearch_password.get_secret_value()
    if key:
        options["api_key"] = key
    elif settings.elasticsearch_user:
        options["basic_auth"] = (settings.elasticsearch_user, password)
    if settings.elasticsearch_ca is not None:
        if not settings.elasticsearch_ca.is_file():
            raise SettingsError(
                f"ELASTICSEARCH_CA 指向的文件 {settings.elasticsearch_ca} 不存在。请改正路径。",
                f"ELASTICSEARCH_CA names {settings.elasticsearch_ca}, which is no file",
            )
        options["ca_certs"] = str(settings.elasticsearch_ca)
    try:
        return Elasticsearch(settings.elasticsearch_url, **options)
    except (ValueError, OSError) as error:
        raise SettingsError(
            f"设置 ELASTICSEARCH_URL（{settings.elasticsearch_url}）或 ELASTICSEARCH_CA 不能使用：{error}。"
            "地址应写成 https://主机:9200 的形式。",
            f"ELASTICSEARCH_URL {settings.elasticsearch_url!r} or its options cannot be used: {error}",
        ) from error
