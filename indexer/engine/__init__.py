"""The engine: a client for it, the embedded one's life, and its errors as ours. Importing does nothing."""

from __future__ import annotations

from indexer.engine.cluster import ClusterInfo, check_cluster
from indexer.engine.connection import LastingEngine, connect, lasting_engine, running_engine
from indexer.engine.embedded import EmbeddedEngine
from indexer.engine.status import EngineStatus, engine_status, start_detached, stop
from indexer.engine.trouble import refusal, translate, translate_errors

__all__ = [
    "ClusterInfo",
    "EmbeddedEngine",
    "EngineStatus",
    "LastingEngine",
    "check_cluster",
    "connect",
    "engine_status",
    "lasting_engine",
    "refusal",
    "running_engine",
    "start_detached",
    "stop",
    "translate",
    "translate_errors",
]
